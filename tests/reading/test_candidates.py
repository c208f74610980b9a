"""What may stand for goods and parties that a sentence does not name."""

from __future__ import annotations

from weighbridge.model import Document
from weighbridge.reading.ranking.candidates import items_of, named_parties, outline_of
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.scene import Scene


def _scenes(text: str) -> list[Scene]:
    return next(iter(scenes_of([Document("d", text)])))


def _classes(text: str, at: int) -> set[str]:
    scenes = _scenes(text)
    return {item.class_ for item in items_of(scenes, at, outline_of(scenes))}


def _codes(text: str, at: int) -> set[str | None]:
    scenes = _scenes(text)
    outline_of(scenes)
    return {party.code for party in named_parties(scenes[at])}


def test_the_missiles_are_those_named_before() -> None:
    text = "Pyongyang sold Scud missiles to Damascus. The missiles arrived by sea in Latakia."
    assert "missile.ballistic" in _classes(text, 1)


def test_a_bare_number_stands_for_goods_named_before() -> None:
    text = "Warsaw ordered 48 jets and tanks from Seoul. Kuwait has asked for 165."
    assert "vehicle.tank" in _classes(text, 1)


def test_a_denial_without_goods_speaks_of_those_named_before() -> None:
    assert "uav" in _classes("Iran sent drones to Russia, Kyiv says. Tehran denies it.", 1)


def test_a_year_or_a_sum_stands_for_no_goods() -> None:
    text = "Warsaw ordered howitzers from Seoul. The contract dates from 2022."
    scenes = _scenes(text)
    found = items_of(scenes, 1, outline_of(scenes))
    assert all(text[item.start : item.end] != "2022" for item in found)


def test_teaching_is_training() -> None:
    assert "training" in _classes("Denmark delivers the jets and trains Ukrainian pilots.", 0)


def test_fighters_may_be_men() -> None:
    assert {"personnel", "aircraft.combat"} <= _classes("Turkey flew fighters to Azerbaijan.", 0)


def test_an_epithet_takes_up_the_party_named_before() -> None:
    text = "North Korea paraded new rockets. Moscow received shells from the North."
    assert "KP" in _codes(text, 1)
    assert "SA" in _codes("Saudi Arabia wants jets. London sells the kingdom more of them.", 1)
    assert "farc" in _codes("The FARC bought rifles. Caracas never armed the guerrillas.", 1)


def test_an_epithet_without_a_fitting_party_stays_open() -> None:
    assert _codes("Belgium bought tanks. London sells the kingdom more of them.", 1) == {"GB"}


def test_a_surname_takes_up_the_person_named_before() -> None:
    text = "Chadian President Moussa Ferrandi came to Paris. Technicians were promised to Ferrandi by Moscow."
    assert "TD" in _codes(text, 1)


def test_an_outlet_named_after_its_state_may_stand_for_the_state() -> None:
    assert "IR" in _codes("Iranian state television said radars would be supplied to Syria.", 0)


def test_beside_named_goods_a_word_of_dealing_stands_for_none() -> None:
    text = "Berlin wants to sell tanks. Warsaw agreed with Seoul to buy howitzers."
    scenes = _scenes(text)
    found = items_of(scenes, 1, outline_of(scenes))
    assert {item.class_ for item in found} == {"artillery"}


def test_a_bare_army_is_that_of_the_state_the_document_is_about() -> None:
    text = "Nepal wants rifles. Nepal asked India twice. Nobody offered the army mortars."
    assert "NP" in _codes(text, 2)


def test_beside_other_states_a_bare_army_stays_open() -> None:
    text = "Nepal wants rifles. Pakistan and India each offered the army mortars."
    assert _codes(text, 1) == {"PK", "IN"}


def test_a_licence_stands_for_the_goods_that_it_lets_out() -> None:
    text = "Italy sold bombs to Saudi Arabia. Rome has now revoked six licences."
    assert {"munition.bomb", "arms"} <= _classes(text, 1)
    assert "arms" in _classes("Wallonia granted the kingdom two licences in February.", 0)


def test_batteries_are_of_what_was_named_before() -> None:
    text = "India sold Armenia four batteries of Pinaka rocket launchers. The last battery came in July."
    assert _classes(text, 0) == {"artillery.rocket"}
    assert "artillery.rocket" in _classes(text, 1)
    text = "Russia gave Turkey S-400 systems and Egypt howitzers. Turkey got the second battery in May."
    assert "artillery" not in _classes(text, 1)
    assert "missile.airdefence" in _classes("Berlin gave Kyiv a battery.", 0)
