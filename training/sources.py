"""Training of the model that says who holds a statement's position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from training.gold import GoldDocument, code, family, names
from training.learner import FOLDS, Learner, fold_of
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.ranking.page import ItemCandidate, page_of
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.sourcing import (
    Candidate,
    Speech,
    best_sources,
    cast_and_attributions,
    full_rows,
    source_candidates,
)

STRENGTH = 0.03
"""Inverse regularization of the linear model of wording."""


@dataclass(slots=True)
class Example:
    """A gold statement with the candidates for its source."""

    gold: GoldDocument
    scene: int
    statement: dict[str, Any]
    candidates: list[Candidate]
    word: int = 0
    """Token of the word of transfer, else of the goods."""
    picked: Candidate | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        return self.statement["source"]["class"], self.statement["source"]["country"]


def _party(scene: Scene, party: dict[str, Any] | None) -> PartyMention | str | None:
    """The mention of a gold party in the scene, else its code."""
    want = code(party)
    return next((p for p in scene.parties if want and p.code == want), want)


def _with_hit(items: Sequence[ItemCandidate]) -> ItemCandidate | None:
    """The first candidate that a frame holds, else the first."""
    return next((one for one in items if one.hits), items[0] if items else None)


def examples_of(gold: GoldDocument, speech: Speech) -> list[Example]:
    """Every gold statement of a document with its candidates."""
    page = page_of(gold.scenes, gold.document)
    out = []
    for at, statements in enumerate(gold.statements):
        scene = gold.scenes[at]
        items = [item for item in page.items if item.scene == at]
        root = next((t for t, head in enumerate(scene.head) if head == t), 0)
        for statement in statements:
            own = [i for i in items if names(statement, gold.document.text, i.mention.start, i.mention.end)]
            kin = [i for i in items if i.mention.class_.split(".")[0] == family(statement["item"])]
            best = _with_hit(own) or _with_hit(kin) or _with_hit(items)
            token = best.mention.token if best is not None else root
            hit = scene.hits[best.hits[0][1]] if best is not None and best.hits else None
            supplier, recipient = _party(scene, statement["supplier"]), _party(scene, statement["recipient"])
            told = Position(statement["stage"], statement["stance"], statement["certainty"])
            found = source_candidates(speech, at, token, hit, supplier, recipient, told)
            out.append(Example(gold, at, statement, found, token if hit is None else hit.trigger))
    return out


def learn_sources(golds: Sequence[GoldDocument], learner: Learner) -> list[Example]:
    """Fit the models ``narrated`` and ``source`` on every gold statement.

    Returns the statements with what is picked out of fold.
    """
    examples = []
    for at, gold in enumerate(golds):
        speech = cast_and_attributions(gold.scenes, gold.document)
        if learner.pages:
            speech.senses = [look.sense for look in learner.pages[at].looks]
        examples += examples_of(gold, speech)
    if not examples:
        return examples
    folds = [fold_of(one.gold.document.id) for one in examples]
    words = [one.candidates[0].words for one in examples]
    learner.learn_linear("narrated", words, [one.key[0] == "narrator" for one in examples], folds, STRENGTH)
    odds = [float(learner.weigh_fold(fold)("narrated", [row])[0, 0]) for row, fold in zip(words, folds, strict=True)]
    rows = full_rows([one.candidates for one in examples], odds)
    labels = [float((c.source.class_, c.source.country) == one.key) for one in examples for c in one.candidates]
    owners = [fold for one, fold in zip(examples, folds, strict=True) for _ in one.candidates]
    counts = [one.gold.weight for one in examples for _ in one.candidates]
    learner.learn("source", rows, np.array(labels), owners, counts)
    for fold in range(FOLDS):
        some = [one for one, own in zip(examples, folds, strict=True) if own == fold]
        picks = best_sources([one.candidates for one in some], learner.answer_fold(fold), learner.weigh_fold(fold))
        for one, pick in zip(some, picks, strict=True):
            one.picked = pick
    return examples


def report(examples: Sequence[Example], label: str) -> None:
    """Print how often class, country, both and via are right, and how often they could be."""
    count: Counter[str] = Counter()
    for one in examples:
        assert one.picked is not None
        class_, country = one.key
        got = one.picked.source
        count["class"] += got.class_ == class_
        count["country"] += got.country == country
        count["both"] += (got.class_, got.country) == (class_, country)
        count["via"] += [v.class_ for v in one.picked.via] == [v["class"] for v in one.statement.get("via") or []]
        count["oracle"] += any((c.source.class_, c.source.country) == one.key for c in one.candidates)
        count["candidates"] += len(one.candidates)
    total = max(1, len(examples))
    print(f"{label:6} {total:5} " + "  ".join(f"{name} {number / total:.3f}" for name, number in count.items()))
