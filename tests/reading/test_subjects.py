"""Verbs get the subject or the clause that the parser hung on another word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.subjects import regular
from weighbridge.reading.reader import Reader

SPEAKERS = (
    (
        "On the quarterly call the chief executive of Sweden's Saab told analysts that Thailand's third batch of "
        "Gripen fighters will be delivered on schedule.",
        "company",
        "SE",
    ),
    (
        "In Bogotá the civilian intelligence service, the DNI, assesses that the ELN got its mines from Venezuela.",
        "intelligence",
        "CO",
    ),
    (
        "Mr. Khrushchev has assured the Indonesian mission that a Soviet cruiser will be handed to it.",
        "government",
        "RU",
    ),
    (
        "The Angara is on her way to Vostochny with North Korean shells for Russia, an institute in Washington that "
        "tracks her transponder wrote on Tuesday.",
        "ngo",
        "US",
    ),
    (
        '"The last of the Fuchs armoured carriers," the German project officer, Colonel Beatrix Haas, said, "was '
        'handed to Slovenia on the third."',
        "military",
        "DE",
    ),
    ("Rwanda has sold mortars to Burundi, wrote the newspaper Le Potentiel.", "media", None),
)


@pytest.mark.parametrize(("text", "class_", "country"), SPEAKERS)
def test_who_says_so_is_found(text: str, class_: str, country: str | None) -> None:
    source = Reader().read(Document("one", text)).statements[0].source
    assert (source.class_, source.country) == (class_, country or source.country)


WHO_SAYS = (
    ("A freighter with parts for the jets is about to sail, a shipping agent there told reporters.", "told", "agent"),
    ("Tanks were landed at Assab, claimed a communiqué which the rebels issued in Beirut.", "claimed", "communiqué"),
    ("In Washington a Pentagon spokesman, asked about them, said that he could not confirm it.", "said", "spokesman"),
    ("A witness whose face was hidden from the gallery testified that Croatia sent mines.", "testified", "witness"),
    ("A first lot is already in the kingdom, its chairman, Doug Marlow, disclosed.", "disclosed", "chairman"),
    ("The package may also contain fighters, the air marshal, Amir Masood, said.", "said", "marshal"),
    ("In Harare Colonel Tshinga Dube, who heads the firm, insisted that they had gone.", "insisted", "Dube"),
    ("In Kinshasa, Lambert Mende, who speaks for the government, said it expected jets.", "said", "Mende"),
    ('"We will continue to disrupt this trade," said Under Secretary John Hurley.', "said", "Hurley"),
    ("From 2009 to 2018 Gerrit Mathebula ran the office for permits.", "ran", "Mathebula"),
    ("Suriname has received two helicopters, the minister, Lamure Latour, told parliament.", "told", "minister"),
)


@pytest.mark.parametrize(("text", "verb", "subject"), WHO_SAYS)
def test_a_verb_has_its_subject(text: str, verb: str, subject: str) -> None:
    doc = next(parse([text]))
    said = next(token for token in doc if token.text == verb)
    assert [kid.text for kid in said.children if kid.dep_ == "nsubj"] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "The battery which Yerevan says was sent is, according to Islamabad, an invention.",
        "The shells are, in the words of its president, an invention.",
        "The battery is, its foreign office says, an invention.",
    ],
)
def test_what_it_is_stands_behind_who_says_so(text: str) -> None:
    doc = next(parse([text]))
    verb = next(token for token in doc if token.text in ("is", "are"))
    assert [kid.text for kid in verb.children if kid.dep_ == "attr"] == ["invention"]


def test_another_name_of_somebody_is_not_what_it_is() -> None:
    doc = next(parse(["The minister was, with Bob Smith, the chairman, at the fair."]))
    assert not [token.text for token in doc if token.dep_ == "attr"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            'the army , of Chad told reporters that said a witness in whose face jets were sold " claimed on Friday '
            "which an agent wrote and to it was".split()
        ),
        max_size=25,
    )
)
def test_whatever_stands_there_no_word_hangs_on_itself(words: list[str]) -> None:
    for doc in parse([" ".join(words)]):
        for token in doc:
            assert len(list(token.ancestors)) < max(1, len(doc))


def test_a_form_is_led_back_to_its_verb() -> None:
    assert "claim" in regular("claimed")
    assert "admit" in regular("admitted")
    assert "deny" in regular("denies")
