"""A desk with lists in force, and orders sent to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import html
from tests.desk.desks import tree
from tests.desk.guarded import Desk, form_token
from tests.desk.listed import CUSTOMERS, keep

NOW = datetime.now(UTC)
LISTED = {"buyer name": "Tidewater Gyroscope Works", "buyer country": "ru", "goods 1": "coffee machines"}
NOBODY = {
    "reference": "SO-77",
    "buyer name": "Quiet Meadow Dairy",
    "buyer country": "Denmark",
    "buyer address": "3 Mill Lane, Aarhus",
    "end-user name": "Quiet Meadow Dairy",
    "end-user country": "dk",
    "goods 1": "milking stools",
    "route": "SE > DK",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with two people and two lists of today."""
    made = Desk(tmp_path / "ledger.sqlite")
    fresh(made)
    return made


def path_of(desk: Desk) -> Path:
    return Path(desk.app.state.settings.ledger)


def fresh(desk: Desk, customers: str = CUSTOMERS) -> None:
    """The lists, taken today."""
    keep(path_of(desk), "harbour", customers, NOW)
    desk.app.state.shelf.ready(600)


def send(browser: TestClient, fields: dict[str, str], **headers: str) -> Response:
    token = form_token(browser.get("/screen"))
    return browser.post("/screen", data={"token": token, "action": "screen", **fields}, headers=headers)


def screened(browser: TestClient, fields: dict[str, str]) -> html.HtmlElement:
    """The page that an order comes to, wherever it stands."""
    answer = send(browser, fields)
    if answer.status_code == 303:
        answer = browser.get(answer.headers["location"])
    return tree(answer)


def verdict(page: html.HtmlElement) -> str:
    [mark] = page.xpath("//h1/span[contains(@class, 'answer')]")
    return " ".join(str(mark.text_content()).split())


def kept_files(desk: Desk) -> list[Path]:
    return [one for one in path_of(desk).with_suffix(".screening").rglob("*") if one.is_file()]
