"""The clauses of a sentence, what their verbs carry, and what kinds of events are spoken of in each.

The words of the signs stand in ``lexicon/positions.toml``. By themselves they decide nothing: they are
what the trained models of ``positions`` look at beside the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.clues import SIGNS, among, counts, nearest, signs_in
from weighbridge.reading.positions.cues import Verbal, load_cues, negation, verbal
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention, Scene

_OPENING = frozenset("ROOT ccomp advcl relcl csubj csubjpass parataxis acl pcomp".split())
"""Relations by which a verb opens a clause of its own."""
_MODALS = ("future", "conditional", "possible", "due", "must", "to", "is_to")
CARRIED = (
    "negated",
    *(f"modal={one}" for one in _MODALS),
    *"perfect progressive past passive bare participle none".split(),
)
"""What ``carried`` tells of a clause's verb."""
_NOTHING = [0.0] * (len(CARRIED) - 1) + [1.0]


def clauses_of(tree: Tree) -> list[int]:
    """For each word the head of its clause: the nearest verb over it that opens one, or the root."""
    known: list[int] | None = tree.cache.get("clauses")
    if known is None:
        known = [-1] * len(tree)
        for start in range(len(tree)):
            path: list[int] = []
            at = start
            while known[at] < 0 and not _opens(tree, at) and tree.head[at] != at and len(path) < 80:
                path.append(at)
                at = tree.head[at]
            top = known[at] if known[at] >= 0 else at
            known[at] = top
            for one in path:
                known[one] = top
        tree.cache["clauses"] = known
    return known


def _opens(tree: Tree, at: int) -> bool:
    if tree.pos[at] not in VERBS:
        return tree.head[at] == at
    if tree.dep[at] in _OPENING:
        return True
    return tree.dep[at] == "conj" and bool(tree.subjects(at))


def carried(tree: Tree, at: int) -> tuple[Verbal, list[float]]:
    """What the verb ``at`` carries, also as numbers in the order of CARRIED."""
    words: dict[int, tuple[Verbal, list[float]]] = tree.cache.setdefault("carried", {})
    known = words.get(at)
    if known is None:
        if tree.pos[at] in VERBS:
            what = verbal(tree, at, load_cues())
            row = [
                float(negation(tree, at)),
                *(float(what.modal == one) for one in _MODALS),
                float(what.perfect),
                float(
                    what.progressive
                    or (tree.tag[at] == "VBG" and any(tree.lemma[k] == "be" for k in tree.under(at, "aux", "auxpass")))
                ),
                float(what.past),
                float(tree.is_passive(at)),
                float(tree.tag[at] == "VB" and what.modal is None),
                float(tree.tag[at] in ("VBG", "VBN") and not tree.under(at, "aux", "auxpass")),
                0.0,
            ]
        else:
            what, row = Verbal(), _NOTHING
        known = words[at] = what, row
    return known


def signature(tree: Tree, at: int) -> str:
    """The verb ``at`` with what it carries, as a word."""
    if tree.pos[at] not in VERBS:
        return tree.pos[at].lower()
    row = carried(tree, at)[1]
    return " ".join(name for name, value in zip(CARRIED, row, strict=True) if value) or "plain"


PLACES = ("trigger", "goods", "over", "root")
CLAUSE_NAMES = [
    *(f"clause {place}:{one}" for place in PLACES for one in CARRIED),
    *(f"clause {one}" for one in ("same", "trigger_root", "goods_root", "count")),
    *(f"sign {place}:{one}" for place in (*PLACES, "sentence", "near", "above", "before", "after") for one in SIGNS),
]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of a sentence."""

    count: list[float]
    """Of each sign."""
    inside: dict[int, list[float]]
    """The same in each clause with any, by its head."""
    clauses: int
    root: int


_NO_SIGNS = [0.0] * len(SIGNS)


def _signs(scene: Scene) -> _Signs:
    """Worked out once a sentence."""
    tree = tree_of(scene.doc)
    known: _Signs | None = tree.cache.get("signs by clause")
    if known is None:
        clauses = clauses_of(tree)
        found = signs_in(scene)
        inside: dict[int, list[float]] = {}
        for number, places in enumerate(found.values()):
            for at in places:
                inside.setdefault(clauses[at], [0.0] * len(SIGNS))[number] += 1.0
        root = next((at for at in range(len(tree)) if tree.head[at] == at), 0)
        known = tree.cache["signs by clause"] = _Signs(counts(found), inside, len(set(clauses)), root)
    return known


def clause_numbers(
    look: Lookup, item: ItemMention, trigger: int, before: Lookup | None, after: Lookup | None
) -> list[float]:
    """Numbers in the order of CLAUSE_NAMES for goods and the word that speaks for them."""
    tree = tree_of(look.scene.doc)
    clauses = clauses_of(tree)
    signs = _signs(look.scene)
    mine, goods, root = clauses[trigger], clauses[item.token], signs.root
    heads = (mine, goods, clauses[tree.head[mine]], root)
    row: list[float] = []
    for head in heads:
        row += carried(tree, head)[1]
    row += [float(mine == goods), float(mine == root), float(goods == root), float(signs.clauses)]
    for head in heads:
        row += signs.inside.get(head, _NO_SIGNS)
    found = signs_in(look.scene)
    row += signs.count
    row += nearest(found, item.token)
    row += among(found, frozenset((*look.climb(item.token), *look.climb(trigger))))
    for other in (before, after):
        row += counts(signs_in(other.scene)) if other is not None else _NO_SIGNS
    return row


def clause_words(look: Lookup, item: ItemMention, trigger: int, masks: list[str]) -> list[str]:
    """Words of the clauses of goods and trigger, and what their verbs carry."""
    tree = tree_of(look.scene.doc)
    clauses = clauses_of(tree)
    mine, goods = clauses[trigger], clauses[item.token]
    over = clauses[tree.head[mine]]
    return [
        f"carries {tree.lemma[mine]} {signature(tree, mine)}",
        f"carries {signature(tree, mine)}",
        f"goods carry {tree.lemma[goods]} {signature(tree, goods)}",
        f"over carries {tree.lemma[over]} {signature(tree, over)}",
        f"goods {tree.dep[item.token]} {tree.lemma[tree.head[item.token]]}",
        *(f"goods up {tree.lemma[one]}" for one in look.climb(item.token)[1:6]),
        *_inside(tree, (mine, goods, over), masks),
    ]


def _inside(tree: Tree, heads: tuple[int, int, int], masks: list[str]) -> list[str]:
    """The words by the clause in which they stand: of the trigger, the goods, or over the trigger's.

    Worked out once for all transfers of a sentence with the same clauses.
    """
    known: dict[tuple[int, int, int], list[str]] = tree.cache.setdefault("words by clause", {})
    out = known.get(heads)
    if out is None:
        out = known[heads] = []
        mine, goods, over = heads
        clauses = clauses_of(tree)
        last = len(masks) - 1
        for at, word in enumerate(masks):
            if clauses[at] == mine:
                out.append("inside " + word)
                if at < last and clauses[at + 1] == mine:
                    out.append(f"inside {word} {masks[at + 1]}")
            elif clauses[at] == goods:
                out.append("by goods " + word)
            elif clauses[at] == over:
                out.append("outside " + word)
    return out
