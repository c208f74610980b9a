"""Every time that a text names, with the words before it that open an end or join two of them.

``times_in`` is the plain layer under ``times``: it says what times stand in the text, not which of
them is the transfer's.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Any, NamedTuple

from weighbridge.model import Time
from weighbridge.reading.amounts.numerals import Found, either, lexicon
from weighbridge.reading.dating.dates import Resolver, Stretch, Today, counted, moved, today
from weighbridge.reading.dating.patterns import COUNT, PATTERNS, UNIT

_TIMES: dict[str, Any] = lexicon("times")
_PREFIXES: dict[str, list[str]] = _TIMES["prefixes"]
_EVENTS: list[dict[str, Any]] = _TIMES["event"]

_SORTS: dict[str, str] = (
    dict.fromkeys(_TIMES["months"], "month")
    | dict.fromkeys(_TIMES["weekdays"], "weekday")
    | dict.fromkeys(_TIMES["seasons"], "season")
    | dict.fromkeys(_TIMES["units"], "unit")
    | {f"{unit}s": "unit" for unit in _TIMES["units"]}
    | dict.fromkeys(("today", "tonight", "overnight", "yesterday", "tomorrow", "night", "morning", "afternoon"), "day")
    | dict.fromkeys(_TIMES["decades"], "decade")
    | {"evening": "day"}
)
_WORD = re.compile(r"[a-z]+|\d+s?")
_EVENT_WORDS = tuple(
    (
        re.compile(rf"\b(?:{either(event['names'])})\b", re.IGNORECASE),
        frozenset(max(re.findall("[a-z]+", name.lower()), key=len) for name in event["names"]),
        event,
    )
    for event in _EVENTS
)
"""What names each event, and a word of each of its names, which a text without that name mostly lacks."""
_EVENT_KEYS = frozenset[str]().union(*(keys for _, keys, _ in _EVENT_WORDS))
_EVENT_BEFORE = re.compile(
    r"\b(?P<sign>since|after|following|before|ahead\s+of|prior\s+to|until|on\s+the\s+eve\s+of)\s+"
    r"(?:(?:the|its|his|their|[A-Z]\w+[’']s?)\s+)?"
    r"(?:(?:beginning|start|outbreak|onset|launch)\s+of\s+(?:the\s+|its\s+|[A-Z]\w+[’']s\s+)?)?"
    r"(?:(?:[A-Z]\w+\s+)?(?:\d{4}\s+)?(?:current|present|whole|[A-Z]\w+[’']s)\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"\b(?P<sign>{either(_PREFIXES['since'])})\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?P<sign>{either(_PREFIXES['until'])})\s+(?:the\s+)?$", re.IGNORECASE)
_AT = re.compile(rf"\b(?P<sign>{either(_PREFIXES['at'])})\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE_SEASON = re.compile(
    rf"before\s+(?:(?:the|this|next|last|coming)\s+){{0,2}}(?:{either(list(_TIMES['seasons']))})\b", re.IGNORECASE
)
_MIDDLE = re.compile(r"\bmid(?:dle)?\b", re.IGNORECASE)
_OPEN_PAIR = re.compile(r"\b(?P<sign>between|from|starting\s+from)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*(?:[–—-]|,?\s*\b(?:and|to|through|until|till|and\s+till|and\s+until|up\s+to|or)(?:\s+(?:in|the"
    r"|of))*)\s*",
    re.IGNORECASE,
)
_PLAIN_AND = re.compile(r"\s*(?:[–—-]|\band\b|\bor\b|\bto\b|\bthrough\b)\s*", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"\b(?:may|march|mar)\b", re.IGNORECASE)
_CALENDAR = re.compile(
    r"(?:in|on|since|by|until|from|last|this|next|early|late|mid|end|of|during|and|to|between|as of)\W*$",
    re.I,
)
_PARTICLE = re.compile(rf"\b(?:{either(_TIMES['timing']['over'])}) over$", re.IGNORECASE)
_SEASON_LEAD = re.compile(r"\b(?:in|over|during|throughout|since|by|until|for|of|the)\s+(?:the\s+)?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had)\b|[’']ve\b", re.IGNORECASE)
_OUT = re.compile(r"\s+(?:is|was)\s+(?:out|over|up)\b", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?i:(?P<within>within|inside|in)\s+(?:a\s+period\s+of\s+)?(?:about\s+|around\s+|some\s+|just\s+)?"
    rf"(?:the\s+(?:next|coming)\s+)?{COUNT}\s+{UNIT}(?P<time>['’]?\s+time)?)"
)
_FOR_SO_LONG = re.compile(rf"\b(?i:for\s+(?:the\s+)?(?:about\s+|some\s+|more\s+than\s+|over\s+)?{COUNT}\s+{UNIT})\b")
_AHEAD = re.compile(
    r"\b(?i:in|over|during)\s+the\s+(?:days|weeks|months|years)(?:\s+and\s+(?:weeks|months|years))?\s+"
    r"(?:ahead|to come)\b"
)
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|and|between|of|before|after|during|through|throughout|for"
    r"|around|about"
    r"|late|early|mid|year|or|back|only|or|alone|, )\s+|[(–—,-]\s*|^)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def times_in(text: str, published: str | None, ahead: bool = False) -> tuple[Found[Time], ...]:
    """Every time that a text names, resolved against the ISO date ``published``, in order.

    ``ahead`` says that bare months and weekdays lie after that day. Without a day of publication
    only what is given in full is found.
    """
    marks = _marks_in(text)
    if not marks.sorts and not marks.keys:
        return ()
    now = today(published, ahead)
    points = _points(text, now, marks)
    if marks.keys:
        points += [one for one in _events(text, marks.keys, published) if not _clash(points, one)]
    points.sort()
    found: list[Found[Time]] = []
    index = 0
    while index < len(points):
        one = points[index]
        joined = points[index + 1] if index + 1 < len(points) else None
        pair = _pair(text, one, joined, now) if joined else None
        if pair:
            found.append(pair)
            index += 2
        else:
            found.append(_opened(text, one))
            index += 1
    return tuple(found)


class _Marks(NamedTuple):
    """What a text shows of times, whenever it was published."""

    sorts: Set[str]
    """Which sorts of times its words allow."""
    keys: Set[str]
    """Those of _EVENT_KEYS that stand in it."""
    hits: list[tuple[re.Match[str], Resolver]]
    """The words for single points, each with what reads it."""


@lru_cache(maxsize=4096)
def _marks_in(text: str) -> _Marks:
    lower = text.lower()
    words = set(_WORD.findall(lower))
    sorts = _sorts_in(words)
    hits = [
        (hit, resolver)
        for sort, part, pattern, resolver in PATTERNS
        if sort in sorts and part in lower
        for hit in pattern.finditer(text)
        if hit.start() != hit.end() and _is_time(text, hit)
    ]
    return _Marks(sorts, _EVENT_KEYS & words, hits)


def _sorts_in(words: Set[str]) -> set[str]:
    """Which sorts of times the words of a text (in lower case) allow, so that only those are looked for."""
    sorts = {_SORTS[word] for word in words & _SORTS.keys()}
    for word in words:
        if word[0].isdigit():
            if word[-1] == "s":
                sorts.add("decade")
            elif len(word) == 4 and word[:2] in ("19", "20"):
                sorts |= {"year", "iso"}
    return sorts


def _clash(taken: list[Found[Stretch]], one: Found[Stretch]) -> bool:
    """Whether something found stands on the same characters as one taken before."""
    return any(other.start < one.end and one.start < other.end for other in taken)


def _points(text: str, now: Today | None, marks: _Marks) -> list[Found[Stretch]]:
    """The single points, the longer one where two overlap."""
    hits: list[Found[Stretch]] = []
    if now is not None and "unit" in marks.sorts:
        hits += _durations(text, now)
    for hit, resolver in marks.hits:
        got = resolver(hit, now)
        if got is not None:
            hits.append(Found(hit.start(), hit.end(), got))
    hits.sort(key=lambda one: (one.start - one.end, one.start))
    points: list[Found[Stretch]] = []
    for one in hits:
        if not _clash(points, one):
            points.append(one)
    return points


def _is_time(text: str, hit: re.Match[str]) -> bool:
    """Whether a bare "May", "March" or "2000" is a time and not a verb or a designation."""
    before = text[max(0, hit.start() - 14) : hit.start()]
    if _YEAR_ONLY.fullmatch(hit[0]):
        return _YEAR_LEAD.search(before) is not None and not re.match(r"\s+(?:km|of\s+the)\b", text[hit.end() :])
    if hit.re.groupindex.get("season") and len(hit[0].split()) == 1:
        return _SEASON_LEAD.search(before) is not None
    if _SHORT_MONTH.fullmatch(hit[0]):
        return _CALENDAR.search(before) is not None
    return True


def _durations(text: str, now: Today) -> list[Found[Stretch]]:
    """Stretches counted from publication: "within 100 days", "for two months", "in the weeks ahead"."""
    found = []
    day = now.day.isoformat()
    for hit in _WITHIN.finditer(text):
        if not now.ahead and not re.search(r"\b(?:next|coming)\b|time$", hit[0]):
            continue
        exact = hit["within"].lower() == "in" and not re.search(r"\b(?:next|coming)\b", hit[0])
        if exact and (not hit["time"] and not now.ahead):
            continue
        vague = re.search(r"few|several|some|many|couple", hit[0]) is not None
        end = moved(now, counted(hit["count"]), hit["unit"])
        start = end if exact else day[: len(end)]
        span = Stretch(day[:7], None) if vague else Stretch(start, end)
        found.append(Found(hit.start(), hit.end(), span))
    if not now.ahead and _PERFECT.search(text):
        for hit in _FOR_SO_LONG.finditer(text):
            if re.match(r"(?i)for\s+(?:some|many|an?)\s", hit[0]):
                continue
            start = moved(now, -counted(hit["count"]), hit["unit"])
            found.append(Found(hit.start(), hit.end(), Stretch(start[:7], day[:7])))
    for hit in _AHEAD.finditer(text):
        found.append(Found(hit.start(), hit.end(), Stretch(day[:7], None)))
    return found


def _events(text: str, keys: Set[str], published: str | None) -> list[Found[Stretch]]:
    """Named events of known date, with "since", "before" and the like ahead of them; ``keys``: those in the text."""
    found: list[Found[Stretch]] = []
    for pattern, own, event in _EVENT_WORDS:
        hit = pattern.search(text) if not own.isdisjoint(keys) else None
        if hit is None or any(one.start <= hit.start() < one.end for one in found):
            continue
        day, near = event["date"], event.get("near", [])
        if published and (published < event.get("from", "") or published > event.get("to", "9999")):
            continue
        if near and not any(re.search(rf"\b{re.escape(word)}\b", text) for word in near):
            continue
        if any(re.search(rf"\b{re.escape(word)}\b", text) for word in event.get("unless", [])):
            continue
        lead = _EVENT_BEFORE.search(text, max(0, hit.start() - 80), hit.start())
        if lead is None:
            continue
        opens = re.match(r"since|after|following", lead["sign"], re.IGNORECASE)
        found.append(Found(lead.start(), hit.end(), Stretch(day, None) if opens else Stretch(None, day)))
    return found


def _pair(text: str, one: Found[Stretch], other: Found[Stretch], now: Today | None) -> Found[Time] | None:
    """Two points as one range: "between 2012 and 2017", "from March to September", "July and August"."""
    between = text[one.end : other.start]
    opened = _OPEN_PAIR.search(text, max(0, one.start - 24), one.start)
    if not (opened and _JOIN.fullmatch(between)) and not _PLAIN_AND.fullmatch(between):
        return None
    start, end = one.what.start, other.what.end
    if start is None or end is None:
        return None
    written = text[one.start : one.end]
    if not re.search(r"\d{4}", written) and re.search(r"\d{4}", text[other.start : other.end]):
        moved = end[:4] + start[4:]
        start = moved if moved <= end else f"{int(end[:4]) - 1:04d}{start[4:]}"
    if start > end and len(start) > 4 < len(end):
        ahead = now is not None and now.ahead
        if ahead:
            end = f"{int(start[:4]) + (end[4:] < start[4:]):04d}{end[4:]}"
        else:
            start = f"{int(end[:4]) - (start[4:] > end[4:]):04d}{start[4:]}"
    if start > end:
        return None
    begin = opened.start() if opened else _lead(text, one.start)
    return Found(begin, other.end, Time(start, end, text[begin : other.end]))


def _lead(text: str, start: int) -> int:
    """Where the preposition before a time begins, or the time itself where there is none: none is in "handed over"."""
    hit = _AT.search(text, max(0, start - 24), start)
    return hit.start() if hit and not _PARTICLE.search(text, 0, hit.start() + len("over")) else start


def _reached(words: str, start: str, end: str) -> str:
    """When what is to be done "before the summer" or "by the middle of 2025" must be done: June, not August."""
    if _BEFORE_SEASON.match(words):
        return start
    middle = (start[4:], end[4:]) == ("-05", "-08") and _MIDDLE.search(words)  # of a year
    return f"{end[:5]}06" if middle else end


def _opened(text: str, one: Found[Stretch]) -> Found[Time]:
    """A point with its end opened by the words before it ("since", "by"), and its words."""
    start, end = one.what
    finish = one.end
    window = max(0, one.start - 28)
    if start is not None and end is not None:
        since = _SINCE.search(text, window, one.start)
        until = _UNTIL.search(text, window, one.start)
        out = _OUT.match(text, one.end)
        if since and (start == end or len(start) < 10):  # not "from 12 to 15 April"
            return Found(since.start(), finish, Time(start, None, text[since.start() : finish]))
        if until:
            finish = out.end() if out else finish
            words = text[until.start() : finish]
            return Found(until.start(), finish, Time(None, _reached(words, start, end), words))
    begin = _lead(text, one.start)
    return Found(begin, finish, Time(start, end, text[begin:finish]))
