"""What an outlet altered between two versions of a page: statements withdrawn, added and revised; sentences.

Pure functions, bounded in time: what is too much to be compared is told as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from weighbridge.model import Entry, Statement
from weighbridge.reading.sentences import sentences_of

CLOSE = 0.4
"""Share of common words from which on two sentences are the same one, altered."""
NEAR = 0.2
"""The same where supplier, recipient and goods are those of before."""
MOST_PAIRS = 40_000
"""Pairs of statements that are compared; where there are more, only what is said in the same words is paired."""
MOST_TEXT = 200_000
"""Characters of a text that are compared."""
MOST_SENTENCES = 400
"""Sentences between the first and the last altered one that are compared."""
MOST_ALTERED = 50
"""Altered sentences that are named."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Revised:
    """A statement that both versions have, with other slots."""

    before: Entry
    after: Entry
    slots: tuple[str, ...]
    """The names of the slots that differ."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """How the statements of a later version differ from those of the one before it."""

    withdrawn: tuple[Entry, ...]
    added: tuple[Entry, ...]
    revised: tuple[Revised, ...]
    same: tuple[tuple[str, str], ...]
    """Ids of the statements that say the same in both: of the earlier version, of the later."""


@dataclass(frozen=True, slots=True)
class Altered:
    """A sentence as it was and as it is: None where it was not there, or is there no longer."""

    before: str | None
    after: str | None


def slots_of(statement: Statement) -> dict[str, Any]:
    """What a statement says, without where and in which words it says so."""
    quantity, value, time, source = statement.quantity, statement.value, statement.time, statement.source
    return {
        "supplier": statement.supplier.code if statement.supplier else None,
        "recipient": statement.recipient.code if statement.recipient else None,
        "item": statement.item.class_ if statement.item else None,
        "quantity": (quantity.low, quantity.high) if quantity else None,
        "value": (value.amount, value.currency) if value else None,
        "time": (time.start, time.end) if time else None,
        "stage": statement.stage,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "source": (source.class_, source.country, source.text),
        "via": tuple((one.class_, one.country, one.text) for one in statement.via),
    }


def alteration_of(before: Sequence[Entry], after: Sequence[Entry]) -> Alteration:
    """Compare the statements of two versions, each in the order of its text.

    What says the same is paired first, then the rest by the closeness of evidence, supplier, recipient and
    goods. A pair that differs in words only says the same.
    """
    slots = {one.id: slots_of(one.statement) for one in (*before, *after)}
    pairs, old, new = _in_the_same_words(before, after, slots)
    pairs += _close(old, new, slots) if len(old) * len(new) <= MOST_PAIRS else []
    taken = {one.id for pair in pairs for one in pair}
    revised, same = [], []
    for one, other in pairs:
        differ = tuple(name for name, value in slots[one.id].items() if value != slots[other.id][name])
        if differ:
            revised.append(Revised(one, other, differ))
        else:
            same.append((one.id, other.id))
    place = {one.id: number for number, one in enumerate(after)}
    return Alteration(
        tuple(one for one in before if one.id not in taken),
        tuple(one for one in after if one.id not in taken),
        tuple(sorted(revised, key=lambda one: place[one.after.id])),
        tuple(same),
    )


Pairs = list[tuple[Entry, Entry]]


def _in_the_same_words(
    before: Sequence[Entry], after: Sequence[Entry], slots: dict[str, dict[str, Any]]
) -> tuple[Pairs, list[Entry], list[Entry]]:
    """The pairs that say the same in the same words, and what is left of both sides."""
    waiting: dict[Any, list[Entry]] = defaultdict(list)
    for one in reversed(before):
        waiting[_key(one, slots)].append(one)
    pairs: Pairs = []
    new = []
    for other in after:
        some = waiting.get(_key(other, slots))
        if some:
            pairs.append((some.pop(), other))
        else:
            new.append(other)
    taken = {one.id for one, _ in pairs}
    return pairs, [one for one in before if one.id not in taken], new


def _key(one: Entry, slots: dict[str, dict[str, Any]]) -> Any:
    return " ".join(one.statement.evidence.split()), tuple(slots[one.id].values())


def _close(old: Sequence[Entry], new: Sequence[Entry], slots: dict[str, dict[str, Any]]) -> Pairs:
    """Pairs that are close enough, the closest first; each statement is in one at most."""
    words = {one.id: _words(one.statement.evidence) for one in (*old, *new)}
    found = []
    for a, one in enumerate(old):
        for b, other in enumerate(new):
            near = _share(words[one.id], words[other.id])
            agree = [slots[one.id][name] == slots[other.id][name] for name in slots[one.id]]
            about = all(agree[:3])
            if near >= CLOSE or (about and near >= NEAR):
                found.append((-2 * near - sum(agree[:3]) - sum(agree[3:]) / len(agree), abs(a - b), a, b))
    pairs: Pairs = []
    taken: set[tuple[str, int]] = set()
    for _, _, a, b in sorted(found):
        if ("old", a) not in taken and ("new", b) not in taken:
            taken |= {("old", a), ("new", b)}
            pairs.append((old[a], new[b]))
    return pairs


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def altered_sentences(before: str, after: str) -> tuple[list[Altered], bool]:
    """The sentences in which two texts differ, in the order of the texts; whether these are all of them."""
    cut = max(len(before), len(after)) > MOST_TEXT
    old, new = (_sentences(text[:MOST_TEXT]) for text in (before, after))
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    cut = cut or max(len(old), len(new)) > MOST_SENTENCES
    old, new = old[:MOST_SENTENCES], new[:MOST_SENTENCES]
    found: list[Altered] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            found += _paired(old[a:b], new[c:d])
    return found[:MOST_ALTERED], not cut and len(found) <= MOST_ALTERED


def _sentences(text: str) -> list[str]:
    return [" ".join(text[one.start : one.end].split()) for one in sentences_of(text)]


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Altered]:
    """Each sentence with what it has become, where it is close enough."""
    words = [_words(one) for one in new]
    found: list[Altered] = []
    following = 0
    for one in old:
        mine = _words(one)
        shares = [_share(mine, words[number]) for number in range(following, len(new))]
        best = max(shares, default=0.0)
        if best < CLOSE:
            found.append(Altered(one, None))
            continue
        place = following + shares.index(best)
        found += [Altered(None, other) for other in new[following:place]]
        found.append(Altered(one, new[place]))
        following = place + 1
    return found + [Altered(None, other) for other in new[following:]]
