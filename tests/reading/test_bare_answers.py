"""A sentence that only denies what was said, or will not say, is a statement on what the sentence before states."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.model import Document, Statement
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.answered import declines_what_was_said, denies_what_was_said
from weighbridge.reading.reader import Reader


def _read(reader: Reader, text: str) -> tuple[Statement, ...]:
    return reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements


def _tree(text: str) -> Tree:
    return tree_of(next(iter(parse([text]))))


TOLD = (
    ("Sudan sent rebels in Chad ammunition in May, a Chadian officer said.", "Khartoum denied it.", "denies"),
    (
        "Hezbollah instructors have trained Houthi crews in Saada, an officer said.",
        "The group calls it a lie.",
        "denies",
    ),
    ("Rwanda has sent M23 mortars, the Congolese army said.", "Kigali rejects the charge.", "denies"),
    ("China sold the Emirates drones in March, a paper wrote.", "Beijing would not comment.", "declines"),
    (
        "Germany delivered 20 tanks to Chile, a newspaper reported.",
        "The ministry in Berlin declined to comment.",
        "declines",
    ),
    ("Iran sent Russia missiles, Washington says.", "Tehran says that is false.", "denies"),
    ("North Korea shipped Cambodia rockets, a Bangkok daily wrote.", '"A fairy tale," says the ambassador.', "denies"),
    ("Bulgaria sold the FARC missiles, a panel found.", "Sofia has no knowledge of such an approach.", "declines"),
    ("Zaire sold UNITA mines, a deserter said.", "The account could not be verified by the Commission.", "declines"),
)


@pytest.mark.parametrize(("told", "answer", "stance"), TOLD)
def test_an_answer_is_of_what_the_sentence_before_states(reader: Reader, told: str, answer: str, stance: str) -> None:
    told_of, *answered = _read(reader, f"{told} {answer}")
    assert [one.stance for one in answered] == [stance]
    assert (answered[0].supplier, answered[0].recipient) != (None, None)
    pair = told_of.supplier and told_of.supplier.code, told_of.recipient and told_of.recipient.code
    assert pair == (
        answered[0].supplier and answered[0].supplier.code,
        answered[0].recipient and answered[0].recipient.code,
    )


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Khartoum denied it.", True),
        ("The Lebanese movement calls this an invention.", True),
        ("Tehran has rejected the charge.", True),
        ("Khartoum denied that it had sent tanks to Chad.", False),
        ("Khartoum confirmed it.", False),
        ("Khartoum did not deny it.", False),
        ("Hanoi says that is false.", True),
        ("That is not correct.", True),
        ("This is false, the minister said.", True),
        ("The Defence Ministry says the paper is a forgery.", True),
        ('The embassy called the accusation against the general "a fabrication".', True),
        ('"Another fairy tale," he told RIA.', True),
        ("Never mind, said the ministry.", False),
        ('"A good day," says the minister.', False),
        ("Hanoi says that the budget is a mess.", False),
        ("That is not a tank.", False),
    ],
)
def test_only_a_denial_without_goods_of_its_own_takes_up_another(text: str, denies: bool) -> None:
    assert denies_what_was_said(_tree(text)) is denies


@pytest.mark.parametrize(
    ("text", "declines"),
    [
        ("The White House does not comment.", True),
        ("Minsk would neither confirm nor deny this.", True),
        ("He would not say where the launchers will be based.", False),
        ("The ministry would not say what the jets cost.", False),
        ("The government will comment in due course.", False),
    ],
)
def test_who_will_not_say_where_or_when_takes_the_rest_for_granted(text: str, declines: bool) -> None:
    assert declines_what_was_said(_tree(text)) is declines


OTHER_THINGS = (
    "Santiago would not give Bolivia access to the sea.",
    "The paper said the minister took bribes. The minister denied it.",
    "The minister denied the bribery charge.",
    "The minister would not comment on the election.",
    "Berlin will not discuss the budget.",
)


@pytest.mark.parametrize("text", OTHER_THINGS)
def test_what_is_denied_or_kept_back_of_other_things_is_no_answer(reader: Reader, text: str) -> None:
    found = _read(reader, f"Germany delivered 20 tanks to Chile in March. {text}")
    assert {(one.stage, one.stance) for one in found} == {("delivered", "asserts")}


def test_an_answer_is_stated_once(reader: Reader) -> None:
    found = _read(reader, "Iran sends Yemen no missiles, a spokesman said. He would not comment on drones.")
    assert [one.stance for one in found] == ["denies", "declines"]


def test_an_answer_to_nothing_is_none(reader: Reader) -> None:
    assert _read(reader, "The opposition accused the minister of fraud. The minister denied it.") == ()


def test_what_somebody_asks_takes_up_nothing(reader: Reader) -> None:
    text = """Press briefing

QUESTION: How many missiles has Iran given Russia?

PRESS SECRETARY: Iran has given Russia some 200 missiles.

QUESTION: Last week your colleagues would not say any of this. What has changed?

PRESS SECRETARY: I will not speak about intelligence.

QUESTION: And launchers?
"""
    assert not [one for one in _read(reader, text) if "colleagues" in one.evidence]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            'A German weekly wrote that Rwanda had armed the M23 with rifles.\nKigali called the report "a novel".',
            ("RW", "m23", "delivered", "denies"),
        ),
        (
            "Zimbabwe is discussing the purchase of MiG-29s with Moscow, diplomats say.\n"
            "Harare described the report as a product of the silly season.",
            ("RU", "ZW", "negotiating", "denies"),
        ),
        (
            'A diplomat said that Iran had sent Sudan drones.\nTehran\'s embassy is "not aware" of any such cargo.',
            ("IR", "SD", "delivered", "declines"),
        ),
        (
            "Hezbollah has sent the Houthis instructors, a Saudi paper says.\nThe Lebanese movement calls it a lie.",
            ("hezbollah", "houthis", "delivered", "denies"),
        ),
        (
            "MARK: Pakistan still hopes to sell Argentina a dozen JF-17s. Have you been approached?\n"
            "ECHAGUE: I have no knowledge of such an offer.",
            ("PK", "AR", "negotiating", "declines"),
        ),
    ],
)
def test_answers_in_other_words(reader: Reader, text: str, answer: Row) -> None:
    assert answer in stated(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        'UN experts called "credible" the reports that planes from the Emirates had brought the RSF weapons.',
        "Iran sent Sudan drones, rebels say.\nWashington called the report credible.",
        "Iran sent Sudan drones, Amnesty says.\nThe minister described the report as an important warning.",
    ],
)
def test_who_believes_a_report_denies_nothing(reader: Reader, text: str) -> None:
    assert {stance for (stance,) in stated(reader, text, "stance")} == {"asserts"}


@pytest.mark.parametrize(
    "text",
    [
        "Zimbabwe bought rifles from China, the Herald reported.\nBritain called the report a matter of great concern.",
        "The UN panel found that Uganda sent troops to Congo.\nKinshasa described the report as a victory for truth.",
        "Belarus delivered tanks to Togo, a paper wrote. Was the man beaten? The police rejected the accusation.",
        "Congress was not notified of the weapons that the United States sent to Israel in January.",
        "Nobody was aware of the risk when the United States sold jets to Iran.",
    ],
)
def test_what_is_no_answer_to_it_is_none(reader: Reader, text: str) -> None:
    assert {"denies", "declines"}.isdisjoint(stance for (stance,) in stated(reader, text, "stance"))


@pytest.mark.parametrize(
    "words", ["anything but accurate", "far from credible", "a joke that only a child finds credible"]
)
def test_a_word_of_belief_that_is_turned_round_is_none(reader: Reader, words: str) -> None:
    text = f"Belgrade sold shells to Kyiv, Moscow says.\nSerbia called the report {words}."
    assert ("government", "RS", "asserts") not in stated(reader, text, "class country stance")


def test_who_answers_speaks_of_his_own(reader: Reader) -> None:
    text = "Belarus delivered tanks to Togo. Iran delivered drones to Mali. Minsk denied the report."
    assert [one for one in stated(reader, text) if one[3] == "denies"] == [("BY", "TG", "delivered", "denies")]


def test_an_answer_on_training_names_what_it_answers(reader: Reader) -> None:
    text = "Turkey has trained Libyan crews since May, a paper said. The Turkish embassy called that a fairy tale."
    denial = next(one for one in _read(reader, text) if one.stance == "denies")
    assert denial.item is not None
    assert denial.item.text == "trained"
