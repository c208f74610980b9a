"""Places under sanctions that an order only names: in addresses, among ports, in further columns, in the end use.

A country that is told beside them hides nothing: an address in Sevastopol is looked at, whatever its country says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weighbridge.controls.destinations import FILE
from weighbridge.controls.sources import source_of
from weighbridge.lexicon.checked import rows, version_of
from weighbridge.screening.finding import LEVELS, ORDER, ROUTE, Evidence, Finding, Published, party_subject
from weighbridge.screening.order import Order

_DENIED = re.compile(r"\b(?:no|not|never|nor|neither|without|outside|except|prohibited|forbidden)\b")
_LOCODE = re.compile(r"([A-Z]{2}) ?[A-Z2-9]{3}")


@dataclass(frozen=True, slots=True)
class Place:
    """A row ``[[place]]``. words: its names, as a pattern. country: empty where it has no code of its own."""

    name: str
    words: re.Pattern[str]
    what: str
    level: str
    country: str
    source: Published


def _plain(text: str) -> str:
    """In one form, in small letters, spaces alike, without what can't be seen."""
    seen = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return " ".join(seen.casefold().split())


@lru_cache(maxsize=4)
def named_places(path: Path = FILE) -> tuple[Place, ...]:
    """The checked rows. Raises LexiconError for a mistake in the file."""
    found = []
    needed = {"name": "text", "words": "texts", "what": "text", "level": "text", "source": "text"}
    for row in rows(path, "place", needed, {"country": "text", "place": "text", "day": "text"}):
        if row.text("level") not in LEVELS:
            raise row.mistake(f"level has to be one of: {', '.join(LEVELS)}")
        words = sorted((re.escape(_plain(one)) for one in row.texts("words")), key=lambda one: (-len(one), one))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
        found.append(
            Place(row.text("name"), pattern, row.text("what"), row.text("level"), row.text("country"), source_of(row))
        )
    return tuple(found)


def named_findings(order: Order) -> Iterator[Finding]:
    """A finding for each place that a text of the order names; none for a country that is told beside it anyway.

    Words of a customer that say "not to Russia" name nothing.
    """
    way = {one.lower() for one in order.route.countries}
    for number, one in enumerate(order.parties, 1):
        told = {code.lower() for code in one.party.countries}
        for address in one.party.addresses:
            yield from _in(address, party_subject(number), f"the address of the {one.role}", told)
    for port in order.route.ports:
        yield from _in(port, ROUTE, "ports", way, port=True)
    yield from _in(order.facts.end_use, ORDER, "the end use", way, said=True)
    for name, text in order.told:
        yield from _in(text, ORDER, f"the column “{name[:60]}”", way, said=True)


def _in(
    text: str, subject: str, where: str, told: set[str], port: bool = False, said: bool = False
) -> Iterator[Finding]:
    plain = _plain(text)
    code = _LOCODE.fullmatch(text.strip().upper()) if port else None
    for place in named_places():
        if place.country and place.country in told:
            continue  # said by the country itself
        match = place.words.search(plain)
        named = match.group() if match else ""
        if not named and code and place.country == code[1].lower():
            named = code[0]
        if match and said and _DENIED.search(plain[: match.start()].rpartition(".")[2]):
            continue
        if not named:
            continue
        reason = f"{where} names {place.name} (“{named}”): {place.what}. Ask where the goods will be used"
        evidence = (Evidence("order", where, text[:500]), Evidence("lexicon", f"{FILE.name} {place.name}", named))
        yield Finding("country", subject, place.level, reason, "named-place", place.source, evidence, version_of(FILE))
