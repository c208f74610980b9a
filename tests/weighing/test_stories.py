"""Statements of annotated stories come together as the annotators put them, and rest on the origins that they name."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from weighbridge.evaluation import gold
from weighbridge.evaluation.ledger import score
from weighbridge.identity import provenance_of, statement_id
from weighbridge.model import Document, Entry
from weighbridge.rows import statement_from
from weighbridge.weighing.records import memberships_of
from weighbridge.weighing.resemblance import alike, resembling
from weighbridge.weighing.weighing import weigh

ROOT = Path(__file__).parents[2]


def figures(documents: list[dict[str, object]]) -> dict[str, dict[str, float]]:
    """B-cubed figures of transfers and origins for annotated statements that are only weighed."""
    entries, sources, texts, names = [], {}, [], {}
    for row in documents:
        document = Document(
            *(row[key] for key in ("id", "text", "url", "publisher", "published", "title"))  # type: ignore[arg-type]
        )
        source = provenance_of(document)
        sources[source.id] = source
        texts.append((source.id, document.text))
        for one in row["statements"]:  # type: ignore[attr-defined]
            statement = statement_from(one, document.text)
            name = statement_id(source.id, statement)
            entries.append(Entry(name, source.id, statement))
            names[name] = (document.id, one)
    predicted: dict[str, list[dict[str, object]]] = defaultdict(list)
    for weighed in weigh(entries, sources, alike=alike(resembling(texts))):
        for name, transfer, origin in memberships_of(weighed):
            document_name, one = names[name]
            predicted[document_name].append({**one, "transfer": transfer, "origin": origin})
    return score(documents, predicted)


@pytest.mark.parametrize(
    ("folders", "beginning", "transfers", "origins"),
    [(("open", "aside"), ("a2", "a5"), 0.90, 0.88), (("more",), ("s1", "s2", "s3"), 0.86, 0.84)],
)
def test_stories(folders: tuple[str, ...], beginning: tuple[str, ...], transfers: float, origins: float) -> None:
    documents = [
        row for folder in folders for row in gold.load(ROOT / "corpus" / folder) if row["id"].startswith(beginning)
    ]
    assert len(documents) > 15
    found = figures(documents)
    assert found["transfers"]["f1"] >= transfers, found
    assert found["origins"]["f1"] >= origins, found
