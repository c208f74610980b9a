"""DOCX files, straight from their ZIP: paragraphs and table rows, without a tree that could grow too large."""

from __future__ import annotations

import re
import zipfile
from typing import Any
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

from weighbridge.intake.piece import Piece, filled
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.unpacking import Bomb, member_of
from weighbridge.model import Details, Document

MOST_TAGS = 3_000_000
"""Tags of its XML above which a file is refused."""

ROOM = 5
"""The XML may have this many times the limit of a document."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "tblPr", "sectPr"})
_TEMPLATE_DAY = "2013-12-23"
"""When the template was made that some programs save every file from."""
_CREATED = re.compile(r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T")


class _Stop(ValueError):
    pass


class _Body(ContentHandler):
    """Collects paragraphs; cells of a table row are joined to one line."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.headings: list[str] = []
        self._most = most
        self._tags = 0
        self._size = 0
        self._skip = 0
        self._in_text = False
        self._row = 0
        self._paragraph: list[str] = []
        self._cells: list[str] = []
        self._style = ""

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS:
            raise _Stop(f"it has more than {MOST_TAGS:,} tags")
        space, tag = name
        if tag == "pStyle":
            self._style = str(attrs.get((space, "val"), ""))
        if self._skip or tag in _SKIPPED:
            self._skip += 1
        elif space not in (_WORD, _STRICT):
            return
        elif tag == "t":
            self._in_text = True
        elif tag == "tab":
            self._paragraph.append(" ")
        elif tag in ("br", "cr"):
            self._paragraph.append("\n")
        elif tag in ("noBreakHyphen", "softHyphen"):
            self._paragraph.append("-" if tag == "noBreakHyphen" else "")
        elif tag == "tr":
            self._row += 1

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        tag = name[1]
        if self._skip:
            self._skip -= 1
        elif name[0] not in (_WORD, _STRICT):
            return
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tr":
            self._row -= 1
            if not self._row and self._cells:
                self.lines.append(" | ".join(self._cells))
                self._cells = []

    def characters(self, content: str) -> None:
        if self._in_text and not self._skip:
            self._size += len(content)
            if self._size > self._most:
                raise _Stop(f"its text is larger than {self._most:,} characters")
            self._paragraph.append(content)

    def _end_paragraph(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in "".join(self._paragraph).split("\n")).strip()
        self._paragraph = []
        if text and self._row:
            self._cells.append(text.replace("\n", " "))
        elif text:
            if self._style.lower() in ("title", "heading1"):
                self.headings.append(text)
            self.lines.append(text)
        self._style = ""


class _Core(ContentHandler):
    """Title, creator and day of making out of docProps/core.xml."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._tag = ""

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        self._tag = name[1] if name[1] in ("title", "creator", "created") else ""

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        self._tag = ""

    def characters(self, content: str) -> None:
        if self._tag and len(self.found.get(self._tag, "")) < 1_000:
            self.found[self._tag] = self.found.get(self._tag, "") + content


def _parse(archive: zipfile.ZipFile, name: str, handler: ContentHandler, most: int) -> None:
    """Feed a part of the archive to ``handler``, without DTDs or entities. Raises Bomb, SAXException and kin."""
    from defusedxml.expatreader import create_parser

    info = archive.getinfo(name)
    parser: Any = create_parser(forbid_dtd=True)
    parser.setFeature("http://xml.org/sax/features/namespaces", True)
    parser.setContentHandler(handler)
    size = 0
    with member_of(archive, info) as stream:
        while data := stream.read(65_536):
            size += len(data)
            if size > most:
                raise Bomb(f"it unpacks to more than {most:,} bytes")
            parser.feed(data)
    parser.close()


def docx(archive: zipfile.ZipFile, piece: Piece) -> Document | Refusal:
    """The Document of an opened DOCX file; a Refusal where it is broken, empty, protected or a bomb."""
    body, core = _Body(piece.limit), _Core()
    try:
        if "docProps/core.xml" in archive.namelist():
            _parse(archive, "docProps/core.xml", core, 1_000_000)
        _parse(archive, "word/document.xml", body, piece.limit * ROOM)
    except KeyError:
        return Refusal(piece.where, "the Word file has no text part", "save it anew as DOCX")
    except (Bomb, _Stop) as error:
        return Refusal(piece.where, f"the Word file can't be let in: {error}", "save its text instead")
    except Exception as error:  # many kinds, of zipfile, zlib, expat and defusedxml
        return Refusal(piece.where, f"the Word file is broken ({type(error).__name__})", "save it anew as DOCX")
    if not body.lines:
        return Refusal(piece.where, "the Word file has no text", "give a document with text")
    title = " ".join(core.found.get("title", "").split()) or (body.headings or [""])[0]
    if not title and len(body.lines[0]) <= 200 and not body.lines[0].endswith("."):
        title = body.lines[0]
    made = _CREATED.match(core.found.get("created", ""))
    day = made[1] if made and made[1] != _TEMPLATE_DAY and not piece.published else None
    details = Details(
        byline=" ".join(core.found.get("creator", "").split()) or None,
        date_from="docx creation date" if day else None,
        kind="docx",
    )
    text = "\n\n".join(body.lines)
    return filled(Document(piece.stem, text, title=title[:250] or None, published=day, details=details), piece, "docx")
