"""What stands for what in two names, and what it counts."""

from __future__ import annotations

import pytest

from weighbridge.matching.comparing_names import NameMatch, compare_names
from weighbridge.matching.names import analysed
from weighbridge.matching.rarity import Rarity, counted
from weighbridge.matching.wording import explained


def laid(asked: str, listed: str, schema: str = "Person") -> NameMatch:
    """Two names, each with one reading."""
    return compare_names(analysed([asked], schema)[0], analysed([listed], schema)[0], Rarity())


@pytest.mark.parametrize(
    ("asked", "listed", "schema", "how"),
    [
        ("Mohammed Haddad", "Muhammad Haddad", "Person", "name"),
        ("J Haddad", "Jamil Haddad", "Person", "initial"),
        ("Zarifgol Ltd", "Zarifgoll Limited", "Company", "typing"),
        ("Korosevich", "Karasevich", "Person", "sound"),
        ("Tavarneh Co", "Vatarneh Co", "Company", "typing"),
        ("Blue Star", "Bluestar", "Company", "joined"),
        ("OOO Vektor", "JSC Vektor", "Company", "missing"),
    ],
)
def test_how_parts_stand_for_each_other(asked: str, listed: str, schema: str, how: str) -> None:
    assert how in {pair.how for pair in laid(asked, listed, schema).pairs}


def test_left_out_is_less_than_contrary() -> None:
    whole = laid("Jamil Karim Haddad", "Jamil Karim Haddad").score
    left_out = laid("Jamil Haddad", "Jamil Karim Haddad").score
    added = laid("Jamil Karim Haddad", "Jamil Haddad").score
    contrary = laid("Jamil Nabil Haddad", "Jamil Karim Haddad").score
    assert whole > left_out > added > contrary


def test_another_initial_is_another_person() -> None:
    assert laid("Karl T. Brandt", "Karl W. Brandt").score < laid("Karl Brandt", "Karl W. Brandt").score


def test_son_and_father() -> None:
    exchanged = laid("Nasser bin Karim al-Amin", "Karim bin Nasser al-Amin")
    assert "father and son are exchanged" in exchanged.notes
    assert not laid("Nasser bin Karim al-Amin", "Nasser bin Karim bin Saleh al-Amin").notes
    assert not laid("AL-AMIN, Nasser bin Karim", "Nasser bin Karim al-Amin").notes


def test_numbers_tell_ships_and_plants_apart() -> None:
    assert "another number" in laid("Plant 21", "Plant 37", "Company").notes
    assert "only one has a number" in laid("Victory", "Victory 3", "Vessel").notes


def test_legal_forms_say_little() -> None:
    assert laid("Vektor", "Vektor GmbH", "Company").score > 0.85
    assert laid("Vektor GmbH", "Horizont GmbH", "Company").score < 0.4


def test_it_is_said_in_words() -> None:
    assert explained(laid("Vektor", "Vektor", "Company")).endswith("are the same words")
    assert "“ltd” is not in the listed name" in explained(laid("Vektor Ltd", "Vektor", "Company"))


def test_rarity() -> None:
    words = counted([["a", "b"], ["a"], ["a", "a"], ["c"]])
    assert words.frequency("a") == 3
    assert words.of("a", person=True) < words.of("b", person=True) == words.of("unknown", person=True) == 1.0
    assert words.of("a", person=False) < words.of("a", person=True)
