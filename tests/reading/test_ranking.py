"""Rows and the names of their columns agree; every step's answer stays within its promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weighbridge
from weighbridge.model import Document
from weighbridge.reading.encoder.encoder import load_encoder
from weighbridge.reading.encoder.senses import SENSE_ITEM
from weighbridge.reading.learnt.models import load_models
from weighbridge.reading.ranking.again import AGAIN_NAMES, again_rows, halfway
from weighbridge.reading.ranking.chains import CHAIN_NAMES, chain_columns
from weighbridge.reading.ranking.item_rows import ITEM_NAMES
from weighbridge.reading.ranking.joint import JOINT_NAMES, LEAST, joint_rows, likely_ones
from weighbridge.reading.ranking.outside_rows import BEFORE_NAMES, before_row, outsider_row
from weighbridge.reading.ranking.page import Page, Triple, add_senses, page_of
from weighbridge.reading.ranking.party_rows import PARTY_NAMES, party_row
from weighbridge.reading.ranking.ranking import chosen, rank
from weighbridge.reading.ranking.triples import TRIPLE_NAMES
from weighbridge.reading.reader import scenes_of

TEXT = (
    "Chile has sold Peru twelve armoured vehicles. The deal was signed in Lima in May, an official told reporters. "
    "Brazil, which had offered Peru helicopters, said that it would not deliver them."
)


@pytest.fixture(scope="module")
def page() -> Page:
    page = page_of(next(scenes_of([Document("x", TEXT, published="2015-06-01")])))
    add_senses(page, load_encoder())
    return page


@pytest.fixture(scope="module")
def triples(page: Page) -> list[Triple]:
    models = load_models()
    return rank([page], models.weigh, models.answer, "joint" in models.forests)[0]


def test_a_row_has_as_many_numbers_as_names(page: Page, triples: list[Triple]) -> None:
    assert triples
    for item in page.items:
        # the answers of the wording model and of the encoder stand behind the named columns
        assert len(item.row) == len(ITEM_NAMES) + 1 + len(SENSE_ITEM)
        look = page.looks[item.scene]
        for party in item.named:
            assert len(party_row(look, item.mention, item.hits, party, page.outline)) == len(PARTY_NAMES)
        assert len(outsider_row(look, item.mention, item.hits, "CL", 1, page.outline)) == len(PARTY_NAMES)
        assert len(before_row(page.looks, item.scene, "CL")) == len(BEFORE_NAMES)
    assert {len(triple.row) for triple in triples} == {len(TRIPLE_NAMES)}
    assert {len(row) for row in again_rows(page, triples)} == {len(TRIPLE_NAMES) + len(AGAIN_NAMES)}
    assert {len(row) for row in joint_rows(page, likely_ones(triples))} == {len(JOINT_NAMES)}


def test_a_probability_is_one_and_nobody_gives_to_nobody(triples: list[Triple]) -> None:
    assert np.all([0 <= triple.probability <= 1 for triple in triples])
    for triple in chosen(triples, 0.0):
        assert triple.supplier or triple.recipient
        assert triple.supplier != triple.recipient


def test_a_plain_sale_is_found_the_right_way_round(triples: list[Triple]) -> None:
    first = [triple for triple in triples if triple.scene == 0]
    best = max(first, key=lambda triple: triple.probability)
    assert (best.supplier, best.recipient, best.family) == ("CL", "PE", "vehicle")


def test_of_equal_propositions_in_a_sentence_one_is_chosen(triples: list[Triple]) -> None:
    keys = [(one.scene, one.supplier, one.recipient, one.candidate.mention.class_) for one in chosen(triples, 0.05)]
    assert len(keys) == len(set(keys))


def test_goods_of_one_family_named_apart_are_chosen_each() -> None:
    page = page_of(next(scenes_of([Document("x", "Chile sold Peru tanks and armoured personnel carriers.")])))
    tanks, carriers = page.items[:2]
    twice = [Triple(item, "CL", "PE", None, None, [], probability=0.8) for item in (tanks, carriers, tanks)]
    assert [one.candidate for one in chosen(twice, 0.5)] == [tanks, carriers]


def test_a_pronoun_takes_up_the_party_last_named_as_subject(page: Page) -> None:
    text = "Brazil has no such missiles. It offered Peru helicopters. Chile said its government had sent Peru none."
    looks = page_of(next(scenes_of([Document("x", text)]))).looks
    assert looks[1].resolved == {0: "BR"}
    assert set(looks[2].resolved.values()) == {"CL"}


def test_goods_that_come_again_are_seen_beside_what_was_said_of_them_before() -> None:
    text = "Chile sold Peru two submarines. Brazil sold Bolivia tanks. The submarines arrive in May."
    page = page_of(next(scenes_of([Document("x", text)])))
    boats, tanks, again = (next(i for i in page.items if i.scene == at) for at in (0, 1, 2))
    triples = [
        Triple(boats, "CL", "PE", None, None, [], probability=0.9),
        Triple(tanks, "BR", "BO", None, None, [], probability=0.9),
        Triple(again, "CL", "PE", None, None, [], probability=0.2),
        Triple(again, "BR", "BO", None, None, [], probability=0.2),
    ]
    rows = [dict(zip(CHAIN_NAMES, row, strict=True)) for row in chain_columns(page, triples)]
    assert [row["class_last_pair"] for row in rows] == [0, 0, 1, 0]
    assert [row["word_since_last"] for row in rows[2:]] == [2, 2]


def test_halfway_lies_between_both_probabilities() -> None:
    first, second = np.array([0.2, 0.5, 0.9]), np.array([0.8, 0.5, 0.6])
    between = halfway(first, second)
    assert between[:2] == pytest.approx([0.5, 0.5])
    assert 0.6 < between[2] < 0.9


@pytest.mark.parametrize("heading", ["Tanks", "Leopard tanks", "Missiles:"])
def test_a_bare_heading_states_nothing(heading: str) -> None:
    text = f"{heading}\n\nPoland has sent Ukraine 12 Leopard tanks, the Polish defence minister said on Friday."
    (reading,) = weighbridge.read([Document("x", text, published="2024-03-01")])
    assert [statement.evidence[:6] for statement in reading.statements] == ["Poland"]


@pytest.fixture(scope="module")
def package() -> tuple[Page, list[Triple]]:
    """A package, the tanks in it, and who may give them to whom."""
    page = page_of(next(scenes_of([Document("x", "Chile gave Peru a package: tanks and rifles, Brazil said.")])))
    package, tanks = (next(i for i in page.items if i.mention.kind == kind) for kind in ("weak", "word"))
    chances = (
        (package, "CL", "PE", 0.5),
        (tanks, "CL", "PE", 0.8),
        (tanks, "BR", "PE", 0.2),
        (tanks, "PE", "CL", 0.1),
        (tanks, "CL", None, 0.01),
    )
    return page, [Triple(item, giver, getter, None, None, [], probability=p) for item, giver, getter, p in chances]


def test_a_triple_is_seen_beside_what_else_its_sentence_may_state(package: tuple[Page, list[Triple]]) -> None:
    page, triples = package
    likely = likely_ones(triples)
    assert [one.probability >= LEAST for one in triples] == [one in likely for one in triples]
    whole, tanks, brazil, turned = (dict(zip(JOINT_NAMES, row, strict=True)) for row in joint_rows(page, likely))
    assert (whole["pair_named"], tanks["pair_unnamed"]) == (0.8, 0.5)
    assert (brazil["supplier_outside"], brazil["rank"]) == (0.8, 2.0)
    assert (turned["turned"], tanks["turned"]) == (0.8, 0.1)


@settings(deadline=None)
@given(order=st.permutations(range(4)))
def test_what_is_seen_of_a_triple_does_not_hang_on_the_order_of_all(
    package: tuple[Page, list[Triple]], order: list[int]
) -> None:
    page, triples = package
    likely = likely_ones(triples)
    assert joint_rows(page, [likely[at] for at in order]) == [joint_rows(page, likely)[at] for at in order]


@pytest.mark.parametrize("words", ["A diplomat of the embassy", "Air force chief General Razlan Idris"])
def test_another_of_the_same_office_is_nobodys_yet(words: str) -> None:
    text = f"A Western diplomat and the Peruvian air force chief saw tanks.\n\n{words} saw tanks of Chile in Bolivia."
    page = page_of(next(scenes_of([Document("x", text)])))
    first = page.scenes[-1].parties[0]
    assert first.kind == "office"
    assert first.code is None
