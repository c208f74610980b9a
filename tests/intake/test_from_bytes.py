"""Documents of bytes: where they came from is what was fetched, not what they say of themselves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.intake import Refusal
from weighbridge.intake.from_bytes import documents_of_bytes
from weighbridge.model import Document

URL = "https://news.example/2024/tanks?from=feed"
TEXT = "Poland has sent Ukraine 14 Leopard tanks, the Polish defence minister said on Friday."


def found(data: bytes | str, published: str | None = None, url: str | None = URL) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    [one] = documents_of_bytes(raw, "name", "where", url, published, 100_000, "feed item")
    assert isinstance(one, Document), one
    return one


def page(head: str) -> str:
    body = f"<article><h1>Tanks</h1><p>{TEXT}</p><p>{TEXT.replace('14', '12')}</p></article>"
    return f"<html><head><title>Tanks</title>{head}</head><body>{body}</body></html>"


def test_text_and_pages_have_the_address_that_they_came_from() -> None:
    for data in (TEXT, page("")):
        one = found(data)
        assert one.id == "name"
        assert one.url == URL
        assert TEXT in one.text


def test_a_page_may_give_its_address_on_its_own_host_only() -> None:
    for link, url in (
        ("https://news.example/2024/tanks", "https://news.example/2024/tanks"),
        ("https://www.news.example/2024/tanks", "https://www.news.example/2024/tanks"),
        ("https://agency.example/real", URL),
        ("https://news.example.evil.example/", URL),
        ("http://[", URL),
    ):
        assert found(page(f'<link rel="canonical" href="{link}">')).url in (url, URL)
        assert found(json.dumps({"text": TEXT, "url": link})).url == url


def test_the_address_that_was_claimed_is_kept_beside_it() -> None:
    one = found(json.dumps({"text": TEXT, "url": "https://agency.example/real"}))
    assert one.details.canonical == "https://agency.example/real"


def test_a_date_from_outside_is_for_what_has_none() -> None:
    assert (found(TEXT, "2024-05-03").published, found(TEXT, "2024-05-03").details.date_from) == (
        "2024-05-03",
        "feed item",
    )
    assert found(json.dumps({"text": TEXT, "published": "2024-05-01"}), "2024-05-03").published == "2024-05-01"
    assert found(TEXT).published is None


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"\x00" * 100, b"<html><body></body></html>", b"a" * 100_001])
def test_what_gives_no_document_says_where(data: bytes) -> None:
    [one] = documents_of_bytes(data, "name", "https://news.example/a", URL, None, 100_000)
    assert isinstance(one, Refusal)
    assert one.where.startswith("https://news.example/a")


@given(st.binary(max_size=200))
def test_any_bytes_give_something(data: bytes) -> None:
    found = list(documents_of_bytes(data, "name", "where", URL, None, 100_000))
    assert found
    assert all(one.url == URL for one in found if isinstance(one, Document) and "http" not in one.text)
