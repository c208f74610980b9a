"""How good the reader is, written into the documentation: ``make figures``.

Reads the whole corpus once and writes anew what stands between ``<!-- figures -->`` and
``<!-- /figures -->`` in README.md and between ``<!-- calibration -->`` and ``<!-- /calibration -->`` in
docs/reading.md. With ``--floors`` (``make floors``) also tests/figures.toml.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from weighbridge.cli_evaluate import attribution_json
from weighbridge.evaluation import attributions, calibration, floors, gold, statements
from weighbridge.evaluation.figures import Row, rows_of
from weighbridge.model import Document, as_json
from weighbridge.running import attributions_of, readings

ROOT = Path(__file__).parents[1]
GOLD = "WEIGHBRIDGE_ATTRIBUTIONS"
"""Environment variable that names the file of annotated attributions, which is no part of the project."""
FLOORED = ("aside", "open")
MEASURED = "Attributions, on "
"""How the line on attributions begins."""


def read(documents: Sequence[Row], careful: bool = False) -> dict[str, list[Row]]:
    """The statements read in each annotated document, by its id."""
    texts = [gold.document_of(row) for row in documents]
    return {one.document.id: as_json(one.statements) for one in readings(texts, careful=careful)}


def row(name: str, figures: Mapping[str, Any]) -> str:
    """One line of README's table."""
    core, slots = figures["core"], figures["slots"]
    cells = (
        name,
        figures["documents"],
        figures["gold"],
        *(f"{figures[level]['f1']:.3f}" for level in ("found", "core", "full")),
        f"{core['precision']:.3f} / {core['recall']:.3f}",
        *(f"{slots[slot]:.2f}" for slot in ("stage", "stance", "source class")),
        *(f"{figures[name]:.3f}" for name in ("false deliveries", "invented deliveries")),
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def statement_block(rows: Iterable[str]) -> list[str]:
    """README's table of statements."""
    return [
        "| corpus | documents | statements | found F1 | core F1 | full F1 | core precision / recall"
        " | stage | stance | source class | false deliveries | invented deliveries |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def attribution_line(path: Path) -> str:
    """What README says of attributions, measured on a file of annotated ones."""
    documents = rows_of(path, "id", "text", "attributions")
    texts = [Document(id=one["id"], text=one["text"]) for one in documents]
    found = {
        text.id: [attribution_json(one) for one in some]
        for text, some in zip(texts, attributions_of(texts), strict=True)
    }
    figures = attributions.score(documents, found)
    parts = ", ".join(f"{part} {figures[part]['f1']:.3f}" for part in ("found", "source", "cue", "content"))
    return f"{MEASURED}{figures['gold']} annotated ones in {figures['documents']} texts of any topic, F1: {parts}."


def calibration_block(documents: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> list[str]:
    """The table of docs/reading.md."""
    rows = calibration.table(documents, found)
    lines = [
        "| confidence | statements | right in supplier, recipient and item | share |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one['from']:.1f} to {one['to']:.1f} | {one['statements']} | {one['right']} | {one['share']:.2f} |"
        for one in rows
        if one["statements"]
    ]
    return [*lines, "", f"Confidence and share lie {calibration.distance(rows):.3f} apart on average."]


def block_in(text: str, name: str) -> re.Match[str] | None:
    """What stands between the marks of a block."""
    return re.search(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", text, re.DOTALL)


def fill(path: Path, name: str, lines: Sequence[str]) -> None:
    """Write a block anew.

    Raises:
        SystemExit: the file has no such block.
    """
    text = path.read_text(encoding="utf-8")
    place = block_in(text, name)
    if place is None:
        raise SystemExit(f"{path}: no <!-- {name} --> ... <!-- /{name} -->")
    body = "\n".join(["", *lines, ""]) + "\n"
    path.write_text(text[: place.start()] + body + text[place.end() :], encoding="utf-8")


def attributions_told(path: Path | None) -> list[str]:
    """The line on attributions: measured, or where no file is named the one that README has."""
    if path is not None:
        return [attribution_line(path)]
    kept = block_in((ROOT / "README.md").read_text(encoding="utf-8"), "figures")
    return [line for line in kept.group().splitlines() if line.startswith(MEASURED)] if kept else []


def main() -> None:
    """Measure, print, and write the blocks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--attributions", type=Path, default=os.environ.get(GOLD), help=f"annotated attributions (or ${GOLD})"
    )
    parser.add_argument("--floors", action="store_true", help="write tests/figures.toml anew as well")
    parser.add_argument("--floors-only", action="store_true", help="write only tests/figures.toml")
    options = parser.parse_args()
    parts = ("aside", "open") if options.floors_only else ("aside", "open", "more", "plain")
    documents = {part: gold.load(ROOT / "corpus" / part) for part in parts}
    found = {part: read(some) for part, some in documents.items()}
    figures = {part: statements.score(documents[part], found[part])[0] for part in parts}
    if options.floors or options.floors_only:
        table = {part: floors.floors_of(figures[part]) for part in FLOORED}
        (ROOT / "tests" / "figures.toml").write_text(floors.as_toml(table), encoding="utf-8")
    if options.floors_only:
        return
    careful = statements.score(documents["aside"], read(documents["aside"], careful=True))[0]
    first = [one for part in FLOORED for one in documents[part]]
    whole = [one for part in parts for one in documents[part]]
    everything = {name: some for part in parts for name, some in found[part].items()}
    block = statement_block(
        [
            row("`aside`, never learnt from", figures["aside"]),
            row("the same with `--careful`", careful),
            row("`open`, learnt from", figures["open"]),
            row("the two together, two thirds of it learnt from", statements.score(first, everything)[0]),
            row("all, most of it learnt from", statements.score(whole, everything)[0]),
        ]
    )
    if told := attributions_told(Path(options.attributions) if options.attributions else None):
        block += ["", *told]
    table = calibration_block(documents["aside"], found["aside"])
    print("\n".join([*block, "", *table]))
    fill(ROOT / "README.md", "figures", block)
    fill(ROOT / "docs" / "reading.md", "calibration", table)


if __name__ == "__main__":
    main()
