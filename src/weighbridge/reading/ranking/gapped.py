"""Parties behind which the verb is left out: "Germany sent 18 tanks, Poland 14 and Spain none", "12 from Poland".

Each of them gives, or gets, as the first one does, and its own number of the same goods, or of others of their kind;
the models take them for the other side ("Germany sent Spain tanks"). Who has "none" is in no transfer at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from weighbridge.model import Quantity
from weighbridge.reading.amounts.counts import counts_in
from weighbridge.reading.amounts.quantities import quantity_for
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page, Triple
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import ItemMention, PartyMention, Scene

SURE, TOLD, NOT_TOLD, RULED_OUT = 0.9, 0.6, 0.2, 0.05
"""What such a party has at least in the role that the grammar gives it, what its transfer has, what one across two gaps
has at most, and what the party has in another role; set by hand."""
_NAMED = ("designation", "word", "weak")
_BEFORE = frozenset((",", ";", "and", "but", "while", ":"))
_BEHIND = frozenset((",", ";", "and", "but", "while", ".", "more", "others", "each", ")"))
_ABOUT = frozenset(("another", "a", "further", "about", "some", "only", "just", "nearly", "the", "up", "to"))
_NONE = frozenset(("none", "nothing", "zero", "nil", "no", "not", "never"))
_SIDES = {"from": "supplier", "to": "recipient"}
_ROLES = ("supplier", "recipient")
_LEAST = 2
"""Parties that a sentence with a gap names."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Gapped:
    """A party without a verb of its own: what it gives or gets, in which role, how many, or that it is nothing.

    No role where the sentence may be meant either way."""

    hit: FrameHit
    goods: int
    """The token of the goods of the verb ..."""
    own: int
    """... and of those of this party, mostly the same."""
    code: str
    role: str
    count: Quantity | None
    nothing: bool = False
    other: str | None = None
    """The party on the other side, where it has one of its own: "and Slovakia 14 to Ukraine"."""


def fill_gaps(page: Page) -> None:
    """Sets the scores of parties without a verb of their own, before transfers are made of them."""
    for item in page.items:
        look = page.looks[item.scene]
        found = gapped_in(look)
        for one in found:
            theirs = {token for other in found if other.hit is one.hit for token in (other.goods, other.own)}
            if item.mention.token not in theirs:
                continue
            if not one.role:
                for role in _ROLES:
                    _lower(item, role, {one.code})
                continue
            other = _ROLES[1 - _ROLES.index(one.role)]
            _lower(item, other, {one.code})
            if one.other is not None and item.mention.token != one.own:
                _lower(item, other, {one.other} - _first_ones(look, one.hit, other))
            if one.nothing:
                _lower(item, one.role, {one.code})
                continue
            if item.mention.token == one.own:
                _raise(item, one.role, one.code)
                if one.own != one.goods:
                    _lower(item, one.role, _first_ones(look, one.hit, one.role))
            else:
                _lower(item, one.role, {one.code})


def tell_gapped(page: Page, triples: Sequence[Triple]) -> None:
    """Sets the probability and the number of the transfers of such parties, and the number of the first one's."""
    for scene, look in enumerate(page.looks):
        found = gapped_in(look)
        for triple in _likeliest(triples, scene) if found else ():
            token = triple.candidate.mention.token
            for one in found:
                if one.nothing or token not in (one.goods, one.own):
                    continue
                if not one.role:
                    if one.code in (triple.supplier, triple.recipient):
                        triple.probability = min(triple.probability, NOT_TOLD)
                    continue
                other = _ROLES[1 - _ROLES.index(one.role)]
                sides = {"supplier": triple.supplier, "recipient": triple.recipient}
                mine = sides[one.role] == one.code
                told = {one.other} if one.other and mine else _first_ones(look, one.hit, other)
                crossed = one.other and (mine or sides[one.role] in _first_ones(look, one.hit, one.role))
                if told and sides[other] not in told:
                    if crossed:
                        triple.probability = min(triple.probability, NOT_TOLD)
                    continue
                if mine and token == one.own:
                    triple.probability = max(triple.probability, TOLD if told else 0.0)
                    triple.count = one.count or triple.count
                elif sides[one.role] in _first_ones(look, one.hit, one.role) and token == one.goods:
                    triple.count = _number_of(look.scene, triple.candidate.mention) or triple.count


def _likeliest(triples: Sequence[Triple], scene: int) -> list[Triple]:
    """Of the transfers of a sentence one for the same words and parties: "rockets" may be of several classes."""
    best: dict[tuple[int, str | None, str | None], Triple] = {}
    for triple in triples:
        key = triple.candidate.mention.token, triple.supplier, triple.recipient
        if triple.scene == scene and (key not in best or triple.probability > best[key].probability):
            best[key] = triple
    return list(best.values())


def gapped_in(look: Lookup) -> list[Gapped]:
    """All such parties of a sentence, in its order; worked out once."""
    known: list[Gapped] | None = look.cache.get("gapped")
    if known is None:
        known = look.cache["gapped"] = list(_found(look))
    return known


def _first_ones(look: Lookup, hit: FrameHit, role: str) -> set[str]:
    """The parties that the verb itself has in a role: the parser gives it those behind the gaps as well."""
    found = [one for one in gapped_in(look) if one.hit is hit]
    behind = {one.code for one in found} | {one.other for one in found}
    return {code for code in look.named_in(hit, role) if code is not None and code not in behind}


def _found(look: Lookup) -> Iterator[Gapped]:
    scene = look.scene
    named_here = len({party.code for party in scene.parties if party.code})
    if named_here < _LEAST:
        return
    goods = {item.token: item for item in scene.items if item.kind in _NAMED}
    for hit in scene.hits:
        having = [token for token in hit.roles.get("item", ()) if token in goods]
        subject = _role_of_subject(look, hit)
        if hit.frame.pos != "verb" or not having or subject is None:
            continue
        named = [party for party in scene.parties if party.code and party.token not in hit.roles.get(subject, ())]
        for party in named:
            if party.first > max(hit.trigger, having[0]):
                for one in _of_party(look, hit, goods[having[0]], party, subject):
                    # "France sent 18 howitzers, Denmark 19": Denmark got none, and to whom it sent them is not told
                    yield one if named_here > _LEAST or one.nothing else replace(one, role="")
        for item in goods.values():
            if item.token > having[0] > hit.trigger:
                yield from _of_goods(look, hit, having[0], item)


def _of_party(look: Lookup, hit: FrameHit, goods: ItemMention, party: PartyMention, subject: str) -> Iterator[Gapped]:
    """What a party behind the goods gives or gets without a verb, if it does."""
    scene = look.scene
    code = party.code or ""
    before = party.first - 1
    if scene.lower[before] in ("the", "another"):
        before -= 1
    at = party.token + 1
    while at < len(scene.lower) and scene.lower[at] in _ABOUT:
        at += 1
    if scene.lower[before] in _BEFORE and at < len(scene.lower):
        if scene.lower[at] in _NONE and scene.lower[at + 1 : at + 2] not in (["fewer"], ["less"], ["only"]):
            yield Gapped(hit, goods.token, goods.token, code, subject, None, nothing=True)
            return
        found = _count_at(scene, at)
        if found is not None:
            behind, count = found
            others = [one for one in scene.items if one.kind in _NAMED and behind <= one.first <= behind + 4]
            of_kind = bool(others) and others[0].class_.split(".")[0] == goods.class_.split(".")[0]
            named_anew = of_kind or (bool(others) and others[0].first <= behind + 1)
            own = others[0].token if named_anew else goods.token
            named = behind < len(scene.tag) and scene.tag[behind].startswith("NNP")  # a make that no file knows
            end = (own if named_anew else behind - 1 + named) + 1
            side = _other_side(scene, end, subject)
            if side is None and subject == "supplier":
                if scene.lemma[hit.trigger] in words().either:
                    subject = "recipient"
                elif _has_dative(look, hit):
                    # "gave Hezbollah 500, Hamas 200", but who is it in "sent Ukraine 18, Poland 14"?
                    subject = "recipient" if party.kind == "group" else ""
            if of_kind or side is not None or end >= len(scene.lower) or scene.lower[end] in _BEHIND:
                yield Gapped(hit, goods.token, own, code, subject, count, other=side)
        return
    side = _SIDES.get(scene.lower[before])
    if side is None or not any(_SIDES.get(scene.lower[scene.head[one]]) == side for one in hit.roles.get(side, ())):
        return
    for number in counts_in(scene.text):
        first, last = _tokens(scene, number.start, number.end)
        if last == before and scene.lower[first - 1] in _BEFORE and first > goods.token:
            yield Gapped(hit, goods.token, goods.token, code, side, number.what)


def _of_goods(look: Lookup, hit: FrameHit, first: int, item: ItemMention) -> Iterator[Gapped]:
    """Goods in a row that have a side of their own: "18 tanks from Germany, 24 jets from France", "drones to Hamas"."""
    scene = look.scene
    role = _SIDES.get(scene.lower[item.token + 1]) if item.token + 1 < len(scene.lower) else None
    before = item.first - 1
    count = quantity_for(scene.doc, item.start - scene.start, item.end - scene.start)
    while before > first and (scene.tag[before] == "CD" or scene.lower[before] in _ABOUT):
        before -= 1
    if role is None or scene.lower[before] not in _BEFORE:
        return
    # the one before has its side behind it, by the same preposition
    between = [at for at in range(first, before) if _SIDES.get(scene.lower[at]) == role]
    behind = (one for one in scene.parties if one.code and item.token + 1 < one.first <= item.token + 3)
    party = next((one for one in behind if scene.head[one.token] == item.token + 1), None)
    if between and party is not None:
        yield Gapped(hit, first, item.token, party.code or "", role, count)


def _has_dative(look: Lookup, hit: FrameHit) -> bool:
    """Whether who gets it stands between verb and goods, without "to"."""
    goods = hit.roles.get("item", ())
    return any(hit.trigger < at < goods[0] for at in hit.roles.get("recipient", ())) if goods else False


def _other_side(scene: Scene, at: int, subject: str) -> str | None:
    """The party right behind a preposition at a token, by which a party without a verb has its own other side."""
    role = _SIDES.get(scene.lower[at]) if at < len(scene.lower) else None
    if role is None or role == subject:
        return None
    return next((party.code for party in scene.parties if at < party.first <= at + 2), None)


def _role_of_subject(look: Lookup, hit: FrameHit) -> str | None:
    """The role of the subject of an active verb, where it is named."""
    scene = look.scene
    for role in _ROLES:
        for at in hit.roles.get(role, ()):
            if scene.dep[at] == "nsubj" and scene.head[at] in (hit.trigger, *hit.chain):
                return role if None not in look.named_in(hit, role) else None
    return None


def _count_at(scene: Scene, at: int) -> tuple[int, Quantity] | None:
    """The number that begins at a token, with the token behind it; no year."""
    for number in counts_in(scene.text):
        first, last = _tokens(scene, number.start, number.end)
        low = number.what.low or 0
        if first <= at < last and not (_FIRST_YEAR <= low <= _LAST_YEAR):
            return last, number.what
    return None


def _tokens(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The tokens of characters start:end of the sentence: the first, and the one behind the last."""
    within = [at for at, begin in enumerate(scene.starts) if start <= begin < end]
    return (within[0], within[-1] + 1) if within else (-1, -1)


def _number_of(scene: Scene, item: ItemMention) -> Quantity | None:
    return quantity_for(scene.doc, item.start - scene.start, item.end - scene.start)


def _scores(item: ItemCandidate, role: str) -> list[float]:
    return item.supplier if role == "supplier" else item.recipient


def _raise(item: ItemCandidate, role: str, code: str) -> None:
    scores = _scores(item, role)
    for at, other in enumerate(item.codes):
        if other == code:
            scores[at] = max(scores[at], SURE)


def _lower(item: ItemCandidate, role: str, codes: set[str]) -> None:
    scores = _scores(item, role)
    for at, other in enumerate(item.codes):
        if other in codes:
            scores[at] = min(scores[at], RULED_OUT)
