"""Plain words: hints with a score and reasons, never as certain as a code, silent where words say nothing."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.controls.words import FILE, HIGHEST, candidates
from weighbridge.lexicon.tables import LexiconError


def best(text: str) -> tuple[str, float]:
    found = candidates(text)
    return (found[0].meaning.class_, found[0].score) if found else ("", 0.0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("MEMS gyroscopes", "7A102"),
        ("carbon fibre prepreg", "9C110"),
        ("Carbon-fiber prepregs, 300 g/m2", "1C210"),
        ("turbojet engine 450 N", "9A101"),
        ("fibre-optic gyros", "7A002"),
        ("5-axis CNC machining center", "2B001"),
        ("GNSS receivers", "7A105"),
        ("spherical aluminum powder", "1C111"),
        ("ammonium perchlorate, 200 micron", "1C111"),
        ("filament winding machine", "1B101"),
        ("thermal imaging cameras", "6A003"),
        ("IMU", "7A103"),
    ],
    ids=str,
)
def test_words_of_the_trade_lead_to_codes(words: str, code: str) -> None:
    found = candidates(words)
    assert code in [one for each in found for one in each.meaning.control]
    assert found[0].score >= 0.6
    assert found[0].reasons


@pytest.mark.parametrize(
    "words",
    [
        "spare parts",
        "equipment and accessories",
        "office furniture",
        "pump seals",
        "cotton shirts",
        "installation material",
        "machine parts, various",
        "bins of nails",
        "imu",
        "",
    ],
    ids=lambda one: one or "empty",
)
def test_generic_words_do_not_alarm(words: str) -> None:
    assert candidates(words) == []


def test_a_figure_above_the_limit_weighs_more_than_one_below() -> None:
    above, plain, below = (
        best(f"turbojet engine{figure}")[1] for figure in (", thrust 1.2 kN", "", ", max. thrust 80 lbf")
    )
    assert above > plain > below
    assert "above 400 N" in candidates("turbojet engine, thrust 1.2 kN")[0].reasons[1]
    assert best("turbojet engine 1,200 N")[1] == above
    assert best("turbojet engine 400 N")[1] == below


@pytest.mark.parametrize("words", ["toy drone for children", "carbon fibre bicycle frame", "kitchen turntable drone"])
def test_goods_of_the_household_score_below_what_asks_for_review(words: str) -> None:
    assert 0 < best(words)[1] < 0.6
    assert any("speaks against it" in reason for reason in candidates(words)[0].reasons)


@given(st.text(max_size=600))
def test_no_text_is_certain_and_places_are_true(text: str) -> None:
    for one in candidates(text):
        assert 0 < one.score <= HIGHEST < 1
        assert 0 <= one.start < one.end <= len(text)
        assert one.text in " ".join(text[one.start : one.end].split()) or not text.isascii()


@given(st.sampled_from(["ring laser gyroscope", "tantalum capacitor", "jet mill"]), st.text(max_size=50))
def test_what_stands_around_does_not_hide_a_word(word: str, around: str) -> None:
    found = [one.text for one in candidates(f"{around} | {word.upper()} | {around}")]
    assert any(word.upper() in one for one in found)


def test_a_megabyte_of_words_is_looked_at_in_part_only() -> None:
    assert candidates("drone " * 200_000)
    assert candidates("x" * 1_000_000 + " gyroscope") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("score = 0.85", "score = 1", "score has to be"),
        ('class = "uav"', 'class = "balloon"', "there is no class 'balloon'"),
        ('"7A002", "7A102"]', '"7A002", "7Z102"]', "7Z102"),
        ('unit = "N"\nsource', 'unit = "stone"\nsource', "there is no unit 'stone'"),
        ('"MEMS gyroscope",', '"MEMS gyroscope", "accelerometer",', "stands in another row too"),
    ],
    ids=["score", "class", "code", "unit", "twice"],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "words.toml"
    shutil.copy(FILE, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        candidates("gyroscope", path)
    assert told in str(refused.value)
    assert str(refused.value).split(":")[1].isdigit()


def test_few_goods_of_the_whole_tariff_alarm_and_those_are_where_listed_goods_are() -> None:
    folder = os.environ.get("WEIGHBRIDGE_TEST_DATA")
    path = Path(folder, "goods", "hs_2022.csv") if folder else None
    if path is None or not path.is_file():
        pytest.skip("no official data (WEIGHBRIDGE_TEST_DATA/goods/hs_2022.csv) here")
    with path.open(encoding="utf-8", newline="") as file:
        goods = [row for row in csv.DictReader(file) if row["level"] == "6"]
    alarmed = [row["hscode"] for row in goods if best(row["description"])[1] >= 0.6]
    assert len(goods) == 5613
    assert 30 <= len(alarmed) <= 56  # one in a hundred
    assert {code[:2] for code in alarmed} <= set("26 28 29 36 81 84 85 88 90 93".split())
