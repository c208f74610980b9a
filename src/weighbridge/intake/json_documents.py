"""Documents given as JSON: one, a list, or one a line (JSONL). ``text`` is taken exactly as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from weighbridge.intake.decoding import controls_in
from weighbridge.intake.fields import WANTED, day_of_mail_date, picked
from weighbridge.intake.original import JSON, made_of, original_of
from weighbridge.intake.refusal import Refusal, Warn
from weighbridge.intake.written_dates import iso_of, moment_of
from weighbridge.model import Details, Document

_NONE: Mapping[str, str] = {}

_LOOKS_LIKE_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\]{])')
_DATE = re.compile(r"\s*(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:[T ].*)?\s*")
_SPACE = re.compile(r"[\s,]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def looks_like_json(text: str) -> bool:
    """Whether ``text`` begins as a JSON object, or a list of them, does."""
    return _LOOKS_LIKE_JSON.match(text) is not None


def parse(source: str) -> Any:
    """The JSON value of ``source``.

    Raises:
        ValueError: it is no JSON; the text names line and column.
    """
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
    except ValueError as error:
        raise ValueError(f"broken JSON: {error}") from error


def date_of(value: str | None) -> str | None:
    """An ISO date cut to the precision given, without the time of day; None if it is none."""
    match = _DATE.fullmatch(value or "")
    return match[1] if match else None


def document(
    value: Any, fallback: str, where: str, limit: int, warn: Warn, fields: Mapping[str, str] = _NONE, kind: str = "json"
) -> Document | Refusal:
    """The Document of one JSON value, or of a row of a table; ``fallback`` is the id of one that has none.

    ``fields`` says which field is taken for which; any that is not taken is left alone.
    """
    if not isinstance(value, dict):
        return Refusal(where, f"a document must be an object, this is {_kind(value)}", "see examples/")
    value = picked(value, fields)
    for field in WANTED:
        got = value.get(field)
        if got is not None and not isinstance(got, str):
            return Refusal(where, f"{field!r} must be a text, this is {_kind(got)}", "put it in quotes")
        if got and _SURROGATE.search(got):
            return Refusal(where, f"{field!r} has half of a surrogate pair", "write the file anew as UTF-8")
    text = value.get("text")
    if text is None:
        asked = f" (it was to be in {fields['text']!r})" if "text" in fields else ""
        remedy = "give the report's text in the field 'text', or say in which it is: --fields text=NAME"
        return Refusal(where, f"the document has no 'text'{asked}", remedy)
    if not text.strip():
        return Refusal(where, "the document's 'text' is empty", "give the report's text in the field 'text'")
    if len(text) > limit or len(text.encode("utf-8")) > limit:
        return Refusal(where, f"its text is larger than {limit:,} bytes", "split it, or raise the limit")
    if number := controls_in(text):
        warn(f"{where}: the text has {number} control characters; it is read as it is")
    published = date_of(value.get("published")) or day_of_mail_date(value.get("published") or "")
    if value.get("published") and published is None:
        warn(f"{where}: {value['published'][:40]!r} is no ISO date; relative dates can't be resolved")
    told = f"{kind} field" if published else None
    return Document(
        id=value.get("id") or fallback,
        text=text,
        url=value.get("url"),
        publisher=value.get("publisher"),
        published=published,
        title=value.get("title"),
        details=Details(time=_moment(value.get("published"), published), date_from=told, kind=kind),
    )


def _moment(written: str | None, day: str | None) -> str | None:
    """The moment that a date field tells with its distance from UTC, if it is of that day."""
    moment = moment_of(iso_of(written or ""))
    return moment if moment and moment[:10] == day else None


def documents_in(
    source: str,
    stem: str,
    where: str,
    limit: int,
    warn: Warn,
    fields: Mapping[str, str] = _NONE,
    originals: bool = False,
) -> Iterator[Document | Refusal]:
    """The documents of a JSON text: an object, a list of objects, or objects a line.

    With ``originals``, those of a list or of lines come with their own part of the text.
    """
    try:
        value = parse(source)
    except ValueError as error:
        lines = [line for line in source.split("\n", 2)[:2] if line.strip()]
        if len(lines) == 2 and all(line.lstrip().startswith("{") for line in lines):
            yield from lines_in(source.split("\n"), stem, where, limit, warn, fields, originals)
        else:
            yield Refusal(where, str(error), "mend the file")
        return
    if not isinstance(value, list):
        yield document(value, stem, where, limit, warn, fields)
    elif not value:
        yield Refusal(where, "the list of documents is empty", "give a document")
    if not isinstance(value, list):
        return
    parts = _parts(source) if originals else repeat(None)
    for number, (one, part) in enumerate(zip(value, parts, strict=False), 1):
        made = document(one, numbered(stem, number), f"{where}, document {number}", limit, warn, fields)
        yield made if part is None else made_of(made, original_of(part.encode("utf-8"), JSON, True))


def _parts(source: str) -> Iterator[str]:
    """The text of each element of a JSON list that is known to be sound."""
    decoder = json.JSONDecoder()
    place = source.index("[") + 1
    while (place := _SPACE.match(source, place).end()) < len(source) and source[place] != "]":  # type: ignore[union-attr]
        end = decoder.raw_decode(source, place)[1]
        yield source[place:end]
        place = end


def lines_in(
    lines: Iterable[str | Refusal],
    stem: str,
    where: str,
    limit: int,
    warn: Warn,
    fields: Mapping[str, str] = _NONE,
    originals: bool = False,
) -> Iterator[Document | Refusal]:
    """The documents of JSONL; a line that is broken is refused and the next one read."""
    for number, line in enumerate(lines, 1):
        if isinstance(line, Refusal):
            yield line
        elif line.strip():
            try:
                value = parse(line)
            except ValueError as error:
                told = str(error).replace("line 1, ", "")
                yield Refusal(f"{where}, line {number}", told, "mend that line")
            else:
                made = document(value, numbered(stem, number), f"{where}, line {number}", limit, warn, fields)
                yield made_of(made, original_of(line.rstrip("\r\n").encode("utf-8"), JSON, True)) if originals else made


def numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    return {"str": "a text", "list": "a list", "dict": "an object"}.get(type(value).__name__, "something else")
