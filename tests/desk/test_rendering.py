"""Small things in tables: spans of days as months, pairs with their codes, of how many origins some are independent."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.desk.desks import MISSILES, browser, made, tree

from weighbridge.desk.rendering import months, pair_codes


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2025-07-01", "2025-10-31", "2025-07 … 2025-10"),
        ("2025-07-01", "2025-07-31", "2025-07"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "2024-01 … 2025-12"),
        (None, "2025-12-31", "2025-12"),
        ("2024", "2024", "2024"),
        (None, None, "undated"),
    ],
)
def test_a_span_is_short_in_a_table(first: str | None, last: str | None, shown: str) -> None:
    assert re.sub("<[^>]*>", "", months(first, last)) == shown


def test_the_codes_of_a_pair_stand_below_its_names_where_they_differ() -> None:
    assert "IR" in pair_codes("IR", "RU")
    assert "–" in pair_codes(None, "RU")
    assert pair_codes("nobodys-code", "anothers-code") == ""
    assert "<script>" not in pair_codes("<script>", "RU")


def test_independent_origins_are_told_of_all_of_them(tmp_path: Path) -> None:
    desk = browser(made(tmp_path / "l.sqlite"))
    record = desk.get(f"/api/transfers/{MISSILES}").json()
    rows = desk.get("/api/transfers").json()["rows"]
    assert any(row["independent"] < row["origins"] for row in rows)
    page = tree(desk.get("/transfers"))
    for row in rows:
        [cell] = page.xpath("//a[@href=$to]/span", to=f"/transfers/{quote(row['id'], safe='')}#origins")
        less = row["independent"] < row["origins"]
        assert cell.text == (f"{row['independent']} of {row['origins']}" if less else str(row["independent"]))
        assert ("not established" in cell.get("title")) == less
    pair = next(row for row in desk.get("/api/pairs?supplier=IR&recipient=RU").json()["rows"])
    mine = [row for row in rows if (row["supplier"], row["recipient"]) == ("IR", "RU")]
    assert pair["origins"] == sum(row["origins"] for row in mine)
    [line] = tree(desk.get(f"/history/{MISSILES}")).xpath("//tbody/tr[last()]")
    assert line.xpath("./td[3]/span/@title")[0].startswith(f"{record['independent']} independent of")
