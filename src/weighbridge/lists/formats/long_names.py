"""Names that hold a sentence, as the Entity List has them: what somebody would write on an order stands within."""

from __future__ import annotations

import re

_HEAD = re.compile(r"(?P<name>.{6,}?), including\b.*", re.IGNORECASE | re.DOTALL)
_TAIL = re.compile(
    r".+?(?:,? and subordinate entity|\. Subordinate Institution(?: -)?|\. Affiliated Entity:)\s+(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ALSO = re.compile(r"[,;]\s+[afn]\.k\.a\.?,?\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"(?P<one>[^()]+?)\s*\((?:[afn]\.k\.a\.|aka:),?\s+(?P<other>[^()]+)\)", re.IGNORECASE)
SHORTEST = 8
"""Characters of one word that may stand alone; less is a piece of a name."""


def names_within(text: str) -> list[str]:
    """Further names in a listed name: "A, including B" holds A, "A, f.k.a. B" both; none where it is one name."""
    if len(text) > 5_000:
        return []
    found = [match["name"] for pattern in (_HEAD, _TAIL) if (match := pattern.fullmatch(text))]
    if len(parts := _ALSO.split(text)) > 1:
        found += parts
    if match := _BRACKETS.fullmatch(text.strip()):
        found += [match["one"], match["other"]]
    trimmed = (one.strip(" ,;.-\u00a0") for one in found)
    return [one for one in dict.fromkeys(trimmed) if len(one.split()) > 1 or len(one) >= SHORTEST]
