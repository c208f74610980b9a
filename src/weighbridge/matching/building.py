"""Building an index of parties. The same parties in the same order give the same file to the byte."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import numpy as np
from rigour.names import Name, NameTypeTag

from weighbridge.garbage import without_looking_for_garbage
from weighbridge.matching import forenames, identifiers, keys, reach
from weighbridge.matching.arrays import Array, write
from weighbridge.matching.figures import vocabulary
from weighbridge.matching.names import analysed, kind_of
from weighbridge.matching.party import Party
from weighbridge.matching.storing import to_bytes

FORMAT = 4
"""Grows when keys or arrays change."""
MOST_PARTIES = 20_000_000


def stamp() -> str:
    """What an index depends on beside its parties: the format, who takes names apart, and the words of the lexicon."""
    return f"{FORMAT}/rigour {version('rigour')}/normality {version('normality')}/words {vocabulary()}"


@dataclass
class _Growing:
    """What grows while parties go by."""

    numbers: dict[str, int] = field(default_factory=dict)
    key_of: array[int] = field(default_factory=lambda: array("I"))
    name_of: array[int] = field(default_factory=lambda: array("I"))
    party_of: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("Q", [0]))
    lines: bytearray = field(default_factory=bytearray)
    marks: bytearray = field(default_factory=bytearray)
    mark_ends: array[int] = field(default_factory=lambda: array("Q", [0]))
    places: array[int] = field(default_factory=lambda: array("Q"))
    word_of: array[int] = field(default_factory=lambda: array("I"))
    entries: set[str] = field(default_factory=set)

    def add(self, party: Party) -> None:
        """One party with all its names."""
        number = len(self.ends) - 1
        if number >= MOST_PARTIES:
            raise ValueError(f"more than {MOST_PARTIES:,} parties; split the list")
        read = analysed((*party.names, *party.weak_aliases), party.schema)
        found = [keys.of_name(name) for name in read]
        numbers = [keys.of_number(value) for value in identifiers.keys(party.identifiers)]
        if numbers:
            found = found or [set()]
            found[0].update(numbers)
        for of_name in found:
            name = len(self.party_of)
            self.party_of.append(number)
            self.key_of.extend([self.numbers.setdefault(key, len(self.numbers)) for key in of_name])
            self.name_of.extend([name] * len(of_name))
        self._mark(read, party)
        self.lines += to_bytes(party)
        self.ends.append(len(self.lines))

    def _mark(self, read: tuple[Name, ...], party: Party) -> None:
        """What tells how alike each name can come out; who may be a person is also read as one, for the forenames."""
        others: dict[str, list[Name]] = {}
        for name in read:
            # also of organisations: who is asked about as a person may have their numbers
            self.entries |= forenames.entries_of(name)
        if kind_of(party.schema) == NameTypeTag.ENT:
            for other in analysed((*party.names, *party.weak_aliases), "Person"):
                others.setdefault(other.original, []).append(other)
                self.entries |= forenames.entries_of(other)
        for name in read:
            text, places = reach.marks(name, others.get(name.original, ()))
            begin = len(self.marks)
            self.marks += text.encode("utf-8", "surrogatepass")
            for at, word in places:
                number = self.numbers.get(keys.of_word(word))
                if number is not None:
                    self.places.append(begin + at)
                    self.word_of.append(number)
            self.mark_ends.append(len(self.marks))
        if not read and len(self.party_of) >= len(self.mark_ends):
            self.mark_ends.append(len(self.marks))


def _postings(grown: _Growing) -> dict[str, Array]:
    """For each key, in the order of their hashes, the names that have it."""
    hashes = np.fromiter((keys.hashed(key) for key in grown.numbers), dtype="<u8", count=len(grown.numbers))
    order = np.argsort(hashes, kind="stable")
    rank = np.empty(len(order), dtype=np.uint64)
    rank[order] = np.arange(len(order), dtype=np.uint64)
    joined = rank[np.frombuffer(grown.key_of, dtype=np.uint32)] if len(grown.key_of) else np.empty(0, dtype=np.uint64)
    joined <<= np.uint64(32)
    joined |= np.frombuffer(grown.name_of, dtype=np.uint32) if len(grown.name_of) else np.uint64(0)
    joined.sort()
    names = joined.astype("<u4")
    joined >>= np.uint64(32)
    ends = np.searchsorted(joined, np.arange(len(order) + 1, dtype=np.uint64))
    return {"hashes": hashes[order], "starts": ends.astype("<u8"), "names": names}


def _lengths(postings: dict[str, Array], names: int) -> Array:
    """How much all keys of a name weigh together, for telling a short name from a long one that has the same words."""
    starts = postings["starts"].astype(np.int64)
    counts = starts[1:] - starts[:-1]
    weights = np.repeat(np.log((names + 1) / np.maximum(counts, 1)), counts)
    sums = np.bincount(postings["names"], weights=weights, minlength=names)
    return sums.astype("<f4")


def _marks(grown: _Growing) -> Array:
    """The marks with the rarity of each word put in."""
    text = np.frombuffer(bytes(grown.marks), dtype=np.uint8).copy()
    if not len(grown.places):
        return text
    counts = np.bincount(np.frombuffer(grown.key_of, dtype=np.uint32), minlength=len(grown.numbers))
    names = max(len(grown.party_of), 2)
    common = np.log(np.maximum(counts[np.frombuffer(grown.word_of, dtype=np.uint32)], 1)) / np.log(names)
    places = np.frombuffer(grown.places, dtype=np.uint64).astype(np.int64)
    text[places], text[places + 1] = reach.rarity_digits(common)
    return text


def build(parties: Iterable[Party], path: Path) -> str:
    """Index parties and write the file; gives the hash of the content, which the index bears as its version.

    Takes about 1.6 kB of memory for each name while it runs, and a tenth of a millisecond.

    Raises:
        ValueError: more than MOST_PARTIES.
        OSError: the file can't be written.
    """
    grown = _Growing()
    content = hashlib.sha256(stamp().encode())
    with without_looking_for_garbage():
        for party in parties:
            begin = grown.ends[-1]
            grown.add(party)
            content.update(memoryview(grown.lines)[begin:].toreadonly())
            content.update(b"\n")
    postings = _postings(grown)
    arrays: dict[str, Array] = {
        **postings,
        "lengths": _lengths(postings, len(grown.party_of)),
        "marks": _marks(grown),
        "mark_ends": np.array(grown.mark_ends, dtype="<u8"),
        "party_of": np.array(grown.party_of, dtype="<u4"),
        "ends": np.array(grown.ends, dtype="<u8"),
        "lines": np.frombuffer(bytes(grown.lines), dtype=np.uint8),
    }
    spelt = forenames.table(grown.entries)
    arrays |= forenames.NONE if spelt is None else spelt
    about = {"stamp": stamp(), "content": content.hexdigest(), "parties": len(grown.ends) - 1}
    write(path, about | {"forenames": spelt is not None}, arrays)
    return content.hexdigest()
