"""Fetching an address: robots rules, pauses, redirects, conditional requests, retries; every end is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import tenacity

from weighbridge.fetching.addresses import checked
from weighbridge.fetching.answers import Answer, ask, wanted_wait
from weighbridge.fetching.robots import HOSTS, rules_of
from weighbridge.fetching.session import Fetched, Known, Session, Unfetched
from weighbridge.intake.refusal import Refusal

Outcome = TypeVar("Outcome")

REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
LATER = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be another one in a while."""

DOCUMENTS = (
    "text/html application/xhtml+xml text/plain text/markdown text/x-markdown text/csv text/xml application/xml"
    " application/pdf application/json application/ld+json application/x-ndjson application/msword"
    " application/vnd.openxmlformats-officedocument.wordprocessingml.document application/zip"
    " application/x-zip-compressed application/gzip application/x-gzip application/warc message/rfc822"
    " application/rss+xml application/atom+xml application/feed+json application/rdf+xml"
    " application/octet-stream binary/octet-stream"
).split()
"""Content types that are taken; what comes without one is taken too, and told by its content."""


def fetch(
    url: str,
    session: Session | None = None,
    known: Known | None = None,
    *,
    kinds: Collection[str] = DOCUMENTS,
    size: int | None = None,
    cut: bool = False,
) -> Fetched | Unfetched:
    """What stands at ``url``; an Unfetched says why there is nothing.

    ``known`` asks only for what is newer. ``kinds``: content types that are taken. ``size``: bytes at most;
    with ``cut`` the beginning of more is taken. A failure that may pass is tried again, after what the server
    asks for or with growing pauses.
    """
    if session is None:
        own = Session()
        try:
            return fetch(url, own, known, kinds=kinds, size=size, cut=cut)
        finally:
            own.close()

    def once() -> Fetched | Unfetched:
        return _followed(url, session, known or Known(), kinds, size, cut)

    return _patiently(session, once)


def _patiently(session: Session, once: Callable[[], Outcome]) -> Outcome:
    """``once``, again after a pause while it may help; the last outcome."""
    limits = session.limits
    growing = tenacity.wait_exponential_jitter(initial=1, max=limits.patience, jitter=1)

    def pause(state: tenacity.RetryCallState) -> float:
        found = state.outcome.result() if state.outcome else None
        return max(found.after or 0.0, growing(state)) if isinstance(found, Unfetched) else 0.0

    def worth(found: object) -> bool:
        return isinstance(found, Unfetched) and found.again and (found.after or 0.0) <= limits.patience

    found: Outcome = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(limits.tries),
        wait=pause,
        retry=tenacity.retry_if_result(worth),
        sleep=session.wait,
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )(once)
    return found


def _followed(
    url: str, session: Session, known: Known, kinds: Collection[str], size: int | None, cut: bool
) -> Fetched | Unfetched:
    """The answer at the end of the redirects. Each step is checked like the first."""
    place, moved, still = url, None, True
    for _ in range(session.limits.redirects + 1):
        right = checked(place)
        if isinstance(right, Refusal):
            return Unfetched(_shown(url, place), right.what, right.remedy)
        place = right
        if refused := _waited(session, place):
            return replace(refused, where=_shown(url, place))
        answer = ask(session, place, _conditions(known), size=size, cut=cut)
        if isinstance(answer, Unfetched):
            return replace(answer, where=_shown(url, place))
        if answer.status not in REDIRECTS:
            return _judged(url, place, answer, known, kinds, moved)
        location = answer.headers.get("location", "")
        if not location:
            return Unfetched(place, f"a redirect ({answer.status}) that leads nowhere", "check the link")
        try:
            place = urljoin(place, location)
        except ValueError:
            return Unfetched(place, "a redirect to what is no address", "check the link")
        still = still and answer.status in FOR_GOOD
        moved = place if still else moved
    number = session.limits.redirects
    return Unfetched(url, f"more than {number} redirects", "check the link", status=answer.status)


def _shown(url: str, place: str) -> str:
    return url[:300] if url == place or checked(url) == place else f"{url[:300]} -> {place[:300]}"


def _conditions(known: Known) -> dict[str, str]:
    """Headers that ask only for what is newer."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _waited(session: Session, url: str) -> Unfetched | None:
    """Obey the host's rules and wait for its turn; why not, where it may not be asked or not yet."""
    rules = rules_of(session, url)
    if rules.failed:
        what = f"robots.txt can't be had: {rules.failed.what}" if rules.failed.again else rules.failed.what
        later = session.limits.patience + 1 if rules.failed.again else None
        return Unfetched(url, what, rules.failed.remedy, rules.failed.again, later, deferred=rules.failed.again)
    if not rules.allows(url):
        return Unfetched(url, "robots.txt does not allow it", "ask the publisher, or save the page and add the file")
    host, now = urlsplit(url).netloc.lower(), session.clock()
    pause = session.asked.get(host, now) - now
    delay = max(session.limits.delay, rules.delay or 0.0)
    if pause > session.limits.patience:
        what = f"the host asks for {delay:g} s between two requests"
        return Unfetched(url, what, "it is fetched at another poll", again=True, after=pause, deferred=True)
    if pause > 0:
        session.wait(pause)
    if len(session.asked) >= HOSTS:
        session.asked = {name: at for name, at in session.asked.items() if at > now}
    session.asked[host] = max(now + max(pause, 0.0), session.clock()) + delay
    return None


def _judged(
    url: str, place: str, answer: Answer, known: Known, kinds: Collection[str], moved: str | None
) -> Fetched | Unfetched:
    """What an answer that is no redirect comes to."""
    headers, status, where = answer.headers, answer.status, _shown(url, place)
    said = Known(_short(headers, "etag"), _short(headers, "last-modified"))
    if status == 304 and (known.etag or known.modified):
        kept = Known(said.etag or known.etag, said.modified or known.modified)
        return Fetched(place, b"", "", kept, unchanged=True, moved=moved)
    if status in LATER:
        what = f"the server answered {status}" + (" (too many requests)" if status == 429 else "")
        return Unfetched(where, what, "try later", again=True, after=wanted_wait(headers), status=status)
    if status in (404, 410):
        return Unfetched(where, f"there is no such page ({status})", "check the link", status=status)
    if status in (401, 402, 403, 407, 451):
        return Unfetched(where, f"the server denies it ({status})", "save the page and add the file", status=status)
    if status not in (200, 203):
        return Unfetched(where, f"the server answered {status}", "check the link", status=status)
    header = headers.get("content-type", "").strip()
    kind = header.partition(";")[0].strip().lower()
    if kind and kind not in kinds:
        return Unfetched(where, f"its content type is {kind[:60]!r}", "give the address of a text", status=status)
    if not answer.data:
        return Unfetched(where, "the answer is empty", "check the link", status=status)
    return Fetched(place, answer.data, kind, said, cut=answer.cut, moved=moved, header=header)


def _short(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name, "")
    return value if 0 < len(value) <= 500 else None


def post(url: str, value: Any, session: Session) -> None | Unfetched:
    """Send ``value`` as JSON; the rules for addresses apply, and no redirect is followed. None when it was taken."""
    place = checked(url)
    if isinstance(place, Refusal):
        return Unfetched(place.where, place.what, place.remedy)
    content = json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace")

    def once() -> None | Unfetched:
        answer = ask(session, place, {"Content-Type": "application/json"}, content=content)
        if isinstance(answer, Unfetched):
            return answer
        if 200 <= answer.status < 300:
            return None
        after = wanted_wait(answer.headers)
        what = f"the webhook answered {answer.status}"
        return Unfetched(place, what, "check its address", answer.status in LATER, after, answer.status)

    return _patiently(session, once)
