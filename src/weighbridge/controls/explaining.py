"""What a code or a description stands for on each list, line by line, each with where that is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from weighbridge.controls.codes import (
    DUAL_USE,
    EAR99,
    HS,
    MILITARY,
    MTCR,
    Code,
    CodeError,
    looks_like_code,
    plain,
    read_code,
)
from weighbridge.controls.described import GoodsClass, chapters, eccns, goods_classes, known_hs, table
from weighbridge.controls.priority import PriorityMatch, priority_matches
from weighbridge.controls.sources import sources
from weighbridge.controls.words import Candidate, candidates
from weighbridge.screening.finding import Published

LONGEST_ASKED = 10_000
"""Characters that can be asked about at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known: on which list, what it says in our words, why, limits of note, and where."""

    list: str
    text: str
    why: str = ""
    limits: str = ""
    source: Published | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of what was asked.

    kind: a kind of code, or ``class`` (of the ledger), ``words``, ``refused``. code: in one way of writing.
    classes: of the ledger. mistake: why it was refused. candidates: for words.
    """

    asked: str
    kind: str
    code: str = ""
    lines: tuple[Line, ...] = ()
    classes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    mistake: str = ""


def explain(text: str) -> Explanation:
    """What a code or plain words stand for; never an error, whatever the text is."""
    if len(text) > LONGEST_ASKED:
        return Explanation(
            plain(text[:60]), "refused", mistake=f"{len(text):,} characters are too many; ask about one item at a time"
        )
    asked = plain(text)
    if asked in goods_classes():
        return Explanation(asked, "class", lines=tuple(_on_class(goods_classes()[asked])), classes=(asked,))
    if asked and not looks_like_code(text):
        found = tuple(candidates(text))
        classes = tuple(dict.fromkeys(one.meaning.class_ for one in found))
        return Explanation(asked, "words", classes=classes, candidates=found)
    try:
        code = read_code(text)
    except CodeError as error:
        return Explanation(asked, "refused", mistake=str(error))
    return Explanation(asked, code.kind, str(code), tuple(lines_on(code)), classes_of(code))


def lines_on(code: Code) -> Iterator[Line]:
    """What each list says of a code."""
    if code.kind == HS:
        yield from _on_hs(code)
    elif code.kind == DUAL_USE:
        yield from _on_dual_use(code)
    elif code.kind == MTCR:
        yield from _on_mtcr(code)
    elif code.kind == MILITARY:
        row = table("dualuse", "munitions")[code.value]
        yield Line("Common Military List", row.what, "military goods need a licence to anywhere", source=row.source)
    elif code.kind == EAR99:
        why = "no licence for most destinations; embargoes, end uses and listed parties still count"
        yield Line(
            "US", "under the US regulations, but on no entry of the Commerce Control List", why, "", sources()["ccl"]
        )


def _on_hs(code: Code) -> Iterator[Line]:
    chapter = code.value[:2]
    what = chapters().get(chapter, "goods that each country defines for itself")
    yield Line("Harmonized System", f"chapter {chapter}: {what}", source=sources()["hs"])
    if len(code.value) > 6:
        yield Line(
            "Harmonized System",
            f"the first six digits, {code.hs6}, are the same in all countries; the rest is a tariff's own",
        )
    if not known_hs(code.value):
        told = f"{code.value[:6]} is no code of the edition of 2022: it is of an older one, or mistyped"
        yield Line("Harmonized System", told, source=sources()["hs"])
    for match in priority_matches(code):
        yield _priority_line(match)


def _priority_line(match: PriorityMatch) -> Line:
    item = match.item
    name = f"{item.hs[:4]}.{item.hs[4:]}"
    text = f"tier {item.tier} ({item.tier_what}): {item.what}"
    if match.how == "heading":
        text = f"the heading holds {name}, {text}; give six digits to know"
    elif match.how == "older":
        text = f"an edition before 2022 held {name} under this code, {text}; it held other goods too"
    return Line("Common High Priority List", text, item.why, "", item.source)


def _on_dual_use(code: Code) -> Iterator[Line]:
    category, group, number = code.value[0], code.value[1], code.value[2:]
    about = table("dualuse", "category")[category]
    row = table("dualuse", "group")[group]
    text = f"category {category}: {about.what}; group {group}: {row.what}"
    yield Line("dual-use lists", text, source=about.source)
    blocks = table("dualuse", "block")
    eu, us = blocks.get(f"eu {number[0]}"), blocks.get(f"us {number[0]}")
    entry = eccns().get(code.value)
    if eu:
        yield Line(
            "EU, Annex I",
            f"{eu.what}: {eu.mark}",
            "what the list has under it needs a licence to leave the EU, wherever to",
            "",
            eu.source,
        )
    if us:
        yield Line("US, Commerce Control List", f"{us.what}: {us.mark}", source=us.source)
    if entry is None:
        told = f"well formed, but no entry of the list of {sources()['ccl'].day}; "
        told += (
            "the EU's list or a national one may have it" if eu else "look whether a newer or a national list has it"
        )
        yield Line("US, Commerce Control List", told, source=sources()["ccl"])
        return
    reasons = table("dualuse", "reason")
    why = "; ".join(f"{one}: {reasons[one].what}" for one in entry.reasons) or "the entry gives no reasons of its own"
    if entry.itar:
        why = "its goods are under the International Traffic in Arms Regulations (State Department)"
    named = entry.what or "see the list's text"
    yield Line("US, Commerce Control List", f"{entry.code}: {named}", why, "", sources()["ccl"])


def _on_mtcr(code: Code) -> Iterator[Line]:
    number, part = code.value.split(".")[:2]
    item = table("mtcr", "item")[number]
    category = table("mtcr", "category")[item.mark]
    text = f"item {number}, category {item.mark}: {item.what}; part {part}: {table('mtcr', 'part')[part].what}"
    yield Line("MTCR annex", text, item.why, item.limits, item.source)
    yield Line("MTCR annex", f"category {item.mark}: {category.what}", category.why, "", category.source)


def _on_class(one: GoodsClass) -> Iterator[Line]:
    known = sources()
    places = (
        ("MTCR annex", one.mtcr, "mtcr"),
        ("Common Military List", one.military, "eu-military"),
        ("dual-use lists", one.dual_use, "eu-dual-use"),
        ("Harmonized System", one.hs, "hs"),
    )
    for name, codes, source in places:
        if codes:
            yield Line(name, f"such goods stand at {', '.join(codes)}", source=known[source])


def classes_of(code: Code) -> tuple[str, ...]:
    """The classes of the ledger that goods of a code may be of; those of the longest common beginning of an HS code."""
    if code.kind == HS:
        meets = [
            (len(start), one.id) for one in goods_classes().values() for start in one.hs if code.value.startswith(start)
        ]
        longest = max((length for length, _ in meets), default=0)
        return tuple(dict.fromkeys(name for length, name in meets if length == longest))
    return tuple(
        one.id
        for one in goods_classes().values()
        if (code.kind == DUAL_USE and code.value in one.dual_use)
        or (code.kind == MILITARY and code.value in one.military)
        or (code.kind == MTCR and any(f"{code.value}.".startswith(f"{start}.") for start in one.mtcr))
    )


def explanation_json(one: Explanation) -> dict[str, Any]:
    """Plain JSON values of an explanation."""
    row: dict[str, Any] = asdict(one)
    row["candidates"] = [
        {
            "text": found.text,
            "start": found.start,
            "end": found.end,
            "score": found.score,
            "what": found.meaning.what,
            "hs": list(found.meaning.hs),
            "priority": [
                {"hs": match.item.hs, "tier": match.item.tier}
                for code in found.meaning.hs
                for match in priority_matches(read_code(code))
            ],
            "control": list(found.meaning.control),
            "mtcr": list(found.meaning.mtcr),
            "class": found.meaning.class_,
            "reasons": list(found.reasons),
            "source": asdict(found.meaning.source),
        }
        for found in one.candidates
    ]
    return row
