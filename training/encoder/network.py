"""The encoder and its heads as a PyTorch module: the pre-trained layers with dropout, and what is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.examples import Lesson
from weighbridge.reading.encoder.senses import KINDS, SOURCES

WIDTH, HEADS = 384, 12
DROPOUT = 0.1
NORM = 1e-12
CUTS = ((0, 7), (7, 12), (12, 15))
"""Columns of stage, stance and certainty."""
WEIGHTS = {"item": 1.0, "nobody": 0.5, "party": 1.5, "stage": 1.0, "stance": 0.7, "certainty": 0.7, "source": 1.0}


class Layer(nn.Module):
    """One layer, from the weights of the pre-trained model."""

    def __init__(self, weights: dict[str, Tensor], at: int) -> None:
        super().__init__()
        start = f"encoder.layer.{at}."
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, NORM), nn.LayerNorm(WIDTH, NORM)
        parts = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        with torch.no_grad():
            for kind in ("weight", "bias"):
                three = [weights[f"{start}attention.self.{one}.{kind}"] for one in ("query", "key", "value")]
                getattr(self.qkv, kind).copy_(torch.cat(three))
                for own, theirs in parts.items():
                    getattr(getattr(self, own), kind).copy_(weights[f"{start}{theirs}.{kind}"])

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = x.shape
        query, key, value = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(count, length, WIDTH)
        x = self.norm1(x + functional.dropout(self.out(seen), DROPOUT, self.training))
        up = functional.gelu(self.up(x), approximate="tanh")
        return self.norm2(x + functional.dropout(self.down(up), DROPOUT, self.training))


def _head(width: int, hidden: int, answers: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(0.15),
        nn.Linear(width, hidden),
        nn.GELU(approximate="tanh"),
        nn.Dropout(0.15),
        nn.Linear(hidden, answers),
    )


class Network(nn.Module):
    """The first ``layers`` layers, of which ``frozen`` stay as they are, with a head for each question."""

    def __init__(self, weights: dict[str, Tensor], layers: int, frozen: int) -> None:
        super().__init__()
        self.frozen = frozen
        self.layers = nn.ModuleList([Layer(weights, at) for at in range(layers)])
        self.item = _head(3 * WIDTH + 1, 128, 3)
        self.party = _head(4 * WIDTH + 1, 128, 2)
        self.position = _head(5 * WIDTH + 1, 192, 15)
        self.cls, self.kind = nn.Embedding(len(SOURCES), 24), nn.Embedding(len(KINDS), 20)
        self.source = _head(3 * WIDTH + 24 + 20 + 5 + 1, 128, 1)
        self.none = nn.Parameter(torch.zeros(WIDTH))
        start = "embeddings."
        self.pieces = weights[start + "word_embeddings.weight"]
        self.places = weights[start + "position_embeddings.weight"] + weights[start + "token_type_embeddings.weight"][0]
        self.norm = weights[start + "LayerNorm.weight"], weights[start + "LayerNorm.bias"]

    def encode(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces, by 16-bit products."""
        x = functional.layer_norm(
            self.pieces[numbers] + self.places[: numbers.shape[1]], (WIDTH,), *self.norm, eps=NORM
        )
        x = functional.dropout(x, DROPOUT, self.training)
        wide = mask[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            for at, layer in enumerate(self.layers):
                with torch.set_grad_enabled(torch.is_grad_enabled() and at >= self.frozen):
                    x = layer(x, wide)
        return x.float()

    def losses(
        self, lessons: Sequence[Lesson], numbers: Tensor, mask: Tensor, places: Sequence[Sequence[int]]
    ) -> tuple[dict[str, Tensor], dict[str, tuple[Tensor, Tensor]]]:
        """What each question costs, and scores beside answers; ``places``: first piece of every token."""
        vectors = self.encode(numbers, mask)
        count, length, _ = vectors.shape
        flat = torch.cat([vectors.reshape(-1, WIDTH), self.none[None]])

        def look(tokens: Sequence[tuple[int, int]]) -> Tensor:
            return flat[[row * length + places[row][t] if t >= 0 else count * length for row, t in tokens]]

        def end(rows: Sequence[int]) -> Tensor:
            return torch.tensor([[lessons[row].house] for row in rows])

        def head(rows: Sequence[int]) -> Tensor:
            return flat[[row * length for row in rows]]

        cost: dict[str, Tensor] = {}
        told: dict[str, tuple[Tensor, Tensor]] = {}
        items = [(row, *one) for row, lesson in enumerate(lessons) for one in lesson.items]
        if items:
            rows = [row for row, *_ in items]
            goods, word = look([(r, g) for r, g, _, _ in items]), look([(r, w) for r, _, w, _ in items])
            scores = self.item(torch.cat([goods, word, head(rows), end(rows)], 1))
            answers = torch.tensor([a for *_, a in items], dtype=torch.float32)
            cost["item"] = _binary(scores[:, 0], answers[:, 0])
            moved = answers[:, 0] > 0
            if moved.any():
                cost["nobody"] = _binary(scores[moved, 1:], answers[moved, 1:])
            told["item"] = scores, answers
        parties = [(row, *one) for row, lesson in enumerate(lessons) for one in lesson.parties]
        if parties:
            goods, word = look([(r, g) for r, g, *_ in parties]), look([(r, w) for r, _, w, *_ in parties])
            party = look([(r, p) for r, _, _, p, _ in parties])
            own = torch.cat([goods, party, goods * party, word, end([row for row, *_ in parties])], 1)
            scores, answers = self.party(own), torch.tensor([a for *_, a in parties], dtype=torch.float32)
            cost["party"] = _binary(scores, answers)
            told["party"] = scores, answers
        positions = [(row, *one) for row, lesson in enumerate(lessons) for one in lesson.positions]
        if positions:
            rows = [row for row, *_ in positions]
            four = [look([(one[0], one[at]) for one in positions]) for at in (1, 2, 3, 4)]
            scores = self.position(torch.cat([*four, head(rows), end(rows)], 1))
            answers = torch.tensor([a for *_, a in positions])
            for at, (name, (low, high)) in enumerate(zip(("stage", "stance", "certainty"), CUTS, strict=True)):
                cost[name] = functional.cross_entropy(scores[:, low:high], answers[:, at])
            told["position"] = scores, answers
        sources = [(row, *one) for row, lesson in enumerate(lessons) for one in lesson.sources]
        if sources:
            flat_rows = [(group, row, word, *one) for group, (row, word, some) in enumerate(sources) for one in some]
            speaks, word = look([(r[1], r[3]) for r in flat_rows]), look([(r[1], r[2]) for r in flat_rows])
            parts = [speaks, word, speaks * word]
            parts += [
                self.cls(torch.tensor([r[4] for r in flat_rows])),
                self.kind(torch.tensor([r[5] for r in flat_rows])),
            ]
            parts += [torch.tensor([r[6] for r in flat_rows], dtype=torch.float32), end([r[1] for r in flat_rows])]
            scores = self.source(torch.cat(parts, 1))[:, 0]
            answers = torch.tensor([r[7] for r in flat_rows], dtype=torch.float32)
            cost["source"] = _among(scores, answers, torch.tensor([r[0] for r in flat_rows]))
            told["source"] = scores, answers
        return cost, told


def _binary(scores: Tensor, answers: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores, answers)


def _among(scores: Tensor, answers: Tensor, group: Tensor) -> Tensor:
    """Minus the log of the share that the right candidates of each group have; groups without any don't count."""
    count = int(group.max()) + 1
    high = torch.zeros(count).scatter_reduce(0, group, scores.detach(), "amax", include_self=False)
    odds = torch.exp(scores - high[group])
    total = torch.zeros(count).index_add(0, group, odds)
    right = torch.zeros(count).index_add(0, group, odds * answers)
    has = torch.zeros(count).index_add(0, group, answers) > 0
    if not has.any():
        return scores.sum() * 0.0
    return -(torch.log(right[has] + 1e-9) - torch.log(total[has])).mean()


def total(cost: dict[str, Any]) -> Tensor:
    """All costs by their weights."""
    return sum((WEIGHTS[name] * one for name, one in cost.items()), torch.zeros(()))
