"""Names of months and weekdays as ``lexicon/times.toml`` has them."""

from __future__ import annotations

from weighbridge.reading.amounts.numerals import either, lexicon

MONTHS = frozenset[str](lexicon("times")["months"])
"""In lower case, long and short."""
WEEKDAYS = frozenset[str](lexicon("times")["weekdays"])
MONTH_NAMES = either(name.capitalize() for name in MONTHS)
"""A regular expression."""
WEEKDAY_NAMES = either(name.capitalize() for name in WEEKDAYS)
"""A regular expression."""
