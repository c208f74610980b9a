"""What the reader promises of measures: what counts as one, of which kind, by whom, against whom."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from weighbridge.lexicon.tables import FOLDER, LexiconError
from weighbridge.model import MEASURE_KINDS, Document, Measure
from weighbridge.reading.measures.lexicon import load_measures
from weighbridge.reading.measures.measures import may_hold_measure, measures_of
from weighbridge.reading.reader import scenes_of


@lru_cache(maxsize=256)
def _measures(text: str, publisher: str | None = None, published: str = "2024-05-01") -> tuple[Measure, ...]:
    document = Document("d", text, publisher=publisher, published=published)
    return measures_of(next(iter(scenes_of([document]))), document)


TAKEN = [
    ("The United States imposed sanctions on two Chinese companies.", "sanctions", "US", "CN"),
    ("The EU froze the assets of three Syrian generals.", "sanctions", "eu", "SY"),
    ("Britain blacklisted a Belarusian airline.", "sanctions", "GB", "BY"),
    ("The Council added four Russian firms to the EU sanctions list.", "sanctions", "eu", "RU"),
    ("The Security Council imposed an arms embargo on South Sudan in 2018.", "embargo", "un", "SS"),
    ("Canada banned the export of weapons to Saudi Arabia.", "embargo", "CA", "SA"),
    ("France has halted all arms sales to Israel.", "embargo", "FR", "IL"),
    ("UN experts said that the shipments broke the arms embargo on Libya.", "embargo", "un", "LY"),
    ("Such deliveries to North Korea violate Security Council resolutions.", "embargo", "un", "KP"),
    ("Britain revoked 30 export licences for Israel.", "export_control", "GB", "IL"),
    ("Sweden did not approve the sale of the jets to Turkey.", "export_control", "SE", "TR"),
    ("Japan requires a licence for exports of machine tools to China.", "export_control", "JP", "CN"),
    ("BIS put two Hong Kong firms on the Entity List.", "export_control", "US", "HK"),
    ("BIS published guidance for exporters of chips.", "guidance", "US", None),
    ("The US Navy seized 2,000 rifles from a dhow in the Gulf of Oman.", "seizure", "US", None),
    ("US Navy halts arms cargo sent from Iran for Houthis", "seizure", "US", "IR"),
    ("Turkey expelled ten Russian diplomats over the arms shipments.", "expulsion", "TR", "RU"),
    ("The government of Peru declared the attaché persona non grata.", "expulsion", "PE", None),
]


@pytest.mark.parametrize(("text", "kind", "imposer", "country"), TAKEN)
def test_taken(text: str, kind: str, imposer: str, country: str | None) -> None:
    (found,) = {(m.kind, m.imposer, m.target_country, m.stance) for m in _measures(text)}
    assert found == (kind, imposer, country, "asserts")


THREATENED = [
    ("The White House threatened sanctions against any country that buys the jets.", "sanctions", "US"),
    ("The Netherlands could ban the export of F-35 parts.", "export_control", "NL"),
    ("Berlin and Paris called for sanctions against Belarus.", "sanctions", None),
    ("The United States is considering sanctions on the bank.", "sanctions", "US"),
]


@pytest.mark.parametrize(("text", "kind", "imposer"), THREATENED)
def test_threatened(text: str, kind: str, imposer: str | None) -> None:
    assert {(m.kind, m.imposer, m.stance) for m in _measures(text)} == {(kind, imposer, "warns")}


NONE = [
    "Ukrainian air defences intercepted twelve missiles and 40 drones.",
    "Rebels seized three tanks from the army.",
    "The missile's guidance system came from Germany.",
    "Spain denied that it had suspended arms exports to Israel.",
    "Iran denied sending missiles to Russia.",
    "No embargo was imposed.",
    "Sanctions on Russia were lifted.",
    "The sanctions committee met on Tuesday.",
    "Will the minister argue for an arms embargo against Saudi Arabia?",
    "The manufacturer has stopped supplying spare parts.",
    "The helicopters are built under licence in India.",
    "India put the helicopters on its shopping list.",
    "The army seized power in 1973.",
    "Police seized heroin in Marseille.",
    "Russia has seized large amounts of Western equipment in the fighting.",
    "The ship was seized by Somali pirates.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_measure(text: str) -> None:
    assert _measures(text) == ()


def test_a_breach_in_the_conditional_leaves_the_embargo_in_force() -> None:
    (found,) = _measures("Any delivery to Iran would breach the embargo of the United Nations.", None, "2012-05-01")
    assert (found.kind, found.stance) == ("embargo", "asserts")


def test_two_who_impose_give_two_measures() -> None:
    found = _measures("Britain and the European Union imposed sanctions on three Iranian generals.")
    assert {m.imposer for m in found} == {"GB", "eu"}


def test_several_targets_give_several_measures() -> None:
    found = _measures("Washington sanctioned Safiran Airport Services and Shahed Aviation Industries.")
    assert [m.target for m in found] == ["Safiran Airport Services", "Shahed Aviation Industries"]


def test_a_pronoun_stands_for_the_state_that_acted() -> None:
    text = "Norway reviewed the case in May. It revoked the export licence for the engines."
    assert [m.imposer for m in _measures(text)] == ["NO"]


def test_a_release_without_a_subject_is_its_publishers() -> None:
    text = "Three traders are being designated for their role in the sanctions scheme."
    assert {m.imposer for m in _measures(text, "U.S. Department of the Treasury")} == {"US"}


@pytest.mark.parametrize("text", [row[0] for row in (*TAKEN, *THREATENED)])
def test_the_gate_lets_through_what_holds_a_measure(text: str) -> None:
    assert may_hold_measure(text)


def test_the_gate_holds_back_plain_sentences() -> None:
    assert not may_hold_measure("The jets flew over the capital on Sunday.")


def test_evidence_is_the_sentence_in_the_text() -> None:
    text = "It rained.  Britain revoked 30 export licences for Israel.\nNothing else happened."
    for measure in _measures(text):
        assert text[measure.start : measure.end] == measure.evidence
        assert measure.kind in MEASURE_KINDS
        json.dumps([measure.target, measure.imposer])


def test_the_lexicon_is_well_formed() -> None:
    lexicon = load_measures()
    assert lexicon.verbs
    assert lexicon.nouns
    assert lexicon.phrases


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('kind = "guidance"', 'kind = "advice"', "advice"),
        ('object = ["money"]', 'object = ["moneys"]', "moneys"),
        ("bare = true", "bear = true", "bear"),
    ],
)
def test_a_mistake_in_the_lexicon_is_named(tmp_path: Path, before: str, after: str, named: str) -> None:
    path = tmp_path / "measures.toml"
    source = (FOLDER / "measures.toml").read_text(encoding="utf-8")
    assert before in source
    path.write_text(source.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=named) as caught:
        load_measures(path)
    assert "measures.toml:" in str(caught.value)
