"""Answers that took work, kept for as long as the ledger stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")


class Remembered:
    """At most ``most`` answers; the one that was asked for longest ago goes first.

    The key has to hold all that the answer depends on, the state of the ledger too.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def __call__(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer under the key; made now where it is not there, by one while the others that ask for it wait.

        ``make`` may ask for other keys, never for its own. What it raises, its caller gets; the next one tries anew.
        """
        found = self.get(key)
        if found is None:
            with self._lock:
                making = self._making.setdefault(key, Lock())
            try:
                with making:
                    found = self.get(key)
                    if found is None:
                        found = make()
                        self.put(key, found)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return cast(Answer, found)

    def get(self, key: Hashable) -> Any:
        """The answer under the key; None where it is not there."""
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(self, key: Hashable, answer: object) -> None:
        """Keep an answer."""
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
