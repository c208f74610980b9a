"""Answers that are remembered: made once, by one, for all that wait."""

from __future__ import annotations

from threading import Barrier, Lock, Thread

import pytest

from weighbridge.desk.remembering import Remembered


def test_many_that_ask_at_once_get_the_one_answer_that_is_made() -> None:
    remembered, all_there, counting = Remembered(), Barrier(8), Lock()
    made: list[int] = []
    got: list[str] = []

    def make() -> str:
        with counting:
            made.append(1)
        # only in the end is the answer there, for those who asked while it was made
        return remembered(("another", "key"), lambda: "answer")

    def ask() -> None:
        all_there.wait(10)
        got.append(remembered("key", make))

    threads = [Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(10)
    assert got == ["answer"] * 8
    assert len(made) == 1


def test_what_failed_is_made_anew_for_the_next() -> None:
    remembered = Remembered()

    def fail() -> str:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        remembered("key", fail)
    assert remembered("key", lambda: "answer") == "answer"


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    remembered = Remembered(2)
    for key in ("a", "b"):
        remembered(key, lambda: "old")
    remembered("a", lambda: "new")
    remembered("c", lambda: "old")
    assert [remembered.get(key) for key in ("a", "b", "c")] == ["old", None, "old"]
