"""Who owns whom: FollowTheMoney's Ownership and Directorship, and a table of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from tests.lists.conftest import Write, read

from weighbridge.lists import Entry, ListError
from weighbridge.lists.bridging import entities_of
from weighbridge.lists.entry import entry_of, row_of
from weighbridge.lists.formats import own_holdings
from weighbridge.lists.source import Source
from weighbridge.lists.store import Store
from weighbridge.ownership import Holding, owners

HELD = {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": ["60"], "role": ["shareholder"], "startDate": ["2019-05"]}


def company(key: str, **more: list[Any]) -> dict[str, Any]:
    return {"id": key, "schema": "Company", "caption": f"{key} Ltd", "properties": {"name": [f"{key} Ltd"], **more}}


def link(key: str, schema: str = "Ownership", **properties: list[Any]) -> dict[str, Any]:
    return {"id": key, "schema": schema, "datasets": ["made_up"], "properties": properties}


def entries(write: Write, *rows: dict[str, Any]) -> tuple[list[Entry], Source]:
    return read(write("ftm", "\n".join(map(json.dumps, rows))), "mine")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (2, 1, 0)])
def test_a_line_of_ownership_goes_with_what_is_owned_wherever_it_stands(order: tuple[int, ...], write: Write) -> None:
    rows = company("NK-1"), company("NK-2"), link("o", **HELD)
    found, source = entries(write, *(rows[at] for at in order))
    by_id = {one.party.id: one.holdings for one in found}
    assert by_id["mine-nk-1"] == ()
    assert by_id["mine-nk-2"] == (Holding("mine-nk-1", "mine-nk-2", "60", "shareholder", "2019-05", source="made_up"),)
    assert not any("no parties" in note for note in source.told.notes)


def test_entities_of_the_library_itself_are_read(write: Write) -> None:
    owned = model.make_entity("Ownership")
    owned.id = "o"
    for name, value in (("owner", "NK-1"), ("asset", "NK-2"), ("percentage", "25-50"), ("endDate", "2020-01-02")):
        owned.add(name, value)
    found, _ = entries(write, company("NK-1"), company("NK-2"), owned.to_dict())
    (held,) = next(one.holdings for one in found if one.holdings)
    assert (held.share, held.end) == ("25-50", "2020-01-02")


def test_a_directorship_is_kept_as_one(write: Write) -> None:
    row = link("d", "Directorship", director=["NK-1"], organization=["NK-2"], role=["chairman"])
    found, _ = entries(write, company("NK-1"), company("NK-2"), row)
    (held,) = next(one.holdings for one in found if one.holdings)
    assert (held.kind, held.owner, held.role) == ("directorship", "mine-nk-1", "chairman")


def test_nested_holdings_bear_the_names_of_the_other_end(write: Write) -> None:
    inner = link("o", owner=["NK-1"], asset=[company("NK-2")], percentage=["100"])
    found, _ = entries(write, company("NK-1", ownershipOwner=[inner]))
    (held,) = found[0].holdings
    assert (held.owner, held.owner_name, held.asset, held.asset_name) == ("mine-nk-1", "", "mine-nk-2", "NK-2 Ltd")


def test_holdings_of_what_is_not_there_are_counted(write: Write) -> None:
    _, source = entries(write, company("NK-1"), link("o", **HELD))
    assert source.told.notes["holdings of what is no entry of the file"] == 1


def test_holdings_are_kept_in_the_version_and_answer_after_reading_it_back(write: Write, tmp_path: Path) -> None:
    rows = company("NK-1"), company("NK-2"), link("o", **HELD)
    _, source = entries(write, *rows)
    store = Store(tmp_path / "lists")
    version, new = store.keep(source)
    assert new
    kept = [held for one in store.entries(version) for held in one.holdings]
    assert owners(["mine-nk-2"], kept, ["mine-nk-1"])[0].answer == "stop"
    _, source = entries(write, *rows[:2], link("o", **{**HELD, "percentage": ["40"]}))
    changed, new = store.keep(source)
    assert new, "another share is another version"
    assert changed.id != version.id


def test_an_entry_with_holdings_comes_back_from_its_row(write: Write) -> None:
    found, _ = entries(write, company("NK-1"), company("NK-2"), link("o", **HELD))
    assert [entry_of(json.loads(json.dumps(row_of(one)))) for one in found] == found


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"owner": "NK-1", "asset": ["NK-2"]},
        {"owner": [None, 7, {"id": 3}], "asset": [["NK-2"]]},
        {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": [{"a": 1}, "\x1b[31m60"]},
    ],
)
def test_odd_links_hurt_nobody(properties: dict[str, Any], write: Write) -> None:
    found, _ = entries(write, company("NK-1"), company("NK-2"), link("o", **properties))
    assert [one.party.id for one in found] == ["mine-nk-1", "mine-nk-2"]
    assert not any("\x1b" in held.share for one in found for held in one.holdings)


def test_who_stands_there_without_being_a_target_is_told(write: Write) -> None:
    found, _ = entries(write, {**company("NK-1"), "target": False}, {**company("NK-2"), "target": True})
    assert [any(label == "target" for label, _ in one.details) for one in found] == [True, False]


def table(folder: Path, text: str) -> Path:
    path = folder / "holdings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Owner;Asset;Percentage;Source;Until\n"
        "un-sc-kpe-902;Beta Ltd;51 %;register, 2026;\n"
        "X;Beta Ltd;49;letter;31/12/2025\n",
    )
    found, digest = own_holdings.read(path)
    assert [(one.owner, one.asset, one.share, one.end) for one in found] == [
        ("un-sc-kpe-902", "Beta Ltd", "51 %", ""),
        ("X", "Beta Ltd", "49", "2025-12-31"),
    ]
    assert digest == own_holdings.read(path)[1]
    assert [one.answer for one in owners(["Beta Ltd"], found, ["un-sc-kpe-902"], "2026-01-31")] == ["stop"] * 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("owner,asset,percentage\nA,B,5\n", "holdings.csv:1: no column is the source"),
        ("owner,parent,asset,percentage,source\n", "holdings.csv:1: more than one column is the owner"),
        ("owner,asset,percentage,source\n", "no holdings"),
        ("owner,asset,percentage,source\nA,B,5,x\nA,,5,x\n", "holdings.csv:3: the cell of the asset is empty"),
        ("owner,asset,percentage,source,end\nA,B,5,x,soon\n", "holdings.csv:2: 'soon' is no date"),
        ("owner,asset,percentage,source,kind\nA,B,5,x,loan\n", "holdings.csv:2: 'loan' is no kind"),
        ("owner,asset,percentage,source\nA,B,5\n", "holdings.csv:2: a row of 3 cells"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ListError, match=told):
        own_holdings.read(table(tmp_path, text))


def test_holdings_go_out_as_entities_that_the_library_takes(write: Write) -> None:
    row = link("d", "Directorship", director=["NK-1"], organization=["NK-2"])
    found, _ = entries(write, company("NK-1"), company("NK-2"), link("o", **HELD), row)
    rows = [one for entry in found for one in entities_of(entry)]
    given = {row["schema"]: row["properties"] for row in rows}
    assert given["Ownership"]["percentage"] == ["60"]
    assert given["Directorship"]["director"] == ["mine-nk-1"]
    assert all(model.get_proxy(one).id for one in rows)
