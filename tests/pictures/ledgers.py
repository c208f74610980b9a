"""Small ledgers of made-up reports, for pictures and dossiers."""

from __future__ import annotations

from pathlib import Path

from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, during, report

from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.model import Measure, Source
from weighbridge.views import Look, brought_up

HOSTILE = (
    '</script><script>alert(1)</script> =cmd|"/c calc"!A1 [x](javascript:alert(1)) #panic() \\input{x} '
    "\x1b[31mred\u202eeliver\ufffe <img src=x onerror=alert(1)> http://evil.example/ www.evil.example **bold** &amp; "
    "Москва صواريخ"
)
"""A sentence that tries to be something else in every form that is written."""
NARRATOR = Source("narrator")

MISSILES: list[Told] = [
    report(
        "Iran has sent 200 missiles to Russia, two people told Harbour Wire.",
        TWO_PEOPLE,
        on="2024-03-01",
        quantity=counted(200, "200"),
        time=during("2024-02-10", "2024-02-28"),
    ),
    report(
        "Iran's foreign ministry denied that it had sent missiles.",
        IR,
        on="2024-03-02",
        outlet="Coast Courier",
        stance="denies",
    ),
    report("Russia has Iran's missiles now, the White House said.", US, on="2024-05-03", outlet="Island Times"),
    report("Britain's defence ministry said that Russia had got them.", GB, on="2024-05-05", outlet="Hill Gazette"),
]
WARNED: Told = report(
    "Any such drones would be answered, the White House said.", US, item="uav", goods="drones", stance="warns"
)
DENIED: Told = report(
    "Minsk has sent no tanks to Moscow, its spokesman said.",
    Source("government", "BY", "its spokesman", False),
    on="2024-04-01",
    outlet="Coast Courier",
    stance="denies",
    supplier="BY",
    item="vehicle.tank",
    goods="tanks",
)
UNDATED: Told = report("Russia has missiles.", US, on=None, outlet="No Date Post")


def kept(path: Path, told: list[Told]) -> Path:
    """A ledger of reports, brought up to date."""
    opened = open_ledger(path)
    for number, (document, statement) in enumerate(told):
        text = statement.evidence
        measure = Measure(text, 0, len(text), "US", "the bank", "IR", "sanctions", "asserts")
        keep(opened, document, [statement], [measure] if number == 2 else [], "test", "1")
    brought_up(opened)
    opened.close()
    return path


def looked(path: Path, as_of: str | None = None) -> Look:
    return Look(open_ledger(path), as_of)


def hostile() -> list[Told]:
    """Reports whose sentence, source, outlet, title and address are all hostile."""
    document, statement = report(HOSTILE, Source("person", None, HOSTILE, True), outlet=HOSTILE, goods=HOSTILE)
    from dataclasses import replace

    return [(replace(document, url="javascript:alert(1)//" + HOSTILE, title=HOSTILE), statement), *MISSILES]
