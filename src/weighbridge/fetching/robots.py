"""What a host's robots.txt allows, asked once a day and host."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from weighbridge.fetching.addresses import checked
from weighbridge.fetching.answers import Answer, ask
from weighbridge.fetching.session import NAME, Rules, Session, Unfetched
from weighbridge.intake.refusal import Refusal

SIZE = 500_000
"""Bytes of a robots.txt that are looked at."""
LASTS = 86_400.0
"""Seconds that its rules hold."""
FAILED_LASTS = 600.0
"""Seconds until one that could not be had is asked for again."""
REDIRECTS = 5
HOSTS = 100
"""Hosts whose rules are kept; of more, the earliest asked for go."""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def rules_of(session: Session, url: str) -> Rules:
    """The rules of the host of ``url``, from the session or fetched now (RFC 9309).

    Without a robots.txt all is allowed; while it can't be had because the server is at fault, nothing is.
    """
    origin = origin_of(url)
    known = session.robots.get(origin)
    if known is None or known.until <= session.clock():
        session.robots.pop(origin, None)
        while len(session.robots) >= HOSTS:
            session.robots.pop(next(iter(session.robots)))
        known = _fetched(session, origin)
        session.robots[origin] = known
    return known


def _fetched(session: Session, origin: str) -> Rules:
    place = f"{origin}/robots.txt"
    answer: Answer | Unfetched = ask(session, place, size=SIZE, cut=True)
    for _ in range(REDIRECTS):
        if isinstance(answer, Unfetched) or answer.status not in (301, 302, 303, 307, 308):
            break
        following = checked(urljoin(place, answer.headers.get("location", "")))
        if isinstance(following, Refusal):
            break
        place = following
        answer = ask(session, place, size=SIZE, cut=True)
    now = session.clock()
    if isinstance(answer, Answer) and (answer.status >= 500 or answer.status == 429):
        answer = Unfetched(place, f"the server answered {answer.status}", "try later", again=True)
    if isinstance(answer, Unfetched):
        return Rules(lambda _: False, now + FAILED_LASTS, failed=answer)
    if not 200 <= answer.status < 300:
        return Rules(lambda _: True, now + LASTS)
    return _parsed(answer.data, now)


def _parsed(data: bytes, now: float) -> Rules:
    from protego import Protego

    parsed = Protego.parse(data.decode("utf-8-sig", errors="replace"))
    delay = parsed.crawl_delay(NAME)
    rate = parsed.request_rate(NAME)
    slowest = max((delay or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0))
    return Rules(lambda url: parsed.can_fetch(url, NAME), now + LASTS, slowest or None)
