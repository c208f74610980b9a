"""The words for speakers as an analyst edits them: ``lexicon/speakers.toml``, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon import plurals
from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml
from weighbridge.model import SOURCE_CLASSES


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for a speaker: its class; whether it decides alone; the class of a named bearer.

    ``home``: where the text doesn't say whose it is, it is the state the text speaks of. ``also``: other nouns
    that its bearer, who only watches the trade, is called by afterwards.
    """

    class_: str
    alone: bool
    named: str
    home: bool
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Nouns (singular and plural) of one or two words, words of names, titles, words of issuers."""

    nouns: Mapping[str, Noun]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    shared: re.Pattern[str]
    """Names that bodies of several states bear."""
    utterances: frozenset[str]
    """Nouns for what somebody gives out, who then is meant by them: "the statement said"."""
    leading: frozenset[str]
    """Verbs that say for whom somebody named works: "who heads the yard"."""
    studying: frozenset[str]
    """Verbs that say that somebody named studies a matter."""
    residents: frozenset[str]
    """Nouns for those who live abroad."""
    joint: frozenset[str]
    """Slugs of states that speak together without being an organisation."""
    loose: frozenset[str]
    """Slugs of parts of the world, which put out no paper."""
    forces: frozenset[str]
    """Armed groups whose officers count as military."""
    making: frozenset[str]
    """Verbs of those whose a statement or a paper is."""
    usual: Mapping[str, str]
    """What only one state's unnamed people are called, with that state."""
    never: Mapping[str, re.Pattern[str]]
    """State to what no one's office is called there."""
    only: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    """What offices are called in some states only, with those."""
    parliaments: Mapping[str, str]
    """Names and phrases of parliaments, in lower case, with the state; empty where several have them."""
    given: frozenset[str]
    """Given names that tell a bearer of a known surname from another."""
    regions: Mapping[str, str]
    """Regions and rivers after which papers are called, with the state."""
    bodies: frozenset[str]
    """What a company is called where a text introduces it."""
    calls: re.Pattern[str]
    """What a company's talk with analysts or shareholders is called, ..."""
    officers: re.Pattern[str]
    """... and who answers there for it."""
    publishers: re.Pattern[str]
    openings: re.Pattern[str]
    releases: re.Pattern[str]
    """What a company's own release is called."""
    newsrooms: re.Pattern[str]
    """What a company calls its own desk."""
    business: re.Pattern[str]
    """Words in which a firm speaks of its own trade."""
    reprints: re.Pattern[str]
    """In the name of who prints again what a body has put out."""
    studying_bodies: re.Pattern[str]
    """Words in the name of a publisher that is a research body."""
    research_bodies: re.Pattern[str]
    """Words in the name of a publisher that is one beyond doubt."""
    briefings: re.Pattern[str]
    """What follows a body of a state in the heading of its own briefing."""


_ISSUING = (
    "publishers",
    "openings",
    "releases",
    "newsrooms",
    "business",
    "reprints",
    "studying_bodies",
    "research_bodies",
    "briefings",
)


_STATE = re.compile(r"[A-Z]{2}")
"""ISO 3166-1 alpha-2, as in the files of parties."""


@lru_cache(maxsize=2)
def speakers(folder: Path = FOLDER) -> Speakers:
    """Read ``speakers.toml``.

    Raises:
        LexiconError: a class that is none of the guidelines', or a key that is missing.
    """
    path = folder / "speakers.toml"
    data, source = read_toml(path)
    nouns: dict[str, Noun] = {}
    derived: dict[str, Noun] = {}
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    try:
        for number, row in enumerate(data["speaker"]):
            for class_ in (row["class"], row.get("named", row["class"])):
                if class_ not in SOURCE_CLASSES:
                    raise LexiconError(path, line_of(source, "speaker", number, "class"), f"no class {class_!r}")
            also = tuple(row.get("also", ()))
            noun = Noun(row["class"], row["alone"], row.get("named", row["class"]), row.get("home", True), also)
            for word in row["nouns"]:
                nouns.setdefault(word, noun)
                for form in plurals(word):
                    derived.setdefault(form, noun)  # "papers" stands for itself, not as several of "paper"
        nouns = {**derived, **nouns}
        for row in data["name"]:
            for word in row["words"]:
                names.setdefault(word, row["class"])
        for class_, words in data["titles"].items():
            for word in words:
                titles.setdefault(word, class_)
        shared = re.compile(rf"(?:the )?(?:{'|'.join(map(re.escape, data['shared']['names']))})", re.IGNORECASE)
        leading, studying = (frozenset(data["occupation"][kind]) for kind in ("leading", "studying"))
        utterances = frozenset(data["utterances"]["nouns"])
        residents, parliaments = frozenset(data["resident"]["nouns"]), data["parliaments"]
        joint, loose, forces = (frozenset(data[kind]["codes"]) for kind in ("joint", "loose", "forces"))
        usual = {phrase: state for state, phrases in data["usual"].items() for phrase in phrases}
        never = {state: _any_of(offices) for state, offices in data["never"].items()}
        only = []
        for number, row in enumerate(data["only"]):
            wrong = next((state for state in row["states"] if not _STATE.fullmatch(state)), None)
            if wrong is not None:
                raise LexiconError(path, line_of(source, "only", number, "states"), f"no code of a state: {wrong!r}")
            only.append((_any_of(row["offices"]), frozenset(row["states"])))
        regions = {name: state for state, names in data["regions"].items() for name in names}
        given = frozenset(data["given"]["names"])
        bodies = frozenset(data["companies"]["bodies"])
        calls = [_any_of(data["calls"][kind]) for kind in ("openings", "officers")]
        making = frozenset(data["utterances"]["making"])
        issuing = [_any_of(data["issuing"][kind]) for kind in _ISSUING]
    except KeyError as error:
        raise LexiconError(path, None, f"lacks {error}") from error
    return Speakers(
        nouns,
        names,
        titles,
        shared,
        utterances,
        leading,
        studying,
        residents,
        joint,
        loose,
        forces,
        making,
        usual,
        never,
        tuple(only),
        parliaments,
        given,
        regions,
        bodies,
        *calls,
        *issuing,
    )


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.IGNORECASE)
