"""The tables and lists of a dossier, from records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from weighbridge.dossier.material import Material
from weighbridge.dossier.sentences import source_name, when
from weighbridge.dossier.tree import Block, Heading, Paragraph, Table
from weighbridge.ledger.dates import date_words
from weighbridge.pictures.wording import STAGE_WORDS, counted, cut, goods_name, party_name
from weighbridge.printing import number as range_of
from weighbridge.weighing.likelihood import percent

Record = dict[str, Any]
MOST_ROWS = 300
"""Rows of one table."""
MOST_NAMED = 6
"""Origins named in one sentence."""


def table(caption: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[Block]:
    """A table, and a word on rows that there is no room for."""
    blocks: list[Block] = [Table(caption, columns, tuple(rows[:MOST_ROWS]))]
    if len(rows) > MOST_ROWS:
        blocks.append(Paragraph(f"{counted(len(rows) - MOST_ROWS, 'further row')} left out for length."))
    return blocks


def transfers_table(material: Material) -> list[Block]:
    """All transfers, a row each."""
    rows = [
        (
            cut(one["id"], 80),
            goods_name(one["goods"]),
            when(one),
            STAGE_WORDS[one["stage"]] + (", halted" if one["halted"] else "") if one["stage"] else "nothing likely",
            "no judgement"
            if one["likelihood"] is None
            else f"{STAGE_WORDS[one['about']]}: {one['word']} ({percent(one['likelihood'])})",
            str(one["independent"]),
            str(one["denials"]),
            one["confidence"],
        )
        for one in material.records
    ]
    columns = (
        "transfer",
        "goods",
        "time",
        "stage reached",
        "likelihood",
        "independent origins",
        "denials",
        "confidence",
    )
    return table("All transfers of this dossier", columns, rows)


def quantities(material: Material) -> list[Block]:
    """What sources say of numbers, as ranges."""
    rows = [
        (
            cut(record["id"], 80),
            goods_name(one["goods"]) + (f", {cut(one['unit'], 30)}" if one["unit"] else ""),
            {"moved": "moved", "halted": "halted", "planned": "planned or asked for"}[one["phase"]],
            range_of(one["low"], one["high"]) or "not known",
            "one source" if len(one["said"]) < 2 else "sources agree" if one["agree"] else "sources disagree",
            "; ".join(f"{cut(said['words'], 60)} ({cut(said['origin'], 60)})" for said in one["said"][:6])
            + (f"; {len(one['said']) - 6} more" if len(one["said"]) > 6 else ""),
        )
        for record in material.records
        for one in record["quantities"]
    ]
    blocks: list[Block] = [Heading(1, "Quantities")]
    if not rows:
        return [*blocks, Paragraph("No source that asserts a transfer gives a number.")]
    told = (
        "What sources that assert a transfer say of numbers; not totals. Where they disagree, the range takes in all."
    )
    columns = ("transfer", "goods", "phase", "range", "agreement", "in whose words")
    return [*blocks, Paragraph(told), *table("Numbers by transfer, goods and phase", columns, rows)]


def contradictions(material: Material, numbers: dict[str, int]) -> list[Block]:
    """Who stands against whom, on what."""
    blocks: list[Block] = [Heading(1, "Contradictions")]
    found = [(record, one) for record in material.records for one in record["contradictions"]]
    if not found:
        return [*blocks, Paragraph("No source contradicts another.")]
    grouped: dict[tuple[str, str], list[Record]] = {}
    for record, one in found:
        grouped.setdefault((record["id"], one["about"]), []).append(one)
    origins = {(record["id"], origin["id"]): origin for record in material.records for origin in record["origins"]}
    for (key, about), some in list(grouped.items())[:MOST_ROWS]:
        blocks.append(_contradiction(key, about, some, origins, numbers))
    if len(grouped) > MOST_ROWS:
        blocks.append(Paragraph(f"{counted(len(grouped) - MOST_ROWS, 'further contradiction')} left out for length."))
    return blocks


def _contradiction(
    transfer: str,
    about: str,
    some: list[Record],
    origins: dict[tuple[str, str], Record],
    numbers: dict[str, int],
) -> Paragraph:
    """Who denies one stage of one transfer, or gives another number, and who stands against them."""

    def named(keys: Iterable[str]) -> str:
        names = dict.fromkeys(
            _origin_name(origins[transfer, key]) if (transfer, key) in origins else cut(key, 80) for key in keys
        )
        shown = list(names)[:MOST_NAMED]
        return "; ".join(
            [*shown, counted(len(names) - MOST_NAMED, "further origin")] if len(names) > MOST_NAMED else shown
        )

    against = list(dict.fromkeys(one["against"] for one in some))
    others = named(key for one in some for key in one["for"])
    if about == "quantity":
        told = (
            f"{cut(transfer, 80)}, how many: {', '.join(cut(one['what'], 120) for one in some)}, says {named(against)}"
        )
        text = f"{told}; otherwise {others}."
    else:
        text = f"{cut(transfer, 80)}, that it was {STAGE_WORDS[about]}. Denied by {named(against)}. Said by {others}."
        if any("elsewhere" in one["what"] for one in some):
            text += " Among those who deny it is one who says so elsewhere."
    voices = [voice for key in against if (transfer, key) in origins for voice in origins[transfer, key]["voices"]]
    notes = sorted({numbers[key] for voice in voices for key in voice["statements"] if key in numbers})
    return Paragraph(text, tuple(notes[:12]))


def _origin_name(origin: Record) -> str:
    """An origin for people: who, in which outlet, when."""
    first = origin["voices"][0]
    outlet = cut(first["publisher"] or first["name"], 50)
    return f"{source_name(first['source'])} ({outlet}, {date_words(first['published'])})"


def measures(material: Material) -> list[Block]:
    """Sanctions, export controls and the like that the same documents tell of."""
    blocks: list[Block] = [Heading(1, "Measures")]
    if not material.measures:
        return [*blocks, Paragraph("The documents behind this dossier tell of no measure against these parties.")]
    rows = [
        (
            cut(date_words(one["published"]), 60),
            party_name(one["imposer"]) if one["imposer"] else "not said",
            one["kind"].replace("_", " ") + ("" if one["stance"] == "asserts" else ", threatened or denied"),
            cut(one["target"] or "", 100),
            cut(one["publisher"] or one["doc"], 60),
            cut(one["evidence"], 300),
        )
        for one in material.measures
    ]
    columns = ("published", "by", "kind", "against", "outlet", "sentence")
    told: list[Block] = [Paragraph("Measures that the same documents tell of.")]
    if material.measures_left_out:
        told.append(Paragraph(f"{counted(material.measures_left_out, 'further measure')} left out for length."))
    return [*blocks, *told, *table("Measures by day of publication", columns, rows)]
