"""Official lists of sanctioned and restricted parties: read, kept in versions, compared, fetched.

Knows the noun ``matching.party.Party`` and the fetching of addresses; knows nothing of orders, scores or screens.
"""

from __future__ import annotations

from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError

__all__ = ["Entry", "ListError"]
