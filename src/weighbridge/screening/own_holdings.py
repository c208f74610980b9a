"""A table of one's own that says who owns whom, by names: whom of it a party may be, and which owners are listed.

The table is kept under its digest beside the decisions, with an index of the names of what is owned.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from weighbridge.identity import canonical
from weighbridge.lists import packed
from weighbridge.lists.formats import own_holdings
from weighbridge.matching import index
from weighbridge.matching.arrays import Unusable
from weighbridge.matching.building import build
from weighbridge.matching.party import Party
from weighbridge.matching.screening import matches
from weighbridge.ownership.holding import Holding, by_asset, holding_of, row_of

LIST = "holdings"
Table = Mapping[str, Sequence[Holding]]


@dataclass(frozen=True, eq=False)
class OwnHoldings:
    """Use ``taken`` or ``kept``. digest: of the table. ids: of listed owners by their names, found when asked."""

    digest: str
    table: Table
    index: index.Index
    ids: dict[str, str | None] = field(default_factory=dict)

    def entities(self, asked: Party, lowest: float) -> Iterator[tuple[str, float]]:
        """What is owned in the table and may be the asked party, best first, with a score from ``lowest`` on."""
        for match in matches(self.index, asked, lowest):
            yield match.party.names[0], match.score


def taken(path: Path, folder: Path) -> OwnHoldings:
    """Read a table and keep it in ``folder``. Raises ListError for what is none, OSError."""
    holdings, digest = own_holdings.read(path)
    rows = canonical([row_of(one) for one in holdings]).encode("utf-8", "surrogatepass")
    packed.write(folder / LIST, [rows])
    return _made(holdings, digest, folder)


def kept(digest: str, folder: Path) -> OwnHoldings:
    """The table that was kept under a digest. Raises ListError where it is gone or damaged."""
    rows = json.loads(b"".join(packed.chunks(folder / LIST, digest)))
    return _made([holding_of(one) for one in rows], digest, folder)


def _made(holdings: Iterable[Holding], digest: str, folder: Path) -> OwnHoldings:
    table = by_asset(holdings)
    parties = [Party(f"{LIST}-{at}", "LegalEntity", (name,), list=LIST) for at, name in enumerate(sorted(table))]
    path = folder / LIST / f"{digest}.parties"
    try:
        return OwnHoldings(digest, table, index.opened(path))
    except Unusable:
        build(parties, path)
        return OwnHoldings(digest, table, index.opened(path))


def with_ids(found: OwnHoldings, asset: str, listed: Callable[[str], str | None]) -> tuple[list[Holding], set[str]]:
    """The holdings above an entity of the table, with the ids of the owners that are listed; and these ids.

    listed: the id of the listed party that an owner is; None where it is nobody listed. Asked once for each owner.
    """
    rows: list[Holding] = []
    ids: set[str] = set()
    seen, new = {asset}, [asset]
    while new:
        further: list[str] = []
        for held in (one for name in new for one in found.table.get(name, ())):
            if held.owner not in found.ids:
                found.ids[held.owner] = listed(held.owner)
            key = found.ids[held.owner]
            if key:
                ids.add(key)
            elif held.owner not in seen:
                seen.add(held.owner)
                further.append(held.owner)
            rows.append(replace(held, owner=key or held.owner, owner_name="", asset_name=""))
        new = further
    return rows, ids
