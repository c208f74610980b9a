"""Where in a sentence a lexical unit of transfer begins, and which of its words belong to it."""

from __future__ import annotations

from collections.abc import Iterator

from weighbridge.reading.frames.lexicon import Frame, FrameLexicon
from weighbridge.reading.frames.roles import missing_subject
from weighbridge.reading.parsing.tree import VERBS, Tree

_HYPHENS = frozenset(("-", "\u2010", "\u2011"))
_BEARING = VERBS | {"NOUN", "PROPN", "ADJ", "ADV", "ADP"}
"""Parts of speech with which a lexical unit begins, but for the second half of a compound with a hyphen."""


def triggers(tree: Tree, lexicon: FrameLexicon) -> Iterator[tuple[int, Frame, tuple[int, ...]]]:
    """Each token that can begin a lexical unit, with the unit and its tokens."""
    for at, (lemma, lower, pos) in enumerate(zip(tree.lemma, tree.lower, tree.pos, strict=True)):
        hyphened = at > 0 and tree.text[at - 1] in _HYPHENS
        if pos not in _BEARING and not hyphened:
            continue
        rows: list[tuple[Frame, ...]] = []
        if hyphened and (suffix := lexicon.suffixes.get(lower)):
            rows.append(suffix)
        elif pos in VERBS:
            if tree.dep[at] in ("aux", "auxpass"):
                continue
            rows += [row for row in (lexicon.verbs.get(lemma), lexicon.adjectives.get(lower)) if row]
            if not rows and tree.tag[at] in ("VBG", "VBZ"):
                rows += [row for row in (lexicon.nouns.get(lower),) if row]
        elif pos in ("NOUN", "PROPN"):
            bare = lemma if pos == "NOUN" else _bare(lower)
            row = lexicon.nouns.get(lower) or lexicon.nouns.get(bare)
            if row:
                rows.append(row)
            if not row or pos == "PROPN" or tree.dep[at] == "ROOT":
                verb = lexicon.verbs.get(bare) or lexicon.verbs.get(lower)
                if verb and any(tree.dep[kid] in ("dobj", "nsubj", "dative") for kid in tree.kids[at]):
                    rows.append(verb)
        elif pos in ("ADJ", "ADV", "ADP"):
            row = lexicon.adjectives.get(lower)
            if row:
                rows.append(row)
            elif (
                tree.tag[at] == "JJ"
                and lemma.endswith("ed")
                and (verb := lexicon.verbs.get(lemma[:-2]) or lexicon.verbs.get(lemma[:-1]))
            ):
                rows.append(verb)
        for row in rows:
            for frame in row:
                if frame.stage == "used" and frame.pos == "verb" and tree.dep[at] == "amod":
                    continue
                words = words_at(tree, at, frame.words)
                if words:
                    yield at, frame, words
        if not rows and lemma != lower and pos in VERBS and (row := lexicon.verbs.get(lower)):
            yield from ((at, frame, (at,)) for frame in row if len(frame.words) == 1)


def _bare(lower: str) -> str:
    """A headline's capitalised word without its ending: "deliveries", "halts"."""
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def words_at(tree: Tree, at: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Tokens of a unit of several words that begins at ``at``; empty where it doesn't stand there.

    Its other words follow within seven tokens and hang below the first.
    """
    if len(words) == 1:
        return (at,)
    if words[1] not in tree.lemma[at + 1 : at + 8] and words[1] not in tree.lower[at + 1 : at + 8]:
        return ()
    found = [at]
    for word, following in zip(words[1:], (*words[2:], None), strict=True):
        for one in range(found[-1] + 1, min(at + 8, len(tree))):
            if word in (tree.lemma[one], tree.lower[one]) and (
                tree.head[one] in found
                or one == found[-1] + 1
                or (tree.head[one] == one + 1 and tree.lower[one + 1] == following)  # "the green light"
            ):
                found.append(one)
                break
        else:
            return ()
    last = found[-1]
    if tree.dep[last] in ("aux", "mark", "conj", "amod") or (
        tree.pos[last] == "ADP"
        and last > at + 1
        and len(found) == 2
        and any(at < one < last for one in tree.under(at, "dobj"))
        and tree.dep[last] != "prt"
    ):
        return ()
    return tuple(found)


def by_a_firm(tree: Tree, at: int, firms: frozenset[int], lexicon: FrameLexicon) -> bool:
    """Whether the subject of a verb is a company: who wins an order then sells."""
    subjects = tree.subjects(at) or missing_subject(tree, at, lexicon.control["object"])
    return any(one in firms or tree.lemma[one] in lexicon.control["firms"] for one in subjects)
