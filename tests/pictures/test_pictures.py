"""Every kind of picture: as wide as wanted, the same again, inert, told in words, and honest on denials."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pictures.ledgers import DENIED, MISSILES, UNDATED, WARNED, hostile, kept, looked

from weighbridge.pictures import KINDS, PictureError, Style, picture, picture_html, picture_png, picture_svg
from weighbridge.pictures.timeline import SHAPES
from weighbridge.views import transfer_record
from weighbridge.weighing.likelihood import percent

OF = {
    "timeline": ("IR", "RU"),
    "likelihood": ("IR", "RU"),
    "network": (),
    "map": (),
    "origins": ("IR-RU-missile.ballistic-2024",),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "ledger.sqlite"
    return kept(path, [*MISSILES, WARNED, DENIED, UNDATED])


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("evil") / "ledger.sqlite", hostile())


def values(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All rows of data in a specification."""
    for rows in spec["datasets"].values():
        yield from rows if isinstance(rows, list) else ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1600, False)])
def test_a_picture_is_as_wide_as_wanted(ledger: Path, kind: str, width: int, dark: bool) -> None:
    svg = ElementTree.fromstring(picture_svg(picture(looked(ledger), kind, OF[kind], Style(width, dark)).spec))
    assert float(svg.attrib["width"]) == pytest.approx(width, abs=2)
    assert 80 < float(svg.attrib["height"]) < 4000


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_ledger_gives_the_same_picture(ledger: Path, kind: str) -> None:
    first, second = (picture(looked(ledger), kind, OF[kind]) for _ in range(2))
    assert json.dumps(first.spec) == json.dumps(second.spec)
    assert picture_svg(first.spec) == picture_svg(second.spec)
    assert first.told == second.told


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_only_text(evil: Path, kind: str) -> None:
    of = ("IR", "RU") if kind in ("timeline", "likelihood") else OF[kind]
    drawn = picture(looked(evil), kind, of)
    svg = ElementTree.fromstring(picture_svg(drawn.spec))
    assert not [
        one for one in svg.iter() if one.tag.split("}")[-1] in ("script", "image", "a", "foreignObject", "style")
    ]
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or name.endswith("href")]
    page = picture_html(drawn.spec, drawn.told, Style())
    assert page.count("<script") == 3
    assert page.count("</script") == 3
    assert "<img" not in page.split("<script", 1)[0]
    assert "\x1b" not in page
    assert "\u202e" not in page.split("<script>", 1)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_words_and_table_tell_what_is_drawn(ledger: Path, kind: str) -> None:
    told = picture(looked(ledger), kind, OF[kind]).told
    assert len(told.paragraph) > 40
    assert told.rows
    assert all(len(row) == len(told.columns) for row in told.rows)


def test_a_denial_has_a_mark_of_its_own(ledger: Path) -> None:
    drawn = picture(looked(ledger), "timeline", ("BY", "RU"))
    marks = [row for row in values(drawn.spec) if "stance" in row]
    assert [row["stance"] for row in marks] == ["denies"]
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert "asserting" not in drawn.told.paragraph
    assert "1 statement denying a stage" in drawn.told.paragraph


def test_bars_are_only_of_what_is_said_to_have_moved(ledger: Path) -> None:
    bars = [row for row in values(picture(looked(ledger), "timeline", ("IR", "RU")).spec) if "about" in row]
    assert [row["about"] for row in bars] == ["2024-02-10 to 2024-02-28"]


def test_undated_statements_are_told(ledger: Path) -> None:
    assert "1 statement" in " ".join(picture(looked(ledger), "timeline", ("IR", "RU")).told.notes)


def test_likelihood_of_a_day_is_what_the_ledger_shows_as_of_it(ledger: Path) -> None:
    rows = picture(looked(ledger), "likelihood", OF["origins"]).told.rows
    shown = {row[0]: row[3] for row in rows if row[1] == "delivered"}
    assert list(shown) == ["2024-03-01", "2024-03-02", "2024-05-03", "2024-05-05"]
    for day, told in shown.items():
        record = transfer_record(looked(ledger, day), OF["origins"][0])
        assert record is not None
        [stage] = [one for one in record["stages"] if one["stage"] == "delivered"]
        assert told == percent(stage["likelihood"])


def test_as_of_a_day_nothing_later_is_shown(ledger: Path) -> None:
    for kind in ("timeline", "origins"):
        drawn = picture(looked(ledger, "2024-03-02"), kind, OF[kind])
        assert "As of 2024-03-02" in drawn.told.below
        assert "2024-05" not in json.dumps(drawn.spec)


def test_warnings_and_denials_are_no_deliveries(tmp_path: Path) -> None:
    path = kept(tmp_path / "ledger.sqlite", [WARNED, DENIED])
    for kind in ("network", "map"):
        drawn = picture(looked(path), kind)
        assert "Between 0 pairs" in drawn.told.paragraph
        assert {row["kind"] for row in values(drawn.spec) if "kind" in row} == {"not delivered, or not known"}


@pytest.mark.parametrize("kind", ["timeline", "network", "map"])
def test_nothing_gives_a_picture_that_says_so(tmp_path: Path, kind: str) -> None:
    path = kept(tmp_path / "empty.sqlite", [])
    drawn = picture(looked(path), kind, ("IR", "RU") if kind == "timeline" else ())
    assert "Nothing to show." in picture_svg(drawn.spec)
    assert picture_png(drawn.spec).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("kind", "of", "says"),
    [
        ("pie", (), "timeline, likelihood"),
        ("timeline", (), "a transfer's id"),
        ("timeline", ("XX-YY-none",), "no transfer"),
        ("origins", ("IR", "RU"), "one transfer"),
        ("network", ("a", "b", "c"), "supplier and recipient"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_a_remedy(ledger: Path, kind: str, of: tuple[str, ...], says: str) -> None:
    with pytest.raises(PictureError, match=says):
        picture(looked(ledger), kind, of)


def test_a_png_without_bounds_is_refused(ledger: Path) -> None:
    with pytest.raises(PictureError, match="scale of at most"):
        picture_png(picture(looked(ledger), "network").spec, 100)
