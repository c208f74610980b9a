"""Who denies holds the denial, seen from outside: a text in, numbers of each candidate out."""

from __future__ import annotations

from tests.reading.test_sourcing import Candidate

from weighbridge.model import Document
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.sources.sourcing import cast_and_attributions, source_candidates

TEXT = "The United States accused Iran of sending shells to Russia, charges that Tehran denied."


def fits(position: Position) -> dict[str | None, Candidate]:
    document = Document("d", TEXT)
    scenes = next(iter(scenes_of([document])))
    scene = scenes[0]
    token = scene.lower.index("shells")
    found = source_candidates(cast_and_attributions(scenes, document), 0, token, None, "IR", "RU", position)
    return {one.source.country: one for one in found}


def test_who_denies_fits_a_denial() -> None:
    found = fits(Position("delivered", "denies", "certain"))
    assert found["IR"].fit[0] == 1.0
    assert found["US"].fit[0] == 0.0


def test_who_accuses_fits_a_claim() -> None:
    found = fits(Position("delivered", "asserts", "certain"))
    assert found["US"].fit[2] == 1.0
    assert found["IR"].fit[1] == 1.0


def test_every_candidate_is_told_how_the_others_fit() -> None:
    found = fits(Position("delivered", "denies", "certain"))
    assert found["US"].fit[5] == 1.0
    assert len({len(one.fit) for one in found.values()}) == 1
