"""docs/controls.md and docs/flags.md say what the tables hold: every row, as it stands there."""

from __future__ import annotations

from pathlib import Path

from weighbridge.controls.described import table
from weighbridge.controls.destinations import destinations
from weighbridge.controls.origins import origins
from weighbridge.controls.priority import priority_items
from weighbridge.flags.rules import FACTS, rules

DOCS = Path(__file__).parents[2] / "docs"


def rows_of(page: str, heading: str) -> list[str]:
    """The rows of the first table under a heading, without its head."""
    text = (DOCS / page).read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ")[0]
    return [line for line in text.splitlines() if line.startswith("| ")][1:]


def test_the_common_high_priority_list_stands_in_the_docs() -> None:
    wanted = [f"| {one.hs[:4]}.{one.hs[4:]} | {one.tier} | {one.what} | {one.why} |" for one in priority_items()]
    assert rows_of("controls.md", "Common High Priority List") == wanted


def test_the_items_of_the_mtcr_annex_stand_in_the_docs() -> None:
    wanted = [f"| {one.id} | {one.mark} | {one.what} | {one.limits} |" for one in table("mtcr", "item").values()]
    assert rows_of("controls.md", "MTCR annex") == [line.replace("|  |", "| |") for line in wanted]


def test_destinations_under_sanctions_stand_in_the_docs() -> None:
    wanted = [
        f"| {one.name} | {one.levels['any']} | {one.levels['controlled']} "
        f"| {one.levels['military']} | {one.levels['priority']} | {one.levels['words']} "
        f"| {one.source.title}; {one.source.place} | {one.source.day} |"
        for one in destinations().sanctioned.values()
    ]
    assert rows_of("controls.md", "Destinations under sanctions") == wanted


def test_bans_on_buying_stand_in_the_docs() -> None:
    wanted = [
        f"| {one.name} | {one.any} | {one.source.title}; {one.source.place} "
        f"| {one.arms} | {one.arms_source.title}; {one.arms_source.place} |"
        for one in origins().values()
    ]
    assert rows_of("controls.md", "Where goods come from") == wanted


def test_every_flag_stands_in_the_docs() -> None:
    wanted = [
        f"| `{one.id}` | {one.title} | {one.level} | {one.source.title}; {one.source.place} |" for one in rules().flags
    ]
    assert rows_of("flags.md", "The flags") == wanted


def test_every_fact_stands_in_the_docs() -> None:
    assert [line.split("`")[1] for line in rows_of("flags.md", "The facts")] == list(FACTS)
