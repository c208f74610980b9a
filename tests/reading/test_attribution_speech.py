"""Attribution across sentences and levels: speech that runs on, quotations, negated cues, plain narration."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.attributed import parsed_sentences, read, words_of

from weighbridge.reading.attribution.attributions import attributions, outermost
from weighbridge.reading.attribution.words import cue_stance

SPEECH = [
    (
        '"We have not sent weapons," the minister told Reuters. "The claims are false. Nobody has proof."',
        "the minister",
        ['"We have not sent weapons,"', '"The claims are false. Nobody has proof."'],
    ),
    (
        "“We have to help,” he said, “and to do it soon.”",
        "he",
        ["“We have to help,”", "“and to do it soon.”"],
    ),
    (
        "'The missiles are ours,' said a senior officer. 'We bought them.'",
        "a senior officer",
        ["'The missiles are ours,'", "'We bought them.'"],
    ),
    (
        '"Two hundred missiles," said the officer, who asked not to be named, "were delivered in May."',
        "the officer",
        ['"Two hundred missiles,"', '"were delivered in May."'],
    ),
    (
        "Scholz spoke in Berlin.\n\n“It is our duty to send tanks.\n\n“We owe it to Ukraine,” he added.",
        "he",
        ["“It is our duty to send tanks", "“We owe it to Ukraine,”"],
    ),
    (
        "The general said: “They came in May. They left in June.”",
        "The general",
        ["“They came in May. They left in June.”"],
    ),
]


@pytest.mark.parametrize(("text", "source", "parts"), SPEECH)
def test_speech_that_runs_on_belongs_to_its_speaker(text: str, source: str, parts: list[str]) -> None:
    held = [one for one in outermost(read(text)) if words_of(text, one.source) == source]
    assert parts in [[text[start:end] for start, end in one.content] for one in held]


def test_speech_runs_through_sentences_that_were_not_parsed() -> None:
    text = "“We sent nothing. Not a single rifle. Ask them,” the minister said."
    sentences = parsed_sentences(text)
    blind = [replace(one, parse=None) for one in sentences[:-1]] + sentences[-1:]
    assert len(sentences) == 3
    assert [text[slice(*one.content[0])] for one in attributions(blind)] == [
        "“We sent nothing. Not a single rifle. Ask them,”"
    ]


def test_one_attribution_inside_another_gives_both_with_their_level() -> None:
    text = "A US official said Kyiv believes that North Korea sent troops."
    found = {one.cue_lemma: one for one in read(text)}
    assert (found["say"].level, found["believe"].level) == (0, 1)
    assert words_of(text, found["believe"].content) == "that North Korea sent troops"
    assert words_of(text, found["say"].content) == "Kyiv believes that North Korea sent troops"


def test_an_attribution_inside_direct_speech_is_marked() -> None:
    text = '"Iran has denied sending missiles," Kirby said.'
    found = {one.cue_lemma: one for one in read(text)}
    assert found["deny"].in_speech
    assert found["deny"].level == 1
    assert not found["say"].in_speech
    assert words_of(text, found["deny"].source) == "Iran"


def test_the_speakers_own_i_is_no_second_source() -> None:
    assert [one.cue_lemma for one in read("“I think that they sold the jets,” the minister said.")] == ["say"]


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "modal"),
    [
        ("The spokesman would not say how many tanks were sent.", "say", True, "would"),
        ("Nobody said that the jets were sold.", "say", True, None),
        ("He could not confirm the report.", "confirm", True, "could"),
        ("The panel found no evidence of deliveries.", "evidence", True, None),
        ("Officials said that the jets were sold.", "say", False, None),
    ],
)
def test_negated_and_modal_cues_are_told(text: str, lemma: str, negated: bool, modal: str | None) -> None:
    one = next(one for one in read(text) if one.cue_lemma == lemma)
    assert (one.negated, one.modal) == (negated, modal)


def test_a_relative_pronoun_has_its_antecedent() -> None:
    text = "Officials, who said that the jets were sold, left."
    one = next(one for one in read(text) if one.cue_lemma == "say")
    assert words_of(text, one.antecedent) == "Officials"


@pytest.mark.parametrize(
    "text",
    [
        "The frigate left the port on Monday.",
        "Update: The frigate left the port on Monday.",
        "The “Fateh” missiles were delivered in May.",
        "",
    ],
)
def test_plain_narration_attributes_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [
        ("say", "asserts"),
        ("confirm", "confirms"),
        ("deny", "denies"),
        ("decline", "declines"),
        ("warn", "warns"),
        ("denial", "denies"),
        ("claim", "asserts"),
        ("zzz", None),
    ],
)
def test_a_cue_tells_its_stance(lemma: str, stance: str | None) -> None:
    assert cue_stance(lemma) == stance


WORDS = """said|“|”|"|'|’|''|,|.|?|:| - |Iran|the minister|that|according to|he|missiles|were sent|denied|who
|as|and added|(|)|…|É|😀|told|reportedly|the claim|by|quoted as saying|citing|neither|confirm|nor|not to"""
PIECES = st.sampled_from([*WORDS.split("|"), "\n", "\n\n"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join), st.booleans())
def test_no_text_breaks_it_and_all_spans_lie_inside(text: str, parsed: bool) -> None:
    sentences = parsed_sentences(text, parsed)
    found = attributions(sentences)
    for one in found:
        assert one.content
        for start, end in (*one.source, *one.cue, *one.content, *one.antecedent):
            assert 0 <= start < end <= len(text)
        assert list(one.content) == sorted(one.content)
        assert 0 <= one.sentence < len(sentences)
    assert found == attributions(sentences)
