"""Scoring attributions: who says what, on any topic.

An attribution is ``{"source": [[start, end], ...], "cue": [...], "content": [...]}``, character
offsets into the text. Attributions are paired one to one by how far their contents overlap (at
least half of the shorter). "found" is precision, recall and F1 of the pairs; source, cue and
content are F1 over characters, white space not counted; what has no partner counts as missed
or made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from weighbridge.evaluation.figures import Row, precision_recall

PARTS = ("source", "cue", "content")


def characters(spans: Iterable[Sequence[int]] | None, text: str) -> frozenset[int]:
    """The positions that the spans cover, white space apart."""
    return frozenset(
        i for start, end in spans or () for i in range(start, min(end, len(text))) if not text[i].isspace()
    )


def _parts(attribution: Row, text: str) -> dict[str, frozenset[int]]:
    return {part: characters(attribution.get(part), text) for part in PARTS}


def _pairs(
    golds: Sequence[Mapping[str, frozenset[int]]], predictions: Sequence[Mapping[str, frozenset[int]]]
) -> dict[int, int]:
    """Index of the predicted attribution by that of the gold one."""
    options = []
    for i, gold in enumerate(golds):
        for j, predicted in enumerate(predictions):
            one, other = gold["content"], predicted["content"]
            shared = len(one & other)
            if shared and shared >= 0.5 * min(len(one), len(other)):
                options.append((shared / len(one | other), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def score(gold_documents: Sequence[Row], predicted: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Figures over all documents; ``predicted`` has the attributions by document id."""
    n: Counter[Any] = Counter()
    for document in gold_documents:
        text = document["text"]
        golds = [_parts(one, text) for one in document["attributions"]]
        predictions = [_parts(one, text) for one in predicted.get(document["id"], ())]
        pairs = _pairs(golds, predictions)
        n["gold"] += len(golds)
        n["predicted"] += len(predictions)
        n["found"] += len(pairs)
        for part in PARTS:
            n[part, "gold"] += sum(len(one[part]) for one in golds)
            n[part, "predicted"] += sum(len(one[part]) for one in predictions)
            n[part, "hits"] += sum(len(golds[i][part] & predictions[j][part]) for i, j in pairs.items())
    return {
        "documents": len(gold_documents),
        "gold": n["gold"],
        "predicted": n["predicted"],
        "found": precision_recall(n["found"], n["gold"], n["predicted"]),
        **{part: precision_recall(n[part, "hits"], n[part, "gold"], n[part, "predicted"]) for part in PARTS},
    }


def report(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{figures['documents']} documents, {figures['gold']} gold attributions, {figures['predicted']} predicted"]
    for name in ("found", *PARTS):
        f = figures[name]
        lines.append(f"  {name:8} precision {f['precision']:.3f}  recall {f['recall']:.3f}  F1 {f['f1']:.3f}")
    return "\n".join(lines)
