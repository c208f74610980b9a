"""What very many copies of one story cost: ``python bench/copies.py [COPIES]``.

Rewrites of one text in which six of 300 words are others, of as many outlets, are put into a fresh ledger as an import
does it, and weighed. Both have to grow with their number, not with its square.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from weighbridge.booking import book
from weighbridge.keeping import keep_many
from weighbridge.ledger import open_ledger, transfers
from weighbridge.ledger.adding import Addition
from weighbridge.model import Document, Item, Party, Source, Statement
from weighbridge.weighing.figures import figures

COPIES = 6_000
TOGETHER = 100
SENTENCE = "Iran has sent Russia missiles, two people told reporters."


def statement() -> Statement:
    """What each of them says."""
    return Statement(
        evidence=SENTENCE,
        start=0,
        end=len(SENTENCE),
        supplier=Party("IR", "Iran"),
        recipient=Party("RU", "Russia"),
        item=Item("missile", "missiles"),
        quantity=None,
        value=None,
        time=None,
        stage="delivered",
        stance="asserts",
        certainty="certain",
        source=Source("anonymous", text="two people"),
        via=(),
        explicit=True,
        trigger=None,
        confidence=1.0,
    )


def copies(number: int) -> Iterator[Document]:
    """So many rewrites, in no order of time."""
    chance = random.Random(1)
    for one in range(number):
        words = [f"word{place}" for place in range(300)]
        for _ in range(6):
            words[chance.randrange(300)] = f"other{chance.randrange(10**6)}"
        day = f"2024-03-{chance.randrange(1, 21):02d}"
        yield Document(f"copy {one}", f"{SENTENCE} {' '.join(words)}", None, f"Outlet {one}", day)


def main() -> None:
    """Keep them, weigh them, print the figures."""
    number = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else COPIES
    told = [Addition(one, [statement()], [], "bench", "1") for one in copies(number)]
    with tempfile.TemporaryDirectory() as place:
        ledger = open_ledger(Path(place) / "ledger.sqlite")
        begun = time.perf_counter()
        for start in range(0, number, TOGETHER):
            keep_many(ledger, told[start : start + TOGETHER])
        kept = time.perf_counter()
        book(ledger, figures())
        weighed = time.perf_counter()
        [one] = transfers(ledger)
        ledger.close()
    print(f"{number:,} near-copies kept: {kept - begun:7.1f} s  {(kept - begun) / number * 1000:6.1f} ms each")
    print(f"  weighed: {weighed - kept:7.1f} s, {one.fields['origins_count']} origin of {number:,} documents")


if __name__ == "__main__":
    main()
