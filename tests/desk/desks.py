"""A desk on made-up reports, hostile ones among them; and pages as trees."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from fastapi.testclient import TestClient
from httpx import Response
from lxml import html
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, during, report

from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings
from weighbridge.keeping import keep
from weighbridge.ledger import add_review, entries, open_ledger
from weighbridge.model import Details, Document, Item, Measure, Party, Statement
from weighbridge.views import brought_up

HERE = "http://127.0.0.1:8700"
MISSILES = "IR-RU-missile.ballistic-2024"
SCRIPT = "<script>alert('x')</script>"
HOSTILE = f"{SCRIPT}\u202e{{{{7*7}}}} =cmd() \x1b[31m\x00 arms \ud800 went"
OUTLET = '"><img src=x onerror=alert(1)> / ?#&\u2066Post'
CODE = '../..//"<b>?#'

FIRST = report(
    "Iran has sent 200 missiles to Russia, two people told Harbour Wire.",
    TWO_PEOPLE,
    on="2024-03-01",
    quantity=counted(200, "200"),
    time=during("2024-02"),
)
REPORTS: tuple[Told, ...] = (
    FIRST,
    report("Iran's foreign ministry denied it.", IR, on="2024-03-02", outlet="Coast Courier", stance="denies"),
    report("The White House said so.", US, on="2024-05-03", outlet="Island Times", time=during("2024-02")),
    report("Britain's defence ministry said that Russia had got them.", GB, on="2024-05-05", outlet="Hill Gazette"),
    report("Drones would be answered, London said.", GB, on="2024-05-05", item="uav", goods="Drones", stance="warns"),
    report("Korea sold Russia shells.", US, on="2024-01-05", supplier="KP", item="munition.artillery", goods="shells"),
    report("Somebody sent tanks to Russia.", US, on="2024-01-06", supplier=None, item="vehicle.tank", goods="tanks"),
    *(
        report(f"No jets, said {who}.", by, on="2023-01-06", item="aircraft.combat", outlet=who, stage="halted")
        for who, by in (("Wire", US), ("Echo", GB), ("Post", IR))
    ),
    report("No date stands on this: Iran sent trainers.", US, on=None, outlet="No Date Post", item="training"),
)  # fmt: skip


def overlapping() -> tuple[Document, tuple[Statement, ...]]:
    """A document in which statements nest and overlap."""
    text = "London said: Iran sent missiles and drones to Russia. Tehran denied the drones."
    base = report(text, GB, on="2024-06-01", outlet="Hill Gazette")[1]
    whole = replace(base, evidence=text[:53], start=0, end=53)
    inner = replace(base, evidence=text[13:30], start=13, end=30, item=Item("missile", "missiles"))
    across = replace(base, evidence=text[31:], start=31, end=len(text), item=Item("uav", "drones"), stance="denies")
    return Document("overlap", text, "https://news.example/a?b=1", "Hill Gazette", "2024-06-01", "Two things"), (
        whole,
        inner,
        across,
    )


def hostile() -> tuple[Document, Statement]:
    """A document that tries everything."""
    document, statement = report(HOSTILE, on="2024-02-02", outlet=OUTLET, goods=SCRIPT)
    source = replace(statement.source, class_="person", text=f"{SCRIPT}\u202eMr X")
    found = replace(statement, source=source, supplier=Party("IR", SCRIPT))
    details = Details(byline=SCRIPT)
    return replace(document, url="javascript:alert(1)", title=f"{SCRIPT} title", details=details), found


def made(path: Path) -> Path:
    """A ledger of all of these, weighed."""
    ledger = open_ledger(path)
    for number, (document, statement) in enumerate(REPORTS):
        text = statement.evidence
        measure = Measure(text, 0, len(text), "US", "the bank", "IR", "sanctions", "asserts")
        keep(ledger, document, [statement], [measure] if number == 2 else [], "test", "1")
    document, several = overlapping()
    keep(ledger, document, several, [], "test", "1")
    document, one = hostile()
    keep(ledger, document, [one], [Measure(HOSTILE, 0, len(HOSTILE), CODE, SCRIPT, "RU", "embargo", "warns")], "t", "1")
    told = next(one for one in entries(ledger) if one.statement.evidence.startswith("Somebody sent"))
    corrected = replace(told.statement, supplier=Party(CODE, "x"))
    add_review(ledger, told.id, "correct", name="Ada Vane", reason="it was they", corrected=corrected)
    brought_up(ledger)
    ledger.close()
    return path


def browser(path: Path, **settings: Any) -> TestClient:
    """A reader on the same computer as the desk."""
    app = application(Settings(ledger=str(path), **settings))
    return TestClient(app, HERE, client=("127.0.0.1", 50000), headers={"accept": "text/html"})


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a desk that runs as the command runs it; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "weighbridge", "desk", "--ledger", str(path), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
            # the socket listens already, so that one request is enough
            with urlopen(f"http://127.0.0.1:{port}/about", timeout=60) as answer:
                assert answer.status == 200
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def tree(answer: Response) -> html.HtmlElement:
    """The page of an answer, which has to be one."""
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.headers["content-type"].startswith("text/html")
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    """What a person reads, without the lists that only show when something is chosen."""
    dropped = element.xpath(".//datalist|.//option|.//script")
    for one in dropped:
        one.drop_tree()
    return " ".join(str(element.text_content()).split())


def links(page: html.HtmlElement) -> Iterator[str]:
    """Addresses of the desk itself that a page leads to."""
    for address in page.xpath("//a/@href|//img/@src|//source/@srcset|//*/@data-part|//link/@href|//script/@src"):
        if str(address).startswith("/") and not str(address).startswith("//"):
            yield str(address)
