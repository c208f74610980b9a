"""How fast weighing and the ledger are: against a plain group-by, and how the cost grows.

    python bench/ledger.py [STATEMENTS ...]

On one core. For each number of made-up statements: weighing them in memory against DuckDB's group-by of
the same rows in the same run; for the largest number also a ledger on disk: loading it, weighing it,
adding one more document to it (median of a hundred), and what the commands take on it.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import duckdb
from synthetic import PER_PAIR, Report, reports, reports_on

from weighbridge.booking import book
from weighbridge.identity import provenance_of, statement_id
from weighbridge.keeping import keep
from weighbridge.ledger import Addition, Ledger, add_many, open_ledger
from weighbridge.model import Entry, Provenance
from weighbridge.views import (
    Asked,
    Look,
    hit_records,
    pair_records,
    statement_records,
    transfer_record,
    transfer_records,
)
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import record_of
from weighbridge.weighing.weighing import weigh

SIZES = (10_000, 100_000, 1_000_000)
CHUNK = 40 * PER_PAIR
"""Statements that are in memory at a time: the pairs of some suppliers."""
ADDED = 100
"""Documents that are added one by one to the largest ledger."""


def _entries(some: list[Report]) -> tuple[list[Entry], dict[str, Provenance]]:
    found, sources = [], {}
    for report in some:
        source = provenance_of(report.document)
        sources[source.id] = source
        found += [Entry(statement_id(source.id, one), source.id, one) for one in report.statements]
    return found, sources


def _chunks(stream: Iterator[Report]) -> Iterator[list[Report]]:
    while some := list(islice(stream, CHUNK // 4)):
        yield some


def weighing(size: int) -> tuple[int, float, float]:
    """Number of statements, seconds to weigh them, seconds of DuckDB for the same rows."""
    known = figures()
    rows: list[tuple[str, str, str, str, str, str]] = []
    seconds, number = 0.0, 0
    for some in _chunks(reports(size)):
        found, sources = _entries(some)
        rows += [
            (
                one.statement.supplier.code or "",
                one.statement.recipient.code or "",
                one.statement.item.class_,
                one.statement.stage,
                one.statement.stance,
                sources[one.document].published or "",
            )
            for one in found
            if one.statement.supplier and one.statement.recipient and one.statement.item
        ]
        started = time.perf_counter()
        for transfer in weigh(found, sources):
            record_of(transfer, known)
        seconds += time.perf_counter() - started
        number += len(found)
    return number, seconds, _grouped(rows)


def _grouped(rows: list[tuple[str, str, str, str, str, str]]) -> float:
    """Seconds of a plain group-by: the spreadsheet's answer to the same question. One thread, rows already loaded."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("supplier", "recipient", "item", "stage", "stance", "published"), *rows])
        file.flush()
        base = duckdb.connect(config={"threads": 1})
        base.execute("create table told as from read_csv($1, all_varchar = true)", [file.name])
    started = time.perf_counter()
    base.execute(
        "select supplier, recipient, item, count(*), count(*) filter (stance = 'denies'), min(published),"
        " max(published), max(stage) from told group by supplier, recipient, item order by all"
    ).fetchall()
    return time.perf_counter() - started


def load(ledger: Ledger, size: int) -> int:
    """Put the reports into a ledger; returns the number of statements."""
    number = 0
    additions = (Addition(one.document, one.statements, (), "bench", "1") for one in reports(size))
    for added in add_many(ledger, additions, 1000):
        number += added.statements
    return number


def _timed(what: str, action: object) -> None:
    started = time.perf_counter()
    result = action()  # type: ignore[operator]
    count = len(result) if hasattr(result, "__len__") else 1
    print(f"  {what:44} {(time.perf_counter() - started) * 1000:9.1f} ms   {count} rows", flush=True)


def on_disk(size: int) -> None:
    """A ledger of so many statements: load, weigh, add one at a time, ask."""
    with tempfile.TemporaryDirectory(prefix="weighbridge-bench-") as place:
        ledger = open_ledger(Path(place) / "bench.sqlite")
        started = time.perf_counter()
        number = load(ledger, size)
        print(f"\na ledger of {number:,} statements\n  loading {time.perf_counter() - started:.0f} s", flush=True)
        started = time.perf_counter()
        weighed = book(ledger, figures())
        seconds = time.perf_counter() - started
        print(f"  weighing all {weighed:,} pairs and storing them {seconds:.0f} s", flush=True)
        added = []
        for number in range(ADDED):
            pair = (f"state-{number * 3 % (max(1, size // PER_PAIR // 40))}", f"state-{1000 + number % 40 * 7}")
            [report] = islice(reports_on(10_000_000 + number, pair), 1)
            started = time.perf_counter()
            keep(ledger, report.document, report.statements, (), "bench", "1")
            book(ledger, figures())
            added.append(time.perf_counter() - started)
        took = f"median {median(added) * 1000:.1f} ms, slowest {max(added) * 1000:.0f} ms"
        print(f"  adding one document and weighing: {took}")
        look = Look(ledger)
        first = next(transfer_records(look, Asked()))
        pair = {"supplier": first["supplier"], "recipient": first["recipient"]}
        _timed("show a transfer", lambda: [transfer_record(look, first["id"])])
        _timed("transfers of a pair", lambda: list(transfer_records(look, Asked(**pair))))
        _timed("transfers of a supplier", lambda: list(transfer_records(look, Asked(supplier=first["supplier"]))))
        _timed("statements of a pair", lambda: list(statement_records(look, **pair)))
        _timed("search evidence", lambda: list(hit_records(look, "drones denied mission", False, 20)))
        past = Look(ledger, as_of="2023-06-30")
        _timed("a transfer as of a past day", lambda: list(transfer_records(past, Asked(**pair))))
        _timed("pairs (all of them)", lambda: pair_records(look, Asked()))
        ledger.close()


def main() -> None:
    """Print the ratios."""
    sizes = [int(one.replace("_", "")) for one in sys.argv[1:]] or list(SIZES)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    weighing(2_000)  # the lexicon is loaded once
    print("weighing against a group-by of the same rows (DuckDB, one thread)")
    for size in sizes:
        number, seconds, plain = weighing(size)
        print(
            f"  {number:>9,} statements  {seconds:8.1f} s  {seconds / number * 1e6:6.0f} us each"
            f"   group-by {plain * 1000:8.1f} ms   ratio {seconds / plain:8.0f}",
            flush=True,
        )
    on_disk(max(sizes))


if __name__ == "__main__":
    main()
