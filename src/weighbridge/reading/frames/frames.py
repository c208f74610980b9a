"""Frames of transfer in a parsed sentence: trigger words and who fills which role.

The knowledge stands in ``lexicon/frames/*.toml``: ``patterns.toml`` maps grammatical
functions to roles, ``control.toml`` lists verbs that share arguments with a transfer
verb, the others list the units. ``frames_in`` finds units in a sentence and fills
their roles by the functions that ``weighbridge.reading.frames.roles`` finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.reading.frames.borrowing import borrowed, chosen_by, in_line, inside_gift
from weighbridge.reading.frames.lexicon import Frame, FrameLexicon, load_frames
from weighbridge.reading.frames.roles import (
    Functions,
    Kinds,
    governors,
    is_demonym,
    is_negated,
    noun_functions,
    stands_for,
    verb_functions,
)
from weighbridge.reading.frames.triggers import by_a_firm, triggers, words_at
from weighbridge.reading.parsing.tree import NOUNS, Tree, tree_of

__all__ = ["Frame", "FrameHit", "FrameLexicon", "frames_in", "is_negated", "load_frames", "words_at"]

_NO_KINDS: Kinds = {}


@dataclass(slots=True)
class FrameHit:
    """A frame found in a sentence. All numbers are token indices of the parsed Doc."""

    trigger: int
    frame: Frame
    roles: dict[str, list[int]]
    """Role: tokens heading the phrases that fill it, coordinated ones each."""
    passive: bool
    chain: tuple[int, ...]
    """What governs the trigger, nearest first ("agreed to send": agreed)."""
    negated: bool
    presupposed: bool = False
    """The trigger stands in a relative clause or participle: what governs the noun doesn't reach it."""
    words: tuple[int, ...] = ()
    """All tokens of the trigger ("take delivery of")."""
    score: float = 0.0


def frames_in(
    doc: Any, kinds: Kinds | None = None, lexicon: FrameLexicon | None = None, firms: frozenset[int] = frozenset()
) -> list[FrameHit]:
    """The transfer frames of a parsed sentence, in its order.

    Args:
        doc: spaCy Doc of one sentence, tagged, lemmatised and parsed.
        kinds: optional; token index: "party" or "item" where the lexicon knows the word.
            Settles what grammar leaves open ("Ukraine deliveries", "tank deliveries").
        lexicon: the frames; those that come with the program by default.
        firms: tokens of companies that the lexicon knows.
    """
    tree = tree_of(doc)
    lexicon = lexicon or load_frames()
    kinds = _NO_KINDS if kinds is None else kinds
    best: dict[int, FrameHit] = {}
    for at, frame, words in triggers(tree, lexicon):
        if frame.whole and frame.stage == "agreed" and not by_a_firm(tree, at, firms, lexicon):
            continue
        hit = _fill(tree, at, frame, words, kinds, lexicon)
        if hit is None:
            continue
        known = best.get(at)
        if known is None or (len(hit.words), hit.score) > (len(known.words), known.score):
            best[at] = hit
    if not best and kinds and lexicon.bare is not None:
        return list(_bare_goods(tree, kinds, lexicon.bare))
    inside = {word for hit in best.values() if hit.frame.whole for word in hit.words[1:]}
    return [best[at] for at in sorted(best) if at not in inside]


def _bare_goods(tree: Tree, kinds: Kinds, frame: Frame) -> Iterator[FrameHit]:
    """Known goods with a known party beside them: "31 Abrams for Kyiv", "machine guns from Belgium"."""
    for at, kind in kinds.items():
        if kind != "item" or tree.pos[at] not in NOUNS:
            continue
        functions = [*noun_functions(tree, at, kinds), *in_line(tree, at, kinds)]
        roles: dict[str, list[int]] = {"item": [at]}
        for name, one in functions:
            role = frame.patterns[0].get(name)
            if role in ("supplier", "recipient", "via") and any(kinds.get(i) == "party" for i in tree.subtree(one)):
                row = roles.setdefault(role, [])
                row += [one] if one not in row else []
        if "recipient" in roles or "supplier" in roles:
            chain, presupposed = governors(tree, at)
            yield FrameHit(at, frame, roles, False, chain, is_negated(tree, at), presupposed, (at,), -1.0)


def _fill(
    tree: Tree, at: int, frame: Frame, words: tuple[int, ...], kinds: Kinds, lexicon: FrameLexicon
) -> FrameHit | None:
    """The unit's roles by the pattern that explains most; None where a weak unit finds nothing."""
    passive = False
    noun = frame.pos == "noun"
    said = lexicon.control.get("said", frozenset())
    if frame.pos == "suffix":
        strong = _suffix_functions(tree, at)
    elif noun:
        strong = noun_functions(tree, at, kinds)
    else:
        strong, passive = verb_functions(tree, at, lexicon.control)
        if frame.pos == "adj":
            passive = False
            strong += [("head", tree.head[at])] if tree.dep[at] in ("amod", "acl") else []
            strong += [("subject", one) for one in tree.subjects(tree.head[at])] if tree.dep[at] == "acomp" else []
    if frame.stage == "halted" and any(name == "object" and tree.lemma[one] in said for name, one in strong):
        return None
    if len(words) > 1:
        strong = _through_words(tree, words, strong)
    weak = borrowed(tree, at, strong, noun, lexicon.control.get("light", frozenset())) if frame.pos != "suffix" else []
    if kinds and frame.pos != "suffix":
        weak = [*weak, *in_line(tree, words[-1], kinds)]
    if kinds and frame.pos == "verb" and not passive:
        weak = [*chosen_by(tree, at, lexicon.control["choosing"]), *inside_gift(tree, at, strong, kinds), *weak]
    chosen: tuple[float, dict[str, list[int]]] | None = None
    for pattern in frame.patterns:
        score, roles = _apply(tree, pattern, strong, weak, kinds, lexicon.control.get("measure", frozenset()))
        if chosen is None or score > chosen[0]:
            chosen = score, roles
    if chosen is None:
        return None
    score, roles = chosen
    if frame.pos == "verb" and not passive and "object" not in {name for name, _ in strong}:
        _read_as_headline(roles, kinds)
    _tidy(tree, roles, kinds, lexicon.control)
    _origin_of_goods(tree, roles, kinds)
    core = [role for role in ("supplier", "recipient", "item", "counterparty") if roles.get(role)]
    if not core or (frame.weak and len(core) < 2) or (frame.fallback and len(core) < 3):
        return None
    chain, presupposed = governors(tree, at)
    negated = is_negated(tree, at) or any(is_negated(tree, one) for one in roles.get("item", ())[:1])
    return FrameHit(at, frame, roles, passive, chain, negated, presupposed, words, score - frame.weak - frame.fallback)


def _through_words(tree: Tree, words: tuple[int, ...], strong: Functions) -> Functions:
    """Functions of a unit of several words: what its last words govern is its object ("ask for tanks")."""
    inside = set(words)
    kept = [(name, one) for name, one in strong if one not in inside]
    last = words[-1]
    if tree.pos[last] in ("ADP", "PART") and tree.dep[last] == "prep":
        targets = {kid for kid in tree.kids[last] if tree.dep[kid] in ("pobj", "pcomp")}
        kept = [("object" if one in targets else name, one) for name, one in kept]
        kept += [("object", one) for one in targets if ("object", one) not in kept]
    elif tree.pos[last] in NOUNS:
        kept += [
            (name, one) for name, one in noun_functions(tree, last, _NO_KINDS) if name not in ("self", "possessive")
        ]
    return kept


def _suffix_functions(tree: Tree, at: int) -> Functions:
    """As in "Iranian-made drones": the words before the hyphen and the noun that the compound modifies."""
    found: Functions = []
    if at >= 2:
        found.append(("prefix", at - 2))
    for one in range(at + 1, min(at + 8, len(tree))):
        if tree.pos[one] in ("NOUN", "PROPN") and not (
            one + 1 < len(tree) and (tree.pos[one + 1] in ("NOUN", "PROPN") or tree.text[one + 1] == "-")
        ):
            found.append(("head", one))
            break
        if (
            tree.pos[one] in ("VERB", "AUX", "ADP", "PUNCT")
            and tree.text[one]
            not in (
                "-",
                ",",
                "\u201c",
                '"',
            )
            and tree.pos[one] != "VERB"
        ):
            break
    return found


def _apply(
    tree: Tree,
    pattern: Mapping[str, str],
    strong: Functions,
    weak: Functions,
    kinds: Kinds,
    measure: frozenset[str],
) -> tuple[float, dict[str, list[int]]]:
    """How well ``pattern`` explains the functions, and the roles by it."""
    roles: dict[str, list[int]] = {}
    score = 0.0
    for certain, functions in ((True, strong), (False, weak)):
        filled = set(roles)
        for name, one in functions:
            role = pattern.get(name)
            if role is None or role == "ignore":
                score -= 0.2 if certain and name in ("object", "with", "dative") else 0
                continue
            if not certain and role in filled:
                continue
            members = _members(tree, one, role, measure)
            known = next((kinds[member] for member in members if member in kinds), None)
            if known is not None:
                fits = (known == "item") == (role == "item")
                if role == "value":
                    score -= 0.5
                    continue
                if not fits and role not in ("via", "value") and name != "self":
                    score -= 1.5 if certain else 0
                    if not certain or name not in ("subject", "object"):
                        continue
                score += 0.5
            if role not in filled or certain:
                row = roles.setdefault(role, [])
                row += [member for member in members if member not in row]
                score += 1.0 if certain else 0.3
    return score, roles


def _members(tree: Tree, at: int, role: str, measure: frozenset[str]) -> list[int]:
    """``at``, its conjuncts, and below measuring nouns what they measure ("batch of shells")."""
    found: list[int] = []
    for one in tree.with_conjuncts(at):
        found.append(one)
        if role != "item":
            continue
        for kid in tree.kids[one]:
            if tree.dep[kid] != "prep":
                continue
            if (
                tree.lower[kid] == "of" and (tree.lemma[one] in measure or tree.pos[one] in ("NUM", "PRON", "DET"))
            ) or tree.lower[kid] in ("including", "like"):
                for below in tree.kids[kid]:
                    if tree.dep[below] == "pobj":
                        found += _members(tree, below, role, measure) if len(found) < 40 else []
    return found


def _read_as_headline(roles: dict[str, list[int]], kinds: Kinds) -> None:
    """As in "Drones sent to Russia": a subject known as goods is what was sent, not who sent it."""
    suppliers = roles.get("supplier", [])
    if suppliers and not roles.get("item") and all(kinds.get(one) == "item" for one in suppliers):
        roles["item"] = roles.pop("supplier")


def _tidy(tree: Tree, roles: dict[str, list[int]], kinds: Kinds, words: Mapping[str, frozenset[str]]) -> None:
    """Drops what can fill no role, moves parties out of the goods, adds what a pronoun stands for."""
    never, said = words.get("never", frozenset()), words.get("said", frozenset())
    item = [one for one in roles.get("item", ()) if tree.lemma[one] not in said]
    if item:
        roles["item"] = item
    else:
        roles.pop("item", None)
    if len(item) > 1 and not roles.get("recipient"):
        parties = [one for one in item if kinds.get(one) == "party"]
        if parties and len(parties) < len(item):
            roles["item"] = [one for one in item if one not in parties]
            roles["recipient"] = parties
    for role in ("supplier", "recipient", "counterparty"):
        row = roles.get(role)
        if not row:
            continue
        kept = [one for one in row if tree.lemma[one] not in never and tree.pos[one] not in ("PUNCT", "SYM")]
        kept += [stand for one in kept if (stand := stands_for(tree, one)) is not None and stand not in kept]
        if kept:
            roles[role] = kept
        else:
            del roles[role]


def _origin_of_goods(tree: Tree, roles: dict[str, list[int]], kinds: Kinds) -> None:
    """Adds the role ``origin``, and fills a missing supplier, from the goods' own words.

    "Iranian drones", "Iran's drones", "Iranian-made drones".
    """
    found: list[int] = []
    for item in roles.get("item", ()):
        for kid in tree.kids[item]:
            dep = tree.dep[kid]
            if dep in ("amod", "compound", "nmod") and kid < item:
                if kid > 1 and tree.text[kid - 1] == "-" and tree.lower[kid] in _ORIGINS:
                    found.append(kid - 2)
                elif is_demonym(tree, kid, kinds):
                    found.append(kid)
            elif (
                dep == "poss"
                and tree.pos[kid] != "PRON"
                and kid not in roles.get("recipient", ())
                and kinds.get(kid) != "item"
            ):
                found.append(kid)
    found = [one for one in found if one not in roles.get("recipient", ())]  # "sold Syria 36 systems"
    if found:
        roles["origin"] = found
        roles.setdefault("supplier", list(found))


_ORIGINS = frozenset("made built manufactured produced designed developed supplied provided donated delivered".split())
