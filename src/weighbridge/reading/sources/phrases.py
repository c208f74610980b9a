"""Noun phrases that name a speaker: their head, their core, names and what describes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from weighbridge.reading.amounts.numerals import amount
from weighbridge.reading.dating.names import MONTHS, WEEKDAYS
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.parties import state_code
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

INDEFINITE = re.compile(
    r"(?:an?|one|two|three|four|five|some|several|another|unnamed|senior|many|\d+)\b", re.IGNORECASE
)
"""Opens what people are called who stay unnamed."""
NAME_TAGS = frozenset(("NNP", "NNPS"))
_OUTSIDE = frozenset(("relcl", "appos", "conj", "cc", "punct", "acl", "advcl", "preconj", "parataxis", "dep"))
_BELONGING = frozenset("of for at in from within inside to by close".split())
"""Prepositions after a speaker that say whose speaker he is."""
_DAYS = MONTHS | WEEKDAYS
_DEFINITE = frozenset("the this that these those both its his her their our my same".split())


def head_of(scene: Scene, tokens: Collection[int]) -> int:
    """The token of a phrase whose own head lies outside; nouns and names go before other words."""
    inside = set(tokens)
    tops = [t for t in tokens if scene.head[t] not in inside or scene.head[t] == t]
    named = [t for t in tops if scene.tag[t][0] in "NPC" and scene.dep[t] != "punct"]
    return (named or tops or list(tokens))[0]


def core_of(scene: Scene, head: int, inside: Collection[int] | None = None) -> list[int]:
    """The head with what belongs to it: no relative clauses, appositions or second members."""
    found, queue = [head], [head]
    while queue:
        for child in scene.children[queue.pop()]:
            dep = scene.dep[child]
            if dep in _OUTSIDE or (inside is not None and child not in inside):
                continue
            if dep == "prep" and scene.lower[child] not in _BELONGING:
                continue
            found.append(child)
            queue.append(child)
    return sorted(found)


def members_of(scene: Scene, head: int, inside: Collection[int] | None = None) -> list[int]:
    """Heads that "and" joins to ``head``."""
    found: list[int] = []
    at = head
    while len(found) < 5:
        more = [c for c in scene.children[at] if scene.dep[c] == "conj" and (inside is None or c in inside)]
        if not more:
            return found
        found += more
        at = more[-1]
    return found


def appositions_of(scene: Scene, head: int, inside: Collection[int] | None = None) -> list[int]:
    """Heads of appositions to ``head``."""
    return [c for c in scene.children[head] if scene.dep[c] == "appos" and (inside is None or c in inside)]


def parties_at(scene: Scene, tokens: Collection[int]) -> list[PartyMention]:
    """The party mentions that stand on the tokens, in order."""
    if not scene.parties:
        return []
    wanted = set(tokens)
    return [party for party in scene.parties if party.token in wanted or party.first in wanted]


def party_on(scene: Scene, token: int) -> PartyMention | None:
    """The party mention that covers a token."""
    if not scene.parties:
        return None
    at = scene.start + scene.starts[token]
    for party in scene.parties:
        if party.first <= token and at < party.end:
            return party
    return None


def is_surname(scene: Scene, party: PartyMention) -> bool:
    """Whether a town stands for somebody who is called like it: "Omar Mansoura", but not "Radio Goma"."""
    at, before = party.token, party.token - 1
    if party.kind != "place" or party.first != at or at == 0 or scene.dep[before] != "compound":
        return False
    word = _word(scene, before)
    known = speakers()
    body = word in known.names or (word in known.nouns and word not in known.titles)
    return scene.tag[before] in NAME_TAGS and scene.head[before] == at and not body and party_on(scene, before) is None


def is_definite(scene: Scene, head: int) -> bool:
    """Whether the phrase is about somebody already known ("the minister", "his aide", "management")."""
    if not scene.children[head] and scene.lower[head] in signs().bare:
        return True
    return any(scene.dep[c] in ("det", "poss", "predet") and scene.lower[c] in _DEFINITE for c in scene.children[head])


def name_runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of capitalised names without their titles, which may be people: (first, last) token."""
    titles, nouns = speakers().titles, speakers().nouns
    at, count = 0, len(scene.tag)
    if NAME_TAGS.isdisjoint(scene.tag):
        return
    while at < count:
        if scene.tag[at] in NAME_TAGS and _plain(scene, at) and _word(scene, at) not in titles:
            last = at
            while last + 1 < count and _word(scene, last + 1) not in titles:
                if scene.tag[last + 1] in NAME_TAGS:
                    last += 1
                elif (
                    joins_words(scene, last + 1)
                    and last + 2 < count
                    and scene.tag[last + 1] == "HYPH"
                    or (
                        scene.lower[last + 1] in signs().particles
                        and last + 2 < count
                        and scene.tag[last + 2] in NAME_TAGS
                    )
                ):
                    last += 2
                else:
                    break
            first = at
            while first < last and (_word(scene, first) in nouns or party_on(scene, first)):
                party = party_on(scene, first)
                if party is not None and party.kind == "person":
                    break
                first += 1
            common = last > at and f"{_word(scene, last - 1)} {_word(scene, last)}" in nouns  # "a Member State"
            if scene.lower[last] not in _DAYS and not common and not on_goods(scene, last):
                yield first, last
            at = last + 1
        else:
            at += 1


def on_goods(scene: Scene, token: int) -> bool:
    """Whether a token stands in the words for goods."""
    at = scene.start + scene.starts[token]
    return any(item.start <= at < item.end for item in scene.items)


def _word(scene: Scene, at: int) -> str:
    return scene.lower[at].strip(".")


def _plain(scene: Scene, at: int) -> bool:
    return bool(scene.doc[at].shape_[:1] == "X")


def number_in(scene: Scene, tokens: Sequence[int]) -> int | None:
    """How many speakers a phrase counts ("two officials"), where it does."""
    for token in tokens:
        if scene.tag[token] == "CD" and (got := amount(scene.lower[token])) is not None:
            low, high = got
            return int(low) if low == high and 0 < low < 1000 and low == int(low) else None
    return None


def below(scene: Scene, head: int) -> list[int]:
    """All tokens under a head, at most some thirty."""
    found, queue = [head], [head]
    while queue and len(found) < 30:
        kids = scene.children[queue.pop()]
        found += kids
        queue += kids
    return sorted(found)


def of_whom(scene: Scene, head: int, tokens: Sequence[int]) -> int:
    """The plural in "one of the officials", "two of its directors"; else the head itself."""
    if scene.tag[head] in ("CD", "DT") or scene.lower[head] in ("many", "several", "some", "most", "one"):
        for prep in scene.children[head]:
            if scene.lower[prep] == "of":
                return next((t for t in scene.children[prep] if scene.dep[t] == "pobj" and t in tokens), head)
    return head


def is_person(scene: Scene, token: int) -> bool:
    party = party_on(scene, token)
    return party is not None and party.kind == "person"


def is_human(scene: Scene, head: int) -> bool:
    noun = speakers().nouns.get(scene.lower[head])
    if noun is None:
        return (
            scene.tag[head] in NAME_TAGS and scene.lower[head] not in speakers().names and party_on(scene, head) is None
        )
    return (
        noun.class_ not in _LIFELESS
        and not signs().lifeless.search(scene.lower[head])
        and signs().people.search(scene.lower[head]) is not None
    )


_LIFELESS = frozenset(("document", "intergovernmental"))


def is_introduced(scene: Scene, head: int) -> bool:
    """Whether a noun is followed by a name that no file knows: "the organisation Vredeskring" is none named before."""
    name = head + 1
    if (
        name >= len(scene.lower)
        or not scene.text[scene.starts[name]].isupper()
        or scene.lower[name].strip(".") in _DAYS
    ):
        return False
    return head in (scene.head[name], scene.head[scene.head[name]]) and party_on(scene, name) is None


def joins_words(scene: Scene, token: int) -> bool:
    """Whether a dash joins two words."""
    at = scene.starts[token]
    before = scene.starts[token - 1] + len(scene.lower[token - 1]) if token else 0
    return scene.lower[token] == "-" and before == at


def stays_in(scene: Scene, head: int, party: PartyMention) -> bool:
    """Whether a party is only the place where somebody is ("its ambassador in Moscow", "diplomats in Rabat")."""
    preposition = scene.head[party.token]
    if scene.lower[preposition] not in ("in", "at", "to"):
        return False
    above = scene.head[preposition]
    # parsers hang "in Kyiv" on Iran in "the embassy of Iran in Kyiv"
    return above == head or (scene.lower[scene.head[above]] == "of" and scene.head[scene.head[above]] == head)


def is_abroad(scene: Scene, party: PartyMention) -> bool:
    """Whether a mention is an embassy or an envoy with the place where it is ("ambassador in Moscow")."""
    if party.entry.kind != "office" or scene.lemma[party.token] not in speakers().residents:
        return False
    words = scene.text[party.start - scene.start : party.end - scene.start].split()
    owned = words[0].endswith(("'s", "\u2019s"))  # "China's mission to the European Union"
    return not owned and any(word in ("in", "at", "to") for word in words[1:])


def hosts_of(scene: Scene, head: int) -> frozenset[str | None]:
    """The state where an envoy or an embassy is, and whose it can't be: "its ambassador in Nairobi"."""
    if scene.lemma[head] not in speakers().residents:
        return frozenset()
    parties = parties_at(scene, below(scene, head))
    return frozenset(p.code for p in parties if p.code and (is_abroad(scene, p) or stays_in(scene, head, p)))


_PLACES = frozenset(("capital", "state", "place"))
_JOINING = frozenset(("and", "but", "while"))
_SEATS = frozenset(("in", "at", "from"))
_OPENS = 4
"""So many tokens from a place with "where" the words for a speaker may begin: "Paris, where the defence ministry"."""


def part_of(scene: Scene, at: int) -> range:
    """The part of a sentence between semicolons in which a token stands."""
    first = next((t + 1 for t in range(at - 1, -1, -1) if scene.lower[t] == ";"), 0)
    last = next((t for t in range(at + 1, len(scene.lower)) if scene.lower[t] == ";"), len(scene.lower))
    return range(first, last)


def place_around(scene: Scene, at: int) -> str | None:
    """The state to which the clause around a token is set: "In New Delhi a spokesman ...", "Paris, where the ministry".

    None where the clause opens with no place.
    """
    opened = opened_in(scene, at)
    if opened is not None:
        return opened
    part = part_of(scene, at)
    for party in scene.parties:
        if party.kind not in _PLACES or state_code(party.code) is None or party.token not in part:
            continue
        if party.token >= at:
            break
        after = scene.lower[party.token + 1 : party.token + 3]
        if after == [",", "where"] and at - party.token <= _OPENS + 2:
            return party.code
    return None


def opened_in(scene: Scene, at: int, seats: Collection[str] = _SEATS) -> str | None:
    """The state of the place with which the clause around a token begins: "In Beijing the foreign ministry ..."."""
    headed = headed_by(scene, at)
    if headed is not None:
        return headed
    part = part_of(scene, at)
    first = part.start + (scene.lower[part.start] in _JOINING)
    if first + 1 >= at or scene.lower[first] not in seats:
        return None
    name = first + 1 + (scene.lower[first + 1] == "the")  # "In the House of Commons a Labour member ..."
    party = party_on(scene, name) or next((one for one in scene.parties if one.first == name), None)
    if party is None or party.first != name or scene.dep[party.token] != "pobj":
        return None
    return state_code(party.code) if party.kind in (*_PLACES, "organ") else None


def headed_by(scene: Scene, at: int) -> str | None:
    """The state of the place that heads the sentence around a token: "Cairo: the foreign ministry asked ...".

    No dateline in capitals: who speaks after it may be anybody.
    """
    party = scene.parties[0] if scene.parties else None
    if party is None or party.token + 1 >= at or party.kind not in _PLACES:
        return None
    dateline = scene.text[party.start - scene.start : party.end - scene.start].isupper()
    marks = all(scene.tag[token][0] not in "NVJPDR" for token in range(party.first))
    return state_code(party.code) if not dateline and marks and scene.lower[party.token + 1] == ":" else None


def place_before(scene: Scene, at: int) -> str | None:
    """The state of the place that is named last before a token, other than as an owner: "in Quito. ... there"."""
    for party in reversed(scene.parties):
        if party.token < at and party.kind in _PLACES and scene.dep[party.token] != "poss" and party.code:
            return state_code(party.code)
    return None


def seat_in(scene: Scene, head: int) -> str | None:
    """The state of the capital in the words for somebody: "the committee on foreign affairs in Addis Ababa"."""
    for party in parties_at(scene, below(scene, head)):
        if party.kind != "capital" or scene.lower[party.token] in signs().visited:
            continue
        chain = [party.token]
        while scene.dep[chain[-1]] in ("pobj", "prep") and scene.head[chain[-1]] != chain[-1]:
            chain.append(scene.head[chain[-1]])
        if len(chain) > 1 and chain[-1] == head and scene.lower[chain[1]] == "in":
            return state_code(party.code)
    return None


def told_to(scene: Scene, at: int) -> str | None:
    """The state of the television, the radio or the paper to which somebody speaks: "told Armenian television"."""
    for party in scene.parties:
        own = party.kind in ("adjective", "outlet") and state_code(party.code) and party.first > at
        if own and scene.lemma[party.first - 1] == "tell":
            behind = scene.lemma[party.first : party.token + 4]
            if any((noun := speakers().nouns.get(word)) is not None and noun.class_ == "media" for word in behind):
                return party.code
    return None


def speaks_in(scene: Scene, at: int) -> str | None:
    """The state of the capital where somebody speaks: "a spokesman for the chancellor said in Berlin".

    None for several people, and where organisations have their seats, to which ministers travel.
    """
    token = at
    while scene.dep[token] not in ("nsubj", "ROOT") and scene.head[token] != token:
        token = scene.head[token]
    if scene.dep[token] != "nsubj" or scene.tag[token] in ("NNS", "NNPS"):
        return None
    for preposition in scene.children[scene.head[token]]:
        if scene.lower[preposition] == "in":
            for place in scene.children[preposition]:
                party = party_on(scene, place)
                if party is not None and party.kind == "capital" and scene.lower[place] not in signs().visited:
                    return state_code(party.code)
    return None
