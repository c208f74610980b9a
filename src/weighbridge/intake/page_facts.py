"""What a page says about itself: publisher, language, own address, byline; and the dateline of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from weighbridge.intake.page_dates import When, metas_of, moment_of_publication, published_of, updated_of
from weighbridge.intake.page_ld import Node, article_of, by_id, names_of, nodes_of, plain, types_of
from weighbridge.intake.page_titles import bare, host_of, title_of
from weighbridge.intake.page_tree import first_words, marks_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_NAME = 120
"""Characters above which a publisher or a byline is none."""

MOST_SIGNED = 200
"""Elements of one page that are looked at for a byline."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about itself."""

    title: str | None
    publisher: str | None
    canonical: str | None
    language: str | None
    byline: str | None
    published: When | None
    time: str | None
    """The moment of publication, with its distance from UTC."""
    updated: str | None
    nodes: list[Node]
    """The page's JSON-LD."""


def facts_of(tree: HtmlElement, url: str | None) -> Facts:
    """The Facts of a page that lies at ``url``, if that is known."""
    nodes = nodes_of(tree)
    article, known, metas = article_of(nodes), by_id(nodes), metas_of(tree)
    canonical = _canonical(tree, metas, url)
    place = url or canonical
    publisher = _publisher(article, nodes, known, metas)
    host = host_of(place)
    title = title_of(tree, article, metas, publisher or "", host)
    language = _language(tree, article, metas)
    american = (tree.get("lang") or metas.get("og:locale") or "").lower().replace("_", "-") == "en-us"
    published = published_of(tree, article, metas, place, title, american)
    time = moment_of_publication(tree, article, metas, published)
    return Facts(
        title=title,
        publisher=publisher or _behind_title(tree, title) or host or None,
        canonical=canonical,
        language=language,
        byline=_byline(tree, article, known, metas, publisher),
        published=published,
        time=time,
        updated=updated_of(tree, article, metas, published, time),
        nodes=nodes,
    )


def _web_address(address: str | None, base: str | None) -> str | None:
    """An absolute http address without a fragment; None where it is none."""
    try:
        whole = urljoin(base or "", (address or "").strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(whole) > 2000 or re.search(r"\s", whole):
        return None
    return whole.partition("#")[0]


def _canonical(tree: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    given = _web_address(metas.get("og:url"), url)
    base = url or given
    for link in tree.iter("base"):
        base = _web_address(link.get("href"), base) or base
        break
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return _web_address(link.get("href"), base) or given
    return given


def _named(name: str | None) -> str | None:
    """A name on one line without a leading ``@``; None where it is too long or an address."""
    name = " ".join((name or "").split()).lstrip("@")
    return name if 1 < len(name) <= LONGEST_NAME and not name.startswith(("http:", "https:")) else None


def _publisher(article: Node | None, nodes: list[Node], known: dict[str, Node], metas: dict[str, str]) -> str | None:
    for name in names_of(article.get("publisher"), known)[:1] if article else ():
        if got := _named(name):
            return got
    for key in ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title"):
        if got := _named(metas.get(key)):
            return got
    for node in nodes:
        if types_of(node) & {"NewsMediaOrganization", "WebSite"} and (got := _named(plain(node.get("name")))):
            return got
    for key in ("application-name", "twitter:site"):
        if got := _named(metas.get(key)):
            return got
    return None


def _behind_title(tree: HtmlElement, title: str | None) -> str | None:
    """The site's name from ``<title>``, where it follows the headline after a stroke."""
    element = tree.find(".//head//title")
    whole = first_words(element, 4_000) if element is not None else ""
    if (
        title
        and whole.startswith(title)
        and (rest := whole[len(title) :].strip(" -|:\u00b7\u2013\u2014\u2022\u203a\u00bb"))
    ):
        return rest if len(rest) <= 40 and not re.search(r"\s[-|\u2013\u2014]\s", rest) else None
    return None


def _language(tree: HtmlElement, article: Node | None, metas: dict[str, str]) -> str | None:
    """ISO 639-1 code that the page declares."""
    told = [
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
        plain(article.get("inLanguage")) if article else None,
        metas.get("og:locale"),
        metas.get("content-language"),
        metas.get("dc.language"),
        metas.get("language"),
    ]
    for one in told:
        if found := re.match(r"\s*([a-z]{2})(?![a-z])", one or "", re.IGNORECASE):
            return found[1].lower()
    return None


_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|text|ver\u00f6ffentlicht|geschrieben|erstellt)\s+)?"
    r"(?:by|from|author|von|autor(?:in)?|par|por|di|interview)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|\u2022\u00b7\u2013\u2014]|\b(?:published|updated|posted|on|at|am|says|sagt|said|alle artikel)\b|"
    r"\d{1,2}[./:]\d|\b\d{4}\b|\b\d+ (?:min|hour)|(?:,|\b\w{2,9},) \d{1,2}\.? \w+|[\w.]+@|\[email|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|diens|donners|frei|sams|sonn)tag\b|\bmittwoch\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d).*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-]|__)(?:by-?line|authors?|author-?name|post-?author|entry-?author|writer|autor)(?=$|[\s_-]|__)"
)
_LABELS = frozenset(
    ("written by", "by", "author", "verfasst von", "geschrieben von", "autor", "\u00e9crit par", "escrito por")
)
"""What Twitter's cards call the author."""
_NOBODY = frozenset("admin administrator publisher editor redaktion name author autor follow by staff".split())


def _as_byline(text: str) -> str | None:
    text = _AFTER_NAME.sub("", _BY.sub("", " ".join(text.split()))).strip(" ,:;-\u2013|/")
    if not 1 < len(text) <= 100 or text.lower() in _NOBODY or re.search(r"\.(?:com|net|org)/|[()]|^\d+$", text):
        return None
    return _named(text)


def _in_comment(element: HtmlElement) -> bool:
    """Whether an element lies in a form or in a reader's comment."""
    for parent in (element, *element.iterancestors()):
        marks = marks_of(parent)
        if parent.tag in ("form", "label", "footer", "aside") or (parent.tag != "body" and "comment" in marks):
            return True
    return False


def _byline(
    tree: HtmlElement,
    article: Node | None,
    known: dict[str, Node],
    metas: dict[str, str],
    publisher: str | None,
) -> str | None:
    """Names of the authors, with commas between; a publisher that names itself is none."""
    house = bare(publisher or "")
    names = [
        name
        for one in (names_of(article.get("author"), known) if article else ())
        if (name := _as_byline(one)) and bare(name) != house
    ]
    if names:
        return ", ".join(names)[:300]
    for key in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
    ):
        if (got := _as_byline(metas.get(key, ""))) and bare(got) != house:
            return got
    for number in ("1", "2"):
        label = metas.get(f"twitter:label{number}", "").lower()
        if label in _LABELS and (got := _as_byline(metas.get(f"twitter:data{number}", ""))) and bare(got) != house:
            return got
    return _in_elements(tree, house)


def _in_elements(tree: HtmlElement, house: str) -> str | None:
    """The names in an element that is marked as the byline."""
    left = MOST_SIGNED
    for element in tree.iter("a", "span", "div", "p", "address", "li", "strong", "em", "h4", "h5", "h6", "cite", "i"):
        prop, rel = element.get("itemprop") or "", element.get("rel") or ""
        if prop == "author" or "author" in rel.split() or _BYLINE.search((element.get("class") or "").lower()):
            left -= 1
            if left < 0:
                return None
            text = first_words(element, 2000)
            if not 1 < len(text) <= 150 or _in_comment(element):
                continue
            if (got := _as_byline(text)) and bare(got) != house and len(got.split()) <= 8:
                return got
    return None


_UPPER = "A-Z\u00c0-\u00de"
_PLACE = rf"[{_UPPER}][{_UPPER}'.\u2019-]+(?:[ /-][{_UPPER}][{_UPPER}'.\u2019]*){{0,3}}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
_IN_SMALL = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=, [A-Z][a-z]{2,8}\.? \d|, \d| \()"
_DATELINE = re.compile(
    rf"((?:{_PLACE}(?:/{_PLACE})*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?|{_IN_SMALL})"
    rf"(?:, {_DAY})?(?: \([A-Z][\w ./&-]{{1,30}}\))?)\s?[-\u2013\u2014]{{1,2}}\s?(?=[\w\"\u201c\u2018'])"
)


def dateline_of(text: str, title: str | None) -> str | None:
    """Place and day (and agency) in front of the first sentence, as written: "KYIV, March 3 (Agency)"."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    for line in lines[:4]:
        if title and bare(line) == bare(title):
            continue
        found = _DATELINE.match(line[:160])
        if found and len(line) > found.end() + 20:
            return found[1]
    return None
