"""What the encoder says of the stage, stance and certainty of a transfer.

Once as seen from the word that speaks for it; then from the sentence's other words, from the goods' own clause and
governor and without a word, since which word speaks for the goods is often doubtful; and for what is told of
goods just before, just after and in the headline, since replies, lists and denials take their stage from there.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from weighbridge.model import STAGES, STANCES
from weighbridge.reading.encoder.senses import SENSE_POSITION, Sense, rounded
from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.clauses import clauses_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention, PartyMention

Question = tuple[int, int | None, int | None, int | None]
"""Tokens of goods, word of transfer, supplier and recipient."""
MOST_WORDS, MOST_GOODS = 8, 6
"""So many words of transfer, and so many goods of a sentence beside, are asked about."""
_WAYS = ("mean", "most", "least", "no_word", "clause", "governor", "goods_alone")
_SCENES = ("before", "after", "first")
_TOLD = (*STAGES, *STANCES, "most delivered", "most halted", "goods", "any")
OTHER_SENSES = [
    *(f"sense {way}:{stage}" for way in _WAYS for stage in STAGES),
    *(f"sense {scene}:{one}" for scene in _SCENES for one in _TOLD),
]
_UNTOLD = [0.0] * len(_TOLD)
_STAGES, _STANCES = slice(0, len(STAGES)), slice(len(STAGES), len(STAGES) + len(STANCES))


def sense_numbers(
    look: Lookup, item: ItemMention, trigger: int | None, supplier: PartyMention | None, recipient: PartyMention | None
) -> list[float]:
    """The columns SENSE_POSITION, as seen from ``trigger``; zeros where the encoder was not asked."""
    if look.sense is None:
        return [0.0] * len(SENSE_POSITION)
    parties = [party.token if party is not None else None for party in (supplier, recipient)]
    return look.sense.position(item.token, trigger, *parties)


def other_senses(
    look: Lookup,
    item: ItemMention,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
    near: tuple[Lookup | None, ...],
) -> list[float]:
    """The columns OTHER_SENSES: shares; ``near`` holds the sentences before, after, and the document's first."""
    row = list(_elsewhere(look, item, supplier, recipient))
    for one in near:
        row += _told(one)
    return row


def _elsewhere(
    look: Lookup, item: ItemMention, supplier: PartyMention | None, recipient: PartyMention | None
) -> list[float]:
    """Worked out once a transfer, from whichever word it is seen."""
    if look.sense is None:
        return [0.0] * (len(_WAYS) * len(STAGES))
    sides = tuple(party.token if party is not None else None for party in (supplier, recipient))
    key = "elsewhere", item.token, sides
    known: tuple[Sense, list[float]] | None = look.cache.get(key)
    if known is None or known[0] is not look.sense:
        known = look.cache[key] = look.sense, _asked_elsewhere(look, look.sense, item.token, sides)
    return known[1]


def _asked_elsewhere(look: Lookup, sense: Sense, goods: int, sides: tuple[int | None, ...]) -> list[float]:
    tree = tree_of(look.scene.doc)
    words: list[int | None] = [hit.trigger for hit in look.scene.hits[:MOST_WORDS]] or [None]
    single = [None, clauses_of(tree)[goods], tree.head[goods]]
    asked: list[Question] = [(goods, word, sides[0], sides[1]) for word in (*words, *single)]
    answers = _shares(_answers(sense, [*asked, (goods, None, None, None)])[:, _STAGES])
    seen = answers[: len(words)]
    mean = np.add.reduce(seen) / len(seen)
    return [
        *_flat(mean),
        *_flat(np.maximum.reduce(seen)),
        *_flat(np.minimum.reduce(seen)),
        *_flat(answers[len(words) :].ravel()),
    ]


def _told(look: Lookup | None) -> list[float]:
    """What the encoder says on average of the goods of a sentence; worked out once a sentence."""
    if look is None or look.sense is None or not look.scene.items:
        return _UNTOLD
    cache = tree_of(look.scene.doc).cache
    known: tuple[Sense, list[float]] | None = cache.get("told")
    if known is None or known[0] is not look.sense:
        words = [hit.trigger for hit in look.scene.hits]
        asked: list[Question] = [
            (item.token, min(words, key=lambda word: abs(word - item.token), default=None), None, None)
            for item in look.scene.items[:MOST_GOODS]
        ]
        answers = _answers(look.sense, asked)
        stages, stances = _shares(answers[:, _STAGES]), _shares(answers[:, _STANCES])
        most = stages.max(0)
        row = [*_flat(stages.mean(0)), *_flat(stances.mean(0))]
        row += [float(most[STAGES.index(one)]) for one in ("delivered", "halted")]
        known = cache["told"] = look.sense, [*row, float(len(asked)), 1.0]
    return known[1]


def _answers(sense: Sense, asked: Iterable[Question]) -> Floats:
    """SENSE_POSITION for each question; those not asked before go through the encoder's head at once."""
    asked = list(asked)
    fresh = [one for one in dict.fromkeys(asked) if one not in sense.positions]
    if fresh:
        asked_of = sense.vectors[[sense.row(token) for one in fresh for token in one]].reshape(len(fresh), -1)
        end = np.append(sense.table[sense.scene][0], np.float32(sense.house))
        rows = np.concatenate([asked_of, np.broadcast_to(end, (len(fresh), len(end)))], axis=1)
        sense.positions.update(zip(fresh, rounded(sense.encoder.heads["position"](rows)), strict=True))
    return np.array([sense.positions[one] for one in asked])


def _shares(scores: Floats) -> Floats:
    """Scores of each row as shares of one."""
    odds = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True))
    shares: Floats = odds / np.add.reduce(odds, axis=1, keepdims=True)
    return shares


def _flat(numbers: Floats) -> list[float]:
    return numbers.tolist()  # type: ignore[no-any-return]
