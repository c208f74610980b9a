"""What lists say of a party beside its Party (which part of the list, since when), found by list and id.

A file like that of the index: mapped into memory, nothing is read before it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from weighbridge.lists.entry import Entry
from weighbridge.lists.store import short_id
from weighbridge.matching.arrays import Array, Unusable, read, write
from weighbridge.matching.party import Party
from weighbridge.ownership.holding import Holding, holding_of, row_of

FORMAT = "beside-2"
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

    def parties(self, entries: Iterable[Entry]) -> Iterator[Party]:
        """The parties, one after another."""
        for one in entries:
            row: dict[str, Any] = {"source": one.source, "listed": one.listed, "until": one.until}
            row |= {"links": one.links[:3], "details": [list(pair) for pair in one.details[:DETAILS]]}
            text = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False)
            self.ids.append(_key(one.party.list, one.party.id))
            self.lines += text.encode("utf-8", "surrogatepass")
            self.ends.append(len(self.lines))
            for held in one.holdings:
                self.holdings += json.dumps(row_of(held), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            yield one.party

    def write(self, path: Path) -> None:
        """Write what was gathered; whole or not at all."""
        ids = np.array(self.ids, dtype="<u8")
        order = np.argsort(ids, kind="stable")
        arrays: dict[str, Array] = {
            "ids": ids[order],
            "order": order.astype("<u8"),
            "ends": np.array(self.ends, dtype="<u8"),
            "lines": np.frombuffer(bytes(self.lines), dtype=np.uint8),
            "holdings": np.frombuffer(bytes(self.holdings), dtype=np.uint8),
        }
        write(path, {"format": FORMAT}, arrays)


@dataclass(frozen=True, slots=True)
class Beside:
    """Use ``opened``."""

    arrays: dict[str, Array]

    def number(self, of: str, key: str) -> int | None:
        """The number of a listed party in the index, by its list and id; None where there is none."""
        ids, wanted = self.arrays["ids"], np.uint64(_key(of, key))
        at = int(np.searchsorted(ids, wanted))
        return int(self.arrays["order"][at]) if at < len(ids) and ids[at] == wanted else None

    def holdings(self) -> Iterator[Holding]:
        """Who owns whom, by all lists. Raises Unusable."""
        try:
            for line in self.arrays["holdings"].tobytes().splitlines():
                yield holding_of(json.loads(line.decode("utf-8", "surrogatepass")))
        except (ValueError, KeyError, TypeError) as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None

    def of(self, party: Party) -> dict[str, Any]:
        """source, listed, until, links, details of a listed party; empty where nothing is kept. Raises Unusable."""
        number = self.number(party.list, party.id)
        if number is None:
            return {}
        try:
            begin, end = int(self.arrays["ends"][number]), int(self.arrays["ends"][number + 1])
            row: dict[str, Any] = json.loads(self.arrays["lines"][begin:end].tobytes().decode("utf-8", "surrogatepass"))
        except (ValueError, IndexError) as error:
            raise Unusable(f"the index is damaged ({error}); build it anew") from None
        return row


def opened(path: Path) -> Beside:
    """Open the file. Raises Unusable."""
    about, arrays = read(path)
    if about.get("format") != FORMAT or set(arrays) != {"ids", "order", "ends", "lines", "holdings"}:
        raise Unusable(f"{path}: made by another version; build it anew")
    return Beside(arrays)
