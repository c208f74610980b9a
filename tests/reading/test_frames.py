"""What the reader promises of frames: who fills which role, in which construction."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from weighbridge.lexicon.tables import FOLDER, LexiconError
from weighbridge.reading.frames.frames import FrameHit, frames_in, load_frames
from weighbridge.reading.parsing.parsing import parse


@lru_cache(maxsize=512)
def _parsed(text: str) -> Any:
    return next(iter(parse([text])))


def _roles(text: str, trigger: str) -> dict[str, set[str]]:
    doc = _parsed(text)
    hit = next(one for one in frames_in(doc) if doc[one.trigger].text.lower() == trigger)
    return {role: {doc[at].text for at in row} for role, row in hit.roles.items()}


CASES = [
    ("Iran sent missiles to Russia.", "sent", "Iran", "Russia", "missiles"),
    ("Iran supplied Russia with drones.", "supplied", "Iran", "Russia", "drones"),
    ("Drones were supplied to Russia by Iran.", "supplied", "Iran", "Russia", "Drones"),
    ("Russia was supplied with drones by Iran.", "supplied", "Iran", "Russia", "drones"),
    ("The missiles that Iran sent to Russia were old.", "sent", "Iran", "Russia", "missiles"),
    ("Iran, which sent missiles to Russia, was fined.", "sent", "Iran", "Russia", "missiles"),
    ("Missiles supplied by Iran to Russia were found.", "supplied", "Iran", "Russia", "Missiles"),
    ("Russia bought missiles from Iran.", "bought", "Iran", "Russia", "missiles"),
    ("Missiles were bought from Iran by Russia.", "bought", "Iran", "Russia", "Missiles"),
    ("Iran's delivery of missiles to Russia began.", "delivery", "Iran", "Russia", "missiles"),
    ("The sale of missiles to Russia by Iran was approved.", "sale", "Iran", "Russia", "missiles"),
    ("Russia's purchase of missiles from Iran was approved.", "purchase", "Iran", "Russia", "missiles"),
    ("Iran agreed to send missiles to Russia.", "send", "Iran", "Russia", "missiles"),
    ("Iran refused to supply missiles to Russia.", "supply", "Iran", "Russia", "missiles"),
    ("Russia asked Iran to send missiles.", "send", "Iran", None, "missiles"),
    ("Russia asked Iran for missiles.", "asked", "Iran", "Russia", "missiles"),
    ("Washington accused Iran of sending missiles to Russia.", "sending", "Iran", "Russia", "missiles"),
    ("Iran denied sending missiles to Russia.", "sending", "Iran", "Russia", "missiles"),
    ("Iran packed and shipped missiles to Russia.", "shipped", "Iran", "Russia", "missiles"),
    ("Iran delivers missiles to Russia", "delivers", "Iran", "Russia", "missiles"),
    ("Missiles from Iran arrived in Russia.", "arrived", "Iran", "Russia", "Missiles"),
    ("Turkey handed over the drones to Libya.", "handed", "Turkey", "Libya", "drones"),
    ("Libya took delivery of drones from Turkey.", "took", "Turkey", "Libya", "drones"),
    ("France suspended the delivery of ships to Russia.", "delivery", "France", "Russia", "ships"),
    ("Russia fired Iranian missiles at Kyiv.", "fired", "Iranian", "Russia", "missiles"),
    ("Russia fired Iranian-made missiles at Kyiv.", "fired", "Iranian", "Russia", "missiles"),
    ("Egypt signed a contract for jets with France.", "signed", "France", "Egypt", "jets"),
]


@pytest.mark.parametrize(("text", "trigger", "supplier", "recipient", "item"), CASES)
def test_roles(text: str, trigger: str, supplier: str, recipient: str | None, item: str) -> None:
    roles = _roles(text, trigger)
    assert supplier in roles.get("supplier", ()), roles
    assert recipient is None or recipient in roles.get("recipient", ()), roles
    assert item in roles.get("item", ()), roles


def test_coordinated_fillers_all_count() -> None:
    roles = _roles("Iran and Belarus sent rockets, shells and drones to Russia and Syria.", "sent")
    assert roles["supplier"] == {"Iran", "Belarus"}
    assert roles["item"] >= {"rockets", "shells", "drones"}
    assert roles["recipient"] == {"Russia", "Syria"}


def test_below_a_measure_stand_the_goods() -> None:
    assert "shells" in _roles("Serbia sent a batch of shells to Guinea.", "sent")["item"]


def test_route() -> None:
    assert _roles("Iran sent missiles to Russia via Azerbaijan.", "sent")["via"] == {"Azerbaijan"}
    assert _roles("Sudan bought rifles by way of Chad.", "bought")["via"] == {"Chad"}


def test_made_in() -> None:
    roles = _roles("Iranian-made drones were shot down.", "made")
    assert roles["supplier"] == {"Iranian"}
    assert roles["item"] == {"drones"}


def test_parties_between() -> None:
    assert _roles("The deal between Iran and Russia covers missiles.", "deal")["counterparty"] == {
        "Iran",
        "Russia",
    }


def test_known_words_settle_what_grammar_leaves_open() -> None:
    doc = _parsed("Ukraine deliveries resumed.")
    hit = next(one for one in frames_in(doc, {0: "party"}) if doc[one.trigger].text == "deliveries")
    assert 0 not in hit.roles.get("item", ())


def test_chain_and_negation() -> None:
    doc = _parsed("The ministry denied that Iran had agreed to send missiles.")
    hit = next(one for one in frames_in(doc) if doc[one.trigger].text == "send")
    assert [doc[at].lemma_ for at in hit.chain] == ["agree", "deny"]
    doc = _parsed("Iran has not sent missiles to Russia.")
    assert frames_in(doc)[0].negated


def test_a_modifying_clause_is_presupposed() -> None:
    doc = _parsed("Moscow denied using missiles supplied by Iran.")
    hits: dict[str, FrameHit] = {doc[one.trigger].text: one for one in frames_in(doc)}
    assert hits["supplied"].presupposed
    assert not hits["using"].presupposed


@pytest.mark.parametrize(
    "text",
    ["", " ", "!", "a", "supply", "to to to", "Sell sell sell.", "- made", "\u200b\u202e", "of from by"],
)
def test_odd_sentences_do_no_harm(text: str) -> None:
    for hit in frames_in(_parsed(text)):
        assert hit.roles


def test_lexicon_is_large_and_checked(tmp_path: Path) -> None:
    assert len(load_frames()) > 400
    for path in (FOLDER / "frames").glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    bad = '[[frame]]\nlemmas = ["lob"]\npos = "verb"\nstage = "thrown"\npatterns = ["give"]\n'
    (tmp_path / "wrong.toml").write_text(bad, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"wrong\.toml:4.*thrown"):
        load_frames(tmp_path)


def test_goods_and_parties_without_any_word_of_transfer() -> None:
    doc = _parsed("31 Abrams tanks for Kyiv")
    kinds = {token.i: "item" if token.text == "tanks" else "party" for token in doc if token.text in ("tanks", "Kyiv")}
    (hit,) = frames_in(doc, kinds)
    assert [doc[at].text for at in hit.roles["recipient"]] == ["Kyiv"]
    assert frames_in(doc) == []


@pytest.mark.parametrize(
    ("text", "kinds", "recipient", "origin"),
    [
        ("Moscow sold Syria 36 Pantsir systems.", {0: "party", 2: "party", 5: "item"}, {"Syria"}, set()),
        ("Peru sent the Argentines ten Mirage fighters.", {0: "party", 3: "party", 6: "item"}, {"Argentines"}, set()),
        ("Moscow sold Iranian drones in 36 countries.", {0: "party", 2: "party", 3: "item"}, set(), {"Iranian"}),
    ],
)
def test_a_name_before_a_number_gets_the_goods_and_one_before_the_goods_made_them(
    text: str, kinds: dict[int, str], recipient: set[str], origin: set[str]
) -> None:
    doc = _parsed(text)
    hit = next(one for one in frames_in(doc, kinds) if one.frame.pos == "verb")
    told = {role: {doc[at].text for at in row} for role, row in hit.roles.items()}
    assert told.get("recipient", set()) == recipient
    assert told.get("origin", set()) == origin
