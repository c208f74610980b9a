"""Findings on one line of goods bound for a destination: what it is, where it goes, and what that means together."""

from __future__ import annotations

from collections.abc import Iterator

from weighbridge.controls.codes import DUAL_USE, EAR99, HS, MILITARY, MTCR, Code, CodeError, read_code
from weighbridge.controls.described import country_groups, eccns, known_hs, table
from weighbridge.controls.destinations import FILE as DESTINATIONS
from weighbridge.controls.destinations import Sanctioned, destinations, place_of, transshipment_sources
from weighbridge.controls.explaining import classes_of, lines_on
from weighbridge.controls.military import SURE_ENOUGH, are_arms, is_military
from weighbridge.controls.named_codes import codes_in
from weighbridge.controls.named_places import named_findings
from weighbridge.controls.origins import origin_findings
from weighbridge.controls.priority import FILE as PRIORITY
from weighbridge.controls.priority import PriorityItem, PriorityMatch, priority_matches
from weighbridge.controls.sources import TABLES, sources
from weighbridge.controls.words import FILE as WORDS
from weighbridge.controls.words import Candidate, candidates
from weighbridge.lexicon.checked import version_of
from weighbridge.screening.finding import LEVELS, NOTE, REVIEW, ROUTE, STOP, Evidence, Finding, Published, goods_subject
from weighbridge.screening.order import GoodsLine, Order

ENDS = ("end-user", "consignee", "buyer", "intermediary")
"""Roles whose countries count as places that goods go to."""
LIGHT = frozenset(("AT", "RS"))
"""Reasons of the 900 numbers for which most destinations need no licence."""
CCL, DUAL_USE_TABLE = TABLES / "ccl.toml", TABLES / "dualuse.toml"
HS_CODES, HS_TABLE = TABLES / "hs_codes.toml", TABLES / "hs.toml"


def worse(one: str, other: str) -> str:
    """The graver of two levels."""
    return max(one, other, key=LEVELS.index)


def findings(order: Order) -> list[Finding]:
    """What the lists say of all lines of an order on its way, of the way itself and of where it starts; each once."""
    destination, others = bound_for(order)
    found = [*on_places((*others, destination)), *origin_findings(order), *named_findings(order)]
    for number, goods in enumerate(order.goods, 1):
        found += line_findings(goods, destination, number, others)
    return list(dict.fromkeys(found))


def bound_for(order: Order) -> tuple[str, tuple[str, ...]]:
    """The destination, and the other countries that the goods come near: on the way, and those of who gets them.

    Where a route has only one country, it is the destination; else the first is where the goods start. Without a route
    the country of the end user, consignee or buyer is the destination.
    """
    countries = order.route.countries
    theirs = [code for role in ENDS for party in order.of_role(role) for code in party.countries if code]
    destination = countries[-1] if countries else next(iter(theirs), "")
    others = dict.fromkeys(one.lower() for one in (*countries[1:-1], *theirs) if one)
    others.pop(destination.lower(), None)
    return destination.lower(), tuple(others)


def line_findings(goods: GoodsLine, destination: str, number: int = 1, via: tuple[str, ...] = ()) -> list[Finding]:
    """What the lists say of a line of goods on its way.

    destination, via: ISO 3166-1 alpha-2, any case; an empty destination is told as not known. number: of the line,
    from 1. What holds for the countries alone (``on_places``) is among them.

    A code that can't be read is a finding for review, never silence. Words are looked at beside codes, so that a wrong
    code doesn't hide what the words say.
    """
    places = _places(destination, *via)
    found = [*on_places((*via, destination))]
    codes: list[Code] = []
    for field, text in (
        ("hs", goods.hs),
        ("eccn", goods.eccn),
        *(("words", one) for one in codes_in(goods.words)),
    ):
        if not text.strip():
            continue
        evidence = Evidence("order", field, text[:200])
        try:
            code = read_code(text)
        except CodeError as error:
            found.append(_finding(number, REVIEW, str(error), "code", None, (evidence,), ""))
            continue
        if field == "words" and any(code.value == one.value or (code.hs6 and code.hs6 == one.hs6) for one in codes):
            continue
        codes.append(code)
        found += _on_priority(code, places, number, evidence)
        found += _on_arms(code, places, number, evidence)
        found += _on_control(code, places, number, evidence)
    found += _on_words(goods, codes, places, number)
    if not codes and not any(one.rule in ("code", "words") for one in found):
        asked = "no code is told, and the words say nothing of lists: ask for the HS code and the ECCN or EU code"
        found.append(_finding(number, NOTE, asked, "no-code", None, (), ""))
    return found


def on_places(countries: tuple[str, ...]) -> list[Finding]:
    """Sanctions on the countries of a route, whatever goes there; a note where no destination is told."""
    if not any(countries[-1:]):
        return [
            Finding("country", ROUTE, NOTE, "the destination is not known: ask where the goods will be used", "place")
        ]
    found = []
    for one in _under_sanctions(_places(*countries)):
        evidence = (Evidence("order", "route", one.country), Evidence("lexicon", DESTINATIONS.name, one.country))
        reason = f"{one.name} is under sanctions: {one.what}"
        version = version_of(DESTINATIONS)
        found.append(Finding("country", ROUTE, one.levels["any"], reason, "sanctioned", one.source, evidence, version))
    return found


def _places(*countries: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.lower() for one in countries if one))


def _finding(
    number: int,
    level: str,
    reason: str,
    rule: str,
    source: Published | None,
    evidence: tuple[Evidence, ...],
    version: str,
    score: float | None = None,
) -> Finding:
    return Finding("goods", goods_subject(number), level, reason, rule, source, evidence, version, score)


def _under_sanctions(places: tuple[str, ...]) -> list[Sanctioned]:
    return [destinations().sanctioned[one] for one in places if one in destinations().sanctioned]


def _whereto(item: PriorityItem, places: tuple[str, ...]) -> Iterator[tuple[str, str, Published]]:
    """Level, reason and source for an item of the list, for each country on its way."""
    levels, source = destinations().tiers[item.tier]
    for country in places or ("",):
        sanctioned = destinations().sanctioned.get(country)
        if sanctioned:
            yield sanctioned.levels["priority"], f"{sanctioned.name} is under sanctions", sanctioned.source
            continue
        place = place_of(country) if country else "other"
        name = country.upper() or "a destination that is not known"
        if place == "transshipment":
            named = transshipment_sources(country)[0]
            toward = ", ".join(one.upper() for one in named.toward)
            yield levels[place], f"{name} is named as a point of transshipment to {toward}", named.source
        elif place == "partner":
            yield levels[place], f"{name} applies the same restrictions", source
        else:
            yield (
                levels[place],
                f"{name} is outside the partner countries: agree in writing that nothing goes on to Russia",
                source,
            )


def _name(item: PriorityItem) -> str:
    return f"{item.hs[:4]}.{item.hs[4:]} ({item.what.lower()}), tier {item.tier}"


def _told(code: Code, matches: tuple[PriorityMatch, ...]) -> str:
    names = "; ".join(_name(one.item) for one in matches)
    if matches[0].how == "heading":
        return f"heading {code.value} holds goods of the Common High Priority List: {names}: ask for six digits"
    if matches[0].how == "older":
        return f"{code.hs6} is of an edition before 2022 and held goods of the list: {names}: ask for the code of 2022"
    return f"HS {names}: on the Common High Priority List"


def _on_priority(code: Code, places: tuple[str, ...], number: int, evidence: Evidence) -> Iterator[Finding]:
    """One finding for a code: the gravest of what its items mean on this way."""
    if code.kind != HS:
        return
    matches = priority_matches(code)
    if not matches:
        if not known_hs(code.value):
            reason = (
                f"HS {code.value[:6]} is no code of the edition of 2022: it is of an older one, or mistyped. Ask for it"
            )
            yield _finding(number, REVIEW, reason, "code", sources()["hs"], (evidence,), version_of(HS_CODES))
            return
        chapter = next(iter(lines_on(code))).text
        reason = f"HS {code.value} ({chapter}) is not on the Common High Priority List"
        yield _finding(number, NOTE, reason, "hs", sources()["chpl"], (evidence,), version_of(PRIORITY))
        return
    ways = [(way, one.item) for one in matches for way in _whereto(one.item, places)]
    (level, why, source), item = max(ways, key=lambda one: LEVELS.index(one[0][0]))
    if matches[0].how != "exact" and level == STOP:
        level = REVIEW
    rows = (
        evidence,
        *(Evidence("lexicon", f"{PRIORITY.name} {one.item.hs}", f"tier {one.item.tier}") for one in matches),
        Evidence("lexicon", DESTINATIONS.name, f"{source.title}; {source.place}"),
    )
    reason = f"{_told(code, matches)}; {why}. {item.why}"
    yield _finding(number, level, reason, "chpl", item.source, rows, version_of(PRIORITY))


def _on_arms(code: Code, places: tuple[str, ...], number: int, evidence: Evidence) -> Iterator[Finding]:
    """Arms by their code of the Harmonized System: a finding for review at least, wherever they go."""
    if code.kind != HS:
        return
    for one in table("hs", "arms").values():
        if not (code.value.startswith(one.id) or one.id.startswith(code.value)):
            continue
        level, reason = REVIEW, f"HS {code.value}: {one.what.lower()}, which need a licence nearly everywhere"
        for country in _under_sanctions(places):
            level = worse(level, country.levels["military"])
            reason += f"; {country.name} is under sanctions: {country.what}"
        embargoed, source = _arms_embargo(places), one.source
        if embargoed:
            level, source = STOP, sources()["country-groups"]
            reason += f"; {embargoed}"
        rows = (evidence, Evidence("lexicon", f"{HS_TABLE.name} {one.id}", f"{one.what}; {one.source.place}"))
        yield _finding(number, level, reason, "arms", source, rows, version_of(HS_TABLE))


def _arms_embargo(places: tuple[str, ...]) -> str:
    """Which of the places are under an arms embargo, in words; an empty text where none is."""
    names = ", ".join(one.upper() for one in places if one in country_groups()["D:5"])
    return f"military goods to {names}: under an arms embargo of the United States (country group D:5)" if names else ""


def _on_control(code: Code, places: tuple[str, ...], number: int, evidence: Evidence) -> Iterator[Finding]:
    if code.kind not in (DUAL_USE, MTCR, MILITARY, EAR99):
        return
    reasons = "; ".join(f"{one.list}: {one.text}" + (f" ({one.why})" if one.why else "") for one in lines_on(code))
    source = next((one.source for one in lines_on(code) if one.source), None)
    sanctioned = _under_sanctions(places)
    if code.kind == EAR99:
        yield _finding(number, NOTE, reasons, "ear99", source, (evidence,), version_of(CCL))
        return
    entry = eccns().get(code.value) if code.kind == DUAL_USE else None
    military = is_military(code)
    light = entry is not None and set(entry.reasons) <= LIGHT and not entry.itar and code.value[2] == "9"
    level = NOTE if light else REVIEW
    kind = "military" if military else "controlled"
    for one in sanctioned:
        level = worse(level, one.levels[kind])
        reasons += f"; {one.name} is under sanctions: {one.what}"
    if military and (embargoed := _arms_embargo(places)):
        level, source = STOP, sources()["country-groups"]
        reasons += f"; {embargoed}"
    missile = code.kind == MTCR or bool(entry and "MT" in entry.reasons)
    if missile and (concern := [one for one in places if one in country_groups()["D:4"]]):
        level = worse(level, REVIEW)
        reasons += f"; {', '.join(one.upper() for one in concern)}: concern of missile technology (country group D:4)"
    rows = (evidence, Evidence("lexicon", f"{CCL.name} {code.value}" if entry else DUAL_USE_TABLE.name, str(code)))
    yield _finding(number, level, reasons, code.kind, source, rows, version_of(CCL))


def _on_words(goods: GoodsLine, codes: list[Code], places: tuple[str, ...], number: int) -> Iterator[Finding]:
    told = {code.hs6 for code in codes if code.hs6} | {code.value for code in codes}
    for one in candidates(goods.words):
        listed = [match.item for code in one.meaning.hs for match in priority_matches(read_code(code))]
        if told & {*(item.hs for item in listed), *one.meaning.control, *one.meaning.mtcr}:
            continue  # the code says the same, and says it for certain
        level = _level_of_words(one, bool(listed), places)
        pointers = [f"HS {item.hs} (priority list, tier {item.tier})" for item in listed[:3]]
        pointers += [f"dual-use {code}" for code in one.meaning.control[:3]] + [
            f"MTCR {code}" for code in one.meaning.mtcr[:2]
        ]
        reason = f"{'; '.join(one.reasons)}. It may be: {', '.join(pointers)}. Words are no code: ask for one"
        if codes and not told & {*one.meaning.hs}:
            reason += f"; the code that was told ({', '.join(map(str, codes))}) is another"
        evidence = (
            Evidence("order", f"words {one.start}:{one.end}", one.text),
            Evidence("lexicon", f"{WORDS.name} {one.meaning.id}", one.meaning.what),
        )
        yield _finding(number, level, reason, "words", one.meaning.source, evidence, version_of(WORDS), one.score)


def _level_of_words(one: Candidate, priority: bool, places: tuple[str, ...]) -> str:
    if one.score < SURE_ENOUGH:
        return NOTE
    level = REVIEW if are_arms(one) else NOTE
    for country in places or ("",):
        sanctioned = destinations().sanctioned.get(country)
        if sanctioned:
            level = worse(level, sanctioned.levels["words"])
            continue
        diverted = bool(transshipment_sources(country)) and (priority or bool(one.meaning.mtcr))
        if diverted or (one.meaning.mtcr and country in country_groups()["D:4"]):
            level = worse(level, REVIEW)
    return level


def classes_of_goods(goods: GoodsLine) -> tuple[str, ...]:
    """The classes of the ledger that a line may be of: by its codes, or else by its words."""
    found: list[str] = []
    for text in (goods.hs, goods.eccn):
        try:
            found += classes_of(read_code(text))
        except CodeError:
            continue
    return tuple(dict.fromkeys(found or [one.meaning.class_ for one in candidates(goods.words)]))
