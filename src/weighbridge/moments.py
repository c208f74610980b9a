"""ISO dates and times as moments that can be put into order, whatever their distance from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

_CUT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)", re.ASCII)


@lru_cache(maxsize=50_000)
def moment_of(when: str | None) -> str | None:
    """The moment in UTC, as text of one form: the earlier sorts first. None for what is no date.

    A time without a distance from UTC is taken as UTC; a date cut to its precision is its first moment.
    """
    if not when:
        return None
    try:
        found = datetime.fromisoformat(when)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        cut = _CUT.match(when)
        if cut is None:
            return None
        try:
            found = datetime(int(cut[1]), int(cut[2] or 1), int(cut[3] or 1), tzinfo=UTC)
        except ValueError:
            return None
    return found.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0")
