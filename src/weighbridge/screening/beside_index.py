"""What lists say of a party beside its Party (which part of the list, since when), found by list and id.

A file like that of the index: mapped into memory, nothing is read before it is asked for.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from weighbridge.flags.addresses import address_pairs
from weighbridge.identity import content_id
from weighbridge.lists.entry import Entry
from weighbridge.lists.entry import row_of as entry_row
from weighbridge.lists.store import short_id
from weighbridge.matching.arrays import Array, Unusable, read, write
from weighbridge.matching.party import Party
from weighbridge.ownership.holding import Holding, holding_of, row_of

FORMAT = "beside-5"
ARRAYS = {"ids", "order", "ends", "lines", "holdings", "address_keys", "address_of"}
OWNED = "owned"
"""In place of a list: parties that no list has as an entry, only as owned or directed by one."""
TARGET = "target"
"""Label of the detail by which an entry says that it is no target itself."""
DETAILS = 40
"""Details of an entry that are kept here; the store has all of them."""


def _key(of: str, key: str) -> int:
    return int.from_bytes(short_id(f"{of}\n{key}"), "little")


@dataclass
class Gathering:
    """Parties of entries, passed on to whoever builds the index, while the rest is gathered."""

    ids: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])
    lines: bytearray = field(default_factory=bytearray)
    holdings: bytearray = field(default_factory=bytearray)
    address_keys: array[int] = field(default_factory=lambda: array("Q"))
    address_of: array[int] = field(default_factory=lambda: array("I"))

    def parties(self, entries: Iterable[Entry]) -> Iterator[Party]:
        """The parties, one after another; then those that are no entries, but are owned or directed by one."""
        of_lists: set[str] = set()
        owned: dict[str, Holding] = {}
        for one in entries:
            row: dict[str, Any] = {"source": one.source, "listed": one.listed, "until": one.until}
            row |= {
                "digest": content_id(entry_row(one)),
                "links": one.links[:3],
                "details": [list(pair) for pair in one.details[:DETAILS]],
            }
            if any(label == TARGET for label, _ in one.details):
                row["details"] += [list(pair) for pair in one.details[DETAILS:] if pair[0] == TARGET]
            for held in one.holdings:
                self.holdings += json.dumps(row_of(held), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
                if held.asset_name and held.asset != one.party.id:
                    owned.setdefault(held.asset, held)
            of_lists.add(one.party.list)
            self._add(one.party, row)
            yield one.party
        known = set(self.ids) if owned else set()
        for key, held in owned.items():
            if not any(_key(name, key) in known for name in of_lists):
                party = Party(key, "LegalEntity", (held.asset_name,), list=OWNED)
                self._add(party, {"details": [[TARGET, "no: it is only told as owned or directed by a listed party"]]})
                yield party

    def _add(self, party: Party, row: dict[str, Any]) -> None:
        for key in {key for address in party.addresses for key in address_keys(address)}:
            self.address_keys.append(key)
            self.address_of.append(len(self.ids))
        text = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False)
        self.ids.append(_key(party.list, party.id))
        self.lines += text.encode("utf-8", "surrogatepass")
        self.ends.append(len(self.lines))

    def write(self, path: Path) -> None:
        """Write what was gathered; whole or not at all."""
        ids = np.array(self.ids, dtype="<u8")
        order = np.argsort(ids, kind="stable")
        keys = np.array(self.address_keys, dtype="<u8")
        by_key = np.argsort(keys, kind="stable")
        arrays: dict[str, Array] = {
            "ids": ids[order],
            "order": order.astype("<u8"),
            "ends": np.array(self.ends, dtype="<u8"),
            "lines": np.frombuffer(bytes(self.lines), dtype=np.uint8),
            "holdings": np.frombuffer(bytes(self.holdings), dtype=np.uint8),
            "address_keys": keys[by_key],
            "address_of": np.array(self.address_of, dtype="<u4")[by_key],
        }
        write(path, {"format": FORMAT}, arrays)


@dataclass(frozen=True, eq=False)
class Beside:
    """Use ``opened``."""

    arrays: dict[str, Array]

    def number(self, of: str, key: str) -> int | None:
        """The number of a listed party in the index, by its list and id; None where there is none."""
        ids, wanted = self.arrays["ids"], np.uint64(_key(of, key))
        at = int(np.searchsorted(ids, wanted))
        return int(self.arrays["order"][at]) if at < len(ids) and ids[at] == wanted else None

    def at_address(self, address: str, most: int) -> list[int]:
        """Numbers of at most ``most`` listed parties that share a number and a word with an address."""
        keys, found = self.arrays["address_keys"], dict[int, int]()
        for key in address_keys(address):
            begin, end = np.searchsorted(keys, np.uint64(key), "left"), np.searchsorted(keys, np.uint64(key), "right")
            for number in self.arrays["address_of"][begin : min(end, begin + 50 * most)]:
                found[int(number)] = found.get(int(number), 0) + 1
        return sorted(found, key=lambda number: (-found[number], number))[:most]

    def holdings(self) -> Iterator[Holding]:
        """Who owns whom, by all lists. Raises Unusable."""
        try:
            for line in self.arrays["holdings"].tobytes().splitlines():
                yield holding_of(json.loads(line.decode("utf-8", "surrogatepass")))
        except (ValueError, KeyError, TypeError) as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None

    def of(self, party: Party) -> dict[str, Any]:
        """source, listed, until, links, details of a listed party, and the digest of all that the list says of it.

        Empty where nothing is kept. Raises Unusable.
        """
        number = self.number(party.list, party.id)
        if number is None:
            return {}
        try:
            begin, end = int(self.arrays["ends"][number]), int(self.arrays["ends"][number + 1])
            row: dict[str, Any] = json.loads(self.arrays["lines"][begin:end].tobytes().decode("utf-8", "surrogatepass"))
        except (ValueError, IndexError) as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None
        return row


def address_keys(address: str) -> list[int]:
    """By what a listed address is found: its numbers, each with each of its words, as ``flags`` takes them."""
    return [_key(*pair) for pair in address_pairs(address)]


def opened(path: Path) -> Beside:
    """Open the file. Raises Unusable."""
    about, arrays = read(path)
    if about.get("format") != FORMAT or set(arrays) != ARRAYS:
        raise Unusable(f"{path}: made by another version; build it anew")
    return Beside(arrays)
