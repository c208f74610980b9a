"""A kill at any moment loses nothing that was reported, and the next run finishes the work."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import signal
from types import ModuleType

import pytest

from weighbridge.identity import document_id
from weighbridge.ledger import add_many, add_reading, content_hash, entries, has_reading, open_ledger, provenances

DOCUMENTS = 400
LONGEST = 0.16
"""Seconds after which a run is killed, at the latest."""


def add_all(where: str, made: ModuleType, pipe: int) -> None:
    """What a run does: open, add what is not there, report each document once it is kept."""
    ledger = open_ledger(where)
    for one in made.additions(DOCUMENTS):
        if not has_reading(ledger, one.document, one.reader, one.version):
            added = add_reading(ledger, one.document, one.statements, one.measures, one.reader, one.version)
            os.write(pipe, f"{added.document}\n".encode())
    os.write(pipe, b"done\n")


def run_and_kill(where: str, made: ModuleType, seconds: float, reports: int) -> list[str]:
    """Start a run, kill it with the signal that can't be caught, and give what it had reported.

    It is killed after ``seconds``, and after so many reports: at any moment, and in the midst of adding.
    """
    reads, writes = os.pipe()
    process = multiprocessing.get_context("fork").Process(target=add_all, args=(where, made, writes))
    process.start()
    os.close(writes)
    reported = b""
    select.select([process.sentinel], [], [], seconds)
    while reported.count(b"\n") < reports and (some := os.read(reads, 1 << 16)):
        reported += some
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while some := os.read(reads, 1 << 16):
        reported += some
    os.close(reads)
    assert reported.endswith(b"\n") or not reported
    return reported.decode().split()


@pytest.mark.parametrize("kills", [60])
def test_nothing_is_lost_and_nothing_doubled(where: str, another: str, made: ModuleType, kills: int) -> None:
    if "://" in where:
        kills //= 5
    chance = random.Random(3)
    reported: list[str] = []
    grew = 0
    for _ in range(kills):
        timed = chance.random() < 0.5
        some = run_and_kill(
            where, made, chance.uniform(0, LONGEST) if timed else 0, 0 if timed else chance.randint(1, 9)
        )
        grew += bool(some)
        reported.extend(some)
        ledger = open_ledger(where)
        there = {one.id for one in provenances(ledger)}
        found = [entry.id for entry in entries(ledger)]
        ledger.close()
        assert set(reported) - {"done"} <= there, "what was reported is there"
        assert len(found) == len(set(found)) == 3 * len(there), "a document is there with all its statements or not"
    assert grew > 3, "some runs were killed while they added"
    ids = [one for one in reported if one != "done"]
    assert len(ids) == len(set(ids)), "nothing was added twice"
    ledger = open_ledger(where)
    list(add_many(ledger, made.additions(DOCUMENTS)))
    undisturbed = open_ledger(another)
    list(add_many(undisturbed, made.additions(DOCUMENTS)))
    assert content_hash(ledger) == content_hash(undisturbed)
    assert list(entries(ledger)) == list(entries(undisturbed))
    assert {one.id for one in provenances(ledger)} == {document_id(one.document) for one in made.additions(DOCUMENTS)}
    ledger.close()
    undisturbed.close()
