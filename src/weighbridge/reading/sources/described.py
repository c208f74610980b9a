"""What a phrase that describes a speaker stands for: "a spokesman for the ministry", "the experts"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.model import Source
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.belonging import Belonging
from weighbridge.reading.sources.bodies import group_meant
from weighbridge.reading.sources.employers import (
    PLACES_OF_WORK,
    armed_group,
    employed_by,
    is_none_of,
    is_of_unnamed,
    made_by,
    named_after,
    noun_of,
    place_of_work,
    region_of,
    sort_of,
)
from weighbridge.reading.sources.memory import HOMELY
from weighbridge.reading.sources.parties import STATES, class_of, country_of, source_of, state_code, whose_code
from weighbridge.reading.sources.phrases import (
    INDEFINITE,
    NAME_TAGS,
    below,
    hosts_of,
    is_abroad,
    is_definite,
    is_human,
    is_introduced,
    is_surname,
    number_in,
    parties_at,
    party_on,
    place_around,
    place_before,
    seat_in,
    speaks_in,
    stays_in,
)
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import Noun, speakers

BODIES = ("organ", "group", "company", "institute", "outlet", "office", "person")
_UNDER_ARMS = frozenset(("military", "intelligence"))
_EMPLOYERS = frozenset(("ngo", "company", "media", "military", "nonstate"))
_SERVING = frozenset(("military", "government"))
_GROUPS = frozenset(("ngo", "nonstate", "company", "intergovernmental"))


class Describing(Belonging):
    """Resolves phrases by their nouns and the parties in them."""

    __slots__ = ()

    def _phrase(self, scene: Scene, tokens: Sequence[int], head: int, text: str, title: str | None = None) -> Source:
        """What a phrase that is no known person's name stands for; "a former colonel" speaks for no body any more."""
        source = self._stands_for(scene, tokens, head, text, title)
        past = source.class_ in ("government", "military", "nonstate") and INDEFINITE.match(text)
        if past and signs().retired.match(text.lower()):
            return replace(source, class_="anonymous", country=state_code(source.country), named=False)
        return source

    def _stands_for(self, scene: Scene, tokens: Sequence[int], head: int, text: str, title: str | None) -> Source:
        parties = self._seated(scene, tokens, self._not_abroad(scene, tokens, parties_at(scene, tokens)))
        on_head = party_on(scene, head)
        if on_head is not None and is_abroad(scene, on_head):
            on_head = None
        if on_head is not None and is_surname(scene, on_head):
            parties, on_head = [p for p in parties if p is not on_head], None
        placed = on_head is None or on_head.kind in STATES or (on_head.kind, on_head.class_) == ("group", "government")
        sort = sort_of(scene, tokens, head) if placed else None
        if sort is not None:
            code = country_of([p for p in parties if p is not on_head])
            own = state_code(on_head.code) if on_head is not None else None  # "the daily Le Courrier de Paris"
            return Source(sort, code or own, text, True)
        noun = noun_of(scene, head, tokens)
        whole = number_in(scene, tokens)
        named = not INDEFINITE.match(text)
        definite = is_definite(scene, head)
        titled = (
            self.titled.get(scene.lower[head])
            if definite and len(tokens) == 2 and country_of(parties) is None
            else None
        )
        if titled is not None and place_around(scene, head) in (None, titled.country):
            return replace(titled, text=text)
        if noun is not None and scene.lemma[head] in signs().peers and country_of(parties) is not None:
            office = self.last_person.class_ if self.last_person is not None else ""
            if office in HOMELY:  # "the minister ... her Australian colleague"
                return Source(office, country_of(parties), text, named, whole)
        decides = noun is not None and noun.alone
        loose = on_head is not None and (
            on_head.entry.kind == "office"
            or on_head.class_ != "intergovernmental"
            and on_head.kind in (*STATES, "group")
        )
        again = self._named_again(scene, head, noun, parties) if noun is not None and definite else None
        if again is not None:
            return replace(again, text=text, count=None)
        serves = armed_group(scene, parties, head) if noun is not None and noun.named in _SERVING else None
        if serves is not None and noun is not None and noun.class_ == "anonymous":
            return replace(serves, text=text, named=False, count=whole)
        if on_head is not None and loose and noun is not None and noun.class_ == "anonymous":
            return Source(
                "anonymous",
                whose_code(on_head.code)
                or region_of(parties, head)
                or whose_code(country_of(parties))
                or self._anonymous(scene, tokens, head, parties, definite),
                text,
                False,
                whole,
            )
        town = on_head is not None and on_head.kind in ("place", "capital")
        called = named_after(scene, head) if town else None
        if called is not None and on_head is not None:  # "Radio Goma"
            return Source(called, state_code(on_head.code), text, True)
        role = noun is not None and not noun.alone and on_head is not None and on_head.kind == "office"
        if role and noun is not None and on_head is not None and on_head.class_ == "military":
            noun = replace(noun, class_="military")  # "the chief of the general staff"
        if (
            on_head is not None
            and not role
            and not (decides and (on_head.kind == "adjective" or on_head.entry.kind == "office"))
        ):
            source = source_of(on_head)
            speaks = on_head.entry.kind == "office" and source.class_ == "government"
            force = next((p for p in parties if p is not on_head and p.class_ in _UNDER_ARMS), None) if speaks else None
            if force is not None and force.code in (None, on_head.code):  # "an Indian Navy spokesman"
                return replace(source, class_=force.class_ or "military", text=text, named=named, count=whole)
            guessed = self.guessed
            works = speaks and noun is not None and not noun.alone and scene.lemma[head] not in speakers().residents
            employer = self._nested(scene, tokens, head) if works else None
            if employer is not None and employer.class_ in _EMPLOYERS:
                code = country_of(parties) or employer.country or on_head.code
                return replace(employer, country=code, text=text, named=named)
            self.guessed = guessed  # what only the employer left open
            if on_head.kind == "office":
                nested = next(
                    (p for p in parties if p is not on_head and p.kind in ("company", "group", "outlet", "institute")),
                    None,
                )
                if nested is not None and source.class_ == "government":
                    return replace(source_of(nested), text=text, named=named)
                code = country_of(parties) or self._owner(scene, tokens) or self._set_in(scene, tokens, head)
                if code is None:
                    self.guessed = True
                    known = self.nouns.get(on_head.entry.name.lower()) or self.nouns.get(scene.lemma[head])
                    code = known.country if known is not None and known.class_ == source.class_ else None
                source = replace(source, country=code or self._country(source.class_, True, scene, tokens[0]))
                self.nouns[on_head.entry.name.lower()] = source
            elif on_head.kind == "adjective" or (on_head.kind in STATES and noun is not None):
                source = replace(source, class_=noun.class_ if noun is not None else source.class_)
            elif source.country is None:
                source = replace(source, country=country_of(parties))
            said = state_code(country_of([p for p in parties if p is not on_head]))
            if said is not None and speakers().shared.fullmatch(self.text[on_head.start : on_head.end]):
                source = replace(source, country=said)  # "the Foreign Office in Berlin"
            elif self.home and speakers().shared.fullmatch(text) and not is_none_of(self.home, text.lower()):
                self.guessed = True
                source = replace(source, country=self.home)
            return replace(source, text=text, named=named, count=whole)
        if noun is not None:
            merged = on_head is not None and on_head.entry.kind == "office" and on_head.code is not None
            source = self._common(
                scene, tokens, head, [p for p in parties if p is not on_head or merged], noun, definite
            )
            if source.class_ == "anonymous":
                named = False
            return replace(source, text=text, named=named and (definite or source.named), count=whole)
        if title:
            return Source(title, country_of(parties) or self._country(title, True, scene, tokens[0]), text, True)
        if scene.tag[head] in NAME_TAGS:
            bodies = [p for p in parties if p.kind in BODIES]
            body = next((p for p in bodies if p.code), bodies[0] if bodies else None)
            words = [scene.lower[t].strip(".") for t in reversed(tokens) if scene.tag[t] in NAME_TAGS]
            class_ = speakers().names.get(scene.lower[head].strip("."))
            class_ = class_ or next((speakers().names[w] for w in words if w in speakers().names), None)
            if body is not None and (class_ is None or body.kind != "office"):
                source = source_of(body)
                code = source.country or country_of(parties) or self._country(source.class_, True, scene, tokens[0])
                return replace(source, country=code, text=text, named=True)
            known = self.nouns.get(scene.lemma[head])
            alone = definite and not parties and known is None and len(words) == 1
            meant = group_meant(scene, head, self.last_group, None) if alone else None
            if meant is not None:  # "the Council", of the Union
                return replace(meant, text=text)
            code = country_of(parties) or (known.country if known is not None and known.class_ == class_ else None)
            return Source(class_ or place_of_work(scene, tokens, head) or "person", code, text, True)
        body = next((p for p in parties if p.kind in BODIES), None)
        if body is not None:
            source = source_of(body)
            return replace(source, country=source.country or country_of(parties), text=text, named=True)
        if parties and scene.tag[head][0] != "N":
            return replace(source_of(parties[0]), text=text, named=True)
        known = self.nouns.get(scene.lemma[head]) if definite else None
        if known is not None:
            return replace(known, text=text)
        code = country_of(parties)
        person = signs().people.search(scene.lemma[head]) and not signs().lifeless.search(scene.lemma[head])
        if person and not definite and scene.tag[head] in ("NN", "NNS"):
            return Source("anonymous", state_code(code), text, False, whole)
        return Source("government" if code else "anonymous", code, text, bool(code), whole)

    def _named_again(self, scene: Scene, head: int, noun: Noun, parties: Sequence[PartyMention]) -> Source | None:
        """The named speaker whom "the diplomat" means: who spoke last, if nobody unnamed has spoken by that noun."""
        alone = noun.class_ == "anonymous" and scene.tag[head] == "NN" and not any(party.code for party in parties)
        named = self.last_named if alone and scene.lemma[head] not in self.unnamed else None
        return named if named is not None and named.named and named.class_ == noun.named else None

    def _not_abroad(
        self, scene: Scene, tokens: Sequence[int], parties: Sequence[PartyMention]
    ) -> Sequence[PartyMention]:
        """Parties without the place where an embassy, an envoy or a diplomat is."""
        abroad = [t for t in tokens if scene.lemma[t] in speakers().residents] if parties else []
        if not abroad:
            return parties
        return [p for p in parties if not is_abroad(scene, p) and not any(stays_in(scene, t, p) for t in abroad)]

    def _seated(self, scene: Scene, tokens: Sequence[int], parties: Sequence[PartyMention]) -> Sequence[PartyMention]:
        """Parties, where a town that stands for an organisation is but where somebody works: "a Brussels institute"."""
        towns = {p: code for p in parties if p.kind == "group" and (code := speakers().regions.get(self._spelt(p)))}
        nouns = (noun_of(scene, token, tokens) for token in tokens) if towns else ()
        if not any(noun is not None and noun.class_ in PLACES_OF_WORK for noun in nouns):
            return parties
        return [replace(p, kind="capital", class_="government", code=towns[p]) if p in towns else p for p in parties]

    def _spelt(self, party: PartyMention) -> str:
        return self.text[party.start : party.end]

    def _common(
        self,
        scene: Scene,
        tokens: Sequence[int],
        head: int,
        parties: Sequence[PartyMention],
        noun: Noun,
        definite: bool,
    ) -> Source:
        """What a common noun with its belongings stands for."""
        if scene.lemma[head] in speakers().residents:
            parties = [p for p in parties if not is_abroad(scene, p)]
            self.guessed = self.guessed or not parties
        class_, code = noun.class_, country_of(parties)
        if not noun.alone and not definite and is_of_unnamed(scene, head):
            return Source("anonymous", state_code(code))
        bodies = [p for p in parties if p.kind in BODIES]
        open_ = definite and not bodies and not noun.alone
        only = self.classes.get("company") if "ngo" not in self.classes else None
        meant = group_meant(scene, head, self.last_group or only, code) if open_ else None
        spoke = self.last_voice is not None and self.last_voice.class_ in _GROUPS - {"company"}
        if meant is not None and not (spoke and noun.class_ == "ngo") and scene.lemma[head] not in self.nouns:
            return replace(meant, country=code or meant.country, count=None)
        if class_ == "government" and not noun.alone and not bodies:
            employer = employed_by(scene, tokens, head, self.people)
            if employer is not None:
                own, token = employer
                known = self.nouns.get(scene.lemma[token]) or (self.classes.get(own) if token < head else None)
                return Source(own, code or (known.country if known and known.class_ == own else None), None, True)
        if code is None and class_ == "government":
            code = next((p.code for p in bodies if p.kind == "person" and p.class_ == "government"), None)
        if code is None and scene.lower[head : head + 3] == ["head", "of", "state"]:
            ruler = next((self.nouns[word] for word in signs().rulers if word in self.nouns), None)
            if ruler is not None:
                return replace(ruler, count=None)
        if noun.class_ == "anonymous" and noun.named == "military":
            force = next((p for p in bodies if p.class_ in ("military", "intelligence", "intergovernmental")), None)
            if force is not None:
                return Source(
                    force.class_ or "military",
                    force.code or code or self._country("military", True, scene, head),
                )
        if noun.class_ == "anonymous":
            return Source(
                "anonymous",
                whose_code(code) or region_of(parties, head) or self._anonymous(scene, tokens, head, parties, definite),
            )
        if noun.class_ == "document" and not noun.alone:
            bodies = bodies or [
                p for p in parties_at(scene, below(scene, head)) if p.kind in BODIES and p.kind != "office"
            ]
            if code is not None and not bodies:
                return Source(class_of(code, "government"), code, None, True)
        if not noun.alone and bodies:
            body = bodies[0]
            got = source_of(body)
            if code is not None and speakers().shared.fullmatch(self._spelt(body)):
                got = replace(got, country=code)  # "a spokesman for the Marine Corps of the Philippines"
            if body.kind != "office":
                return Source(got.class_, got.country or code, None, True)
            class_ = got.class_ or class_
        elif bodies and noun.alone and bodies[0].kind != "office":
            code = code or bodies[0].code
            if bodies[0].class_ == "intergovernmental" and class_ != "media":
                return Source("intergovernmental", bodies[0].code, None, True)
            if class_ in ("government", "military") and bodies[0].class_ == "nonstate":
                class_ = bodies[0].class_
            elif class_ in ("military", "person") and bodies[0].kind == "institute":
                class_ = bodies[0].class_ or "ngo"
        if code is None and class_ in HOMELY and not any(scene.tag[t] == "PRP$" for t in tokens):
            resident = scene.lemma[head] in speakers().residents
            code = (None if resident else seat_in(scene, head)) or self._set_in(scene, tokens, head)
            if code is None and not resident and scene.lower[head + 1 : head + 2] == ["there"]:
                code = place_before(scene, head) or self.last_place
            new = not definite or scene.lemma[head] not in self.nouns
            code = code or (speaks_in(scene, head) if new and not resident else None)
        made = made_by(scene, head)
        if made is not None:
            return replace(made, text=None)
        if code is None:
            owner = self._possessor(scene, tokens, head)
            if owner is not None and owner.country in hosts_of(scene, head):
                owner = replace(owner, country=self.last_foreign)
            if owner is not None:
                keeps = not noun.alone and owner.class_ not in ("person", "anonymous")
                return Source(owner.class_ if keeps else class_, owner.country, None, owner.named)
        if (
            code is None
            and class_ in HOMELY
            and not signs().several.isdisjoint(scene.lower[t] for t in tokens if t > head)
        ):
            return Source(class_, None, None, True)
        if code is None or (not noun.alone and not bodies):
            nested = self._nested(scene, tokens, head)
            if nested is not None:
                code = code or nested.country
                class_ = class_ if noun.alone else nested.class_
                return Source(class_, code or self._country(class_, definite, scene, tokens[0]), None, True)
        if code is not None:
            return Source(class_of(code, class_), code, None, True)
        if definite and self.together and class_ == "government" and scene.tag[head] == "NNS":
            return Source(class_, None, None, True)
        uttered = noun.class_ != "document" and scene.lemma[head] in speakers().utterances
        if definite and self.last_voice is not None and uttered:
            return replace(self.last_voice, count=None)
        many = any(scene.lower[t] in ("both", "two", "three") for t in tokens)
        if definite and not many and not is_introduced(scene, head):
            if not noun.alone and class_ == "ngo" and self.last_voice is not None and self.last_voice.class_ in _GROUPS:
                return replace(self.last_voice, count=None)
            where = "where" in scene.lower[max(0, head - 4) : head] and class_ in HOMELY and not is_human(scene, head)
            placed = place_around(scene, head) if where else None
            if placed is not None:  # "in Berlin, where the defence ministry ..."
                return Source(class_, placed, None, True)
            bare = speakers().nouns.get(scene.lemma[head])
            seller = bool(noun.also) and bare is not noun  # who is called "the firm" is not the tracking firm
            known = self.nouns.get(self._key(scene, head)) or (None if seller else self.nouns.get(scene.lemma[head]))
            other = known is not None and class_ in PLACES_OF_WORK and known.class_ == "government"
            if known is not None and not other and (known.class_ == class_ or not noun.alone or class_ not in HOMELY):
                self.guessed = class_ in HOMELY
                return replace(known, count=None)
            if not noun.alone and class_ == "ngo" and self.last_body is not None and self.last_body.class_ in _GROUPS:
                return replace(self.last_body, count=None)
            same = self.classes.get(class_) if class_ not in HOMELY and not noun.also else None
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

    def _described(self, scene: Scene, tokens: Sequence[int], head: int) -> Source | None:
        """A description of somebody named: "a spokeswoman for the ministry", "Israeli analyst"."""
        noun = noun_of(scene, head, tokens)
        title = speakers().titles.get(scene.lower[head].strip("."))
        parties = parties_at(scene, tokens)
        if noun is None and not title and not any(p.kind in BODIES for p in parties):
            return None
        got = self._phrase(scene, tokens, head, self.words(scene, tokens[0], tokens[-1]), title)
        if got.class_ == "anonymous":
            body = next((p for p in parties if p.kind in BODIES and p.code and p.entry.kind != "office"), None)
            if body is not None:
                return source_of(body)
            retired = signs().retired.match((got.text or "").lower())
            serves = noun is not None and noun.named != "anonymous" and not retired
            got = replace(got, class_=noun.named if noun is not None and serves else "person")
            if got.country is None and got.class_ == "government":
                known = not INDEFINITE.match(got.text or "")
                got = replace(got, country=self._country("government", known, scene, tokens[0]))
        self.nouns.setdefault(scene.lemma[head], got)
        return got
