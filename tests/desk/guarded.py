"""A desk on a small ledger with two people, and browsers at several addresses."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response
from tests.reviewing.kept import REPORTS, kept
from tests.weighing.reports import Told

from weighbridge.desk.access import digest, hash_password
from weighbridge.desk.app import application
from weighbridge.desk.later import load
from weighbridge.desk.settings import Settings
from weighbridge.ledger import Ledger
from weighbridge.ledger.people import add_person, set_token

PASSWORD = "a long enough word"
TOKEN = "wb_made-up-for-the-tests"
HERE = "http://127.0.0.1:8700"
PAGE = {"accept": "text/html"}
HASH = hash_password(PASSWORD)


class Desk:
    """An application and its ledger."""

    def __init__(self, path: Path, reports: tuple[Told, ...] = REPORTS, **settings: object) -> None:
        self.ledger: Ledger = kept(path, reports)
        for name in ("Ada Vane", "Bo Lind"):
            add_person(self.ledger, name, HASH)
        set_token(self.ledger, "Ada Vane", digest(TOKEN))
        self.app = application(Settings(ledger=str(path), **settings))  # type: ignore[arg-type]
        load(self.app)

    def browser(self, address: str = "127.0.0.1", base: str = HERE) -> TestClient:
        """A browser at an address; it follows no redirection, and sends forms as a page of the desk does."""
        found = TestClient(self.app, base, client=(address, 50000), follow_redirects=False, headers=PAGE)
        found.headers["origin"] = base
        return found

    def signed_in(self, name: str = "Ada Vane", address: str = "127.0.0.1") -> TestClient:
        """A browser whose person has signed in."""
        found = self.browser(address)
        answer = sign_in(found, name)
        assert answer.status_code == 303, answer.text
        return found


def form_token(answer: Response) -> str:
    """The token in a page's form."""
    found = re.search(r'<input type="hidden" name="token" value="([0-9a-f]{64})">', answer.text)
    assert found is not None, answer.text
    return found[1]


def sign_in(browser: TestClient, name: str = "Ada Vane", password: str = PASSWORD, **fields: str) -> Response:
    """What the desk answers to the sign-in form."""
    token = form_token(browser.get("/sign-in"))
    return browser.post("/sign-in", data={"token": token, "name": name, "password": password, **fields})
