"""Fetching: from a server of one's own, all files of a list or nothing, and what is in force stays until then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.fetching.conftest import Site
from tests.lists.samples import ADD, ALT, SDN, UN

from weighbridge.fetching import Session
from weighbridge.lists import ListError
from weighbridge.lists.problem import Shrunk
from weighbridge.lists.store import Store
from weighbridge.lists.updating import session_for, update
from weighbridge.lists.words import words


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


def fetched(site: Site, session: Session, store: Store, name: str, *paths: str, agree: bool = False) -> bool:
    listed = replace(words().lists[name], addresses=tuple(site.at(path) for path in paths))
    return update(listed, store, session, words(), agree)[1]


def test_a_list_is_fetched_kept_and_put_in_force(site: Site, session: Session, store: Store) -> None:
    site.put("/consolidated.xml", UN, "application/xml")
    assert fetched(site, session, store, "un-sc", "/consolidated.xml")
    assert not fetched(site, session, store, "un-sc", "/consolidated.xml")
    version = store.in_force()["un-sc"]
    assert version.fetched == (site.at("/consolidated.xml"),)
    assert version.number == 2
    assert version.raw[0][0] == "consolidated.xml"


def test_a_redirect_to_storage_is_followed(site: Site, session: Session, store: Store) -> None:
    site.move("/exports/SDN.XML", "/bucket/x?signature=1")
    site.put("/bucket/x?signature=1", UN, "binary/octet-stream")
    assert fetched(site, session, store, "un-sc", "/exports/SDN.XML")


def test_the_three_files_of_ofac_are_one_list(site: Site, session: Session, store: Store) -> None:
    for name, text in (("SDN", SDN), ("ADD", ADD), ("ALT", ALT)):
        site.put(f"/{name}.CSV", text, "text/csv")
    assert fetched(site, session, store, "us-sdn", "/SDN.CSV", "/ADD.CSV", "/ALT.CSV")
    names = [one.names for one in store.parties(store.in_force()["us-sdn"])]
    assert ("TESTAIR LINES", "AERO-TESTAIR") in names


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("gone", "text/plain", 404),
        ("<html><body>maintenance</body></html>", "text/html", 200),
        (UN[: len(UN) // 2], "application/xml", 200),
        ("x", "image/png", 200),
        ("denied", "text/plain", 403),
    ],
)
def test_what_fails_changes_nothing(
    body: str, kind: str, status: int, site: Site, session: Session, store: Store
) -> None:
    site.put("/list.xml", UN, "application/xml")
    fetched(site, session, store, "un-sc", "/list.xml")
    before = store.in_force()
    site.put("/list.xml", body, kind, status)
    with pytest.raises(ListError) as caught:
        fetched(site, session, store, "un-sc", "/list.xml")
    assert site.at("/list.xml") in str(caught.value)
    assert "/tmp" not in str(caught.value)
    assert store.in_force() == before


def test_one_file_of_three_that_fails_changes_nothing(site: Site, session: Session, store: Store) -> None:
    site.put("/SDN.CSV", SDN, "text/csv")
    site.put("/ADD.CSV", ADD, "text/csv")
    with pytest.raises(ListError, match="us-sdn stays as it was"):
        fetched(site, session, store, "us-sdn", "/SDN.CSV", "/ADD.CSV", "/ALT.CSV")
    assert store.in_force() == {}


def test_another_list_at_the_address_is_refused(site: Site, session: Session, store: Store) -> None:
    site.put("/list.xml", UN, "application/xml")
    with pytest.raises(ListError, match="reads as un-xml, and eu-fsf comes as eu-xml"):
        fetched(site, session, store, "eu-fsf", "/list.xml")


def test_an_update_that_drops_much_asks_first(site: Site, session: Session, store: Store) -> None:
    site.put("/list.xml", UN, "application/xml")
    fetched(site, session, store, "un-sc", "/list.xml")
    site.put("/list.xml", UN.split("<ENTITIES>")[0] + "</CONSOLIDATED_LIST>", "application/xml")
    with pytest.raises(Shrunk, match="lacks 1 of the 2"):
        fetched(site, session, store, "un-sc", "/list.xml")
    assert store.in_force()["un-sc"].number == 2
    assert fetched(site, session, store, "un-sc", "/list.xml", agree=True)


def test_an_answer_that_does_not_end_is_cut_off_at_the_limit(site: Site, session: Session, store: Store) -> None:
    head = b"HTTP/1.0 200 OK\r\nContent-Type: application/xml\r\n\r\n<CONSOLIDATED_LIST>"
    site.endless("/list.xml", head, b"<INDIVIDUALS/>" * 5_000)
    listed = replace(words().lists["un-sc"], addresses=(site.at("/list.xml"),), megabytes=1)
    with pytest.raises(ListError, match="un-sc stays as it was"):
        update(listed, store, session, words())


def test_a_private_address_is_not_asked(store: Store) -> None:
    listed = replace(words().lists["un-sc"], addresses=("http://127.0.0.1:9/x",))
    session = session_for([listed])
    try:
        with pytest.raises(ListError, match="stays as it was"):
            update(listed, store, session, words())
    finally:
        session.close()
