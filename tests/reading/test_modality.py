"""What the reader promises of stage, stance and certainty, sentence by sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.frames.frames import FrameHit, frames_in
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.positions.modality import Position, features, position

REAL = ("shipped", "delivered", "used")


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    return next(iter(parse([text])))


def _read(text: str, trigger: str) -> Position:
    """The position of the hit at the word ``trigger``."""
    doc = _parsed(text)
    hit = next(one for one in frames_in(doc) if doc[one.trigger].text.lower() == trigger)
    return position(doc, hit)


ASSERTED = [
    ("Iran sent missiles to Russia.", "sent", "delivered"),
    ("Iran has been supplying Russia with drones since 2022.", "supplying", "delivered"),
    ("The Soviet Union delivered tanks to Egypt in 1967.", "delivered", "delivered"),
    ("Libya received rifles from Turkey.", "received", "delivered"),
    ("Germany will send howitzers to Estonia.", "send", "agreed"),
    ("Germany to send howitzers to Estonia", "send", "agreed"),
    ("France agreed to sell Rafale jets to Serbia.", "sell", "agreed"),
    ("Washington approved the sale of helicopters to Morocco.", "sale", "agreed"),
    ("Australia pledged to provide armoured vehicles to Fiji.", "provide", "agreed"),
    ("Norway has decided to donate its old fighters to Romania.", "donate", "agreed"),
    ("Peru ordered frigates from South Korea.", "ordered", "agreed"),
    ("Moscow is considering supplying air defence systems to Iraq.", "supplying", "negotiating"),
    ("Turkey plans to sell drones to Angola.", "sell", "negotiating"),
    ("China is ready to supply rockets to Mali.", "supply", "negotiating"),
    ("Iran is preparing to send missiles to Russia.", "send", "negotiating"),
    ("Talks on the delivery of submarines to Chile continue.", "delivery", "negotiating"),
    ("Kyiv asked Berlin to deliver tanks.", "deliver", "sought"),
    ("Somalia requested rifles from Egypt.", "requested", "sought"),
    ("Ethiopia wants to buy drones from Turkey.", "buy", "sought"),
    ("Niger is trying to acquire helicopters from Russia.", "acquire", "sought"),
    ("Berlin refused to supply tanks to Qatar.", "supply", "halted"),
    ("France suspended the delivery of two ships to Russia.", "delivery", "halted"),
    ("Canada will not sell rifles to Haiti.", "sell", "halted"),
    ("The delivery of jets to Taiwan was cancelled.", "delivery", "halted"),
    ("Italy stopped exporting bombs to Saudi Arabia.", "exporting", "halted"),
    ("Spain has ruled out sending tanks to Poland.", "sending", "halted"),
    ("The navy seized rifles sent from Iran to Yemen.", "sent", "halted"),
    ("Russia fired North Korean missiles at the city.", "fired", "used"),
    ("China has begun shipping drones to Sudan.", "shipping", "shipped"),
]


@pytest.mark.parametrize(("text", "trigger", "stage"), ASSERTED)
def test_asserted_stages(text: str, trigger: str, stage: str) -> None:
    found = _read(text, trigger)
    assert (found.stage, found.stance) == (stage, "asserts"), found.reasons


TURNED = [
    ("Iran denied sending missiles to Russia.", "sending", "delivered", "denies"),
    ("Tehran denies that it has sent missiles to Russia.", "sent", "delivered", "denies"),
    ("Rwanda has never supplied weapons to the rebels.", "supplied", "delivered", "denies"),
    ("Belarus did not send tanks to Russia.", "send", "delivered", "denies"),
    ("The ministry rejected the claim that Egypt had sold rockets to Russia.", "sold", "delivered", "denies"),
    ("There is no evidence that China has delivered shells to Russia.", "delivered", "delivered", "denies"),
    ("Jordan confirmed that it had sent rifles to Libya.", "sent", "delivered", "confirms"),
    ("The minister admitted that drones had been supplied to Ethiopia.", "supplied", "delivered", "confirms"),
    (
        "The spokesman could not confirm that Iran had sent missiles to Russia.",
        "sent",
        "delivered",
        "declines",
    ),
    ("The ministry refused to confirm the delivery of jets to Sudan.", "delivery", "delivered", "declines"),
    ("The embassy declined to comment on the sale of drones to Mali.", "sale", None, "declines"),
    ("Any transfer of missiles to Russia would be a dramatic escalation.", "transfer", "delivered", "warns"),
    ("If Iran sends missiles to Russia, Europe will respond.", "sends", None, "warns"),
    ("Washington warned China not to send arms to Russia.", "send", None, "warns"),
    ("Has Iran sent missiles to Russia?", "sent", None, "warns"),
    ("Officials fear that Russia may transfer reactors to North Korea.", "transfer", None, "warns"),
]


@pytest.mark.parametrize(("text", "trigger", "stage", "stance"), TURNED)
def test_stances(text: str, trigger: str, stage: str | None, stance: str) -> None:
    found = _read(text, trigger)
    assert found.stance == stance, found.reasons
    assert stage is None or found.stage == stage, found.reasons


HEDGED = [
    ("Iran sent missiles to Russia.", "sent", "certain"),
    ("Washington believes that Iran has sent missiles to Russia.", "sent", "probable"),
    ("Prosecutors suspect that he exported engines to Iran.", "exported", "probable"),
    ("North Korea is thought to have shipped shells to Russia.", "shipped", "probable"),
    ("Iran reportedly sent missiles to Russia.", "sent", "possible"),
    ("Iran may have sent missiles to Russia.", "sent", "possible"),
    ("Iran allegedly supplied drones to Sudan.", "supplied", "possible"),
    ("Turkey could deliver drones to Chad.", "deliver", "possible"),
    ("We know that Iran has sent missiles to Russia.", "sent", "certain"),
]


@pytest.mark.parametrize(("text", "trigger", "certainty"), HEDGED)
def test_certainty(text: str, trigger: str, certainty: str) -> None:
    found = _read(text, trigger)
    assert found.certainty == certainty, found.reasons


NEVER_REAL = [
    "Iran might send missiles to Russia.",
    "Iran would send missiles to Russia if it were asked.",
    "Should Iran send missiles to Russia, sanctions will follow.",
    "Iran has no plans to send missiles to Russia.",
    "Iran promised not to send missiles to Russia.",
    "Iran halted the shipment of missiles to Russia.",
    "Iran was asked to send missiles to Russia.",
    "Russia hopes to receive missiles from Iran.",
    "Iran has not yet delivered missiles to Russia.",
    "No missiles were delivered to Russia by Iran.",
    "None of the missiles have been delivered to Russia.",
    "Iran threatened to send missiles to Russia.",
    "The minister rejected reports that Iran had sent missiles to Russia.",
    "The planned delivery of missiles to Russia is worth a billion dollars.",
    "Unless Iran sends missiles to Russia, the attack will fail.",
    "The envoy urged Iran to refrain from supplying missiles to Russia.",
    "It is false that Iran supplied missiles to Russia.",
    "Iran is unlikely to send missiles to Russia.",
    "Iran is said to be mulling the sale of missiles to Russia.",
    "Parliament vetoed the export of missiles to Russia.",
    "Without sending missiles to Russia, Iran kept its promise.",
    "The cabinet has yet to decide whether to send missiles to Russia.",
    "Iran could soon be supplying missiles to Russia.",
    "Iran neither sold nor gave missiles to Russia.",
]


@pytest.mark.parametrize("text", NEVER_REAL)
def test_what_is_not_so_never_counts_as_delivered(text: str) -> None:
    doc = _parsed(text)
    hits = [hit for hit in frames_in(doc) if hit.roles.get("item") or hit.roles.get("recipient")]
    assert hits
    for hit in hits:
        found = position(doc, hit)
        assert not (found.stage in REAL and found.stance in ("asserts", "confirms")), (hit.frame.lemma, found)


def test_a_token_without_a_frame_has_a_position_too() -> None:
    doc = _parsed("The ministry would not comment on the drones.")
    found = position(doc, next(token.i for token in doc if token.text == "drones"))
    assert found.stance == "declines"


@pytest.mark.parametrize("text", [text for text, *_ in ASSERTED + TURNED][::5])
def test_features_are_named_alike_for_every_sentence(text: str) -> None:
    doc = _parsed(text)
    wheres: list[FrameHit | int] = [*frames_in(doc), 0]
    rows = [features(doc, where) for where in wheres]
    assert len({tuple(row) for row in rows}) == 1
    for row in rows:
        assert row["rule_stage"] in STAGES
        assert row["rule_stance"] in STANCES
        assert row["rule_certainty"] in CERTAINTIES
        assert all(isinstance(value, (bool, float, str)) for value in row.values())
