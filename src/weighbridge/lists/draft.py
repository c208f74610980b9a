"""Gathering an entry: readers add what a file says, ``finished`` cleans and checks it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

from weighbridge.lists.countries import country_code
from weighbridge.lists.entry import Entry
from weighbridge.lists.numbers import split_number
from weighbridge.lists.problem import ListError
from weighbridge.lists.words import kind_of, words
from weighbridge.matching.party import Identifier, Party

Value = TypeVar("Value")
MOST = 5_000
"""Values of one field of an entry."""
LONGEST = 100_000
"""Characters of one value."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+")
_IMO = re.compile(r"(?:IMO[ :]*)?(\d{7})")


@dataclass(slots=True)
class Draft:
    """What has been gathered of an entry of the list ``of``. Words are as written; ``finished`` cleans them."""

    of: str
    key: str
    schema: str = "LegalEntity"
    names: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    founded: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    source: str = ""
    listed: str = ""
    changed: str = ""
    until: str = ""
    titles: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)

    def name(self, text: str | None, weak: bool = False) -> None:
        """Add a name; the first good one is the main name."""
        (self.weak if weak else self.names).append(text or "")

    def country(self, text: str | None) -> None:
        """Add a country by name or code; one that is not known stays among the details as written."""
        if shown := clean(text):
            code = country_code(shown)
            if code:
                self.countries.append(code)
            else:
                self.detail("country", shown)

    def number(self, label: str, value: str | None, country: str = "", kind: str = "") -> None:
        """Add an identifier that the list calls ``label``; ``kind`` goes before what the label says."""
        shown = clean(value)
        if not shown:
            return
        found = kind or kind_of(label)
        number, told, rest = split_number(shown)
        if rest:
            self.detail(f"about {label or 'a number'} {number}", rest)
        country, shown = country or told, number
        imo = _IMO.fullmatch(shown.strip("() "))
        if imo and (found == "imo" or self.schema == "Vessel" or "imo" in shown.lower()):
            found, shown = "imo", imo[1]
        self.identifiers.append(Identifier(found, shown, country_code(country) if country else ""))
        if found == "other" and label:
            self.detail(label, shown)

    def detail(self, label: str, text: str | None) -> None:
        """Add what has no field of its own."""
        if shown := clean(text):
            self.details.append((label, shown))

    def date(self, label: str, text: str, dates: Iterable[str]) -> None:
        """Add birth dates; where a text gives none, or more than its dates say, its words stay among the details."""
        found = tuple(dates)
        self.born.extend(found)
        if clean(text) and (len(found) != 1 or found[0] != clean(text)):
            self.detail(label, text)


def clean(text: str | None) -> str:
    """One line without control characters; empty where it is one of the words for nothing (``-0-``, ``N/A``)."""
    if not text:
        return ""
    if len(text) > LONGEST:
        raise ListError("an entry", f"a text of {len(text):,} characters", f"at most {LONGEST:,} may stand in a field")
    shown = " ".join(_CONTROL.sub(" ", text).split())
    return "" if shown.lower() in words().empty else shown


def finished(draft: Draft) -> Entry | None:
    """The entry: clean, each value once, in its order; None where it has no name at all.

    An entry with weak names only has the first of them as its name, since a party has to have one.
    Raises ListError where it has more, or longer, values than an entry can have.
    """
    names, weak = _once(draft.names), _once(draft.weak)
    if not names:
        names, weak = weak[:1], weak[1:]
    if not names:
        return None
    party = Party(
        id=f"{draft.of}-{slug(draft.key)}",
        schema=draft.schema,
        names=names,
        weak_aliases=tuple(one for one in weak if one not in names),
        countries=_few(tuple(dict.fromkeys(draft.countries))),
        birth_dates=_once(draft.born),
        foundation_dates=_once(draft.founded),
        identifiers=_few(tuple(dict.fromkeys(draft.identifiers))),
        addresses=_once(draft.addresses),
        programmes=_once(draft.programmes),
        list=draft.of,
        remarks="\n".join(_once(draft.remarks)),
    )
    return Entry(
        party,
        clean(draft.source),
        draft.listed,
        draft.changed,
        draft.until,
        _once(draft.titles),
        _once(draft.birth_places),
        _once(draft.links),
        _few(tuple(dict.fromkeys(draft.details))),
    )


def slug(key: str) -> str:
    """A key in small letters, digits and ``-``, as long as it is short and stays its own; else a digest of it."""
    shown = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    if shown and len(shown) <= 60 and key.isascii():
        return shown
    return digest(key)


def digest(*parts: str) -> str:
    """16 hexadecimal digits that stand for texts: the id of what a list gives no number."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def joined(*parts: str | None, by: str = ", ") -> str:
    """What is there of the parts, cleaned and joined."""
    return by.join(shown for part in parts if (shown := clean(part)))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return _few(tuple(dict.fromkeys(shown for value in values if (shown := clean(value)))))


def _few(values: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(values) > MOST:
        raise ListError("an entry", f"a field with {len(values):,} values", f"at most {MOST:,} may stand in one")
    return values
