"""A designation that two kinds of goods bear stands for the one that the text means."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.lexicon import LexiconError
from weighbridge.reading.homonyms import load_homonyms, load_men, told_apart
from weighbridge.reading.mentions import finder


def _classes(text: str, name: str) -> set[tuple[str | None, str | None]]:
    found = told_apart(finder().find(text), text)
    return {(m.entry.class_, m.entry.code) for m in found if text[m.start : m.end].startswith(name)}


@pytest.mark.parametrize(
    ("text", "name", "class_", "state"),
    [
        ("The Hawk jets are for Indonesia. The Hawks fly in May.", "Hawks", "aircraft.combat", "GB"),
        ("The Hawk batteries are for Jordan. The Hawks came in May.", "Hawks", "missile.airdefence", "US"),
        ("Britain sold Indonesia Hawks.", "Hawks", "aircraft.combat", "GB"),
        ("Washington sold Jordan Hawks.", "Hawks", "missile.airdefence", "US"),
        ("The Hawks, made by British Aerospace, went to Oman.", "Hawks", "aircraft.combat", "GB"),
        ("Two Mistral assault ships went to Egypt.", "Mistral", "ship", "FR"),
        (
            "France gave Cyprus the Mistral missile, and Oman Mistrals.",
            "Mistrals",
            "missile.airdefence",
            "FR",
        ),
        ("A Neptune missile sank the ship, said the American admiral.", "Neptune", "missile.antiship", "UA"),
        ("Hawk jets flew over. The MIM-23 is for Jordan.", "MIM-23", "missile.airdefence", "US"),
        ("Jordan has Hawks. Far away, as everybody knows, Britain is an island.", "Hawks", "missile.airdefence", "US"),
        ("Hawks from Britain are for Oman.", "Hawks", "aircraft.combat", "GB"),
        ("Puma helicopters went to Morocco.", "Puma", "aircraft.helicopter", "FR"),
    ],
)
def test_a_text_tells_which_is_meant(text: str, name: str, class_: str, state: str) -> None:
    assert _classes(text, name) == {(class_, state)}


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("Turkey sent Syrian fighters to Libya.", "personnel"),
        ("Turkey sent 2,000 fighters to Libya.", "personnel"),
        ("Thousands of Russian fighters serve in Mali.", "personnel"),
        ("Wagner flew fighters who were loyal to Haftar to Benghazi.", "personnel"),
        ("Iran paid the wounded fighters.", "personnel"),
        ("Denmark donated 19 Danish fighters to Ukraine.", "aircraft.combat"),
        ("In 1975 fighters came from the United States.", "aircraft.combat"),
        ("The Soviet Union delivered 1,200 fighters to Egypt.", "aircraft.combat"),
        ("Sweden sold Thailand Swedish fighters.", "aircraft.combat"),
        ("Russia sold Myanmar six fighters.", "aircraft.combat"),
        ("The Rafale fighters are for Serbia, which waits.", "aircraft.combat"),
    ],
)
def test_fighters_are_men_or_jets(text: str, class_: str) -> None:
    assert {found for found, _ in _classes(text, "fighters")} == {class_}


def test_a_mistake_in_the_table_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "homonyms.toml"
    path.write_text('[[homonym]]\nname = "Hawk"\nown = []\nclass = "plane"\nstate = "GB"\nwords = ["jet"]\n')
    with pytest.raises(LexiconError, match=r"homonyms\.toml:1: class 'plane'"):
        load_homonyms(path)


def test_a_list_of_men_that_is_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "fighters.toml").write_text('[men]\nbefore = ["rebel"]\nbehind = ["who"]\ntrade = ["sold"]\n')
    with pytest.raises(LexiconError, match=r"fighters\.toml:1: \[men\] lacks 'builders'"):
        load_men(tmp_path)
