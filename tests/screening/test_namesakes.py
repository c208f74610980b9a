"""Persons of a common name: a review with a way out, never silence; what agrees beside the name is never lowered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.conftest import Place, told

from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match, Reason
from weighbridge.screening.figures import figures
from weighbridge.screening.namesakes import capped, told_apart

HEAD = "id,name,aliases,country,type,birth date,programme\n"
TWO = f"""{HEAD}h1,Ali Hassan,,IQ,person,1961-02-03,ARMS
h2,Hassan Ali,,YE,person,1979-05-06,ARMS
k1,Karim Bozorgmehr,,IR,person,1971-03-04,UAV
"""
WHO = ["--party", "Ali Hassan", "--type", "person", "--role", "end-user"]


@pytest.fixture
def common(place: Place) -> Place:
    """A place with a list of two persons of one name, and one of a name of his own."""
    place.add_list(TWO)
    return place


def levels(row: dict[str, Any]) -> dict[str, str]:
    return {one["rule"]: one["level"] for one in told(row, "party")}


def test_a_name_alone_that_fits_several_is_a_review_and_says_what_tells_them_apart(common: Place) -> None:
    row = common.one(*WHO, code=10)
    assert levels(row) == {"own/own-h1": "review", "own/own-h2": "review", "name-only": "note"}
    (note,) = [one for one in told(row, "party") if one["rule"] == "name-only"]
    assert "2 listed persons of such a name can't be told apart" in note["reason"]
    assert "a birth date (listed for 2 of them), a country (listed for 2)" in note["reason"]
    assert "fits 2 listed persons" in told(row, "party")[0]["reason"]


def test_a_name_of_its_own_stops_by_itself(common: Place) -> None:
    row = common.one("--party", "Karim Bozorgmehr", "--type", "person", "--role", "end-user", code=20)
    assert levels(row) == {"own/own-k1": "stop"}


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (["--born", "1961-02-03"], {"own/own-h1": "stop", "own/own-h2": "note"}),
        (["--born", "1995-08-01"], {"own/own-h1": "note", "own/own-h2": "note"}),
        (["--born", "1965"], {"own/own-h1": "review", "own/own-h2": "note"}),
        (["--born", "1970", "--country", "YE"], {"own/own-h1": "note", "own/own-h2": "review"}),
        (["--born", "1990", "--country", "YE"], {"own/own-h1": "note", "own/own-h2": "note"}),
        (["--country", "IQ"], {"own/own-h1": "stop", "own/own-h2": "review", "name-only": "note"}),
    ],
    ids=["the one", "neither", "near", "near and there", "far though there", "there"],
)
def test_a_birth_date_leads_out_and_what_agrees_stays(common: Place, more: list[str], wanted: dict[str, str]) -> None:
    code = {"stop": 20, "review": 10, "note": 0}[max(wanted.values(), key=("note", "review", "stop").index)]
    assert levels(common.one(*WHO, *more, code=code)) == wanted


def test_a_false_birth_date_clears_nobody_of_a_name_of_its_own(common: Place) -> None:
    words = ["--party", "Karim Bozorgmehr", "--type", "person", "--role", "end-user", "--born", "1999-01-02"]
    assert levels(common.one(*words, code=10)) == {"own/own-k1": "review"}


def test_one_person_on_two_lists_is_no_namesake(common: Place) -> None:
    common.add_list(f"{HEAD}b9,Karim Bozorgmehr,,IR,person,1971,UAV\n", "other")
    row = common.one("--party", "Karim Bozorgmehr", "--type", "person", "--role", "end-user", code=20)
    assert levels(row) == {"own/own-k1": "stop", "other/other-b9": "stop"}


def test_a_company_of_that_name_is_another_matter(place: Place) -> None:
    place.add_list(f"{HEAD}c1,Petrel Marine Works,,AE,company,,\nc2,Petrel Marine Works,,TR,company,,\n")
    row = place.one("--party", "Petrel Marine Works", "--role", "end-user", code=20)
    assert levels(row) == {"own/own-c1": "stop", "own/own-c2": "stop"}


def person(key: str, name: str = "Ali Hassan", *born: str) -> Party:
    return Party(key, "Person", (name,), birth_dates=born, list="own")


beside = st.sampled_from(("birth", "identifier", "address"))
years = st.integers(1900, 2020).map(str)


@given(st.lists(st.tuples(st.floats(0.7, 1.0), years, st.none() | beside), max_size=6), st.none() | years)
def test_what_agrees_is_never_lowered_and_a_name_alone_never_falls_below_review(
    listed: list[tuple[float, str, str | None]], born: str | None
) -> None:
    asked = Party("", "Person", ("Ali Hassan",), birth_dates=(born,) if born else ())
    matches = [
        Match(score, person(f"p{at}", "Ali Hassan", year), (Reason(what, 0.1, "agrees"),) if what else ())
        for at, (score, year, what) in enumerate(listed)
    ]
    found = capped(asked, matches, figures())
    for one in matches:
        cap = found.get(("own", one.party.id))
        if one.reasons:
            assert cap is None
        elif cap and cap.most == "note":
            assert born
            assert abs(int(born) - int(one.party.birth_dates[0])) > figures().years_apart
    assert len(told_apart("parties/1", "buyer", asked, matches, figures())) <= (0 if born else 1)
