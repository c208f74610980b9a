"""What a sentence tells of some goods doesn't hold for those that it leaves out, nor the other way about."""

from __future__ import annotations

from functools import lru_cache

import pytest

from weighbridge.model import Document
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.left_out import is_left_out, is_spared
from weighbridge.reading.reader import Reader


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


PARTED = (
    ("Moscow has sent Chad helicopters but no missiles.", {"aircraft": "asserts", "missile": "denies"}),
    ("Iran sent drones, not missiles, to Russia.", {"uav": "asserts", "missile": "denies"}),
    ("Kinshasa has got its Chinese drones, but neither the bombs nor the instructors.", {"uav": "asserts"}),
    ("Chad received not only rifles but also mortars from Turkey.", {"smallarms": "asserts", "artillery": "asserts"}),
    ("Australia has sent Israel neither rifles nor drones.", {"smallarms": "denies", "uav": "denies"}),
    (
        "Russia donated six MiG-29s to Serbia in 2017, but has sent no spare parts for them, two officers said.",
        {"aircraft": "asserts", "component": "denies"},
    ),
    ("Poland sent no fewer than ten tanks to Ukraine.", {"vehicle": "asserts"}),
)


@pytest.mark.parametrize(("text", "stances"), PARTED)
def test_goods_are_told_apart(text: str, stances: dict[str, str]) -> None:
    read = {
        one.item.class_.split(".")[0]: one.stance
        for one in _reader().read(Document("one", text)).statements
        if one.item
    }
    assert {kind: read.get(kind) for kind in stances} == stances
    assert all(stance == "denies" for kind, stance in read.items() if kind not in stances)


def test_a_denial_of_all_spares_none() -> None:
    tree = tree_of(next(parse(["Chad sent no tanks or drones."])))
    tanks, drones = tree.text.index("tanks"), tree.text.index("drones")
    assert not is_left_out(tree, drones)
    assert not is_spared(tree, tanks, [drones])
    assert not is_spared(tree, drones, [tanks])


ALL_DENIED = (
    "Iran has never sent drones, nor missiles, to Russia.",
    "France has not delivered tanks to Ukraine, nor drones.",
    "Iran has not sent Russia any drones, no missiles either.",
    "The ministry denied that Iran sent drones, not missiles, to Russia.",
    "Poland denies that it sent Ukraine tanks but not jets.",
    "Iran was said not to have sent missiles to Russia, and Tehran said it never had.",
)


@pytest.mark.parametrize("text", ALL_DENIED)
def test_a_denial_over_the_verb_is_of_all_goods(text: str) -> None:
    assert not {"asserts", "confirms"} & {one.stance for one in _reader().read(Document("one", text)).statements}


NONE_DENIED = (
    "France sent Chad rifles and not long ago tanks.",
    "France sent Chad rifles and not one but two tanks.",
)


@pytest.mark.parametrize("text", NONE_DENIED)
def test_not_every_not_denies_goods(text: str) -> None:
    assert {one.stance for one in _reader().read(Document("one", text)).statements} == {"asserts"}


ASKED = (
    "Reporters asked whether Iran had sent missiles to Russia.",
    "Asked State if the US gave Ukraine the 300-km ATACMS last month.",
)


@pytest.mark.parametrize("text", ASKED)
def test_who_only_asks_says_nothing(text: str) -> None:
    assert not {"asserts", "confirms", "denies"} & {
        one.stance for one in _reader().read(Document("one", text)).statements
    }


BESIDE = (
    (
        "Egypt took delivery of the last three of twelve corvettes that it had ordered from France in 2014.",
        {"delivered": 3, "agreed": 12},
    ),
    (
        "Of the twelve corvettes ordered from France in 2014, nine have been handed over to Egypt.",
        {"delivered": 9, "agreed": 12},
    ),
)


@pytest.mark.parametrize(("text", "pieces"), BESIDE)
def test_an_order_and_what_came_of_it_have_their_own_numbers(text: str, pieces: dict[str, int]) -> None:
    read = _reader().read(Document("one", text)).statements
    assert {one.stage: one.quantity and one.quantity.low for one in read} == pieces


UNTRUE = (
    "The tanks that Kyiv says Iran gave Russia are a fiction, the embassy said.",
    "The mortar bombs which Israel claims Iran sends to Hamas exist only on paper, Sudan's minister said.",
    "The jets that Russia is said to have sold Iran do not exist, Moscow said.",
    "Reports that China has given Vanuatu armoured vehicles are not correct, the ministry said.",
)


@pytest.mark.parametrize("text", UNTRUE)
def test_goods_that_are_an_invention_have_not_come(text: str) -> None:
    read = _reader().read(Document("one", text)).statements
    assert read
    assert {one.stance for one in read} == {"denies"}


def test_goods_that_are_something_else_have_come_all_the_same() -> None:
    for text in ("The tanks that Russia sold Syria did not work.", "The drones that Iran sent Russia were not new."):
        assert {one.stance for one in _reader().read(Document("one", text)).statements} == {"asserts"}


def test_what_did_not_come_beside_what_did_is_told_apart() -> None:
    text = "Russia gave Mali jets in May. The jets have arrived, the spare parts have not."
    jets = [one for one in _reader().read(Document("one", text)).statements if one.item and "jets" in one.item.text]
    assert jets
    assert {one.stance for one in jets} == {"asserts"}
