"""Parties are compared as an exporter's officer would, and the reasons tell why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.matching.parties import firm, person, ship

from weighbridge.matching.comparing import compare
from weighbridge.matching.figures import figure
from weighbridge.matching.party import Identifier, Party
from weighbridge.matching.rarity import counted

REVIEW = figure("threshold", "review")

SAME_PERSON = [
    ("Владимир Соловьёв", "SOLOVYOV, Vladimir"),
    ("Vladimir Soloviev", "SOLOVYOV, Vladimir Rudolfovich"),
    ("Qasem Soleimani", "SULEIMANI, Qasem"),
    ("قاسم سليماني", "Qasem Soleimani"),
    ("Abdulaziz al Khalid", "'ABD AL-'AZIZ AL-KHALID"),
    ("Ri Pyong Chol", "RI, Pyong-Chol"),
    ("王建国", "WANG, Jianguo"),
    ("리병철", "RI, Pyong Chol"),
    ("Moammar Qadhafi", "GADDAFI, Muammar"),
    ("J. R. Hernandez Lopez", "HERNANDEZ LOPEZ, Juan Ramon"),
    ("Dmitrij Medwedew", "MEDVEDEV, Dmitry"),
    ("Karimzadehh Hossein", "Hossein KARIMZADEH"),
    ("Mr. Igor Sechin", "SECHIN, Igor Ivanovich"),
    ("Ramzan Kadyrvo", "KADYROV, Ramzan Akhmatovich"),
]
OTHER_PERSON = [
    ("Pyotr Ivanov", "SIDOROV, Pyotr"),
    ("Ahmad bin Yusuf al-Hakim", "Yusuf bin Ahmad al-Hakim"),
    ("Sergei Viktorovich Orlov", "ORLOV, Andrei Nikolaevich"),
    ("Maria Gonzalez", "GONZALO, Martin"),
    ("Kim Chol Su", "KIM, Yong Nam"),
    ("Robert G. Miller", "MILLER, Thomas W."),
]
SAME_FIRM = [
    ("Tekhnopribor Ltd", "OOO TEKHNOPRIBOR"),
    ("Obshchestvo s Ogranichenoi Otvetstvenostyu Tekhnopribor", "OOO Tekhnopribor"),
    ("Shahid Hemat Industrial Group", "SHAHID HEMMAT INDUSTRIAL GROUP"),
    ("Blue Star Trading LLC", "BLUESTAR TRADING L.L.C."),
    ("Radio Electronic Technologies Concern", "CONCERN RADIO-ELECTRONIC TECHNOLOGIES"),
    ("Концерн Радиоэлектронные технологии", "Kontsern Radioelektronnye Tekhnologii"),
    ("中国航天科技集团公司", "Zhongguo Hangtian Keji Jituan Gongsi"),
]
OTHER_FIRM = [
    ("Trading Company International", "NAMCHON TRADING COMPANY"),
    ("General Trading LLC", "AL WASL GENERAL TRADING LLC"),
    ("Plant No. 21", "PLANT NO. 37"),
    ("Siemens AG", "SIMMONS LIMITED"),
    ("Bank of Orel", "BANK OF TOMSK"),
]


@pytest.mark.parametrize(("asked", "listed"), SAME_PERSON)
def test_one_person_under_two_spellings(asked: str, listed: str) -> None:
    match = compare(person(asked), person(listed))
    assert match.score >= REVIEW, match.reasons


@pytest.mark.parametrize(("asked", "listed"), OTHER_PERSON)
def test_two_persons(asked: str, listed: str) -> None:
    match = compare(person(asked), person(listed))
    assert match.score < REVIEW, match.reasons


@pytest.mark.parametrize(("asked", "listed"), SAME_FIRM)
def test_one_firm_under_two_spellings(asked: str, listed: str) -> None:
    match = compare(firm(asked), firm(listed))
    assert match.score >= REVIEW, match.reasons


@pytest.mark.parametrize(("asked", "listed"), OTHER_FIRM)
def test_two_firms(asked: str, listed: str) -> None:
    match = compare(firm(asked), firm(listed))
    assert match.score < REVIEW, match.reasons


def test_an_alias_counts_as_the_name_and_a_weak_one_less() -> None:
    asked = firm("Golden Falcon Shipping")
    strong = compare(asked, firm("Harbour Nine Holding", "Golden Falcon Shipping"))
    weak = compare(asked, firm("Harbour Nine Holding", weak_aliases=("Golden Falcon Shipping",)))
    assert strong.score == 1.0
    assert REVIEW <= weak.score < strong.score
    assert "weak-alias" in {reason.what for reason in weak.reasons}


def test_the_best_of_a_hundred_aliases_is_found() -> None:
    aliases = [f"Front Company {number} Limited" for number in range(100)]
    match = compare(firm("Qeshm Orchid Marine"), firm(*aliases, "QESHM ORCHID MARINE CO"))
    assert match.score >= REVIEW
    assert "QESHM ORCHID" in match.reasons[0].text


def test_what_stands_beside_the_name_moves_the_score() -> None:
    asked = person("Ali Rezaei", countries=("ir",), birth_dates=("1970-03-02",))
    name_only = compare(person("Ali Rezaei"), person("REZAEI, Ali Hassan")).score
    same = compare(asked, person("REZAEI, Ali Hassan", countries=("ir",), birth_dates=("1970-03-02",)))
    other = compare(asked, person("REZAEI, Ali Hassan", countries=("tr",), birth_dates=("1951",)))
    assert other.score < name_only < same.score
    assert {reason.what for reason in other.reasons} == {"name", "country", "birth"}
    assert all(reason.text for reason in (*same.reasons, *other.reasons))


def test_what_is_shared_beside_another_name_makes_no_match() -> None:
    asked = person("Ali Rezaei", countries=("ir",), birth_dates=("1970-03-02",))
    match = compare(asked, person("Bahram Tehrani", countries=("ir",), birth_dates=("1970-03-02",)))
    assert match.score < 0.4


def test_an_identifier_finds_a_party_under_another_name() -> None:
    passport = (Identifier("passport", "K-1234567", "ir"),)
    match = compare(
        person("Bahram Tehrani", identifiers=passport),
        person("Ali Rezaei", identifiers=(Identifier("passport", "K1234567", "ir"),)),
    )
    assert match.score >= figure("threshold", "strong")
    assert match.reasons[0].what == "identifier"


def test_a_ship_with_another_number_is_another_ship() -> None:
    one, other = (Identifier("imo", "IMO 9074729"),), (Identifier("imo", "8814275"),)
    assert compare(ship("Sea Rose", identifiers=one), ship("SEA ROSE", identifiers=one)).score == 1.0
    different = compare(ship("Sea Rose", identifiers=one), ship("SEA ROSE", identifiers=other))
    assert different.score < REVIEW


def test_a_man_is_no_ship() -> None:
    assert compare(person("Saint George"), ship("Saint George")).score < 1.0


def test_what_nobody_calls_a_ship_may_be_one() -> None:
    assert compare(Party("q", "Thing", ("Sea Rose",)), ship("SEA ROSE")).score == 1.0
    assert compare(Party("q", "LegalEntity", ("Sea Rose",)), ship("SEA ROSE")).score < 1.0


def test_common_words_say_less_than_rare_ones() -> None:
    words = counted([["general", "trading"]] * 500 + [["zarifgol"]] + [["trading"]] * 500)
    common = compare(firm("Zarifgol General Trading"), firm("Pars General Trading"), words).score
    rare = compare(firm("Zarifgol General Trading"), firm("Zarifgol Commercial"), words).score
    assert common < rare


def test_reasons_name_each_difference() -> None:
    match = compare(person("Mohamad Husseini"), person("HUSAYNI, Muhammad Reza"))
    text = match.reasons[0].text
    assert "“reza” is only in the listed name" in text
    assert "muhammad" in text


def test_a_name_too_long_is_cut_and_that_is_told() -> None:
    match = compare(firm("Very Long " * 100_000), firm("Very Long"))
    assert "name-cut" in {reason.what for reason in match.reasons}


@settings(max_examples=150, deadline=None)
@given(some.text(max_size=60), some.text(max_size=60), some.sampled_from(["Person", "Company", "Vessel", "Thing"]))
def test_any_text_gives_a_score_with_a_reason(asked: str, listed: str, schema: str) -> None:
    match = compare(Party("a", schema, (asked,)), Party("b", schema, (listed,)))
    assert 0.0 <= match.score <= 1.0
    assert match.reasons
    assert match == compare(Party("a", schema, (asked,)), Party("b", schema, (listed,)))


@settings(max_examples=100, deadline=None)
@given(some.lists(some.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=10), min_size=1, max_size=5))
def test_a_name_is_like_itself_in_any_order_of_words(words: list[str]) -> None:
    name = " ".join(words)
    turned = " ".join([words[-1], *words[:-1]])
    assert compare(person(name), person(name)).score == 1.0
    assert compare(person(turned), person(name)).score >= REVIEW


@pytest.mark.parametrize(("asked", "listed"), [("Mira Testov", "TESTOVA, Mira"), ("Anna Belskaya", "Anna BELSKY")])
def test_the_family_name_of_a_woman_is_that_of_a_man(asked: str, listed: str) -> None:
    match = compare(person(asked), person(listed))
    assert match.score >= figure("threshold", "strong")
    assert "is the same family name as" in match.reasons[0].text


def test_a_part_of_a_name_ranks_above_another_name_and_needs_more_for_a_look() -> None:
    part = compare(person("Testero"), person("TESTERO QUINTANA, Olmo Rafael"))
    other = compare(person("Testero Quintana"), person("TESTERO, Bela Iwo"))
    assert other.score < part.score < REVIEW
    told = compare(
        person("Testero", birth_dates=("1970-02-03",)),
        person("TESTERO QUINTANA, Olmo Rafael", birth_dates=("1970-02-03",)),
    )
    assert told.score >= REVIEW, "with a birth date in common a person looks"


def test_a_lone_word_that_sounds_a_little_alike_is_no_match() -> None:
    assert compare(Party("q", "LegalEntity", ("O'Dorian",)), firm("ODERUN HOLDING LLC")).score < REVIEW


@pytest.mark.parametrize("asked", ["Karun Airlines", "Karun Airways", "Karun Airline Co", "KARUN AIR"])
def test_an_airline_is_the_same_by_any_word_for_it(asked: str) -> None:
    listed = Party("1", "Organization", ("KARUN AIR",))
    assert compare(Party("q", "Company", (asked,)), listed).score >= figure("threshold", "review")


def test_another_airline_is_another() -> None:
    listed = Party("1", "Organization", ("KARUN AIR",))
    for other in ("Vesta Airlines", "Karun Foods"):
        assert compare(Party("q", "Company", (other,)), listed).score < figure("threshold", "review")
