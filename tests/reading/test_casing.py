"""Headlines in title case are read as the sentences that they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.mentions import finder
from weighbridge.reading.parsing.casing import in_title_case, sentence_case, small_words
from weighbridge.reading.reader import Reader, scenes_of

BODY = "The missiles were sent by rail, officials said. The rebels will march."


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        (
            "North Korea Rejects Claim It Sent Missiles to Russia by Rail",
            "North Korea rejects claim it sent missiles to Russia by rail",
        ),
        ("Germany Halts Delivery of Leopard Tanks to Turkey", "Germany halts delivery of Leopard Tanks to Turkey"),
        ("Iran Denied It Supplied Missiles and Sold Drones", "Iran denied it supplied missiles and sold Drones"),
        ("Iran Gave Rebels Tanks and Flew in Missiles", "Iran gave rebels Tanks and flew in missiles"),
        ("Tanks Were Withheld in March From Kyiv", "Tanks were withheld in March from Kyiv"),
        ("Minister Will Cook Says Tanks Were Sent to Kyiv", "Minister Will Cook says Tanks were sent to Kyiv"),
        ("Iran has sent missiles to Russia", "Iran has sent missiles to Russia"),
        ("Institute for Northern Affairs, Seoul, 16 May 2011", "Institute for Northern Affairs, Seoul, 16 May 2011"),
        ("IRAN SENDS BALLISTIC MISSILES TO RUSSIA", "IRAN SENDS BALLISTIC MISSILES TO RUSSIA"),
    ],
)
def test_words_of_a_headline_are_put_in_small_letters_and_names_are_not(headline: str, plain: str) -> None:
    small = small_words(BODY)
    assert sentence_case(headline, 0, finder().find(headline), small.__contains__) == plain


words = st.from_regex(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’]{3,9}(?:[ ,:–-]{1,2})?", fullmatch=True)


@given(st.lists(st.one_of(words, st.text(max_size=6)), min_size=4, max_size=12).map(" ".join), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_letter_keeps_its_place(text: str, known: bool) -> None:
    got = sentence_case(text, 0, [], lambda word: known)
    assert len(got) == len(text)
    assert got.lower() == text.lower()
    assert got == text or in_title_case(text)


def test_some_headlines_of_the_last_test_are_changed() -> None:
    assert sentence_case("Alpha Betas Gamma Delta", 0, [], lambda word: True) == "Alpha betas gamma delta"


def test_a_headline_in_title_case_gives_its_statement_with_its_own_words() -> None:
    headline = "Germany Halts Delivery of Tanks to Turkey"
    text = f"{headline}\n\nThe tanks had been ordered in 2020, the ministry in Berlin said."
    found = [one for one in Reader().read(Document("d", text, published="2024-05-01")).statements if not one.start]
    assert [(one.supplier and one.supplier.code, one.recipient and one.recipient.code) for one in found] == [
        ("DE", "TR")
    ]
    assert found[0].evidence == headline
    assert found[0].stage == "halted"
    scene = next(iter(scenes_of([Document("d", text)])))[0]
    assert scene.text == "Germany halts delivery of tanks to Turkey"
