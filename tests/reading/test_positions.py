"""What the reader promises of a transfer's position: where it looks, and when goods have moved."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.lexicon.tables import LexiconError
from weighbridge.model import CERTAINTIES, STAGES, STANCES, Document, Time
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.around import Place, beside
from weighbridge.reading.positions.asked import Asked, Guess, Pair
from weighbridge.reading.positions.clauses import clauses_of, signature
from weighbridge.reading.positions.clues import load_clues
from weighbridge.reading.positions.deciding import DONE, SECOND, decide, is_outright, moved, positions_of
from weighbridge.reading.positions.moments import MOMENT_NAMES, lies, moment_numbers
from weighbridge.reading.positions.positions import asked, look_before, neighbours
from weighbridge.reading.positions.rows import POSITION_NAMES, setting_of
from weighbridge.reading.positions.views import speaking
from weighbridge.reading.ranking.page import Page, page_of
from weighbridge.reading.reader import scenes_of

MOVED = ("shipped", "delivered", "used")
AFFIRMED = ("asserts", "confirms")


@lru_cache(maxsize=64)
def _page(text: str) -> Page:
    return page_of(next(iter(scenes_of([Document("one", text)]))))


def _asked(text: str, supplier: str, recipient: str, goods: str) -> Asked:
    """The transfer of the goods that the text names by the word ``goods``, as reading would ask for it."""
    page = _page(text)
    item = next(
        one
        for one in page.items
        if page.scenes[one.scene].doc[one.mention.token].text == goods and "+" not in one.mention.kind
    )
    sides = [next((p for p in item.named if p.code == code), None) for code in (supplier, recipient)]
    setting = setting_of(page.scenes, page.outline)
    near = neighbours(page, item.scene)
    return asked(page.looks[item.scene], item.mention, (sides[0], sides[1]), (supplier, recipient), near, setting)


def _spoken(one: Asked) -> str:
    scene = one.look.scene
    return str(scene.doc[scene.hits[one.views[0].number].trigger].text)


SPEAKING = [
    ("France sold jets to India, and Italy promised helicopters to Egypt.", "FR", "IN", "jets", "sold"),
    (
        "France sold jets to India, and Italy promised helicopters to Egypt.",
        "IT",
        "EG",
        "helicopters",
        "promised",
    ),
    (
        "Germany delivered tanks to Greece after Turkey had ordered frigates.",
        "DE",
        "GR",
        "tanks",
        "delivered",
    ),
]


@pytest.mark.parametrize(("text", "supplier", "recipient", "goods", "word"), SPEAKING)
def test_the_word_that_holds_parties_and_goods_speaks(
    text: str, supplier: str, recipient: str, goods: str, word: str
) -> None:
    assert _spoken(_asked(text, supplier, recipient, goods)) == word


def test_goods_speak_for_themselves_where_no_word_of_transfer_stands() -> None:
    page = _page("Missiles in the port.")
    item = page.items[0].mention
    assert [view.number for view in speaking(page.looks[0], item, None, None)] == [-1]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "goods"),
    [
        ("Iran sent missiles to Russia.", "IR", "RU", "missiles"),
        ("Missiles for Yemen", "IR", "YE", "Missiles"),
        ("Any transfer of rifles by Chad to Sudan would be a grave mistake!", "TD", "SD", "rifles"),
        ("Norway: 20 howitzers; Denmark: 15 tanks.", "NO", "UA", "howitzers"),
    ],
)
def test_every_view_gives_a_full_row_of_finite_numbers(text: str, supplier: str, recipient: str, goods: str) -> None:
    one = _asked(text, supplier, recipient, goods)
    for row in one.rows:
        assert len(row) == len(POSITION_NAMES)
        assert all(math.isfinite(number) for number in row)
    assert one.rows == _asked(text, supplier, recipient, goods).rows


def test_names_of_parties_do_not_count() -> None:
    here = _asked("Iran refused to send missiles to Russia.", "IR", "RU", "missiles")
    there = _asked("Peru refused to send missiles to Chile.", "PE", "CL", "missiles")
    assert here.rows == there.rows
    assert here.words == there.words


def test_an_entry_of_a_list_looks_at_what_leads_it_in() -> None:
    page = _page("Sweden has refused to send to Chad:\n\n- 12 tanks\n\n- 40 howitzers\n\n- 900 rifles\n")
    bullets = [at for at, scene in enumerate(page.scenes) if scene.sentence.bullet]
    assert bullets
    for at in bullets:
        before = look_before(page, at)
        assert before is not None
        assert "refused" in before.scene.lower


def test_the_first_sentence_has_none_before_it() -> None:
    assert look_before(_page("Iran sent missiles to Russia."), 0) is None


_PAIRS = st.lists(
    st.builds(
        lambda stage, stance, share: Pair(stage, stance, 0, [], share),
        st.integers(0, len(STAGES) - 1),
        st.integers(0, len(STANCES) - 1),
        st.floats(0.0, 1.0),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: (pair.stage, pair.stance),
)


def _is_done(pair: Pair) -> bool:
    return STAGES[pair.stage] in MOVED and STANCES[pair.stance] in AFFIRMED


@given(_PAIRS, st.booleans())
def test_goods_have_moved_only_where_that_is_probable(pairs: list[Pair], two: bool) -> None:
    found = decide(pairs, two=two)
    others = [pair for pair in pairs if not _is_done(pair)]
    if moved(pairs) < DONE and not is_outright(pairs) and others:
        assert not any(_is_done(pair) for pair in found)


@given(_PAIRS, st.booleans())
def test_one_position_or_two_different_ones(pairs: list[Pair], two: bool) -> None:
    found = decide(pairs, two=two)
    assert 1 <= len(found) <= 1 + two
    assert len({(pair.stage, pair.stance) for pair in found}) == len(found)
    assert found[0] == decide(pairs)[0]


@given(_PAIRS, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_asking_for_more_never_lets_more_move(pairs: list[Pair], one: float, other: float) -> None:
    low, high = sorted((one, other))
    if not any(_is_done(pair) for pair in decide(pairs, low)):
        assert not any(_is_done(pair) for pair in decide(pairs, high))


def _weighed(*pairs: tuple[str, str, float], text: str = "Iran sold missiles to Russia.") -> Asked:
    one = _asked(text, "IR", "RU", "missiles")
    even = [np.full(len(values), 1 / len(values)) for values in (STAGES, STANCES, CERTAINTIES)]
    one.guesses = [Guess(even[0], even[1], even[2], 0.5)]
    one.pairs = [Pair(STAGES.index(stage), STANCES.index(stance), 0, [], p) for stage, stance, p in pairs]
    return one


def test_the_same_of_a_verb_of_arriving_is_a_delivery() -> None:
    pairs = ("delivered", "asserts", 0.5), ("agreed", "asserts", 0.45)
    (found,) = positions_of(_weighed(*pairs, text="Iran sent missiles to Russia."))
    assert (found.stage, found.stance) == ("delivered", "asserts")
    (found,) = positions_of(_weighed(*pairs, text="Iran will send missiles to Russia."))
    assert found.stage == "agreed"


def test_a_halt_of_which_nothing_is_said_gives_way() -> None:
    pairs = ("delivered", "asserts", 0.6), ("halted", "asserts", 0.2)
    (found,) = positions_of(_weighed(*pairs), least=0.9)
    assert found.stage == "delivered"
    (found,) = positions_of(_weighed(*pairs, text="Iran stopped missiles for Russia."), least=0.9)
    assert found.stage == "halted"


def test_a_promise_that_nearly_looks_like_a_delivery_stays_a_promise_and_says_why() -> None:
    (found,) = positions_of(_weighed(("delivered", "asserts", 0.5), ("agreed", "asserts", 0.45)))
    assert (found.stage, found.stance) == ("agreed", "asserts")
    assert any("goods moved" in reason for reason in found.reasons)


def test_a_second_position_is_given_where_the_sentence_probably_takes_two() -> None:
    one = _weighed(("delivered", "asserts", 0.9), ("agreed", "asserts", 0.8))
    one.twofold = SECOND
    assert [found.stage for found in positions_of(one, 0.5)] == ["delivered", "agreed"]
    one.twofold = SECOND / 2
    assert [found.stage for found in positions_of(one, 0.5)] == ["delivered"]


@pytest.mark.parametrize("stance", ["warns", "declines"])
def test_warnings_and_silences_are_only_possible(stance: str) -> None:
    (found,) = positions_of(_weighed(("delivered", stance, 0.9)))
    assert found.certainty == "possible"


def test_the_same_two_parties_speak_for_each_other_whichever_way() -> None:
    sure = Guess(np.eye(7)[2], np.eye(5)[0], np.eye(3)[0], 0.1)
    other = Guess(np.eye(7)[4], np.eye(5)[0], np.eye(3)[0], 0.9)
    rule = ("delivered", "asserts", "certain")
    codes = [("IR", "RU"), ("RU", "IR"), ("PE", "CL")]
    places = [Place(scene, pair, "missile", rule) for scene, pair in enumerate(codes)]
    rows = beside(places, [one.numbers() for one in (sure, other, other)])
    assert rows[1][: len(STAGES)] == list(np.eye(7)[2])
    assert rows[2][: len(STAGES)] == [0.0] * len(STAGES)


def test_an_unknown_class_of_clues_is_named(tmp_path: Path) -> None:
    path = tmp_path / "positions.toml"
    path.write_text('[words]\nlent = ["lend"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="lent"):
        load_clues(path)


@pytest.mark.parametrize(
    ("start", "end", "published", "where"),
    [
        ("2026", "2026", "2024-05-01", "ahead"),
        ("2024-06", "2024-06", "2024-05-01", "ahead"),
        ("2023", "2023", "2024-05-01", "past"),
        ("2024", "2024", "2024-05-01", "now"),
        ("2022-02-24", None, "2024-05-01", "since"),
        (None, "2024", "2024-05-01", "until"),
        ("1964", "1964", None, "now"),
    ],
)
def test_a_time_lies_ahead_or_behind_the_day_of_publication(
    start: str | None, end: str | None, published: str | None, where: str
) -> None:
    assert lies(Time(start, end, "then"), published) == where


def test_the_day_of_publication_tells_a_date_to_come_from_one_gone_by() -> None:
    scene = _page("Italy delivers the frigates to Egypt in 2027.").scenes[0]
    at = scene.lower.index("delivers")
    ahead = dict(zip(MOMENT_NAMES, moment_numbers(scene, at, "2024-05-01"), strict=True))
    assert ahead["time ahead"] == ahead["time in clause ahead"] == 1.0
    assert ahead["time past"] == 0.0


def test_clauses_keep_apart_what_each_verb_carries() -> None:
    scene = _page("Peru has not paid for the jets which France will deliver.").scenes[0]
    tree = tree_of(scene.doc)
    clauses = clauses_of(tree)
    paid, deliver = scene.lower.index("paid"), scene.lower.index("deliver")
    assert clauses[scene.lower.index("peru")] == paid
    assert clauses[scene.lower.index("france")] == deliver
    assert "negated" in signature(tree, paid)
    assert signature(tree, deliver) == "modal=future"


def test_a_transfer_alone_in_its_document_has_nothing_beside_it() -> None:
    guess = Guess(np.eye(7)[2], np.eye(5)[0], np.eye(3)[0], 0.1).numbers()
    (row,) = beside([Place(3, ("IR", "RU"), "uav", ("agreed", "asserts", "certain"))], [guess])
    assert set(row) == {0.0, 99.0}
    assert beside([], []) == []
