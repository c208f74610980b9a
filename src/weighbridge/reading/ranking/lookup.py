"""What the rows of the ranking look things up in: tokens, roles, triggers and voices of a scene."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from weighbridge.model import ITEM_CLASSES
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.encoder.senses import Sense
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import ItemMention, Scene

FAMILIES = tuple(dict.fromkeys(name.split(".")[0] for name in ITEM_CLASSES))


ITEM_KINDS = ("designation", "word", "weak", "transfer", "pronoun", "weak+", "transfer+", "pronoun+")


PARTY_KINDS = tuple("state adjective people capital place organ office person group company outlet institute".split())


PREPOSITIONS = tuple(
    "to from for by with in of against on at between via through over into among after about under as".split()
)


DEPENDENCIES = tuple(
    """nsubj nsubjpass dobj pobj poss compound amod agent dative appos conj attr nmod npadvmod ROOT advmod relcl
    acl""".split()
)


ROLES = ("supplier", "recipient", "counterparty", "item", "via", "value")


FAR = 30.0


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution as far as it touches a scene: tokens that name the source, tokens that it says."""

    source: frozenset[int]
    content: frozenset[int]
    codes: frozenset[str]
    """Parties named in the words for the source, wherever these stand."""
    cue: str


def voices_of(scenes: Sequence[Scene], found: Sequence[Attribution]) -> list[list[Voice]]:
    """The attributions of a document, scene by scene; the innermost of a scene last."""
    table: list[list[Voice]] = [[] for _ in scenes]
    places = {scene.index: at for at, scene in enumerate(scenes)}
    for one in found:
        codes: set[str] = set()
        home = places.get(one.sentence)
        touched: dict[int, tuple[set[int], set[int]]] = {}
        for spans, which in ((one.source, 0), (one.content, 1)):
            for start, end in spans:
                for at in _touching(scenes, start, end):
                    tokens = _tokens(scenes[at], start, end)
                    touched.setdefault(at, (set(), set()))[which].update(tokens)
                    if which == 0:
                        codes.update(p.code for p in scenes[at].parties if p.code and p.start < end and p.end > start)
        if home is not None:
            touched.setdefault(home, (set(), set()))
        for at, (source, content) in touched.items():
            table[at].append(Voice(frozenset(source), frozenset(content), frozenset(codes), one.cue_lemma))
    for row in table:
        row.sort(key=lambda voice: -len(voice.content))
    return table


def _touching(scenes: Sequence[Scene], start: int, end: int) -> list[int]:
    first = bisect_right([scene.end for scene in scenes], start)
    out = []
    for at in range(first, len(scenes)):
        if scenes[at].start >= end:
            break
        out.append(at)
    return out


def _tokens(scene: Scene, start: int, end: int) -> range:
    starts = scene.starts
    first = bisect_right(starts, start - scene.start) - 1
    last = bisect_left(starts, end - scene.start)
    return range(max(0, first), last)


@dataclass(slots=True)
class Lookup:
    """Per scene, computed once: where roles, triggers, parties and prepositions stand."""

    scene: Scene
    role_of: list[dict[int, str]]
    near_hits: list[int]
    climbs: dict[int, list[int]]
    item_tokens: list[int]
    party_tokens: list[int]
    party_codes: list[str | None]
    quote_depth: list[bool]
    saying: list[int]
    fighting: int
    negation: int
    modal: int
    voices: list[Voice]
    codes: list[str]
    """The codes among ``party_codes``."""
    party_order: list[int]
    item_order: list[int]
    """The tokens of parties and items from left to right."""
    resolved: dict[int, str] = field(default_factory=dict)
    """Party that a pronoun may take up (``antecedents``)."""
    said: dict[int, str] = field(default_factory=dict)
    """Whose "we" a word of the first person is, where the cast knows who speaks."""
    answering: str | None = None
    """Whose "we" is, in an answer of an interview, where nobody else says it."""
    cache: dict[Any, Any] = field(default_factory=dict)
    """What several rows of the scene ask for."""
    sense: Sense | None = None
    """What the encoder makes of the sentence, where it was asked."""

    def climb(self, token: int) -> list[int]:
        path = self.climbs.get(token)
        if path is None:
            path = self.climbs[token] = self.scene.climb(token)
        return path

    def named_in(self, hit: FrameHit, role: str) -> set[str | None]:
        """The parties that fill a role of a word of transfer by their names; None among them for anything else."""
        named = dict(zip(self.party_tokens, self.party_codes, strict=True))
        return {named.get(at) for at in hit.roles.get(role, ())}

    def give_item(self, number: int, token: int) -> None:
        """Make goods the item of a word of transfer that has them only as "them"."""
        self.scene.hits[number].roles.setdefault("item", []).append(token)
        self.role_of[number][token] = "item"
        for key in [key for key in self.cache if isinstance(key, tuple) and key[:2] == (token, number)]:
            del self.cache[key]

    def places(self, token: int) -> dict[int, int]:
        """The words on the way up from a token, with the steps to each."""
        key = "places", token
        found: dict[int, int] | None = self.cache.get(key)
        if found is None:
            found = self.cache[key] = {one: steps for steps, one in enumerate(self.climb(token))}
        return found


def lookup_of(scene: Scene, voices: list[Voice]) -> Lookup:
    """Index one scene for the row functions below."""
    role_of: list[dict[int, str]] = []
    for hit in scene.hits:
        table: dict[int, str] = {}
        for role, tokens in hit.roles.items():
            for token in tokens:
                table[token] = role
        role_of.append(table)
    inside, open_quote = [], False
    for word in scene.lower:
        if word in ("\u201c", "\u201d", '"', "``", "''"):
            open_quote = not open_quote if word == '"' else word in ("\u201c", "``")
        inside.append(open_quote)
    lemma = scene.lemma
    about = words()
    return Lookup(
        scene,
        role_of,
        [hit.trigger for hit in scene.hits],
        {},
        [item.token for item in scene.items],
        [party.token for party in scene.parties],
        [party.code for party in scene.parties],
        inside,
        [i for i, word in enumerate(lemma) if word in about.saying],
        sum(word in about.fighting for word in lemma),
        sum(dep == "neg" for dep in scene.dep)
        + sum(word in ("no", "never", "without", "neither", "nor") for word in lemma),
        sum(tag == "MD" for tag in scene.tag),
        voices,
        [party.code for party in scene.parties if party.code],
        sorted(party.token for party in scene.parties),
        sorted(item.token for item in scene.items),
    )


def one_hot_of(values: Sequence[str]) -> Callable[[str], tuple[float, ...]]:
    """A function from a value to columns, one for each of ``values``: 1 where it is that value."""
    columns = {value: tuple(float(value == one) for one in values) for value in values}
    none = (0.0,) * len(values)
    return lambda value: columns.get(value, none)


def role_distance(look: Lookup, token: int, number: int, reach: int = 4) -> tuple[str, int]:
    """The role that hit ``number`` gives the token or the nearest of its heads, and how many steps up."""
    key = (token, number, reach)
    found: tuple[str, int] | None = look.cache.get(key)
    if found is None:
        found = look.cache[key] = _role_distance(look, token, number, reach)
    return found


def _role_distance(look: Lookup, token: int, number: int, reach: int) -> tuple[str, int]:
    table = look.role_of[number]
    trigger = look.near_hits[number]
    for steps, one in enumerate(look.climb(token)[: reach + 1]):
        role = table.get(one)
        if role is not None:
            return role, steps
        if one == trigger:
            return "trigger", steps
    return "", 9


def item_hits(look: Lookup, item: ItemMention) -> list[tuple[int, int]]:
    """Hits in which the item has the item role or is the trigger: (steps, hit number), nearest first."""
    found = []
    for number, hit in enumerate(look.scene.hits):
        if hit.trigger == item.token or item.first <= hit.trigger <= item.token:
            found.append((0, number))
            continue
        role, steps = role_distance(look, item.token, number)
        if role == "item":
            found.append((steps, number))
        elif role == "trigger":
            found.append((steps + 3, number))
    found.sort()
    return found


def preposition(scene: Scene, token: int) -> tuple[str, int]:
    """The preposition that governs the token (also through "and", apposition), and its index or -1."""
    for _ in range(4):
        dep, above = scene.dep[token], scene.head[token]
        if dep == "pobj" or dep == "pcomp":
            return scene.lower[above], above
        if dep == "agent":
            return "by", token
        if dep in ("conj", "appos", "compound", "nmod", "poss", "amod") and above != token:
            token = above
            continue
        break
    return "", -1


PERSONAL = frozenset(
    "it they we he she you i who which that them us him her our its their his this these those".split()
)
