"""What the encoder says of a position, as seen from elsewhere than the word that speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from weighbridge.model import STAGES, Document
from weighbridge.reading.encoder.encoder import Encoder, load_encoder
from weighbridge.reading.positions.positions import neighbours
from weighbridge.reading.positions.senses import OTHER_SENSES, other_senses
from weighbridge.reading.ranking.page import Page, add_senses, page_of
from weighbridge.reading.reader import scenes_of

TEXT = "Chile sold Peru tanks. Brazil will send Bolivia rifles, Quito said. Norway refused missiles to Chad."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def _page(encoder: Encoder | None) -> Page:
    page = page_of(next(iter(scenes_of([Document("one", TEXT)]))))
    if encoder is not None:
        add_senses(page, encoder)
    return page


def _row(page: Page, scene: int) -> dict[str, float]:
    item = next(one.mention for one in page.items if one.scene == scene)
    numbers = other_senses(page.looks[scene], item, None, None, neighbours(page, scene))
    return dict(zip(OTHER_SENSES, numbers, strict=True))


def _stages(row: dict[str, float], of: str) -> list[float]:
    return [row[f"sense {of}:{stage}"] for stage in STAGES]


def _shares(scores: Sequence[float]) -> list[float]:
    odds = np.exp(np.array(scores[: len(STAGES)]))
    return [float(one) for one in odds / odds.sum()]


@pytest.mark.parametrize("scene", [0, 1, 2])
def test_every_way_of_asking_gives_shares(encoder: Encoder, scene: int) -> None:
    row = _row(_page(encoder), scene)
    for way in ("mean", "no_word", "clause", "governor", "goods_alone"):
        assert sum(_stages(row, way)) == pytest.approx(1.0)
    for stage in STAGES:
        assert row[f"sense least:{stage}"] <= row[f"sense mean:{stage}"] <= row[f"sense most:{stage}"]


def test_asked_together_the_encoder_says_what_it_says_alone(encoder: Encoder) -> None:
    page, other = _page(encoder), _page(encoder)
    item = next(one.mention for one in page.items if one.scene == 1)
    sense = other.looks[1].sense
    assert sense is not None
    alone = _shares(sense.position(item.token, None, None, None))
    assert _stages(_row(page, 1), "no_word") == pytest.approx(alone, abs=0.02)


def test_what_is_told_beside_is_taken_up(encoder: Encoder) -> None:
    first, second, third = (_row(_page(encoder), scene) for scene in range(3))
    assert (first["sense before:any"], first["sense after:any"], first["sense first:any"]) == (0.0, 1.0, 0.0)
    assert (second["sense before:any"], second["sense after:any"], second["sense first:any"]) == (1.0, 1.0, 0.0)
    assert (third["sense before:any"], third["sense after:any"], third["sense first:any"]) == (1.0, 0.0, 1.0)
    assert _stages(second, "before") == pytest.approx(_stages(third, "first"))


def test_without_an_encoder_there_are_zeros() -> None:
    assert set(_row(_page(None), 1).values()) == {0.0}
