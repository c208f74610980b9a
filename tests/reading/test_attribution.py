"""What the reader promises of attribution: who says what, in which words, form by form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.reading.attribution.attributions import Attribution, attributions, outermost
from weighbridge.reading.attribution.words import cue_stance
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.sentences import sentences_of


@dataclass(frozen=True)
class _Sentence:
    index: int
    start: int
    end: int
    text: str
    paragraph: int
    parse: Any


def _sentences(text: str, parsed: bool = True) -> list[_Sentence]:
    found = sentences_of(text)
    docs: list[Any] = list(parse([text[one.start : one.end] for one in found])) if parsed else [None] * len(found)
    return [
        _Sentence(one.index, one.start, one.end, text[one.start : one.end], one.paragraph, doc)
        for one, doc in zip(found, docs, strict=True)
    ]


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[Attribution, ...]:
    return tuple(attributions(_sentences(text)))


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " | ".join(text[start:end] for start, end in spans)


def _triples(text: str) -> list[tuple[str, str, str]]:
    return [(_words(text, one.source), one.cue_lemma, _words(text, one.content)) for one in _read(text)]


FORMS = [
    # a verb and its clause
    ("Officials said that Iran had sent missiles.", "Officials", "say", "that Iran had sent missiles"),
    (
        "State media reported on Monday that the frigate had arrived.",
        "State media",
        "report",
        "that the frigate had arrived",
    ),
    (
        "The Pentagon said on Thursday it had approved a sale of F-16s.",
        "The Pentagon",
        "say",
        "it had approved a sale of F-16s",
    ),
    (
        "The minister told Reuters that the jets had arrived.",
        "The minister",
        "tell",
        "that the jets had arrived",
    ),
    (
        "Western officials have warned that any transfer would be an escalation.",
        "Western officials",
        "warn",
        "that any transfer would be an escalation",
    ),
    # after, between, inverted
    ("Iran sent drones to Russia, officials said.", "officials", "say", "Iran sent drones to Russia"),
    (
        "Serbia has not sold arms to either side, insists President Vucic.",
        "President Vucic",
        "insist",
        "Serbia has not sold arms to either side",
    ),
    (
        "At times last year, people close to the president said, the rifles reached the rebels.",
        "people close to the president",
        "say",
        "At times last year | the rifles reached the rebels",
    ),
    (
        "“We will supply the tanks,” said John Kirby, a spokesman.",
        "John Kirby, a spokesman",
        "say",
        "“We will supply the tanks,”",
    ),
    (
        "North Korea has supplied shells to Russia, South Korean and US officials say.",
        "South Korean and US officials",
        "say",
        "North Korea has supplied shells to Russia",
    ),
    (
        "India will buy the jets, as the minister put it last week.",
        "the minister",
        "put",
        "India will buy the jets",
    ),
    # without a verb of saying
    (
        "According to two officials, Iran has sent missiles to Russia.",
        "two officials",
        "according to",
        "Iran has sent missiles to Russia",
    ),
    (
        "Iran has sent missiles, according to the Pentagon, which cited satellite images.",
        "the Pentagon",
        "according to",
        "Iran has sent missiles",
    ),
    (
        "In Kirby's words, the transfer is a dramatic escalation.",
        "Kirby's",
        "words",
        "the transfer is a dramatic escalation",
    ),
    (
        "CNN reported, citing unnamed sources, that Iran sent missiles.",
        "unnamed sources",
        "cite",
        "that Iran sent missiles",
    ),
    (
        "CNN reported, citing unnamed sources, that Iran sent missiles.",
        "CNN",
        "report",
        "that Iran sent missiles",
    ),
    # passives
    (
        "The minister was quoted as saying that the jets had arrived.",
        "The minister",
        "say",
        "that the jets had arrived",
    ),
    ("It was reported that Libya had received tanks.", "", "report", "that Libya had received tanks"),
    ("North Korea is said to have shipped shells.", "", "say", "North Korea | to have shipped shells"),
    (
        "The claim by Washington that China supplied chips was rejected by Beijing.",
        "Beijing",
        "reject",
        "The claim by Washington that China supplied chips",
    ),
    # nouns, adverbs, adjectives
    (
        "The claim by Washington that China supplied chips was rejected by Beijing.",
        "Washington",
        "claim",
        "that China supplied chips",
    ),
    ("The panel found no evidence of deliveries.", "The panel", "evidence", "deliveries"),
    (
        "Egypt reportedly bought the jets from France.",
        "",
        "reportedly",
        "Egypt | bought the jets from France",
    ),
    ("The alleged shipment of rifles reached Aden.", "", "alleged", "shipment of rifles"),
    # not a clause
    (
        "The Kremlin denied supplying missiles to the rebels.",
        "The Kremlin",
        "deny",
        "supplying missiles to the rebels",
    ),
    (
        "The White House accused Pyongyang of supplying Russia with shells.",
        "The White House",
        "accuse",
        "Pyongyang of supplying Russia with shells",
    ),
    ("Moscow called the sale “normal”.", "Moscow", "call", "the sale “normal”"),
    ("Kyiv asked for Patriot systems.", "Kyiv", "ask", "Patriot systems"),
    ("Kyiv called on Berlin to send Taurus missiles.", "Kyiv", "call_on", "Berlin to send Taurus missiles"),
    ("The envoy warned Iran not to send missiles.", "The envoy", "warn", "Iran not to send missiles"),
    (
        "The ministry declined to say whether the tanks had been delivered.",
        "The ministry",
        "decline",
        "whether the tanks had been delivered",
    ),
    (
        "Turkey would neither confirm nor deny that it sold the drones.",
        "Turkey",
        "decline",
        "that it sold the drones",
    ),
    # two in a row, pronouns
    ("He said the talks were over and added that no jets would be sold.", "He", "say", "the talks were over"),
    (
        "He said the talks were over and added that no jets would be sold.",
        "He",
        "add",
        "that no jets would be sold",
    ),
    # headlines
    ("US: Iran gave Houthis missiles", "US", ":", "Iran gave Houthis missiles"),
    ("14:05 Blinken: Russia has the missiles", "Blinken", ":", "Russia has the missiles"),
    ("09.30 – Kremlin: Iran sent nothing", "Kremlin", ":", "Iran sent nothing"),
    ("Report: Sudan received Chinese drones", "Report", ":", "Sudan received Chinese drones"),
    ("Iran sent missiles to Russia - minister", "minister", "-", "Iran sent missiles to Russia"),
    ("“No such deal exists”: Kremlin", "Kremlin", ":", "“No such deal exists”"),
    ("Iran sent missiles to Russia, says US", "US", "say", "Iran sent missiles to Russia"),
    (
        "The jets, the minister told parliament, had been paid for.",
        "the minister",
        "tell",
        "The jets | had been paid for",
    ),
    (
        "Two frigates, adds the report, reached Benghazi in 1998.",
        "the report",
        "add",
        "Two frigates | reached Benghazi in 1998",
    ),
    ("“Baseless”, says his minister.", "his minister", "say", "“Baseless”"),
    # what the parser stumbles over
    (
        "The Kremlin, asked about the missiles, said that Iran was a partner.",
        "The Kremlin, asked about the missiles",
        "say",
        "that Iran was a partner",
    ),
    (
        "On Jan. 4 John Kirby, a spokesman, told reporters in Washington that Pyongyang had sent launchers.",
        "John Kirby, a spokesman",
        "tell",
        "that Pyongyang had sent launchers",
    ),
    ("It sold drones to three states, customs data show.", "customs data", "show", "It sold drones to three states"),
    (
        "The transfers of weapons go on, the Journal reported a senior official as saying.",
        "a senior official",
        "say",
        "The transfers of weapons go on",
    ),
    (
        "Moscow took the battery home, judging by satellite pictures of a firm.",
        "satellite pictures of a firm",
        "judging",
        "Moscow took the battery home",
    ),
    (
        "The Abrams will go up in flames like all the others, is the word from Moscow.",
        "Moscow",
        "word",
        "The Abrams will go up in flames like all the others",
    ),
    (
        "From Moscow came the warning that a delivery would make Germany a party of war.",
        "Moscow",
        "warning",
        "that a delivery would make Germany a party of war",
    ),
    ("The drones came by sea, said the agency, which quoted two men.", "two men", "quote", "The drones came by sea"),
    # a place that holds it, a nation's account, what is made public
    (
        "In Moscow it was denied that Iran had supplied missiles.",
        "Moscow",
        "deny",
        "that Iran had supplied missiles",
    ),
    (
        "By American estimates North Korea has sent a million shells to Russia.",
        "American",
        "estimates",
        "North Korea has sent a million shells to Russia",
    ),
    (
        "The delivery of missiles was made public by the Pentagon on Friday.",
        "the Pentagon",
        "make_public",
        "The delivery of missiles",
    ),
    (
        "Hwang likened it to a bluff; the envoy, Ivan Petrov, said he could confirm the deal.",
        "the envoy, Ivan Petrov",
        "say",
        "he could confirm the deal",
    ),
]


@pytest.mark.parametrize(
    "text",
    [
        "Iran has not sent missiles to Russia, the opposite of Western claims.",
        "A Chinese-made tank was seen in Chad.",
        "The tanks are expected in Poland.",
        "Germany sells jets - a new team",
        "By Tuesday estimates had risen to 40 tanks.",
    ],
)
def test_what_looks_like_a_source_and_is_none(text: str) -> None:
    assert all(not source for source, _, _ in _triples(text))


@pytest.mark.parametrize(("text", "source", "lemma", "content"), FORMS)
def test_a_form_gives_its_source_cue_and_content(text: str, source: str, lemma: str, content: str) -> None:
    assert (source, lemma, content) in _triples(text)


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
    held = [one for one in outermost(_read(text)) if _words(text, one.source) == source]
    assert parts in [[text[start:end] for start, end in one.content] for one in held]


def test_speech_runs_through_sentences_that_were_not_parsed() -> None:
    text = "“We sent nothing. Not a single rifle. Ask them,” the minister said."
    sentences = _sentences(text)
    blind = [replace(one, parse=None) for one in sentences[:-1]] + sentences[-1:]
    assert len(sentences) == 3
    assert [text[slice(*one.content[0])] for one in attributions(blind)] == [
        "“We sent nothing. Not a single rifle. Ask them,”"
    ]


def test_one_attribution_inside_another_gives_both_with_their_level() -> None:
    text = "A US official said Kyiv believes that North Korea sent troops."
    found = {one.cue_lemma: one for one in _read(text)}
    assert (found["say"].level, found["believe"].level) == (0, 1)
    assert _words(text, found["believe"].content) == "that North Korea sent troops"
    assert _words(text, found["say"].content) == "Kyiv believes that North Korea sent troops"


def test_an_attribution_inside_direct_speech_is_marked() -> None:
    text = '"Iran has denied sending missiles," Kirby said.'
    found = {one.cue_lemma: one for one in _read(text)}
    assert found["deny"].in_speech
    assert found["deny"].level == 1
    assert not found["say"].in_speech
    assert _words(text, found["deny"].source) == "Iran"


def test_the_speakers_own_i_is_no_second_source() -> None:
    assert [one.cue_lemma for one in _read("“I think that they sold the jets,” the minister said.")] == ["say"]


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
    one = next(one for one in _read(text) if one.cue_lemma == lemma)
    assert (one.negated, one.modal) == (negated, modal)


def test_a_relative_pronoun_has_its_antecedent() -> None:
    text = "Officials, who said that the jets were sold, left."
    one = next(one for one in _read(text) if one.cue_lemma == "say")
    assert _words(text, one.antecedent) == "Officials"


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
    assert _read(text) == ()


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
    sentences = _sentences(text, parsed)
    found = attributions(sentences)
    for one in found:
        assert one.content
        for start, end in (*one.source, *one.cue, *one.content, *one.antecedent):
            assert 0 <= start < end <= len(text)
        assert list(one.content) == sorted(one.content)
        assert 0 <= one.sentence < len(sentences)
    assert found == attributions(sentences)
