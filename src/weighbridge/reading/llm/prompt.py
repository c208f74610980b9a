"""What a model is told: the guidelines of ``prompt.md`` with examples, and the document as data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge.environment import SettingsError
from weighbridge.lexicon import load
from weighbridge.lexicon.tables import LexiconError
from weighbridge.model import MEASURE_KINDS, SOURCE_CLASSES, Document
from weighbridge.reading.llm.grounding.plain import Span
from weighbridge.reading.llm.settings import PREFIX

FOLDER = Path(__file__).parent
MOST_EXAMPLES = 8
"""Of one's own."""
LARGEST_EXAMPLE = 100_000
"""Bytes of the file of one."""
LEAD = 600
"""Characters of a document's beginning that go with every later window, so that the model knows what it is about."""
_VERSION = re.compile(r"version: (\w{1,20})\n")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """``version``: the number that its author gave it, with a digest of all that it says."""

    version: str
    text: str


@lru_cache(maxsize=4)
def prompt(folder: Path | None = None) -> Prompt:
    """The prompt with the closed lists of the lexicon and the examples, with those of a ``folder`` too.

    Raises LexiconError: ``prompt.md`` or ``examples.json`` is broken; SettingsError: the folder can't be used.
    """
    path = FOLDER / "prompt.md"
    source = path.read_text(encoding="utf-8")
    head = _VERSION.match(source)
    if head is None:
        raise LexiconError(path, 1, "the first line has to be the version, as in 'version: 1'")
    labels = load().labels
    parts = {
        "goods": "\n".join(f"  {class_}: {label}" for class_, label in labels.items()),
        "sources": ", ".join(SOURCE_CLASSES),
        "measures": ", ".join(MEASURE_KINDS),
        "examples": "\n\n".join(_example(row) for row in [*examples(), *(own_examples(folder) if folder else [])]),
    }
    text = source[head.end() :].strip()
    for name, part in parts.items():
        if f"{{{{{name}}}}}" not in text:
            raise LexiconError(path, None, f"{{{{{name}}}}} is missing; it stands where that list goes")
        text = text.replace(f"{{{{{name}}}}}", part)
    return Prompt(f"{head[1]}-{sha256(text.encode()).hexdigest()[:8]}", text)


def examples() -> list[dict[str, Any]]:
    """Pieces of annotated documents, in the form of the corpus. Raises LexiconError."""
    path = FOLDER / "examples.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LexiconError(path, getattr(error, "lineno", None), f"no valid JSON: {error}") from error
    return list(rows)


def own_examples(folder: Path) -> list[dict[str, Any]]:
    """The shortest annotated documents of a folder, at most MOST_EXAMPLES; those marked ``partial`` are left out.

    Raises SettingsError: there is no such folder, none is in it, or one is no annotated document.
    """
    name = f"{PREFIX}EXAMPLES"
    rows = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            row = json.loads(path.read_text(encoding="utf-8-sig")) if path.stat().st_size <= LARGEST_EXAMPLE else {}
        except (OSError, ValueError, RecursionError) as error:
            raise SettingsError(f"{name}: {path} can't be read: {error}") from error
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("text"), str)
            or not isinstance(row.get("statements"), list)
        ):
            raise SettingsError(f"{name}: {path} is no annotated document of at most {LARGEST_EXAMPLE:,} bytes")
        if not row.get("partial"):
            rows.append(row)
    if not rows:
        raise SettingsError(f"{name}: {folder} holds no annotated document (*.json)")
    return sorted(rows, key=lambda row: len(row["text"]))[:MOST_EXAMPLES]


def _example(row: dict[str, Any]) -> str:
    publisher, published, title = (str(row.get(name) or "") for name in ("publisher", "published", "title"))
    document = Document("", row["text"], publisher=publisher, published=published, title=title)
    answer = {"statements": row["statements"], "measures": row.get("measures") or []}
    written = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return f"{block_of(document, (0, len(document.text)))}\n\n{written}"


def block_of(document: Document, portion: Span, number: int = 1, of: int = 1) -> str:
    """A portion of a document as data.

    Every line, whatever a line end is to anybody, has a mark in front of it, so that nothing in it can end the block or
    pass for a line of ours.
    """
    lines = [
        _marked("title", document.title),
        _marked("publisher", document.publisher),
        _marked("published", document.published),
    ]
    if portion[0] > 0:
        lines.append(_marked("how it begins", document.text[: min(LEAD, portion[0])]))
    lines.append(_marked("text", document.text[portion[0] : portion[1]]))
    part = f" (part {number} of {of}; code this part)" if of > 1 else ""
    return f"Document{part}:\n" + "\n".join(filter(None, lines))


def _marked(mark: str, text: str | None) -> str:
    if not text:
        return ""
    return "\n".join(f"{mark}| {line}" for line in _LINE_END.split(text) if line.strip())


def messages_of(
    document: Document, portion: Span, number: int = 1, of: int = 1, folder: Path | None = None
) -> Sequence[dict[str, str]]:
    """The messages of a request: the same first one for every document, so that servers can keep it at hand.

    ``folder``: of examples of one's own.
    """
    return (
        {"role": "system", "content": prompt(folder).text},
        {"role": "user", "content": block_of(document, portion, number, of)},
    )
