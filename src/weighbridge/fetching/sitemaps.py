"""Sitemaps to leads: lists of pages, lists of sitemaps, news sitemaps; packed or not, with limits on all of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from xml.sax import ContentHandler, SAXException

from weighbridge.fetching.leads import Lead, day_of, in_a_line, moment_of_lead, plausible, stamp_of
from weighbridge.fetching.session import Fetched, Unfetched
from weighbridge.intake.refusal import Refusal, Warn

SIZE = 20_000_000
"""Bytes of a sitemap, unpacked."""
PAGES = 50_000
"""Pages of one sitemap, as the protocol has it."""
MAPS = 50
"""Sitemaps that are fetched for one index at one poll, the newest first."""
DEEPEST = 2
"""Indexes in an index."""
KINDS = (
    "application/xml text/xml text/plain application/gzip application/x-gzip application/octet-stream"
    " binary/octet-stream application/rss+xml application/atom+xml text/html"
).split()
_NESTED = 60
_TEXT = 5_000


@dataclass(slots=True)
class Sitemap:
    """What one sitemap names."""

    pages: list[Lead] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)
    """Address and day (or nothing) of further sitemaps."""
    note: str | None = None
    """What was odd, or left out."""


class _Full(SAXException):
    """Enough has been read."""


class _Collector(ContentHandler):
    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.found = Sitemap()
        self.is_map = False
        self._path: list[str] = []
        self._words: list[str] = []
        self._length = 0
        self._entry: dict[str, str] = {}

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        short = name.rpartition(":")[2].lower()
        self._path.append(short)
        self.is_map = self.is_map or short in ("urlset", "sitemapindex")
        if len(self._path) > _NESTED:
            raise _Full("it is nested too deep")
        if not self.is_map and len(self._path) > 3:
            raise _Full("it is no sitemap")
        if short in ("url", "sitemap"):
            self._entry = {}
        self._words, self._length = [], 0

    def characters(self, content: str) -> None:
        if self._length <= _TEXT:
            self._words.append(content)
            self._length += len(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        short = self._path.pop()
        inside = self._path[-1] if self._path else ""
        words = "".join(self._words).strip()
        if short == "loc" and inside in ("url", "sitemap"):
            self._entry["loc"] = words
        elif short in ("lastmod", "publication_date", "title", "name") and inside not in ("image", "video"):
            self._entry.setdefault(short, words)
        elif short == "url":
            self._page()
        elif short == "sitemap" and (place := self._place()):
            self.found.maps.append((place, day_of(self._entry.get("lastmod")) or ""))
            if len(self.found.maps) > PAGES:
                raise _Full(f"it names more than {PAGES:,} sitemaps")
        self._words = []

    def _place(self) -> str | None:
        try:
            return urljoin(self.base, self._entry.get("loc", "")) if self._entry.get("loc") else None
        except ValueError:
            return None

    def _page(self) -> None:
        place = self._place()
        if place is None:
            return
        if len(self.found.pages) >= PAGES:
            raise _Full(f"it names more than {PAGES:,} pages")
        row = self._entry
        day = plausible(day_of(row.get("publication_date")))
        self.found.pages.append(
            Lead(
                place,
                place,
                title=in_a_line(row.get("title")),
                publisher=in_a_line(row.get("name")),
                published=day,
                time=moment_of_lead(row.get("publication_date"), day),
                stamp=stamp_of(row.get("lastmod")),
                changed=plausible(day_of(row.get("lastmod"))),
            )
        )


def unzipped(data: bytes, most: int) -> bytes | None:
    """``data``, unpacked if it is gzip; None if that is broken or gives more than ``most`` bytes."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = unpack.decompress(data, most + 1)
    except zlib.error:
        return None
    return found if len(found) <= most and unpack.eof else None


def read_sitemap(data: bytes, url: str) -> Sitemap | Refusal:
    """What a sitemap names: XML, gzip of it, or a text with an address a line.

    What stands before a mistake in the XML is taken, and the mistake told in ``note``.
    """
    plain = unzipped(data, SIZE)
    if plain is None:
        return Refusal(url, f"the sitemap is broken gzip, or more than {SIZE:,} bytes", "check its address")
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http://", b"https://")):
        return _lines(plain)
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    collector = _Collector(url)
    try:
        parseString(plain, collector, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return Refusal(url, "the sitemap declares entities, as bombs do", "take it out, or tell its publisher")
    except SAXException as error:
        collector.found.note = str(error).removeprefix("<unknown>:")[:120]
    except (ValueError, LookupError) as error:
        collector.found.note = str(error)[:120]
    found = collector.found
    if not collector.is_map or found.note and not found.pages and not found.maps:
        why = f" ({found.note})" if found.note else ""
        return Refusal(url, f"it is no sitemap{why}", "give the address of an XML sitemap")
    return found


def _lines(plain: bytes) -> Sitemap:
    lines = [line.strip() for line in plain.decode("utf-8-sig", "replace").splitlines()]
    places = list(dict.fromkeys(line for line in lines if line.startswith(("http://", "https://"))))
    note = f"it names more than {PAGES:,} pages" if len(places) > PAGES else None
    return Sitemap([Lead(place, place) for place in places[:PAGES]], note=note)


def leads_of_sitemap(
    top: Fetched, get: Callable[[str], Fetched | Unfetched], warn: Warn, maps: int = MAPS
) -> list[Lead] | Refusal:
    """The pages of a sitemap and of those that it names; ``get`` fetches one.

    At most ``maps`` are fetched, the newest first; what can't be had or is left out is told through ``warn``.
    """
    first = read_sitemap(top.data, top.url)
    if isinstance(first, Refusal):
        return first
    leads: dict[str, Lead] = {}
    seen = {top.url}
    level, depth = [(top.url, first)], 0
    while level:
        named: list[tuple[str, str]] = []
        for url, one in level:
            if one.note:
                warn(f"{url}: {one.note}; what stands before it is taken")
            for page in one.pages:
                leads.setdefault(page.key, page)
            named += [row for row in one.maps if row[0] not in seen]
        named = list(dict.fromkeys(sorted(named, key=lambda row: row[1], reverse=True)))
        level, depth = [], depth + 1
        if named and depth > DEEPEST:
            warn(f"{top.url}: {len(named)} sitemaps nested deeper than {DEEPEST} are left out")
            break
        if len(named) > maps:
            warn(f"{top.url}: {len(named) - maps} older sitemaps are left out")
        for url, _ in named[:maps]:
            if url in seen:
                continue
            seen.add(url)
            got = get(url)
            read = got if isinstance(got, Unfetched) else read_sitemap(got.data, got.url)
            if isinstance(read, Refusal):
                warn(str(read))
            else:
                level.append((url, read))
        maps = max(0, maps - len(named))
    return list(leads.values())
