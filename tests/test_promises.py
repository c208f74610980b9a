"""What the program promises of every reading, whatever the text (docs/architecture.md, "What always holds")."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import weighbridge
from weighbridge.evaluation import gold
from weighbridge.lexicon import load
from weighbridge.model import (
    CERTAINTIES,
    ITEM_CLASSES,
    MEASURE_KINDS,
    SOURCE_CLASSES,
    STAGES,
    STANCES,
    Document,
    Source,
    Statement,
    as_json,
)
from weighbridge.reading.reader import Reader, Reading

CORPUS = Path(__file__).parents[1] / "corpus"

CODES = frozenset(entry.code for entry in load().words.values() if entry.code)


ADJECTIVES = frozenset(word.lower().replace(" ", "-") for word, one in load().words.items() if one.kind == "adjective")
BANDS = ("rebels", "insurgents", "militants", "militias", "separatists", "guerrillas", "gangs", "cartels")


def whose(code: str | None) -> bool:
    """A code of the lexicon: two capitals, or a slug in lower case; or one for "Yemeni rebels"; or none."""
    if code is None or (code in CODES and re.fullmatch("[A-Z]{2}|[a-z0-9-]+", code) is not None):
        return True
    state, _, band = code.rpartition("-")
    return state in ADJECTIVES and band in BANDS


def sources(statement: Statement) -> Iterable[Source]:
    yield statement.source
    yield from statement.via


def keeps_its_promises(reading: Reading) -> None:
    text = reading.document.text
    for statement in reading.statements:
        assert text[statement.start : statement.end] == statement.evidence != ""
        slots = (statement.supplier, statement.recipient, statement.item)
        assert sum(slot is not None for slot in slots) >= 2
        assert all(whose(party.code) for party in slots[:2] if party is not None)
        assert statement.item is None or statement.item.class_ in ITEM_CLASSES
        assert statement.stage in STAGES
        assert statement.stance in STANCES
        assert statement.certainty in CERTAINTIES
        assert statement.stance not in ("warns", "declines") or statement.certainty == "possible"
        assert all(one.class_ in SOURCE_CLASSES and whose(one.country) for one in sources(statement))
        assert 0 <= statement.confidence <= 1
        number = statement.quantity
        if number and number.low is not None and number.high is not None:
            assert number.low <= number.high
        json.dumps(as_json(statement), allow_nan=False)
    for measure in reading.measures:
        assert text[measure.start : measure.end] == measure.evidence != ""
        assert measure.kind in MEASURE_KINDS
        assert whose(measure.imposer)
        assert whose(measure.target_country)
    starts = [statement.start for statement in reading.statements]
    assert starts == sorted(starts)
    for start, end, reason in reading.silent:
        assert 0 <= start < end <= len(text)
        assert reason


WORDS = (
    "Iran Russia Poland Ukraine Hezbollah NATO Egypt Chad Tehran Warsaw missiles tanks drones shells rifles 200 dozens"
    " sent sold denied pledged halted may not will if shipment of the to from with a deal worth $3 million on"
    " Friday 2019 officials said the ministry according two people it they them , . ; : - “ ” ( ) … \n \n\n \t"
    " \u2028 \x85 \x00 \u202e é 导弹 🚀"
).split(" ")
SENTENCES = (
    "Poland has sent Ukraine 14 Leopard tanks.",
    "Iran denied that it had sold Chad drones.",
    "The shipment of shells from Egypt reached Libya in May, officials said.",
    "“It will not send missiles,” the ministry said.",
    "They would neither confirm nor deny it.",
    "Sanctions were imposed on the procurement network.",
)
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(SENTENCES), st.text(max_size=12))
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text(reader: Reader, text: str) -> None:
    keeps_its_promises(reader.read(Document("any", text, published="2024-09-06")))


def _some(number: int) -> list[Document]:
    documents = gold.load(CORPUS / "open")
    return [gold.document_of(row) for row in documents[:: max(1, len(documents) // number)]]


def _same(one: Sequence[Reading], other: Sequence[Reading]) -> None:
    assert [reading.document.id for reading in one] == [reading.document.id for reading in other]
    for left, right in zip(one, other, strict=True):
        assert as_json(left.statements) == as_json(right.statements), left.document.id
        assert as_json(left.measures) == as_json(right.measures), left.document.id


def test_processes_change_nothing() -> None:
    documents = _some(16)
    _same(list(weighbridge.read(documents)), list(weighbridge.read(documents, jobs=2)))


def test_a_document_reads_the_same_alone_and_among_others(reader: Reader) -> None:
    documents = _some(12)
    together = list(reader.stream(documents))
    _same(together, [reader.read(document) for document in documents])
    _same(together, list(reader.stream(reversed(documents)))[::-1])
    _same(together, list(Reader().stream(documents)))


def test_careful_only_leaves_out(reader: Reader) -> None:
    documents = _some(12)
    for all_of_them, fewer in zip(reader.stream(documents), Reader(careful=True).stream(documents), strict=True):
        assert {s.start for s in fewer.statements} <= {s.start for s in all_of_them.statements}
        assert len(fewer.statements) <= len(all_of_them.statements)


NOT_DELIVERED = """
Iran denied sending ballistic missiles to Russia.
Rwanda denied supplying rifles to the M23 rebels.
Pakistan has denied that it sold Ukraine artillery shells.
The United Arab Emirates denies arming the Rapid Support Forces with drones.
North Korea never sold shells to Russia, its defence ministry said.
No such deliveries of helicopters to Chad took place, Paris said.
Algeria rejected as baseless the reports that it had given Mali armoured vehicles.
There is no evidence that China has supplied Russia with missiles, an official said.
Serbia does not export ammunition to Ukraine, President Aleksandar Vucic said.
Ethiopia dismissed the claim that Turkey had delivered drones to it.
Washington warned Iran against sending missiles to Russia.
The United States warned China not to supply Russia with drones.
France warned that any transfer of missiles from Iran to Hezbollah would be a grave step.
If North Korea were to send more troops to Russia, Seoul would respond.
If Germany supplied Ukraine with Taurus missiles, Moscow would regard it as a party to the war.
Should Beijing provide Moscow with artillery shells, sanctions would follow, Brussels said.
Poland would send Ukraine its MiG-29 jets only if NATO agreed.
Israel has called on Germany not to sell submarines to Egypt.
Any shipment of rifles from Eritrea to Somalia would violate the embargo, the envoy warned.
Japan has not decided whether to send Ukraine air-defence missiles.
South Korea is considering whether to supply Poland with more howitzers.
It is unclear whether Belarus will give Russia tanks.
Sweden may sell Hungary four more Gripen fighters.
Argentina could buy F-16 fighters from Denmark next year.
Ukraine asked Germany for Leopard tanks.
Somalia has requested armoured vehicles from Egypt.
Kyiv wants Patriot missiles from the United States.
Iraq is seeking air-defence systems from South Korea.
Talks on the sale of frigates by Italy to Indonesia are still going on.
India and Russia are negotiating over the purchase of S-400 systems.
Brazil offered Ukraine's neighbour Moldova no weapons, Brasilia said.
Switzerland refused to sell ammunition for Gepard tanks to Ukraine.
Canada refused to license the sale of armoured vehicles to Saudi Arabia.
Norway has halted arms exports to the United Arab Emirates.
The Netherlands suspended deliveries of F-35 parts to Israel.
Washington froze the sale of attack helicopters to Nigeria.
Spain cancelled the sale of 400 laser-guided bombs to Saudi Arabia.
Australian customs seized rifles that were being shipped from Turkey to Somalia.
The German cabinet blocked the export of Eurofighter jets to Turkey.
The Pentagon declined to confirm that it had sent Taiwan anti-ship missiles.
Moscow would neither confirm nor deny that it had delivered Su-35 jets to Iran.
Finland has promised Ukraine another package of ammunition.
Turkey and Kenya signed a contract for 118 armoured vehicles.
Chile has ordered frigates from Britain.
Kazakhstan will not supply weapons to either side, including Russia, its president said.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", NOT_DELIVERED)
def test_what_is_denied_warned_of_asked_for_or_halted_is_not_delivered(reader: Reader, sentence: str) -> None:
    for statement in reader.read(Document("plain", sentence, published="2024-09-06")).statements:
        happened = statement.stage in ("delivered", "used", "shipped") and statement.stance in (
            "asserts",
            "confirms",
        )
        assert not happened, (statement.stage, statement.stance, statement.because)


DELIVERED = """
Iran has sent Russia ballistic missiles.
Poland delivered 14 Leopard tanks to Ukraine.
North Korea has shipped artillery shells to Russia.
France handed over five frigates to Egypt.
Turkey sold Kenya armoured vehicles.
""".strip().splitlines()


def test_what_is_plainly_delivered_is_found(reader: Reader) -> None:
    """So that the promise above is not kept by silence."""
    found = 0
    for sentence in DELIVERED:
        reading = reader.read(Document("plain", sentence))
        found += any(one.stage == "delivered" and one.stance == "asserts" for one in reading.statements)
    assert found >= len(DELIVERED) - 1
