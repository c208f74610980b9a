"""What matched what, in words."""

from __future__ import annotations

from rigour.names import NamePart

from weighbridge.matching.aligning import Pair
from weighbridge.matching.comparing_names import NameMatch

HOW = {
    "name": "is the same name as",
    "nickname": "is a nickname of",
    "legal": "is a legal form like",
    "symbol": "means the same as",
    "place": "is the same place as",
    "number": "is the same number as",
    "initial": "may be the initial of",
    "typing": "is a few letters from",
    "sound": "sounds like",
    "gender": "is the same family name as",
    "joined": "is written in one word or several as",
    "shuffled": "has the letters of",
}


def _text(parts: tuple[NamePart, ...]) -> str:
    return " ".join(part.form for part in parts)


def said(pair: Pair) -> str:
    """One pair in words; an empty text where both sides are written the same."""
    if not pair.listed:
        return f"“{_text(pair.asked)}” is not in the listed name"
    if not pair.asked:
        return f"“{_text(pair.listed)}” is only in the listed name"
    if pair.how == "same":
        return ""
    return f"“{_text(pair.asked)}” {HOW[pair.how]} “{_text(pair.listed)}”"


def explained(match: NameMatch) -> str:
    """A name match in one sentence."""
    begin = f"“{match.asked}” and listed “{match.listed}”"
    said_all = [text for pair in match.pairs if (text := said(pair))] + list(match.notes)
    return f"{begin}: {'; '.join(said_all)}" if said_all else f"{begin} are the same words"
