"""The cast of a document: who the words for a source stand for, and what they are.

A name is introduced once ("Jiang Yu, a spokeswoman for the Chinese Foreign Ministry")
and then used bare ("Jiang", "she", "the spokeswoman"). The cast is filled scene by
scene in text order, so that a bare word always means the last one introduced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon import plurals
from weighbridge.lexicon.tables import FOLDER, entries
from weighbridge.model import Source
from weighbridge.reading.numerals import number_of
from weighbridge.reading.scene import PartyMention, Scene

_HE = frozenset("he she him her his i me my who himself herself".split())
_THEY = frozenset("it they them its their that which itself themselves".split())
_WE = frozenset("we us our ours".split())
_TITLES = frozenset(
    """mr mrs ms dr sir lord lady general gen colonel col lt lieutenant captain capt major admiral adm brigadier
    sergeant rep sen senator professor prof president minister secretary ambassador""".split()
)
_STATE_KINDS = frozenset(("state", "adjective", "people", "capital", "place", "group"))
_PRIORITY = ("person", "outlet", "institute", "organ", "company", "group", "office", "capital", "state", "people", "adjective", "place")
_INDEFINITE = re.compile(r"^(?:an?|one|two|three|some|several|another|unnamed|senior|many|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Common nouns for sources: noun to (class, whether it decides alone)."""

    nouns: dict[str, tuple[str, bool]]


@lru_cache(maxsize=2)
def speakers(folder: Path = FOLDER) -> Speakers:
    """Read ``speakers.toml``.

    Raises:
        LexiconError: a mistake in the file.
    """
    nouns: dict[str, tuple[str, bool]] = {}
    for row, _ in entries(folder / "speakers.toml", "speaker"):
        for noun in row["nouns"]:
            for form in plurals(noun):
                nouns.setdefault(form, (row["class"], row["alone"]))
    return Speakers(nouns)


@dataclass(slots=True)
class Cast:
    """What the document has introduced so far."""

    people: dict[str, Source] = field(default_factory=dict)
    """Surname and full name in lower case."""
    offices: dict[str, str] = field(default_factory=dict)
    """Office word in lower case: country last seen with it."""
    last_person: Source | None = None
    last_body: Source | None = None
    last_unnamed: Source | None = None
    last_country: str | None = None
    home: str | None = None
    """The state of the dateline or the first state named."""

    def meet(self, scene: Scene) -> None:
        """Take in the names and offices that a scene introduces."""
        for party in scene.parties:
            if party.kind == "organ" and party.code:
                self.offices[party.entry.name.lower()] = party.code
            if party.code and party.kind in ("state", "capital", "adjective", "organ"):
                self.last_country = party.code
                self.home = self.home or party.code
        for first, last in _names(scene):
            name = scene.doc[first : last + 1].text
            about = _about(scene, first, last)
            if about is not None:
                source = Source(about[0], about[1], name, True)
                for key in (name.lower(), scene.lower[last]):
                    self.people[key] = source

    def resolve(self, scene: Scene, start: int, end: int) -> Source | None:
        """The source that characters start:end of the document name; None where they name nobody."""
        text = scene.text[start - scene.start : end - scene.start]
        tokens = [token for token in range(len(scene.lower)) if start <= scene.start + scene.doc[token].idx < end]
        if not tokens:
            return None
        word = scene.lower[tokens[0]]
        if len(tokens) == 1 or (len(tokens) == 2 and scene.dep[tokens[1]] == "punct"):
            if word in _HE:
                return _with_text(self.last_person or self.last_unnamed, text)
            if word in _THEY:
                return _with_text(self.last_body or self.last_unnamed or self.last_person, text)
            if word in _WE:
                speaker = self.last_person or self.last_body
                return _with_text(speaker, text)
        source = self._named(scene, start, end, tokens, text)
        if source.class_ == "anonymous":
            self.last_unnamed = source
        elif source.named and any(scene.tag[t] == "NNP" for t in tokens) and source.text and source.text[0].isupper():
            if source.text.lower().split()[-1] in self.people:
                self.last_person = source
            else:
                self.last_body = source
        else:
            self.last_body = source
        return source

    def _named(self, scene: Scene, start: int, end: int, tokens: list[int], text: str) -> Source:
        parties = [party for party in scene.parties if party.start < end and party.end > start]
        inside = set(tokens)
        head = next((t for t in tokens if scene.head[t] not in inside or scene.head[t] == t), tokens[-1])
        noun = self._speaker_noun(scene, head, tokens)
        country = next((party.code for party in parties if party.kind in _STATE_KINDS and party.code), None)
        count = next((number_of(scene.lower[t]) for t in tokens if scene.tag[t] == "CD"), None)
        whole = int(count) if count is not None and 0 < count < 1000 and float(count).is_integer() else None
        known = [self.people[scene.lower[t]] for t in tokens if scene.tag[t] in ("NNP", "NNPS") and scene.lower[t] in self.people]
        person = next((party for party in parties if party.kind == "person"), None)
        if noun is not None and noun[1] and not known and person is None:
            codes = {party.code for party in parties if party.code and party.kind not in ("outlet", "institute")}
            if not codes and self.last_unnamed is not None and text.lower().startswith("the "):
                return Source("anonymous", self.last_unnamed.country, text, False, whole)
            return Source("anonymous", codes.pop() if len(codes) == 1 else None, text, False, whole)
        if known and (person is None or person.code is None):
            return Source(known[0].class_, known[0].country, text, True)
        best = self._best(parties, head)
        if best is not None:
            return self._of_party(scene, best, parties, noun, text, country)
        if noun is not None:
            class_ = noun[0]
            named = not _INDEFINITE.match(text)
            if country is None and class_ in ("government", "military", "intelligence"):
                country = self.offices.get(scene.lower[head]) or self.last_country or self.home
            elif country is None and self.last_body is not None and self.last_body.class_ == class_:
                country = self.last_body.country
            return Source(class_, country, text, named, whole)
        if any(scene.tag[t] in ("NNP", "NNPS") for t in tokens):
            return Source("person", country, text, True)
        return Source("anonymous", country, text, False, whole)

    def _speaker_noun(self, scene: Scene, head: int, tokens: list[int]) -> tuple[str, bool] | None:
        nouns = speakers().nouns
        lower = " ".join(scene.lower[t] for t in tokens)
        pair = f"{scene.lower[head - 1]} {scene.lower[head]}" if head and head - 1 in tokens else ""
        found = nouns.get(pair) or nouns.get(scene.lower[head]) or nouns.get(scene.lemma[head])
        if found is None and ("familiar with" in lower or "anonymity" in lower):
            return "anonymous", True
        return found

    @staticmethod
    def _best(parties: list[PartyMention], head: int) -> PartyMention | None:
        """The party at the head of the phrase, else the most telling kind."""
        at_head = [party for party in parties if party.token == head and party.kind not in ("adjective",)]
        if at_head and at_head[-1].kind not in ("office", "place"):
            return at_head[-1]
        ranked = sorted(parties, key=lambda party: _PRIORITY.index(party.kind))
        return ranked[0] if ranked else None

    def _of_party(
        self, scene: Scene, best: PartyMention, parties: list[PartyMention], noun: tuple[str, bool] | None, text: str, country: str | None
    ) -> Source:
        class_ = best.class_ or "government"
        code = best.code
        if best.kind in ("state", "adjective", "people", "capital", "place"):
            office = next((party for party in parties if party.kind in ("office", "organ")), None)
            if office is not None:
                class_ = office.class_ or class_
            elif noun is not None:
                class_ = noun[0]
            elif best.kind == "adjective" and best.class_:
                class_ = best.class_
        elif best.kind == "office":
            code = code or country or self.offices.get(best.entry.name.lower()) or self.last_country or self.home
        elif best.kind in ("outlet", "institute", "company"):
            code = code or country
        elif best.kind == "group" and noun is not None and noun[0] == "military":
            class_ = best.class_ or "nonstate"
        named = not (_INDEFINITE.match(text) and best.kind in ("office", "organ", "adjective", "state", "company") and noun is not None)
        return Source(class_, code, text, named)


def _with_text(source: Source | None, text: str) -> Source | None:
    return Source(source.class_, source.country, source.text or text, source.named, source.count) if source else None


def _names(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of capitalised names in the scene that may be people: (first, last) token."""
    at, count = 0, len(scene.tag)
    while at < count:
        if scene.tag[at] == "NNP" and scene.lower[at].strip(".") not in _TITLES and scene.doc[at].text[:1].isupper():
            last = at
            while last + 1 < count and scene.tag[last + 1] in ("NNP", "NNPS") and scene.lower[last + 1] not in _TITLES:
                last += 1
            yield at, last
            at = last + 1
        else:
            at += 1


def _about(scene: Scene, first: int, last: int) -> tuple[str, str | None] | None:
    """Class and country of the person whose name stands at tokens first..last, if the scene tells."""
    offset = scene.start
    begin = offset + scene.doc[first].idx
    finish = offset + scene.doc[last].idx + len(scene.doc[last].text)
    covering = [party for party in scene.parties if party.start < finish and party.end > begin]
    person = next((party for party in covering if party.kind == "person"), None)
    if person is not None:
        return person.class_ or "person", person.code
    if covering:
        return None
    window: list[PartyMention] = []
    before = [party for party in scene.parties if party.end <= begin and begin - party.end < 4]
    if before:
        near = before[-1]
        window.append(near)
        window += [party for party in scene.parties if party.end <= near.start and near.start - party.end < 12][-1:]
    head = next((t for t in range(last, first - 1, -1) if not first <= scene.head[t] <= last or scene.head[t] == t), last)
    for child in scene.children[head]:
        if scene.dep[child] in ("appos", "amod", "compound", "nmod", "relcl", "prep") and child > last or scene.dep[child] == "appos":
            low, high = scene.doc[child].left_edge.i, scene.doc[child].right_edge.i
            span = offset + scene.doc[low].idx, offset + scene.doc[high].idx + len(scene.doc[high].text)
            window += [party for party in scene.parties if party.start >= span[0] and party.end <= span[1]]
    if scene.dep[head] == "appos":
        above = scene.head[head]
        low = scene.doc[above].left_edge.i
        span = offset + scene.doc[low].idx, begin
        window += [party for party in scene.parties if party.start >= span[0] and party.end <= span[1]]
    class_ = next((p.class_ for p in window if p.kind in ("office", "organ", "institute", "company", "outlet")), None)
    code = next((p.code for p in window if p.code), None)
    nouns = speakers().nouns
    title = scene.lower[first - 1] if first else ""
    if class_ is None:
        nearby = [scene.lower[t] for t in range(max(0, first - 3), first)]
        nearby += [scene.lower[t] for t in range(last + 1, min(len(scene.lower), last + 8))]
        class_ = next((nouns[word][0] for word in nearby if word in nouns and not nouns[word][1]), None)
    if class_ is None and title.strip(".") in _TITLES:
        class_ = "government"
    if class_ is None:
        return None
    return class_, code
