"""Boosted decision trees as plain arrays: what training writes, reading evaluates.

A model file is an ``.npz`` of numbers only (loaded with ``allow_pickle=False``), so
that it can carry no code, needs no training library at reading time and gives the
same figures everywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weighbridge.reading.learnt.tree_bits import Floats, Layout, layout_of

__all__ = ["Floats", "Forest", "forest_from", "open_forests", "save", "table_of"]


def table_of(rows: Sequence[list[float]]) -> Floats:
    """Rows of equal length (at least one) as a table; twice as fast as NumPy by itself."""
    flat = array("d")
    for row in rows:
        flat.fromlist(row)
    return np.frombuffer(flat, np.float64).reshape(len(rows), -1)


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees laid out side by side; node k of tree t is at ``base[t] + k``; leaves point at themselves."""

    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    base: NDArray[np.int32]
    outputs: int
    """1 for a yes-no question, else the number of classes; tree t belongs to class t % outputs."""
    depth: int
    layout: Layout = field(init=False, repr=False, compare=False)
    """The same trees as they are read."""

    def __post_init__(self) -> None:
        layout = layout_of(self.feature, self.threshold, self.left, self.right, self.value, self.base, self.outputs)
        object.__setattr__(self, "layout", layout)

    def scores(self, rows: Floats) -> Floats:
        """Raw sums, one column an output."""
        return self.layout.scores(rows)

    def probability(self, rows: Floats) -> Floats:
        """Yes-no: one probability a row. Classes: a row of probabilities that add up to 1."""
        raw = self.scores(rows)
        if self.outputs == 1:
            return np.asarray(1.0 / (1.0 + np.exp(-raw[:, 0])))
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        return np.asarray(raw / raw.sum(axis=1, keepdims=True))


def forest_from(dump: dict[str, Any], outputs: int) -> Forest:
    """Lay out the trees of a LightGBM ``dump_model()``."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    base: list[int] = []
    deepest = 1

    def place(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        at = len(feature)
        feature.append(0)
        threshold.append(0.0)
        left.append(at)
        right.append(at)
        value.append(0.0)
        if "leaf_value" in node:
            value[at] = float(node["leaf_value"])
            deepest = max(deepest, depth)
            return at
        if node["decision_type"] != "<=":
            raise ValueError(f"only numeric splits are known, not {node['decision_type']!r}")
        feature[at] = int(node["split_feature"])
        threshold[at] = float(node["threshold"])
        left[at] = place(node["left_child"], depth + 1)
        right[at] = place(node["right_child"], depth + 1)
        return at

    for tree in dump["tree_info"]:
        base.append(len(feature))
        place(tree["tree_structure"], 0)
    return Forest(
        np.array(feature, np.int32),
        np.array(threshold),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(value),
        np.array(base, np.int32),
        outputs,
        deepest,
    )


_FIELDS = ("feature", "threshold", "left", "right", "value", "base")


def save(path: Path, forests: dict[str, Forest], **extra: Any) -> None:
    """Write forests (and plain arrays) as one compressed ``.npz``."""
    arrays: dict[str, Any] = {f"extra/{key}": np.asarray(value) for key, value in extra.items()}
    for name, forest in forests.items():
        for key in _FIELDS:
            array = getattr(forest, key)
            arrays[f"{name}/{key}"] = array.astype(np.float32) if key == "value" else array
        arrays[f"{name}/shape"] = np.array([forest.outputs, forest.depth])
    np.savez_compressed(path, **arrays)


def open_forests(path: Path) -> tuple[dict[str, Forest], dict[str, NDArray[Any]]]:
    """The forests and the plain arrays of a model file.

    Raises:
        OSError, ValueError: the file is missing, damaged or holds anything but numbers and texts.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    forests: dict[str, Forest] = {}
    for name in dict.fromkeys(key.rsplit("/", 1)[0] for key in arrays if key.endswith("/shape")):
        outputs, depth = (int(one) for one in arrays[f"{name}/shape"])
        fields = {key: arrays[f"{name}/{key}"] for key in _FIELDS}
        fields["value"] = fields["value"].astype(np.float64)
        forests[name] = Forest(**fields, outputs=outputs, depth=depth)
    extra = {key.split("/", 1)[1]: array for key, array in arrays.items() if key.startswith("extra/")}
    return forests, extra
