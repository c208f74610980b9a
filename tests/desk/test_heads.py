"""What the desk answers to methods other than GET and POST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import MISSILES, browser, made


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with browser(made(tmp_path_factory.mktemp("heads") / "desk.sqlite")) as found:
        yield found


@pytest.mark.parametrize(
    "address",
    ["/", "/transfers", f"/transfers/{MISSILES}", "/api/transfers", "/api/bulk/statements", "/static/desk.css"],
)
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    head, whole = client.head(address), client.get(address)
    assert head.status_code == whole.status_code == 200
    assert head.content == b""
    assert whole.content
    assert {name: value for name, value in head.headers.items() if name != "date"} == {
        name: value for name, value in whole.headers.items() if name != "date"
    }


def test_head_of_what_there_is_not(client: TestClient) -> None:
    assert client.head("/transfers/nothing").status_code == 404
    assert client.head("/nowhere").status_code == 404


def test_methods_that_nothing_answers_are_refused_before_anybody_has_to_sign_in(client: TestClient) -> None:
    answer = client.request("TRACE", "/api/transfers")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert client.request("BREW", "/").status_code == 405
