"""Which field of a JSON document, or column of a table, is the text, the title, the date."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any

WANTED = ("id", "url", "publisher", "published", "title", "text")
"""The fields of a document that can come from a field of the input."""

USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "url": ("url", "link", "permalink", "canonical_url", "canonical", "page_url", "source_url"),
    "publisher": ("publisher", "source", "outlet", "site_name", "sitename", "source_name", "site", "domain"),
    "published": (
        "published",
        "date",
        "pubdate",
        "datepublished",
        "published_at",
        "publishedat",
        "date_published",
        "publication_date",
        "pub_date",
        "publish_date",
        "date_publish",
    ),
    "title": ("title", "headline", "subject"),
    "text": (
        "text",
        "body",
        "content",
        "articlebody",
        "article_text",
        "fulltext",
        "full_text",
        "article",
        "maintext",
        "main_text",
        "body_text",
        "content_text",
        "raw_text",
        "story",
    ),
}
"""Names under which a field is looked for where nothing else was said, in this order, in any case."""

_DEEPEST = 8
"""How deep in one another the objects of a JSON document are looked through for its text."""
_MOST_FIELDS = 20
"""Fields that are tried as the text."""


def fields_of(option: str) -> dict[str, str]:
    """The mapping of ``text=body,published=meta.date``; a dot goes into an object.

    Raises:
        ValueError: a part is no NAME=FIELD, or NAME is not one of WANTED.
    """
    mapping: dict[str, str] = {}
    for part in option.split(","):
        name, sign, field = (piece.strip() for piece in part.partition("="))
        if not sign or not field or name not in WANTED:
            raise ValueError(f"{part.strip()[:60]!r} is not NAME=FIELD with NAME one of {', '.join(WANTED)}")
        mapping[name] = field
    return mapping


def _at(row: Mapping[str, Any], path: str) -> Any:
    """The value of ``row`` under ``path``, first as a whole, then going into objects at its dots."""
    if path in row:
        return row[path]
    value: Any = row
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _plain(value: Any) -> Any:
    """A publisher given as an object is its name; a text given as a list of texts is its paragraphs."""
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):
        return value["name"]
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return value


def picked(row: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """The wanted fields of ``row``: as ``mapping`` says, else the field of that very name, else a usual name."""
    usual: dict[str, Any] | None = None
    found: dict[str, Any] = {}
    for name in WANTED:
        if name in mapping:
            found[name] = _plain(_at(row, mapping[name]))
            continue
        if row.get(name) is not None:
            found[name] = row[name]
            continue
        if usual is None:
            usual = {str(key).lower(): value for key, value in reversed(list(row.items()))}
        for other in USUAL[name]:
            value = _plain(usual.get(other))
            if isinstance(value, str) and value.strip():
                found[name] = value
                break
    return found


def text_fields(content: bytes) -> list[str]:
    """The fields of a JSON object that can be its text, each as ``fields_of`` takes it: the longest texts first."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return []
    found: list[tuple[int, str]] = []
    level = [("", value)]
    for _ in range(_DEEPEST):
        deeper: list[tuple[str, Any]] = []
        for path, one in level:
            for key, inner in one.items() if isinstance(one, Mapping) else ():
                plain = _plain(inner)
                if isinstance(plain, str):
                    found.append((-len(plain), f"{path}{key}"))
                elif isinstance(inner, Mapping):
                    deeper.append((f"{path}{key}.", inner))
        level = deeper[:_MOST_FIELDS]
    return [path for _, path in sorted(found)[:_MOST_FIELDS]]


def text_columns(content: bytes) -> list[str]:
    """The columns of a table that can be its text; with any separator, as not all that it gives are names."""
    line = content.partition(b"\n")[0][:20_000].decode("utf-8-sig", "replace")
    found: dict[str, None] = {}
    for separator in ",;\t|":
        with suppress(csv.Error):
            found.update(dict.fromkeys(name.strip() for name in next(csv.reader([line], delimiter=separator), [])))
    return [name for name in found if name][:_MOST_FIELDS]


def columns_of(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """The number of the column for each wanted field that a table has; the first of a name counts."""
    places: dict[str, int] = {}
    exact: dict[str, int] = {}
    for number, name in enumerate(names):
        exact.setdefault(name.strip(), number)
        places.setdefault(name.strip().lower(), number)
    found: dict[str, int] = {}
    for name in WANTED:
        if name in mapping:
            place = exact.get(mapping[name], places.get(mapping[name].lower()))
        else:
            place = next((places[other] for other in USUAL[name] if other in places), None)
        if place is not None:
            found[name] = place
    return found


def day_of_mail_date(value: str) -> str | None:
    """The ISO day of a date as mails and feeds write it ("Fri, 06 Sep 2024 10:00:00 +0200"); None if it is none."""
    try:
        return parsedate_to_datetime(value[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
