"""The encoder and its heads as a PyTorch module: the pre-trained layers with dropout, and what is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder.rows import Rows
from weighbridge.reading.encoder.senses import KINDS, SOURCES

WIDTH, HEADS = 384, 12
DROPOUT = 0.1
NORM = 1e-12
CUTS = ((0, 7), (7, 12), (12, 15))
"""Columns of stage, stance and certainty."""
WEIGHTS = {"item": 1.0, "nobody": 0.5, "party": 1.5, "stage": 1.0, "stance": 0.7, "certainty": 0.7, "source": 0.5}


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
    """The first ``layers`` layers with a head for each question."""

    def __init__(self, weights: dict[str, Tensor], layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(weights, at) for at in range(layers)])
        self.item = _head(3 * WIDTH + 1, 128, 3)
        self.party = _head(4 * WIDTH + 1, 128, 2)
        self.position = _head(5 * WIDTH + 1, 192, 15)
        self.cls, self.kind = nn.Embedding(len(SOURCES), 24), nn.Embedding(len(KINDS), 20)
        self.source = _head(3 * WIDTH + 24 + 20 + 5 + 1, 128, 1)
        self.none = nn.Parameter(torch.zeros(WIDTH))
        start = "embeddings."
        places = weights[start + "position_embeddings.weight"] + weights[start + "token_type_embeddings.weight"][0]
        self.register_buffer("pieces", weights[start + "word_embeddings.weight"], persistent=False)
        self.register_buffer("places", places, persistent=False)
        self.register_buffer("norm_weight", weights[start + "LayerNorm.weight"], persistent=False)
        self.register_buffer("norm_bias", weights[start + "LayerNorm.bias"], persistent=False)

    def encode(self, numbers: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces, by 16-bit products."""
        told = self.pieces[numbers] + self.places[: numbers.shape[1]]
        x = functional.layer_norm(told, (WIDTH,), self.norm_weight, self.norm_bias, eps=NORM)
        x = functional.dropout(x, DROPOUT, self.training)
        wide = mask[:, None, None, :]
        with torch.autocast(numbers.device.type, torch.bfloat16):
            for layer in self.layers:
                x = layer(x, wide)
        return x.float()

    def losses(self, rows: Rows) -> tuple[dict[str, Tensor], dict[str, tuple[Tensor, Tensor]]]:
        """What each question costs, and scores beside answers."""
        vectors = self.encode(rows.numbers, rows.mask)
        flat = torch.cat([vectors.reshape(-1, WIDTH), self.none[None]])
        sums = torch.cat([flat.new_zeros(1, WIDTH), flat.cumsum(0)])

        def whole(ends: Tensor) -> Tensor:
            return (sums[ends[:, 1]] - sums[ends[:, 0]]) / (ends[:, 1] - ends[:, 0])[:, None]

        cost: dict[str, Tensor] = {}
        told: dict[str, tuple[Tensor, Tensor]] = {}
        if "item" in rows.tables:
            at, ends, house, answers = rows.tables["item"]
            scores = self.item(torch.cat([flat[at[:, 0]], flat[at[:, 1]], whole(ends), house], 1))
            cost["item"] = functional.binary_cross_entropy_with_logits(scores[:, 0], answers[:, 0])
            each = functional.binary_cross_entropy_with_logits(scores[:, 1:], answers[:, 1:], reduction="none")
            moved = answers[:, :1]
            cost["nobody"] = (each * moved).sum() / (2 * moved.sum() + 1e-6)
            told["item"] = scores, answers
        if "party" in rows.tables:
            at, _, house, answers = rows.tables["party"]
            goods, word, party = flat[at[:, 0]], flat[at[:, 1]], flat[at[:, 2]]
            scores = self.party(torch.cat([goods, party, goods * party, word, house], 1))
            cost["party"] = functional.binary_cross_entropy_with_logits(scores, answers)
            told["party"] = scores, answers
        if "position" in rows.tables:
            at, ends, house, answers = rows.tables["position"]
            four = [flat[at[:, one]] for one in range(4)]
            scores = self.position(torch.cat([*four, whole(ends), house], 1))
            for at_, (name, (low, high)) in enumerate(zip(("stage", "stance", "certainty"), CUTS, strict=True)):
                cost[name] = functional.cross_entropy(scores[:, low:high], answers[:, at_].long())
            told["position"] = scores, answers
        if "source" in rows.tables:
            at, ends, more, answers = rows.tables["source"]
            speaks, word = flat[at[:, 0]], flat[at[:, 1]]
            classes = [self.cls(ends[:, 0]), self.kind(ends[:, 1])]
            scores = self.source(torch.cat([speaks, word, speaks * word, *classes, more], 1))[:, 0]
            cost["source"] = _among(scores, answers[:, 0], at[:, 2])
            told["source"] = scores, torch.cat([answers, at[:, 2:].float()], 1)
        return cost, told


def _among(scores: Tensor, answers: Tensor, group: Tensor) -> Tensor:
    """Minus the log of the share that the right candidates of each group have; groups without any don't count."""
    count = int(group[-1]) + 1
    high = scores.new_full((count,), -1e9).scatter_reduce(0, group, scores.detach(), "amax")
    odds = torch.exp(scores - high[group])
    total = scores.new_zeros(count).index_add(0, group, odds)
    right = scores.new_zeros(count).index_add(0, group, odds * answers)
    has = (scores.new_zeros(count).index_add(0, group, answers) > 0).float()
    return -((torch.log(right + 1e-9) - torch.log(total)) * has).sum() / (has.sum() + 1e-6)


def total(cost: dict[str, Any]) -> Tensor:
    """All costs by their weights."""
    parts: Sequence[Tensor] = [WEIGHTS[name] * one for name, one in cost.items()]
    return torch.stack(list(parts)).sum()
