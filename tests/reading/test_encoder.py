"""What the encoder promises: names don't count, nor what stands beside; nothing of a text is too much for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.encoder.encoder import MOST_PIECES, Encoder, load_encoder
from weighbridge.reading.encoder.pieces import pieces_of
from weighbridge.reading.encoder.plain import STAND_INS, numbers_of, plain_words, spoken
from weighbridge.reading.encoder.senses import SENSE_ITEM, SENSE_PARTY, SENSE_POSITION, SENSE_SOURCE, Sense
from weighbridge.reading.ranking.page import Page, add_senses, page_of
from weighbridge.reading.reader import scenes_of

VOCABULARY = {"[UNK]": 0, "miss": 1, "##ile": 2, "##s": 3, "missile": 4, "-": 5, "e": 6}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def page(text: str, encoder: Encoder | None = None) -> Page:
    made = page_of(next(scenes_of([Document("x", text, published="2015-06-01")])))
    if encoder is not None:
        add_senses(made, encoder)
    return made


@pytest.mark.parametrize(
    ("word", "pieces"),
    [("missiles", [4, 3]), ("Missile", [4]), ("miss-missile", [1, 5, 4]), ("é", [6]), ("tank", [0]), ("", [])],
)
def test_the_longest_known_piece_comes_first(word: str, pieces: list[int]) -> None:
    assert pieces_of(word, VOCABULARY) == pieces


@given(st.text(max_size=300))
def test_any_word_has_pieces_of_the_vocabulary(word: str) -> None:
    assert set(pieces_of(word, VOCABULARY)) <= set(VOCABULARY.values())


def test_a_very_long_word_is_one_unknown_piece() -> None:
    assert pieces_of("e" * 100_000, VOCABULARY) == [0]


def test_parties_are_called_by_stand_ins_the_same_throughout() -> None:
    scenes = page("Chile sold Peru tanks. Chilean officials said that Peru had paid.").scenes
    names = numbers_of(scenes)
    first, second = (spoken(plain_words(scene, names)) for scene in scenes)
    assert first[:3] == [STAND_INS[0][0], "sold", STAND_INS[1][0]]
    assert any(word.startswith(STAND_INS[0][1]) for word in second)
    assert STAND_INS[1][0] in second


def test_names_do_not_count(encoder: Encoder) -> None:
    texts = ["{} has sold {} twelve tanks, and {} has paid for them.".format(*names) for names in _PAIRS]
    rows = [one.looks[0].sense for one in (page(text, encoder) for text in texts)]
    assert all(one is not None for one in rows)
    assert all(np.array_equal(one.rows, rows[0].rows) for one in rows if one is not None and rows[0] is not None)


_PAIRS = [("Chile", "Peru", "Lima"), ("Sweden", "Kenya", "Nairobi"), ("Belarus", "Ghana", "Accra")]


def test_what_stands_beside_changes_no_figure(encoder: Encoder) -> None:
    words = "the government has sold twelve tanks".split()
    alone = encoder.vectors(words)
    encoder.vectors(words * 9)
    assert np.array_equal(encoder.vectors(words), alone)


def test_a_sentence_without_end_costs_no_more_than_a_long_one(encoder: Encoder) -> None:
    vectors = encoder.vectors(["tank"] * 5000)
    assert vectors.shape == (5001, vectors.shape[1])
    assert np.array_equal(vectors[MOST_PIECES + 1], vectors[5000])
    assert np.isfinite(vectors).all()


def test_answers_have_their_names(encoder: Encoder) -> None:
    sense = page("Chile sold Peru tanks.", encoder).looks[0].sense
    assert isinstance(sense, Sense)
    assert len(sense.item(3, 1)) == len(SENSE_ITEM)
    assert [len(one) for one in sense.parties(3, None, [0, 2])] == [len(SENSE_PARTY)] * 2
    assert len(sense.position(3, 1, 0, 2)) == len(SENSE_POSITION)
    asked = sense.sources(1, [(None, "narrator", 0, [False] * 5), (1, "government", 1, [True] * 5)])
    assert [len(one) for one in asked] == [len(SENSE_SOURCE)] * 2
    assert sum(one[1] for one in asked) == pytest.approx(1, abs=0.02)


def test_it_tells_a_giver_from_a_getter(encoder: Encoder) -> None:
    scene = page("Chile has delivered twelve armoured vehicles to Peru.", encoder)
    item = scene.items[0]
    sense = scene.looks[0].sense
    assert sense is not None
    giver, getter = sense.parties(item.mention.token, 2, [p.token for p in item.named])
    assert giver[0] > giver[1]
    assert getter[1] > getter[0]
    assert item.sense[0] > 0
