"""What is promised of the process that parses: ended in time, by the clock or by the processor, and then replaced."""

from __future__ import annotations

import time

import pytest
from tests.intake.samples import PARAGRAPH, page, pdf
from tests.intake.test_intake import documents, given_in, refusal

from weighbridge.intake import confined, page_reading


def test_a_parser_that_takes_too_long_is_ended_and_the_next_file_read() -> None:
    heavy = pdf([[PARAGRAPH] * 40] * 1_000)
    confined.confined("pdf", pdf([[PARAGRAPH]]), {"limit": 10_000})
    for limits in ({"seconds": 0.2}, {"processor": 0.2}):
        begun = time.monotonic()
        with pytest.raises(confined.Exceeded, match=r"longer than 0\.2 seconds"):
            confined.confined("pdf", heavy, {"limit": 10**9}, **limits)
        assert time.monotonic() - begun < 20
        assert documents(given_in(pdf([[PARAGRAPH]])))[0].text.startswith("Norland")


def test_the_time_of_one_document_is_not_counted_for_the_next() -> None:
    confined.confined("page", page(), {"stem": "p", "where": "p", "url": None, "published": None})
    for _ in range(40):
        [found] = confined.confined(
            "page", page(), {"stem": "p", "where": "p", "url": None, "published": None}, processor=0.4
        )
        assert found["title"] == "Tanks for Sudmark"


def test_a_page_that_takes_too_long_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_reading.SECONDS == 10
    monkeypatch.setattr(page_reading, "SECONDS", 0.2)
    found = refusal(given_in(page(text=f"<b>{PARAGRAPH}</b> " * 9_000)))
    assert "longer than 0.2 seconds" in found.what
    assert "text" in found.remedy
    monkeypatch.setattr(page_reading, "SECONDS", 10)
    assert documents(given_in(page()))[0].title == "Tanks for Sudmark"
