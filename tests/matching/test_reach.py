"""What tells early that two names can't come out alike never hides a match."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from tests.matching.parties import firm, person

from weighbridge.matching.building import build
from weighbridge.matching.comparing import compare
from weighbridge.matching.figures import figure
from weighbridge.matching.index import Index, opened
from weighbridge.matching.party import Party
from weighbridge.matching.screening import matches

REVIEW = figure("threshold", "review")
WORDS = (
    "Nord Norden Tekhnika Technika Limited Liability Company LLC OOO Trading Handel Import-Export Ivan Iwan Hans "
    "Johann Petrov Petrova Testov-Orlov al-Amir Amir bin Said Sayid Said's III 3 44 J. Ocean Pearl Perle Star "
    "Sternberg Касем Сулеймани Soleimani 王伟 Zavod Plant Institute Scientific Nauchno Aero Aerospace Space"
).split()
NAMES = some.lists(some.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
KINDS = some.sampled_from(["Person", "Company", "LegalEntity", "Vessel"])


@settings(max_examples=30, deadline=None, derandomize=True)
@example([("LegalEntity", "Nord Nord Liability")], "Person", "Liability", 0)
@given(some.lists(some.tuples(KINDS, NAMES), min_size=1, max_size=6), KINDS, NAMES, some.integers(0, 3))
def test_an_index_gives_what_comparing_its_candidates_gives(
    tmp_path_factory: pytest.TempPathFactory, listed: list[tuple[str, str]], kind: str, name: str, slip: int
) -> None:
    path = tmp_path_factory.mktemp("reach") / "index"
    build([Party(str(at), schema, (text,)) for at, (schema, text) in enumerate(listed)], path)
    index = opened(path)
    asked = Party("q", kind, (name[:slip] + name[slip + 1 :] if slip else name,))
    one_by_one = {
        match.party.id: match.score
        for number in index.candidates(asked)
        if (match := compare(asked, index.party(number), index.rarity)).score >= REVIEW
    }
    assert {match.party.id: match.score for match in matches(index, asked)} == one_by_one


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        (firm("Osoo Limi Ted"), firm("OSOO LIMITED")),
        (firm("Nordsee Tekh Nikka"), firm("NORDSEE TEKHNIKA")),
        (person("Касем Сулеймани"), Party("x", "LegalEntity", ("SOLEIMANI, Qasem",))),
        (person("Bill Testov"), Party("x", "LegalEntity", ("William TESTOV",))),
        (person("A B Testovich"), person("TESTOVICH, Anton Boris")),
        (firm("NORTHERN ROCKET TRADING CO"), firm("Northern Rocket Trading Company Limited")),
        (person("Testov", birth_dates=("1970-02-03",)), person("TESTOV ORLOV, Iwan", birth_dates=("1970-02-03",))),
    ],
)
def test_what_is_hard_to_tell_by_words_alone_is_still_found(asked: Party, listed: Party, tmp_path: Path) -> None:
    build([listed, *(firm(f"Quorn Works {at}") for at in range(20))], tmp_path / "index")
    index = opened(tmp_path / "index")
    assert compare(asked, listed, index.rarity).score >= REVIEW
    assert listed.names in {match.party.names for match in matches(index, asked)}


def test_a_low_threshold_gives_what_is_below_review(tmp_path: Path) -> None:
    build([person("TESTERO QUINTANA, Olmo Rafael"), person("Other Name")], tmp_path / "index")
    index: Index = opened(tmp_path / "index")
    assert not matches(index, person("Testero"))
    assert [match.score for match in matches(index, person("Testero"), 0.5)] == [figure("names", "contained")]
