"""A dossier as PDF by Typst: tagged, with embedded fonts. Text goes in as data, never as mark-up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from weighbridge.dossier.material import DossierError
from weighbridge.dossier.tree import Block, Dossier, Figure, Heading, Notes, Paragraph, Table, links_to
from weighbridge.pictures.drawing import picture_svg

_LONG = re.compile(r"\S{20,}")
_PIECE = re.compile(r"(?:.{3,18}?[./_-]|.{18})(?=.{4})")


def pdf_of(dossier: Dossier) -> bytes:
    """The dossier as the bytes of a PDF; equal dossiers give equal bytes on one installation.

    Letters that Typst's own fonts lack come from the system's fonts.

    Raises:
        DossierError: Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise DossierError("PDF needs Typst: pip install 'weighbridge[pdf]'; or choose html, docx or md") from None
    data = {
        "title": breakable(dossier.title),
        "below": breakable(dossier.below),
        "imprint": breakable(dossier.imprint),
        "blocks": [_row(block) for block in dossier.blocks],
    }
    template = (Path(__file__).parent / "dossier.typ").read_bytes()
    made: bytes = typst.compile(
        template, format="pdf", timestamp=0, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    return made


def breakable(text: str) -> str:
    """Text in which words that are too long for a line may be broken (by a zero-width space), best after a sign."""
    return _LONG.sub(lambda found: _PIECE.sub("\\g<0>\u200b", found[0]), text)


def _row(block: Block) -> dict[str, Any]:
    """A block as plain data for the template."""
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": breakable(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": breakable(block.text), "notes": block.notes}
    if isinstance(block, Table):
        rows = [[breakable(cell) for cell in row] for row in block.rows]
        return {"kind": "table", "caption": block.caption, "columns": block.columns, "rows": rows}
    if isinstance(block, Figure):
        told = breakable(block.told)
        return {"kind": "figure", "svg": picture_svg(block.spec), "caption": block.caption, "told": told}
    return {"kind": "notes", "items": _notes(block)}


def _notes(block: Notes) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "position": breakable(one.position),
            "quote": breakable(one.quote),
            "place": breakable(", ".join(part for part in (one.outlet, one.day, one.title) if part)),
            "address": breakable(one.address),
            "link": links_to(one.address),
            "statement": one.statement,
        }
        for one in block.items
    ]
