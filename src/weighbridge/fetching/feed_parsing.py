"""RSS and Atom to plain rows. It is run as a process of its own, with limits: hostile feeds can hang their parser.

Reads a feed from standard input and writes one JSON object: ``title``, ``broken`` (why, or null), ``more`` (items
left out) and ``items``, each with ``id``, ``link``, ``title``, ``published``, ``updated``, ``text``, ``publisher``.
The first argument is the feed's address, the second the content type that came with it.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any

MEMORY = 1_500_000_000
"""Bytes of address space of the process."""
SECONDS = 60
"""After which it ends itself, should no one have ended it before."""
ITEMS = 1_000
"""Items that are taken from one feed, from the top."""
TEXT = 200_000
"""Characters of an item's text."""
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article header footer figure pre hr".split()
)
_SKIPPED = frozenset("script style figure figcaption iframe noscript".split())


def text_of(html: str) -> str:
    """The words of a piece of HTML, a paragraph a line, blank lines between them."""
    from lxml import html as parser
    from lxml.etree import ParserError, iterwalk

    if "<" not in html and "&" not in html:
        return "\n\n".join(" ".join(line.split()) for line in html.splitlines() if line.strip())
    try:
        root = parser.fragment_fromstring(html[: TEXT * 5], create_parent="div")
    except (ParserError, ValueError):
        return ""
    parts: list[str] = []
    skipping = 0
    for event, node in iterwalk(root, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        hidden = name in _SKIPPED or not name
        if event == "start":
            skipping += hidden
            if name in _BLOCKS:
                parts.append("\n")
            if not skipping and node.text:
                parts.append(node.text.replace("\n", " "))
        else:
            skipping -= hidden
            if name in _BLOCKS:
                parts.append("\n")
            if not skipping and node.tail and node is not root:
                parts.append(node.tail.replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def has_entities(data: bytes) -> bool:
    """Whether a feed declares entities, in whatever width its letters are: none needs to, and bombs do."""
    return b"<!ENTITY" in data.replace(b"\x00", b"").upper()


def rows_of(data: bytes, url: str, header: str) -> dict[str, Any]:
    """The feed's rows as described above. ``ValueError`` says why there are none."""
    import feedparser

    if has_entities(data):
        raise ValueError("it declares entities, as bombs do")
    headers = {"content-location": url, **({"content-type": header} if header else {})}
    found = feedparser.parse(BytesIO(data), response_headers=headers, resolve_relative_uris=True)
    if not found.entries and not found.get("version"):
        raise ValueError("it is no RSS or Atom feed")
    broken = found.get("bozo_exception") if found.get("bozo") else None
    if isinstance(broken, feedparser.CharacterEncodingOverride):
        broken = None
    return {
        "title": str(found.feed.get("title") or ""),
        "broken": (str(broken) or type(broken).__name__)[:120] if broken else None,
        "more": max(0, len(found.entries) - ITEMS),
        "items": [_row(entry) for entry in found.entries[:ITEMS]],
    }


def _row(entry: Any) -> dict[str, str]:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    longest = max([*contents, str(entry.get("summary") or "")], key=len)
    source = entry.get("source") or {}
    return {
        "id": str(entry.get("id") or "")[:2000],
        "link": str(entry.get("link") or "")[:5000],
        "title": text_of(str(entry.get("title") or "")[:2000]),
        "published": str(entry.get("published") or ""),
        "updated": str(entry.get("updated") or ""),
        "text": text_of(longest)[:TEXT],
        "publisher": str(source.get("title") or ""),
    }


def _narrow() -> None:
    """Take from this process the memory and the time that it does not need."""
    if hasattr(signal, "alarm"):
        signal.alarm(SECONDS)
    with suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Parse standard input; what can't be parsed gives an object with ``refused``."""
    _narrow()
    try:
        answer = rows_of(sys.stdin.buffer.read(), sys.argv[1], sys.argv[2])
    except ValueError as error:
        answer = {"refused": str(error)[:200]}
    except RecursionError:
        answer = {"refused": "it is nested too deep"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
