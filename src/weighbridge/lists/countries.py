"""Names of countries as lists write them, to ISO 3166-1 alpha-2 in small letters, by the library rigour."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(r"[a-z]{2}")
_REGION = re.compile(r"region: *", re.IGNORECASE)
_BESIDE = re.compile(r"\s*[(\[].*?[)\]]\s*")


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """The code for a name or code of a country or a territory of one; an empty text where it is not known.

    A part of a state ("Crimea", "Northern Ireland") gives the code of the state.
    """
    from rigour.territories import lookup_territory

    wanted = _REGION.sub("", text.strip().strip("."))
    if not wanted or len(wanted) > 100:
        return ""
    last_first = ", ".join(wanted.split(", ")[::-1]) if wanted.count(", ") == 1 else ""
    for words in (wanted, last_first.replace(", ", " "), _BESIDE.sub(" ", wanted).strip()):
        found = lookup_territory(words) if words else None
        if found is not None:
            code = str(found.code).split("-")[0]
            return code if _CODE.fullmatch(code) else ""
    return ""
