"""Live blogs: the entries of a page, each with its own time and anchor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from weighbridge.intake.page_ld import Node, paragraphs_of, plain, types_of
from weighbridge.intake.page_tree import marks_of, without_small_print, words_of
from weighbridge.intake.written_dates import iso_of, plausible
from weighbridge.moments import moment_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ENTRIES = 1000
"""Entries of one live blog that are read."""

SHORTEST = 40
"""Characters below which a block of a page is no entry."""

_LIVE = re.compile(
    r"(?:^|[\W_])live(?:$|[\W_]|blog|ticker|text|feed|updates?)|liveblog|newsblog|minute-by-minute", re.I
)


class LiveEntry(NamedTuple):
    """One entry: ``anchor`` without ``#`` (empty where it has none), ``time`` as ISO date or time, or None."""

    anchor: str
    time: str | None
    title: str | None
    text: str
    changed: str | None = None
    """When it was last changed, where that is told beside its time."""


def _anchor(update: Node) -> str:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = update.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str) and "#" in value and (anchor := value.rsplit("#", 1)[1].strip()):
            return anchor[:200]
    identifier = update.get("identifier")
    return identifier[:200] if isinstance(identifier, str) else ""


def _time(value: object) -> str | None:
    """The date or time that an update gives, if it is plausible."""
    time = iso_of(value) if isinstance(value, str) else None
    return time if time and plausible(time) else None


def in_json_ld(nodes: list[Node]) -> list[LiveEntry]:
    """Entries of the page's LiveBlogPosting that have a text; none unless there are two or more."""
    entries: list[LiveEntry] = []
    for node in nodes:
        if "LiveBlogPosting" not in types_of(node):
            continue
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if not isinstance(update, dict):
                continue
            text = without_small_print(paragraphs_of(update.get("articleBody") or update.get("text")))
            changed = _time(update.get("dateModified"))
            time = _time(update.get("datePublished")) or changed
            if text:
                title = plain(update.get("headline"))
                entries.append(LiveEntry(_anchor(update), time, title, text, changed))
    return entries if len(entries) > 1 else []


def _signature(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), " ".join(re.sub(r"[\d]+", "", element.get("class") or "").split()[:2])


def blocks_of(tree: HtmlElement, title: str | None, url: str | None) -> list[HtmlElement]:
    """The blocks that are entries: siblings of one kind with a time each, on a page that calls itself live."""
    groups: dict[tuple[int, tuple[str, str]], list[HtmlElement]] = {}
    for time in tree.iter("time"):
        for block in time.iterancestors("article", "section", "div", "li"):
            parent = block.getparent()
            if parent is None or len(parent) < 3:
                continue
            group = groups.setdefault((id(parent), _signature(block)), [])
            if not group or group[-1] is not block:
                group.append(block)
            break
    for group in sorted(groups.values(), key=len, reverse=True):
        around = f"{title or ''} {url or ''} {marks_of(group[0])} {marks_of(group[0].getparent())}"
        if len(group) > 2 and _LIVE.search(around) and sum(_is_entry(block) for block in group) * 4 >= len(group) * 3:
            return [block for block in group if _is_entry(block)]
    return []


def _is_entry(block: HtmlElement) -> bool:
    words = len(words_of(block))
    linked = sum(len(words_of(link)) for link in block.iter("a"))
    return words >= SHORTEST and linked * 2 < words


def entry_of(block: HtmlElement, day: str | None) -> LiveEntry:
    """The entry of a block; ``day`` is the page's, for times such as ``14:05`` without a date."""
    clock = next(iter(block.iter("time")))
    time = iso_of(clock.get("datetime") or "") or iso_of(words_of(clock))
    if time is None and day and (found := re.match(r"(\d\d?)[:.](\d\d)", words_of(clock))) and int(found[1]) < 24:
        time = f"{day}T{int(found[1]):02}:{found[2]}:00"
    headings = [one for one in block.iter("h2", "h3", "h4", "h5") if words_of(one)]
    title = words_of(headings[0]) if headings else None
    anchor = block.get("id") or next((one.get("id") for one in block.iter() if one.get("id")), None)
    parts = [words_of(one) for one in block.iter("p", "li", "blockquote") if one.find(".//p") is None]
    if not any(parts):
        said = words_of(block).replace(words_of(clock), "", 1)
        parts = [said.replace(title, "", 1) if title else said]
    text = without_small_print("\n\n".join(part.strip() for part in parts if part.strip() and part != words_of(clock)))
    return LiveEntry((anchor or "")[:200], time if time and plausible(time) else None, title, text)


def anchors_of(entries: Sequence[LiveEntry]) -> list[str]:
    """What each entry is called within its page, all different: its anchor, else its time, else its words.

    Never its place, since a blog grows at one end: what was there before keeps its name. Of several with one name
    the oldest bears it, the others are numbered.
    """
    found = [_name(entry) for entry in entries]
    times = [moment for entry in entries if (moment := moment_of(entry.time))]
    newest_first = len(times) > 1 and times[0] > times[-1]
    taken: set[str] = set()
    for place in reversed(range(len(found))) if newest_first else range(len(found)):
        name, number = found[place], 1
        while found[place] in taken:
            number += 1
            found[place] = f"{name}-{number}"
        taken.add(found[place])
    return found


def _name(entry: LiveEntry) -> str:
    if entry.anchor:
        return entry.anchor
    if "T" in (entry.time or "") and (moment := moment_of(entry.time)):
        return f"entry-{re.sub(r'[^0-9]', '', moment[:19])}"
    return f"entry-{sha256((entry.title or entry.text).encode('utf-8', 'replace')).hexdigest()[:12]}"
