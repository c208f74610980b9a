"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 4_000_000
"""Characters of JSON-LD that are read of one page."""

MOST_NODES = 20_000
"""Objects of JSON-LD that are looked at in one page."""

Node = dict[str, Any]

ARTICLES = frozenset(
    """NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle
    AskPublicNewsArticle LiveBlogPosting BlogPosting Article Report SpecialAnnouncement TechArticle ScholarlyArticle
    AdvertiserContentArticle SocialMediaPosting DiscussionForumPosting PressRelease""".split()
)
_PAGES = frozenset({"WebPage", "ItemPage", "VideoObject", "AudioObject", "PodcastEpisode", "CreativeWork", "Recipe"})
_TAG = re.compile(r"<[^>]{0,2000}>")
_BREAK = re.compile(r"</p>|<br\s*/?>|</li>|</h\d>|</div>", re.IGNORECASE)
_TRAILING = re.compile(r",(\s*[}\]])")


def types_of(node: Node) -> set[str]:
    """The schema.org types of a node, without their address."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {one.rsplit("/", 1)[-1] for one in listed if isinstance(one, str)}


def _parsed(script: str) -> Any:
    script = script.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().removeprefix("//<![CDATA[")
    for attempt in (script, _TRAILING.sub(r"\1", script.rstrip(";"))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any) -> Iterator[Node]:
    """Every object in a JSON value, outer ones first; not more than MOST_NODES."""
    rest, seen = [value], 0
    while rest and seen < MOST_NODES:
        one = rest.pop()
        seen += 1
        if isinstance(one, dict):
            yield one
            rest.extend(reversed([inner for inner in one.values() if isinstance(inner, (dict, list))]))
        elif isinstance(one, list):
            rest.extend(reversed([inner for inner in one if isinstance(inner, (dict, list))]))


def nodes_of(tree: HtmlElement) -> list[Node]:
    """All objects of the page's JSON-LD in their order; broken scripts are left out."""
    nodes: list[Node] = []
    left = LARGEST
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text_content()
        left -= len(text)
        if left < 0 or len(nodes) >= MOST_NODES:
            break
        nodes.extend(_walk(_parsed(text)))
    return nodes


def article_of(nodes: list[Node]) -> Node | None:
    """The node that describes the page's article: one of ARTICLES, or else of a page with a date.

    Of several, the first with the most facts is taken: outer nodes come before those that lie in them.
    """
    for kinds in (ARTICLES, _PAGES):
        found = [node for node in nodes if types_of(node) & kinds]
        if found:
            return max(found, key=lambda node: sum(key in node for key in ("datePublished", "headline", "author")))
    return None


def by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    """Nodes that others point to, by their ``@id``; of several the one that says most."""
    found: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(found.get(key, {})):
            found[key] = node
    return found


def plain(value: Any) -> str | None:
    """A text value on one line, without tags and entities; None where there is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    return " ".join(_TAG.sub("", unescape(value)).split()) or None


def paragraphs_of(body: Any) -> str:
    """The text of a body, which may be HTML, with a blank line between paragraphs; empty where it is none."""
    if not isinstance(body, str):
        return ""
    parts = [plain(part) for part in _BREAK.sub("\n", body).split("\n")]
    return "\n\n".join(part for part in parts if part)


def names_of(value: Any, known: dict[str, Node]) -> list[str]:
    """Names of persons or organisations: texts, objects, references to objects, lists of these."""
    names: list[str] = []
    for one in value[:20] if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            named = one if "name" in one else known.get(str(one.get("@id")), {})
            one = named.get("name")
        for name in one[:20] if isinstance(one, list) else [one]:
            if (got := plain(name)) and not got.startswith("http") and got not in names:
                names.append(got)
    return names
