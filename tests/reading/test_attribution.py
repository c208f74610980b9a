"""What the reader promises of attribution: who says what, in which words, form by form."""

from __future__ import annotations

import pytest
from tests.reading.attributed import read, words_of


def _triples(text: str) -> list[tuple[str, str, str]]:
    return [(words_of(text, one.source), one.cue_lemma, words_of(text, one.content)) for one in read(text)]


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
