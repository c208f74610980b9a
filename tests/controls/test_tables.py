"""The tables: complete, each row with a published source, in agreement with the official data where that is there."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from weighbridge.controls.codes import read_code
from weighbridge.controls.described import (
    chapters,
    country_groups,
    eccns,
    goods_classes,
    group_words,
    groups_of,
    hs_codes,
    known_hs,
    table,
)
from weighbridge.controls.destinations import destinations, place_of, transshipment_sources
from weighbridge.controls.priority import priority_items, priority_matches
from weighbridge.controls.sources import TABLES, sources
from weighbridge.controls.words import table as words_table
from weighbridge.lexicon.tables import LexiconError
from weighbridge.model import ITEM_CLASSES

TIERS = {"1": 4, "2": 5, "3.A": 16, "3.B": 9, "4.A": 11, "4.B": 5}


def official(name: str) -> Path:
    folder = os.environ.get("WEIGHBRIDGE_TEST_DATA")
    path = Path(folder, "goods", name) if folder else None
    if path is None or not path.is_file():
        pytest.skip(f"no official data (WEIGHBRIDGE_TEST_DATA/goods/{name}) here")
    return path


def test_the_common_high_priority_list_has_fifty_codes_in_six_tiers() -> None:
    assert Counter(one.tier for one in priority_items()) == TIERS
    assert len({one.hs for one in priority_items()}) == 50
    assert all(len(one.why) > 15 and one.source.title == "Common High Priority List" for one in priority_items())


def test_the_common_high_priority_list_agrees_with_the_official_one() -> None:
    rows = json.loads(official("common_high_priority_2024-02-23.json").read_text(encoding="utf-8"))["items"]
    assert {one.hs: one.tier.replace(".", "") for one in priority_items()} == {row["hs6"]: row["tier"] for row in rows}


def test_codes_of_tables_are_codes_of_the_harmonized_system() -> None:
    with official("hs_2022.csv").open(encoding="utf-8", newline="") as file:
        known = {row["hscode"] for row in csv.DictReader(file)}
    words = {code for _, one in words_table().meanings for code in one.hs}
    classes = {code for one in goods_classes().values() for code in one.hs}
    assert {one.hs for one in priority_items()} | words | classes <= known
    assert set(chapters()) == {code for code in known if len(code) == 2 and code not in ("98", "99", "TO")}


def test_older_codes_are_not_those_of_2022() -> None:
    with official("hs_2022.csv").open(encoding="utf-8", newline="") as file:
        known = {row["hscode"] for row in csv.DictReader(file)}
    older = {code for one in priority_items() for code in one.older}
    assert len(older) == 5
    assert not older & known


def test_entries_of_the_us_list_agree_with_the_official_one() -> None:
    rows = json.loads(official("us_ccl_2026-07-23.json").read_text(encoding="utf-8"))["entries"]
    assert set(eccns()) == {row["eccn"] for row in rows}
    for row in rows:
        told = (row["reasonForControl"] or "").replace("CC1", "CC")
        assert set(eccns()[row["eccn"]].reasons) <= {one.strip(".") for one in told.replace(",", " ").split()}


def test_country_groups_agree_with_the_official_ones() -> None:
    groups = json.loads(official("us_country_groups.json").read_text(encoding="utf-8"))["groups"]
    for name, members in country_groups().items():
        # Hong Kong and, in D:5, Macau are told beside China in the regulations
        beside = {"hk"} & members | ({"mo"} if name == "D:5" else set())
        assert len(members - beside) == len(groups[name]), name


def test_entries_of_the_us_list_stand_without_the_official_data_too() -> None:
    assert len(eccns()) == 633
    assert eccns()["9A101"].reasons == ("MT", "AT")
    assert eccns()["9A107"].itar
    assert sum(bool(one.what) for one in eccns().values()) >= 200
    assert "D:4" in groups_of("IR")
    assert groups_of("xx") == ()


def test_mtcr_items_agree_with_the_codes_of_the_united_kingdom() -> None:
    for category, name in (("I", "MTCR_Cat_1_regimes.csv"), ("II", "MTCR_Cat_2_regimes.csv")):
        lines = official(f"uk_regimes/{name}").read_text(encoding="utf-8").splitlines()
        for code in {line.split(",")[0] for line in lines if line.startswith("M") and any(map(str.isdigit, line[:3]))}:
            read = read_code(code)
            assert read.kind == "mtcr", code
            assert table("mtcr", "item")[read.value.split(".")[0]].mark == category, code


def test_every_row_has_a_published_source() -> None:
    described = [
        row
        for file, name in (
            ("mtcr", "category"),
            ("mtcr", "part"),
            ("mtcr", "item"),
            ("dualuse", "category"),
            ("dualuse", "group"),
            ("dualuse", "block"),
            ("dualuse", "reason"),
            ("dualuse", "munitions"),
        )
        for row in table(file, name).values()
    ]
    published = [row.source for row in described] + [one.source for one in priority_items()]
    published += [one.source for _, one in words_table().meanings]
    published += [one.source for one in destinations().sanctioned.values()]
    published += [one.source for one in (*destinations().transshipment, *destinations().partners)]
    published += [source for _, source in destinations().tiers.values()]
    assert len(published) > 700
    assert all(one.title and one.publisher and one.address.startswith("https://") for one in published)
    assert all(one.source.day and one.source.place for one in destinations().sanctioned.values())
    assert set(group_words()) == set(country_groups())


def test_the_mtcr_annex_has_twenty_items() -> None:
    items = table("mtcr", "item")
    assert list(items) == [str(number) for number in range(1, 21)]
    assert [number for number, one in items.items() if one.mark == "I"] == ["1", "2"]
    assert "500 kg" in items["1"].limits
    assert "300 km" in items["1"].limits


def test_every_class_of_the_ledger_is_mapped_to_codes_that_can_be_read() -> None:
    assert set(goods_classes()) == set(ITEM_CLASSES)
    for one in goods_classes().values():
        for code in (*one.mtcr, *one.military, *one.dual_use):
            assert read_code(code).value == code
    assert "1.A.1" in goods_classes()["missile.ballistic"].mtcr


def test_points_of_transshipment_are_those_that_sources_name() -> None:
    assert place_of("AE") == place_of("tr") == "transshipment"
    assert place_of("de") == place_of("jp") == "partner"
    assert place_of("cl") == "other"
    assert [one.source.day for one in transshipment_sources("kz")] == ["2022-06-28", "2025-01-07"]
    assert set(destinations().sanctioned) == {"ru", "by", "kp", "ir", "sy", "cu"}


def test_older_editions_and_headings_are_told_as_such() -> None:
    def met(code: str) -> list[tuple[str, str]]:
        return [(one.how, one.item.hs) for one in priority_matches(read_code(code))]

    assert met("8803.30") == [("older", "880730")]
    assert met("8541.50") == [("older", "854151"), ("older", "854159")]
    assert met("8542") == [("heading", one) for one in ("854231", "854232", "854233", "854239")]
    assert met("8542.31.9000") == [("exact", "854231")]
    assert met("6403.99") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('tier = "4.B"', 'tier = "9"', "there is no tier '9'"),
        ('hs = "845710"', 'hs = "8457.10"', "six digits"),
        ('hs = "845710"', 'hs = "854231"', "stands twice"),
        ('source = "chpl"', 'source = "rumour"', "there is no source 'rumour'"),
        ('why = "Chips are made', 'because = "Chips are made', "unknown key 'because'"),
        ('what = "Ball bearings"', "what = 5", "what has to be a text"),
    ],
    ids=["tier", "points", "twice", "source", "key", "kind"],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "priority.toml"
    shutil.copy(TABLES / "priority.toml", path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        priority_items(path)
    assert told in str(refused.value)
    assert f"{path}:" in str(refused.value)
    assert str(refused.value).split(":")[1].isdigit()


def test_sources_have_addresses_and_are_named_once() -> None:
    assert len(sources()) >= 25
    assert len({one.title for one in sources().values()}) == len(sources())


def test_codes_of_the_edition_of_2022_are_all_there() -> None:
    with official("hs_2022.csv").open(encoding="utf-8", newline="") as file:
        known = {row["hscode"] for row in csv.DictReader(file) if row["level"] in ("4", "6")}
    assert hs_codes() == known


def test_a_code_of_another_edition_is_known_as_such() -> None:
    assert len(hs_codes()) == 1229 + 5613
    assert known_hs("8542.31".replace(".", ""))
    assert known_hs("8542310000")
    assert known_hs("9899")
    assert not known_hs("852580")
    assert not known_hs("854238")
