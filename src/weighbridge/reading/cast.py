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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from weighbridge.lexicon import load
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
from weighbridge.reading.mentions import finder
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
_ANTECEDENTS = frozenset(("state", "capital", "organ", "group", "company", "institute", "outlet"))
_GROUPS = frozenset(("ngo", "nonstate", "company", "intergovernmental"))
_HOMELY = frozenset(("government", "military", "intelligence"))
"""Classes whose country, where the text gives none, is the one it speaks of."""


@dataclass(slots=True)
class Cast:
    """What the document has introduced so far."""

    people: dict[str, Source] = field(default_factory=dict)
    """Surname and full name in lower case."""
    unsure: set[str] = field(default_factory=set)
    """Names whose country is only the most likely one."""
    nouns: dict[str, Source] = field(default_factory=dict)
    """Common noun (lemma): whom it stood for last."""
    classes: dict[str, Source] = field(default_factory=dict)
    """Source class: the last of it."""
    last_person: Source | None = None
    last_body: Source | None = None
    last_many: Source | None = None
    last_country: str | None = None
    members: tuple[Source, ...] = ()
    """Those who speak together in what was resolved last, each for itself."""
    guessed: bool = False
    """Whether the country of what was resolved last is only the most likely one."""
    home: str | None = None
    """The state of the dateline or the publisher, else the one most named."""

    # -- introductions

    def meet(self, scene: Scene) -> None:
        """Take in the names and offices that a scene introduces."""
        for party in scene.parties:
            if party.kind in ("organ", "company", "institute", "outlet", "group") and party.code:
                source = _of_party(party)
                self.classes[source.class_] = source
                for token in range(party.first, party.token + 1):
                    if token == party.token or scene.lower[token] in speakers().nouns:
                        self.nouns[scene.lemma[token]] = self.nouns[self._key(scene, token)] = source
                self.nouns[party.entry.name.lower()] = source
        for first, last in name_runs(scene):
            name = scene.doc[first : last + 1].text
            self.guessed = False
            about = self._about(scene, first, last)
            if about is not None:
                source = replace(about, text=name, named=True, count=None)
                for key in (name.lower(), scene.lower[last]):
                    before = self.people.get(key)
                    if before is not None and before.country is not None and (self.guessed or source.class_ == "person"):
                        continue
                    self.people[key] = source
                    (self.unsure.add if self.guessed else self.unsure.discard)(key)
                if last > first and scene.lower[first] not in speakers().nouns:
                    self.people.setdefault(scene.lower[first], source)

    def leave(self, scene: Scene, subjects: Mapping[int, tuple[int, Source]]) -> None:
        """What a pronoun in the next sentence may stand for: the subject of this one.

        ``subjects``: verb: (head of its subject, whom that stands for).
        """
        for verb, (token, source) in subjects.items():
            if scene.head[verb] != verb or scene.tag[token] == "PRP":
                continue
            if scene.lower[token] in self.people or _is_human(scene, token) or _is_person(scene, token):
                self.last_person = source
            elif source.class_ not in ("anonymous", "person"):
                self.last_body = source
        for party in scene.parties:
            if _two(party.code) and party.kind in ("state", "capital", "adjective", "organ"):
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
        bare = found is not None and found.class_ == "military" and len(title) == 1
        spans = [core_of(scene, appos) for appos in appositions_of(scene, top) if appos > last]
        if scene.dep[top] == "appos":
            spans.append([t for t in core_of(scene, scene.head[top]) if t < first])
        spans += [[t for t in core_of(scene, c) if t > last and t != c] for c in scene.children[top] if scene.dep[c] == "prep" and c > last]
        for tokens in spans:
            if not tokens or (found is not None and found.country is not None and not self.guessed and not bare):
                continue
            said = _country_of(parties_at(scene, tokens))
            got = self._described(scene, tokens, head_of(scene, tokens))
            if got is not None and (found is None or bare or found.class_ in (got.class_, "person")):
                found = got if said or found is None else replace(got, country=found.country or got.country)
            elif found is not None and said:
                found = replace(found, country=said)
            self.guessed = self.guessed and not said
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
        if noun is None and not title and not any(p.kind in _BODIES for p in parties):
            return None
        got = self._phrase(scene, tokens, head, scene.doc[tokens[0] : tokens[-1] + 1].text, title)
        if got.class_ == "anonymous":
            body = next((p for p in parties if p.kind in _BODIES and p.code and p.entry.kind != "office"), None)
            if body is not None:
                return _of_party(body)
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
        self.guessed, self.members = False, ()
        tokens = [*range(bisect_left(scene.starts, start - offset), bisect_left(scene.starts, end - offset))]
        tokens = [t for t in tokens if scene.dep[t] != "punct" or len(tokens) == 1]
        if not tokens:
            return None
        if tokens[0] < 2:
            dash = max((t for t in tokens[:14] if scene.lower[t] in ("\u2014", "\u2013", "--", "-", "/--/")), default=-1)
            if dash >= 0 and scene.doc[0].text.isupper() and tokens[-1] > dash and not _hyphen(scene, dash):
                tokens = tokens[tokens.index(dash) + 1 :]
                start = offset + scene.starts[tokens[0]]
        text = scene.text[start - offset : end - offset]
        head = head_of(scene, tokens)
        word = scene.lower[head]
        if scene.tag[head] == "JJ" and len(tokens) == 1 and party_on(scene, head) is None:
            return None
        if len(tokens) <= 2 and scene.tag[head] in ("PRP", "PRP$", "WP", "WDT", "DT"):
            stands = self._pronoun(word, scene, head)
            if stands is not None or word in _HE | _IT | _THEY | WE:
                return stands
        head = _of_whom(scene, head, tokens)
        source = self._person(scene, tokens, head, text) or self._phrase(
            scene, [t for t in core_of(scene, head, tokens)], head, text
        )
        source = self._joint(scene, source, head, tokens)
        source = self._by_apposition(scene, source, head, tokens)
        if remember:
            self._remember(scene, source, head)
        return source

    def _pronoun(self, word: str, scene: Scene, at: int) -> Source | None:
        """Whom a pronoun at token ``at`` stands for: somebody before it in its sentence, else the last one."""
        inside = self._before(scene, at, word in _HE)
        if word in _HE:
            return inside or self.last_person or self.last_many
        if word in _IT:
            return inside or self.last_body or self.last_person
        if word in _THEY:
            return self.last_many or inside or self.last_body or self.last_person
        return None

    def _before(self, scene: Scene, at: int, human: bool) -> Source | None:
        """The subject before token ``at``, else the nearest body or person named before it."""
        found: Source | None = None
        for token in range(at - 1, -1, -1):
            subject = scene.dep[token] in ("nsubj", "nsubjpass")
            if human:
                if scene.lower[token] in self.people and scene.tag[token] in NAME_TAGS:
                    known = self.people[scene.lower[token]]
                    if subject:
                        return known
                    found = found or known
                continue
            party = party_on(scene, token)
            if party is not None and party.code and party.kind in _ANTECEDENTS and party.token == token:
                if subject:
                    return _of_party(party)
                if scene.dep[token] != "amod":
                    found = found or _of_party(party)
        return found

    def _remember(self, scene: Scene, source: Source, head: int) -> None:
        lemma = scene.lemma[head]
        many = scene.tag[head] in ("NNS", "NNPS")
        if source.country is not None:
            self.nouns[lemma] = self.nouns[self._key(scene, head)] = source
        if source.country is not None or source.class_ not in self.classes:
            self.classes[source.class_] = source
        if many:
            self.last_many = source
        elif scene.lower[head] in self.people or _is_human(scene, head):
            self.last_person = source
        else:
            self.last_body = source

    def _person(self, scene: Scene, tokens: Sequence[int], head: int, text: str) -> Source | None:
        """Somebody known by name, where the name heads the phrase."""
        if scene.tag[head] not in NAME_TAGS and not (scene.lower[head] in self.people and text[:1].isupper()):
            return None
        party = party_on(scene, head)
        if party is not None and party.kind != "person":
            return None
        known = self.people.get(scene.lower[head])
        if known is None and party is not None:
            known = _of_party(party)
        if known is None:
            return None
        if scene.lower[head] in self.unsure:
            code = _country_of(parties_at(scene, core_of(scene, head, tokens)))
            self.guessed = code is None
            known = replace(known, country=code or known.country)
        return replace(known, text=text, named=True)

    def _joint(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """Joint sources: the class of the first, no country where they differ."""
        for member in members_of(scene, head, tokens):
            other = self._person(scene, tokens, member, "") or self._phrase(scene, core_of(scene, member, tokens), member, "")
            self.members += (source, other) if not self.members else (other,)
            if other.country != source.country and (other.country or other.class_ != source.class_):
                return replace(source, country=None)
        premodifiers = [t for t in core_of(scene, head, tokens) if t < head and scene.dep[t] in ("amod", "compound", "nmod", "poss")]
        codes = {p.code for p in parties_at(scene, premodifiers) if p.kind in _STATES and p.code}
        for t in premodifiers:
            codes |= {p.code for m in members_of(scene, t, tokens) for p in parties_at(scene, [m]) if p.kind in _STATES}
        return replace(source, country=None) if len(codes - {None}) > 1 else source

    def _by_apposition(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """A bare name that an apposition explains: "its director, Jane Roe", "the Kato Forum, a think tank"."""
        noun = self._noun(scene, head, tokens)
        if source.class_ == "anonymous" and noun is not None and noun.named != "anonymous":
            name = next((a for a in appositions_of(scene, head, tokens) if scene.tag[a] in NAME_TAGS), None)
            if name is not None:
                known = self._person(scene, tokens, name, source.text or "")
                return known or replace(source, class_=noun.named, named=True)
        if source.class_ not in ("person", "anonymous") and source.country is not None and not self.guessed:
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
        loose = on_head is not None and (on_head.entry.kind == "office" or on_head.class_ != "intergovernmental" and on_head.kind in (*_STATES, "group"))
        if on_head is not None and loose and noun is not None and noun.class_ == "anonymous":
            return Source("anonymous", _two(on_head.code) or _two(_country_of(parties)) or self._anonymous(scene, tokens, head, parties, definite), text, False, whole)
        role = noun is not None and not noun.alone and on_head is not None and on_head.kind == "office"
        if on_head is not None and not role and not (decides and (on_head.kind == "adjective" or on_head.entry.kind == "office")):
            source = _of_party(on_head)
            if on_head.kind == "office":
                nested = next((p for p in parties if p is not on_head and p.kind in ("company", "group", "outlet", "institute")), None)
                if nested is not None and source.class_ == "government":
                    return replace(_of_party(nested), text=text, named=named)
                code = _country_of(parties) or self._owner(scene, tokens)
                if code is None:
                    self.guessed = True
                    known = self.nouns.get(on_head.entry.name.lower()) or self.nouns.get(scene.lemma[head])
                    code = known.country if known is not None and known.class_ == source.class_ else None
                source = replace(source, country=code or self._country(source.class_, True, scene, tokens[0]))
                self.nouns[on_head.entry.name.lower()] = source
            elif on_head.kind == "adjective" or (on_head.kind in _STATES and noun is not None):
                source = replace(source, class_=noun.class_ if noun is not None else source.class_)
            elif source.country is None:
                source = replace(source, country=_country_of(parties))
            if self.home and speakers().shared.fullmatch(text):
                self.guessed = True
                source = replace(source, country=self.home)
            return replace(source, text=text, named=named, count=whole)
        if noun is not None:
            merged = on_head is not None and on_head.entry.kind == "office" and on_head.code is not None
            source = self._common(scene, tokens, head, [p for p in parties if p is not on_head or merged], noun, definite)
            if source.class_ == "anonymous":
                named = False
            return replace(source, text=text, named=named and (definite or source.named), count=whole)
        if title:
            return Source(title, _country_of(parties) or self._country(title, True, scene, tokens[0]), text, True)
        if scene.tag[head] in NAME_TAGS:
            bodies = [p for p in parties if p.kind in _BODIES]
            body = next((p for p in bodies if p.code), bodies[0] if bodies else None)
            words = [scene.lower[t].strip(".") for t in reversed(tokens) if scene.tag[t] in NAME_TAGS]
            class_ = speakers().names.get(scene.lower[head].strip("."))
            class_ = class_ or next((speakers().names[w] for w in words if w in speakers().names), None)
            if body is not None and (class_ is None or body.kind != "office"):
                source = _of_party(body)
                code = source.country or _country_of(parties) or self._country(source.class_, True, scene, tokens[0])
                return replace(source, country=code, text=text, named=True)
            known = self.nouns.get(scene.lemma[head])
            code = _country_of(parties) or (known.country if known is not None and known.class_ == class_ else None)
            return Source(class_ or "person", code, text, True)
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
        if noun.class_ == "anonymous" and noun.named == "military":
            force = next((p for p in bodies if p.class_ in ("military", "intelligence", "intergovernmental")), None)
            if force is not None:
                return Source(force.class_ or "military", force.code or code or self._country("military", True, scene, head))
        if noun.class_ == "anonymous":
            return Source("anonymous", _two(code) or self._anonymous(scene, tokens, head, parties, definite))
        if noun.class_ == "document" and not noun.alone:
            bodies = bodies or [p for p in parties_at(scene, _below(scene, head)) if p.kind in _BODIES and p.kind != "office"]
            if code is not None and not bodies:
                return Source(class_of(code, "government"), code, None, True)
        if not noun.alone and bodies:
            body = bodies[0]
            got = _of_party(body)
            if body.kind != "office":
                return Source(got.class_, got.country or code, None, True)
            class_ = got.class_ or class_
        elif bodies and noun.alone and bodies[0].kind != "office":
            code = code or bodies[0].code
            if bodies[0].class_ == "intergovernmental" and class_ != "media":
                return Source("intergovernmental", bodies[0].code, None, True)
            if class_ == "government" and bodies[0].class_ == "nonstate":
                class_ = bodies[0].class_
        if code is None:
            owner = self._possessor(scene, tokens, head)
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
            return Source(class_of(code, class_), code, None, True)
        if definite and not any(scene.lower[t] in ("both", "two", "three") for t in tokens):
            known = self.nouns.get(self._key(scene, head)) or self.nouns.get(scene.lemma[head])
            if known is not None and (known.class_ == class_ or not noun.alone or class_ not in _HOMELY):
                self.guessed = class_ in _HOMELY
                return replace(known, count=None)
            if not noun.alone and class_ == "ngo" and self.last_body is not None and self.last_body.class_ in _GROUPS:
                return replace(self.last_body, count=None)
            same = self.classes.get(class_) if class_ not in _HOMELY else None
            if same is None and class_ == "ngo" and "intergovernmental" in self.classes:
                return replace(self.classes["intergovernmental"], count=None)
            if same is not None:
                return Source(class_, same.country, None, same.named)
        if class_ == "media" and any(scene.lower[t] == "state" for t in tokens):
            self.guessed = True
            return Source(class_, self.home, None, True)
        several = any(scene.lower[t] in ("both", "two", "three", "four") for t in tokens) and scene.tag[head] == "NNS"
        if several:
            self.guessed = True
        home = noun.home and not several
        return Source(class_, self._country(class_, definite, scene, tokens[0]) if home else None, None, definite)

    def _anonymous(
        self, scene: Scene, tokens: Sequence[int], head: int, parties: Sequence[PartyMention], definite: bool
    ) -> str | None:
        """The country of people whom the text doesn't name: of their organ, of those named alike before."""
        code = next((p.code for p in parties if p.code and p.kind in ("organ", "person")), None)
        if code is None and not parties:
            code = self._owner(scene, tokens)
        if code is None:
            nested = self._nested(scene, tokens, head)
            code = nested.country if nested is not None else None
        if code is None and definite and not parties:
            known = self.nouns.get(scene.lemma[head]) or self.last_many or self.last_person
            code = known.country if known is not None and known.class_ == "anonymous" else None
        return _two(code)

    def _key(self, scene: Scene, head: int) -> str:
        """A noun with the word before it ("foreign ministry")."""
        return f"{scene.lower[head - 1]} {scene.lemma[head]}" if head else scene.lemma[head]

    def _nested(self, scene: Scene, tokens: Sequence[int], head: int) -> Source | None:
        """The body in "a spokesman for the ministry", "the company's director", where no file names it."""
        nouns = speakers().nouns
        for token in tokens:
            if token == head or scene.tag[token][0] != "N":
                continue
            if scene.dep[token] == "poss" and scene.tag[token] in NAME_TAGS:
                known = self.nouns.get(scene.lower[token])
                if known is not None:
                    return known
            inner = nouns.get(scene.lower[token])
            if inner is not None and inner.class_ not in ("anonymous", "person", "document"):
                if token < head and scene.dep[token] in ("compound", "nmod", "amod"):
                    continue
                owner = self._possessor(scene, tokens, token)
                if owner is not None:
                    return Source(inner.class_, owner.country, None, True)
                known = self.nouns.get(self._key(scene, token)) or self.nouns.get(scene.lemma[token])
                if known is not None and known.class_ == inner.class_:
                    self.guessed = True
                    return known
                return Source(inner.class_, self._country(inner.class_, True, scene, token), None, True)
        return None

    def _possessor(self, scene: Scene, tokens: Sequence[int], head: int | None = None) -> Source | None:
        """Whom "its", "his" or "their" at the head of a phrase stands for."""
        at = next((t for t in tokens if scene.tag[t] == "PRP$" and head in (None, scene.head[t])), None)
        return self._pronoun(scene.lower[at], scene, at) if at is not None else None

    def _owner(self, scene: Scene, tokens: Sequence[int]) -> str | None:
        owner = self._possessor(scene, tokens)
        return owner.country if owner is not None else None

    def _country(self, class_: str, definite: bool, scene: Scene, at: int) -> str | None:
        """The country of a body of which the text doesn't say whose it is."""
        if class_ not in _HOMELY:
            return None
        self.guessed = True
        return self.home or self.last_country


def _of_whom(scene: Scene, head: int, tokens: Sequence[int]) -> int:
    """The plural in "one of the officials", "two of its directors"; else the head itself."""
    if scene.tag[head] in ("CD", "DT") or scene.lower[head] in ("many", "several", "some", "most", "one"):
        for prep in scene.children[head]:
            if scene.lower[prep] == "of":
                return next((t for t in scene.children[prep] if scene.dep[t] == "pobj" and t in tokens), head)
    return head


def _below(scene: Scene, head: int) -> list[int]:
    """All tokens under a head, at most some thirty."""
    found, queue = [head], [head]
    while queue and len(found) < 30:
        kids = scene.children[queue.pop()]
        found += kids
        queue += kids
    return sorted(found)


def _is_person(scene: Scene, token: int) -> bool:
    party = party_on(scene, token)
    return party is not None and party.kind == "person"


def _is_human(scene: Scene, head: int) -> bool:
    noun = speakers().nouns.get(scene.lower[head])
    if noun is None:
        return scene.tag[head] in NAME_TAGS and scene.lower[head] not in speakers().names and party_on(scene, head) is None
    return bool(re.search(r"(?:man|woman|er|or|ent|ant|son|ist|list|ary|ief|ain|al|aide|dor|mat|oy|ian|yst|one)$", scene.lower[head]))


def _hyphen(scene: Scene, token: int) -> bool:
    """Whether a dash joins two words."""
    at = scene.starts[token]
    return scene.lower[token] == "-" and not scene.text[at - 1 : at].isspace()


def _two(code: str | None) -> str | None:
    """The code of a state, no slug."""
    return code if code and len(code) == 2 else None


def _number(scene: Scene, tokens: Sequence[int]) -> int | None:
    """How many speakers a phrase counts ("two officials"), where it does."""
    for token in tokens:
        if scene.tag[token] == "CD" and (got := amount(scene.lower[token])) is not None:
            low, high = got
            return int(low) if low == high and 0 < low < 1000 and low == int(low) else None
    return None


def _country_of(parties: Sequence[PartyMention]) -> str | None:
    """The country that the parties of one phrase give it."""
    codes = [p.code for p in parties if p.kind in _STATES and p.code]
    return next((code for code in codes if len(code) == 2), codes[0] if codes else None)


@lru_cache(maxsize=1)
def _group_classes() -> dict[str, str]:
    """Slug of a group: its class."""
    return {e.code: e.class_ for e in load().words.values() if e.kind == "group" and e.code and e.class_}


def class_of(code: str | None, class_: str | None) -> str:
    """The class of a party's voice; an organ of a group has the group's ("the spokesman of the rebels")."""
    if code and len(code) != 2 and (class_ or "government") == "government":
        return _group_classes().get(code, "nonstate")
    return class_ or "government"


def _of_party(party: PartyMention) -> Source:
    return Source(class_of(party.code, party.class_), party.code, None, True)


_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w .'\u2019-]{1,24}?)(?:/[\w ]+)?(?:, ?[\w .]{2,24}|,? \([^)]*\)| \[\w+\])*(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?:, \d{4})?(?: \([^)]*\))?\s?(?:\u2014|\u2013|--|- |: |\. /)"
)


def home_of(scenes: Sequence[Scene], publisher: str) -> str | None:
    """The state at home: of the dateline, else of the publisher's name, else the one most named."""
    find = finder().find
    for scene in scenes[:6]:
        match = _DATELINE.match(scene.text)
        if match is not None and match["place"].split()[0][:1].isupper():
            place = match["place"]
            for mention in find(place.title() if place.isupper() else place):
                if mention.start == 0 and mention.entry.kind in ("capital", "place", "state") and _two(mention.entry.code):
                    return mention.entry.code
    for mention in find(publisher):
        code = _two(mention.entry.code)
        if code and publisher[mention.start : mention.end] not in ("English", "French", "Spanish", "Arabic", "Russian"):
            return code
    counts = Counter(p.code for s in scenes for p in s.parties if _two(p.code) and p.entry.kind == "organ")
    if not counts or counts.most_common(1)[0][1] < 2:
        counts = Counter(p.code for s in scenes for p in s.parties if p.code and p.kind in _STATES and len(p.code) == 2)
    return counts.most_common(1)[0][0] if counts else None
