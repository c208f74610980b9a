"""The clauses of a sentence, what their verbs carry, and what kinds of events are spoken of in each.

The words of the signs stand in ``lexicon/positions.toml``. By themselves they decide nothing: they are
what the trained models of ``positions`` look at beside the rules.
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.clues import SIGNS, signs_in
from weighbridge.reading.positions.cues import Verbal, load_cues, negation, verbal
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention

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
_FAR = 15.0


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
    key = f"carried {at}"
    known: tuple[Verbal, list[float]] | None = tree.cache.get(key)
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
        known = tree.cache[key] = what, row
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


def clause_numbers(
    look: Lookup, item: ItemMention, trigger: int, before: Lookup | None, after: Lookup | None
) -> list[float]:
    """Numbers in the order of CLAUSE_NAMES for goods and the word that speaks for them."""
    tree = tree_of(look.scene.doc)
    clauses = clauses_of(tree)
    mine, goods = clauses[trigger], clauses[item.token]
    over = clauses[tree.head[mine]]
    root = next((at for at in range(len(tree)) if tree.head[at] == at), 0)
    heads = (mine, goods, over, root)
    row: list[float] = []
    for head in heads:
        row += carried(tree, head)[1]
    row += [float(mine == goods), float(mine == root), float(goods == root), float(len(set(clauses)))]
    found = signs_in(look.scene)
    homes = {name: [clauses[at] for at in places] for name, places in found.items()}
    for head in heads:
        row += [float(homes[name].count(head)) for name in SIGNS]
    row += [float(len(found[name])) for name in SIGNS]
    row += [min((abs(at - item.token) for at in found[name]), default=_FAR) for name in SIGNS]
    path = frozenset((*look.climb(item.token), *look.climb(trigger)))
    row += [float(any(at in path for at in found[name])) for name in SIGNS]
    for other in (before, after):
        signs = signs_in(other.scene) if other is not None else {}
        row += [float(len(signs.get(name, ()))) for name in SIGNS]
    return row


def clause_words(look: Lookup, item: ItemMention, trigger: int, masks: list[str]) -> list[str]:
    """Words of the clauses of goods and trigger, and what their verbs carry."""
    tree = tree_of(look.scene.doc)
    clauses = clauses_of(tree)
    mine, goods = clauses[trigger], clauses[item.token]
    over = clauses[tree.head[mine]]
    out = [
        f"carries {tree.lemma[mine]} {signature(tree, mine)}",
        f"carries {signature(tree, mine)}",
        f"goods carry {tree.lemma[goods]} {signature(tree, goods)}",
        f"over carries {tree.lemma[over]} {signature(tree, over)}",
        f"goods {tree.dep[item.token]} {tree.lemma[tree.head[item.token]]}",
    ]
    path = look.climb(item.token)[1:6]
    out.extend(f"goods up {tree.lemma[one]}" for one in path)
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
