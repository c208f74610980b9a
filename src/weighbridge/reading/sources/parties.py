"""The parties behind the words for a speaker: class, country, and whose text it is."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from weighbridge.lexicon import PARTY_KINDS, load
from weighbridge.model import Source
from weighbridge.reading.mentions import Mention, finder
from weighbridge.reading.namesakes import is_namesake
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

STATES = frozenset(("state", "adjective", "people", "capital", "place"))


def state_code(code: str | None) -> str | None:
    """The code of a state, no slug."""
    return code if code and len(code) == 2 else None


def whose_code(code: str | None) -> str | None:
    """Of whom somebody unnamed may be: a state, or an organisation of states ("NATO officials")."""
    return code if state_code(code) or (code and _group_classes().get(code) == "intergovernmental") else None


def country_of(parties: Sequence[PartyMention]) -> str | None:
    """The country that the parties of one phrase give it."""
    codes = [p.code for p in parties if p.kind in STATES and p.code]
    return next((code for code in codes if len(code) == 2), codes[0] if codes else None)


@lru_cache(maxsize=1)
def _group_classes() -> dict[str, str]:
    """Slug of a group: its class."""
    return {e.code: e.class_ for e in load().words.values() if e.kind == "group" and e.code and e.class_}


def class_of(code: str | None, class_: str | None) -> str:
    """The class of a party's voice; an organ of a group has the group's ("the spokesman of the rebels")."""
    if code and not code.isupper() and (class_ or "government") == "government":
        return _group_classes().get(code, "nonstate")
    return class_ or "government"


def of_group(source: Source) -> Source:
    """An officer of an armed group speaks for the group, and is of no state's military."""
    group = source.country if source.class_ == "military" and source.country not in speakers().forces else None
    whose = _group_classes().get(group or "")
    if whose == "nonstate":
        return replace(source, class_="nonstate")
    general = whose == "intergovernmental" and "secretary" in (source.text or "").lower()  # no officer
    return replace(source, class_="intergovernmental") if general else source


def source_of(party: PartyMention) -> Source:
    """A party as one who speaks; states that speak together have no one country (coding guidelines, 8.11)."""
    country = None if party.code in speakers().joint else party.code
    return Source(class_of(party.code, party.class_), country, None, True)


_DATELINE = re.compile(
    r"\(?(?P<place>[^\W\d_][\w .'\u2019-]{1,24}?)\)?(?:/[\w .'\u2019]{2,24})*(?:, ?[\w .]{2,24}|,? \([^)]*\)| \[\w+\])*"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?:, \d{4})?(?: \([^)]*\))?\.?\s?(?:\u2014|\u2013|--|- |: |\. /)"
)


_CAPITALS = re.compile(
    r"\(?(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019-]+(?: [A-Z\u00c0-\u00de'\u2019-]+){0,3})"
    r"(?:/[\w .'\u2019]{2,24})*"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8}\b|[A-Z][a-z]+day)|,? \d{4})*\)?[.:](?:\s|$)"
)
"""A dateline that ends in a full stop: "MINSK, 20 December. The ministry ..."."""
_ADDRESS = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de][\w'\u2019 -]{2,24}), (?:\w+day,? )?\d{1,2} [A-Z][a-z]{2,8},? \d{4}"
    r"(?: \([^)]*\))?\.?$"
)
"""A line of its own: "Brussels, 2 March 2022", with the agency in brackets or without."""
_NAME = r"[A-Z\u00c0-\u00de][\w'\u2019-]+"
_BYLINE = re.compile(rf"(?:By|From) (?:(?! in )[^\n,.:;]){{3,60}} in (?P<place>{_NAME}(?: {_NAME}){{0,3}})$")
"""A line of its own that tells where somebody writes: "From Jane Roe in Lima"; of two places neither is home."""
_DATELINE_REACH = 100
"""Characters within which a dateline ends; the pattern tries very many ways to divide a longer list of commas."""


_SHORT = 30
_SMALL = re.compile(r"(?<= )(?:Of|The|And|De|La|Le|Del|Da|Do|Es|Al|El)\b")
"""Words inside the names of towns: "PORT OF SPAIN", "DAR ES SALAAM"."""


_DATELINES = (_DATELINE, _CAPITALS, _ADDRESS, _BYLINE)

_OFFICIAL_HOST = re.compile(
    r"\.(?:gov|mil|gouv|gob|gov\.br|go)\.([a-z]{2})(?:[:/]|$)|\.(gov|mil)(?:[:/]|$)|\.gc\.(ca)(?:[:/]|$)"
)
_HOST = re.compile(r"^(?:\w+://)?[^/:]+\.([a-z]{2})(?:[:/]|$)")
_ANYWHERE = frozenset("io co tv me eu ai ly fm cc ws to gg su".split())
"""Endings of hosts that anybody takes."""


def state_of_host(url: str | None, official: bool) -> str | None:
    """The state that a page's host belongs to: of its government (``official``), else of its ending."""
    if not url:
        return None
    if official:
        found = _OFFICIAL_HOST.search(url.lower())
        code = next((one for one in found.groups() if one), None) if found else None
        return {"gov": "US", "mil": "US", "uk": "GB"}.get(code, code.upper()) if code else None
    found = _HOST.match(url.lower())
    if found is None or found[1] in _ANYWHERE:
        return None
    return {"uk": "GB"}.get(found[1], found[1].upper())


def parliament_in(opening: str) -> tuple[bool, str | None]:
    """Whether a document that opens so records a parliament, and of which state it is, where the words tell."""
    lower = opening.lower().replace("\u2019", "'")
    states = [state for phrase, state in speakers().parliaments.items() if phrase in lower]
    return bool(states), next((state for state in states if state), None)


def _briefing_body(opening: str) -> str | None:
    """The state of the body that a heading names before its briefing: "Pentagon press briefing"."""
    for line in opening.splitlines()[:3]:
        briefing = speakers().briefings.search(line)
        bodies = finder().find(line[: briefing.start()]) if briefing is not None else []
        for mention in reversed(bodies):
            if mention.entry.kind in ("organ", "office") and state_code(mention.entry.code):
                return mention.entry.code
    return None


_LONGEST_NAME = 40
"""Characters of the longest heading that may be a state's name alone."""
_ENGLISH = "English"
"""Of no state in a publisher's name."""
_LANGUAGES = frozenset((_ENGLISH, "French", "Spanish", "Arabic", "Russian"))
"""Adjectives that may tell in which language a paper is: "Diario del Sur (English edition)"."""


def is_language(publisher: str, mention: Mention) -> bool:
    """Whether an adjective in a publisher's name tells its language: "Defence Intelligence of Ukraine (English)"."""
    language, behind = publisher[mention.start : mention.end], publisher[mention.end :]
    if language not in _LANGUAGES:
        return False
    return language == _ENGLISH or behind[:1] == ")" or signs().editions.match(behind) is not None


def _in_brackets(publisher: str, mention: Mention) -> bool:
    """Whether a name stands in brackets by itself."""
    return publisher[: mention.start].endswith("(") and publisher[mention.end :].startswith(")")


_SITE = re.compile(r"[\w-]{3,}\.[a-z]{2}\b")


def regions_in(publisher: str, longer: bool = True) -> Iterator[str]:
    """The states of regions, rivers and landmarks that a publisher is called after, in order; with ``longer``, of names
    of two words too ("Rift Valley Standard")."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", publisher)
    for word, after in itertools.pairwise([*words, ""]):
        code = speakers().regions.get(f"{word} {after}") if longer else None
        code = code or speakers().regions.get(word)
        if code is not None:
            yield code


def _of_publisher(publisher: str) -> str | None:
    """The state in a publisher's name: one that stands in brackets by itself ("Sunday Times (Sri Lanka)"), else the
    first in it, for a firm's the seat ("Saronic Mail, Athens"), else that of a region or a river after which it is
    called ("The Mersey Observer"), or of its host."""
    states = [
        (mention, code)
        for mention in finder().find(publisher)
        if mention.entry.kind in PARTY_KINDS  # no goods: "Grad" is a town too
        and (code := state_code(mention.entry.code))
        and not is_language(publisher, mention)
        and not is_namesake(publisher[: mention.start], mention)
    ]
    bracketed = (code for mention, code in states if mention.entry.kind == "state" and _in_brackets(publisher, mention))
    host = _SITE.match(publisher)  # "Sonda.bg"
    site = state_of_host(f"{host[0]}/", False) if host is not None else None
    # a firm's name may be a word for something else
    seat = (code for mention, code in states[1:] if publisher[: mention.start].endswith((", ", "(")))
    first = states[0][1] if states else None
    if states and states[0][0].entry.kind == "company":
        first = next(seat, first)
    return next(bracketed, None) or first or next(regions_in(publisher), None) or site


def state_of_dateline(scenes: Sequence[Scene]) -> str | None:
    """The state of the town from which a report is dated; None where none stands at its beginning."""
    find = finder().find
    for scene, after in zip(scenes[:6], [*scenes[1:6], None], strict=False):
        text = scene.text
        if len(text) < _SHORT and after is not None and after.paragraph == scene.paragraph:
            text = f"{text} {after.text}"  # "Madrid. - The sale ..." is two sentences to the splitter
        match = next((found for form in _DATELINES if (found := form.match(text[:_DATELINE_REACH]))), None)
        if match is not None and match["place"].split()[0][:1].isupper():
            place = match["place"]
            for mention in find(_in_small(place.title()) if place.isupper() else place):
                whole = match.re is not _CAPITALS or mention.end == len(place)  # "HANNOVER MESSE." is no town
                # "South Sudan: name the suppliers" is a headline
                whole &= mention.entry.kind != "state" or text[len(place) : len(place) + 1] != ":"
                if (
                    mention.start == 0
                    and whole
                    and mention.entry.kind in ("capital", "place", "state")
                    and (scene.index > 0 or mention.entry.kind != "state" or place.isupper())
                    and state_code(mention.entry.code)
                ):
                    return mention.entry.code
    return None


def _in_small(name: str) -> str:
    """A name in which each word begins with a capital, with the small words in it written small."""
    return _SMALL.sub(lambda word: word[0].lower(), name)


def _state_of_heading(scene: Scene) -> str | None:
    """The state that is all that a line says: the heading of a section in a round-up ("SWEDEN", "In Malaysia:")."""
    words = scene.text.strip(" \t\n:.-\u2013\u2014*#\u2022")
    for opening in ("In ", "the ", "The "):
        words = words.removeprefix(opening)
    if len(words) > _LONGEST_NAME or not words[:1].isupper():
        return None
    named = _in_small(words.title()) if words.isupper() and len(words) > 3 else words
    found = [one for one in finder().find(named) if one.entry.kind == "state" and state_code(one.entry.code)]
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(named)
    return found[0].entry.code if whole else None


def sections_of(scenes: Sequence[Scene], title: str = "") -> dict[int, str]:
    """Where the sections of a round-up begin, with the state that each heading names; none where there is but one.

    ``title``: of the document, which is no heading of a section.
    """
    headings = {place: state for place, scene in enumerate(scenes) if (state := _state_of_heading(scene))}
    found = {place: state for place, state in headings.items() if place or scenes[0].text.strip() != title.strip()}
    return found if len(set(found.values())) > 1 else {}


def setting_of(scene: Scene) -> str | None:
    """The state to whose capital a paragraph goes that opens with this sentence: "In Yerevan the news was ..."."""
    if scene.lower[:1] != ["in"]:
        return None
    place = next((party for party in scene.parties if party.first == 1), None)
    return state_code(place.code) if place is not None and place.kind == "capital" else None


def home_of(scenes: Sequence[Scene], publisher: str, url: str | None = None, opening: str = "") -> str | None:
    """The state at home.

    Of a government's host, of the dateline, else of the publisher's name, of the parliament that is named
    at the beginning, of the body whose briefing it is, of the host; else the state most named.
    """
    official = state_of_host(url, True)
    if official is not None:
        return official
    dated = state_of_dateline(scenes)
    if dated is not None:
        return dated
    named = _of_publisher(publisher)
    if named is not None:
        return named
    told = parliament_in(opening)[1] or _briefing_body(opening) or state_of_host(url, False)
    if told is not None:
        return told
    return _most_at_home(scenes)


_SPEAKING_OF_HOME = {"person": 4, "organ": 1, "capital": 1, "adjective": 1, "place": 1, "state": 0.001, "people": 0.001}
"""How much a mention of each kind says that its state is the one at home: a paper names its own people, towns and
offices, and calls other states by their names. Set by hand, on documents of ``corpus`` that tell it no other way."""
_IN_TITLE, _IN_LEAD = 2, 1
"""How much more, where a state is named in the title, or in the two sentences after it."""


def surely_at_home(scenes: Sequence[Scene], publisher: str) -> str | None:
    """The state that the dateline or the publisher's name tells and of which the text speaks as one does at home."""
    told = state_of_dateline(scenes) or _of_publisher(publisher)
    return told if told is not None and told == _most_at_home(scenes) else None


def _most_at_home(scenes: Sequence[Scene]) -> str | None:
    """The state that a document without a dateline or a telling publisher is most at home in."""
    weights: dict[str, float] = defaultdict(float)
    people: set[str] = set()  # each counts once: foreign presidents are named over and over
    for place, scene in enumerate(scenes):
        for party in scene.parties:
            code = state_code(party.code)
            if code is None or party.entry.name in people:
                continue
            if party.kind == "person":
                people.add(party.entry.name)
            weights[code] += _SPEAKING_OF_HOME.get(party.kind, 0)
            if party.kind in STATES and place < 3:
                weights[code] += _IN_LEAD if place else _IN_TITLE
    return max(weights, key=weights.__getitem__, default=None)
