"""RSS and Atom feeds to leads."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from weighbridge.fetching.leads import Lead, day_of, in_a_line, moment_of_lead, plausible, sound, stamp_of
from weighbridge.fetching.session import Fetched
from weighbridge.intake.refusal import Refusal, Warn

SIZE = 3_000_000
"""Bytes of a feed that are read, from its beginning."""
SECONDS = 30.0
"""Time that a feed may take to be parsed."""
KINDS = (
    "application/rss+xml application/atom+xml application/xml text/xml application/rdf+xml application/x-rss+xml"
    " text/html text/plain application/xhtml+xml application/octet-stream"
).split()
"""Content types that feeds come as; many are wrong, so what is a feed is told by its content."""


def leads_of_feed(feed: Fetched, warn: Warn, seconds: float = SECONDS) -> list[Lead] | Refusal:
    """What a feed points to, in its order. ``warn`` is told of items that are left out, and of a broken feed.

    Raises nothing: a feed that is none, takes too long or too much memory is refused.
    """
    command = [sys.executable, "-P", "-m", "weighbridge.fetching.feed_parsing", feed.url, feed.header]
    try:
        done = subprocess.run(command, input=feed.data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        what = f"the feed takes longer than {seconds:g} s to parse"
        return Refusal(feed.url, what, "take it out, or tell its publisher")
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return Refusal(feed.url, "the feed takes too much memory or breaks its parser", "take it out")
    if "refused" in found:
        return Refusal(feed.url, f"the feed can't be read: {found['refused']}", "check its address")
    if feed.cut:
        warn(f"{feed.url}: the feed is longer than {len(feed.data):,} bytes; its first items are read")
    elif found["broken"]:
        warn(f"{feed.url}: the feed is broken ({found['broken']}); {len(found['items'])} items could be read")
    if found["more"]:
        warn(f"{feed.url}: {found['more']} items beyond the first {len(found['items'])} are left out")
    rows = [{name: sound(value) for name, value in row.items()} for row in found["items"]]
    if feed.cut and len(rows) > 1:
        rows = rows[:-1]  # the last one is cut in two
    title = in_a_line(found["title"])
    leads = [_lead(row, title) for row in rows]
    nameless = sum(1 for one in leads if one is None)
    if nameless:
        warn(f"{feed.url}: {nameless} items have neither a link nor a text")
    return [one for one in leads if one is not None]


def _lead(row: dict[str, str], feed_title: str | None) -> Lead | None:
    link = row["link"].strip() or (row["id"] if row["id"].startswith(("http://", "https://")) else "")
    if not link and not row["text"].strip():
        return None
    day = plausible(day_of(row["published"] or row["updated"]))
    return Lead(
        url=link or None,
        key=row["id"].strip() or link or stamp_of(row["title"], row["text"]),
        title=in_a_line(row["title"]),
        publisher=in_a_line(row["publisher"]) or feed_title,
        published=day,
        time=moment_of_lead(row["published"], day),
        text=row["text"].strip() or None,
        stamp=stamp_of(row["title"], row["updated"] or row["published"], row["text"]),
    )
