"""An index of parties, opened in milliseconds, that finds the few that are worth a comparison."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from rigour.names import Name

from weighbridge.matching import forenames, identifiers, keys
from weighbridge.matching.arrays import Array, Unusable, read
from weighbridge.matching.building import stamp
from weighbridge.matching.gathering import nearest
from weighbridge.matching.names import Known, read_names
from weighbridge.matching.party import Party
from weighbridge.matching.rarity import Rarity
from weighbridge.matching.storing import from_bytes

POSTINGS = 100_000
"""Entries of the index that one asked name looks at, rarest keys first."""
CANDIDATES = 30
"""Parties that are compared for one asked name."""
KEYS = 200_000
"""Keys whose place is remembered."""
KINDS = {"w": 2.0, "s": 1.5, "l": 1.0, "t": 1.0, "g": 1.0, "i": 1000.0}
"""How much a key counts by its kind; a shared identifier always makes a candidate."""
ARRAYS = {"hashes", "starts", "names", "lengths", "party_of", "ends", "lines", "marks", "mark_ends", *forenames.ARRAYS}


Spans = Callable[[str], tuple[int, int]]
"""Where the names stand that have a key; an empty span where no name has it. Raises Unusable: the file is damaged."""


def spans(arrays: dict[str, Array]) -> Spans:
    """The spans of the keys of an index; what was asked once is remembered, since most keys are asked again."""
    hashes, starts = arrays["hashes"], arrays["starts"]
    most, names = len(arrays["names"]), len(arrays["party_of"])

    @lru_cache(maxsize=KEYS)
    def of(key: str) -> tuple[int, int]:
        sought = keys.hashed(key)
        at = int(hashes.searchsorted(np.uint64(sought)))
        if at >= len(hashes) or int(hashes[at]) != sought:
            return 0, 0
        begin, end = int(starts[at]), int(starts[at + 1])
        if not 0 <= begin <= end <= min(most, begin + names):
            raise Unusable("the index is damaged; build it anew")
        return begin, end

    return of


def counting(arrays: dict[str, Array], of: Spans) -> Rarity:
    """In how many names of an index a word stands."""

    def frequency(word: str) -> int:
        begin, end = of(keys.of_word(word))
        return end - begin

    return Rarity(len(arrays["party_of"]), frequency)


@dataclass(frozen=True, slots=True)
class Index:
    """Use ``opened``.

    content: the hash of the parties and of what took them apart.
    rarity: what the index says of words.
    forenames: those of its names in all spellings; ``True`` where they can't be told and rigour's own table is needed.
    """

    content: str
    arrays: dict[str, Array]
    spans: Spans
    rarity: Rarity
    forenames: Known = True

    def __len__(self) -> int:
        """How many parties there are."""
        return len(self.arrays["ends"]) - 1

    def party(self, number: int) -> Party:
        """The party with a number from ``candidates``.

        Raises:
            Unusable: the file is damaged there.
        """
        begin, end = int(self.arrays["ends"][number]), int(self.arrays["ends"][number + 1])
        try:
            return from_bytes(self.arrays["lines"][begin:end].tobytes())
        except (ValueError, KeyError, TypeError) as error:
            raise Unusable(f"party {number} of the index is damaged ({error}); build the index anew") from None

    def marks(self, numbers: Sequence[int]) -> list[list[str]]:
        """What ``reach`` keeps of the names of some parties.

        Raises:
            Unusable: the file is damaged there.
        """
        # of the array's own type: it would be copied whole otherwise
        sought = np.array(numbers, dtype="<u4")
        party_of, mark_ends, texts = self.arrays["party_of"], self.arrays["mark_ends"], self.arrays["marks"]
        firsts, lasts = np.searchsorted(party_of, sought), np.searchsorted(party_of, sought, side="right")
        begins, ends = mark_ends[firsts].tolist(), mark_ends[lasts].tolist()
        found = []
        try:
            for first, last, begin, end in zip(firsts.tolist(), lasts.tolist(), begins, ends, strict=True):
                text = texts[begin:end].tobytes()
                within = [begin, end] if last == first + 1 else mark_ends[first : last + 1].tolist()
                found.append(
                    [text[a - begin : b - begin].decode("utf-8", "surrogatepass") for a, b in pairwise(within)]
                )
        except UnicodeDecodeError:
            raise Unusable("the index is damaged; build it anew") from None
        return found

    def candidates(self, asked: Party, most: int = CANDIDATES, forenames: bool = True) -> list[int]:
        """Numbers of the parties that are worth a comparison, best first; at most ``most`` for a reading of a name."""
        return self.near(asked, read_names(asked, forenames and self.forenames), most)

    def near(self, asked: Party, names: Sequence[Name], most: int = CANDIDATES) -> list[int]:
        """As ``candidates``, for names that have been taken apart."""
        numbers = [keys.of_number(value) for value in identifiers.keys(asked.identifiers)]
        found: dict[int, float] = {}
        sets = [one for name in names for one in keys.looked_for(name)]
        for wanted in [*sets, set(numbers)] if numbers else sets:
            for name, score in self._nearest(wanted, most):
                party = min(int(self.arrays["party_of"][name]), len(self) - 1)
                found[party] = max(found.get(party, 0.0), score)
        return sorted(found, key=lambda party: (-found[party], party))

    def sharing(self, asked: Party) -> set[int]:
        """Numbers of the parties that share an identifier; of very common ones the first POSTINGS."""
        wanted = [keys.of_number(value) for value in identifiers.keys(asked.identifiers)]
        names = [self.arrays["names"][begin : min(end, begin + POSTINGS)] for begin, end in map(self.spans, wanted)]
        try:
            return {int(one) for some in names for one in self.arrays["party_of"][some]}
        except IndexError as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None

    def _nearest(self, wanted: Iterable[str], most: int) -> list[tuple[int, float]]:
        """The names that share most with some keys, with a score."""
        names = len(self.arrays["party_of"])
        sought = sorted(wanted)
        found = zip(sought, map(self.spans, sought), strict=True)
        ids: list[Array] = []
        weights: list[float] = []
        looked = 0
        for key, (begin, end) in sorted(found, key=lambda one: (one[1][1] - one[1][0], one[0])):
            count = end - begin
            if not count:
                continue
            if ids and looked + count > POSTINGS:
                break
            looked += count
            ids.append(self.arrays["names"][begin:end])
            weights.append(KINDS[key[0]] * math.log((names + 1) / count))
        if not ids:
            return []
        try:
            return nearest(ids, weights, self.arrays["lengths"], most)
        except IndexError as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None


def opened(path: Path, content: str | None = None) -> Index:
    """Open an index.

    content: the hash that ``build`` gave; where it is given, the index has to be that one.

    Raises:
        Unusable: no index, damaged, made by another version, or of another content.
    """
    about, arrays = read(path)
    if set(arrays) != ARRAYS:
        raise Unusable(f"{path}: this is no index of parties; build it anew")
    if about.get("stamp") != stamp():
        raise Unusable(f"{path}: made by another version ({about.get('stamp')}); build it anew")
    if content is not None and about.get("content") != content:
        raise Unusable(f"{path}: an index of other lists; build it anew")
    parties, names = len(arrays["ends"]) - 1, len(arrays["party_of"])
    fits = (
        parties == about.get("parties")
        and len(arrays["starts"]) == len(arrays["hashes"]) + 1
        and len(arrays["lengths"]) == names
        and len(arrays["mark_ends"]) == names + 1
        and int(arrays["mark_ends"][-1]) == len(arrays["marks"])
        and int(arrays["ends"][-1]) == len(arrays["lines"])
        and int(arrays["starts"][-1]) == len(arrays["names"])
        and forenames.fit(arrays)
    )
    if not fits:
        raise Unusable(f"{path}: the parts don't fit together; build the index anew")
    known = forenames.kept(arrays) if about.get("forenames") else True
    of = spans(arrays)
    return Index(str(about["content"]), arrays, of, counting(arrays, of), known)
