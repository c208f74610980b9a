"""What reading took, summed up over documents and in words."""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.reading.result import Cost


@dataclass(slots=True)
class Total:
    """The sum of what documents took; false where no reader counted anything."""

    documents: int = 0
    cost: Cost = Cost()

    def add(self, one: Cost | None) -> None:
        """One more document; None: its reader counts nothing."""
        if one is not None:
            self.documents += 1
            self.cost = joined(self.cost, one)

    def __bool__(self) -> bool:
        return self.documents > 0

    def told(self) -> str:
        """The sum in a line."""
        one = self.cost
        parts = [
            f"{one.requests:,} request{'' if one.requests == 1 else 's'}",
            *([f"{one.cached:,} answered from the cache"] if one.cached else []),
            f"{one.tokens_in:,} tokens sent",
            f"{one.tokens_out:,} received",
            *([f"cost {one.money:,.4f}"] if one.money is not None else []),
        ]
        return ", ".join(parts)


def joined(one: Cost | None, other: Cost | None) -> Cost:
    """Two costs as one; money is None where neither has any."""
    one, other = one or Cost(), other or Cost()
    money = [sum_ for sum_ in (one.money, other.money) if sum_ is not None]
    return Cost(
        one.requests + other.requests,
        one.cached + other.cached,
        one.tokens_in + other.tokens_in,
        one.tokens_out + other.tokens_out,
        round(sum(money), 6) if money else None,
    )
