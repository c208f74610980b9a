"""How fast documents come into a ledger: ``weighbridge add`` of pages of our own, and where the time goes.

    python bench/adding.py [PAGES]

HTML files in twenty markups, half of them about transfers (bench/made_pages.py), into a fresh ledger with their
originals, in one process: first as the command itself does it, then step by step for the split between intake
(bytes to Documents, pages parsed in a process of its own), reading (Documents to statements) and the ledger
(originals, rows, weighing).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from made_pages import html_of, story  # noqa: E402

from weighbridge.intake import documents_from  # noqa: E402
from weighbridge.keeping import keep  # noqa: E402
from weighbridge.ledger import has_reading, open_ledger  # noqa: E402
from weighbridge.model import Document  # noqa: E402
from weighbridge.originals import Store, folder_for, kept  # noqa: E402
from weighbridge.running import READER, reader_version, readings  # noqa: E402
from weighbridge.views import brought_up  # noqa: E402

PAGES = 2_000
SPLIT = 500
"""Pages that are added step by step."""

Thing = TypeVar("Thing")


def write(folder: Path, number: int) -> None:
    """So many pages as files."""
    for one in range(number):
        (folder / f"{one:05}.html").write_text(html_of(story(one)), encoding="utf-8")


class Clock:
    """Seconds that were spent inside an iterable."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """The things; what making each takes is counted."""
        made = iter(things)
        while True:
            begun = time.perf_counter()
            try:
                one = next(made)
            except StopIteration:
                return
            finally:
                self.seconds += time.perf_counter() - begun
            yield one


def by_command(folder: Path, ledger: Path, pages: int) -> None:
    """Add the pages of a folder as a person would, and print how many that were in a second."""
    command = [sys.executable, "-m", "weighbridge", "add", str(folder), "--ledger", str(ledger), "--jobs", "1"]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"weighbridge add failed: {done.stderr[-2_000:]}")
    print(f"add of {pages:,} pages, one process: {seconds:7.1f} s  {pages / seconds:6.1f} documents a second")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(f"  of the processor: {processor:7.1f} s  {pages / processor:6.1f} documents a second, had it been alone")
    print(f"  {done.stderr.strip().splitlines()[-1]}".replace(str(ledger), "the ledger"), flush=True)


def step_by_step(folder: Path, where: Path) -> None:
    """Add the pages of a folder in this process, and print where the time went."""
    ledger = open_ledger(str(where))
    place = folder_for(ledger)
    store = Store(place) if place else None
    version = reader_version()
    list(readings([Document("warm", "Poland has sent Ukraine 14 tanks, the ministry said.")]))
    intake, filing, read = Clock(), Clock(), Clock()

    def unread() -> Iterator[Document]:
        found = documents_from([folder], originals=store is not None)
        for one in intake.over(one for one in found if isinstance(one, Document)):
            (document,) = filing.over(kept(ledger, store, full) for full in (one,))
            if not has_reading(ledger, document, READER, version):
                yield document

    begun = time.perf_counter()
    number = 0
    for reading in read.over(readings(unread())):
        keep(ledger, reading.document, reading.statements, reading.measures, READER, version)
        number += 1
    brought_up(ledger)
    whole = time.perf_counter() - begun
    ledger.close()
    reading_only = read.seconds - intake.seconds - filing.seconds
    print(f"step by step, {number:,} pages: {whole:.1f} s, {number / whole:.1f} documents a second")
    parts = {"intake": intake.seconds, "reading": reading_only, "ledger": whole - intake.seconds - reading_only}
    for name, seconds in parts.items():
        print(f"  {name:8} {seconds:7.1f} s  {seconds / whole:6.1%}  {seconds / number * 1000:6.1f} ms a page")


def main() -> None:
    """Make the pages, add them, print the figures."""
    pages = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        for name, number in (("all", pages), ("some", min(pages, SPLIT))):
            (place / name).mkdir()
            write(place / name, number)
        by_command(place / "all", place / "all.db", pages)
        step_by_step(place / "some", place / "some.db")


if __name__ == "__main__":
    main()
