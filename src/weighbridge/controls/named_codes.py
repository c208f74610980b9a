"""Codes that stand in a description of goods ("pressure sensors, ECCN 2B230"), where exporters often write them."""

from __future__ import annotations

import re

from weighbridge.controls.codes import CodeError, plain, read_code
from weighbridge.controls.described import eccns

LONGEST = 2000
"""Characters of a description that are looked at."""
MOST = 10
"""Codes of one description."""
_DUAL = re.compile(
    r"(?<![\w.])(?:(?P<label>ECCN|EU|AL|Annex I)[ :#]{1,3})?(?P<code>[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3}){0,4})(?!\w)"
)
_HS = re.compile(
    r"\b(?:HS|HTS|HTSUS|CN|TARIC)(?: code)?[ :.#]{1,3}(?P<code>[0-9]{4}(?:[ .]?[0-9]{2}){1,3})(?![ .]?[0-9])"
)


def codes_in(words: str) -> list[str]:
    """The codes: an HS code with its label before it, an ECCN with its label or as it stands on the US list.

    Other numbers of that form may be an article's, and are none.
    """
    text = plain(words[:LONGEST])
    found: dict[str, None] = {}
    for match in (*_DUAL.finditer(text), *_HS.finditer(text)):
        try:
            code = read_code(match["code"])
        except CodeError:
            continue
        if match.re is _HS or match["label"] or code.value in eccns():
            found[match["code"]] = None
    return list(found)[:MOST]
