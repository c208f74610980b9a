"""What watching promises of originals: they come with what was fetched, as far as one answer may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fetching.conftest import TANKS, Hours, Site, report
from tests.intake.samples import zipped

from weighbridge.fetching import Session
from weighbridge.fetching.memory import Memory
from weighbridge.fetching.sources import Source
from weighbridge.fetching.watching import ORIGINALS, Round, arrivals
from weighbridge.intake import Refusal
from weighbridge.intake.original import WithOriginal
from weighbridge.model import Document

LIMIT = 4_000


def polled(url: str, session: Session, folder: Path, hours: Hours, originals: bool) -> tuple[list[Document], list[str]]:
    memory, told = Memory(folder / "seen"), list[str]()
    round_ = Round(session, memory, lambda: hours.now, told.append, LIMIT, originals)
    found: list[Document] = []
    for one in arrivals(Source("page", url, "The Courier"), round_):
        assert not isinstance(one, Refusal), str(one)
        found += one.documents
    memory.close()
    return found, told


@pytest.mark.parametrize("originals", [True, False])
def test_what_was_fetched_comes_with_its_answer_if_that_is_asked_for(
    site: Site, session: Session, tmp_path: Path, hours: Hours, originals: bool
) -> None:
    site.put("/a", report("Tanks", TANKS))
    [one], _ = polled(site.at("/a"), session, tmp_path, hours, originals)
    assert (one.details.seen or "").startswith("1970-01-01T00:1")
    assert isinstance(one, WithOriginal) is originals
    if isinstance(one, WithOriginal):
        assert one.original.data == report("Tanks", TANKS).encode()


def test_an_archive_that_unpacks_to_too_much_is_taken_without_the_originals_that_do_not_fit(
    site: Site, session: Session, tmp_path: Path, hours: Hours
) -> None:
    members = {f"{n}.txt": f"{TANKS} Number {n}. {'More is to follow. ' * 150}".encode() for n in range(12)}
    site.put("/box", zipped(members), "application/zip")
    found, told = polled(site.at("/box"), session, tmp_path, hours, True)
    assert len(found) == 12
    carried = [one.original for one in found if isinstance(one, WithOriginal)]
    assert 0 < sum(len(one.data) for one in carried) <= ORIGINALS * LIMIT
    assert all(one.details.original is None for one in found if not isinstance(one, WithOriginal))
    assert [f"the originals of {12 - len(carried)} documents" in line for line in told] == [True]
