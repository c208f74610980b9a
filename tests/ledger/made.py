"""Documents and statements for the tests of the ledger; as a program, adds them until it is killed."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from weighbridge.ledger import Addition, add_reading, open_ledger
from weighbridge.model import Document, Item, Measure, Party, Source, Statement

STATES = ("PL", "UA", "IR", "RU", "KP", "")


def addition(number: int, version: str = "1", statements: int = 3) -> Addition:
    """A document with its statements and a measure; the same number gives the same."""
    chance = random.Random(number)
    text, found = "", []
    for place in range(statements):
        supplier, recipient = chance.sample(STATES, 2)
        sentence = f"Report {number}: {supplier or 'someone'} sent {recipient or 'someone'} {place + 2} missiles."
        found.append(
            Statement(
                sentence,
                len(text),
                len(text) + len(sentence),
                Party(supplier or None, supplier),
                Party(recipient, recipient) if recipient else None,
                Item("missile.ballistic", "missiles"),
                None,
                None,
                None,
                "delivered",
                "asserts",
                "certain",
                Source("government", "US", "officials"),
                (Source("media", None, "the agency", True, 1),),
                True,
                "sent",
                0.5,
            )
        )
        text += sentence + " "
    published = None if number % 7 == 0 else f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    document = Document(f"report-{number}", text, f"https://news.example/{number}", "News", published, f"No {number}")
    measure = Measure(found[0].evidence, found[0].start, found[0].end, "US", "Works", "IR", "sanctions", "asserts")
    return Addition(document, found, [measure], "rules", version)


def additions(count: int) -> Iterator[Addition]:
    """The first ``count`` documents."""
    return map(addition, range(count))


if __name__ == "__main__":
    ledger = open_ledger(sys.argv[1])
    for one in additions(int(sys.argv[2])):
        added = add_reading(ledger, one.document, one.statements, one.measures, one.reader, one.version)
        print(added.document, flush=True)
    print("done", flush=True)
