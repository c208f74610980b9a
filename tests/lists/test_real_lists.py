"""Real lists: as many entries as the files say themselves, or as their description says. Skipped where they are not."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.lists.conftest import read, real

from weighbridge.lists import Entry


def schemata(entries: list[Entry]) -> Counter[str]:
    return Counter(one.party.schema for one in entries)


def test_united_nations() -> None:
    found, source = read(real("un_consolidated_2026-02-27.xml"))
    assert schemata(found) == {"Person": 730, "Organization": 273}
    assert source.told.published == "2026-02-27"
    assert not source.told.notes
    assert all(one.listed for one in found)
    assert sum(bool(one.party.birth_dates) for one in found) >= 670
    assert sum(len(one.party.identifiers) for one in found) >= 440


@pytest.mark.parametrize(("name", "number"), [("us_csl_2026-07-31.jsonl", 25_921), ("us_csl_sample.csv", 115)])
def test_consolidated_screening_list(name: str, number: int) -> None:
    found, source = read(real(name))
    assert len(found) == number
    assert not source.told.notes


def test_specially_designated_nationals() -> None:
    found, source = read(real("ofac_2021-07-07/sdn.csv"))
    assert len(found) == 7_379
    assert schemata(found) == {"Person": 3_845, "Organization": 2_994, "Vessel": 323, "Airplane": 217}
    assert not source.told.notes
    assert sum(len(one.party.weak_aliases) for one in found) >= 2_000
    assert sum(bool(one.party.birth_dates) for one in found) >= 3_600
    ships = [one.party for one in found if one.party.schema == "Vessel"]
    assert sum(any(number.kind == "imo" for number in one.identifiers) for one in ships) >= 300


def test_consolidated_sanctions_list() -> None:
    found, source = read(real("ofac_nonsdn_2025-12-19/cons_prim.csv"))
    assert source.list == "us-consolidated"
    assert len(found) == 442


def test_denied_persons() -> None:
    found, _ = read(real("us_dpl.txt"))
    assert len(found) == 546
    assert all(one.listed for one in found)


def test_ids_of_real_lists_do_not_depend_on_order() -> None:
    """Two thirds of the screening list have numbers of their own; the others' ids come from name and address."""
    found, _ = read(real("us_csl_2026-07-31.jsonl"))
    assert len({one.party.id for one in found}) == len(found)
    assert sum(one.party.id.startswith("us-csl-sdn-") for one in found) == 19_181
