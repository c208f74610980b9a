"""How well and how fast pages are read, against plain trafilatura on the same pages in the same run.

``python bench/pages.py [FOLDER]``: FOLDER holds ``expected.json`` and the pages in ``html/``; without it, pages of our
own in twenty markups are taken, which are easy to read, so that only the time is of interest. For each page
``expected.json`` has snippets that must be in the text (``with``) and that must not (``without``), the
``title``, the ``date`` and the ``author`` (empty where there is none) and the ``url``. This is the form of
trafilatura's own evaluation, and snippets are counted as there: one that must be there and is, is a hit; one
that must not be there and is, a false one. Processor time from the decoded HTML to the Document, the fastest
of some rounds.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from made_pages import made

from weighbridge.intake.decoding import decode
from weighbridge.intake.pages import documents_of_page
from weighbridge.model import Document

Read = Callable[[str], "Page"]

MADE = 400
"""Pages of our own that are read where no others are given."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader found in a page; empty where it found nothing."""

    text: str = ""
    title: str = ""
    date: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over all pages; ``dated`` only over those that have a date."""

    precision: float
    recall: float
    title: float
    date: float
    dated: float
    author: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of the snippets."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def ours(source: str) -> Page:
    """A page as Weighbridge reads it; of a live blog, all its entries together."""
    found = [one for one in documents_of_page(source, "page", "page") if isinstance(one, Document)]
    if not found:
        return Page()
    first = found[0]
    text = "\n".join(one.text for one in found)
    return Page(text, first.title or "", first.published or "", first.details.byline or "")


def plainly(**settings: Any) -> Read:
    """A reader that is trafilatura alone, with these settings."""
    import trafilatura

    def read(source: str) -> Page:
        found = trafilatura.bare_extraction(source, with_metadata=True, **settings)
        if found is None:
            return Page()
        return Page(found.text or "", found.title or "", found.date or "", found.author or "")

    return read


def letters(text: str) -> str:
    """A title for comparing: small letters and figures only."""
    return re.sub(r"[\W_]+", "", text.replace("\u00ad", "").casefold())


def same_names(one: str, other: str) -> bool:
    """Whether two bylines have the same words, in any order."""
    words = [set(re.findall(r"\w+", text.casefold())) for text in (one, other)]
    return words[0] == words[1]


def measure(read: Read, pages: dict[str, str], expected: dict[str, Any]) -> Figures:
    """The figures of a reader over ``pages`` (name to source)."""
    hit = missed = false = title = date = dated = author = 0
    for name, source in pages.items():
        want, got = expected[name], read(source)
        hit += sum(snippet in got.text for snippet in want["with"])
        missed += sum(snippet not in got.text for snippet in want["with"])
        false += sum(snippet in got.text for snippet in want["without"])
        title += letters(got.title) == letters(want["title"])
        right = got.date[:10] == want["date"]
        date += right
        dated += right and bool(want["date"])
        author += same_names(got.author, want["author"])
    have = sum(bool(expected[name]["date"]) for name in pages)
    number = max(1, len(pages))
    return Figures(
        precision=hit / max(1, hit + false),
        recall=hit / max(1, hit + missed),
        title=title / number,
        date=date / number,
        dated=dated / max(1, have),
        author=author / number,
    )


def load(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """The decoded pages of a benchmark folder by name, and what is expected of each."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    pages = {}
    for name in expected:
        text = decode((folder / "html" / name).read_bytes(), name, lambda _: None)
        pages[name] = text if isinstance(text, str) else ""
    return pages, expected


def seconds(readers: dict[str, Read], sources: list[str], rounds: int) -> dict[str, float]:
    """Seconds that each reader takes for all pages: the fastest of ``rounds``, taken by turns."""
    best = dict.fromkeys(readers, float("inf"))
    for number in range(rounds):
        names = list(readers) if number % 2 == 0 else list(reversed(readers))
        for name in names:
            begun = time.process_time()
            for source in sources:
                readers[name](source)
            best[name] = min(best[name], time.process_time() - begun)
    return best


def on_one_core() -> None:
    """Keep this process to one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main() -> None:
    """Parse arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="expected.json, and the pages in html/")
    parser.add_argument("--rounds", type=int, default=4, help="the fastest of so many counts")
    options = parser.parse_args()
    if options.folder and not (options.folder / "expected.json").exists():
        parser.exit(1, f"{options.folder} holds no expected.json\n")
    on_one_core()
    logging.disable(logging.CRITICAL)
    pages, expected = load(options.folder) if options.folder else made(MADE)
    readers = {
        "weighbridge": ours,
        "trafilatura, defaults": plainly(),
        "trafilatura, no comments": plainly(include_comments=False),
        "trafilatura, precision": plainly(include_comments=False, favor_precision=True),
    }
    print(f"{len(pages)} pages{'' if options.folder else ' of our own'}; shares of all, 'dated' of those with a date")
    print(f"{'':26} {'text F1':>8} {'prec.':>7} {'recall':>7} {'title':>7} {'date':>7} {'dated':>7} {'author':>7}")
    for name, read in readers.items():
        got = measure(read, pages, expected)
        rest = f"{got.title:7.3f} {got.date:7.3f} {got.dated:7.3f} {got.author:7.3f}"
        print(f"{name:26} {got.f1:8.4f} {got.precision:7.3f} {got.recall:7.3f} {rest}")
    # measuring was the round to warm up
    compared = {name: readers[name] for name in ("weighbridge", "trafilatura, defaults")}
    taken = seconds(compared, list(pages.values()), options.rounds)
    for name, time_ in taken.items():
        print(f"{name:26} {len(pages) / time_:7.1f} documents a second on one core")
    ratio = taken["weighbridge"] / taken["trafilatura, defaults"]
    print(f"time of weighbridge against trafilatura: {ratio:.2f} times ({ratio - 1:+.1%}; at most +15% are allowed)")


if __name__ == "__main__":
    main()
