"""PDF files: their text layer by pypdf, in a confined process; without one, that is said."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from weighbridge.intake.confined import Exceeded, confined
from weighbridge.intake.pdf_lines import text_of_pages
from weighbridge.intake.piece import Piece, filled
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Details, Document

MOST_PAGES = 1_000
"""Pages that are read; a longer file is refused."""

THIN = 20
"""Characters a page below which a file is taken for pictures of pages."""

_NO_TITLE = re.compile(
    r"(?i)\s*(?:untitled.*|microsoft \w+ - .*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|pptx?)|document\d*|title|slide 1)\s*"
)


def content_of_pdf(data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """Pages as texts, and title, author and day of making; or under ``refused`` [what, remedy]. Runs confined."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refused": ["the PDF is encrypted", "save it without a password"]}
        number = len(reader.pages)
        if number > MOST_PAGES:
            return {"refused": [f"the PDF has more than {MOST_PAGES:,} pages", "split it"]}
        pages: list[str] = []
        left = options["limit"]
        for page in reader.pages:
            pages.append(_text_of(page))
            left -= len(pages[-1])
            if left < 0:
                return {"refused": [f"its text is larger than {options['limit']:,} characters", "split it"]}
        return {"pages": pages, **_facts(reader)}
    except DependencyError:
        return {"refused": ["the PDF is encrypted", "save it without a password"]}
    except LimitReachedError:
        return {"refused": ["the PDF unpacks to more than it may", "save its text instead"]}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # pypdf raises many kinds on broken files
        return {"refused": [f"the PDF is broken ({type(error).__name__})", "save it anew, or give its text"]}


def _text_of(page: Any) -> str:
    """The text of one page; "" where that page is broken, as long as others are not."""
    from pypdf.errors import LimitReachedError

    try:
        return str(page.extract_text()).encode("utf-8", "replace").decode()
    except (MemoryError, LimitReachedError):
        raise
    except Exception:  # a broken font or stream costs that page
        return ""


def _facts(reader: Any) -> dict[str, Any]:
    """Title, author and day of making, as far as the file tells them."""
    facts: dict[str, Any] = {}
    with suppress(Exception):  # metadata is the most broken part of all
        about = reader.metadata
        for name, value in (("title", about.title), ("author", about.author)):
            if isinstance(value, str) and (value := " ".join(value.split())) and len(value) <= 250:
                facts[name] = value.encode("utf-8", "replace").decode()
        made = about.creation_date
        if isinstance(made, datetime) and 1990 <= made.year <= datetime.now().year + 1:
            facts["made"] = made.date().isoformat()
    return facts


def pdf(data: bytes, piece: Piece) -> Document | Refusal:
    """The Document of a PDF file; a Refusal where it is encrypted, broken, endless or has no text layer."""
    try:
        found = confined("pdf", data, {"limit": piece.limit})
    except Exceeded as error:
        return Refusal(piece.where, f"the PDF can't be read: {error}", "save its text instead")
    if refused := found.get("refused"):
        return Refusal(piece.where, refused[0], refused[1])
    text = text_of_pages(found["pages"])
    if len(text) < THIN * max(1, len(found["pages"])):
        empty = "has no text layer: it holds pictures of pages" if not text else "has next to no text layer"
        return Refusal(piece.where, f"the PDF {empty}", "run text recognition (OCR) over it first")
    unread = sum(1 for page in found["pages"] if not page.strip())
    if unread:
        piece.warn(f"{piece.where}: {unread} of {len(found['pages'])} pages of the PDF have no text that could be read")
    first = text.split("\n", 1)[0]
    title = found.get("title") or ""
    if not title or _NO_TITLE.fullmatch(title):
        title = first if len(first) <= 200 and not first.endswith(".") else ""
    made = found.get("made")
    details = Details(byline=found.get("author"), date_from="pdf creation date" if made else None, kind="pdf")
    # what stands around the file (a mail's date, a link's) knows better than the file when it was published
    day = None if piece.published else made
    return filled(Document(piece.stem, text, title=title or None, published=day, details=details), piece, "pdf")
