"""An HTML page as a tree, and the tree without what is not the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_TAGS = 100_000
"""Tags above which a page is refused: finding the article takes more than proportionally long."""

LARGEST_SHARE = 0.35
"""Share of the page's words above which a block is never taken for a box beside the article."""

MOST_WEIGHED = 20
"""How many times the page's words are counted in all to find boxes; a page of nested boxes is left as it is then."""

_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")

_REFERENCE = re.compile(
    r"&#(?:0{0,9}(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|6553[45])(?![0-9])"
    r"|[xX]0{0,9}(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
"""Such characters as references by number: one of them, and nothing of the page could be read."""


def without_comments(source: str) -> str:
    """``source`` without HTML comments, XML declaration and characters that no page may hold."""
    source = _COMMENT.sub("", source) if "<!--" in source else source
    source = _REFERENCE.sub("", source) if "&#" in source else source
    return _CONTROL.sub("", _DECLARATION.sub("", source, count=1))


def tree_of(source: str) -> HtmlElement | None:
    """The tree of a page that ``without_comments`` gave; None where there is no HTML in it."""
    from trafilatura import load_html

    return load_html(source)


def words_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def first_words(element: HtmlElement, most: int) -> str:
    """The beginning of an element's text on one line: about ``most`` characters, however long it is."""
    parts: list[str] = []
    left = most
    for part in element.itertext():
        parts.append(part[:left])
        left -= len(part)
        if left <= 0:
            break
    return " ".join("".join(parts).split())


def marks_of(element: HtmlElement) -> str:
    """Class and id of an element, in small letters."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


_BOX = re.compile(
    r"""(?:^|[\s_-]|__)(?:
        related|recommend(?:ed|ations?)|more-?(?:stories|news|on|from|articles)|read-?(?:next|also|more)|
        also-?(?:read|like)|you-?may|most-?(?:read|popular|viewed)|trending|
        newsletter|sign-?up|cookies?|consent|gdpr|disqus|addtoany|sharedaddy|taboola|outbrain|breadcrumbs?|
        (?:wp-|image-?|photo-?|picture-?|media-?)?caption(?:-text)?|(?:image|photo|picture|summary)-?credits?|
        author-?(?:bio|box|info|card)|about-?(?:the-?)?author|comment-?(?:list|form|area|section|respond)s?|
        post-?(?:tags|navigation)|entry-?tags|tags?-?(?:list|links|cloud)|jp-relatedposts|
        paywall-?(?:message|prompt|overlay|offer)
        )(?=$|[\s_-])
    |(?:^|\s)(?:comments?|respond|share|sharing|social|subscribe|promo|advert(?:isement|ising)?|sponsored|
        copyright|credits?|no-?print|print-?(?:footer|links))(?=$|[\s_-])""",
    re.VERBOSE,
)
_FILED_UNDER = re.compile(r"(?:^|\s)(?:tag|category|topic|section|post|type|status|format)-[\w-]+")
_BLOCKS = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "span",
    "nav",
    "form",
    "table",
    "dl",
    "article",
    "small",
    "details",
)
_ALWAYS = ("figcaption", "amp-ad", "amp-consent", "noscript", "dialog", "template", "button", "iframe")


def remove(element: HtmlElement) -> None:
    """Take an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _weight(element: HtmlElement) -> int:
    return len(words_of(element))


def _unfold_tables(tree: HtmlElement) -> None:
    """Tables that lay out the page become plain blocks; their cells that are mostly links go.

    Such a table holds a heading, another table or two paragraphs in one cell, as a table of figures does not.
    """
    for table in reversed(list(tree.iter("table"))):
        cells = list(table.iter("td", "th"))
        if any(
            cell.find(".//h1") is not None or cell.find(".//table") is not None or len(cell.findall("p")) > 1
            for cell in cells
        ):
            for cell in cells:
                if cell.find(".//a") is not None and _link_share(cell) > 0.6:
                    remove(cell)
            for part in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th")]:
                part.tag = "div"


_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del em font i img ins mark q s small span strong sub sup time u".split()
)


def _paragraphs_for_breaks(tree: HtmlElement) -> None:
    """A block that is most of the page and parts its paragraphs by two line breaks gets paragraphs.

    Short ones behind a break would be lost otherwise.
    """
    whole = _weight(tree)
    doubled = {
        first.getparent()
        for first in tree.iter("br")
        if not (first.tail or "").strip() and (after := first.getnext()) is not None and after.tag == "br"
    }
    for block in doubled:
        if block.tag not in ("div", "section", "article") or any(one.tag not in _INLINE for one in block):
            continue
        if _weight(block) * 2 < whole:
            continue
        children, text = list(block), block.text
        block[:] = []
        block.text = None
        paragraph = block.makeelement("p")
        paragraph.text = text
        block.append(paragraph)
        for child in children:
            if child.tag == "br" and not (child.tail or "").strip():
                continue
            if child.tag == "br":
                paragraph = block.makeelement("p")
                paragraph.text = child.tail
                block.append(paragraph)
            else:
                paragraph.append(child)


def prune(tree: HtmlElement) -> None:
    """Take captions, boxes of related articles, newsletters, cookies, sharing and comments out of ``tree``.

    A block that holds the page's heading or more than LARGEST_SHARE of its words stays. Tables that only lay
    out the page become plain blocks.
    """
    for element in list(tree.iter("script", "style")):
        remove(element)
    _unfold_tables(tree)
    _paragraphs_for_breaks(tree)
    for element in list(tree.iter(*_ALWAYS)):
        remove(element)
    body = tree.find(".//body")
    whole = _weight(body if body is not None else tree) or 1
    left = MOST_WEIGHED * whole
    for element in list(tree.iter(*_BLOCKS)):
        if not element.attrib or _BOX.search(_FILED_UNDER.sub(" ", marks_of(element))) is None:
            continue
        if element.getparent() is None or element.get("itemprop") == "articleBody" or element.find(".//h1") is not None:
            continue
        weight = _weight(element)
        left -= weight
        if left < 0:
            break
        if weight <= LARGEST_SHARE * whole:
            remove(element)
    _drop_link_lists(tree)


_MORE = re.compile(
    r"""(?:related(?:\ (?:articles?|stories|news|content|topics|coverage|posts|links))?|read\ (?:more|next|also)|
    more\ (?:on\ this(?:\ story|\ topic)?|stories|news|from\ .{1,40})|most\ (?:read|popular|viewed)|also\ read|
    you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in)|recommended(?:\ for\ you)?|see\ also|don['\u2019]t\ miss|
    top\ stories|editor['\u2019]?s['\u2019]?\ picks?|latest\ (?:news|stories)|trending(?:\ now)?|
    mehr\ zum\ thema|weitere\ (?:artikel|themen|meldungen|nachrichten)|lesen\ sie\ auch|auch\ interessant|
    schon\ gelesen\?|das\ k\u00f6nnte\ (?:sie|dich)\ auch\ interessieren|
    lire\ aussi|\u00e0\ lire\ aussi|sur\ le\ m\u00eame\ sujet|leggi\ anche|lea\ tambi\u00e9n|te\ puede\ interesar
    )\s*[:.!\u2026]*""",
    re.IGNORECASE | re.VERBOSE,
)


def _link_share(element: HtmlElement) -> float:
    whole = _weight(element)
    return sum(_weight(link) for link in element.iter("a")) / whole if whole else 1.0


def _drop_link_lists(tree: HtmlElement) -> None:
    """Headings such as "Related stories" go, with the lists of links that follow them."""
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6", "p", "strong", "b")):
        if len(heading) > 3 or _MORE.fullmatch(first_words(heading, 90)[:80]) is None:
            continue
        follower = heading.getnext()
        while follower is not None and follower.tag not in ("h1", "h2", "h3") and _link_share(follower) > 0.6:
            after = follower.getnext()
            remove(follower)
            follower = after
        remove(heading)


_LINE = re.compile(
    r"""(?:(?:photo|image|picture|file\ photo|photo\ credit|image\ credit|credit)s?\s*:\s.{1,200}|
    (?:read\ (?:more|also|next)|also\ read|related(?:\ (?:stories|articles?|content))?|
        see\ also|watch|listen)\s*[:|].{0,200}|
    advertise?ment|anzeige|sponsored(?:\ content)?|story\ continues\ below\ advertisement|
    (?:sign\ up|subscribe|register)\ (?:for|to|now|here|today)\b.{0,160}|
    (?:get|receive)\ .{0,60}\ (?:in\ your\ inbox|newsletter).{0,60}|
    (?:follow|like|join)\ us\ on\ .{0,100}|share\ (?:this|on)\b.{0,60}|click\ here\ to\b.{0,100}|
    (?:no\ |view\ |leave\ a\ |\d+\ )?(?:comments?|repl(?:y|ies))(?:\ \(\d+\)|\ are\ closed)?\.?|keine\ kommentare|
    (?:we|this\ (?:site|website|page))\ uses?\ cookies.{0,200}|accept\ (?:all\ )?cookies.{0,40}|
    (?:\u00a9|\(c\)|copyright)\ .{0,120}|all\ rights\ reserved\.?|print\ this\ page|
    skip\ to\ (?:main\ )?content|back\ to\ top|
    (?:this\ (?:article|content)\ is|already\ a\ subscriber|to\ continue\ reading).{0,120}
        (?:subscribers?|log\ in|sign\ in|subscribe).{0,60}|
    (?:last\ )?(?:updated|modified)(?:\ on)?\s*:?\s.{0,40}\d{4}.{0,20})""",
    re.IGNORECASE | re.VERBOSE,
)


def without_small_print(text: str) -> str:
    """The text without lines that are a photo credit, an invitation, a notice or a link to elsewhere."""
    return "\n".join(
        line for line in text.split("\n") if len(line) > 260 or _LINE.fullmatch(line.strip(" -*\u2022")) is None
    )
