"""Addresses of listed parties, to be found by a party's own address in time that doesn't grow with the lists.

Rigour takes addresses apart and scores them. Addresses are looked up by number and rare word, so that only a few are
scored; a town alone ("Dubai") is no address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rigour.addresses import address_fingerprint, match_addresses

from weighbridge.matching.party import Party

LONGEST = 300
"""Characters of an address that are looked at."""
MOST_SCORED = 200
"""Listed addresses that one address is scored against: those that share most pairs of a number and a word."""
FEWEST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """A listed party at an address that is like another. score: from 0 to 1."""

    listed: Party
    address: str
    score: float


@dataclass(slots=True)
class ListedAddresses:
    """An index of listed parties' addresses; ``add`` takes parties one at a time."""

    _keys: dict[tuple[str, str], list[tuple[Party, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Party]) -> ListedAddresses:
        """An index of all addresses of these parties."""
        made = cls()
        for one in parties:
            made.add(one)
        return made

    def add(self, party: Party) -> None:
        """Put a listed party's addresses in."""
        for address in party.addresses:
            for key in address_pairs(address):
                self._keys.setdefault(key, []).append((party, address))

    def shared(self, party: Party, likeness: float) -> list[Shared]:
        """Listed parties whose address is at least as like as ``likeness``, the likest first; not the party itself."""
        found: dict[str, Shared] = {}
        for own in party.addresses:
            near = Counter(one for key in address_pairs(own) for one in self._keys.get(key, ()))
            for (listed, address), _ in near.most_common(MOST_SCORED):
                if (listed.id, listed.list) == (party.id, party.list):
                    continue
                best = match_addresses([own[:LONGEST]], [address[:LONGEST]])
                score = round(float(best.score), 3) if best else 0.0
                before = found.get(f"{listed.list} {listed.id}")
                if score >= likeness and (before is None or score > before.score):
                    found[f"{listed.list} {listed.id}"] = Shared(listed, address, score)
        return sorted(found.values(), key=lambda one: (-one.score, one.listed.list, one.listed.id))


def address_pairs(address: str) -> list[tuple[str, str]]:
    """Each number of an address with each of its words; none where it has no number or too few parts."""
    parts = (address_fingerprint(address[:LONGEST]) or "").split()
    if len(parts) < FEWEST_PARTS:
        return []
    numbers = dict.fromkeys(part for part in parts if any(one.isdigit() for one in part))
    words = dict.fromkeys(part for part in parts if len(part) > 3 and not any(one.isdigit() for one in part))
    return [(number, word) for number in list(numbers)[:4] for word in list(words)[:6]]
