"""Whom listed owners make blocked: each rule, chains, circles, what is not known, what is over."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from weighbridge.ownership import Holding, Owned, owners, rules
from weighbridge.ownership.holding import DIRECTORSHIP, by_asset

RULES = {one.name: one for one in rules()}
US, EU, UK = (RULES[name] for name in ("us-50", "eu-50", "uk-50"))
GRAVE = {"stop": 3, "review": 2, "note": 1}


def holds(owner: str, share: str, asset: str, **more: str) -> Holding:
    return Holding(owner, asset, share, **more)


def answer(asked: str, *held: Holding, listed: str = "L M N", rule: str = "us-50", day: str = "2026-01-31") -> Owned:
    found = owners([asked], held, listed.split(), day, [RULES[rule]])
    assert found, "nothing was found"
    return found[0]


@pytest.mark.parametrize(
    ("share", "us", "uk"),
    [("49.99", "review", "review"), ("50", "stop", "review"), ("50.01", "stop", "stop"), ("10", "note", "note")],
)
def test_half_is_enough_for_the_us_and_the_eu_and_not_for_the_uk(share: str, us: str, uk: str) -> None:
    held = holds("L", share, "A")
    assert [answer("A", held, rule=one).answer for one in ("us-50", "eu-50", "uk-50")] == [us, us, uk]


def test_shares_of_several_listed_owners_are_added_up_where_the_rule_says_so() -> None:
    held = holds("L", "25", "A"), holds("M", "25", "A"), holds("X", "50", "A")
    found = answer("A", *held)
    assert (found.answer, found.low, found.listed) == ("stop", 50, ("L", "M"))
    assert answer("A", *held, rule="eu-50").answer == "stop"
    assert answer("A", *held, rule="uk-50").answer == "review"


def test_a_share_counts_through_an_entity_that_is_itself_owned_enough_and_in_full() -> None:
    held = holds("L", "50 %", "B"), holds("B", "50 %", "A")
    assert answer("A", *held).answer == "stop", "a quarter by multiplication, and blocked all the same"
    assert not owners(["A"], [holds("L", "49 %", "B"), holds("B", "100 %", "A")], ["L"], by=[US])


def test_direct_and_indirect_shares_are_added_up() -> None:
    held = holds("L", "50", "B"), holds("B", "25", "A"), holds("L", "25", "A")
    assert answer("A", *held).answer == "stop"


def test_the_chain_is_told_with_names_and_shares() -> None:
    held = (
        holds("B", "60", "A", owner_name="Beta Holding", role="shareholder"),
        holds("C", "70", "B", owner_name="Gamma"),
        holds("L", "more than 50 %", "C", owner_name="Ivan Testov"),
    )
    text = answer("A", *held).text
    places = [text.index(one) for one in ("Beta Holding", "60 %", "Gamma", "70 %", "Ivan Testov", "more than 50 %")]
    assert places == sorted(places)
    assert "counts as blocked" in text
    assert "listed" in text[text.index("Ivan Testov") :]


def test_a_share_that_is_not_known_asks_for_a_person() -> None:
    for share in ("", "some shares", "25 to 75 %"):
        assert answer("A", holds("L", share, "A")).answer == "review"
    assert "share not known" in answer("A", holds("L", "", "A")).text
    assert answer("A", holds("L", "", "B"), holds("B", "80", "A")).answer == "review"


def test_sources_that_differ_ask_for_a_person_and_are_told() -> None:
    found = answer("A", holds("L", "60", "A", source="one"), holds("L", "40", "A", source="other"))
    assert found.answer == "review"
    assert "60" in found.text
    assert "40" in found.text
    same = answer("A", holds("L", "30", "A", source="one"), holds("L", "30", "A", source="other"))
    assert same.low == 30, "two who say the same say it once"


def test_control_asks_for_a_person_whatever_the_share() -> None:
    assert answer("A", holds("L", "5", "A", role="golden share")).answer == "review"
    assert answer("A", holds("L", "5", "A", role="shareholder")).answer == "note"


def test_a_listed_director_makes_nothing_blocked() -> None:
    held = holds("L", "", "A", kind=DIRECTORSHIP, role="chairman")
    assert answer("A", held).answer == "note"
    assert answer("A", held, rule="eu-50").answer == "review"
    assert "chairman" in answer("A", held).text
    assert not owners(["A"], [replace(held, owner="X")], ["L"])


@pytest.mark.parametrize(
    ("end", "result"),
    [("2025-12-31", "note"), ("2025", "note"), ("2026", "stop"), ("2026-01-31", "stop"), ("", "stop")],
)
def test_a_holding_that_is_over_for_certain_is_told_and_does_not_count(end: str, result: str) -> None:
    found = answer("A", holds("L", "80", "A", end=end))
    assert found.answer == result
    assert "80" in found.text


def test_a_holding_that_is_yet_to_begin_does_not_count() -> None:
    assert not owners(["A"], [holds("L", "80", "A", start="2027-01-01")], ["L"], "2026-01-31")


def test_circles_end_and_block_nobody_by_themselves() -> None:
    ring = [holds("A", "60", "B"), holds("B", "60", "C"), holds("C", "60", "A"), holds("A", "100", "A")]
    assert not owners(["A", "B", "C"], ring, ["L"])
    found = owners(["A", "B", "C"], [*ring, holds("L", "50", "C")], ["L"], by=[US])
    assert [(one.asset, one.answer) for one in found] == [("A", "stop"), ("B", "stop"), ("C", "stop")]


def test_who_is_listed_is_not_asked_for_owners() -> None:
    assert not owners(["L"], [holds("M", "100", "L")], ["L", "M"])


def test_owners_without_end_are_told() -> None:
    many = [holds(f"X{at}", "1 %", "A") for at in range(20_001)]
    assert [one.answer for one in owners(["A"], many, ["L"], by=[US])] == ["review"]


def test_a_long_chain_is_followed_to_its_end() -> None:
    chain = [holds(f"E{at + 1}", "100", f"E{at}") for at in range(3_000)]
    assert answer("E0", *chain, holds("L", "100", "E3000")).answer == "stop"


ENTITIES = "A B C D L M"
SHARES = some.integers(0, 100)
EDGES = some.lists(
    some.tuples(some.sampled_from(ENTITIES.split()), SHARES, some.sampled_from(ENTITIES.split())), max_size=14
)


def graph(edges: list[tuple[str, int, str]]) -> list[Holding]:
    """One share for each pair: the last that was drawn."""
    pairs = {(owner, asset): share for owner, share, asset in edges}
    return [holds(owner, f"{share} %", asset) for (owner, asset), share in pairs.items()]


def graveness(held: list[Holding]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for one in owners("ABCD", held, "LM"):
        key = one.asset, one.rule.name
        found[key] = max(found.get(key, 0), GRAVE[one.answer])
    return found


@given(EDGES, some.integers(0, 13), SHARES)
def test_a_larger_share_never_makes_an_answer_milder(edges: list[tuple[str, int, str]], at: int, more: int) -> None:
    held = graph(edges)
    if not held:
        return
    at %= len(held)
    before = int(held[at].share.split()[0])
    raised = [*held[:at], replace(held[at], share=f"{min(100, before + more)} %"), *held[at + 1 :]]
    was, now = graveness(held), graveness(raised)
    assert all(now.get(key, 0) >= grave for key, grave in was.items())


@given(EDGES, some.randoms(use_true_random=False))
def test_the_order_of_holdings_and_questions_changes_nothing(
    edges: list[tuple[str, int, str]], dice: random.Random
) -> None:
    held = graph(edges)
    shuffled, asked = list(held), list("ABCD")
    dice.shuffle(shuffled)
    dice.shuffle(asked)
    assert owners(asked, shuffled, "ML") == owners("ABCD", held, "LM") == owners("ABCD", by_asset(held), "LM")


@given(EDGES)
@settings(max_examples=200)
def test_who_is_stopped_is_held_enough_by_the_listed_and_the_stopped(edges: list[tuple[str, int, str]]) -> None:
    held = graph(edges)
    stopped = {one.asset for one in owners("ABCD", held, "LM", by=[US]) if one.answer == "stop"}
    blocked = stopped | {"L", "M"}
    for asset in "ABCD":
        there = sum(
            int(one.share.split()[0]) for one in held if one.asset == asset != one.owner and one.owner in blocked
        )
        assert (there >= 50) == (asset in stopped)
