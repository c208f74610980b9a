"""All names of a list weighed as OFAC's search does: nothing that the pair alone would show is missed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.matching.parties import firm, person

from weighbridge.matching.building import build
from weighbridge.matching.index import Index, opened
from weighbridge.matching.logics import ABOUT, OFFICIAL, OURS, UnknownLogic, compare_by, matches_by
from weighbridge.matching.official_scan import TooManyNames, listed, shown_of
from weighbridge.matching.party import Party

PARTIES = [
    Party("1", "Person", ("BRENN, Ostrava",), ("Brenno",), list="harbour"),
    Party("2", "Person", ("BRENNER, Milo", "OSTRAVA BILEK"), list="harbour"),
    Party("3", "Organization", ("TIDEWATER GYROSCOPE WORKS", "Прилив Гироскоп"), list="harbour"),
    Party("4", "Vessel", ("GYRO PEARL",), list="ships"),
    Party("5", "LegalEntity", ("AL-VELK, O'Brenn J.P.", "Q"), list="ships"),
    Party("6", "Person", ("BUSHRA, Tan Ro",), list="ships"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("index") / "parties"
    build(PARTIES, path)
    return opened(path)


def test_whom_the_search_would_show(index: Index) -> None:
    found = list(shown_of(index, person("Ostrava Brenn"), 0.5))
    assert [(one.party.id, one.score) for one in found][0] == ("1", 1.0)
    assert "2" in [one.party.id for one in found], "an alias counts as well as the name"
    assert all("for" in one.reasons[0].text for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_weak_alias_counts_and_is_told(index: Index) -> None:
    [best, *_] = shown_of(index, person("Brenno"), 0.99)
    assert best.party.id == "1"
    assert [reason.what for reason in best.reasons] == ["name", "weak-alias"]


def test_several_asked_names_give_each_party_once(index: Index) -> None:
    found = list(shown_of(index, person("Milo Brenner", "Ostrava Brenn", "Milo Brenner"), 0.9))
    assert sorted(one.party.id for one in found) == ["1", "2"]


def test_other_scripts_find_their_like_only(index: Index) -> None:
    assert [one.party.id for one in shown_of(index, firm("Гироскоп"), 0.5)] == ["3"]
    assert list(shown_of(index, firm("Бренн"), 0.0)) == []


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.sampled_from("ostrava brenn brenno bilek milo tidewater giroscope al-velk q bashar o'bren xx".split()),
        min_size=1,
        max_size=3,
    ),
    some.integers(1, 100).map(lambda points: points / 100),
)
def test_it_finds_what_comparing_each_pair_finds(index: Index, words: list[str], lowest: float) -> None:
    asked = person(" ".join(words))
    alone = {party.id: compare_by(OFFICIAL, asked, party).score for party in PARTIES}
    found = {one.party.id: one.score for one in matches_by(OFFICIAL, index, asked, lowest)}
    assert found == {key: score for key, score in alone.items() if score >= lowest}


def test_more_names_than_can_be_weighed_are_refused(index: Index) -> None:
    with pytest.raises(TooManyNames, match="more than 3 names.*'weighbridge'"):
        listed(index, 3)


def test_the_default_logic_is_ours_and_both_are_told(index: Index) -> None:
    assert next(iter(ABOUT)) == OURS
    asked = person("Острава Бренн")
    assert compare_by(OURS, asked, PARTIES[0]).score > compare_by(OFFICIAL, asked, PARTIES[0]).score
    assert [one.party.id for one in matches_by(OURS, index, person("Ostrava Brenn"), 0.7)][0] == "1"
    with pytest.raises(UnknownLogic, match="known: weighbridge, official-search"):
        compare_by("nomen", asked, PARTIES[0])
    with pytest.raises(UnknownLogic):
        list(matches_by("nomen", index, asked, 0.5))


def test_a_party_without_a_name_is_no_one() -> None:
    assert compare_by(OFFICIAL, Party("q", "Person", ()), PARTIES[0]).score == 0.0
    assert compare_by(OFFICIAL, person("Brenn"), Party("x", "Person", ())).score == 0.0
