"""A parsed sentence with what the lexicon found in it: parties and goods on their tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from weighbridge.lexicon import GOODS_KINDS, PARTY_KINDS, Entry
from weighbridge.reading.bands import banded
from weighbridge.reading.mentions import Mention
from weighbridge.reading.namesakes import is_namesake
from weighbridge.reading.parsing.tree import text_of, tree_of
from weighbridge.reading.sentences import Sentence

Goods = tuple[Mention, int, int, int]
"""A goods word with its first token, its last, and the one that heads it."""
_INSIDE = frozenset(("compound", "amod", "nmod", "nummod", "det", "poss", "punct", "advmod", "case", "npadvmod"))


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party at characters start:end of the document; ``token`` heads it in the sentence."""

    code: str | None
    kind: str
    class_: str | None
    start: int
    end: int
    first: int
    token: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Goods at characters start:end of the document; ``token`` heads their noun phrase.

    kind: ``designation``, ``word``, ``weak`` (goods only in a context of transfer),
    ``transfer`` (a noun or verb of transfer that stands for its goods), ``pronoun``.
    """

    class_: str
    kind: str
    start: int
    end: int
    first: int
    token: int
    origin: str | None = None
    head_rule: str | None = None
    others: tuple[str, ...] = ()
    """Further classes that the words may mean."""


@dataclass(slots=True)
class Scene:
    """What is known of one parsed sentence."""

    sentence: Sentence
    doc: Any
    head: list[int]
    dep: list[str]
    tag: list[str]
    lemma: list[str]
    lower: list[str]
    children: list[list[int]]
    starts: list[int]
    """Offset of each token in the sentence."""
    parties: list[PartyMention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    hits: Sequence[Any] = ()
    modifiers: set[int] = field(default_factory=set)
    made: dict[int, str] = field(default_factory=dict)

    @property
    def index(self) -> int:
        return self.sentence.index

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end

    @property
    def paragraph(self) -> int:
        return self.sentence.paragraph

    @property
    def text(self) -> str:
        return text_of(self.doc)

    @property
    def parse(self) -> Any:
        return self.doc

    def climb(self, token: int) -> list[int]:
        """The token and its heads up to the root."""
        return tree_of(self.doc).climb(token)


def scene_of(sentence: Sentence, doc: Any, mentions: Sequence[Mention]) -> Scene:
    """Bind the mentions that lie in ``sentence`` to the tokens of its parse."""
    tree = tree_of(doc)
    head, starts = tree.head, tree.start
    scene = Scene(sentence, doc, head, tree.dep, tree.tag, tree.lemma, tree.lower, tree.kids, starts)
    if not starts:
        return scene
    goods: list[Goods] = []
    for at, mention in enumerate(mentions):
        first = bisect_right(starts, mention.start - sentence.start) - 1
        last = bisect_right(starts, max(mention.start, mention.end - 1) - sentence.start) - 1
        first, last = max(0, first), max(0, last)
        top = _top(head, first, last)
        kind = mention.entry.kind
        named = first > 0 and tree.dep[first - 1] == "compound" and tree.tag[first - 1] == "NNP"
        alone = at == 0 or mentions[at - 1].end < mention.start - 1
        if alone and is_namesake(scene.text[: mention.start - sentence.start], mention, named):
            continue
        if mention.entry.also is not None:
            goods.append((replace(mention, entry=mention.entry.also), first, last, top))
        if kind in PARTY_KINDS:
            scene.parties.append(
                PartyMention(
                    mention.entry.code,
                    kind,
                    mention.entry.class_,
                    mention.start,
                    mention.end,
                    first,
                    top,
                    mention.entry,
                )
            )
        elif kind == "blocked":
            continue
        elif kind == "made":
            for token in range(first, last + 1):
                scene.made[token] = mention.entry.rule or ""
        else:
            goods.append((mention, first, last, top))
    scene.parties = _joined(banded(scene.parties, scene), scene)
    scene.items = _items(goods, scene)
    return scene


def _top(head: list[int], first: int, last: int) -> int:
    """The token of first..last whose head lies outside (the last such)."""
    for token in range(last, first - 1, -1):
        if not first <= head[token] <= last or head[token] == token:
            return token
    return last


_OF_STATES_TOO = frozenset(("Security Council",))
"""Bodies of the United Nations by whose name states call their own: "the Armenian Security Council"."""


def _joined(parties: list[PartyMention], scene: Scene) -> list[PartyMention]:
    """ "Russian" + "foreign ministry", "ministry of defence" + "of Ukraine": one organ of that state."""
    text, offset = scene.text, scene.start
    out: list[PartyMention] = []
    for mention in parties:
        before = out[-1] if out else None
        gap = text[before.end - offset : mention.start - offset] if before else None
        if before and gap is not None and len(gap) < 12:
            place = before.kind in ("state", "adjective", "capital", "group", "organ")
            owned = before.kind in ("state", "adjective") and before.code and gap.lower() in (" ", "'s ", "\u2019s ")
            if owned and text[mention.start - offset : mention.end - offset] in _OF_STATES_TOO:
                whose = replace(mention, code=before.code, kind="organ", class_="government")
                out.append(replace(whose, start=before.start, first=before.first))
                continue
            if (
                mention.kind == "office"
                and place
                and before.code
                and gap.lower() in (" ", "'s ", "\u2019s ", "' ", "-")
            ):
                out.append(replace(mention, code=before.code, kind="organ", start=before.start, first=before.first))
                continue
            if (
                before.kind == "office"
                and mention.kind in ("state", "capital", "group", "adjective")
                and gap.lower() in (" of ", " of the ", " for ", " in ", " for the ")
                and mention.code
            ):
                out[-1] = replace(before, code=mention.code, kind="organ", end=mention.end)
                continue
        out.append(mention)
    return out


_JOINTS = re.compile(r"[,;]|\b(?:and|or|as well as|plus)\b|&")
_FINITE = frozenset(("VB", "VBD", "VBP", "VBZ", "MD"))
_OF = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:of|containing|carrying)\b")


def _items(goods: list[Goods], scene: Scene) -> list[ItemMention]:
    """One ItemMention for each noun phrase that names goods."""
    groups: list[list[Goods]] = []
    phrase_heads: list[int] = []
    for one in goods:
        mention, first, last, top = one
        if (
            mention.entry.kind in ("weak", "head")
            and first == last
            and scene.tag[first] in _FINITE
            and not _plural(scene, first)
        ):
            continue
        phrase = top
        while scene.dep[phrase] in _INSIDE and scene.head[phrase] > phrase and scene.tag[phrase] != "VBN":
            phrase = scene.head[phrase]
        if groups:
            previous = groups[-1][-1]
            gap = scene.text[previous[0].end - scene.start : mention.start - scene.start]
            beside = gap in (" ", "-", " \u201c", ' "', " \u2018", "/")
            if beside or (phrase == phrase_heads[-1] and not _apart(previous, one, gap, scene)):
                groups[-1].append(one)
                phrase_heads[-1] = max(phrase, phrase_heads[-1])
                continue
            if phrase == phrase_heads[-1]:
                phrase_heads[-1] = previous[3]
        groups.append([one])
        phrase_heads.append(phrase)
    items: list[ItemMention] = []
    for group, phrase in zip(groups, phrase_heads, strict=True):
        item = _item(group, phrase, scene)
        if item is not None:
            items.append(item)
    return [
        item
        for at, item in enumerate(items)
        if not _wraps(item, items[at + 1 : at + 2], scene) and not _carries(item, scene)
    ]


def _carries(item: ItemMention, scene: Scene) -> bool:
    """Whether a ship, plane or lorry is but the means of transport: "by ship", "aboard the plane"."""
    if (
        item.kind != "weak"
        or item.class_.split(".")[0] not in ("ship", "aircraft", "vehicle")
        or scene.dep[item.token] != "pobj"
    ):
        return False
    return scene.lower[scene.head[item.token]] in ("by", "aboard", "onboard")


def _plural(scene: Scene, token: int) -> bool:
    """Whether a word tagged as a verb looks like a plural noun after a noun or adjective ("tank parts")."""
    return (
        scene.lower[token].endswith("s")
        and token > 0
        and scene.tag[token - 1] in ("NN", "NNP", "JJ", "NNS", "CD", "DT")
    )


def _apart(before: Goods, one: Goods, gap: str, scene: Scene) -> bool:
    """Whether a comma or an "and" between two goods words parts them ("radars and defence missiles").

    "Strike and air defence missiles" and "tank and artillery shells" stay together: the first is no plural.
    """
    if not _JOINTS.search(gap) or before[0].entry.kind not in GOODS_KINDS or one[0].entry.kind == "head":
        return False
    last = before[2]
    if one[0].entry.kind == "designation" or re.search(r"[A-Z]\w", gap):
        return True
    return (
        before[0].entry.kind == "designation"
        or scene.tag[last] in ("NNS", "NNPS")
        or scene.lower[last].endswith("aircraft")
    )


def _wraps(item: ItemMention, after: Sequence[ItemMention], scene: Scene) -> bool:
    """Whether a word of dealing or packing only holds goods that follow it: "a shipment of rifles".

    "Parts of the country" are no goods either.
    """
    if item.kind != "weak":
        return False
    rest = scene.text[item.end - scene.start :]
    of = _OF.match(rest)
    if of is None:
        return False
    near = bool(after) and not _JOINTS.search(scene.text[item.end - scene.start : after[0].start - scene.start])
    near = near and after[0].start - item.end < 60
    if item.class_ == "component":
        return not near and scene.text[item.start - scene.start : item.end - scene.start].lower() == "parts"
    return near and item.class_ == "arms"


_KIND_WORDS = frozenset(
    """missile rocket munition weapon vehicle aircraft plane jet grenade torpedo gun boat ship trainer
    launcher fighter system projectile interceptor battery carrier helicopter warship vessel""".split()
)
"""Words that say of what kind a designation is, and do not make something else of it."""


def _item(group: list[Goods], phrase: int, scene: Scene) -> ItemMention | None:
    """What the goods words of one noun phrase name together, by the rightmost strong word."""
    things = [one for one in group if one[0].entry.kind in GOODS_KINDS]
    heads = [one for one in group if one[0].entry.kind == "head"]
    modifiers = [one for one in group if one[0].entry.kind == "modifier"]
    head_rule = None
    head = heads[-1] if heads else None
    if head is not None and (things or modifiers) and head[1] > (things or modifiers)[-1][1]:
        head_rule = head[0].entry.rule
        if head_rule == "not-goods":
            return None
        if head_rule in ("is", "is-after") and head[0].entry.class_:
            things = [*things, head]
    elif head is not None and not things:
        if head[0].entry.rule != "is" or not head[0].entry.class_:
            return None
        things = [head]
    if not things:
        return None
    strong = [one for one in things if one[0].entry.kind != "weak"]
    main = strong[-1] if strong else things[-1]
    last = things[-1][0].entry
    made = len(things) > 1 and last.kind in ("weak", "head") and last.rule in ("is", "is-after")
    made = made and (last.class_ != "personnel" or things[-2][0].entry.class_ != "training")
    made = made and not (last.name in _KIND_WORDS and things[-2][0].entry.kind == "designation")
    if made:
        main = things[-1]
    class_ = main[0].entry.class_ or "arms"
    plain = made and main[0].entry.class_ != "personnel"  # "F-16 pilots" are as little to be sent as others
    kind = "word" if plain or main[0].entry.kind == "head" else main[0].entry.kind
    origin = None
    others = main[0].entry.others if len(things) == 1 and not modifiers else ()
    for mention, _, _, _ in things:
        entry = mention.entry
        if entry.kind == "designation":
            origin = entry.code
            kind = "designation" if not made or class_ != "personnel" else kind
            if main[0].entry.kind == "word" and main[0].entry.name in _KIND_WORDS and entry.class_ and not made:
                class_ = entry.class_
        # of one family the finer class stands: "Patriot missiles", "Fateh-110 ballistic missiles"
        if entry.class_ and entry.class_.startswith(class_ + "."):
            class_ = entry.class_
    for mention, _, _, _ in modifiers:
        finer = mention.entry.class_ or ""
        if finer.split(".")[0] == class_.split(".")[0] and "." not in class_:
            class_ = finer
        elif not strong and finer and not made:
            class_, kind = finer, "word"
    first = min(one[1] for one in group)
    last_token = max(phrase, max(one[2] for one in group))
    start = min(one[0].start for one in things + modifiers)
    end = max(one[0].end for one in things)
    token = phrase if first <= phrase <= last_token else main[3]
    return ItemMention(class_, kind, start, end, first, token, origin, head_rule, others)
