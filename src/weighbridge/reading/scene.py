"""A parsed sentence with what the lexicon found in it: parties and goods on their tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from weighbridge.lexicon import GOODS_KINDS, PARTY_KINDS, Entry
from weighbridge.reading.mentions import Mention
from weighbridge.reading.sentences import Sentence

_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "CD"))
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
        return str(self.doc.text)

    @property
    def parse(self) -> Any:
        return self.doc

    def climb(self, token: int) -> list[int]:
        """The token and its heads up to the root."""
        path = [token]
        while self.head[token] != token and len(path) < 60:
            token = self.head[token]
            path.append(token)
        return path


def scene_of(sentence: Sentence, doc: Any, mentions: Sequence[Mention]) -> Scene:
    """Bind the mentions that lie in ``sentence`` to the tokens of its parse."""
    head, dep, tag, lemma, lower, starts = [], [], [], [], [], []
    for token in doc:
        head.append(token.head.i)
        dep.append(token.dep_)
        tag.append(token.tag_)
        lemma.append(token.lemma_.lower())
        lower.append(token.lower_)
        starts.append(token.idx)
    children: list[list[int]] = [[] for _ in head]
    for child, parent in enumerate(head):
        if child != parent:
            children[parent].append(child)
    scene = Scene(sentence, doc, head, dep, tag, lemma, lower, children, starts)
    if not starts:
        return scene
    goods: list[tuple[Mention, int, int, int]] = []
    for mention in mentions:
        first = bisect_right(starts, mention.start - sentence.start) - 1
        last = bisect_right(starts, max(mention.start, mention.end - 1) - sentence.start) - 1
        first, last = max(0, first), max(0, last)
        top = _top(head, first, last)
        kind = mention.entry.kind
        if mention.entry.also is not None:
            goods.append((replace(mention, entry=mention.entry.also), first, last, top))
        if kind in PARTY_KINDS:
            scene.parties.append(
                PartyMention(
                    mention.entry.code, kind, mention.entry.class_, mention.start, mention.end, first, top, mention.entry
                )
            )
        elif kind == "blocked":
            continue
        elif kind == "made":
            for token in range(first, last + 1):
                scene.made[token] = mention.entry.rule or ""
        else:
            goods.append((mention, first, last, top))
    scene.parties = _joined(scene.parties, scene)
    scene.items = _items(goods, scene)
    return scene


def _top(head: list[int], first: int, last: int) -> int:
    """The token of first..last whose head lies outside (the last such)."""
    for token in range(last, first - 1, -1):
        if not first <= head[token] <= last or head[token] == token:
            return token
    return last


_GLUE = frozenset((" ", "'s ", "\u2019s ", "s' ", "s\u2019 ", " the ", " of ", " of the ", "-", " and "))


def _joined(parties: list[PartyMention], scene: Scene) -> list[PartyMention]:
    """"Russian" + "foreign ministry", "ministry of defence" + "of Ukraine": one organ of that state."""
    text, offset = scene.text, scene.start
    out: list[PartyMention] = []
    for mention in parties:
        before = out[-1] if out else None
        gap = text[before.end - offset : mention.start - offset] if before else None
        if before and gap is not None and len(gap) < 12:
            place = before.kind in ("state", "adjective", "capital", "group", "organ")
            if mention.kind == "office" and place and before.code and gap.lower() in (" ", "'s ", "\u2019s ", "' ", "-"):
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


def _items(goods: list[tuple[Mention, int, int, int]], scene: Scene) -> list[ItemMention]:
    """One ItemMention for each noun phrase that names goods."""
    groups: list[list[tuple[Mention, int, int, int]]] = []
    phrase_heads: list[int] = []
    for one in goods:
        mention, first, last, top = one
        phrase = top
        while scene.dep[phrase] in _INSIDE and scene.head[phrase] > phrase and scene.tag[phrase] != "VBN":
            phrase = scene.head[phrase]
        if groups:
            previous = groups[-1][-1]
            gap = scene.text[previous[0].end - scene.start : mention.start - scene.start]
            if phrase == phrase_heads[-1] or gap in (" ", "-", " \u201c", ' "', " \u2018", "/"):
                groups[-1].append(one)
                phrase_heads[-1] = max(phrase, phrase_heads[-1])
                continue
        groups.append([one])
        phrase_heads.append(phrase)
    items = []
    for group, phrase in zip(groups, phrase_heads, strict=True):
        item = _item(group, phrase, scene)
        if item is not None:
            items.append(item)
    return items


def _item(group: list[tuple[Mention, int, int, int]], phrase: int, scene: Scene) -> ItemMention | None:
    """What the goods words of one noun phrase name together, by the rightmost strong word."""
    things = [one for one in group if one[0].entry.kind in GOODS_KINDS]
    heads = [one for one in group if one[0].entry.kind == "head"]
    modifiers = [one for one in group if one[0].entry.kind == "modifier"]
    head_rule = None
    head = heads[-1] if heads else None
    if head is not None and things and head[1] > things[-1][1]:
        head_rule = head[0].entry.rule
        if head_rule == "not-goods":
            return None
        if head_rule == "is" and head[0].entry.class_:
            things = [*things, head]
    elif head is not None and not things:
        if head[0].entry.rule != "is" or not head[0].entry.class_:
            return None
        things = [head]
    if not things:
        return None
    strong = [one for one in things if one[0].entry.kind != "weak"]
    main = strong[-1] if strong else things[-1]
    class_ = main[0].entry.class_ or "arms"
    kind = main[0].entry.kind
    if kind == "head":
        kind = "word"
    origin = None
    for mention, _, _, _ in things:
        entry = mention.entry
        if entry.kind == "designation":
            origin = entry.code
            kind = "designation"
        # of one family the finer class stands: "Patriot missiles", "Fateh-110 ballistic missiles"
        if entry.class_ and entry.class_.startswith(class_ + "."):
            class_ = entry.class_
    for mention, _, _, _ in modifiers:
        finer = mention.entry.class_ or ""
        if finer.split(".")[0] == class_.split(".")[0] and "." not in class_:
            class_ = finer
        elif not strong and finer:
            class_, kind = finer, "word"
    first = min(one[1] for one in group)
    last_token = max(phrase, max(one[2] for one in group))
    start = min(one[0].start for one in things + modifiers)
    end = max(one[0].end for one in things)
    token = phrase if first <= phrase <= last_token else main[3]
    return ItemMention(class_, kind, start, end, first, token, origin, head_rule)
