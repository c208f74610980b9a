"""Codes of goods as people write them: read, or refused with the reason.

One code in several ways of writing gives the same answer: ``8542.31``, ``8542 31`` and ``HS 85423100`` begin with the
same six digits, ``7a103.a`` and ``ECCN 7A103.A`` are the same entry.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 80
"""Characters of a code; whatever is longer is none."""
HS, DUAL_USE, MTCR, MILITARY, EAR99 = "hs", "dual-use", "mtcr", "military", "ear99"
HS_LENGTHS = (4, 6, 8, 10)

_PREFIX = re.compile(
    r"(?:(?P<hs>HS|HTSUS|HTS|TARIC|TARIF|CN|SCHEDULE ?B)|(?P<dual>ECCN|EU)|(?P<mtcr>MTCR|ITEM))"
    r"(?: ?(?:CODE|NO\.?|NUMBER|ITEM))?\b ?[:#]? ?"
)
_HS = re.compile(r"[0-9][0-9. \-]*")
_DUAL_USE = re.compile(r"([0-9])([A-Z])([0-9]{3})((?:\.?[A-Z](?![A-Z])|\.[0-9]{1,3}|(?<=[A-Z])[0-9]{1,2})*)")
_MTCR = re.compile(
    r"M?([0-9]{1,2})\.?([A-Z])(?:\.?([0-9]{1,2})((?:\.?[A-Z](?![A-Z])|\.[0-9]{1,2}|(?<=[A-Z])[0-9]{1,2})*))?\.?"
)
_MILITARY = re.compile(r"ML ?([0-9]{1,2})((?:\.?[A-Z](?![A-Z])|\.[0-9]{1,2})*)\.?")
_LIKE = re.compile(r"(?:[0-9][0-9A-Z.\- ]*|M[0-9]{1,2}[A-Z][0-9A-Z.]*|ML ?[0-9]{1,2}[0-9A-Z.]*|EAR ?99)")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was understood.

    kind: one of ``hs``, ``dual-use``, ``mtcr``, ``military``, ``ear99``.
    value: in one way of writing: digits alone; ``7A103``; ``9.A.4``; ``ML10``; ``EAR99``.
    paragraph: what follows, in small letters, as in ``.a.1``; an empty text where nothing does.
    """

    kind: str
    value: str
    paragraph: str = ""

    def __str__(self) -> str:
        return self.value + self.paragraph

    @property
    def hs6(self) -> str:
        """The six digits that all countries share; an empty text for a heading and for other kinds."""
        return self.value[:6] if self.kind == HS and len(self.value) >= 6 else ""


class CodeError(ValueError):
    """A text that is no code of a known kind; its text says why, and what to write instead."""


def plain(text: str) -> str:
    """Compatible forms made one, dashes and spaces alike, no space at the ends; case is kept."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def looks_like_code(text: str) -> bool:
    """Whether a text is meant as a code: it begins with a digit or a known label and has no word in it."""
    if len(text) > LONGEST:
        return False
    bare = plain(text).upper()
    rest = _PREFIX.sub("", bare, count=1) if _PREFIX.match(bare) else bare
    if not _LIKE.fullmatch(rest):
        return False
    return not re.search(r"[A-Z]{3,}", rest.replace("EAR", "")) and (
        not re.search(r" [A-Z]", rest) or bool(_PREFIX.match(bare))
    )


def read_code(text: str) -> Code:
    """The code that a text is.

    text: up to LONGEST characters; labels ("HS", "ECCN", "MTCR item") may stand before it.

    Raises:
        CodeError: with the reason; never another error, whatever the text is.
    """
    if len(text) > LONGEST:
        raise CodeError(f"{len(text):,} characters are too many for a code; the longest has {LONGEST}")
    bare = plain(text).upper()
    if not bare:
        raise CodeError("nothing is written; give an HS code, an ECCN, an EU code or an MTCR item")
    label = _PREFIX.match(bare)
    rest = bare[label.end() :] if label else bare
    if rest.replace(" ", "") == "EAR99":
        return Code(EAR99, "EAR99")
    if found := _MILITARY.fullmatch(rest):
        return _military(found)
    if _HS.fullmatch(rest) and not (label and (label["dual"] or label["mtcr"])):
        return _hs(rest)
    tight = "" if label and label["hs"] else rest.replace(" ", "").replace("-", "")
    if (label is None or not label["mtcr"]) and (found := _DUAL_USE.fullmatch(tight.rstrip("."))):
        return _dual_use(found)
    if (label is None or label["mtcr"]) and (found := _MTCR.fullmatch(tight)):
        return _mtcr(found)
    raise CodeError(
        f"{_shown(text)} is no code that is known here; write an HS code of 4, 6, 8 or 10 digits (8542.31), an ECCN or "
        "EU code (7A103), an MTCR item (9.A.4), or a category of the military list (ML10)"
    )


def _shown(text: str) -> str:
    cut = plain(text)
    return f"“{cut[:30]}…”" if len(cut) > 30 else f"“{cut}”"


def _hs(rest: str) -> Code:
    digits = re.sub(r"[^0-9]", "", rest)
    if len(digits) not in HS_LENGTHS:
        lost = "in front" if not re.search(r"\.[0-9]$", rest) else "at its end"
        zero = f"; a table may have lost the zero {lost}" if len(digits) + 1 in HS_LENGTHS else ""
        raise CodeError(f"“{digits}” has {len(digits)} digits; an HS code has 4, 6, 8 or 10{zero}")
    chapter = int(digits[:2])
    if chapter in (0, 77):
        raise CodeError(f"“{digits}”: there is no chapter {digits[:2]} in the Harmonized System")
    if digits[2:4] == "00":
        raise CodeError(f"“{digits}”: there is no heading {digits[:4]}; headings are numbered from {digits[:2]}01")
    return Code(HS, digits)


def _paragraph(text: str) -> str:
    """``A1.B`` and ``.a.1.b`` as ``.a.1.b``."""
    return "".join(f".{part}" for part in re.findall(r"[a-z]|[0-9]+", text.lower()))


def _dual_use(found: re.Match[str]) -> Code:
    category, group, number, rest = found.groups()
    if group not in "ABCDE":
        raise CodeError(f"“{category}{group}{number}”: the letter is the group, A to E; {group} is none")
    return Code(DUAL_USE, f"{category}{group}{number}", _paragraph(rest))


def _mtcr(found: re.Match[str]) -> Code:
    item, part, number, rest = found.groups()
    shown = ".".join(one for one in (str(int(item)), part, number) if one)
    if not 1 <= int(item) <= 20:
        raise CodeError(f"“{shown}”: the MTCR annex has items 1 to 20, not {int(item)}")
    if part not in "ABCDE":
        raise CodeError(f"“{shown}”: the letter is the part of an MTCR item, A to E; {part} is none")
    if number is not None and int(number) == 0:
        raise CodeError(f"“{shown}”: entries of an MTCR item are numbered from 1")
    value = f"{int(item)}.{part}" + (f".{int(number)}" if number else "")
    return Code(MTCR, value, _paragraph(rest or ""))


def _military(found: re.Match[str]) -> Code:
    number = int(found[1])
    if not 1 <= number <= 22:
        raise CodeError(f"“ML{number}”: the Common Military List has categories ML1 to ML22")
    return Code(MILITARY, f"ML{number}", _paragraph(found[2]))
