"""An entry of a live blog without an anchor keeps its name while the blog grows, whichever way it does."""

from __future__ import annotations

import json

import pytest
from tests.intake.samples import page
from tests.intake.test_intake import documents, given_in

Row = tuple[str | None, str | None, str]
OLD: list[Row] = [
    ("2024-03-01T10:00:00+01:00", "Shells", "North Korea shipped 3,000 artillery shells to Russia, Seoul says."),
    ("2024-03-01T09:00:00+01:00", None, "Iran delivered 40 drones to Russia on Wednesday, a Ukrainian official said."),
    (
        "2024-03-01T09:00:00+01:00",
        None,
        "The ministers met in Vienna on Thursday, and spoke about grain and prisoners.",
    ),
    (None, "Talks", "The talks in Ankara go on; an agreement is near, a person who knows of them told the agency."),
    ("2024-03-01", "Tanks", "Poland handed over 14 tanks to Ukraine on Friday, the ministry in Warsaw said."),
]
NEW: list[Row] = [
    ("2024-03-01T10:00:00+01:00", None, "France will send howitzers to Ukraine, the ministry in Paris said at noon."),
]


def in_json_ld(rows: list[Row]) -> bytes:
    names = ("datePublished", "headline", "articleBody")
    updates = [{name: value for name, value in zip(names, row, strict=True) if value} for row in rows]
    script = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    return page(head=f'<script type="application/ld+json">{script}</script>')


def in_blocks(rows: list[Row]) -> bytes:
    blocks = "".join(
        f"<div class='post'><time datetime='{time or ''}'></time>"
        + (f"<h3>{title}</h3>" if title else "")
        + f"<p>{text}</p></div>"
        for time, title, text in rows
    )
    head = "<head><title>Live updates</title></head>"
    return f"<html lang='en'>{head}<body><div class='live'>{blocks}</div></body></html>".encode()


@pytest.mark.parametrize("made", [in_json_ld, in_blocks])
@pytest.mark.parametrize("oldest_first", [False, True])
def test_an_entry_without_an_anchor_keeps_its_name(made: object, oldest_first: bool) -> None:
    def names(rows: list[Row]) -> dict[str, str | None]:
        some = rows[::-1] if oldest_first else rows
        found = documents(given_in(made(some)))  # type: ignore[operator]
        told = [one for one in found if one.details.kind == "live entry"]
        assert len({one.details.within for one in told}) == len(told) == len(rows)
        return {one.text: one.details.within for one in told}

    before, after = names(OLD), names([*NEW, *OLD])
    assert {text: after[text] for text in before} == before


@pytest.mark.parametrize("made", [in_json_ld, in_blocks])
def test_a_corrected_entry_keeps_its_name(made: object) -> None:
    def names(rows: list[Row]) -> list[str | None]:
        return [one.details.within for one in documents(given_in(made(rows)))]  # type: ignore[operator]

    mended = [(time, title, text.replace("3,000", "300").replace("40", "14")) for time, title, text in OLD]
    assert names(mended) == names(OLD)
