"""A batch that was killed goes on where it was, and screens nothing twice."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from tests.screening.conftest import Place

NUMBER = 60


def orders(place: Place) -> Path:
    rows = [f"R{at},Tern Supply {at},GB,Tern Supply {at},chairs,GB" for at in range(NUMBER)]
    return place.write("orders.csv", "\n".join(["reference,buyer,buyer country,end user,goods,destination", *rows]))


def logged(place: Place) -> list[str]:
    """The orders in the logs of decisions."""
    lines = [
        json.loads(line)
        for path in (place.folder / "decisions" / "states").glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    return [one["order"] for one in lines if "state" not in one]


def test_a_killed_batch_goes_on_and_screens_nothing_twice(listed: Place) -> None:
    path = orders(listed)
    run = listed.process("screen", path, "--json")
    assert run.stdout is not None
    first = [run.stdout.readline() for _ in range(10)]
    run.kill()
    run.communicate()
    done = len(logged(listed))
    assert 10 <= done < NUMBER
    out, err = listed.process("screen", path, "--json").communicate()
    assert out.splitlines(keepends=True)[:10] == first
    assert len(out.splitlines()) == NUMBER
    assert sorted(logged(listed)) == sorted(f"R{at}" for at in range(NUMBER))
    assert f"{NUMBER} orders: 0 stop, 0 review, {NUMBER} clear" in err
    before = sorted((listed.folder / "decisions" / "records").rglob("*.zst"))
    assert listed.process("screen", path, "--json").communicate()[0] == out
    assert len(logged(listed)) == NUMBER
    assert sorted((listed.folder / "decisions" / "records").rglob("*.zst")) == before


def test_an_interrupted_batch_says_how_to_go_on(listed: Place) -> None:
    run = listed.process("screen", orders(listed), "--json")
    assert run.stdout is not None
    run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, err = run.communicate()
    assert run.returncode == 130
    assert "the same command goes on from there" in err


def test_half_a_line_that_a_killed_run_left_is_no_decision(listed: Place) -> None:
    path = listed.write("o.csv", "reference,buyer,end user,goods,destination\nA,Tern,Tern,chairs,GB\n")
    whole = listed.call("screen", path, "--json")[0]
    (log,) = (listed.folder / "decisions" / "states").glob("*.jsonl")
    text = log.read_bytes()
    log.write_bytes(text[:-30])
    assert listed.call("screen", path, "--json")[0] == whole
    assert logged_whole(log) == 2
    assert listed.call("screen", path, "--json")[0] == whole


def logged_whole(log: Path) -> int:
    """Lines of a log that are JSON: the state, and decisions."""
    number = 0
    for line in log.read_text("utf-8").splitlines():
        try:
            json.loads(line)
        except ValueError:
            continue
        number += 1
    return number
