"""The headline of a page: what its heading and its own descriptions agree on, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from weighbridge.intake.page_ld import Node

from weighbridge.intake.page_ld import plain

LONGEST = 400
"""Characters above which a heading is no headline."""

_JOIN = re.compile(r"\s+[-|:\u00b7\u2013\u2014\u2022\u203a\u00bb\u00ab\u22c6~/]+\s+|\s*\|\s*")
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

    ``site`` is the publisher's name, ``host`` the host of its address; either may be empty.
    """
    title = " ".join(title.split())
    places = [(match.start(), match.end()) for match in _JOIN.finditer(title)]
    names = [bare(site)] if site else []
    if places and _is_site(title[places[-1][1] :], names, host):
        return headline(title[: places[-1][0]], site, host) if len(places) > 1 else title[: places[-1][0]]
    if places and _is_site(title[: places[0][0]], names, host):
        return title[places[0][1] :]
    return title


def _is_site(part: str, names: Sequence[str], host: str) -> bool:
    letters = bare(part)
    if not letters:
        return True
    if any(
        letters == name or (len(letters) > 4 and (letters in name or name in letters and len(name) > 4))
        for name in names
    ):
        return len(part) < 80
    if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", part.lower()):
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


def _headings(tree: HtmlElement, tag: str, most: int) -> list[str]:
    found = []
    for element in islice(tree.iter(tag), most):
        text = " ".join(" ".join(element.itertext()).split())
        if 2 < len(text) < LONGEST:
            found.append(text)
    return found


def title_of(
    tree: HtmlElement, article: Node | None, metas: dict[str, str], site: str = "", host: str = ""
) -> str | None:
    """The headline as the page shows it; what stands only in its head where no heading agrees with that."""
    element = tree.find(".//head//title")
    whole = " ".join((element.text_content() if element is not None else "").split())
    described = [
        plain(article.get("headline")) if article else None,
        metas.get("og:title"),
        metas.get("twitter:title"),
        whole,
        metas.get("dc.title") or metas.get("dcterms.title"),
    ]
    told = [cut for one in described if one and (cut := headline(one, site, host))]
    told = [one for one in told if bare(one) != bare(site) or not site]
    headings = _headings(tree, "h1", 8)
    for heading in headings:
        if any(related(heading, one) for one in told):
            return headline(heading, site, host)
    for heading in _headings(tree, "h2", 12):
        if any(bare(one) and bare(one) == bare(heading) for one in told):
            return heading
    inside = tree.find(".//article//h1")
    inside = inside if inside is not None else tree.find(".//main//h1")
    if inside is not None and 2 < len(text := " ".join(inside.text_content().split())) < LONGEST:
        return text
    if told:
        return told[0]
    return headings[0] if headings else None
