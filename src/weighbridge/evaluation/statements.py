"""Scoring statements against annotated ones (docs/coding-guidelines.md).

Figures:
  found   the evidence overlaps by half, and two of supplier, recipient, item class agree
  core    all three agree (the item by its top-level class)
  full    core, and stage and stance agree
  slots   accuracy of each further slot, over the core matches
  false deliveries     of the statements predicted as done (asserted or confirmed; delivered, used
          or shipped), the share whose annotated partner says something else
  invented deliveries  of the same, the share that has no partner at all
The last two are the errors that do the most harm.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weighbridge.evaluation.figures import Row, precision_recall

Span = tuple[int, int]

DONE = frozenset({"delivered", "used", "shipped"})
POSITIVE = frozenset({"asserts", "confirms"})
LEAST_OVERLAP = 0.5
"""Share of the shorter evidence that both must have in common to be a pair."""


@dataclass(frozen=True, slots=True)
class Error:
    """One difference: ``kind`` is ``slots``, ``stage or stance``, ``missed`` or ``spurious``."""

    document: str
    kind: str
    gold: Row | None
    predicted: Row | None


def span_of(text: str, evidence: str | None) -> Span | None:
    """Where the evidence first stands in the text, whatever the white space; None if nowhere."""
    if not evidence:
        return None
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    hit = re.search(pattern, text)
    return hit.span() if hit else None


def spans_of(text: str, statements: Iterable[Row]) -> list[Span | None]:
    """The range of each statement: its own ``start`` and ``end``, or where its evidence stands."""
    spans: list[Span | None] = []
    for statement in statements:
        start, end = statement.get("start"), statement.get("end")
        if start is not None and end is not None:
            spans.append((start, end))
        else:
            spans.append(span_of(text, statement.get("evidence")))
    return spans


def overlap(one: Span | None, other: Span | None) -> float:
    """The common part as a share of the shorter range."""
    if not one or not other:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / max(1, min(one[1] - one[0], other[1] - other[0])))


def code_of(party: Any) -> Any:
    """The code of a supplier or recipient, given as an object or as the code itself."""
    return party.get("code") if isinstance(party, dict) else party


def top_class(item: Row | None) -> str | None:
    """The item's class up to its first dot."""
    return ((item or {}).get("class") or "").split(".")[0] or None


def source_of(statement: Row) -> tuple[Any, Any]:
    """Class and country of who holds the position."""
    source = statement.get("source") or {}
    return source.get("class"), source.get("country")


def agreement(gold: Row, predicted: Row) -> tuple[int, int]:
    """How many of the three core slots agree, and how many of stage, stance and source."""
    core = (
        (code_of(gold.get("supplier")) == code_of(predicted.get("supplier")))
        + (code_of(gold.get("recipient")) == code_of(predicted.get("recipient")))
        + (top_class(gold.get("item")) == top_class(predicted.get("item")))
    )
    more = (
        (gold.get("stage") == predicted.get("stage"))
        + (gold.get("stance") == predicted.get("stance"))
        + (source_of(gold) == source_of(predicted))
    )
    return core, more


def pairs_of(
    golds: Sequence[Row],
    gold_spans: Sequence[Span | None],
    predictions: Sequence[Row],
    predicted_spans: Sequence[Span | None],
) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, best agreement first; evidence must overlap."""
    options = []
    for i, gold in enumerate(golds):
        for j, predicted in enumerate(predictions):
            if overlap(gold_spans[i], predicted_spans[j]) < LEAST_OVERLAP:
                continue
            core, more = agreement(gold, predicted)
            if core >= 2:
                options.append((core * 10 + more, i, j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for _, i, j in sorted(options, key=lambda option: (-option[0], option[1], option[2])):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _same_range(one: Row | None, other: Row | None) -> bool:
    if not one or not other:
        return (not one) == (not other)
    return one.get("low") == other.get("low") and one.get("high") == other.get("high")


def _same_time(one: Row | None, other: Row | None) -> bool:
    """Equal or overlapping to the month, or to the year where one has no month."""
    if not one or not other:
        return (not one) == (not other)

    def ends(time: Row) -> tuple[str, str]:
        start = time.get("start") or time.get("end") or ""
        end = time.get("end") or time.get("start") or ""
        return start[:7], end[:7]

    (start, end), (other_start, other_end) = ends(one), ends(other)
    length = min(len(start), len(other_start)) or 4
    if start[:length] == other_start[:length]:
        return True
    return start[:length] <= other_end[:length] and other_start[:length] <= end[:length]


def _within(slot: str, key: str) -> Callable[[Row, Row], bool]:
    return lambda gold, predicted: (gold.get(slot) or {}).get(key) == (predicted.get(slot) or {}).get(key)


def _equal(slot: str) -> Callable[[Row, Row], bool]:
    return lambda gold, predicted: gold.get(slot) == predicted.get(slot)


def _same_via(gold: Row, predicted: Row) -> bool:
    return [via.get("class") for via in gold.get("via") or []] == [
        via.get("class") for via in predicted.get("via") or []
    ]


SLOTS: Mapping[str, Callable[[Row, Row], bool]] = {
    "stage": _equal("stage"),
    "stance": _equal("stance"),
    "certainty": _equal("certainty"),
    "item class": _within("item", "class"),
    "quantity": lambda gold, predicted: _same_range(gold.get("quantity"), predicted.get("quantity")),
    "value": _within("value", "amount"),
    "time": lambda gold, predicted: _same_time(gold.get("time"), predicted.get("time")),
    "source class": _within("source", "class"),
    "source country": _within("source", "country"),
    "via": _same_via,
}


def is_done(statement: Row) -> bool:
    """Whether the statement says that goods have moved."""
    return statement.get("stance") in POSITIVE and statement.get("stage") in DONE


def score(gold_documents: Sequence[Row], predicted: Mapping[str, Sequence[Row]]) -> tuple[dict[str, Any], list[Error]]:
    """Figures over all documents, and every difference in the order of the documents.

    ``predicted`` has the statements by document id; a document that is missing counts as
    one in which nothing was found.
    """
    n: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    errors: list[Error] = []
    for document in gold_documents:
        _score_document(document, list(predicted.get(document["id"], ())), n, slots, errors)
    core = max(1, n["core"])
    deliveries = max(1, n["deliveries"])
    figures = {
        "documents": len(gold_documents),
        "gold": n["gold"],
        "predicted": n["predicted"],
        "found": precision_recall(n["found"], n["gold"], n["predicted"]),
        "core": precision_recall(n["core"], n["gold"], n["predicted"]),
        "core recall, explicit": round(n["core explicit"] / max(1, n["gold explicit"]), 4),
        "full": precision_recall(n["full"], n["gold"], n["predicted"]),
        "slots": {name: round(slots[name] / core, 4) for name in SLOTS},
        "false deliveries": round(n["false deliveries"] / deliveries, 4),
        "invented deliveries": round(n["invented deliveries"] / deliveries, 4),
    }
    return figures, errors


def _score_document(
    document: Row, predictions: list[Row], n: Counter[str], slots: Counter[str], errors: list[Error]
) -> None:
    """Add the counts and differences of one document."""
    name, text = document["id"], document["text"]
    golds: list[Row] = list(document.get("statements", ()))
    pairs = pairs_of(golds, spans_of(text, golds), predictions, spans_of(text, predictions))
    n["gold"] += len(golds)
    n["predicted"] += len(predictions)
    n["gold explicit"] += sum(bool(gold.get("explicit")) for gold in golds)
    n["found"] += len(pairs)
    for i, j in pairs:
        gold, predicted = golds[i], predictions[j]
        if agreement(gold, predicted)[0] < 3:
            errors.append(Error(name, "slots", gold, predicted))
            continue
        n["core"] += 1
        n["core explicit"] += bool(gold.get("explicit"))
        full = gold.get("stage") == predicted.get("stage") and gold.get("stance") == predicted.get("stance")
        n["full"] += full
        if not full:
            errors.append(Error(name, "stage or stance", gold, predicted))
        for slot, same in SLOTS.items():
            slots[slot] += bool(same(gold, predicted))
    partner = {j: i for i, j in pairs}
    paired = {i for i, _ in pairs}
    errors += [Error(name, "missed", gold, None) for i, gold in enumerate(golds) if i not in paired]
    errors += [Error(name, "spurious", None, one) for j, one in enumerate(predictions) if j not in partner]
    for j, one in enumerate(predictions):
        if is_done(one):
            n["deliveries"] += 1
            n["invented deliveries"] += j not in partner
            n["false deliveries"] += j in partner and not is_done(golds[partner[j]])


def brief(statement: Row | None) -> str:
    """A statement in one line, for lists of errors."""
    if statement is None:
        return "-"
    parties = f"{code_of(statement.get('supplier'))}>{code_of(statement.get('recipient'))}"
    item = (statement.get("item") or {}).get("class")
    position = f"{statement.get('stage')} {statement.get('stance')} {statement.get('certainty')}"
    return f"{parties} {item} | {position} | {'/'.join(str(part) for part in source_of(statement))}"


def report(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{figures['documents']} documents, {figures['gold']} gold statements, {figures['predicted']} predicted"]
    for level in ("found", "core", "full"):
        f = figures[level]
        lines.append(f"  {level:6} precision {f['precision']:.3f}  recall {f['recall']:.3f}  F1 {f['f1']:.3f}")
    lines.append(f"  core recall where explicit {figures['core recall, explicit']:.3f}")
    lines.append("  " + "  ".join(f"{name} {value:.2f}" for name, value in figures["slots"].items()))
    lines.append(
        f"  false deliveries {figures['false deliveries']:.3f}"
        f"  invented deliveries {figures['invented deliveries']:.3f}"
    )
    return "\n".join(lines)


def report_error(error: Error) -> str:
    """One difference as lines of text."""
    evidence = " ".join(str((error.gold or error.predicted or {}).get("evidence") or "").split())[:300]
    return f"{error.document}: {error.kind}\n  gold {brief(error.gold)}\n  pred {brief(error.predicted)}\n  {evidence}"
