"""Facts of parties, end use, business and payment."""

from __future__ import annotations

from collections.abc import Iterator

from weighbridge.controls.judging import classes_of_goods
from weighbridge.flags.asked import NO, UNKNOWN, YES, Asked, Told, at_the_end, parties_of
from weighbridge.flags.rules import Flag, rules
from weighbridge.flags.wording import first_of, flat
from weighbridge.matching.party import Party
from weighbridge.screening.finding import ROUTE, Evidence


def founded_after(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Buyers founded after the flag's day whose other customers are none, or not known."""
    buyers = list(parties_of(asked.order, "buyer"))
    if not buyers:
        yield Told(UNKNOWN, "who buys")
    for subject, party in buyers:
        if party.schema == "Person":
            continue  # nobody founds a person
        days = [one for one in party.foundation_dates if one]
        if not days:
            yield Told(UNKNOWN, f"when {party.names[0]} was founded", subject=subject)
            continue
        day = min(days)
        known = min(len(day), len(flag.day))
        if day[:known] < flag.day[:known] or (len(day) >= 10 and day[:10] == flag.day):
            yield Told(NO, subject=subject)
        elif day[:known] == flag.day[:known]:
            yield Told(UNKNOWN, f"{party.names[0]} was founded in {day}: before or after {flag.day}", subject=subject)
        elif asked.order.facts.other_customers:
            yield Told(NO, subject=subject)
        elif asked.order.facts.other_customers is None:
            reason = f"{party.names[0]} was founded on {day}, after {flag.day}; whether it has other customers"
            yield Told(UNKNOWN, reason, subject=subject)
        else:
            evidence = Evidence("order", "founded", day), Evidence("order", "other_customers", "no")
            yield Told(YES, f"{party.names[0]} was founded on {day}", evidence, subject)


def _same(one: Party, other: Party) -> bool:
    return one == other or bool({flat(name) for name in one.names} & {flat(name) for name in other.names})


def forwarder_at_the_end(asked: Asked, flag: Flag) -> Iterator[Told]:
    """An end user or consignee that is a forwarder of this order, or is called one."""
    forwarders = [party for _, party in parties_of(asked.order, "forwarder")]
    ends = at_the_end(asked.order)
    if not ends:
        yield Told(UNKNOWN, "who gets the goods")
    for subject, party in ends:
        name = party.names[0]
        if any(_same(party, one) for one in forwarders):
            evidence = (Evidence("order", subject, name),)
            yield Told(YES, f"{name} is also the forwarder of this order", evidence, subject)
        elif word := first_of(flag.words, " ; ".join(party.names)):
            yield Told(YES, f"{name} is called “{word}”", (Evidence("order", subject, name),), subject)


def bank_at_the_end(asked: Asked, flag: Flag) -> Iterator[Told]:
    """A consignee or end user that is a bank of this order."""
    banks = [party for _, party in parties_of(asked.order, "bank")]
    for subject, party in at_the_end(asked.order):
        if any(_same(party, one) for one in banks):
            yield Told(YES, f"{party.names[0]} is a bank", (Evidence("order", subject, party.names[0]),), subject)


def end_use_refused(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Refused; or not known, where no end use is told either."""
    facts = asked.order.facts
    if facts.end_use_refused:
        yield Told(YES, "they were asked", (Evidence("order", "end_use_refused", "yes"),))
    elif not facts.end_use.strip():
        yield Told(UNKNOWN, "what the goods are for")


def end_use_words(asked: Asked, flag: Flag) -> Iterator[Told]:
    """The flag's words in the end use as it was told. Where none was told, the flag on refusal asks for it."""
    if word := first_of(flag.words, asked.order.facts.end_use):
        yield Told(YES, f"“{word}”", (Evidence("order", "end_use", asked.order.facts.end_use[:300]),))


def business_mismatch(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Goods of control lists' classes for a business that has no use for such goods."""
    business = asked.order.facts.business
    if not business.strip():
        yield Told(UNKNOWN, "what the buyer lives by")
        return
    classes = list(dict.fromkeys(one for goods in asked.order.goods for one in classes_of_goods(goods)))
    if not classes:
        return
    known = [(word, fits) for words, fits in rules().businesses if (word := first_of(words, business))]
    if not known:
        told = f"whether {', '.join(classes)} fit the business “{business[:100]}”"
        yield Told(UNKNOWN, told)
    elif not any(fits & set(classes) for _, fits in known):
        words = ", ".join(word for word, _ in known)
        goods = "; ".join(" ".join(filter(None, (one.words, one.hs, one.eccn))) for one in asked.order.goods)
        evidence = Evidence("order", "business", business[:300]), Evidence("order", "goods", goods[:300])
        yield Told(YES, f"{words}, and goods of the class {', '.join(classes)}", evidence)


def shared_address(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Parties at the address of a listed party. Looked at only where addresses of listed parties were given."""
    if asked.listed is None:
        return
    for subject, party in parties_of(asked.order):
        for one in asked.listed.shared(party, flag.figure)[:5]:
            reason = f"{party.names[0]}, and {one.listed.names[0]} ({one.listed.list}) at “{one.address[:200]}”"
            evidence = (
                Evidence("order", subject, "; ".join(party.addresses)[:300]),
                Evidence("list", one.listed.id, one.address),
            )
            yield Told(YES, reason, evidence, subject, one.score)


def address_words(asked: Asked, flag: Flag) -> Iterator[Told]:
    """The flag's words in an address of who gets the goods; often it is told of the same party as buyer only."""
    for subject, party in at_the_end(asked.order):
        others = (one for _, one in parties_of(asked.order) if _same(party, one))
        addresses = party.addresses or next((one.addresses for one in others if one.addresses), ())
        if not addresses:
            yield Told(UNKNOWN, f"the address of {party.names[0]}", subject=subject)
        for address in addresses:
            if word := first_of(flag.words, address):
                yield Told(YES, f"“{word}” in “{address[:200]}”", (Evidence("order", subject, address[:300]),), subject)


def payment_words(asked: Asked, flag: Flag) -> Iterator[Told]:
    """The flag's words in the terms of payment."""
    payment = asked.order.facts.payment
    if not payment.strip():
        yield Told(UNKNOWN, "how the goods are paid")
    elif word := first_of(flag.words, payment):
        yield Told(YES, f"“{word}”", (Evidence("order", "payment", payment[:300]),))


def third_party_payment(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Told as such, a payer that is not the buyer, or the flag's words in the terms of payment."""
    told = asked.order.facts.third_party_payment
    buyers = [party for _, party in parties_of(asked.order, "buyer")]
    payers = list(parties_of(asked.order, "payer"))
    if told:
        yield Told(YES, "so it was told", (Evidence("order", "third_party_payment", "yes"),))
    for subject, party in payers:
        if buyers and not any(_same(party, one) for one in buyers):
            reason = f"{party.names[0]} pays for {buyers[0].names[0]}"
            yield Told(YES, reason, (Evidence("order", subject, party.names[0]),), subject)
    payment = asked.order.facts.payment
    word = first_of(flag.words, payment)
    if word and not told:
        yield Told(YES, f"the terms of payment say “{word}”", (Evidence("order", "payment", payment[:300]),))
    if told is None and not payers and not word:
        yield Told(UNKNOWN, "who pays")


def service_declined(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Told as such."""
    told = asked.order.facts.service_declined
    if told:
        yield Told(YES, "so it was told", (Evidence("order", "service_declined", "yes"),))
    elif told is None:
        yield Told(UNKNOWN, "whether service is wanted")


def told(asked: Asked, flag: Flag) -> Iterator[Told]:
    """A further column of the order that says yes or no."""
    values = [value for name, value in asked.order.told if flat(name) == flat(flag.column) and value.strip()]
    if not values:
        yield Told(UNKNOWN, f"column “{flag.column}” is not told")
        return
    for value in values:
        said = rules().answers.get(flat(value))
        if said is None:
            yield Told(UNKNOWN, f"column “{flag.column}” says “{value[:60]}”, which is neither yes nor no")
        elif said == (flag.raised == "yes"):
            yield Told(YES, "so it was told", (Evidence("order", flag.column, value[:60]),))


def onward(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Countries of the order that the ledger shows as suppliers of goods of the order's classes."""
    classes = {one for goods in asked.order.goods for one in classes_of_goods(goods)}
    families = {one.split(".")[0] for one in classes}
    for country, transfers in (asked.onward or {}).items():
        alike = [one for one in transfers if one.goods.split(".")[0] in families]
        if alike:
            who = ", ".join(dict.fromkeys(one.recipient.upper() for one in alike))
            what = ", ".join(dict.fromkeys(one.goods for one in alike))
            evidence = tuple(
                Evidence("ledger", one.id, f"{one.goods}, {one.stage}, {one.word} ({one.likelihood:.2f})")
                for one in alike
            )
            yield Told(YES, f"{country.upper()} passes {what} on to {who}", evidence, ROUTE)
