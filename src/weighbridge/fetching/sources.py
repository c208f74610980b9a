"""SOURCES.toml: what to watch, checked, with each mistake told by file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from weighbridge.fetching.addresses import checked
from weighbridge.intake.refusal import Refusal

KINDS = ("feed", "sitemap", "page", "list")
MOST = 50
"""Pages that are fetched of one source at one poll, unless it says otherwise."""
EVERY = 30.0
"""Minutes between two polls of a source, unless it says otherwise."""


class SourcesError(ValueError):
    """A mistake in SOURCES.toml; its text names file, line and remedy."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}" if line else f"{path}: {what}")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that is polled."""

    kind: str
    """feed, sitemap, page or list."""
    url: str
    """Where it stands; for a list that is a file, its path."""
    name: str
    publisher: str | None = None
    every: float = EVERY
    """Minutes."""
    most: int = MOST
    only: tuple[str, ...] = ()
    """Words of which an address or title has to have one, in any case; none: all are wanted."""
    since: str | None = None
    """ISO date; what is dated before it is left out."""
    text: str = "page"
    """Where the text is taken from: the page, or the item of the feed itself."""

    @property
    def key(self) -> str:
        """Tells it from others in what is remembered; its name may change."""
        return f"{self.kind} {self.url}"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a SOURCES.toml says."""

    sources: tuple[Source, ...]
    contact: str | None = None
    webhook: str | None = None
    delay: float = 1.0
    """Seconds between two requests to one host."""


Check = Callable[[Any], str | None]
"""What a value must be, as in "a text"; None if it is that."""


def _text(value: Any) -> str | None:
    fine = isinstance(value, str) and value.strip() and len(value) <= 1000 and value.isprintable()
    return None if fine else "a text in one line"


def _contact(value: Any) -> str | None:
    fine = isinstance(value, str) and re.fullmatch(r"[\x21-\x27\x2a-\x7e]{3,200}", value)
    return None if fine else "an e-mail address or an address on the web, in plain letters"


def _number(least: float, most: float) -> Check:
    def check(value: Any) -> str | None:
        fine = isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most
        return None if fine else f"a number from {least:g} to {most:g}"

    return check


def _whole(value: Any) -> str | None:
    fine = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 10_000
    return None if fine else "a whole number from 1 to 10000"


def _words(value: Any) -> str | None:
    fine = isinstance(value, list) and value and all(_text(one) is None for one in value)
    return None if fine else 'a list of texts, as in ["/news/", "missile"]'


def _day(value: Any) -> str | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return "a day, as in 2024-09-30"
    return None


def _one_of(*known: str) -> Check:
    return lambda value: None if value in known else f"one of {', '.join(known)}"


def _address(value: Any) -> str | None:
    if not isinstance(value, str):
        return "a text: an address that begins with https://"
    found = checked(value)
    return f"an address on the web ({found.what}; {found.remedy})" if isinstance(found, Refusal) else None


_TOP: dict[str, Check] = {
    "contact": _contact,
    "webhook": _address,
    "every": _number(1, 100_000),
    "delay": _number(0.1, 3600),
}
_KEYS: dict[str, Check] = {
    "kind": _one_of(*KINDS),
    "url": _address,
    "path": _text,
    "name": _text,
    "publisher": _text,
    "every": _number(1, 100_000),
    "most": _whole,
    "only": _words,
    "since": _day,
    "text": _one_of("page", "feed"),
}


def sources_in(path: Path) -> Sources:
    """What is to be watched.

    Raises:
        SourcesError: the file can't be read, is no TOML, or has a mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourcesError(path, None, "it is not UTF-8; save it as that") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourcesError(path, None, f"it can't be read ({reason}); check the path") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise SourcesError(path, line, f"no valid TOML: {what[:1].lower()}{what[1:]}; mend that line") from None
    except RecursionError:
        raise SourcesError(path, None, "no valid TOML: nested too deep; write one [[source]] after another") from None
    return _sources(path, text, data)


def _sources(path: Path, text: str, data: Mapping[str, Any]) -> Sources:
    rows = data.get("source")
    top = {key: value for key, value in data.items() if key != "source"}
    _check(path, text, -1, top, _TOP)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise SourcesError(path, None, "it names no source; give one as [[source]] with kind and url")
    found: dict[str, Source] = {}
    for number, row in enumerate(rows):
        one = _source(path, text, number, row, float(data.get("every", EVERY)))
        if one.key in found:
            line = _line(text, number, "url")
            raise SourcesError(path, line, f"{one.url} is there twice as a {one.kind}; take one out")
        found[one.key] = one
    return Sources(tuple(found.values()), data.get("contact"), data.get("webhook"), float(data.get("delay", 1.0)))


def _source(path: Path, text: str, number: int, row: Mapping[str, Any], every: float) -> Source:
    _check(path, text, number, row, _KEYS)

    def wrong(what: str, key: str | None = None) -> SourcesError:
        return SourcesError(path, _line(text, number, key), what)

    if "kind" not in row:
        raise wrong(f"the source lacks kind; it has to be one of {', '.join(KINDS)}")
    if "path" in row and row["kind"] != "list":
        raise wrong(f"a {row['kind']} has no path; give its url", "path")
    if ("url" in row) == ("path" in row):
        raise wrong("the source needs url" + (", or path, not both" if row["kind"] == "list" else ""))
    if row.get("text") == "feed" and row["kind"] != "feed":
        raise wrong('text = "feed" is for feeds only; take it out', "text")
    url = checked(row["url"]) if "url" in row else str((path.parent / row["path"]).absolute())
    where = str(url)
    return Source(
        kind=row["kind"],
        url=where,
        name=row.get("name") or (urlsplit(where).hostname if "url" in row else None) or Path(where).name,
        publisher=row.get("publisher"),
        every=float(row.get("every", every)),
        most=row.get("most", MOST),
        only=tuple(word.casefold() for word in row.get("only", ())),
        since=str(row["since"]) if "since" in row else None,
        text=row.get("text", "page"),
    )


def _check(path: Path, text: str, number: int, row: Mapping[str, Any], checks: Mapping[str, Check]) -> None:
    for key, value in row.items():
        line = _line(text, number, key)
        if key not in checks:
            raise SourcesError(path, line, f"unknown key {key[:60]!r}; known are {', '.join(checks)}")
        if wanted := checks[key](value):
            raise SourcesError(path, line, f"{key} must be {wanted}")


def _line(text: str, number: int, key: str | None) -> int | None:
    """The line of a key in the ``number``-th [[source]], or before the first where that is -1; else of its head."""
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    first = 0 if number < 0 else heads[number] if number < len(heads) else None
    if first is None:
        return None
    last = next((at for at in heads if at > first), len(lines))
    if number < 0 and heads:
        last = heads[0] if heads else len(lines)
    for at in range(first, last) if key else ():
        if re.match(rf"\s*[\"']?{re.escape(key or '')}[\"']?\s*[=.]", lines[at]):
            return at + 1
    return first + 1 if number >= 0 else None
