"""How fast the desk is: each page, and the JSON, for ten readers at once, on a made-up ledger.

    python bench/desk.py [--statements N | --ledger FILE] [--readers N] [--seconds S] [--jobs N] [--only NAME]

The real desk, on loopback, asked by wrk (where it is not installed: by threads of this program, which take
processor time from the desk). Every kind of page is asked for at random parties, pairs, transfers, documents and
words, many more of them than the desk remembers, so that most are made anew; ``again`` asks for one page over and
over. ``first`` is what one reader alone waited before that. Times are those of the clock; ``cpu`` is the processor's
time of the desk for each request, which other programs on the machine do not change.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import sqlalchemy as sa
from synthetic import AGENCIES, GOODS, OUTLETS

from ledger import load
from weighbridge.booking import book
from weighbridge.ledger import Ledger, open_ledger
from weighbridge.ledger.listed import listings, pair_totals
from weighbridge.ledger.opening import reading
from weighbridge.ledger.schema import documents, statements
from weighbridge.weighing.figures import figures

DRAWN = 3_000
"""Addresses of a kind, at most; the desk remembers far fewer."""
LUA = """
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
local at = 0
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
function done(summary, latency)
  local errors = summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, errors,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of asking for one kind of page; times in milliseconds."""

    requests: int
    errors: int
    half: float
    most: float
    """95 of 100 take no longer."""
    nearly_all: float
    """99 of 100."""
    longest: float


def _drawn(ledger: Ledger, chance: random.Random) -> dict[str, list[str]]:
    """Ids to ask for, drawn from all of the ledger."""

    def some(column: sa.ColumnElement[str]) -> list[str]:
        with reading(ledger) as connection:
            found = list(connection.execute(sa.select(column)).scalars())
        return chance.sample(found, min(DRAWN, len(found)))

    with reading(ledger) as connection:
        pairs = [f"{a}\n{b}" for a, b in connection.execute(sa.select(pair_totals.c.supplier, pair_totals.c.recipient))]
    return {
        "transfer": some(listings.c.id),
        "document": some(documents.c.id),
        "statement": some(statements.c.id),
        "pair": chance.sample(pairs, min(DRAWN, len(pairs))),
    }


def _addresses(ledger: Ledger) -> dict[str, list[str]]:
    """For each kind of page the addresses that are asked for."""
    chance = random.Random(1)
    drawn = _drawn(ledger, chance)
    pairs = [dict(zip(("supplier", "recipient"), one.split("\n"), strict=True)) for one in drawn["pair"]]
    parties = list(dict.fromkeys(code for one in pairs for code in one.values()))
    days = [f"202{chance.randrange(1, 9)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}" for _ in pairs]
    things = sorted(GOODS)
    filters = [
        {
            **chance.choice(({"supplier": one["supplier"]}, {"recipient": one["recipient"]}, {"goods": "missile"}, {})),
            "goods": chance.choice(things),
            "stage": chance.choice(("", "delivered", "none")),
            "sort": chance.choice(("", "pair", "-likelihood", "likelihood", "-stage", "-last", "goods")),
            "offset": chance.choice((0, 0, 50, 1000)),
        }
        for one in pairs
    ]
    words = [f"{one['supplier']} {chance.choice(list(GOODS.values()))}" for one in pairs]
    common = [f"{chance.choice(list(GOODS.values()))} {chance.choice(('denied', 'officials', 'step'))}" for _ in pairs]
    transfers, reports = (["/" + quote(one) for one in drawn[name]] for name in ("transfer", "document"))

    def asked(path: str, rows: list[dict[str, object]] | list[dict[str, str]]) -> list[str]:
        return [f"{path}?{urlencode(row)}" for row in rows]

    return {
        "what changed": ["/"],
        "what changed, a day": [f"/?since={day}" for day in days],
        "transfers": asked("/transfers", filters),
        "transfers, words": asked("/transfers", [{"q": one} for one in words]),
        "transfer": [f"/transfers{one}" for one in transfers],
        "transfer, again": [f"/transfers{transfers[0]}"],
        "transfer, a past day": [f"/transfers{one}?as_of=2028-06-30" for one in transfers],
        "history": [f"/history{one}" for one in transfers],
        "document": [f"/documents{one}" for one in reports],
        "pairs": asked("/pairs", [{"sort": row["sort"], "party": row.get("supplier", "")} for row in filters]),
        "pair": asked("/pair", pairs),
        "pair, a past day": [f"/pair?{urlencode(one)}&as_of={day}" for one, day in zip(pairs, days, strict=True)],
        "party": [f"/parties/{quote(one)}" for one in parties],
        "network": asked("/network", [{"party": one} for one in parties]),
        "map": asked("/map", [{"party": one} for one in parties]),
        "measures": asked("/measures", [{"country": one} for one in parties]),
        "search, rare words": asked("/search", [{"q": one} for one in words]),
        "search, common words": asked("/search", [{"q": one, "offset": 20 * n} for n, one in enumerate(common[:40])]),
        "sources": asked("/sources", [{"q": one[:n]} for one in OUTLETS for n in range(len(one))]),
        "source": asked(
            "/source", [{"outlet": one, "offset": 50 * n} for one in (*AGENCIES, *OUTLETS) for n in range(80)]
        ),
        "review queue": asked("/review", [{"offset": 0, "supplier": one["supplier"]} for one in pairs]),
        "review of a statement": [f"/review/{one}" for one in drawn["statement"]],
        "JSON: transfers": asked("/api/transfers", filters),
        "JSON: transfer": [f"/api/transfers{one}" for one in transfers],
        "JSON: history": [f"/api/history{one}" for one in transfers],
        "JSON: document": [f"/api/documents{one}" for one in reports],
        "JSON: pair": asked("/api/pair", pairs),
        "JSON: party": [f"/api/parties/{quote(one)}" for one in parties],
        "JSON: search": asked("/api/search", [{"q": one} for one in words]),
        "JSON: what changed": [f"/api/changes?since={day}" for day in days],
        "picture: timeline": [f"/pictures/timeline{one}" for one in transfers],
        "picture: origins": [f"/pictures/origins{one}" for one in transfers],
        "picture: network": ["/pictures/network.svg"],
        "picture: map": ["/pictures/map.svg"],
    }  # fmt: skip


@contextmanager
def _desk(ledger: str, jobs: int) -> Iterator[tuple[int, int]]:
    """A desk of its own: its port, and the id of its process."""
    command = [sys.executable, "-m", "weighbridge", "desk", "--ledger", ledger, "--port", "0"]
    if jobs:
        command += ["--jobs", str(jobs)]
    served = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert served.stderr is not None
        for line in served.stderr:
            if found := re.search(r":(\d+)/ \(end it", line):
                break
        else:
            raise SystemExit("the desk did not start")
        threading.Thread(target=served.stderr.read, daemon=True).start()
        yield int(found[1]), served.pid
    finally:
        served.terminate()
        try:
            served.wait(30)
        except subprocess.TimeoutExpired:
            served.kill()


def _family(process: int) -> list[Path]:
    """The process and those that it started, as folders of /proc."""
    found, queue = [], [process]
    while queue:
        one = queue.pop()
        folder = Path(f"/proc/{one}")
        found.append(folder)
        for children in folder.glob("task/*/children"):
            queue += [int(child) for child in children.read_text().split()]
    return found


def _seconds(process: int) -> float:
    """Processor time of a process and those that it started; 0 where the system does not tell."""
    ticks = 0
    for folder in _family(process):
        try:
            ticks += sum(map(int, (folder / "stat").read_text().rpartition(")")[2].split()[11:13]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def _settled(process: int) -> None:
    """Wait until the desk has done what nobody waits for any more, 30 seconds at most."""
    for _ in range(60):
        before = _seconds(process)
        time.sleep(0.5)
        if _seconds(process) - before < 0.03:
            return


def _first(port: int, path: str) -> float:
    """Milliseconds of one request by one reader."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()
    return (time.perf_counter() - begun) * 1000


def _memory(process: int) -> float:
    """Megabytes that these processes hold now, shared pages counted in each; 0 where the system does not tell."""
    total = 0
    for folder in _family(process):
        try:
            found = re.search(r"VmRSS:\s+(\d+)", (folder / "status").read_text())
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total / 1000


def _by_wrk(port: int, paths: list[str], readers: int, seconds: float, place: Path) -> Measured:
    (place / "paths").write_text("\n".join(paths) + "\n", encoding="utf-8")
    (place / "asking.lua").write_text(LUA, encoding="utf-8")
    command = [
        "wrk",
        "-t1",
        f"-c{readers}",
        f"-d{max(1, round(seconds))}s",
        "--timeout",
        "60s",
        "-s",
        str(place / "asking.lua"),
    ]
    found = subprocess.run(
        [*command, "-s", str(place / "asking.lua"), f"http://127.0.0.1:{port}/"],
        env={**os.environ, "BENCH_PATHS": str(place / "paths")},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(line for line in found.stdout.splitlines() if line.startswith("RESULT"))
    requests, errors, *times = map(int, line.split()[1:])
    return Measured(requests, errors, *(one / 1000 for one in times))


def _by_threads(port: int, paths: list[str], readers: int, seconds: float, _: Path) -> Measured:
    times: list[float] = []
    errors = 0
    end = time.monotonic() + seconds
    turn = iter(range(10**9))

    def read() -> None:
        nonlocal errors
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            begun = time.perf_counter()
            connection.request("GET", paths[next(turn) % len(paths)])
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - begun) * 1000)
            errors += answer.status >= 400

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    times.sort()

    def part(share: float) -> float:
        return times[min(len(times) - 1, int(len(times) * share))]

    return Measured(len(times), errors, part(0.5), part(0.95), part(0.99), times[-1])


def _busy() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def measure(ledger: str, readers: int, seconds: float, jobs: int, only: str) -> None:
    """Print the table."""
    opened = open_ledger(Path(ledger))
    addresses = {name: paths for name, paths in _addresses(opened).items() if only in name}
    opened.close()
    ask: Callable[[int, list[str], int, float, Path], Measured] = _by_wrk if shutil.which("wrk") else _by_threads
    with _desk(ledger, jobs) as (port, process), tempfile.TemporaryDirectory(prefix="weighbridge-bench-") as place:
        print(f"\nthe desk, {readers} readers at once, by {ask.__name__[4:]}; load of the machine {_busy()}")
        print(f"  memory at first {_memory(process):.0f} MB")
        heads = "".join(f"{one:>9}" for one in ("requests", "p50 ms", "p95 ms", "p99 ms", "longest", "first"))
        print(f"  {'':24}{heads}{'cpu ms':>8}{'memory':>8}")
        for name, paths in addresses.items():
            chance = random.Random(2)
            chance.shuffle(paths)
            first = _first(port, paths[-1])
            _settled(process)
            before = _seconds(process)
            found = ask(port, paths, readers, seconds, Path(place))
            each = (_seconds(process) - before) / max(1, found.requests) * 1000
            times = "".join(f"{one:9.1f}" for one in (found.half, found.most, found.nearly_all, found.longest, first))
            wrong = f"   {found.errors} ERRORS" if found.errors else ""
            print(f"  {name:24}{found.requests:9,}{times}{each:8.1f}{_memory(process):5.0f} MB{wrong}", flush=True)
        print(f"  load of the machine at the end {_busy()}")


def main() -> None:
    """Make a ledger unless there is one, and measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--statements", type=int, default=100_000, help="of the ledger that is made (100000)")
    asked.add_argument("--ledger", help="a ledger that is there already")
    asked.add_argument("--readers", type=int, default=10, help="at once (10)")
    asked.add_argument("--seconds", type=float, default=3.0, help="for each kind of page (3)")
    asked.add_argument("--jobs", type=int, default=2, help="processes of the desk (2)")
    asked.add_argument("--only", default="", help="only kinds of pages with these letters in their name")
    told = asked.parse_args()
    if told.ledger:
        measure(told.ledger, told.readers, told.seconds, told.jobs, told.only)
        return
    with tempfile.TemporaryDirectory(prefix="weighbridge-bench-") as place:
        path = Path(place) / "bench.sqlite"
        ledger = open_ledger(path)
        number = load(ledger, told.statements)
        pairs = book(ledger, figures())
        ledger.close()
        print(f"a ledger of {number:,} statements on {pairs:,} pairs, {path.stat().st_size / 1e6:,.0f} MB")
        measure(str(path), told.readers, told.seconds, told.jobs, told.only)


if __name__ == "__main__":
    main()
