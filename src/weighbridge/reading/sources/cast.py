"""The cast of a document: who the words for a source stand for, and what they are.

A name is introduced once ("Jiang Yu, a spokeswoman for the Chinese Foreign Ministry")
and then used bare ("Jiang", "she", "the spokeswoman"). The cast is filled scene by
scene in text order, so that a bare word always means the last one introduced.
The words stand in ``lexicon/speakers.toml``; classes are those of the coding guidelines, section 6.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from weighbridge.model import Source
from weighbridge.reading.dating.names import MONTH_NAMES
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.described import Describing
from weighbridge.reading.sources.employers import noun_of
from weighbridge.reading.sources.memory import HE, IT, THEY, WE
from weighbridge.reading.sources.parties import STATES, country_of, source_of
from weighbridge.reading.sources.phrases import (
    NAME_TAGS,
    appositions_of,
    below,
    core_of,
    head_of,
    is_abroad,
    joins_words,
    members_of,
    name_runs,
    of_whom,
    on_goods,
    parties_at,
    party_on,
)
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

_DATE_BEFORE = re.compile(
    rf"(?:\d{{1,2}} )?(?:{MONTH_NAMES})(?: \d{{1,2}}(?:st|nd|rd|th)?,?)?(?: \d{{4}})?\s?[-\u2013\u2014:]\s+(?=\S)"
)
"""A day or a month that the parser takes for the beginning of a speaker's name, as in a chronology."""
_HIMSELF = frozenset(("himself", "herself", "itself", "themselves"))
_RETIRED = "retired"
"""Who is so speaks for himself, whatever his rank."""
_RANKED = frozenset(("government", "person", "anonymous"))


def _by_rank(scene: Scene, source: Source, tokens: Sequence[int]) -> Source:
    """Somebody named with a military rank is of the military: "the spokesman, Colonel Jane Roe"."""
    if source.class_ not in _RANKED:
        return source
    lower = [scene.lower[t].strip(".()") for t in tokens]
    ranks = speakers().titles
    if not any(ranks.get(word) == "military" for word in lower) or not signs().civil.isdisjoint(lower):
        return source
    for place, token in enumerate(tokens[:-1]):
        after = tokens[place + 1]
        if (
            ranks.get(lower[place]) == "military"
            and scene.doc[token].shape_[:1] == "X"
            and scene.tag[after] in NAME_TAGS
            and scene.lower[after] not in speakers().nouns
            and lower[place + 1] not in speakers().names
            and party_on(scene, token) is None
            and (not place or scene.lower[tokens[place - 1]] != "-")
        ):
            return replace(source, class_="military", named=True)
    return source


def _works_for(scene: Scene, verb: int) -> list[int]:
    """What somebody "heads", or "works for", with what belongs to it."""
    objects = [t for t in scene.children[verb] if scene.dep[t] in ("dobj", "attr")]
    for preposition in scene.children[verb]:
        if scene.lower[preposition] in ("for", "at", "as", "with"):
            objects += [t for t in scene.children[preposition] if scene.dep[t] == "pobj"]
    return core_of(scene, objects[0]) if objects else []


def _works_at(scene: Scene, verb: int) -> list[int]:
    """The research body at which somebody does what a clause says: "who follows arms at the Lens Institute in Oslo"."""
    for token in below(scene, verb):
        joint = scene.head[token]
        named = scene.tag[token] in NAME_TAGS and speakers().names.get(scene.lower[token]) == "ngo"
        if named and scene.dep[token] == "pobj" and scene.lower[joint] in ("at", "for", "with"):
            return core_of(scene, token)
    return []


def _listed(scene: Scene, head: int, last: int) -> set[str]:
    """The states of a list after a noun ("the ministers of the US, South Korea and Japan"), however it is parsed."""
    codes: set[str] = set()
    if head + 1 >= last or scene.lower[head + 1] not in ("of", "from"):
        return codes
    for token in range(head + 2, last + 1):
        if scene.lower[token] in (",", "and", "the"):
            continue
        party = party_on(scene, token)
        if party is None or not party.code or party.kind not in (*STATES, "organ"):
            return set()
        codes.add(party.code)
    return codes


def _plain(name: str) -> str:
    """A name without accents, as a transcript in capitals writes it."""
    letters = unicodedata.normalize("NFKD", name.replace("\u0131", "i"))
    return "".join(one for one in letters if not unicodedata.combining(one))


def _named_from(scene: Scene, first: int) -> int:
    """The first of the nouns for speakers right before a name ("the intelligence service NIS")."""
    while first and scene.tag[first - 1] == "NN" and scene.lower[first - 1] in speakers().nouns:
        first -= 1
    return first


class Cast(Describing):
    """Everybody who speaks in a document, in the order of the text."""

    __slots__ = ()

    def meet(self, scene: Scene) -> None:
        """Take in the names and offices that a scene introduces."""
        for party in scene.parties:
            if is_abroad(scene, party):
                continue  # "the embassy in Rabat" is not Moroccan
            if party.kind in ("organ", "company", "institute", "outlet", "group") and party.code:
                source = source_of(party)
                self.classes[source.class_] = source
                self.keep(source)
                for token in range(_named_from(scene, party.first), party.token + 1):
                    if token == party.token or scene.lower[token] in speakers().nouns:
                        self.nouns[scene.lemma[token]] = self.nouns[self._key(scene, token)] = source
                self.nouns[party.entry.name.lower()] = source
                if source.class_ == "intelligence" and party.kind == "organ":
                    self.nouns.update(dict.fromkeys(signs().agencies, source))
        self._forget_titled(scene)
        for first, last in name_runs(scene):
            name = self.words(scene, first, last)
            self.guessed = False
            about = self._about(scene, first, last)
            if about is not None:
                source = replace(about, text=name, named=True, count=None)
                if first and speakers().titles.get(scene.lower[first - 1]) == "military" and source.country is not None:
                    self.titled[scene.lower[first - 1]] = source
                for key in (name.lower(), scene.lower[last]):
                    before = self.people.get(key)
                    if key in self.presented:
                        continue
                    if (
                        before is not None
                        and before.country is not None
                        and (self.guessed or source.class_ == "person" or source.country is None)
                    ):
                        continue
                    self.people[key] = source
                    (self.unsure.add if self.guessed else self.unsure.discard)(key)
                    if not key.isascii():
                        self.people.setdefault(_plain(key), source)
                if last > first and scene.lower[first] not in speakers().nouns:
                    self.people.setdefault(scene.lower[first], source)

    def _forget_titled(self, scene: Scene) -> None:
        """Let go of who bears a rank where the scene speaks of another who does: "a Kenyan general"."""
        for token, word in enumerate(scene.lower) if self.titled else ():
            if word not in self.titled:
                continue
            name = scene.lower[token + 1] if token + 1 < len(scene.lower) else ""
            if name in self.people:
                self.titled[word] = self.people[name]
            elif not token or scene.lower[token - 1] != "the":
                del self.titled[word]

    def present(self, name: str, source: Source) -> None:
        """Take in somebody by his full name, his last name, and both as a transcript writes them."""
        for key in (name.lower(), name.lower().split()[-1]):
            for spelt in (key, _plain(key)):
                self.people[spelt] = source
                self.presented.add(spelt)
                self.unsure.discard(spelt)

    def _about(self, scene: Scene, first: int, last: int) -> Source | None:
        """What the person whose name stands at tokens first..last is, if the scene tells."""
        lowered = self.words(scene, first, last).lower()
        covering = [p for t in (first, last) if (p := party_on(scene, t)) is not None]
        person = next((party for party in covering if party.kind == "person"), None)
        if person is not None and (person.class_ or person.code):
            return source_of(person)
        if covering:
            return None
        inside = range(first, last + 1)
        head = next((t for t in reversed(inside) if scene.head[t] not in inside or scene.head[t] == t), last)
        top = head
        while (
            scene.dep[top] in ("compound", "nmod", "amod", "poss")
            and scene.head[top] > top
            and scene.head[top] - top < 3
        ):
            top = scene.head[top]
        before = [t for t in core_of(scene, top) if t < first and scene.dep[t] != "prep"]
        start = first - 1
        while start >= 0 and (
            start in before or scene.tag[start][:1] in "NJ" or scene.tag[start] in ("POS", "HYPH", "PRP$")
        ):
            start -= 1
        title = list(range(start + 1, first))
        found: Source | None = None
        if title:
            found = self._described(scene, title, title[-1])
        bare = found is not None and found.class_ == "military" and len(title) == 1
        spans = [core_of(scene, appos) for appos in appositions_of(scene, top) if appos > last]
        if scene.dep[top] == "appos":
            spans.append(
                [t for t in core_of(scene, scene.head[top]) if t < first and not on_goods(scene, scene.head[top])]
            )
        spans += [
            [t for t in core_of(scene, c) if t > last and t != c]
            for c in scene.children[top]
            if scene.dep[c] == "prep" and c > last
        ]
        does = [c for c in scene.children[top] if scene.dep[c] == "relcl" and c > last]
        spans += [_works_for(scene, verb) for verb in does if scene.lemma[verb] in speakers().leading]
        for tokens in spans:
            if not tokens or (found is not None and found.country is not None and not self.guessed and not bare):
                continue
            said = country_of(parties_at(scene, tokens))
            got = self._described(scene, tokens, head_of(scene, tokens))
            if got is not None and (found is None or bare or found.class_ in (got.class_, "person")):
                found = got if said or found is None else replace(got, country=found.country or got.country)
            elif found is not None and said:
                found = replace(found, country=said)
            self.guessed = self.guessed and not said
        if found is None:
            bodies = (body for verb in does if (body := _works_at(scene, verb)))
            found = next((self._described(scene, body, head_of(scene, body)) for body in bodies), None)
        if found is None and any(scene.lemma[verb] in speakers().studying for verb in does):
            found = Source("ngo", None, None, True)
        if found is not None:
            return found
        known = self.people.get(lowered) or self.people.get(scene.lower[last])
        if known is not None:
            return None
        word = scene.lower[first - 1].strip(".") if first else ""
        class_ = speakers().titles.get(word)
        return (
            Source(class_ or "person", self._country(class_ or "", True, scene, first), None, True) if class_ else None
        )

    def resolve(self, scene: Scene, start: int, end: int, remember: bool = True) -> Source | None:
        """The source that characters start:end of the document name; None where they name nobody.

        ``remember``: pronouns and bare nouns after this may stand for it.
        """
        offset = scene.start
        self.guessed, self.members, self.sort = False, (), ""
        tokens = [*range(bisect_left(scene.starts, start - offset), bisect_left(scene.starts, end - offset))]
        dashes = [t for t in tokens[:14] if scene.lower[t] in ("\u2014", "\u2013", "--", "-", "/--/")]
        dashes = [t for t in dashes if not joins_words(scene, t)]
        tokens = [t for t in tokens if scene.dep[t] != "punct" or len(tokens) == 1]
        if len(tokens) > 1 and scene.tag[tokens[0]] == "CC" and scene.lower[tokens[0]] in ("and", "but"):
            tokens = tokens[1:]  # "..., but its embassy in London would not comment"
            start = offset + scene.starts[tokens[0]]
        if len(tokens) > 2 and scene.lower[tokens[-1]] in _HIMSELF:
            tokens = tokens[:-1]  # "the general himself"
        if not tokens:
            return None
        dash = dashes[-1] if dashes and tokens[0] < 2 and self.words(scene, 0, 0).isupper() else -1
        if 0 <= dash < tokens[-1]:
            tokens = [t for t in tokens if t > dash]
            start = offset + scene.starts[tokens[0]]
        dated = _DATE_BEFORE.match(self.text, start, end)
        if dated is not None and (rest := [t for t in tokens if offset + scene.starts[t] >= dated.end()]):
            tokens, start = rest, offset + scene.starts[rest[0]]
        text = self.text[start:end]
        head = head_of(scene, tokens)
        word = scene.lower[head]
        if scene.tag[head] == "JJ" and len(tokens) == 1 and party_on(scene, head) is None:
            return None
        if len(tokens) <= 2 and scene.tag[head] in ("PRP", "PRP$", "WP", "WDT", "DT"):
            stands = self._pronoun(word, scene, head)
            if stands is not None or word in HE | IT | THEY | WE:
                return stands
        head = of_whom(scene, head, tokens)
        source = self._person(scene, tokens, head, text) or self._phrase(
            scene, core_of(scene, head, tokens), head, text
        )
        source = self._joint(scene, source, head, tokens)
        source = self._by_apposition(scene, source, head, tokens)
        source = _by_rank(scene, source, tokens)
        if source.class_ == "military" and source.named and any(scene.lower[t] == _RETIRED for t in tokens):
            source = replace(source, class_="person")
        if scene.lemma[head] in speakers().residents and source.country is not None and not self.guessed:
            self.last_abroad = source.country
        if remember:
            self._remember(scene, source, head)
        return source

    def _person(self, scene: Scene, tokens: Sequence[int], head: int, text: str) -> Source | None:
        """Somebody known by name, where the name heads the phrase."""
        if scene.tag[head] not in NAME_TAGS and not (scene.lower[head] in self.people and text[:1].isupper()):
            return None
        party = party_on(scene, head)
        if party is not None and party.kind != "person":
            return None
        known = self.people.get(scene.lower[head])
        if known is None and party is not None:
            known = source_of(party)
        if known is None:
            return None
        if known.class_ in ("government", "intergovernmental") and (office := self._then(scene, tokens, head)):
            known = replace(known, class_="government", country=office)
        if scene.lower[head] in self.unsure:
            code = country_of(parties_at(scene, core_of(scene, head, tokens)))
            self.guessed = code is None
            known = replace(known, country=code or known.country)
        return replace(known, text=text, named=True)

    def _then(self, scene: Scene, tokens: Sequence[int], head: int) -> str | None:
        """The state of the office that the phrase itself gives somebody known: "Dutch Prime Minister Mark Rutte"."""
        before = [t for t in core_of(scene, head, tokens) if t < head and scene.dep[t] in ("amod", "compound", "nmod")]
        parties = parties_at(scene, before)
        if not any(p.entry.kind == "office" for p in parties) or any(scene.lower[t] in signs().past for t in before):
            return None
        return next((p.code for p in parties if p.kind in ("adjective", "state") and p.code and len(p.code) == 2), None)

    def _joint(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """Joint sources: the class of the first, no country where they differ."""
        for member in members_of(scene, head, tokens):
            other = self._person(scene, tokens, member, "") or self._phrase(
                scene, core_of(scene, member, tokens), member, ""
            )
            self.members += (source, other) if not self.members else (other,)
            if other.country != source.country and (other.country or other.class_ != source.class_):
                self.together = self.together or (source.class_ == other.class_ == "government")
                return replace(source, country=None)
        if len(_listed(scene, head, tokens[-1])) > 1:
            self.together = self.together or source.class_ == "government"
            return replace(source, country=None)
        core = core_of(scene, head, tokens)
        owners = [t for t in core if t < head and scene.dep[t] in ("amod", "compound", "nmod", "poss")]
        owners += [t for t in core if scene.dep[t] == "pobj" and scene.lower[scene.head[t]] in ("of", "from")]
        if not owners or not scene.parties:
            return source
        groups = [owners, *(members_of(scene, t, tokens) for t in owners)]
        codes = {p.code for group in groups for p in parties_at(scene, group) if p.kind in STATES and p.code}
        before = [
            p for p in parties_at(scene, tokens) if p.token < head and p.kind in ("adjective", "organ") and p.code
        ]
        if len(before) > 1 and "and" in scene.lower[before[0].token : before[-1].first]:
            codes |= {p.code for p in before if p.code}
        return replace(source, country=None) if len(codes) > 1 else source

    def _names_holder(self, scene: Scene, token: int, head: int) -> bool:
        """Whether a name after "the adviser of South Korea," is the adviser's, though hung on the state."""
        above = scene.head[token]
        state, own = party_on(scene, above), party_on(scene, token)
        if scene.dep[token] != "appos" or above <= head:
            return False
        if scene.tag[token] not in NAME_TAGS and (own is None or own.kind != "person"):
            return False
        return state is not None and state.kind in STATES and (own is None or own.kind == "person")

    def _by_apposition(self, scene: Scene, source: Source, head: int, tokens: Sequence[int]) -> Source:
        """A bare name that an apposition explains: "its director, Jane Roe", "the Forum, a think tank"."""
        noun = noun_of(scene, head, tokens)
        if source.class_ == "anonymous" and noun is not None and noun.named != "anonymous":
            name = next((a for a in appositions_of(scene, head, tokens) if scene.tag[a] in NAME_TAGS), None)
            if name is None:
                name = next((t for t in tokens if self._names_holder(scene, t, head)), None)
            if name is not None:
                known = self._person(scene, tokens, name, source.text or "")
                return known or replace(source, class_=noun.named, named=True)
        if source.class_ not in ("person", "anonymous") and source.country is not None and not self.guessed:
            return source
        for appos in appositions_of(scene, head, tokens):
            got = self._person(scene, tokens, appos, source.text or "") or self._described(
                scene, core_of(scene, appos, tokens), appos
            )
            if got is not None and (source.class_ in ("person", "anonymous") or got.class_ == source.class_):
                return replace(source, class_=got.class_, country=got.country or source.country)
        return source
