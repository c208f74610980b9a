"""What may be asked for, as the description of the JSON states it and as it is checked: one rule for both."""

from __future__ import annotations

from collections.abc import Iterable

_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
"""0001 to 9999: the calendar has no year 0."""
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_MONTH = "(0[1-9]|1[0-2])"
_OF_28 = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
_OF_30 = "(0[13-9]|1[0-2])-(29|30)"
_OF_31 = "(0[13578]|1[02])-31"
DATE = f"{_YEAR}(-{_MONTH}|-{_OF_28}|-{_OF_30}|-{_OF_31})?|{_LEAP}-02-29"
"""A year, a month or a day of the Gregorian calendar."""
DAY = f"^({DATE})?$"
"""A date, or nothing."""
LIKELIHOOD = "^(1(\\.0{1,16})?|0|0?\\.[0-9]{1,16})?$"
"""A number from 0 to 1, or nothing."""
_UNSEEN = (
    r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
READABLE = rf"^[^{_UNSEEN}]*$"
"""Nothing that no screen shows; as ``reviewing.slots.unreadable`` has it."""
WORDED = rf"^[^{_UNSEEN}]*[^\s{_UNSEEN}][^{_UNSEEN}]*$"
"""The same, and not only spaces."""
WRITTEN = {"pattern": r"\S"}
"""Anything but spaces alone."""


def one_of(values: Iterable[str]) -> list[str | None]:
    """The values that a field of a query may have: one of these, or nothing."""
    return [*values, "", None]
