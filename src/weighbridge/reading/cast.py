"""The cast of a document: who the words for a source stand for, and what they are.

A name is introduced once ("Jiang Yu, a spokeswoman for the Chinese Foreign Ministry")
and then used bare ("Jiang", "she", "the spokeswoman"). The cast is filled scene by
scene in text order, so that a bare word always means the last one introduced.
The words stand in ``lexicon/speakers.toml``; classes are those of the coding guidelines, section 6.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from weighbridge.model import Source
from weighbridge.reading.cast_lexicon import Noun, speakers
from weighbridge.reading.cast_phrases import (
    NAME_TAGS,
    appositions_of,
    core_of,
    head_of,
    is_definite,
    members_of,
    name_runs,
    parties_at,
    party_on,
)
from weighbridge.reading.numerals import amount
from weighbridge.reading.scene import PartyMention, Scene

_HE = frozenset("he she him her his hers himself herself who whom".split())
_IT = frozenset("it its itself which that".split())
_THEY = frozenset("they them their theirs themselves".split())
WE = frozenset("we us our ours i me my mine".split())
_OWN = frozenset("his her its their".split())
_STATES = frozenset(("state", "adjective", "people", "capital", "place"))
_BODIES = ("organ", "group", "company", "institute", "outlet", "office", "person")
_INDEFINITE = re.compile(r"^(?:an?|one|two|three|four|some|several|another|unnamed|senior|many|\d+)\b", re.IGNORECASE)
_HOMELY = frozenset(("government", "military", "intelligence"))
"""Classes whose country, where the text gives none, is the one it speaks of."""


@dataclass(slots=True)
class Cast:
    """What the document has introduced so far."""

    people: dict[str, Source] = field(default_factory=dict)
    """Surname and full name in lower case."""
    nouns: dict[str, Source] = field(default_factory=dict)
    """Common noun (lemma): whom it stood for last."""
    classes: dict[str, Source] = field(default_factory=dict)
    """Source class: the last of it."""
    last_person: Source | None = None
    last_body: Source | None = None
    last_many: Source | None = None
    last_country: str | None = None
    home: str | None = None
    """The state of the dateline or the publisher, else the one most named."""

    # -- introductions

    def meet(self, scene: Scene) -> None:
        """Take in the names and offices that a scene introduces."""
        for party in scene.parties:
            if party.kind in ("organ", "company", "institute", "outlet", "group") and party.code:
                source = _of_party(party)
                self.classes[source.class_] = source
                self.nouns[scene.lemma[party.token]] = source
                self.nouns[party.entry.name.lower()] = source
        for first, last in name_runs(scene):
            name = scene.doc[first : last + 1].text
            about = self._about(scene, first, last)
            if about is not None:
                source = replace(about, text=name, named=True, count=None)
                for key in (name.lower(), scene.lower[last]):
                    self.people[key] = source

    def leave(self, scene: Scene) -> None:
        """What a pronoun in the next sentence may stand for: the subject of this one."""
        for token in range(len(scene.dep)):
            if scene.dep[token] in ("nsubj", "nsubjpass") and scene.head[scene.head[token]] == scene.head[token]:
                known = self.people.get(scene.lower[token])
                party = party_on(scene, token)
                if known is not None:
                    self.last_person = known
                elif party is not None and (party.code or party.kind in ("outlet", "institute", "company")):
                    if party.kind == "person":
                        self.last_person = _of_party(party)
                    elif party.kind != "office":
                        self.last_body = _of_party(party)
        for party in scene.parties:
            if party.code and party.kind in ("state", "capital", "adjective", "organ"):
                self.last_country = party.code

    def _about(self, scene: Scene, first: int, last: int) -> Source | None:
        """What the person whose name stands at tokens first..last is, if the scene tells."""
        lowered = scene.doc[first : last + 1].text.lower()
        covering = [p for t in (first, last) if (p := party_on(scene, t)) is not None]
        person = next((party for party in covering if party.kind == "person"), None)
        if person is not None and (person.class_ or person.code):
            return _of_party(person)
        if covering:
            return None
        inside = range(first, last + 1)
        head = next((t for t in reversed(inside) if scene.head[t] not in inside or scene.head[t] == t), last)
        top = head
        while scene.dep[top] in ("compound", "nmod", "amod", "poss") and scene.head[top] > top and scene.head[top] - top < 3:
            top = scene.head[top]
        before = [t for t in core_of(scene, top) if t < first and scene.dep[t] != "prep"]
        start = first - 1
        while start >= 0 and (start in before or scene.tag[start][:1] in "NJ" or scene.tag[start] == "POS" or scene.tag[start] == "HYPH"):
            start -= 1
        title = list(range(start + 1, first))
        found: Source | None = None
        if title:
            found = self._described(scene, title, title[-1])
        spans = [core_of(scene, appos) for appos in appositions_of(scene, top) if appos > last]
        if scene.dep[top] == "appos":
            spans.append([t for t in core_of(scene, scene.head[top]) if t < first])
        spans += [[t for t in core_of(scene, c) if t > last] for c in scene.children[top] if scene.dep[c] == "prep" and c > last]
        for tokens in spans:
            if tokens and (found is None or found.country is None):
                got = self._described(scene, tokens, head_of(scene, tokens))
                if got is not None:
                    better = found is None or found.class_ == got.class_ or found.class_ == "person"
                    found = got if better else replace(found, country=got.country) if found else got  # type: ignore[type-var]
        if found is not None:
            return found
        known = self.people.get(lowered) or self.people.get(scene.lower[last])
        if known is not None:
            return None
        word = scene.lower[first - 1].strip(".") if first else ""
        class_ = speakers().titles.get(word)
        return Source(class_ or "person", self._country(class_ or "", True, scene, first), None, True) if class_ else None

    def _described(self, scene: Scene, tokens: Sequence[int], head: int) -> Source | None:
        """A description of somebody named: "a spokeswoman for the ministry", "Israeli analyst"."""
        noun = self._noun(scene, head, tokens)
        title = speakers().titles.get(scene.lower[head].strip("."))
        parties = parties_at(scene, tokens)
        if noun is None and title is None and not any(p.kind in _BODIES for p in parties):
            return None
        got = self._phrase(scene, tokens, head, scene.doc[tokens[0] : tokens[-1] + 1].text, title)
        if got.class_ == "anonymous":
            got = replace(got, class_=noun.named if noun is not None and noun.named != "anonymous" else "person")
            if got.country is None and got.class_ == "government":
                got = replace(got, country=self._country("government", True, scene, tokens[0]))
        self.nouns.setdefault(scene.lemma[head], got)
        return got

    # -- resolution

    def resolve(self, scene: Scene, start: int, end: int, remember: bool = True) -> Source | None:
        """The source that characters start:end of the document name; None where they name nobody.

        ``remember``: pronouns and bare nouns after this may stand for it.
        """
        offset = scene.start
        tokens = [*range(bisect_left(scene.starts, start - offset), bisect_left(scene.starts, end - offset))]
        tokens = [t for t in tokens if scene.dep[t] != "punct" or len(tokens) == 1]
        if not tokens:
            return None
        text = scene.text[start - offset : end - offset]
        head = head_of(scene, tokens)
        word = scene.lower[head]
        if len(tokens) <= 2 and scene.tag[head] in ("PRP", "PRP$", "WP", "WDT", "DT"):
            stands = self._pronoun(word)
            if stands is not None or word in _HE | _IT | _THEY | WE:
                return stands
        source = self._person(scene, tokens, head, text) or self._phrase(
            scene, [t for t in core_of(scene, head, tokens)], head, text
        )
        source = self._joint(scene, source, head, tokens)
        source = self._by_apposition(scene, source, head, tokens)
        if remember:
            self._remember(scene, source, head)
        return source

    def _pronoun(self, word: str) -> Source | None:
        if word in _HE:
            return self.last_person or self.last_many
        if word in _IT:
            return self.last_body or self.last_person
        if word in _THEY:
            return self.last_many or self.last_body or self.last_person
        return None

    def _remember(self, scene: Scene, source: Source, head: int) -> None:
        lemma = scene.lemma[head]
        many = scene.tag[head] in ("NNS", "NNPS")
        self.nouns[lemma] = source
        self.classes[source.class_] = source
        if many:
            self.last_many = source
        elif scene.lower[head] in self.people or _is_human(scene, head):
            self.last_person = source
        else:
            self.last_body = source

    def _person(self, scene: Scene, tokens: Sequence[int], head: int, text: str) -> Source | None:
        """Somebody known by name, where the name heads the phrase."""
        if scene.tag[head] not in NAME_TAGS:
            return None
        party = party_on(scene, head)
        if party is not None and party.kind != "person":
            return None
        known = self.people.get(scene.lower[head])
        if known is None and party is not None:
            known = _of_party(party)
        return replace(known, text=text, named=True) if known is not None else None

    def _joint(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """Joint sources: the class of the first, no country where they differ."""
        for member in members_of(scene, head, tokens):
            other = self._person(scene, tokens, member, "") or self._phrase(scene, core_of(scene, member, tokens), member, "")
            if other.country != source.country and (other.country or other.class_ != source.class_):
                return replace(source, country=None)
        premodifiers = [t for t in core_of(scene, head, tokens) if t < head and scene.dep[t] in ("amod", "compound", "nmod", "poss")]
        codes = {p.code for p in parties_at(scene, premodifiers) if p.kind in _STATES and p.code}
        for t in premodifiers:
            codes |= {p.code for m in members_of(scene, t, tokens) for p in parties_at(scene, [m]) if p.kind in _STATES}
        return replace(source, country=None) if len(codes - {None}) > 1 else source

    def _by_apposition(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """A bare name that an apposition explains: "its director, Jane Roe", "the Kato Forum, a think tank"."""
        if source.class_ not in ("person", "anonymous") and source.country is not None:
            return source
        for appos in appositions_of(scene, head, tokens):
            got = self._person(scene, tokens, appos, source.text or "") or self._described(scene, core_of(scene, appos, tokens), appos)
            if got is not None and (source.class_ in ("person", "anonymous") or got.class_ == source.class_):
                return replace(source, class_=got.class_, country=got.country or source.country)
        return source

    def _noun(self, scene: Scene, head: int, tokens: Sequence[int]) -> Noun | None:
        nouns = speakers().nouns
        lower = scene.lower[head]
        before = scene.lower[head - 1] if head and head - 1 in tokens else ""
        if before == "-" and head > 1:
            before = scene.lower[head - 2] + "-"
            return nouns.get(f"{before}{lower}") or nouns.get(lower) or nouns.get(scene.lemma[head])
        return nouns.get(f"{before} {lower}") or nouns.get(lower) or nouns.get(scene.lemma[head])

    def _phrase(self, scene: Scene, tokens: Sequence[int], head: int, text: str, title: str | None = None) -> Source:
        """What a phrase that is no known person's name stands for."""
        parties = parties_at(scene, tokens)
        on_head = party_on(scene, head)
        noun = self._noun(scene, head, tokens)
        whole = _number(scene, tokens)
        named = not _INDEFINITE.match(text)
        definite = is_definite(scene, head)
        decides = noun is not None and noun.alone
        if on_head is not None and not (decides and on_head.kind in ("office", "adjective")):
            source = _of_party(on_head)
            if on_head.kind == "office":
                nested = next((p for p in parties if p is not on_head and p.kind in ("company", "group", "outlet", "institute")), None)
                if nested is not None and source.class_ == "government":
                    return replace(_of_party(nested), text=text, named=named)
                code = _country_of(parties) or self._owner(scene, tokens)
                if code is None:
                    known = self.nouns.get(on_head.entry.name.lower()) or self.nouns.get(scene.lemma[head])
                    code = known.country if known is not None and known.class_ == source.class_ else None
                source = replace(source, country=code or self._country(source.class_, True, scene, tokens[0]))
                self.nouns[on_head.entry.name.lower()] = source
            elif on_head.kind == "adjective" or (on_head.kind in _STATES and noun is not None):
                source = replace(source, class_=noun.class_ if noun is not None else source.class_)
            elif source.country is None:
                source = replace(source, country=_country_of(parties))
            return replace(source, text=text, named=named, count=whole)
        if noun is not None:
            source = self._common(scene, tokens, head, parties, noun, definite)
            if source.class_ == "anonymous":
                named = False
            return replace(source, text=text, named=named and (definite or source.named), count=whole)
        if title:
            return Source(title, _country_of(parties) or self._country(title, True, scene, tokens[0]), text, True)
        if scene.tag[head] in NAME_TAGS:
            body = next((p for p in parties if p.kind in _BODIES), None)
            words = [scene.lower[t].strip(".") for t in reversed(tokens) if scene.tag[t] in NAME_TAGS]
            class_ = speakers().names.get(scene.lower[head].strip("."))
            class_ = class_ or next((speakers().names[w] for w in words if w in speakers().names), None)
            if body is not None and (class_ is None or body.kind != "office"):
                return replace(_of_party(body), text=text, named=True)
            return Source(class_ or "person", _country_of(parties), text, True)
        body = next((p for p in parties if p.kind in _BODIES), None)
        if body is not None:
            source = _of_party(body)
            return replace(source, country=source.country or _country_of(parties), text=text, named=True)
        if parties and scene.tag[head][0] != "N":
            return replace(_of_party(parties[0]), text=text, named=True)
        known = self.nouns.get(scene.lemma[head]) if definite else None
        if known is not None:
            return replace(known, text=text)
        code = _country_of(parties)
        return Source("government" if code else "anonymous", code, text, bool(code), whole)

    def _common(self, scene: Scene, tokens: Sequence[int], head: int, parties: Sequence[PartyMention], noun: Noun, definite: bool) -> Source:
        """What a common noun with its belongings stands for."""
        class_, code = noun.class_, _country_of(parties)
        bodies = [p for p in parties if p.kind in _BODIES]
        if noun.class_ == "anonymous":
            code = code or next((p.code for p in bodies if p.code and p.kind in ("organ", "person")), None)
            if code is None and not parties:
                code = self._owner(scene, tokens)
            code = code if code and len(code) == 2 else None
            if code is None and definite and not parties:
                known = self.nouns.get(scene.lemma[head]) or self.last_many or self.last_person
                code = known.country if known is not None and known.class_ == "anonymous" else None
            return Source("anonymous", code)
        if not noun.alone and bodies:
            body = bodies[0]
            got = _of_party(body)
            if body.kind != "office":
                return Source(got.class_, got.country or code, None, True)
            class_ = got.class_ or class_
        elif bodies and noun.alone and bodies[0].kind != "office":
            code = code or bodies[0].code
            if class_ == "government" and bodies[0].class_ in ("intergovernmental", "nonstate"):
                class_ = bodies[0].class_ or class_
        if code is None:
            owner = self._possessor(scene, tokens)
            if owner is not None:
                keeps = not noun.alone and owner.class_ not in ("person", "anonymous")
                return Source(owner.class_ if keeps else class_, owner.country, None, owner.named)
        if code is None or (not noun.alone and not bodies):
            nested = self._nested(scene, tokens, head)
            if nested is not None:
                code = code or nested.country
                class_ = class_ if noun.alone else nested.class_
                return Source(class_, code or self._country(class_, True, scene, tokens[0]), None, True)
        if code is not None:
            return Source(class_, code, None, True)
        if definite:
            known = self.nouns.get(scene.lemma[head])
            if known is not None and (known.class_ == class_ or not noun.alone):
                return replace(known, count=None)
            same = self.classes.get(class_)
            if same is not None:
                return Source(class_, same.country, None, same.named)
        return Source(class_, self._country(class_, definite, scene, tokens[0]), None, definite)

    def _nested(self, scene: Scene, tokens: Sequence[int], head: int) -> Source | None:
        """The body in "a spokesman for the ministry", "the company's director", where no file names it."""
        nouns = speakers().nouns
        for token in tokens:
            if token == head or scene.tag[token][0] != "N":
                continue
            inner = nouns.get(scene.lower[token])
            if inner is not None and inner.class_ not in ("anonymous", "person", "document"):
                known = self.nouns.get(scene.lemma[token]) or self.classes.get(inner.class_)
                if known is not None and known.class_ == inner.class_:
                    return known
                if token < head and scene.dep[token] == "compound":
                    continue
                return Source(inner.class_, self._country(inner.class_, True, scene, token), None, True)
        return None

    def _possessor(self, scene: Scene, tokens: Sequence[int]) -> Source | None:
        """Whom "its", "his" or "their" at the head of a phrase stands for."""
        word = next((scene.lower[t] for t in tokens if scene.tag[t] == "PRP$"), None)
        return self._pronoun({"his": "he", "her": "she", "its": "it", "their": "they"}.get(word or "", "")) if word else None

    def _owner(self, scene: Scene, tokens: Sequence[int]) -> str | None:
        owner = self._possessor(scene, tokens)
        return owner.country if owner is not None else None

    def _country(self, class_: str, definite: bool, scene: Scene, at: int) -> str | None:
        """The country of a body of which the text doesn't say whose it is."""
        if class_ not in _HOMELY:
            return None
        inside = [p.code for p in scene.parties if p.token < at and p.code and p.kind in ("state", "capital") and len(p.code) == 2]
        return (inside[-1] if inside else None) or self.last_country or self.home


def _is_human(scene: Scene, head: int) -> bool:
    noun = speakers().nouns.get(scene.lower[head])
    if noun is None:
        return scene.tag[head] in NAME_TAGS and scene.lower[head] not in speakers().names and party_on(scene, head) is None
    return bool(re.search(r"(?:man|woman|er|or|ent|ant|son|ist|list|ary|ief|ain|al|aide|dor|mat|oy|ian|yst|one)$", scene.lower[head]))


def _number(scene: Scene, tokens: Sequence[int]) -> int | None:
    """How many speakers a phrase counts ("two officials"), where it does."""
    for token in tokens:
        if scene.tag[token] == "CD" and (got := amount(scene.lower[token])) is not None:
            low, high = got
            return int(low) if low == high and 0 < low < 1000 and low == int(low) else None
    return None


def _country_of(parties: Sequence[PartyMention]) -> str | None:
    """The country that the parties of one phrase give it."""
    return next((p.code for p in parties if p.kind in _STATES and p.code), None)


def _of_party(party: PartyMention) -> Source:
    return Source(party.class_ or "government", party.code, None, True)


def home_of(scenes: Sequence[Scene], publisher: Sequence[str]) -> str | None:
    """The state at home: of the dateline, else of the publisher's name, else the one most named."""
    for scene in scenes[:6]:
        text = scene.text
        for party in scene.parties[:2]:
            dateline = party.kind in ("capital", "place", "state") and party.start - scene.start < 3
            after = text[party.end - scene.start : party.end - scene.start + 40]
            if dateline and party.code and re.match(r"[^.a-z]{0,12}[\w ,./()]{0,28}?\s?(?:[—–]|--|- )|\.? \(|, [A-Z][a-z]+\.? \d|/", after):
                return party.code
    if publisher:
        return publisher[0]
    counts = Counter(p.code for s in scenes for p in s.parties if p.code and p.kind in _STATES and len(p.code) == 2)
    return counts.most_common(1)[0][0] if counts else None
