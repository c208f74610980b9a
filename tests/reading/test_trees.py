"""Trees: what is read at once is what a walk down each tree gives."""

from __future__ import annotations

import numpy as np

from weighbridge.reading.learnt.trees import Forest, forest_from


def _dump(random: np.random.Generator, leaves: int) -> dict[str, object]:
    """A tree of so many leaves with questions drawn at random, as LightGBM dumps it."""
    if leaves == 1:
        return {"leaf_value": float(random.normal())}
    left = int(random.integers(1, leaves))
    return {
        "decision_type": "<=",
        "split_feature": int(random.integers(0, 6)),
        "threshold": float(random.integers(0, 4)) / 2,
        "left_child": _dump(random, left),
        "right_child": _dump(random, leaves - left),
    }


def _forest(leaves: int, trees: int, outputs: int = 1) -> Forest:
    random = np.random.default_rng(leaves)
    sizes = [1, leaves, *(int(random.integers(1, leaves + 1)) for _ in range(trees - 2))]
    return forest_from({"tree_info": [{"tree_structure": _dump(random, size)} for size in sizes]}, outputs)


def _walk(forest: Forest, row: np.ndarray) -> list[float]:
    sums = [0.0] * forest.outputs
    for tree, node in enumerate(forest.base):
        while forest.left[node] != node:
            goes_left = row[forest.feature[node]] <= forest.threshold[node]
            node = forest.left[node] if goes_left else forest.right[node]
        sums[tree % forest.outputs] += forest.value[node]
    return sums


def test_scores_are_those_of_a_walk_down_each_tree() -> None:
    rows = np.random.default_rng(1).integers(0, 5, (600, 6)) / 2
    for leaves in (2, 15, 16, 17, 33, 64):
        forest = _forest(leaves, 12, outputs=3)
        assert np.allclose(forest.scores(rows), [_walk(forest, row) for row in rows])


def test_no_rows_give_no_scores() -> None:
    assert _forest(4, 3).scores(np.zeros((0, 6))).shape == (0, 1)


def test_trees_of_one_leaf_answer_the_same_for_every_row() -> None:
    forest = forest_from({"tree_info": [{"tree_structure": {"leaf_value": 0.5}}] * 2}, 1)
    assert forest.scores(np.zeros((3, 6))).tolist() == [[1.0]] * 3
