"""Answers that took work, kept for as long as the ledger stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Answer = TypeVar("Answer")


class Remembered:
    """At most ``most`` answers; the one that was asked for longest ago goes first.

    The key has to hold all that the answer depends on, the state of the ledger too.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def __call__(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer under the key; made now where it is not there. Two that ask at once may both make it."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(Answer, self._answers[key])
        made = make()
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return made
