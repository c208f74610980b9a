"""What a document has introduced of speakers so far, and what pronouns stand for."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from weighbridge.model import Source
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.bodies import body_called, last_group
from weighbridge.reading.sources.employers import called_afterwards, is_none_of, is_resident, only_state
from weighbridge.reading.sources.parties import STATES, source_of, state_code
from weighbridge.reading.sources.phrases import (
    NAME_TAGS,
    hosts_of,
    is_human,
    is_person,
    party_on,
    place_around,
    place_before,
    speaks_in,
    told_to,
)
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

HE = frozenset("he she him her his hers himself herself who whom".split())
IT = frozenset("it its itself which that".split())
WE = frozenset("we us our ours i me my mine".split())
THEY = frozenset("they them their theirs themselves".split())
_ANTECEDENTS = frozenset(("state", "capital", "organ", "group", "company", "institute", "outlet"))
HOMELY = frozenset(("government", "military", "intelligence"))
"""Classes whose country, where the text gives none, is the one it speaks of."""


_OFFICE = 5
"""Words of the longest office: "deputy assistant secretary of state"."""
_WHERE = frozenset(("off", "near", "through", "via", "around", "across"))


def _is_where(scene: Scene, party: PartyMention) -> bool:
    """Whether a state is only where it happens: "was stopped off Somalia, its spokesman said" is not Somalia's."""
    head = scene.head[party.token]
    return party.kind in STATES and scene.dep[party.token] == "pobj" and scene.lower[head] in _WHERE


def _whose(scene: Scene, token: int) -> Source | None:
    """The party before a relative clause that begins with "whose": "Serbia, whose president"."""
    verb = next((at for at in scene.climb(token) if scene.dep[at] == "relcl"), None)
    party = party_on(scene, scene.head[verb]) if verb is not None else None
    return source_of(party) if party is not None and party.code else None


def _quoted_before(scene: Scene, at: int) -> set[int]:
    """The tokens of quotations that have ended before token ``at``; one that ran on from the sentence before begins
    with it."""
    quoted: set[int] = set()
    begun = 0
    for token in range(at):
        mark = scene.lower[token]
        if mark in ("\u201d", "''") or (mark == '"' and scene.text[: scene.starts[token]][-1:].strip()):
            quoted.update(range(begun, token))
        elif mark in ("\u201c", "``", '"'):
            begun = token
    return quoted


@dataclass(slots=True)
class Memory:
    """What the document has introduced so far."""

    text: str
    """The document's text, into which all offsets point."""
    people: dict[str, Source] = field(default_factory=dict)
    """Surname and full name in lower case."""
    unsure: set[str] = field(default_factory=set)
    """Names whose country is only the most likely one."""
    titled: dict[str, Source] = field(default_factory=dict)
    """Rank: who was introduced with it, if nobody else with that rank was spoken of since; whom "the general" means."""
    nouns: dict[str, Source] = field(default_factory=dict)
    """Common noun (lemma): whom it stood for last."""
    classes: dict[str, Source] = field(default_factory=dict)
    """Source class: the last of it."""
    last_person: Source | None = None
    last_body: Source | None = None
    last_many: Source | None = None
    last_group: Source | None = None
    """The company, group or institute that was named last, spoken or not."""
    last_country: str | None = None
    last_foreign: str | None = None
    """The state named last that is not the one at home."""
    last_place: str | None = None
    """The state of the place that was named last, for "the ministry there"."""
    last_abroad: str | None = None
    """The state whose embassy or envoy was named last."""
    members: tuple[Source, ...] = ()
    """Those who speak together in what was resolved last, each for itself."""
    guessed: bool = False
    """Whether the country of what was resolved last is only the most likely one."""
    sort: str = ""
    """Of what was resolved last: "person", "body", "many", or nothing."""
    last_voice: Source | None = None
    """Who spoke last, other than by somebody's report of it, and is neither unnamed nor an outlet."""
    last_named: Source | None = None
    """The last of them who is a person."""
    unnamed: set[str] = field(default_factory=set)
    """Nouns (lemmas) by which people have spoken who are not named."""
    together: bool = False
    """Whether several states have spoken together, as "the ministers" then do."""
    bodies: dict[tuple[str, str], Source] = field(default_factory=dict)
    """Bodies that the document has named, by class and country, the last named at the end."""
    home: str | None = None
    """The state of the dateline or the publisher, else the one most named."""
    presented: set[str] = field(default_factory=set)
    """Names of those whom the heading or their label presents: nothing else in the text tells more of them."""
    section: str | None = None
    """The state that the section is about, where a heading says so."""
    paragraph: str | None = None
    """The state to whose capital the first words of the paragraph go: "In Yerevan the news was met with silence"."""

    # -- introductions

    def move_to(self, section: str) -> None:
        """Begin a section on another state: "the ministry" is no more the one of the section before."""
        self.section = section
        for table in (self.nouns, self.classes):
            for word in [word for word, source in table.items() if source.class_ in HOMELY]:
                if table[word].country != section:
                    del table[word]

    def words(self, scene: Scene, first: int, last: int) -> str:
        """The words of tokens first..last as they stand in the text."""
        start = scene.start + scene.starts[first]
        return self.text[start : scene.start + scene.starts[last] + len(scene.lower[last])]

    def keep(self, source: Source) -> None:
        """Take in a body by its class and country."""
        if source.country is not None:
            self.bodies.pop((source.class_, source.country), None)
            self.bodies[source.class_, source.country] = source

    def subject(self, scene: Scene, token: int, kind: str) -> Source | None:
        """Whom the subject at a token stands for, if it is a person or a body, as ``kind`` says."""
        if kind == "person" and scene.tag[token] in NAME_TAGS:
            return self.people.get(scene.lower[token])
        party = party_on(scene, token)
        if kind == "body" and party is not None and party.code and party.kind in _ANTECEDENTS and party.token == token:
            return source_of(party)
        return None

    def leave(self, scene: Scene, subjects: Mapping[int, tuple[int, Source]]) -> tuple[Source | None, Source | None]:
        """What a pronoun in the next sentence may stand for: the subject of this one, a person or a body.

        ``subjects``: verb: (head of its subject, whom that stands for).
        """
        person: Source | None = None
        body: Source | None = None
        for verb, (token, source) in subjects.items():
            if scene.head[verb] != verb or scene.tag[token] == "PRP":
                continue
            if scene.lower[token] in self.people or is_human(scene, token) or is_person(scene, token):
                self.last_person = person = source
            elif source.class_ not in ("anonymous", "person"):
                self.last_body = body = source
        self.last_place = place_before(scene, len(scene.lemma)) or self.last_place
        self.last_group = last_group(scene, len(scene.lemma)) or self.last_group
        for party in scene.parties:
            if state_code(party.code) and party.kind in ("state", "capital", "adjective", "organ"):
                self.last_country = party.code
                if party.code != self.home:
                    self.last_foreign = party.code
        return person, body

    def _pronoun(self, word: str, scene: Scene, at: int) -> Source | None:
        """Whom a pronoun at token ``at`` stands for: somebody before it in its sentence, or before that."""
        inside = self._before(scene, at, word in HE)
        if word in HE:
            return inside or self.last_person or self.last_many
        if word in IT:
            return inside or self.last_body or self.last_person
        if word in THEY:
            return self.last_many or inside or self.last_body or self.last_person
        return None

    def _before(self, scene: Scene, at: int, human: bool) -> Source | None:
        """The subject before token ``at``, else the nearest body or person named before it.

        A body that is subject of the main clause goes before one of a clause inside it: "Seoul, which promised that
        Kyiv would get none, has lent some, its ministry said".
        """
        found: Source | None = None
        if human:
            for token in range(at - 1, -1, -1):
                if scene.lower[token] in self.people and scene.tag[token] in NAME_TAGS:
                    known = self.people[scene.lower[token]]
                    if scene.dep[token] in ("nsubj", "nsubjpass"):
                        return known
                    found = found or known
            return found
        subjects: list[tuple[int, int, Source]] = []
        above = scene.climb(at)
        quoted = _quoted_before(scene, at)
        for token in range(at - 1, -1, -1):
            if token in quoted:
                continue  # '"We sold Oman tanks," its spokeswoman said'
            party = party_on(scene, token)
            body = body_called(scene, token) if party is None and scene.dep[token] == "nsubj" else None
            if body is not None:  # "the shipyard has sold two, its director said"
                verb = scene.head[token]
                subjects.append((-1 if verb in above else len(scene.climb(verb)), -token, body))
            if party is None or not party.code or party.token != token:
                continue
            if party.kind not in _ANTECEDENTS and not party.entry.others:  # others: an epithet, "the rebel council"
                continue
            if scene.dep[token] in ("nsubj", "nsubjpass"):
                verb = scene.head[token]
                subjects.append((-1 if verb in above else len(scene.climb(verb)), -token, source_of(party)))
            elif scene.dep[token] != "amod" and not _is_where(scene, party):
                found = found or source_of(party)
        return min(subjects)[2] if subjects else found

    def _remember(self, scene: Scene, source: Source, head: int) -> None:
        lemma = scene.lemma[head]
        many = scene.tag[head] in ("NNS", "NNPS")
        if source.country is not None:
            self.nouns[lemma] = self.nouns[self._key(scene, head)] = source
        if source.country is not None or source.class_ not in self.classes:
            self.classes[source.class_] = source
        for word in called_afterwards(scene, head):
            self.nouns[word] = source
        if source.class_ == "anonymous":
            self.unnamed.add(lemma)
        if many:
            self.last_many, self.sort = source, "many"
        elif scene.lower[head] in self.people or is_human(scene, head):
            self.last_person, self.sort = source, "person"
        else:
            self.last_body, self.sort = source, "body"
            self.keep(source)

    def _key(self, scene: Scene, head: int) -> str:
        """A noun with the word before it ("foreign ministry")."""
        return f"{scene.lower[head - 1]} {scene.lemma[head]}" if head else scene.lemma[head]

    def _possessor(self, scene: Scene, tokens: Sequence[int], head: int | None = None) -> Source | None:
        """Whom "its", "his" or "their" at the head of a phrase stands for."""
        # in "its ambassador Jane Roe" parsers hang "its" on the name
        owned = {head, scene.head[head]} if head is not None and scene.dep[head] == "compound" else {head}
        whose = next((t for t in tokens if scene.tag[t] == "WP$" and scene.head[t] in owned), None)
        if whose is not None:
            return _whose(scene, whose)
        at = next((t for t in tokens if scene.tag[t] == "PRP$" and (head is None or scene.head[t] in owned)), None)
        return self._pronoun(scene.lower[at], scene, at) if at is not None else None

    def _owner(self, scene: Scene, tokens: Sequence[int]) -> str | None:
        owner = self._possessor(scene, tokens)
        return owner.country if owner is not None else None

    def _country(self, class_: str, definite: bool, scene: Scene, at: int) -> str | None:
        """The country of a body of which the text doesn't say whose it is.

        That of the place to which its clause is set ("In Berlin a spokesman ..."), or of the capital where it speaks
        ("said in Berlin"), else the one at home; for those who live abroad ("the ambassador", "the embassy") the other
        one that was named last.
        """
        if class_ not in HOMELY:
            return None
        near = range(at, min(at + 3, len(scene.lemma)))
        resident = next((token for token in near if is_resident(scene, token)), None)
        if resident is not None:
            self.guessed = True
            hosts = hosts_of(scene, resident)
            abroad = (self.last_abroad, self.last_foreign, self.home)
            return next((code for code in abroad if code and code not in hosts), None)
        place = self._region(scene, at) or place_around(scene, at) or speaks_in(scene, at) or told_to(scene, at)
        self.guessed = self.guessed or place is None
        words = " ".join(scene.lower[at : at + 7])
        office = only_state(" ".join(scene.lower[max(0, at - _OFFICE) : at + _OFFICE]))
        own = itertools.takewhile(
            lambda t: not scene.tag[t].startswith(("V", ",")), range(at, min(at + 7, len(scene.tag)))
        )
        national = not signs().national.isdisjoint(scene.lower[t] for t in own)
        home = None if national and not (self.home or "").isupper() else self.home  # the UN has no ministers
        likely = (office, self.section, self.paragraph, home, self.last_foreign, self.last_country)
        return place or next((one for one in likely if one and not is_none_of(one, words)), None)

    def _region(self, scene: Scene, at: int) -> str | None:
        """The state of the region whose somebody is of a phrase that begins at a token: "the Walloon minister"."""
        nouns = speakers().nouns
        for token in range(at, min(at + _OFFICE, len(scene.lemma) - 1)):
            code = speakers().regions.get(self.words(scene, token, token))
            behind = scene.lower[token + 1 : token + 3]
            if (
                code is not None
                and self.words(scene, token + 1, token + 1).islower()
                and any(w in nouns for w in behind)
            ):
                return code
        return None
