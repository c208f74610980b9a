"""Web pages of our own in twenty markups: half of them reports of arms transfers, half of them other news.

What stands in them is made up, and the same for the same number. What is to be found in each is known, in the
form of bench/pages.py.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from filler import article, filled

HERE = Path(__file__).parent
WORDS: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "transfers.toml").read_text(encoding="utf-8"))
SITES = ("The Morning Ledger", "Coastal Broadcasting", "The Union Gazette", "Lakeside Courier", "Ministry of Defence")
ZONES = (-300, 0, 60, 330)
"""Minutes from UTC."""
MENU, TEASERS, CARDS, COMMENTS = 60, 25, 12, 8
"""How many of each a page has around its article."""
_LINE = ".m-{n} > .c{n}:not(.x) {{ margin: {n}px auto; padding: 0 {n}px; color: #{n:03x}; }}\n"
STYLE = "".join(_LINE.format(n=number) for number in range(180))
_CALL = 'window.q=window.q||[];q.push({{id:{n},on:"load",go:function(){{}}}});\n'
SCRIPT = "".join(_CALL.format(n=number) for number in range(150))


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells."""

    number: int
    about: bool
    """Whether it is about transfers."""
    title: str
    author: str
    site: str
    moment: datetime
    paragraphs: tuple[str, ...]


def story(number: int) -> Story:
    """The story of that number; every second one is about transfers."""
    pick, about = random.Random(number), number % 2 == 0
    words = WORDS["words"] | {name: [pick.choice(WORDS["words"][name])] for name in ("supplier", "recipient", "goods")}
    titles = WORDS["titles"]["transfers" if about else "others"]
    zone = timezone(timedelta(minutes=pick.choice(ZONES)))
    moment = datetime(2021, 1, 1, tzinfo=zone) + timedelta(minutes=pick.randrange(1_500_000))
    paragraphs = _report(pick, words) if about else tuple(article(number).split("\n\n"))
    return Story(
        number,
        about,
        f"{filled(pick, pick.choice(titles), words)} ({number})",
        filled(pick, "{writer}", words),
        pick.choice(SITES),
        moment,
        paragraphs,
    )


def _report(pick: random.Random, words: dict[str, list[str]]) -> tuple[str, ...]:
    """Five to ten paragraphs, some of them about other things."""
    sentences = pick.sample(WORDS["sentences"]["more"], pick.randint(6, 12))
    paragraphs = [filled(pick, pick.choice(WORDS["sentences"]["first"]), words)]
    while sentences:
        taken = [sentences.pop() for _ in range(min(len(sentences), pick.randint(1, 3)))]
        paragraphs.append(" ".join(filled(pick, one, words) for one in taken))
    around = article(pick.randrange(10**6)).split("\n\n")
    return (*paragraphs, *around[: pick.randint(1, 3)])


@lru_cache(maxsize=1)
def markups() -> tuple[Template, ...]:
    """The twenty markups, in the order of their names."""
    return tuple(Template(path.read_text(encoding="utf-8")) for path in sorted((HERE / "markups").glob("*.html")))


def _items(pick: random.Random, number: int, shape: str) -> str:
    """Links, cards or comments around an article."""
    titles = [*WORDS["titles"]["transfers"], *WORDS["titles"]["others"]]
    return "".join(
        shape.format(n=one, text=escape(filled(pick, pick.choice(titles), WORDS["words"]))) for one in range(number)
    )


def _markup_of(told: Story) -> Template:
    """Twenty stories one after another have twenty markups, and each markup has both kinds of story in time."""
    return markups()[(told.number + told.number // len(markups())) % len(markups())]


def html_of(told: Story) -> str:
    """The page of a story."""
    pick = random.Random(-told.number - 1)
    shape = _markup_of(told)
    host = "".join(letter for letter in told.site.lower() if letter.isalpha()) + ".example"
    moment, texts = told.moment, [escape(one, quote=False) for one in told.paragraphs]

    def each(before: str, after: str) -> str:
        return "\n".join(f"{before}{one}{after}" for one in texts)

    return shape.substitute(
        number=told.number,
        title=escape(told.title),
        site=told.site,
        host=host,
        author=told.author,
        lead=escape(told.paragraphs[0]),
        url=f"https://{host}/news/story-{told.number}",
        dated_url=f"https://{host}/{moment:%Y/%m/%d}/story-{told.number}",
        moment=moment.isoformat(timespec="seconds"),
        day=f"{moment:%Y-%m-%d}",
        slashed=f"{moment:%Y/%m/%d}",
        words=f"{moment.day} {moment:%B %Y}",
        american=f"{moment:%B} {moment.day}, {moment.year}",
        dotted=f"{moment:%d.%m.%Y}",
        clock=f"{moment:%H:%M}",
        caption=escape(filled(pick, "A ship in the port of {port} in {month}. Picture by {writer}", WORDS["words"])),
        paragraphs=each("<p>", "</p>"),
        blocks=each('<div class="block"><p class="text__text body-text">', "</p></div>"),
        graphs=each('<p class="pw-post-body-paragraph jk jl">', "</p>"),
        sections=each('<div data-component="text-block"><div class="rich"><p>', "</p></div></div>"),
        breaks="<br><br>".join(texts),
        title_json=json.dumps(told.title),
        site_json=json.dumps(told.site),
        author_json=json.dumps(told.author),
        body_json=json.dumps("\n\n".join(told.paragraphs)),
        menu=_items(pick, MENU, '<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>'),
        teasers=_items(pick, TEASERS, '<li class="item"><a href="/news/{n}">{text}</a></li>'),
        cards=_items(pick, CARDS, '<div class="card"><a href="/n/{n}"><img src="{n}.jpg"><h3>{text}</h3></a></div>'),
        comments=_items(
            pick, COMMENTS, '<li class="comment"><p class="comment-author">Reader {n}</p><p>I have my doubts.</p></li>'
        ),
        style=STYLE,
        script=SCRIPT,
    )


def expected_of(told: Story) -> dict[str, Any]:
    """What is to be found in a story's page, in the form of bench/pages.py."""
    return {
        "with": [one[:60] for one in _spread(told.paragraphs)],
        "without": ["I have my doubts", "Section 7", "Picture by"],
        "title": told.title,
        "date": f"{told.moment:%Y-%m-%d}",
        "author": told.author if "$author" in _markup_of(told).template else "",
    }


def _spread(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The first, the middle and the last paragraph."""
    return (paragraphs[0], paragraphs[len(paragraphs) // 2], paragraphs[-1])


def made(number: int) -> tuple[dict[str, str], dict[str, Any]]:
    """So many pages by name, and what is expected of each."""
    stories = {f"{one:04}.html": story(one) for one in range(number)}
    return {name: html_of(one) for name, one in stories.items()}, {
        name: expected_of(one) for name, one in stories.items()
    }
