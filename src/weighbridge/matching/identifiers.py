"""Numbers of parties: are they the same, and are they valid?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rigour.ids.imo import IMO

from weighbridge.matching.figures import figure
from weighbridge.matching.party import Identifier, Party
from weighbridge.matching.reasons import Reason

STRONG = ("imo", "lei", "bic", "mmsi")
"""Kinds that one issuer gives to one party in the whole world."""
LONGEST = 64
_SHIP = re.compile(r"IMO[0-9]{7}")
_NO_SIGN = re.compile(r"[^0-9A-Z]+")


def bare(identifier: Identifier) -> str:
    """The value in capitals without spaces and strokes; of an IMO number its seven digits, or nothing."""
    text = _NO_SIGN.sub("", identifier.value[: 4 * LONGEST].upper())[:LONGEST]
    if _SHIP.fullmatch(text):
        return text[3:]
    if identifier.kind == "imo":
        digits = re.sub(r"\D", "", text)
        return digits if len(digits) == 7 else ""
    return text


def is_ship(number: str) -> bool:
    """An IMO number of a ship, by its check digit (IMO resolution A.1117(30)): the last of seven digits."""
    return number.isascii() and number.isdecimal() and len(number) == 7 and IMO.is_valid_vessel(number)


def _comparable(identifier: Identifier) -> str:
    """The bare value where it is long enough to tell one party from another, else an empty text."""
    value = bare(identifier)
    if identifier.kind == "imo":
        return value if IMO.is_valid(value) else ""
    return value if len(value) >= figure("identifier", "shortest") and len(set(value)) > 1 else ""


def keys(identifiers: Iterable[Identifier]) -> list[str]:
    """By what an index finds a party that bears one of these numbers."""
    return sorted({value for one in identifiers if (value := _comparable(one))})


def _same(one: Identifier, other: Identifier) -> bool:
    alike = one.kind == other.kind or "other" in (one.kind, other.kind)
    same_issuer = not one.country or not other.country or one.country == other.country
    return alike and same_issuer and _comparable(one) != "" and bare(one) == bare(other)


def compared(asked: Party, listed: Party) -> list[Reason]:
    """A reason that carries a score where a number is the same; one that lowers it where numbers of a kind differ."""
    if not asked.identifiers:
        return []
    reasons = []
    for one in asked.identifiers:
        for other in listed.identifiers:
            if _same(one, other):
                strong = one.kind == other.kind and one.kind in STRONG
                score = figure("identifier", "strong" if strong else "plain")
                reasons.append(Reason("identifier", score, f"{one.kind} {one.value} is that of the listed party"))
    if reasons:
        return sorted(reasons, key=lambda reason: (-reason.effect, reason.text))[:3]
    for kind in sorted({one.kind for one in asked.identifiers} - {"other"}):
        ours = [one for one in asked.identifiers if one.kind == kind and _comparable(one)]
        theirs = [one for one in listed.identifiers if one.kind == kind and _comparable(one)]
        issuers = {one.country for one in ours}, {one.country for one in theirs}
        if ours and theirs and (issuers[0] & issuers[1] or "" in issuers[0] | issuers[1]):
            key = "vessel_other" if kind == "imo" else "identifier_other"
            text = f"{kind} {ours[0].value} is not {theirs[0].value} of the listed party"
            reasons.append(Reason("identifier", figure("beside", key), text))
    for one in asked.identifiers:
        if one.kind == "imo" and not IMO.is_valid(bare(one)):
            reasons.append(
                Reason("identifier", 0.0, f"imo {one.value} is not valid: its check digit is wrong; not compared")
            )
    return reasons
