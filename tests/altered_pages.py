"""Pages of one address, altered from time to time, and a ledger that they are put into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.weighing.reports import US, Told, counted, report

from weighbridge.keeping import keep
from weighbridge.ledger import (
    Added,
    Ledger,
    entries,
    open_ledger,
)
from weighbridge.model import Details

URL = "https://courier.example/news/missiles"
REST = "The talks between the two capitals had gone on since the spring of last year, several officials said."


def page(
    sentence: str, by: object = US, *, url: str | None = URL, details: Details | None = None, **more: object
) -> Told:
    """A report as a page: with its address, a title, and more text than the sentence."""
    title = more.pop("title", "Missiles for Russia")
    rest = more.pop("rest", REST)
    made, statement = report(sentence, by, **more)  # type: ignore[arg-type]
    text = f"{sentence}\n\n{rest}"
    return replace(made, text=text, url=url, title=title, details=details or Details()), statement  # type: ignore[arg-type]


def put(ledger: Ledger, *told: Told) -> list[Added]:
    return [keep(ledger, one, [statement], [], "test", "1") for one, statement in told]


def evidence(ledger: Ledger, as_of: str | None = None) -> list[str]:
    return [one.statement.evidence for one in entries(ledger, as_of=as_of)]


SIXTY = page("Iran sent Russia 60 missiles.", quantity=counted(60, "60"), details=Details(seen="2024-03-01T12:00:00Z"))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger.sqlite")


def html(*paragraphs: str, title: str, updated: str | None = None) -> str:
    changed = f'<meta property="article:modified_time" content="{updated}">' if updated else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{URL}">'
        '<meta property="article:published_time" content="2024-09-05T08:00:00Z">'
        f'<meta property="og:site_name" content="Peninsula Courier">{changed}</head><body><article><h1>{title}</h1>'
        + "".join(f"<p>{one}</p>" for one in paragraphs)
        + "</article></body></html>"
    )
