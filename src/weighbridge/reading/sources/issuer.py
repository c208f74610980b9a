"""The body that issues a document, and how much speaks for there being one (coding guidelines, 8.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from weighbridge.model import Source
from weighbridge.reading.mentions import Mention, finder
from weighbridge.reading.namesakes import is_namesake
from weighbridge.reading.scene import PartyMention
from weighbridge.reading.sources.firms import firm_putting_out
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.parties import STATES, class_of, is_language, regions_in, state_code
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Key, Speech

_DATELINE = re.compile(r"[^\W\d_a-z][^\W\d_a-z'\u2019 ./-]{2,30}[^.]{0,40}?(?:\u2014|\u2013|--| - )")


def _other_issuers(speech: Speech, opening: str) -> tuple[Source, ...]:
    """Other readings of the issuer: governments together, a research body that opens the text."""
    found = []
    if re.search(r"\bjoint(?:ly)?\b|\bboth (?:sides|countries|ministers)\b", opening, re.IGNORECASE):
        found.append(Source("government", None, None, True))
    publisher = speech.document.publisher or ""
    research = signs().research.search(publisher) or signs().research.search(opening[:300])
    if research and not speakers().reprints.search(publisher):
        found.append(Source("ngo", None, publisher or None, True))
        if speech.cast.home:
            found.append(Source("ngo", speech.cast.home, publisher or None, True))
    if speech.first_person > 2 or signs().personal.search(publisher):
        found.append(Source("person", None, None, True))
        found.append(Source("person", speech.cast.home, None, True))
        found.append(Source("ngo", None, None, True))
        asked = next((one for one in speech.cast.people.values() if one.named and one.class_ != "person"), None)
        if asked is not None:
            found += [asked, replace(asked, country=asked.country or speech.cast.home)]
            found.append(replace(asked, class_="person", country=asked.country or speech.cast.home))
    return tuple(found)


def _state_named(publisher: str, mentions: Sequence[Mention]) -> Mention | None:
    """The first state, town or adjective in a publisher's name that tells whose it is, and no language."""
    states = (one for one in mentions if one.entry.kind in STATES and state_code(one.entry.code))
    return next((one for one in states if not is_language(publisher, one)), None)


def _seat(publisher: str) -> list[Source]:
    """An office of a state that a publisher names in two steps ("Kremlin Press Service"), or its seat alone."""
    mentions = finder().find(publisher)
    office = next((m.entry for m in mentions if m.entry.kind == "office" and m.entry.class_), None)
    place = _state_named(publisher, mentions)
    if place is None:
        return []
    if office is not None:
        return [Source(office.class_ or "government", place.entry.code, publisher, True)]
    alone = place.entry.kind == "capital" and not re.search(r"[a-z]", _ARTICLE.sub("", _without(publisher, place)))
    return [Source("government", place.entry.code, publisher, True)] if alone else []


def _place_in(publisher: str) -> str | None:
    """The state of the town or region in the name of a body: "Ghent Institute for Peace", "Arms Forum, Nairobi"."""
    codes = {
        mention.entry.code
        for mention in finder().find(publisher)
        if mention.entry.kind in ("capital", "place")
        or (mention.entry.kind == "state" and publisher[: mention.start].endswith((", ", "(")))
    }
    codes |= set(regions_in(publisher, longer=False))  # a river, as in "Han River Research", is no seat
    return state_code(codes.pop()) if len(codes) == 1 else None


def _seat_told(publisher: str, opening: str) -> str | None:
    """The state in which a research body sits by its own words: "..., a research group in Nairobi, has ..."."""
    told = re.search(re.escape(publisher) + _SITS.pattern, opening) if publisher else None
    places = finder().find(told["place"]) if told is not None else []
    return state_code(places[0].entry.code) if places and places[0].start == 0 else None


def _releases(publisher: str, opening: str, company: PartyMention) -> bool:
    """Whether a company that a text opens with issues it: the publisher is called like it, or it opens as a release.

    That a text speaks of a company most makes it none of the company's.
    """
    bears = {word for word in re.findall(r"\w{4,}", publisher.lower()) if word not in speakers().names}
    return not bears.isdisjoint(re.findall(r"\w{4,}", company.entry.name.lower())) or bool(
        speakers().releases.search(f"{publisher}\n{opening}")
    )


def _watches(rest: str) -> bool:
    """Whether the rest of a publisher's name is a research body's or a paper's: "Wagner Watch", "Arsenal Weekly"."""
    rest = speakers().reprints.sub("", rest)
    kinds = {speakers().names.get(word) for word in re.findall(r"\w+", rest)}
    return not speakers().releases.search(rest) and bool(
        kinds & {"ngo", "media"} or speakers().studying_bodies.search(rest)
    )


_SITS = re.compile(r",? (?:\([A-Z]+\),? )?(?:an?|the)(?: [a-z-]+){1,4} (?:based )?in (?P<place>[A-Z][^,.;]{2,40})")
"""Behind a body's name: "a research group in (Nairobi)"."""
_OPENING = 900
"""So many characters at the beginning may tell where a body sits."""
_FIRST = 5
"""In so many sentences a release names whose it is."""
_OF_A_STATE = frozenset(("government", "military", "intelligence"))
_PUTTING_OUT = frozenset(("organ", "company"))
_WRITING = frozenset(("ngo", "company", "intergovernmental"))
"""Classes of bodies that the words of a name tell well enough."""
_ARTICLE = re.compile(r"\bthe\b|\bof\b", re.IGNORECASE)


def _without(text: str, mention: Mention) -> str:
    return (text[: mention.start] + text[mention.end :]).lower()


def _kind(publisher: str) -> str | None:
    """The class of a body that no file knows, by the words of its name."""
    names = [speakers().names[w] for w in re.findall(r"\w+", publisher.lower()) if w in speakers().names]
    if "ngo" in names or ("media" not in names and speakers().studying_bodies.search(publisher)):
        return "ngo"
    return names[-1] if names else None


def _is_research_body(publisher: str) -> bool:
    """Whether a name is a research body's and no paper's: "Institute for Peace", not "Journal of Peace Research"."""
    words = re.findall(r"\w+", _PAPERS_OF_A_BODY.sub("", publisher.lower()))
    paper = any(speakers().names.get(word) == "media" for word in words)
    return not paper and bool(speakers().research_bodies.search(publisher))


_PAPERS_OF_A_BODY = re.compile(r"\bpress (?:release|statement|notice)s?\b")
"""What a body puts out by itself: "Arms Monitor (press release)" is no press."""


def issuing(publisher: str, known: bool = False) -> list[Source]:
    """The bodies that the name of a publisher tells, the likeliest first; none where it is a paper.

    ``known``: who issues the document is known already; then only bodies that a file knows are given.
    """
    found = []
    for mention in finder().find(publisher):
        entry = mention.entry
        if is_namesake(publisher[: mention.start], mention):
            continue
        region = entry.code in speakers().loose  # "Subcommittee on Indo-Pacific Security"
        bears = region or (entry.kind in ("group", "company") and _watches(_without(publisher, mention)))
        if entry.kind in ("organ", "institute", "group", "company") and entry.class_ and not bears:
            found.append(Source(entry.class_, entry.code, entry.name, True))
    if known or found or speakers().reprints.search(publisher):
        return found
    kind = _kind(publisher)
    by_words = [Source(kind, _place_in(publisher), publisher, True)] if kind in _WRITING else []
    return _seat(publisher) or by_words


def putting_out(publisher: str) -> Source | None:
    """The ministry, the embassy or the company that a publisher is and nothing else: "Naval Group press release",
    "Ministry of Defence of Ukraine"; None for a paper that bears such a name ("Westminster Record")."""
    embassy = _EMBASSY.match(publisher)
    if embassy is not None:
        states = (one.entry for one in finder().find(embassy["state"]) if one.entry.kind in (*STATES, "adjective"))
        code = next((state_code(entry.code) for entry in states), None)
        return Source("government", code, publisher, True) if code is not None else None
    mentions = [one for one in finder().find(publisher) if one.entry.class_ or one.entry.code]
    body = next(
        (one for one in mentions if one.entry.kind in _PUTTING_OUT and one.entry.class_ and one.entry.code), None
    )
    office = next((one for one in mentions if one.entry.kind == "office" and one.entry.class_), None)
    place = _state_named(publisher, mentions)
    named = [one for one in (body or office, place) if one is not None]
    rest = "".join(char for at, char in enumerate(publisher) if not any(one.start <= at < one.end for one in named))
    words = set(re.findall(r"[^\W\d_]+", rest.lower()))
    wires = body is not None and body.entry.kind == "company" and "service" in words  # "Tatra Press Service"
    long = office is not None and place is not None and _is_long_name(publisher, place)
    if (
        wires
        or not (words <= signs().putting_out or long)
        or any(word in speakers().residents for word in publisher.lower().split())
    ):
        return None
    if body is not None:
        code = place.entry.code if place is not None and body.entry.kind == "organ" else body.entry.code
        return Source(body.entry.class_ or "company", code, body.entry.name, True)
    if office is None or place is None:
        return None
    return Source(office.entry.class_ or "government", place.entry.code, publisher, True)


_EMBASSY = re.compile(
    r"(?:The )?(?:Embassy|High Commission|Consulate(?: General)?|Permanent (?:Mission|Representation)) of (?:the )?"
    r"(?P<state>[^,(]+)"
)
"""Who puts out a paper as "Embassy of the Federal Republic of Germany, Tunis"."""
_LONG = re.compile(
    r"(?:(?:federal|royal|state|the|u\.?s\.?) )?(?:ministry|department|secretariat) (?:of|for)\b", re.IGNORECASE
)


def _is_long_name(publisher: str, place: Mention) -> bool:
    """Whether a publisher is a ministry with more in its name than a file knows, and no paper: "Ministry of Foreign
    Affairs, International Trade and Worship (Argentina)"."""
    words = re.findall(r"\w+", publisher.lower())
    paper = any(speakers().names.get(word) == "media" for word in words)
    return place.end >= len(publisher.rstrip(") .")) and bool(_LONG.match(publisher)) and not paper


def _reprinted(speech: Speech, publisher: str) -> Source | None:
    """The body whose release is printed again, where the publisher's name says so: the one that it names, else the
    first one of a state in the text."""
    if not speakers().reprints.search(publisher):
        return None
    for mention in finder().find(publisher):
        rest = re.findall(r"[^\W\d_]+", speakers().reprints.sub("", _without(publisher, mention)))
        if mention.entry.kind in ("organ", "institute", "group", "company") and set(rest) <= signs().putting_out:
            return Source(mention.entry.class_ or "government", mention.entry.code, mention.entry.name, True)
    named = (party for scene in speech.scenes[:_FIRST] for party in scene.parties if party.kind == "organ")
    body = next((party for party in named if party.class_ in _OF_A_STATE and party.code), None)
    return Source(body.class_ or "government", body.code, body.entry.name, True) if body is not None else None


def _is_of_another(issuer: Source, publisher: str, home: str) -> bool:
    """Whether a body of another state than the one at home puts the document out: an embassy."""
    resident = any(word in speakers().residents for word in publisher.lower().split())
    return resident and issuer.class_ in _OF_A_STATE and issuer.country not in (None, home)


def find_issuer(speech: Speech) -> None:
    """The body that issues the document, and how much speaks for there being one."""
    words, document = speakers(), speech.document
    speech.first_person = sum(
        sum(map(WE.__contains__, scene.lower))
        for scene, reaching in zip(speech.scenes, speech.reaching, strict=True)
        if not reaching
    )
    opening = "\n".join((document.title or "", document.text[:600]))
    speech.official = 1.0 * bool(words.publishers.search(document.publisher or "")) + bool(
        words.openings.search(opening)
    )
    found: list[Source] = []
    if speech.parliament and speech.cast.home:
        speech.official += 1.0
        found.append(Source(class_of(speech.cast.home, "government"), speech.cast.home, None, True))
    publisher = document.publisher or ""
    certain = putting_out(publisher) or firm_putting_out(speech) or _reprinted(speech, publisher)
    speech.put_out = certain is not None and not speech.turns and not speech.parliament
    found += [certain] if certain is not None and not found else issuing(publisher, bool(found))
    if found and found[0].country is None and found[0].class_ == "ngo" and _is_research_body(publisher):
        found[0] = replace(found[0], country=_seat_told(publisher, document.text[:_OPENING]))
    speech.joint = _other_issuers(speech, opening)
    if found and found[0].class_ == "ngo" and found[0].country is not None:  # it is of no other state, nor of none
        speech.joint = tuple(one for one in speech.joint if one.class_ != "ngo")
    weights: Counter[Key] = Counter()
    kept: dict[Key, Source] = {}
    for place, scene in enumerate(speech.scenes[:12]):
        for party in scene.parties:
            if (
                party.kind in ("organ", "institute", "company", "group", "office", "person")
                and party.class_
                and party.code
                and party.code not in speakers().loose
                and (party.kind != "company" or _releases(publisher, opening, party))
            ):
                source = Source(
                    party.class_,
                    party.code,
                    document.text[party.start : party.end],
                    True,
                )
                key = source.class_, source.country
                kept.setdefault(key, source)
                weights[key] += 2 if place < 3 else 1
    speech.issued = bool(found)
    speech.researched = bool(found) and found[0].class_ == "ngo" and _is_research_body(publisher)
    found += [kept[key] for key, _ in weights.most_common(1)]
    speech.dateline = any(_DATELINE.match(scene.text) is not None for scene in speech.scenes[:5])
    if not found and speech.official and speech.cast.home:
        found.append(Source(class_of(speech.cast.home, "government"), speech.cast.home, document.publisher, True))
    speech.issuer = found[0] if found else None
    home = speech.cast.home
    if speech.issued and found[0].class_ in ("ngo", "company") and found[0].country is None and home is not None:
        speech.joint += (replace(found[0], country=home),)
    elif speech.official and home is not None and not (found and _is_of_another(found[0], publisher, home)):
        kind = _kind(publisher)
        kinds = [kind] if kind is not None and kind != "media" else []
        kinds += ["intelligence"] if "intelligence" in publisher.lower() else []
        speech.joint += tuple(Source(class_of(home, one), home, document.publisher, True) for one in kinds)
