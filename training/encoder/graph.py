"""The tuned layers as an ONNX graph: what reading runs.

Matrices have seven bits a weight, with a scale for each column, and what is multiplied by them eight: sums of such
products fit into the registers of every processor, so that all of them come to the same whole numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

WIDTH, HEADS = 384, 12
NORM = 1e-12
TOP = 63
"""The largest weight in seven bits."""
OPSET, FORM = 20, 9
"""Versions of the operators and of the file's form."""


class Graph:
    """Nodes and constants, added one after the other."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: Any) -> str:
        """Its name."""
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def several(self, kind: str, inputs: list[str], count: int, **settings: Any) -> list[str]:
        """The names of a node's outputs."""
        outputs = [f"{kind}{len(self.nodes)}_{at}" for at in range(count)]
        self.nodes.append(helper.make_node(kind, inputs, outputs, **settings))
        return outputs

    def node(self, kind: str, *inputs: str, **settings: Any) -> str:
        """The name of its only output."""
        return self.several(kind, list(inputs), 1, **settings)[0]

    def linear(self, x: str, name: str, matrix: Any, bias: Any) -> str:
        """``x`` times a matrix (in, out) of few bits, and the bias."""
        scale = np.abs(matrix).max(axis=0) / TOP + 1e-12
        few = self.constant(name, np.round(matrix / scale).astype(np.int8))
        narrow, step, zero = self.several("DynamicQuantizeLinear", [x], 3)
        whole = self.node("Cast", self.node("MatMulInteger", narrow, few, zero), to=TensorProto.FLOAT)
        factor = self.node("Mul", step, self.constant(name + "_scale", scale.astype(np.float32)))
        return self.node("Add", self.node("Mul", whole, factor), self.constant(name + "_bias", bias))

    def normal(self, x: str, name: str, weight: Any, bias: Any) -> str:
        """Layer normalisation."""
        told = self.constant(name + "_weight", weight), self.constant(name + "_bias", bias)
        return self.node("LayerNormalization", x, *told, epsilon=NORM, axis=-1)


def graph_of(state: dict[str, Any], pieces: Any, places: Any, norm: tuple[Any, Any], layers: int) -> ModelProto:
    """From numbers of pieces to their vectors in the last layer.

    Args:
        state: weights by the names of ``network.Network``.
        pieces, places: vectors of pieces and of places in the row.
        norm: weight and bias of the normalisation that follows them.
        layers: how many.
    """
    graph = Graph()
    first = graph.constant("first", np.array([0], np.int64))
    scale = np.abs(pieces).max(axis=1) / 127 + 1e-12
    table = graph.constant("pieces", np.round(pieces / scale[:, None]).astype(np.int8))
    scales = graph.constant("pieces_scale", scale.astype(np.float32)[:, None])
    words = graph.node("Cast", graph.node("Gather", table, "numbers"), to=TensorProto.FLOAT)
    words = graph.node("Mul", words, graph.node("Gather", scales, "numbers"))
    size = graph.node("Shape", "numbers")
    where = graph.node("Slice", graph.constant("places", places.astype(np.float32)), first, size, first)
    x = graph.normal(graph.node("Add", words, where), "norm", *norm)
    depth = WIDTH // HEADS
    root = graph.constant("root", np.float32(1 / np.sqrt(depth)))
    split = graph.constant("split", np.array([-1, 3, HEADS, depth], np.int64))
    flat = graph.constant("flat", np.array([-1, WIDTH], np.int64))
    for at in range(layers):

        def part(name: str, at: int = at) -> tuple[Any, Any]:
            start = f"layers.{at}.{name}."
            return state[start + "weight"], state[start + "bias"]

        def linear(value: str, name: str, at: int = at) -> str:
            weight, bias = part(name)
            return graph.linear(value, f"{name}{at}", weight.T, bias)

        mixed = graph.node("Transpose", graph.node("Reshape", linear(x, "qkv"), split), perm=[1, 2, 0, 3])
        three = graph.several("Split", [mixed], 3, axis=0, num_outputs=3)
        query, key, value = (graph.node("Squeeze", one, first) for one in three)
        key = graph.node("Transpose", key, perm=[0, 2, 1])
        shares = graph.node("Softmax", graph.node("MatMul", graph.node("Mul", query, root), key), axis=-1)
        seen = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[1, 0, 2])
        seen = linear(graph.node("Reshape", seen, flat), "out")
        x = graph.normal(graph.node("Add", x, seen), f"norm1_{at}", *part("norm1"))
        up = graph.node("Gelu", linear(x, "up"), approximate="tanh")
        x = graph.normal(graph.node("Add", x, linear(up, "down")), f"norm2_{at}", *part("norm2"))
    graph.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("numbers", TensorProto.INT64, ["length"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["length", WIDTH])],
        list(graph.constants.values()),
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORM)
    checker.check_model(model)
    return model
