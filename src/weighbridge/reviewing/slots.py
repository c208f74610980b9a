"""Corrections of a statement, slot by slot, as a person writes them: ``supplier=IR``, ``quantity=200-220``.

Slots and values are those of the coding guidelines. A corrected statement keeps its evidence, and its
confidence becomes 1: a person has read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from weighbridge.ledger.dates import last_day
from weighbridge.model import (
    CERTAINTIES,
    ITEM_CLASSES,
    SOURCE_CLASSES,
    STAGES,
    STANCES,
    Item,
    Party,
    Quantity,
    Source,
    Statement,
    Time,
    Value,
)

LONGEST = 500
"""Characters of a value."""
LARGEST = 10**12
"""The greatest number of pieces that is believed."""
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
"""What no person writes and no screen shows: controls, what turns the reading order, halves of characters."""
NOTHING = ("", "-", "none")
"""What empties a slot that may be empty."""
Words = tuple[str, ...]


class SlotError(ValueError):
    """A correction that can't be made; the text names the slot and what may stand there."""


class MisfitError(SlotError):
    """A correction of values that may each stand there, but not together or not in this statement."""


@cache
def party_names() -> Mapping[str, str]:
    """Code: name, of every party in the lexicon: states first, then groups and others."""
    from weighbridge.lexicon import load

    found: dict[str, str] = {}
    words = load().words.values()
    for kind in ("state", "group", None):
        for entry in words:
            if entry.code and (kind is None or entry.kind == kind):
                found.setdefault(entry.code, entry.name)
    return found


def corrected(statement: Statement, changes: Mapping[str, str]) -> Statement:
    """The statement with some slots as a person wants them. Raises SlotError, MisfitError.

    ``changes``: slot (one of SLOTS) to what was written. Without any, what was read is confirmed as it stands.
    """
    for slot in changes:
        if slot not in SLOTS:
            raise SlotError(f"there is no slot {slot[:60]!r}; the slots are {', '.join(SLOTS)}")
    made, old = statement, written(statement)
    for slot, put in SLOTS.items():
        text = " ".join(changes.get(slot, old[slot]).split())
        if text == " ".join(old[slot].split()):
            continue
        if len(text) > LONGEST:
            raise SlotError(f"{slot}: longer than {LONGEST} characters; give the value only")
        if bad := unreadable(changes[slot]):
            raise SlotError(f"{slot}: {bad}; write it again without")
        made = put(made, text)
    if sum(one is not None for one in (made.supplier, made.recipient, made.item)) < 2:
        raise MisfitError(
            "at least two of supplier, recipient and item have to be known; reject the statement otherwise"
        )
    if made.supplier and made.recipient and made.supplier.code and made.supplier.code == made.recipient.code:
        raise MisfitError(f"supplier and recipient are both {made.supplier.code!r}; a transfer goes across a border")
    return replace(made, confidence=1.0)


def unreadable(text: str) -> str | None:
    """Which character of a person's text can't be read on a screen and where; None where all can. Line ends can."""
    found = _UNREADABLE.search(text)
    return None if found is None else f"character {found.start() + 1} is U+{ord(found[0]):04X}, which no screen shows"


def changes_from(pairs: Iterable[str]) -> dict[str, str]:
    """Slot and value of each ``slot=value``. Raises SlotError."""
    found: dict[str, str] = {}
    for pair in pairs:
        slot, equals, value = pair.partition("=")
        slot = slot.strip()
        if not equals:
            raise SlotError(f"{pair[:60]!r} is no correction; write slot=value, as in stage=shipped")
        if slot in found:
            raise SlotError(f"{slot} is given twice; give it once")
        found[slot] = value
    return found


def written(statement: Statement) -> dict[str, str]:
    """Every slot as a person would write it: what ``corrected`` reads back to the same statement."""
    source = statement.source
    quantity, value, time = statement.quantity, statement.value, statement.time
    return {
        "supplier": _party_text(statement.supplier),
        "recipient": _party_text(statement.recipient),
        "item": statement.item.class_ if statement.item else "",
        "item.text": statement.item.text if statement.item else "",
        "quantity": _range(quantity.low, quantity.high) if quantity else "",
        "value": f"{value.amount:.15g} {value.currency or ''}".strip() if value else "",
        "time": _span(time.start, time.end) if time else "",
        "stage": statement.stage,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "source.class": source.class_,
        "source.country": source.country or "",
        "source.text": source.text or "",
        "source.named": "yes" if source.named else "no",
    }


def differing(before: Statement, after: Statement) -> dict[str, tuple[str, str]]:
    """The slots in which two statements differ, each before and after."""
    old, new = written(before), written(after)
    return {slot: (old[slot], new[slot]) for slot in old if old[slot] != new[slot]}


def _party_text(party: Party | None) -> str:
    return "" if party is None else party.code or UNNAMED


def _range(low: int | None, high: int | None) -> str:
    if low == high and low is not None:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _span(start: str | None, end: str | None) -> str:
    return start or "" if start == end else f"{start or ''}/{end or ''}"


UNNAMED = "unnamed"
"""For a party that is spoken of but has no code: a company, "a foreign buyer"."""


def _code(slot: str, text: str) -> str:
    known = party_names()
    for code in (text, text.upper(), text.lower()):
        if code in known:
            return code
    names = {name.casefold(): code for code, name in known.items()}
    if text.casefold() in names:
        return names[text.casefold()]
    lower = {**names, **{code.lower(): code for code in known}}
    near = dict.fromkeys(lower[one] for one in get_close_matches(text.casefold(), lower, 3))
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise SlotError(
        f"{slot}: there is no party {text[:60]!r}; give an ISO 3166-1 code (IR, RU) or a slug of the lexicon"
        f" (houthis, hezbollah){hint}"
    )


def _words_for(code: str, evidence: str, otherwise: str) -> str:
    """The words of the evidence that name a party, the longest; ``otherwise`` where it has none."""
    from weighbridge.lexicon import load

    found = [
        word
        for word, entry in load().words.items()
        if entry.code == code and word in evidence and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", evidence)
    ]
    return max(found, key=len, default=otherwise)


def _party(slot: str) -> Callable[[Statement, str], Statement]:
    def apply(one: Statement, text: str) -> Statement:
        known: Party | None = getattr(one, slot)
        if text.lower() in NOTHING:
            made = None
        elif text.lower() == UNNAMED:
            made = Party(None, known.text if known else "")
        else:
            code = _code(slot, text)
            if known and known.code == code:
                return one
            made = Party(code, _words_for(code, one.evidence, party_names()[code]))
        return replace(one, supplier=made) if slot == "supplier" else replace(one, recipient=made)

    return apply


def _one_of(slot: str, text: str, values: Words) -> str:
    if text in values:
        return text
    near = get_close_matches(text, values, 1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    raise SlotError(f"{slot} is {text[:60]!r}{hint}; it has to be one of {', '.join(values)}")


def _item(one: Statement, text: str) -> Statement:
    if text.lower() in NOTHING:
        return replace(one, item=None)
    class_ = _one_of("item", text, ITEM_CLASSES)
    return replace(one, item=Item(class_, one.item.text if one.item else class_))


def _item_text(one: Statement, text: str) -> Statement:
    if one.item is None:
        if text.lower() in NOTHING:
            return one
        raise MisfitError("item.text: the statement has no item; give item=CLASS before it")
    if not text:
        raise SlotError("item.text is empty; give the words that name the goods")
    return replace(one, item=Item(one.item.class_, text))


_NUMBER = re.compile(r"[0-9][0-9,_ ]*")


def _whole(slot: str, text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or len(text) > 20:
        raise SlotError(f"{slot}: {text[:40]!r} is no whole number; write 200, 200-220, 200- (or more), -200 (up to)")
    number = int(re.sub(r"[,_ ]", "", text))
    if number > LARGEST:
        raise SlotError(f"{slot}: {number} is more than {LARGEST}; check the digits")
    return number


def _quantity(one: Statement, text: str) -> Statement:
    if text.lower() in NOTHING:
        return replace(one, quantity=None)
    start, dash, end = text.replace("\u2013", "-").partition("-")
    low = _whole("quantity", start)
    high = _whole("quantity", end) if dash else low
    if low is None and high is None:
        raise SlotError("quantity: no number in it; write 200, 200-220, 200- (or more), -200 (up to)")
    if low is not None and high is not None and low > high:
        raise MisfitError(f"quantity: {low} is more than {high}; the lesser number comes first")
    known = one.quantity
    if known and (known.low, known.high) == (low, high):
        return one
    return replace(one, quantity=Quantity(low, high, known.text if known else text))


_MONEY = re.compile(r"([0-9][0-9,_]{0,20}(?:\.[0-9]{1,6})?)\s*([A-Za-z]{3})?")


def _value(one: Statement, text: str) -> Statement:
    if text.lower() in NOTHING:
        return replace(one, value=None)
    found = _MONEY.fullmatch(text)
    if found is None:
        raise SlotError(f"value: {text[:40]!r} is no sum of money; write 2500000000 USD (an ISO 4217 currency)")
    amount, currency = float(re.sub("[,_]", "", found[1])), found[2].upper() if found[2] else None
    known = one.value
    if known and (f"{known.amount:.15g}", known.currency) == (f"{amount:.15g}", currency):
        return one
    return replace(one, value=Value(amount, currency, known.text if known else text))


_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def _day(text: str) -> str | None:
    text = text.strip()
    if text and (not _DATE.fullmatch(text) or last_day(text) is None):
        raise SlotError(f"time: {text[:40]!r} is no date; write 2024, 2024-09 or 2024-09-04, or two of them with a /")
    return text or None


def _time(one: Statement, text: str) -> Statement:
    if text.lower() in NOTHING:
        return replace(one, time=None)
    first, slash, last = text.partition("/")
    start = _day(first)
    end = _day(last) if slash else start
    if start is None and end is None:
        raise SlotError("time: no date in it; write 2024, 2024-09 or 2024-09-04, or two of them with a /")
    if start and end and start > (last_day(end) or end):
        raise MisfitError(f"time: {start} is after {end}; the earlier date comes first")
    known = one.time
    if known and (known.start, known.end) == (start, end):
        return one
    return replace(one, time=Time(start, end, known.text if known else text))


def _listed(slot: str, values: Words) -> Callable[[Statement, str], Statement]:
    def apply(one: Statement, text: str) -> Statement:
        chosen = _one_of(slot, text, values)
        if slot == "stage":
            return replace(one, stage=chosen)
        return replace(one, stance=chosen) if slot == "stance" else replace(one, certainty=chosen)

    return apply


def _source(one: Statement, **changed: object) -> Statement:
    known = one.source
    fields = {"class_": known.class_, "country": known.country, "text": known.text, "named": known.named, **changed}
    return replace(one, source=Source(**fields))  # type: ignore[arg-type]


def _named(one: Statement, text: str) -> Statement:
    return _source(one, named=_one_of("source.named", text, ("yes", "no")) == "yes")


SLOTS: Mapping[str, Callable[[Statement, str], Statement]] = {
    "supplier": _party("supplier"),
    "recipient": _party("recipient"),
    "item": _item,
    "item.text": _item_text,
    "quantity": _quantity,
    "value": _value,
    "time": _time,
    "stage": _listed("stage", STAGES),
    "stance": _listed("stance", STANCES),
    "certainty": _listed("certainty", CERTAINTIES),
    "source.class": lambda one, text: _source(one, class_=_one_of("source.class", text, SOURCE_CLASSES)),
    "source.country": lambda one, text: _source(
        one, country=None if text.lower() in NOTHING else _code("source.country", text)
    ),
    "source.text": lambda one, text: _source(one, text=text or None),
    "source.named": _named,
}
"""Slot: what puts a value into it."""
