"""What the encoder promises: names don't count, nor what stands beside; nothing of a text is too much for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.encoder.encoder import FILE, MOST_PIECES, Encoder, laid_out, load_encoder
from weighbridge.reading.encoder.passages import BEFORE, CORE, passages
from weighbridge.reading.encoder.pieces import pieces_of
from weighbridge.reading.encoder.plain import STAND_INS, numbers_of, plain_words, spoken
from weighbridge.reading.encoder.senses import (
    SENSE_ITEM,
    SENSE_PARTY,
    SENSE_POSITION,
    SENSE_SOURCE,
    Sense,
    answer_parties,
)
from weighbridge.reading.learnt.models import load_models
from weighbridge.reading.ranking.alone import rank_alone, rank_wording
from weighbridge.reading.ranking.page import HOPELESS, Page, add_senses, add_senses_before, named_before, page_of
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
    assert all(
        np.array_equal(one.table[0], rows[0].table[0]) for one in rows if one is not None and rows[0] is not None
    )


_PAIRS = [("Chile", "Peru", "Lima"), ("Sweden", "Kenya", "Nairobi"), ("Belarus", "Ghana", "Accra")]


def test_what_was_read_before_changes_no_figure(encoder: Encoder) -> None:
    sentences = ["the government has sold twelve tanks .".split(), "it denies this .".split()]
    alone = encoder.passage(sentences, 0)
    encoder.passage([sentences[1] * 9], 0)
    again = encoder.passage(sentences, 0)
    assert all(np.array_equal(one, other) for one, other in zip(alone, again, strict=True))


def test_a_sentence_is_read_with_what_goes_before(encoder: Encoder) -> None:
    told, denied = "the army got the tanks .".split(), "the army never got the tanks .".split()
    asked = "they came by train .".split()
    first, other = (encoder.passage([before, asked], 1)[1] for before in (told, denied))
    assert not np.array_equal(first, other)


def test_what_is_too_far_before_has_the_vector_of_nothing(encoder: Encoder) -> None:
    far, asked = encoder.passage([["tank"] * (BEFORE + 4), ["tank"]], 1)
    assert [bool(np.array_equal(row, encoder.extra["none"])) for row in far[1:]] == [True] * 4 + [False] * BEFORE
    assert not np.array_equal(asked[1], encoder.extra["none"])


def test_a_sentence_without_end_costs_no_more_than_a_long_one(encoder: Encoder) -> None:
    (vectors,) = encoder.passage([["tank"] * 5000], 0)
    assert vectors.shape == (5001, vectors.shape[1])
    assert np.array_equal(vectors[MOST_PIECES + 1], vectors[5000])
    assert np.isfinite(vectors).all()


@given(st.lists(st.integers(0, 300), max_size=40), st.data())
def test_each_wanted_sentence_is_in_one_passage(sizes: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from(range(len(sizes))))) if sizes else set()
    found = list(passages(sizes, wanted))
    covered = [at for one in found for at in range(one.start, one.stop)]
    assert len(covered) == len(set(covered))
    assert wanted <= set(covered)
    for first, start, stop in found:
        assert start in wanted
        assert stop - 1 in wanted
        assert stop - start == 1 or sum(sizes[start:stop]) <= CORE
        assert first == 0 or sum(sizes[first:start]) >= BEFORE


@given(st.lists(st.lists(st.lists(st.just(1), max_size=3), max_size=60), min_size=1, max_size=6), st.data())
def test_every_word_has_its_place_in_the_row(sentences: list[list[list[int]]], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentences) - 1))
    numbers, places = laid_out(sentences, start, {"[CLS]": 2, "[SEP]": 3})
    assert len(numbers) <= BEFORE + 3 + sum(min(MOST_PIECES + 3, sum(map(len, one))) for one in sentences[start:]) + 3
    for sentence, place in zip(sentences, places, strict=True):
        assert len(place) == len(sentence) + 2
        assert all(-1 <= at <= len(numbers) for at in place)
        for word, at in zip(sentence, place[1:-1], strict=True):
            assert at < 0 or not word or at + len(word) > len(numbers) - 1 or numbers[at] in (1, 3)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    with np.load(FILE, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    arrays["network"] = arrays["network"][:1000]
    np.savez(tmp_path / "encoder.npz", **arrays)
    with pytest.raises(ValueError, match="damaged"):
        load_encoder(tmp_path / "encoder.npz")


def test_answers_have_their_names(encoder: Encoder) -> None:
    sense = page("Chile sold Peru tanks.", encoder).looks[0].sense
    assert isinstance(sense, Sense)
    assert len(sense.item(3, 1)) == len(SENSE_ITEM)
    assert [len(one) for one in sense.parties(3, None, [(0, 0), (0, 2)])] == [len(SENSE_PARTY)] * 2
    assert len(sense.position(3, 1, 0, 2)) == len(SENSE_POSITION)
    asked = sense.sources(1, [(None, "narrator", 0, [False] * 5), ((0, 1), "government", 1, [True] * 5)])
    assert [len(one) for one in asked] == [len(SENSE_SOURCE)] * 2
    assert sum(one[1] for one in asked) == pytest.approx(1, abs=0.02)


def test_it_tells_a_giver_from_a_getter(encoder: Encoder) -> None:
    scene = page("Chile has delivered twelve armoured vehicles to Peru.", encoder)
    item = scene.items[0]
    sense = scene.looks[0].sense
    assert sense is not None
    giver, getter = sense.parties(item.mention.token, 2, [(0, p.token) for p in item.named])
    assert giver[0] > giver[1]
    assert getter[1] > getter[0]
    assert item.sense[0] > 0


def test_it_tells_them_apart_in_the_sentence_before(encoder: Encoder) -> None:
    made = page(
        "Chile has a new contract with Peru. Twelve armoured vehicles were delivered to Lima by Chile.", encoder
    )
    one = page("Chile agreed to arm Peru. It has delivered twelve armoured vehicles.", encoder)
    assert named_before(made.scenes, 1, 0) == []
    item = next(item for item in one.items if item.scene == 1)
    add_senses_before(one, item)
    assert item.senses_before["CL"][0] > item.senses_before["PE"][0]
    assert item.senses_before["PE"][1] > item.senses_before["CL"][1]


def test_passages_whose_wording_rules_out_all_goods_are_not_read(encoder: Encoder) -> None:
    text = "Chile parades tanks. " * 60 + "\nChile has delivered twelve armoured vehicles to Peru."
    whole, part = page(text, encoder), page(text)
    last = len(part.scenes) - 1
    for item in part.items:
        item.wording = 3.0 if item.scene == last else HOPELESS - 1
    add_senses(part, encoder)
    assert part.looks[0].sense is None
    (told,) = (one.sense for one in part.items if one.scene == last)
    assert [told] == [one.sense for one in whole.items if one.scene == last]
    models = load_models()
    rank_wording([part], models.weigh)
    rank_alone([part], models.weigh, models.answer)
    assert {item.alone for item in part.items if item.scene == 0} == {0.0}
    assert all(item.alone > 0 for item in part.items if item.scene == last)


def test_answers_for_a_document_are_those_of_each_question(encoder: Encoder) -> None:
    made = page("Chile sold Peru tanks. Lima paid Santiago for the shells and the rifles.", encoder)
    places = [(0, 0), (0, 2), (1, 0), (1, 2)]
    asked = [look.sense for look in made.looks if look.sense is not None]
    alone = [[one.parties(3, 1, [place])[0] for place in places] for one in asked]
    for one in asked:
        one.named.clear()
    answer_parties((one, 3, 1, places) for one in asked)
    assert np.allclose([one.parties(3, 1, places) for one in asked], alone, atol=0.011)
