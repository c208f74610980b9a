"""When a page was published and last changed, and which part of the page says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from weighbridge.intake.page_titles import bare
from weighbridge.intake.page_tree import first_words, marks_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from weighbridge.intake.page_ld import Node

EARLIEST = 1990
"""Years before this one are believed only of JSON-LD."""

_MONTHS = tuple(
    frozenset(names.split())
    for names in (
        "january jan januar j\u00e4nner janvier enero gennaio januari janeiro",
        "february feb februar f\u00e9vrier febrero febbraio februari fevereiro",
        "march mar m\u00e4rz mars marzo maart mar\u00e7o",
        "april apr avril abril aprile",
        "may mai mayo maggio mei maio",
        "june jun juni juin junio giugno junho",
        "july jul juli juillet julio luglio julho",
        "august aug ao\u00fbt agosto augustus",
        "september sep sept septembre septiembre settembre setembro",
        "october oct oktober okt octobre octubre ottobre outubro",
        "november nov novembre noviembre novembro",
        "december dec dezember dez d\u00e9cembre diciembre dicembre dezembro",
    )
)
_MONTH = "|".join(sorted((name for names in _MONTHS for name in names), key=len, reverse=True))
_ISO = re.compile(
    r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[T\s]+(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d\d)(\d\d)(\d\d)?Z?)?", re.ASCII)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th|\.|er)?(?:\s+(?:of|de))?[\s-]+({_MONTH})\b\.?,?(?:\s+de)?[\s-]+(\d{{4}})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_DOTTED = re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)", re.ASCII)
_SLASHED = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)/(\d{4})(?!\d)", re.ASCII)
_IN_URL = re.compile(r"(?<![\d])((?:19|20)\d\d)[/_.-]?(0?[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_DAY_FIRST_IN_URL = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)", re.ASCII)


MOST_DATED = 200
"""Elements of one page that are looked at for a date."""


class When(NamedTuple):
    """A date that a page gives: ``time`` as an ISO date, or time with its zone, and ``where`` it stands."""

    time: str
    where: str

    @property
    def day(self) -> str:
        """The date without the time of day, as it was at the place of the time zone."""
        return self.time[:10]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> str:
    hour, minute, second, zone = found[4], found[5], found[6] or "00", (found[7] or "").upper()
    if hour is None or int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone:
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    clock = f"T{int(hour):02}:{minute}:{second}"
    try:
        datetime.fromisoformat(f"2000-01-01{clock}{zone}")
    except ValueError:  # a zone that no place has
        return clock
    return clock + zone


def iso_of(text: str, american: bool = False) -> str | None:
    """The ISO date or time that ``text`` is or begins with, its zone kept; None if there is none.

    Takes ISO 8601, RFC 5322, ``20240906``, English dates in words, ``6.9.2024``, and ``6/9/2024`` where
    only one reading is possible or ``american`` says which. A date that the calendar lacks is none.
    """
    text = " ".join(text[:200].split())
    if found := _ISO.match(text):
        if found[3] is None:
            return f"{found[1]}-{int(found[2]):02}" if 1 <= int(found[2]) <= 12 else None
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return day and day + _clock(found)
    if found := _COMPACT.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if re.match(r"\w{3},? \d\d? \w{3} \d{4} \d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, OverflowError):
            pass
    return in_words(text, american)


def in_words(text: str, american: bool = False) -> str | None:
    """The first day that ``text`` names in words of western languages or in figures with dots or strokes."""
    if found := _DAY_FIRST.search(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.search(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := re.search(_ISO.pattern, text):
        return found[3] and _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.search(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12 or american:
            return _day(year, first, second)
    return None


def _month(name: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, 1) if name.lower() in names)


def plausible(time: str, json_ld: bool = False) -> bool:
    """Whether a page may bear this date: not after tomorrow, not before EARLIEST except in JSON-LD."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return time[:10] <= tomorrow and (json_ld or int(time[:4]) >= EARLIEST) and time[:4] > "0001"


_PUBLISHED = tuple(
    """article:published_time og:article:published_time article:published og:published_time datepublished
    parsely-pub-date sailthru.date cxenseparse:recs:publishtime citation_publication_date dcterms.issued dc.date.issued
    dcterms.created dc.date.created dc.created publish-date publishdate published_time publication_date pubdate
    article_date_original rnews:datepublished bt:pubdate ptime displaydate date_published uploaddate datecreated
    dcterms.date dc.date date
    citation_date originalpublicationdate article.published created published last-published gentime""".split()
)
_CHANGED = tuple(
    """article:modified_time og:updated_time article:modified datemodified dcterms.modified dc.date.modified
    last-modified lastmod modified_time revised bt:moddate utime""".split()
)


def metas_of(tree: HtmlElement) -> dict[str, str]:
    """Contents of the page's meta tags by their name, property or itemprop in small letters; the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = (meta.get("content") or "").strip()
        if name and content and len(name) < 100:
            found.setdefault(name.strip().lower(), content[:2000])
    return found


def _in_metas(metas: dict[str, str], names: tuple[str, ...]) -> Iterator[When]:
    for name in names:
        if (content := metas.get(name)) and (time := iso_of(content)):
            yield When(time, f"meta {name}")


def _in_article(article: Node | None, keys: tuple[str, ...]) -> Iterator[When]:
    for key in keys if article else ():
        value: Any = article.get(key) if article else None
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, str) and (time := iso_of(value)):
            yield When(time, "json-ld")


_ASIDE = re.compile(r"related|recommend|teaser|comment|sidebar|most-?read|listing")
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|datum|published?|pub-?date|posted|post-?date|entry-?date|timestamp|dateline|time)"
)


def _beside(element: HtmlElement) -> bool:
    """Whether an element lies in a box, a list of teasers, a comment or the page's frame."""
    aside = False
    for parent in element.iterancestors():
        if parent.tag in ("body", "html"):
            break
        if parent.tag in ("footer", "nav"):
            return True
        if parent.tag in ("main", "article") and parent.find(".//h1") is not None:
            return False
        if _ASIDE.search(marks_of(parent)):
            return True
        aside = aside or parent.tag == "aside"
    return aside


def _in_elements(tree: HtmlElement, american: bool) -> Iterator[When]:
    """Dates of elements that are marked as one: first those that say it is the publication's."""
    found: list[tuple[int, When]] = []
    seen = 0
    for element in tree.iter("time", "abbr", "span", "meta", "div", "p"):
        prop, marks = (element.get("itemprop") or "").lower(), (element.get("class") or "").lower()
        if element.tag != "time" and prop not in ("datepublished", "datecreated"):
            continue
        if prop == "datemodified" or ("updated" in marks and "published" not in marks):
            continue
        if len(found) + seen >= MOST_DATED:
            break
        value = element.get("datetime") or element.get("content") or element.get("title") or ""
        time = iso_of(value, american) or iso_of(first_words(element, 120), american)
        beside = time is not None and element.tag != "meta" and _beside(element)
        seen += beside
        if time is None or beside:
            continue
        named = prop in ("datepublished", "datecreated")
        rank = 0 if named else 1 if element.get("pubdate") is not None or "published" in marks else 2
        found.append((rank, When(time, "time element")))
    for _, one in sorted(found, key=lambda pair: pair[0]):
        yield one


def in_url(url: str | None) -> str | None:
    """The day in an address such as ``/2024/09/06/`` or ``/06-09-2024``; None where there is none."""
    path = (url or "").split("?")[0].split("://", 1)[-1].partition("/")[2]
    if found := _IN_URL.search(path):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST_IN_URL.search(path)
    return found and _day(int(found[3]), int(found[2]), int(found[1]))


def _in_marked_text(tree: HtmlElement, american: bool) -> Iterator[When]:
    """Days written out in short elements whose class or id says that a date stands there."""
    left = MOST_DATED
    for element in tree.iter("span", "div", "p", "li", "small", "em", "td", "b", "strong", "dd"):
        marks = marks_of(element)
        if len(marks) > 1 and _DATED.search(marks) and len(element) < 8:
            left -= 1
            if left < 0:
                return
            words = first_words(element, 400)
            if len(words) <= 120 and (day := in_words(words, american)) and not _beside(element):
                yield When(day, "page text")


_LEADING = re.compile(r"[^.!?]{0,60}?\d{4}\s*(?:[-|\u2013\u2014:)/]|$)")

NEAR = 25
"""Elements with text behind the headline in which a date may stand."""


def _near_headline(tree: HtmlElement, title: str | None, american: bool) -> Iterator[When]:
    """Days in short lines behind the headline, and those with which its first paragraph begins."""
    behind, left = False, NEAR
    for element in tree.iter("h1", "h2", "h3", "p", "div", "span", "li", "td", "small", "em") if title else ():
        if not behind:
            behind = element.tag in ("h1", "h2", "h3") and bare(title or "") in bare(first_words(element, 1000))
            continue
        words = first_words(element, 1000)
        if not words:
            continue
        left -= 1
        if left < 0:
            return
        lead = words if len(words) <= 60 else found[0] if (found := _LEADING.match(words[:90])) else ""
        if lead and (day := in_words(lead, american)) and not _beside(element):
            yield When(day, "page text")


def _by_htmldate(tree: HtmlElement, url: str | None) -> Iterator[When]:
    from htmldate import find_date

    try:
        day = find_date(tree, extensive_search=False, original_date=True, url=url, min_date=f"{EARLIEST}-01-01")
    except (ValueError, OverflowError, TypeError):  # what it raises on dates that are none
        return
    if day:
        yield When(day, "page text")


def published_of(
    tree: HtmlElement,
    article: Node | None,
    metas: dict[str, str],
    url: str | None = None,
    title: str | None = None,
    american: bool = False,
) -> When | None:
    """When the page was published, by the most trustworthy part that gives a plausible date; None if none does."""
    for one in _in_article(article, ("datePublished", "dateCreated", "uploadDate")):
        if plausible(one.time, json_ld=True):
            return one
    day = in_url(url)
    candidates = chain(
        _in_metas(metas, _PUBLISHED),
        _in_elements(tree, american),
        [When(day, "url")] if day else [],
        _in_marked_text(tree, american),
        _near_headline(tree, title, american),
        _by_htmldate(tree, url),
    )
    return next((one for one in candidates if plausible(one.time)), None)


def updated_of(tree: HtmlElement, article: Node | None, metas: dict[str, str], published: When | None) -> str | None:
    """When the page was last changed: JSON-LD, meta tags, time elements; never before it was published."""
    found = [*_in_article(article, ("dateModified",)), *_in_metas(metas, _CHANGED)]
    for element in tree.iter("time"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if ("updated" in marks or "modified" in marks) and (time := iso_of(element.get("datetime") or "")):
            found.append(When(time, "time element"))
    for one in found:
        if plausible(one.time) and (published is None or one.day >= published.day):
            return one.time
    return None
