"""Transfers and pairs as flat rows: one transfer a row, with what its assessment comes to."""

from __future__ import annotations

from collections.abc import Iterable

from weighbridge.exports.columns import Kind, Record, Row, Table, columns, whole
from weighbridge.exports.parties import name_of
from weighbridge.model import STAGES


def range_words(low: int | None, high: int | None) -> str:
    """A closed range of numbers in words: "200", "200 to 300", "at least 200", "at most 300"."""
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}" if high is not None else "not known"
    return str(low) if low == high else f"{low} to {high}"


def _quantities(record: Record) -> str | None:
    return (
        "; ".join(
            f"{one['goods']}{', ' + one['unit'] if one['unit'] else ''}, {one['phase']}: "
            f"{range_words(one['low'], one['high'])}{'' if one['agree'] else ' (sources differ)'}"
            for one in record["quantities"]
        )
        or None
    )


def main_quantity(record: Record) -> Record | None:
    """What is said of the number of the main goods: of what has moved before what is planned."""
    mine = [one for one in record["quantities"] if one["goods"] == record["goods"]]
    return mine[0] if mine else None


def grading_words(record: Record) -> str:
    """The origins with their Admiralty grading: "us-government-2024-09-06 B1; ..."."""
    return "; ".join(f"{one['id']} {one['reliability']}{one['credibility']}" for one in record["origins"])


def contradiction_words(record: Record) -> list[str]:
    """Who stands against whom, a line each, none twice."""
    lines = (
        f"{one['about']}: {one['against']} against {', '.join(one['for'])}: {one['what']}"
        for one in record["contradictions"]
    )
    return list(dict.fromkeys(lines))


def _transfer(record: Record) -> Iterable[Row]:
    stages = {one["stage"]: one["likelihood"] for one in record["stages"]}
    counted = main_quantity(record) or {}
    yield (
        record["id"],
        record["supplier"],
        name_of(record["supplier"]),
        record["recipient"],
        name_of(record["recipient"]),
        record["goods"],
        " ".join(record["classes"]),
        record["first"],
        record["last"],
        record["stage"],
        record["claimed"],
        record["halted"],
        record["about"],
        record["likelihood"],
        record["word"],
        record["confidence"],
        record["ground"],
        grading_words(record),
        record["independent"],
        record["origins_count"],
        record["statements_count"],
        record["documents_count"],
        record["denials"],
        record["undated"],
        record["reported"],
        record["latest"],
        whole(counted.get("low")),
        whole(counted.get("high")),
        counted.get("phase"),
        _quantities(record),
        "; ".join(contradiction_words(record)) or None,
        *(stages.get(stage) for stage in STAGES),
    )


_EACH: dict[str, Kind] = {f"likelihood_{stage}": "number" for stage in STAGES}

TRANSFERS = Table(
    "transfers",
    columns(
        id="text",
        supplier="text",
        supplier_name="text",
        recipient="text",
        recipient_name="text",
        goods="text",
        classes="text",
        first="text",
        last="text",
        stage="text",
        claimed="text",
        halted="flag",
        about="text",
        likelihood="number",
        likelihood_word="text",
        confidence="text",
        confidence_ground="text",
        admiralty="text",
        independent_origins="whole",
        origins="whole",
        statements="whole",
        documents="whole",
        denials="whole",
        undated_documents="whole",
        reported="text",
        latest="text",
        quantity_low="whole",
        quantity_high="whole",
        quantity_phase="text",
        quantities="text",
        contradictions="text",
        **_EACH,
    ),
    _transfer,
)


def _pair(record: Record) -> Iterable[Row]:
    yield (
        record["supplier"],
        name_of(record["supplier"]),
        record["recipient"],
        name_of(record["recipient"]),
        record["transfers"],
        record["delivered"],
        record["statements"],
        record["denials"],
        " ".join(record["goods"]),
        float(record["likeliest"]),
        record["first"],
        record["last"],
    )


PAIRS = Table(
    "pairs",
    columns(
        supplier="text",
        supplier_name="text",
        recipient="text",
        recipient_name="text",
        transfers="whole",
        arrived="whole",
        statements="whole",
        denials="whole",
        goods="text",
        likeliest="number",
        first="text",
        last="text",
    ),
    _pair,
)
