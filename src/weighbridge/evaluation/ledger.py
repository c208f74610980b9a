"""Scoring how statements are grouped into transfers and traced to their origins.

The gold statements of a story set bear ``transfer`` and ``origin`` ids. Predicted ids need not be
equal to them: B-cubed precision, recall and F1 (Bagga and Baldwin 1998) compare the groups. A
gold statement that no predicted one matches counts as a group of its own that was got wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from weighbridge.evaluation.figures import Row
from weighbridge.evaluation.gold import document_of
from weighbridge.evaluation.statements import pairs_of, spans_of
from weighbridge.identity import provenance_of, statement_id
from weighbridge.model import Entry, Provenance
from weighbridge.rows import RowError, statement_from
from weighbridge.weighing.records import memberships_of
from weighbridge.weighing.resemblance import alike, resembling
from weighbridge.weighing.weighing import weigh

Label = tuple[Hashable, Hashable | None]
"""The gold group of a statement and the predicted one; None where it was not found."""


def b_cubed(labels: Sequence[Label]) -> dict[str, float]:
    """B-cubed precision (over what was found), recall (over all) and F1."""
    by_gold: defaultdict[Hashable, set[int]] = defaultdict(set)
    by_predicted: defaultdict[Hashable, set[int]] = defaultdict(set)
    for i, (gold, predicted) in enumerate(labels):
        by_gold[gold].add(i)
        if predicted is not None:
            by_predicted[predicted].add(i)
    precision, recall, known = 0.0, 0.0, 0
    for gold, predicted in labels:
        if predicted is None:
            continue
        known += 1
        shared = len(by_gold[gold] & by_predicted[predicted])
        precision += shared / len(by_predicted[predicted])
        recall += shared / len(by_gold[gold])
    precision = precision / known if known else 0.0
    recall = recall / len(labels) if labels else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def has_stories(documents: Iterable[Row]) -> bool:
    """Whether any statement bears a transfer and an origin."""
    return any(_in_story(one) for document in documents for one in document["statements"])


def _in_story(statement: Row) -> bool:
    return bool(statement.get("transfer") and statement.get("origin"))


def weighed(documents: Sequence[Row], statements: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Statements by document id, each with the transfer and the origin that weighing gives it.

    A statement that is none by the guidelines, or whose evidence is not in the text, is in no transfer.
    """
    entries: dict[str, Entry] = {}
    sources: dict[str, Provenance] = {}
    texts: list[tuple[str, str]] = []
    rows: list[tuple[str, Row, str | None]] = []
    for row in documents:
        document = document_of(row)
        source = provenance_of(document)
        sources[source.id] = source
        texts.append((source.id, document.text))
        told = statements.get(row["id"], ())
        for one, span in zip(told, spans_of(document.text, told), strict=True):
            name = None
            if span:
                evidence = document.text[span[0] : span[1]]
                try:
                    statement = statement_from({**one, "start": span[0], "end": span[1], "evidence": evidence})
                except RowError:
                    pass
                else:
                    name = statement_id(source.id, statement)
                    entries[name] = Entry(name, source.id, statement)
            rows.append((row["id"], one, name))
    homes = {
        name: (transfer, origin)
        for made in weigh(entries.values(), sources, alike=alike(resembling(texts)))
        for name, transfer, origin in memberships_of(made)
    }
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for document_name, one, name in rows:
        transfer, origin = homes[name] if name else (None, None)
        found[document_name].append({**one, "transfer": transfer, "origin": origin})
    return dict(found)


def stories(documents: Sequence[Row], read: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The figures of weighing: of the annotated statements, and of those that were read."""
    annotated = {one["id"]: one["statements"] for one in documents}
    return {
        "annotated": score(documents, weighed(documents, annotated)),
        "read": score(documents, weighed(documents, read)),
    }


def score(gold_documents: Sequence[Row], predicted: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Figures over the story sets; ``predicted`` has the statements by document id."""
    transfers: list[Label] = []
    origins: list[Label] = []
    matched = 0
    for document in gold_documents:
        golds = [one for one in document["statements"] if _in_story(one)]
        if not golds:
            continue
        text, predictions = document["text"], list(predicted.get(document["id"], ()))
        pairs = dict(pairs_of(golds, spans_of(text, golds), predictions, spans_of(text, predictions)))
        matched += len(pairs)
        for i, gold in enumerate(golds):
            found = predictions[pairs[i]] if i in pairs else {}
            transfer, origin = found.get("transfer"), found.get("origin")
            transfers.append((gold["transfer"], transfer))
            origins.append(((gold["transfer"], gold["origin"]), (transfer, origin) if origin else None))
    return {
        "gold statements": len(transfers),
        "matched": matched,
        "transfers": b_cubed(transfers),
        "origins": b_cubed(origins),
    }


def report(figures: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{figures['gold statements']} gold statements in story sets, {figures['matched']} matched"]
    for name in ("transfers", "origins"):
        f = figures[name]
        lines.append(f"  {name:9} B-cubed precision {f['precision']:.3f}  recall {f['recall']:.3f}  F1 {f['f1']:.3f}")
    return "\n".join(lines)


def report_stories(figures: Mapping[str, Any]) -> str:
    """Both figures of ``stories`` as lines of text."""
    names = {"annotated": "weighing the annotated statements", "read": "weighing the statements that were read"}
    return "\n".join(f"{title}: {report(figures[name])}" for name, title in names.items())
