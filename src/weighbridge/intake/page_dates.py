"""When a page was published and last changed, and which part of the page says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from weighbridge.intake.page_titles import bare
from weighbridge.intake.page_tree import first_words, marks_of
from weighbridge.intake.written_dates import EARLIEST, day_in_url, in_words, iso_of, moment_of, plausible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from weighbridge.intake.page_ld import Node

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


SURE = 11
"""The first so many of these names say that it is publication that they date."""


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


def _in_elements(tree: HtmlElement, american: bool, worst: int = 2) -> Iterator[When]:
    """Dates of elements that are marked as one: first those that say it is the publication's (up to ``worst`` 1)."""
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
    for rank, one in sorted(found, key=lambda pair: pair[0]):
        if rank <= worst:
            yield one


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


_LEADING = re.compile(r"(?:[^.!?]|(?<=\d)\.){0,60}?\d{4}\s*(?:[-|\u2013\u2014:)/]|$)")
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
    day = day_in_url(url)
    candidates = chain(
        _in_metas(metas, _PUBLISHED),
        _in_elements(tree, american),
        [When(day, "url")] if day else [],
        _in_marked_text(tree, american),
        _near_headline(tree, title, american),
        _by_htmldate(tree, url),
    )
    return next((one for one in candidates if plausible(one.time)), None)


def moment_of_publication(
    tree: HtmlElement, article: Node | None, metas: dict[str, str], published: When | None
) -> str | None:
    """The moment of publication with its distance from UTC: of the part that gave the day, or of another that says
    that it is the time of publication, and gives the same day. None where only a day is told, or no zone.
    """
    if published is None:
        return None
    others = chain(
        _in_article(article, ("datePublished",)),
        _in_metas(metas, _PUBLISHED[:SURE]),
        _in_elements(tree, american=False, worst=1),
    )
    return next(
        (one.time for one in chain([published], others) if one.day == published.day and moment_of(one.time)), None
    )


def updated_of(
    tree: HtmlElement, article: Node | None, metas: dict[str, str], published: When | None, moment: str | None = None
) -> str | None:
    """When the page was last changed: JSON-LD, meta tags, time elements; never before it was published.

    ``moment``: that of publication, where it is known. Where the first part that gives a day gives no moment, the
    moment of another that gives the same day is taken.
    """
    found = [*_in_article(article, ("dateModified",)), *_in_metas(metas, _CHANGED)]
    for element in tree.iter("time"):
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if ("updated" in marks or "modified" in marks) and (time := iso_of(element.get("datetime") or "")):
            found.append(When(time, "time element"))
    for one in found:
        if plausible(one.time) and (published is None or one.day >= published.day):
            same = (other.time for other in [one, *found] if other.day == one.day and moment_of(other.time))
            time = next(same, one.time)
            return None if moment and moment_of(time) and _before(time, moment) else time
    return None


def _before(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) < datetime.fromisoformat(other)
