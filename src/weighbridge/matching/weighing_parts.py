"""How much each part of a name weighs: by what kind of word it is, and by its rarity on the list."""

from __future__ import annotations

from rigour.names import Name, NamePart, NamePartTag, NameTypeTag, Symbol

from weighbridge.matching.figures import figure, words
from weighbridge.matching.rarity import Rarity

_SYMBOLS = {
    Symbol.Category.ORG_CLASS: "legal",
    Symbol.Category.SYMBOL: "generic",
    Symbol.Category.DOMAIN: "trade",
    Symbol.Category.LOCATION: "place",
}
_ORDER = ("legal", "generic", "trade", "place")

Weights = dict[NamePart, float]
"""The weight of each part of a name."""


def _marked(name: Name) -> dict[NamePart, str]:
    """The kinds that spans give to parts; of several the one that weighs least."""
    marks: dict[NamePart, str] = {}
    for span in name.spans:
        kind = _SYMBOLS.get(span.symbol.category)
        if kind is None:
            continue
        for part in span.parts:
            if part not in marks or _ORDER.index(kind) < _ORDER.index(marks[part]):
                marks[part] = kind
    return marks


def kind_of_part(part: NamePart, mark: str | None, person: bool) -> str:
    """A key under [weight] of the figures."""
    tag, text = part.tag, part.comparable
    if tag == NamePartTag.LEGAL or (not person and text in words("legal", "words")):
        return "legal"
    if person and text in words("patronymic", "particles"):
        return "particle"
    if part.numeric or tag == NamePartTag.NUM:
        return "number"
    if len(text) == 1 and text.isalpha():
        return "initial"
    if tag in (NamePartTag.STOP, NamePartTag.TITLE, NamePartTag.HONORIFIC):
        return "article"
    if mark and not (person and mark in ("place", "trade")):
        return mark
    return "word"


def kinds_of_parts(name: Name) -> dict[NamePart, str]:
    """The kind of each part: a key under [weight] of the figures."""
    person = name.tag == NameTypeTag.PER
    marks = _marked(name)
    return {part: kind_of_part(part, marks.get(part), person) for part in name.parts}


def weights(name: Name, rarity: Rarity) -> Weights:
    """The weight of each part. Where a name consists of light parts only, they are made to weigh as words together."""
    person = name.tag == NameTypeTag.PER
    found = {}
    for part, kind in kinds_of_parts(name).items():
        weight = figure("weight", kind)
        if kind in ("word", "trade", "place"):
            weight *= rarity.of(part.comparable, person)
        found[part] = weight
    return found
