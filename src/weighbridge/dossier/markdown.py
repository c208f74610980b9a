"""A dossier as Markdown (CommonMark with tables). Text of others is escaped; pictures are files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weighbridge.dossier.tree import Dossier, Figure, Heading, Note, Notes, Paragraph, Table, links_to
from weighbridge.pictures.drawing import picture_svg

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&^=@!])")
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|www)([:.])")
_START = re.compile(r"^([-+]|\d+(?=[.)]))")


def markdown_of(dossier: Dossier, pictures: str | None = "") -> str:
    """The dossier; ``pictures`` is put before the names of picture files ("report." for "report.timeline.svg").

    None leaves pictures out; their text equivalents always stay.
    """
    return "\n\n".join(_blocks(dossier, pictures)) + "\n"


def escaped(text: str) -> str:
    """Text that means itself in Markdown: no mark-up, no HTML, no entity, nothing that becomes a link by itself."""
    text = _MARKS.sub(r"\\\1", text)
    text = _AUTOLINK.sub(r"\1\\\2", text)
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] in "-+" else f"{found[1]}\\", text)


def picture_files(dossier: Dossier, before: str) -> dict[str, bytes]:
    """The pictures as SVG, by the names under which ``markdown_of`` refers to them."""
    figures = [one for one in dossier.blocks if isinstance(one, Figure)]
    return {_file(one, before): picture_svg(one.spec).encode() for one in figures}


def _file(figure: Figure, before: str) -> str:
    return re.sub(r"[^\w.-]", "_", f"{before}{figure.name}.svg")


def _blocks(dossier: Dossier, pictures: str | None) -> Iterator[str]:
    yield f"# {escaped(dossier.title)}"
    yield escaped(dossier.below)
    for block in dossier.blocks:
        if isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        elif isinstance(block, Paragraph):
            yield escaped(block.text) + _references(block.notes)
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Figure):
            if pictures is not None:
                yield f"![{escaped(block.caption)}]({_file(block, pictures)})"
            yield f"{escaped(block.caption)} In words: {escaped(block.told)}"
        elif isinstance(block, Notes):
            yield from map(_note, block.items)
    yield "---"
    yield escaped(dossier.imprint)


def _references(numbers: tuple[int, ...]) -> str:
    return f" \\[{', '.join(map(str, numbers))}\\]" if numbers else ""


def _table(table: Table) -> str:
    rows = [table.columns, tuple("---" for _ in table.columns), *table.rows]
    told = [[cell if at == 1 else escaped(cell) for cell in row] for at, row in enumerate(rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in told)


def _note(note: Note) -> str:
    place = ", ".join(escaped(part) for part in (note.outlet, note.day, note.title) if part)
    link = links_to(note.address)
    address = f" <{link}>" if link else f" {escaped(note.address)}" if note.address else ""
    said = f"**\\[{note.number}\\]** {escaped(note.position)}. {place}.{address} Statement {note.statement}."
    return f"{said}\n\n> “{escaped(note.quote)}”"
