"""Whom a pronoun before a verb of speech stands for, seen from outside: a text in, the speaker out."""

from __future__ import annotations

import pytest
from tests.reading.test_cast import said, speech_of

BLINKEN = (
    "Kremlin spokesman Dmitry Peskov said on Monday that such reports were not always true.\n\n"
    "Antony Blinken, the U.S. secretary of state, arrived in London. The two sides met for an hour. "
)


@pytest.mark.parametrize(
    ("text", "words", "class_", "country"),
    [
        (BLINKEN + "Russia had received missiles from Iran, he said.", "he", "government", "US"),
        (BLINKEN + "He said that Russia had received missiles from Iran.", "He", "government", "US"),
        (
            "Shin Won-sik, the national security adviser of South Korea, said that troops had arrived. "
            "Satellites were promised to Kim by Moscow, he said.",
            "he",
            "government",
            "KR",
        ),
        (
            "Tanks were sold to the Emirates by Western states, Amnesty said. The rights group studied photographs. "
            "Vehicles supplied by the United States were seen, it said, with militias.",
            "it",
            "ngo",
            "GB",
        ),
        (
            "US Central Command said on Monday that it had seized arms. The vessel was stopped on January 28, "
            "the statement said. Over 200 packages were found by Oman, it went on.",
            "it",
            "military",
            "US",
        ),
    ],
)
def test_the_nearest_who_spoke_is_meant(text: str, words: str, class_: str, country: str) -> None:
    found = said(text, words)
    assert (found.class_, found.country) == (class_, country)


def test_states_that_spoke_together_go_on_together() -> None:
    text = (
        "The foreign ministers of the US, South Korea and Japan issued a joint statement. "
        "Any arms transfer to the North would violate resolutions, the ministers recalled."
    )
    found = said(text, "the ministers")
    assert (found.class_, found.country) == ("government", None)


def test_a_service_is_known_again_by_its_noun() -> None:
    text = "The intelligence service NIS in Seoul briefed them. The North has sent howitzers, the same service said."
    found = said(text, "the same service")
    assert (found.class_, found.country) == ("intelligence", "KR")


def test_who_is_referred_to_speaks() -> None:
    text = "The Wall Street Journal, referring to Sudanese officials, wrote that Kiev had got weapons from Sudan."
    found = said(text, "Sudanese officials")
    assert (found.class_, found.country) == ("anonymous", "SD")


def test_who_heads_a_body_speaks_for_it() -> None:
    text = "Mick Ord, who heads BAE Systems as managing director, smiled. The ship is handed over, Ord said."
    found = said(text, "Ord")
    assert (found.class_, found.country) == ("company", "GB")


def test_an_abbreviation_does_not_part_which_from_its_body() -> None:
    text = (
        "The containers shipped from Rajin in the North to Vladivostok number about 2,000 by the reckoning of the "
        "South Korean Joint Chiefs of Staff (JCS), which told reporters that, besides shells, rifles may be included."
    )
    found = said(text, "which")
    assert (found.class_, found.country) == ("military", "KR")


def test_by_its_own_account_is_by_the_subject() -> None:
    text = "Iraq was at war with Iran. By its own account the United States was neutral and armed neither of the two."
    found = said(text, "its")
    assert (found.class_, found.country) == ("government", "US")


def test_the_group_is_the_one_that_spoke() -> None:
    text = (
        "Conflict Armament Research said that arms came from Iran. "
        "How the cartridges reached Islamic State is not known, the group noted."
    )
    found = said(text, "the group")
    assert (found.class_, found.country) == ("ngo", "GB")


def test_the_head_of_state_is_the_president() -> None:
    text = "The Czech President Petr Pavel came to Kyiv. Shells will reach Ukraine in July, the head of state said."
    found = said(text, "the head of state")
    assert (found.class_, found.country) == ("government", "CZ")


def first_persons(text: str, publisher: str) -> list[tuple[str, str | None]]:
    """Class and country of whoever says "we" outside quotation marks."""
    found = [one.source for one in speech_of(text, publisher).voices if one.first_person and one.source is not None]
    return [(one.class_, one.country) for one in found]


def test_we_in_a_bodys_own_statement_is_the_body() -> None:
    text = (
        "The Prime Minister spoke after the Kremlin's spokesman said that Russia would go on.\n\n"
        "We have warned Iran that any transfer of missiles to Russia will be met with sanctions."
    )
    assert first_persons(text, "Downing Street") == [("government", "GB")]


def test_we_in_a_briefing_is_who_has_the_floor() -> None:
    text = (
        "MR MILLER: Good afternoon, everyone.\n\nQUESTION: The Kremlin said today that the reports are not true. "
        "Peskov said it again.\n\nMR MILLER: We have warned Iran that any transfer of missiles to Russia would be "
        "met with sanctions.\n\nQUESTION: Thank you."
    )
    assert first_persons(text, "US Department of State") == [("government", "US")]


def test_who_asks_in_a_briefing_is_of_the_media() -> None:
    text = (
        "MR MILLER: Good afternoon.\n\nQUESTION: You have supplied rifles to Iraq.\n\nMR MILLER: We have.\n\n"
        "QUESTION: Rifles went to Iraq for a year."
    )
    found = said(text, "QUESTION")
    assert (found.class_, found.country) == ("media", None)


def test_the_diplomat_is_who_was_named() -> None:
    text = "Sudan's ambassador, Mohammed Sirraj, said that he had seen it. Kiev sent troops, the diplomat said."
    found = said(text, "the diplomat")
    assert (found.class_, found.country) == ("government", "SD")


def test_an_official_who_is_not_named_stays_so() -> None:
    text = "An official said tanks had come. Peskov, the Kremlin's spokesman, denied it. They came, the official said"
    assert said(text, "the official").class_ == "anonymous"
