"""What a run has used of time, tokens and money, and what it may still use."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from weighbridge.reading.llm.settings import PREFIX, Settings


class Spent(Exception):
    """A limit of the run is reached; the text says which, and the setting that raises it."""


@dataclass(slots=True)
class Spending:
    """The accounts of a run. What a request may use at most is set aside before it is sent, so no limit is overrun."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    tokens_in: int = 0
    tokens_out: int = 0
    aside_in: int = 0
    aside_out: int = 0
    requests: int = 0
    cached: int = 0
    begun: float = field(default=0.0)

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def money(self, tokens_in: int, tokens_out: int) -> float | None:
        """What so many tokens cost; None where no prices are set."""
        one = self.settings
        if not one.price_in and not one.price_out:
            return None
        return round((tokens_in * one.price_in + tokens_out * one.price_out) / 1_000_000, 6)

    def seconds_left(self) -> float:
        """Of the run; infinite where it has no limit."""
        limit = self.settings.seconds
        return limit - (self.clock() - self.begun) if limit else float("inf")

    def set_aside(self, tokens_in: int, tokens_out: int) -> None:
        """Before a request is sent. Raises Spent."""
        one = self.settings
        if self.seconds_left() <= 0:
            raise Spent(f"the run has taken {one.seconds:g} seconds ({PREFIX}SECONDS)")
        sent, received = (
            self.tokens_in + self.aside_in + tokens_in,
            self.tokens_out + self.aside_out + tokens_out,
        )
        if one.tokens and sent + received > one.tokens:
            raise Spent(f"the next request could go beyond {one.tokens:,} tokens ({PREFIX}TOKENS)")
        cost = self.money(sent, received)
        if one.cost and cost is not None and cost > one.cost:
            raise Spent(f"the next request could go beyond a cost of {one.cost:g} ({PREFIX}COST)")
        self.aside_in += tokens_in
        self.aside_out += tokens_out

    def put_back(self, tokens_in: int, tokens_out: int) -> None:
        """What was set aside, once it is known what was used."""
        self.aside_in -= tokens_in
        self.aside_out -= tokens_out

    def use(self, tokens_in: int, tokens_out: int) -> None:
        """What a request has used."""
        self.requests += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
