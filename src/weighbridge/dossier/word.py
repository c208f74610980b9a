"""A dossier as DOCX by python-docx: real headings, table header rows, pictures with words, numbered notes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from weighbridge.dossier.tree import Dossier, Figure, Heading, Note, Notes, Paragraph, Table, links_to
from weighbridge.pictures.drawing import picture_png

INCHES = 6.3
"""Width of pictures."""
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def docx_of(dossier: Dossier) -> bytes:
    """The dossier as the bytes of a DOCX file; equal dossiers give equal bytes."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = dossier.title[:255], "Weighbridge", ""
    document.add_heading(dossier.title, 0)
    document.add_paragraph(dossier.below, style="Subtitle")
    for block in dossier.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            references = f" [{', '.join(map(str, block.notes))}]" if block.notes else ""
            document.add_paragraph(block.text + references)
        elif isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Figure):
            _figure(document, block)
        elif isinstance(block, Notes):
            for note in block.items:
                _note(document, note)
    last = document.add_paragraph(dossier.imprint)
    last.runs[0].font.size = Pt(8)
    written = io.BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    document.add_paragraph(table.caption, style="Caption")
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Light Grid Accent 1")
    # cells of a python-docx table are looked up slowly; a row at a time is bearable
    for cells, texts in [(drawn.rows[0].cells, table.columns), *((drawn.add_row().cells, row) for row in table.rows)]:
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    repeated = OxmlElement("w:tblHeader")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.add_paragraph()


def _figure(document: Any, figure: Figure) -> None:
    from docx.shared import Inches

    shape = document.add_picture(io.BytesIO(picture_png(figure.spec, 2.0)), width=Inches(INCHES))
    properties = shape._inline.docPr
    properties.set("descr", figure.told)
    properties.set("title", figure.caption)
    document.add_paragraph(f"{figure.caption} {figure.told}", style="Caption")


def _note(document: Any, note: Note) -> None:
    from docx.shared import Cm

    place = ", ".join(part for part in (note.outlet, note.day, note.title) if part)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1), Cm(-1)
    paragraph.add_run(f"[{note.number}] ").bold = True
    paragraph.add_run(f"{note.position}. “{note.quote}” ")
    paragraph.add_run(f"{place}. ").italic = True
    link = links_to(note.address)
    if link:
        _hyperlink(paragraph, link)
    elif note.address:
        paragraph.add_run(note.address)
    paragraph.add_run(f" Statement {note.statement}.")


def _hyperlink(paragraph: Any, address: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, _LINK, is_external=True))
    run = paragraph.add_run(address)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _without_times(content: bytes) -> bytes:
    """The same archive with one fixed time for all its parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return written.getvalue()
