"""Measures: what is done against transfers, held to the document like statements."""

from __future__ import annotations

from typing import Any

from weighbridge.model import MEASURE_KINDS, Measure
from weighbridge.reading.llm.grounding.evidence import evidence_in
from weighbridge.reading.llm.grounding.naming import known_codes
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, text_place
from weighbridge.reading.llm.grounding.parties import country_for
from weighbridge.reading.llm.grounding.plain import Span


def measure_in(page: Page, raw: Any, portion: Span) -> tuple[Measure, str | None]:
    """A measure that the document bears out, and what was mended. Raises Ungrounded."""
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object")
    kind, stance = raw.get("kind"), raw.get("stance")
    if kind not in MEASURE_KINDS:
        raise Ungrounded(f"kind {str(kind)[:30]!r} is none of ours")
    if stance not in ("asserts", "warns"):
        raise Ungrounded(f"stance {str(stance)[:30]!r} is neither asserts nor warns")
    quoted = evidence_in(page, raw.get("evidence"), portion)
    span = (quoted.start, quoted.end)
    imposer = raw.get("imposer")
    if imposer and (imposer not in known_codes() or imposer not in page.codes):
        raise Ungrounded(f"imposer: nothing in the document names {str(imposer)[:20]!r}")
    target = None
    if raw.get("target"):
        start, end = text_place(page, raw["target"], span)
        target = page.text[start:end]
    country, mended = country_for(page, raw.get("target_country"), target or "")
    return (
        Measure(page.text[quoted.start : quoted.end], *span, imposer or None, target, country, str(kind), str(stance)),
        quoted.repaired or mended,
    )
