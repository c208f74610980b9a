"""Interviews without labels: who answers speaks, and whoever asks does not."""

from __future__ import annotations

from functools import lru_cache

from weighbridge.model import Document, Source
from weighbridge.reading.reader import Reader

TEXT = """"They buy from everybody"

Marta Ghislandi follows the arms trade at the Cassini Institute in Milan. We spoke to her in her office.

Dr Ghislandi, what has Egypt bought in Russia?

In 2018 Egypt ordered two dozen Su-35 jets from Russia. I have seen the contract, and our archive has a copy.

Have any come?

Russia delivered 46 MiG-29 fighters to Egypt before that, as we know. Of the Su-35s I have seen none.

And from France?

France sold Egypt a frigate in 2015. I was in the yard on the day, and my colleagues took photographs.
"""


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _sources(text: str) -> list[Source]:
    return [one.source for one in _reader().read(Document("one", text, publisher="Mediterraneo Review")).statements]


def test_the_answers_are_hers() -> None:
    sources = _sources(TEXT)
    assert len(sources) >= 3
    assert {(one.class_, one.country, one.text) for one in sources} == {("ngo", "IT", "Marta Ghislandi")}


def test_who_was_something_is_a_person() -> None:
    told = TEXT.replace("follows the arms trade", "was the historian of the arms trade")
    classes = {one.class_ for one in _sources(told)}
    assert "person" in classes
    assert classes.isdisjoint(("ngo", "narrator"))


def test_an_explainer_with_questions_is_no_interview() -> None:
    told = TEXT.replace("We spoke to her in her office.", "This page answers some questions.")
    assert "narrator" in {one.class_ for one in _sources(told)}


ASKING = """Rome speaks

Our reporter John Parker spoke to General Anna Rossi, the head of Italy's army, in Milan.

What did you send?

We sent two SAMP/T batteries to Ukraine. I signed the paper.

Did they arrive?

They did, we saw them. I know it.

And now?

Italy sold Egypt two frigates in 2020. We trained the crews.
"""


def test_whoever_is_spoken_to_answers_and_no_reporter() -> None:
    assert {one.text for one in _sources(ASKING)} == {"Anna Rossi"}


def test_a_column_that_begins_with_a_talk_is_no_interview() -> None:
    told = ASKING.replace("Our reporter John Parker", "Last week I")
    assert "Anna Rossi" not in {one.text for one in _sources(told)}


MINISTER = """"A radar is no threat"

Ion Rusnac has been Moldova's defence minister for eight months. He received us in his office.

Minister, what has Ukraine asked of you?

Ukraine asked for jets, and Ukraine got none. We have to think of our own sky.

And what has come?

Germany gave us 19 armoured vehicles last year. Poland sent us a dozen drones.

Who pays?

Mostly Brussels. We have a budget like a town's, and my colleagues know it.
"""


def test_us_is_the_state_of_whoever_answers() -> None:
    found = _reader().read(Document("one", MINISTER, publisher="Dniester Review", published="2024-05-17")).statements
    given = {one.supplier.code: one.recipient and one.recipient.code for one in found if one.supplier}
    assert given.items() >= {("DE", "MD"), ("PL", "MD")}


def test_our_separatists_are_not_our_state_and_a_quoted_us_is_another_s() -> None:
    said = 'Russia sent our separatists rifles in 1992. "Poland gave us 40 tanks," the Ukrainian president told me.'
    text = MINISTER.replace("Germany gave us 19 armoured vehicles last year. Poland sent us a dozen drones.", said)
    found = _reader().read(Document("one", text, publisher="Dniester Review", published="2024-05-17")).statements
    assert "MD" not in {one.recipient.code for one in found if one.recipient}
