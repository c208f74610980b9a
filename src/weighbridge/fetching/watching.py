"""What is new at a source: its leads are followed, and what they lead to becomes Documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from weighbridge.fetching import feeds, lists, sitemaps
from weighbridge.fetching.fetching import DOCUMENTS, fetch
from weighbridge.fetching.leads import Lead
from weighbridge.fetching.memory import Memory, Sight, State
from weighbridge.fetching.session import Fetched, Known, Session, Unfetched
from weighbridge.fetching.sources import Source
from weighbridge.intake.from_bytes import documents_of_bytes, english
from weighbridge.intake.original import JSON, WithOriginal, made_of, original_of, without
from weighbridge.intake.refusal import Refusal, Warn
from weighbridge.model import Details, Document

ENOUGH = 400
"""Characters from which an item's own text stands for a page that can't be had."""
TRIES = 5
"""Polls at which a page that can't be had is tried."""
DOWN = 3
"""Failures in a row after which a host's further pages are left to the next poll."""
ORIGINALS = 5
"""The originals of one answer may have this many times the limit of one document."""
LONGEST_PAUSE = 86_400.0
"""Seconds that a source that fails is left alone, at most."""
PAGES = tuple(kind for kind in DOCUMENTS if not any(word in kind for word in ("zip", "warc", "json", "csv", "rfc822")))
"""Content types of pages that others point to: no archives."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Documents, and what is to be remembered once all of them are kept."""

    documents: tuple[Document, ...]
    sight: Sight | None = None
    source: tuple[str, State] | None = None


@dataclass(slots=True)
class Round:
    """One poll of all sources."""

    session: Session
    memory: Memory
    now: Callable[[], float]
    """Seconds since 1970."""
    warn: Warn
    limit: int
    """Bytes of one document."""
    originals: bool = False
    """Whether documents come with the raw originals that they were made of."""
    taken: set[str] = field(default_factory=set)
    down: Counter[str] = field(default_factory=Counter)
    """Failures in a row, by host."""

    def seen(self) -> str:
        """Now, as an ISO time in UTC."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds")


def arrivals(source: Source, round_: Round) -> Iterator[Arrival | Refusal]:
    """What is new at a source since it was last polled; a Refusal for all that could not be had.

    What an Arrival says is to be remembered by whoever keeps its documents, in this order.
    """
    before = round_.memory.state(source.key)
    if source.kind == "page":
        found: list[Lead] | Refusal | None = [Lead(source.url, source.url)]
        known = Known()
    else:
        found, known = _leads(source, round_, before.known)
    if isinstance(found, Refusal):
        yield _failed(source, round_, before, found)
        return
    worked = State(known)
    if found is None:
        yield Arrival((), source=(source.key, worked))
        return
    wanted = [lead for lead in found if _wanted(lead, source) and _is_new(lead, source, round_)]
    if source.kind == "sitemap":
        wanted.sort(key=lambda lead: lead.changed or lead.published or "", reverse=True)
    later = len(wanted) - source.most
    if later > 0:
        round_.warn(f"{source.name}: {later} more are left to the next poll")
    complete = later <= 0
    for lead in wanted[: source.most]:
        if lead.url and lead.url in round_.taken:
            continue
        for one in _followed(lead, source, round_):
            if isinstance(one, Unfetched) and source.kind == "page":
                yield _failed(source, round_, before, one)
                return
            complete = complete and not (isinstance(one, Unfetched) and one.again)
            yield one
    # what is left is found again only if the source sends its list again
    yield Arrival((), source=(source.key, worked if complete else State()))


def _failed(source: Source, round_: Round, before: State, why: Refusal) -> Refusal:
    """Remember that a source failed, for how long it is left alone, and say so."""
    failures = before.failures + 1
    asked = why.after or 0.0 if isinstance(why, Unfetched) else 0.0
    pause = min(max(source.every * 60.0 * 2 ** (min(failures, 12) - 1), asked), max(LONGEST_PAUSE, asked))
    round_.memory.polled(source.key, State(before.known, failures, round_.now() + pause, str(why)[:500]))
    again = f"asked again in {pause / 60:,.0f} minutes"
    often = f"failed {failures} times in a row, {again}" if failures > 1 else again
    return Refusal(f"{source.name}: {why.where}", f"{why.what} ({often})", why.remedy)


def _leads(source: Source, round_: Round, known: Known) -> tuple[list[Lead] | Refusal | None, Known]:
    """What a feed, sitemap or list points to, None where that is unchanged; and what it says of itself."""
    if source.kind == "list" and not source.url.startswith(("http://", "https://")):
        return _leads_of_file(Path(source.url), round_.warn), Known()
    bounds = {
        "feed": (feeds.KINDS, feeds.SIZE, True),
        "sitemap": (sitemaps.KINDS, sitemaps.SIZE, False),
        "list": (lists.KINDS, lists.SIZE, False),
    }
    kinds, size, cut = bounds[source.kind]
    got = fetch(source.url, round_.session, known, kinds=kinds, size=size, cut=cut)
    if isinstance(got, Unfetched):
        return got, known
    if got.moved:
        round_.warn(f"{source.name}: it has moved for good to {got.moved}; write that address into the sources")
    if got.unchanged:
        return None, got.known
    if source.kind == "feed":
        return feeds.leads_of_feed(got, round_.warn), got.known

    def get(url: str) -> Fetched | Unfetched:
        return fetch(url, round_.session, kinds=kinds, size=size)

    if source.kind == "list":
        return _leads_of_list(got, get, round_.warn)
    # which of the further sitemaps have changed, the first one does not tell
    found = sitemaps.leads_of_sitemap(got, get, round_.warn)
    return found, Known() if b"<sitemapindex" in got.data[:2000] else got.known


def _leads_of_list(
    got: Fetched, get: Callable[[str], Fetched | Unfetched], warn: Warn
) -> tuple[list[Lead] | Refusal, Known]:
    """The pages that a list names, and those of the packed tables that it names."""
    found = lists.leads_of_list(got.data, got.url, warn)
    if isinstance(found, Refusal):
        return found, got.known
    tables, pages = lists.tables_in(found)
    known = got.known
    if len(tables) > lists.TABLES:
        warn(f"{got.url}: {len(tables) - lists.TABLES} of its {len(tables)} tables are left out")
    for url in tables[: lists.TABLES]:
        table = get(url)
        rows = table if isinstance(table, Unfetched) else lists.leads_of_list(table.data, url, warn)
        if isinstance(rows, Refusal):
            warn(str(rows))
            known = Known()
        else:
            pages += lists.tables_in(rows)[1]
    return list({lead.key: lead for lead in reversed(pages)}.values())[::-1], known


def _leads_of_file(path: Path, warn: Warn) -> list[Lead] | Refusal:
    try:
        with path.open("rb") as stream:
            data = stream.read(lists.SIZE + 1)
    except OSError as error:
        return Refusal(str(path), f"it can't be read ({(error.strerror or str(error)).lower()})", "check the path")
    if len(data) > lists.SIZE:
        return Refusal(str(path), f"the list is larger than {lists.SIZE:,} bytes", "split it")
    return lists.leads_of_list(data, str(path), warn)


def _wanted(lead: Lead, source: Source) -> bool:
    """Whether a lead is one that the source is watched for."""
    words = f"{lead.url or ''} {lead.title or ''}".casefold()
    day = lead.changed or lead.published
    return (not source.only or any(word in words for word in source.only)) and (
        source.since is None or day is None or day >= source.since
    )


def _is_new(lead: Lead, source: Source, round_: Round) -> bool:
    if source.kind == "page":
        return True
    seen = round_.memory.sight(source.key, lead.key)
    if seen is None:
        return not (lead.url and round_.memory.kept_elsewhere(source.key, lead.url))
    if seen.stamp != lead.stamp:
        return True
    return seen.outcome == "failed" and seen.tries < TRIES


def _followed(lead: Lead, source: Source, round_: Round) -> Iterator[Arrival | Refusal]:
    """What a lead leads to."""
    before = round_.memory.sight(source.key, lead.key)
    sight = Sight(source.key, lead.key, lead.url, lead.stamp, "kept", 0, before.known if before else Known())
    if lead.url is None or source.text == "feed":
        yield from _from_item(lead, source, round_, sight, [])
        return
    host = urlsplit(lead.url).netloc.lower()
    if round_.down[host] >= DOWN:
        what = f"left for now: {host} may not be asked, or failed {DOWN} times in a row"
        yield Unfetched(lead.url, what, "it is tried at the next poll", again=True)
        return
    kinds = DOCUMENTS if source.kind == "page" else PAGES
    got = fetch(lead.url, round_.session, sight.known, kinds=kinds, size=round_.limit)
    if isinstance(got, Unfetched):
        yield from _unfetched(got, lead, source, round_, sight, before.tries if before else 0)
        return
    round_.down[host] = 0
    round_.taken.update((lead.url, got.url))
    sight = replace(sight, known=got.known)
    if got.unchanged:
        yield Arrival((), sight)
        return
    if source.kind == "page":
        sight = replace(sight, stamp=sha256(got.data).hexdigest()[:16])
        if before and before.stamp == sight.stamp:
            yield Arrival((), sight)
            return
    date_from = f"{source.kind} item" if lead.published else None
    found = _read(got, lead, date_from, round_)
    documents = [_moved(_filled(one, lead, source), lead, got) for one in found if isinstance(one, Document)]
    refusals = [one for one in found if isinstance(one, Refusal)]
    if documents:
        yield from refusals
        yield Arrival(tuple(documents), sight)
    else:
        yield from _from_item(lead, source, round_, sight, refusals)


def _read(got: Fetched, lead: Lead, date_from: str | None, round_: Round) -> list[Document | Refusal]:
    """The documents of an answer. A watch that runs for months has to outlive whatever a page does to its parser."""
    try:
        found = documents_of_bytes(
            got.data,
            got.url,
            got.url,
            got.url,
            lead.published,
            round_.limit,
            date_from,
            round_.warn,
            round_.originals,
            round_.seen(),
        )
        return _bounded(list(found), got.url, round_)
    except Exception as error:
        return [Refusal(got.url, f"it can't be read ({type(error).__name__}: {str(error)[:80]})", "report it")]


def _bounded(found: list[Document | Refusal], where: str, round_: Round) -> list[Document | Refusal]:
    """The documents of one answer, which are held together: what an archive unpacks to is bounded for originals too."""
    room, seen = round_.limit * ORIGINALS, set[str]()
    for place, one in enumerate(found):
        if not isinstance(one, WithOriginal) or one.original.digest in seen:
            continue
        seen.add(one.original.digest)
        room -= len(one.original.data)
        if room < 0:
            rest = [without(late) if isinstance(late, Document) else late for late in found[place:]]
            round_.warn(f"{where}: it unpacks to too much to keep the originals of {len(rest)} documents")
            return found[:place] + rest
    return found


def _unfetched(
    got: Unfetched, lead: Lead, source: Source, round_: Round, sight: Sight, tries: int
) -> Iterator[Arrival | Refusal]:
    if not got.again or (tries + 1 >= TRIES and not got.deferred):
        yield from _from_item(lead, source, round_, sight, [replace(got, again=False)])
        return
    round_.down[urlsplit(lead.url or "").netloc.lower()] += DOWN if got.deferred else 1
    yield got
    if not got.deferred:
        yield Arrival((), replace(sight, outcome="failed", tries=tries + 1))


def _from_item(
    lead: Lead, source: Source, round_: Round, sight: Sight, refusals: list[Refusal]
) -> Iterator[Arrival | Refusal]:
    """The item's own text as a document, if it is one or has to stand for the page; otherwise why there is none."""
    text = lead.text or ""
    if text and (not refusals or len(text) >= ENOUGH):
        if lead.title and not text.startswith(lead.title):
            text = f"{lead.title}\n\n{text}"
        details = Details(date_from="feed item" if lead.published else None, kind="feed item", seen=round_.seen())
        made = Document(lead.url or lead.key, text, lead.url or source.url, published=lead.published, details=details)
        original = original_of(_item_as_json(lead, text), JSON, round_.originals)
        found = english(made_of(_filled(made, lead, source), original), lead.url or source.url)
        if isinstance(found, Document):
            for one in refusals:
                round_.warn(f"{one.where}: {one.what}; the text of the feed stands for it")
            yield Arrival((found,), sight)
            return
        refusals = [*refusals, found]
    yield from refusals or [Refusal(lead.url or lead.key, "the item has no text", "nothing is to be done")]
    yield Arrival((), replace(sight, outcome="refused"))


def _item_as_json(lead: Lead, text: str) -> bytes:
    """The item as the feed gave it, in the fields that intake reads; the feed's own markup is not kept."""
    row = {
        "id": lead.key,
        "url": lead.url,
        "title": lead.title,
        "publisher": lead.publisher,
        "published": lead.time or lead.published,
        "text": text,
    }
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _moved(one: Document, lead: Lead, got: Fetched) -> Document:
    """A document with the address that was asked for, where that page has moved for good to the document's own.

    Not where the way led on from there, as to a page that asks for consent, nor for what an archive holds.
    """
    if got.moved != got.url or (one.url or "").partition("#")[0] != got.url.partition("#")[0]:
        return one
    return replace(one, details=replace(one.details, moved_from=lead.url))


def _filled(one: Document, lead: Lead, source: Source) -> Document:
    """A document with what it lacks taken from the lead; a publisher that the source names goes before all.

    The lead's moment of publication goes with the lead's day only, and not with an entry of a live blog.
    """
    host = (urlsplit(one.url or "").hostname or "").removeprefix("www.")
    bare = (one.publisher or "").lower().removeprefix("www.") == host
    publisher = lead.publisher or one.publisher if bare else one.publisher or lead.publisher
    details = one.details
    if one.published == lead.published and details.kind != "live entry":
        details = replace(details, time=details.time or lead.time)
    return replace(one, title=one.title or lead.title, publisher=source.publisher or publisher, details=details)
