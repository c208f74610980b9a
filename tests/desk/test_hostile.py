"""What comes from outside can say anything; at the desk it stays text."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from tests.desk.desks import CODE, HOSTILE, OUTLET, browser, hostile, links, made, tree
from tests.weighing.reports import US, report

from weighbridge.identity import document_id
from weighbridge.intake.original import made_of, original_of
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.model import Document
from weighbridge.originals import Store, kept
from weighbridge.originals.places import folder_for

DOCUMENT = document_id(hostile()[0])
STEERING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x1B, 0x00)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return browser(made(tmp_path_factory.mktemp("desk") / "ledger.sqlite"))


@pytest.fixture(scope="module")
def pages(desk: TestClient) -> dict[str, str]:
    """Every page that shows something of the hostile documents."""
    addresses = [
        "/?since=2023-01-01",
        "/transfers",
        "/transfers?party=RU",
        "/transfers/IR-RU-missile.ballistic-2024",
        f"/documents/{DOCUMENT}",
        f"/documents/{DOCUMENT}?offset=3",
        "/pairs",
        "/parties/RU",
        f"/parties/{quote(CODE, safe='')}",
        "/measures",
        "/search?q=went",
        "/search?q=alert&in=document",
        f"/search?q={quote(HOSTILE, errors='replace')}",
        "/sources",
        f"/source?outlet={quote(OUTLET)}",
        f"/transfers?supplier={quote(CODE)}&q={quote(HOSTILE, errors='replace')}&sort={quote(OUTLET[:30])}",
        f"/nowhere/{quote(HOSTILE, safe='', errors='replace')}",
    ]
    found = {address: desk.get(address) for address in addresses}
    assert {one.status_code for one in found.values()} == {200, 404}
    return {address: one.content.decode("utf-8") for address, one in found.items()}


def test_no_markup_of_theirs_is_markup(pages: dict[str, str]) -> None:
    seen = 0
    for address, text in pages.items():
        page = html.fromstring(text)
        scripts = page.xpath("//script")
        ours = ["/static/desk.js", *(["/static/pictures.js"] if page.xpath("//figure[@data-moving]") else [])]
        assert [one.get("src", "").partition("?")[0] for one in scripts if not one.text] == ours, address
        assert len(scripts) == len(ours), address
        assert not page.xpath("//img[@src='x']|//b[not(ancestor::*)]|//@onerror|//iframe|//object|//base"), address
        seen += "alert(" in page.text_content()
    assert seen > 8, "it is shown, as text"


def test_no_link_of_theirs_is_a_script(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        for link in html.fromstring(text).xpath("//@href|//@src|//@action|//@formaction"):
            assert link.startswith(("/", "#", "https://news.example/")), (address, link)
    assert "javascript:alert(1)" in pages[f"/documents/{DOCUMENT}"], "told as text"


def test_nothing_turns_the_reading_order(pages: dict[str, str]) -> None:
    for address, text in pages.items():
        assert not [char for char in STEERING if char in text], address
    assert "\ufffd" in pages[f"/documents/{DOCUMENT}"]


def test_templates_do_not_run_what_they_show(pages: dict[str, str]) -> None:
    for text in pages.values():
        assert "49 =cmd" not in text
    assert "{{7*7}}" in pages[f"/documents/{DOCUMENT}"]


def test_parties_and_outlets_of_any_name_have_their_pages(desk: TestClient) -> None:
    page = tree(desk.get("/transfers"))
    odd = [one for one in links(page) if "vehicle.tank" in one or quote(CODE, safe="") in one]
    assert odd
    for address in odd:
        assert desk.get(address).status_code == 200, address
    [outlet] = {one for one in links(tree(desk.get("/sources"))) if "onerror" in one}
    assert "Post" in tree(desk.get(outlet)).xpath("string(//h1)")


def test_json_holds_any_character(desk: TestClient) -> None:
    found = desk.get(f"/api/documents/{DOCUMENT}")
    assert found.headers["content-type"] == "application/json"
    assert json.loads(found.content.decode("ascii"))["text"] == HOSTILE
    rows = desk.get("/api/bulk/statements").text.splitlines()
    assert HOSTILE in [json.loads(one)["evidence"] for one in rows]


def test_originals_are_only_ever_downloads(tmp_path: Path) -> None:
    raw = b"<html><script>alert(1)</script>"
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    folder = folder_for(ledger)
    assert folder is not None
    document, statement = report("Iran sent missiles to Russia.", US)
    found = made_of(document, original_of(raw, "text/html", True))
    assert isinstance(found, Document)
    keep(ledger, kept(ledger, Store(folder), found), [statement], [], "test", "1")
    ledger.close()
    desk = browser(tmp_path / "ledger.sqlite")
    key = document_id(document)
    assert f"/documents/{key}/original" in links(tree(desk.get(f"/documents/{key}")))
    answer = desk.get(f"/documents/{key}/original")
    assert answer.content == raw
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{key}.bin"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    for path in folder.rglob("*.gz"):
        path.write_bytes(b"broken")
    assert desk.get(f"/documents/{key}/original").status_code == 404
    assert desk.get(f"/documents/{DOCUMENT}/original").status_code == 404
