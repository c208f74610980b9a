"""The headline of a page: what its heading and its own descriptions agree on, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from weighbridge.intake.page_ld import Node

from weighbridge.intake.page_ld import plain
from weighbridge.intake.page_tree import first_words

LONGEST = 400
"""Characters above which a heading is no headline."""

MOST = 1_000
"""Characters of what a page calls itself that are looked at."""

_JOIN = re.compile(r"\s+[-|:\u00b7\u2013\u2014\u2022\u203a\u00bb\u00ab\u22c6]+\s+|\s*\|\s*")
_LETTERS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")


def bare(text: str) -> str:
    """Letters and figures of a text only, in small letters."""
    return _LETTERS.sub("", text.casefold())


def host_of(url: str | None) -> str:
    """The host of an address without ``www.``."""
    found = re.match(r"https?://(?:[^/@]*@)?(?:www\d?\.)?([^/:?#]+)", url or "", re.IGNORECASE)
    return found[1].lower() if found else ""


def headline(title: str, site: str, host: str = "") -> str:
    """The title of a page without the name of the site before or behind it.

    ``site`` is the publisher's name, ``host`` the host of its address; either may be empty. No more than MOST
    characters of the title are looked at and given.
    """
    title = short(title)
    places = [(match.start(), match.end()) for match in _JOIN.finditer(title)]
    names = [bare(site)] if site else []
    end = len(title)
    while places and _is_site(title[places[-1][1] : end], names, host):
        end = places.pop()[0]
    if places and _is_site(title[: places[0][0]], names, host):
        return title[places[0][1] : end]
    return title[:end]


def short(title: str) -> str:
    """The first MOST characters of a title, on one line."""
    return " ".join(title[: 4 * MOST].split())[:MOST]


def _is_site(part: str, names: Sequence[str], host: str) -> bool:
    letters = bare(part)
    if not letters:
        return True
    if any(
        letters == name or (len(letters) > 4 and (letters in name or name in letters and len(name) > 4))
        for name in names
    ):
        return len(part) < 80
    if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", part.lower().strip(" /")):
        return True
    labels = [bare(label) for label in host.split(".")[:-1]]
    return len(letters) > 2 and any(letters == label or len(label) > 5 and label in letters for label in labels)


def related(one: str, other: str) -> bool:
    """Whether two headlines are about the same: one holds the other, or half of their words are shared."""
    first, second = bare(one), bare(other)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    if short in long and (len(short) >= 12 or len(short) * 2 >= len(long)):
        return True
    mine, others = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(mine & others) * 2 >= min(len(mine), len(others)) and min(len(mine), len(others)) > 2


_HEADLINE = re.compile(r"(?:entry|post|article|story|page|news)[-_]*(?:title|headline)|headline|titlecategory")
_ELSEWHERE = re.compile(
    r"site-?(?:title|name)|logo|widget|sidebar|nav|menu|screen-reader|hidden|sr-only|related|teaser"
)

ENOUGH = 4
"""Points that a heading needs to be the headline."""


def _headings(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for tag, most in (("h1", 8), ("h2", 12), ("h3", 6)):
        for element in islice(tree.iter(tag), most):
            parts = list(islice(element.itertext(), MOST))
            text = " ".join(" ".join(parts).split()) if sum(map(len, parts)) <= 4 * MOST else ""
            if 2 < len(text) < LONGEST and bare(text):
                yield element, text


def _points(element: HtmlElement, text: str, told: Sequence[str], pieces: set[str], site: str, host: str) -> int:
    """How much speaks for a heading: its rank, what the page's head says, its marks, its place."""
    points = {"h1": 3, "h2": 1}.get(str(element.tag), 0)
    letters = bare(text)
    if any(letters == bare(one) for one in told):
        points += 4
    elif letters in pieces:
        points += 3
    elif any(related(text, one) for one in told):
        points += 2
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
    points += 2 if _HEADLINE.search(marks) else 0
    points -= 5 if _ELSEWHERE.search(marks) else 0
    points -= 5 if _is_site(text, [bare(site)] if site else [], host) else 0
    if element.tag == "h1" and any(one.tag in ("article", "main") for one in element.iterancestors()):
        points += 1
    return points


def _part_of(element: HtmlElement, told: Sequence[str]) -> str | None:
    """What the page's head says, where it is one of several parts of the heading (with a kicker, a subtitle)."""
    parts = {bare(part) for one in (element, *element) if (part := "".join(one.itertext()))}
    parts |= {bare(part) for part in (element.text, *(one.tail for one in element)) if part}
    return next(
        (one for one in told if len(one) > 15 and bare(one) in parts - {bare("".join(element.itertext()))}), None
    )


def title_of(
    tree: HtmlElement, article: Node | None, metas: dict[str, str], site: str = "", host: str = ""
) -> str | None:
    """The headline as the page shows it; what stands only in its head where no heading agrees with that."""
    element = tree.find(".//head//title")
    whole = first_words(element, 4 * MOST) if element is not None else ""
    described = [
        plain(article.get("headline")) if article else None,
        metas.get("og:title"),
        metas.get("twitter:title"),
        whole,
        metas.get("dc.title") or metas.get("dcterms.title"),
    ]
    told = [cut for one in described if one and bare(cut := headline(one, site, host))]
    told = [one for one in told if not _is_site(one, [bare(site)] if site else [], host)] or told
    pieces = {bare(piece) for one in told for piece in _JOIN.split(one) if len(bare(piece)) > 8}
    best, most = None, 0
    for heading, text in _headings(tree):
        points = _points(heading, text, told, pieces, site, host)
        if points > most:
            best, most = (heading, text), points
    alone = len(told) < 2 and len(tree.findall(".//h1")) == 1
    if best is not None and (most >= ENOUGH - alone or not told):
        return _part_of(best[0], told) or headline(best[1], site, host)
    return told[0] if told else None
