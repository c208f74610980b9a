"""What readers would never forgive: a denial, a warning, a game or a show of force that comes out as a delivery."""

from __future__ import annotations

from functools import lru_cache

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.reader import Reader

MOVED = ("delivered", "shipped", "used")


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _read(text: str) -> tuple[Statement, ...]:
    return _reader().read(Document("one", text, published="2024-05-10")).statements


def _moved(text: str) -> list[Statement]:
    return [one for one in _read(text) if one.stage in MOVED and one.stance in ("asserts", "confirms")]


DENIALS = (
    "The claim that Belarus shipped Polonez rocket launchers to Armenia is pure fiction, the ministry in Minsk said.",
    "At no time did Islamabad hand over Anza missiles to Kyiv, Pakistan's Foreign Office insisted.",
    "Reports of Turkish Bayraktar drones reaching the Somali army were wide of the mark, an official in Ankara said.",
    "Israel's ambassador in Baku refused to accept the accusation that his country had armed Azerbaijan with bombs.",
    "The Pentagon knocked down a report that it had secretly sent ATACMS to Taiwan.",
    "Officials disputed the assertion that Ethiopia obtained Wing Loong drones from the United Arab Emirates.",
)


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_one_in_whatever_words(text: str) -> None:
    assert _moved(text) == []
    assert "denies" in {one.stance for one in _read(text)}


OPEN = (
    "The embassy neither denied nor confirmed that North Korean rockets were sold to Myanmar.",
    "South Korea's defence ministry said it was checking reports that Russia had supplied missiles to North Korea.",
    "The Saudi coalition said it had foiled the smuggling of Iranian missiles to the Houthis in Mahra.",
    "Washington has done everything for Kyiv except send it ATACMS.",
    "Far from sending tanks, Rome gave Kyiv a few blankets in the first weeks.",
    "South Korea's K9 howitzers for Egypt are being built at Changwon.",
    "The first of 12 Indian helicopters for Nigeria made its maiden flight in Bangalore.",
    "France's Rafale jets for Serbia are still to be delivered.",
    "Poland has ten Korean tanks on order.",
    "The 50 tanks that Germany pledged to Ukraine stand in a depot at Kassel.",
    "Belgium's F-16s go to Ukraine from 2025.",
    "Peru got the go-ahead for 24 Gripen jets from Sweden.",
    "Poland spent $3 billion on 180 K2 tanks from South Korea.",
    "Norway gives Ukraine 20 Leopard tanks in 2026.",
    "Chile almost bought tanks from Germany in 2019.",
    "Iran nearly sent missiles to Russia.",
    "Turkey all but delivered drones to Kenya.",
    "Turkey has yet to deliver the drones to Kenya.",
    "The jets have yet to reach Egypt from Russia.",
    "Germany is yet to start handing over the howitzers to Ukraine.",
    "Iran did not, in the end, send Russia missiles.",
)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_left_open_agreed_on_or_was_stopped_has_not_arrived(text: str) -> None:
    assert _moved(text) == []


UNREAL = (
    "In the war game, China delivers anti-ship missiles to Iran in week two and Tehran closes the strait.",
    "The scenario assumes that Pakistan has lent Saudi Arabia two nuclear warheads.",
    "Imagine that Turkey had given Hamas Bayraktars.",
    "As if France had given them Rafales, the Libyan militiamen celebrated their two patched-up trainers.",
    "Had Washington sent F-16s to Ukraine a year earlier, the counteroffensive might have succeeded, he argued.",
)


@pytest.mark.parametrize("text", UNREAL)
def test_games_and_might_have_beens_state_nothing(text: str) -> None:
    assert _read(text) == ()


OWN_FORCES = (
    "Russia sent a salvo of Iskander missiles into Kharkiv overnight.",
    "Ukraine dispatched drones against a Russian refinery in Samara.",
    "Taiwan sent F-16s to shadow Chinese bombers in the strait.",
    "German Eurofighters arrived in Romania for NATO air policing.",
    "Serbia has moved tanks to the Kosovo border, Pristina said.",
    "Israel delivered a heavy blow to Hamas with bombs on Rafah on Monday.",
)


@pytest.mark.parametrize("text", OWN_FORCES)
def test_arms_that_their_owner_keeps_are_no_supply(text: str) -> None:
    assert _moved(text) == []


DELIVERIES = (
    "No fewer than 120 T-72 tanks have gone from Prague to Kyiv since April.",
    "Iran, not Russia, sent the missiles to the Houthis, said the Pentagon.",
    "Germany sent 18 Leopard tanks to Ukraine for the spring offensive.",
    "Romania received Patriot missiles from the United States for its air defence.",
    "Once the licence was granted, Sweden delivered Gripen fighters to Hungary.",
)


@pytest.mark.parametrize("text", DELIVERIES)
def test_a_delivery_stays_one_beside_such_words(text: str) -> None:
    assert len(_moved(text)) == 1


def test_who_is_named_as_the_one_that_it_was_not_supplies_nothing() -> None:
    found = _read("Iran, not Russia, sent the missiles to the Houthis, said the Pentagon.")
    assert [one.supplier.code for one in found if one.supplier] == ["IR"]


def test_a_denial_of_other_goods_is_not_theirs() -> None:
    text = "Chinese officials deny supplying Russia with lethal weapons, but admit selling it dual-use machine tools."
    stances = {one.item.class_: one.stance for one in _read(text)}
    assert stances["arms"] == "denies"
    assert stances["machinetool"] in ("asserts", "confirms")


def test_who_condemns_or_asks_others_to_stop_delivers_nothing() -> None:
    text = (
        "Iran has not sent missiles to Russia. Iran regards military assistance to the parties as inhumane. It does "
        "not take part in it, and it calls upon other states to cease the supply of weapons to the sides."
    )
    assert _moved(text) == []


def test_who_shoots_arms_down_did_not_get_them() -> None:
    assert _moved("The Houthis say they have shot down another US MQ-9 over Marib.") == []


def test_who_shot_down_planes_may_have_got_missiles() -> None:
    assert _moved("Houthi rebels shot down planes and received missiles from Iran.")


def test_private_jets_are_no_arms() -> None:
    assert _read("Private jets sold by France to Germany carry executives.") == ()


def test_a_long_list_of_commas_is_read_to_its_end() -> None:
    assert "uav" in {
        one.item.class_ for one in _read("Iran sent Russia drones" + ", nor missiles" * 60 + ".") if one.item
    }


def test_no_second_position_affirms_what_is_denied() -> None:
    text = "Germany has offered Eurofighters to Saudi Arabia. Riyadh wants 48; no contract has been signed yet."
    assert not [one for one in _read(text) if one.stage == "agreed" and one.stance == "asserts"]


@pytest.mark.parametrize(
    "text",
    [
        "A bill for 20 tanks came from Germany to Poland on Monday.",
        "Germany handed over a symbolic key to 20 tanks to Poland on Tuesday.",
        "Peru received a letter on 24 jets from Sweden last week.",
        "Iran sent Russia a brochure about its new drones in March.",
        "Germany sent a bill for 30 howitzers to Poland.",
    ],
)
def test_a_paper_about_goods_is_not_the_goods(text: str) -> None:
    assert _moved(text) == []


def test_goods_of_which_a_paper_tells_that_they_came_have_moved() -> None:
    text = "Russia delivered 12 jets to Algeria under a licence for 20 aircraft."
    assert [one.quantity.low for one in _moved(text) if one.quantity] == [12]


@pytest.mark.parametrize(
    "text",
    [
        "Invoices for drones delivered to Iran by Hong Kong's Skyparts were paid in dirhams.",
        "Sweden shipped 200 missiles to Estonia last month under a permit for 500 missiles.",
        "The receipt for 30 tanks proves that Russia delivered them to Mali.",
        "Norway's request for 54 tanks was met: Germany delivered 54 tanks to Norway.",
        "Germany issued the licence for 20 tanks and delivered them to Poland.",
    ],
)
def test_papers_for_goods_that_came_leave_them_delivered(text: str) -> None:
    assert _moved(text)
