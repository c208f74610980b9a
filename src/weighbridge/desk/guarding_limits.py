"""How often somebody may ask: a bucket for each asker that fills again with time; memory is bounded."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_ASKERS = 10_000
"""Askers that are remembered; who asked longest ago is forgotten first."""


@dataclass(slots=True)
class Bucket:
    """So many drops for each asker, filled again evenly within ``seconds``."""

    drops: float
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def _level(self, asker: str, now: float) -> float:
        level, since = self._levels.get(asker, (self.drops, now))
        return min(self.drops, level + (now - since) * self.drops / self.seconds)

    def wait(self, asker: str) -> float:
        """The seconds until there is a drop; 0 where there is one."""
        level = self._level(asker, self.clock())
        return 0.0 if level >= 1 else (1 - level) * self.seconds / self.drops

    def take(self, asker: str) -> float:
        """Take a drop: 0 where there was one, else the seconds until there is one again."""
        now = self.clock()
        level, wait = self._level(asker, now), self.wait(asker)
        self._levels[asker] = (level if wait else level - 1, now)
        self._levels.move_to_end(asker)
        if len(self._levels) > MOST_ASKERS:
            self._levels.popitem(last=False)
        return wait

    def give_back(self, asker: str) -> None:
        """Put a drop back that was taken for nothing."""
        now = self.clock()
        self._levels[asker] = (min(self.drops, self._level(asker, now) + 1), now)
