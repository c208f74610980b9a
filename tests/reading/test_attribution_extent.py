"""What the command promises of printed attributions: the outermost ones, sources in their whole extent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.attribution.extent import printed
from weighbridge.running import attributions_of


@dataclass(frozen=True)
class _Unparsed:
    index: int
    start: int
    end: int
    text: str
    paragraph: int
    parse: Any = None


def _sources(text: str, nested: bool = False) -> list[str]:
    [found] = attributions_of([Document(id="d", text=text)], nested=nested)
    return [" ".join(text[start:end] for start, end in one.source) for one in found]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“The ships have left port,” said Maria Lindholm, who leads the customs office in Turku.",
            "Maria Lindholm, who leads the customs office in Turku",
        ),
        (
            "Maria Lindholm, who leads the customs office in Turku, said that the ships had left port.",
            "Maria Lindholm, who leads the customs office in Turku",
        ),
        (
            "“The ships have left port,” said Jan Novak, a spokesman for the defence ministry.",
            "Jan Novak, a spokesman for the defence ministry",
        ),
        (
            "“We trained on the old guns,” said Army Capt. Peter Holm.",
            "Army Capt. Peter Holm",
        ),
        ("LISBON (AP) — Prime Minister Ana Costa said the shells had arrived.", "Prime Minister Ana Costa"),
        ("The minister was quick to point out that the shells had arrived.", "The minister"),
        ("A farmer in the valley, Ana Ruiz, said the convoy had passed at night.", "A farmer in the valley, Ana Ruiz"),
        (
            "“Imagine the two of them on one stage,” mused radio host Peter Holm.",
            "radio host Peter Holm",
        ),
        ("Beruff, a regional ally, called the new standards “strong”.", "Beruff, a regional ally"),
    ],
)
def test_a_source_has_its_whole_extent(text: str, source: str) -> None:
    assert source in _sources(text)


def test_a_clause_that_says_something_further_is_no_part_of_the_source() -> None:
    text = "“The ships have left port,” said Maria Lindholm, who conceded that more might follow."
    assert "Maria Lindholm" in _sources(text)


def test_what_is_said_inside_anothers_words_is_printed_only_on_demand() -> None:
    text = "The minister said that the envoy had denied the sale."
    assert _sources(text) == ["The minister"]
    assert _sources(text, nested=True) == ["The minister", "the envoy"]


def test_verbs_of_many_uses_attribute_only_clauses_and_speech() -> None:
    assert _sources("The ministry raised the price of the rifles.") == []
    assert _sources("The fund addressed a shortage of shells.") == []


def test_unparsed_sentences_and_no_attributions_are_no_mistake() -> None:
    sentence = _Unparsed(0, 0, 10, "Oslo said.", 0)
    one = Attribution(((0, 4),), ((5, 9),), ((5, 9),), "verb", "say", False, None, 0)
    assert printed([], [sentence]) == []
    assert [made.source for made in printed([one], [sentence])] == [((0, 4),)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["Oslo", "said", "that", ",", "who", "Capt.", "“", "”", "raised", "on Monday", "—", "(AP)", "its",
             "guns", ".", "\n", "according to", "'s"]
        ),
        max_size=25,
    ).map(" ".join)
)  # fmt: skip
@example("its (AP) its \n according to on Monday guns , who who Oslo according to , “")
def test_spans_lie_in_the_text_and_default_is_part_of_nested(text: str) -> None:
    document = Document(id="d", text=text)
    [outer] = attributions_of([document])
    [every] = attributions_of([document], nested=True)
    assert all(one in every for one in outer)
    for one in every:
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Minister Ana Ruiz said in a statement that the last batteries had arrived.",
            "that the last batteries had arrived",
        ),
        (
            "Minister Ana Ruiz said in ‘08 that the new guns threw old plans into doubt.",
            "that the new guns threw old plans into doubt",
        ),
        ("“They made the donation themselves,” Peter Holm wrote of the gift.", "“They made the donation themselves,”"),
        ("The mayor expressed doubts about the new contract.", "doubts about the new contract"),
    ],
)
def test_the_content_is_what_was_said(text: str, content: str) -> None:
    [found] = attributions_of([Document(id="d", text=text)])
    assert content.strip("“,”") in [text[a:b].strip("“,”") for one in found for a, b in one.content]


def test_what_stands_in_speech_without_a_speaker_is_not_printed() -> None:
    text = "“He said that the shells had arrived, and nobody believed him at all.”"
    assert _sources(text) == []
