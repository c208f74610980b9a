"""Readings for people: a table whose every row has its evidence under it.

Pure functions from a Reading to rich renderables; nothing of a text can steer the terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from weighbridge.cli_common import harmless
from weighbridge.model import Measure, Party, Source, Statement

if TYPE_CHECKING:
    from weighbridge.reading.reader import Reading

NARROW = 90
"""Columns of a terminal below which a statement is written as lines, not as a row."""

COLUMNS: tuple[tuple[str, int], ...] = (
    ("from > to", 12),
    ("goods", 0),
    ("how many", 10),
    ("when", 10),
    ("how far", 11),
    ("position", 10),
    ("on whose word", 0),
)
"""Headings, each with its width; those with 0 share what is left."""

GOOD, BAD, OPEN = "green", "red", "yellow"
STANCE_STYLES = {"asserts": GOOD, "confirms": GOOD, "denies": BAD, "declines": OPEN, "warns": OPEN}


def console() -> Console:
    """The console for standard output: colours only on a terminal, 100 columns where there is none."""
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit() else 100
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def party(one: Party | None) -> str:
    """A supplier or recipient by its code, or by its words where it has none."""
    if one is None:
        return "?"
    return one.code or f"({harmless(one.text)})"


def number(low: int | None, high: int | None) -> str:
    """A closed or half-open range of pieces."""
    if low == high:
        return "" if low is None else f"{low:,}"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if low is None else f"{low:,} to {high:,}"


def money(amount: float, currency: str | None) -> str:
    """An amount in millions or billions."""
    for size, word in ((1e9, "bn"), (1e6, "m")):
        if amount >= size:
            return f"{currency or ''} {amount / size:,.4g} {word}".strip()
    return f"{currency or ''} {amount:,.0f}".strip()


def when(start: str | None, end: str | None) -> str:
    """A span of time; an open end is said in words."""
    if start == end:
        return start or ""
    if start is None:
        return f"until {end}"
    return f"since {start}" if end is None else f"{start} to {end}"


def source(one: Source) -> str:
    """Who holds a position: the words of the text, with class and country."""
    if one.class_ == "narrator":
        return "the text itself"
    label = " ".join(part for part in (one.class_, one.country) if part)
    if one.text:
        return f"{harmless(one.text)} ({label})"
    return f"{one.count} × {label}" if one.count else label


def cells(statement: Statement) -> tuple[str, ...]:
    """The cells of a statement, one for each of COLUMNS."""
    item = statement.item
    goods = f"{harmless(item.text)} ({item.class_})" if item else "?"
    if statement.value:
        goods += f", {money(statement.value.amount, statement.value.currency)}"
    quantity = number(statement.quantity.low, statement.quantity.high) if statement.quantity else ""
    position = statement.stance + ("" if statement.certainty == "certain" else f", {statement.certainty}")
    word = source(statement.source)
    if statement.via:
        word += " via " + ", ".join(source(one) for one in statement.via)
    return (
        f"{party(statement.supplier)} > {party(statement.recipient)}",
        goods,
        quantity,
        when(statement.time.start, statement.time.end) if statement.time else "",
        statement.stage,
        position,
        word,
    )


def _grid(width: int) -> Table:
    """A table without lines whose columns stand in the same place each time."""
    table = Table.grid(padding=(0, 1, 0, 0), expand=False)
    shared = [name for name, wide in COLUMNS if not wide]
    left = width - sum(wide for _, wide in COLUMNS) - len(COLUMNS)
    for _, wide in COLUMNS:
        table.add_column(width=wide or left // len(shared), overflow="fold")
    return table


def _row(statement: Statement, width: int) -> RenderableType:
    values = cells(statement)
    style = STANCE_STYLES.get(statement.stance, "")
    if width < NARROW:
        lines = [(name, value) for (name, _), value in zip(COLUMNS, values, strict=True) if value]
        text = Text("\n").join(
            Text.assemble((f"{name}: ", "dim"), (value, style if name == "position" else "")) for name, value in lines
        )
        return Padding(text, (0, 0, 0, 1))
    grid = _grid(width)
    grid.add_row(
        *(
            Text(value, style=style if name == "position" else "bold" if name == COLUMNS[0][0] else "")
            for (name, _), value in zip(COLUMNS, values, strict=True)
        )
    )
    return grid


def _below(text: str, style: str, indent: int) -> RenderableType:
    return Padding(Text(text, style=style), (0, 0, 0, indent))


def measure_line(measure: Measure) -> str:
    """A measure in one line."""
    kind = measure.kind.replace("_", " ")
    against = f" against {harmless(measure.target)}" if measure.target else ""
    country = f" ({measure.target_country})" if measure.target_country else ""
    by = f" by {measure.imposer}" if measure.imposer else ""
    return f"{kind}{by}{against}{country}" + ("" if measure.stance == "asserts" else ", threatened")


def renderables(reading: Reading, width: int, explain: bool = False) -> Iterator[RenderableType]:
    """A reading as things to print one after another."""
    document = reading.document
    heading = [document.id, document.publisher, document.published, document.title]
    yield Text(" · ".join(harmless(part) for part in heading if part), style="bold underline")
    if reading.problem:
        yield _below(f"problem: {harmless(reading.problem)}", BAD, 1)
    if not reading.statements and not reading.measures:
        yield _below("no statement about a transfer", "dim", 1)
    if reading.statements and width >= NARROW:
        header = _grid(width)
        header.add_row(*(Text(name, style="dim") for name, _ in COLUMNS))
        yield header
    for statement in reading.statements:
        yield _row(statement, width)
        yield _below(f"“{harmless(statement.evidence)}”", "italic dim", 3)
        if explain:
            yield _below(f"confidence {statement.confidence:.2f}", "cyan", 5)
            for line in statement.because:
                yield _below(f"- {harmless(line)}", "cyan", 5)
    for measure in reading.measures:
        yield _below(f"measure: {measure_line(measure)}", "magenta", 1)
        yield _below(f"“{harmless(measure.evidence)}”", "italic dim", 3)
    if explain and reading.silent:
        yield _below("looked at, but giving no statement:", "dim", 1)
        for start, end, reason in reading.silent:
            yield _below(f"- {harmless(document.text[start:end])} [{harmless(reason)}]", "dim", 3)
    if explain and reading.notes:
        yield _below("what the reader says of its work:", "dim", 1)
        for note in reading.notes:
            yield _below(f"- {harmless(note.kind)}: {harmless(note.text)}", "dim", 3)
    yield Text("")


def print_reading(reading: Reading, on: Console, explain: bool = False) -> None:
    """Print a reading on a console."""
    print_all(renderables(reading, on.width, explain), on)


def print_all(some: Iterable[RenderableType], on: Console) -> None:
    """Print one thing after another; where there is no terminal, without blanks at the ends of lines."""
    if on.is_terminal:
        for renderable in some:
            on.print(renderable)
        return
    with on.capture() as captured:
        for renderable in some:
            on.print(renderable)
    on.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1]))
