"""Datelines as agencies write them."""

from __future__ import annotations

import pytest

from weighbridge.intake.page_facts import dateline_of

SENTENCE = "The ministry said on Friday that it had received the first of six radars."


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV, March 3 (Northern Wire)",
        "WASHINGTON",
        "TEL AVIV/GENEVA, 3 Oct",
        "MARIUPOL, Ukraine (NW)",
        "SAO PAULO, Aug. 14, 2023",
        "Geneva, 14 June 2023",
    ],
)
@pytest.mark.parametrize("stroke", [" - ", " \u2014 ", " \u2013 ", "\u2014", " -- "])
def test_dateline_is_given_as_written(dateline: str, stroke: str) -> None:
    assert dateline_of(f"Six radars\n\n{dateline}{stroke}{SENTENCE}", "Six radars") == dateline


@pytest.mark.parametrize(
    "text", [SENTENCE, f"NATO said: {SENTENCE}", f"He said - and smiled - {SENTENCE}", "", "KYIV -"]
)
def test_text_without_a_dateline(text: str) -> None:
    assert dateline_of(text, None) is None
