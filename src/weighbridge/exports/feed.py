"""What changed since a day, as an Atom or RSS feed: one entry a change, under an id that stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import BinaryIO
from xml.etree import ElementTree as ET

from weighbridge import __version__
from weighbridge.exports.columns import Record
from weighbridge.exports.ids import NO_DAY, moment, uuid_of
from weighbridge.exports.inert import inert, shortened
from weighbridge.exports.statements import source_words
from weighbridge.ledger.dates import date_words

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 2_000
"""Characters of evidence in an entry."""


def title_of(change: Record) -> str:
    """A change in one line."""
    moved = " to ".join(inert(str(one)) for one in (change["before"], change["after"]) if one is not None)
    return " ".join(f"{inert(change['transfer'])}: {change['kind']}{' ' + moved if moved else ''}".split())


def text_of(change: Record) -> str:
    """Its causes: outlet, day, source and evidence, a paragraph each."""
    return "\n\n".join(
        inert(
            f"{one['publisher'] or one['doc']}, {date_words(one['published'])}: {source_words(one['source'])} "
            f"{one['stance']} {one['stage']}: \u201c{shortened(one['evidence'], LONGEST)}\u201d"
        )
        for one in change["causes"]
    )


def write_feed(out: BinaryIO, form: str, changes: Iterable[Record], since: str, as_of: str | None) -> int:
    """Write the feed (``atom`` or ``rss``), the newest change first; the number of entries.

    A change has the time of its latest cause, else that of ``since``. All texts are plain text.
    """
    begin = moment(since) or NO_DAY
    dated = [
        (max((day for one in change["causes"] if (day := moment(one["published"]))), default=begin), change)
        for change in changes
    ]
    dated.sort(key=lambda one: (-one[0].timestamp(), title_of(one[1])))
    make = _atom if form == "atom" else _rss
    tree = ET.ElementTree(make(dated, since, as_of, max([begin, *(day for day, _ in dated)])))
    ET.indent(tree)
    tree.write(out, "utf-8", xml_declaration=True)
    out.write(b"\n")
    return len(dated)


def _key(change: Record) -> str:
    causes = [one["id"] for one in change["causes"]]
    return uuid_of("change", change["transfer"], change["kind"], change["before"], change["after"], causes).urn


def _heading(since: str, as_of: str | None) -> str:
    return inert(f"Arms transfers: changes since {since}{f' as of {as_of}' if as_of else ''}")


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _atom(dated: list[tuple[datetime, Record]], since: str, as_of: str | None, updated: datetime) -> ET.Element:
    feed = ET.Element("feed", {"xmlns": ATOM})
    _put(feed, "id", uuid_of("feed", since).urn)
    _put(feed, "title", _heading(since, as_of))
    _put(feed, "updated", updated.isoformat())
    _put(_put(feed, "author"), "name", "Weighbridge")
    _put(feed, "generator", "Weighbridge", version=__version__)
    for day, change in dated:
        entry = _put(feed, "entry")
        _put(entry, "id", _key(change))
        _put(entry, "title", title_of(change), type="text")
        _put(entry, "updated", day.isoformat())
        _put(entry, "category", term=change["kind"])
        _put(entry, "content", text_of(change) or title_of(change), type="text")
    return feed


def _rss(dated: list[tuple[datetime, Record]], since: str, as_of: str | None, updated: datetime) -> ET.Element:
    rss = ET.Element("rss", {"version": "2.0"})
    channel = _put(rss, "channel")
    _put(channel, "title", _heading(since, as_of))
    _put(channel, "link", uuid_of("feed", since).urn)
    _put(channel, "description", "What moved in a ledger of arms transfers, and because of which sentences.")
    _put(channel, "lastBuildDate", format_datetime(updated))
    _put(channel, "generator", f"Weighbridge {__version__}")
    for day, change in dated:
        item = _put(channel, "item")
        # RSS takes titles and descriptions for HTML, so they are escaped once more
        _put(item, "title", escape(title_of(change)))
        _put(item, "description", escape(text_of(change) or title_of(change)).replace("\n\n", "<br/><br/>"))
        _put(item, "category", change["kind"])
        _put(item, "guid", _key(change), isPermaLink="false")
        _put(item, "pubDate", format_datetime(day))
    return rss
