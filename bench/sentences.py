"""How the reader fares with hard sentences: ``python bench/sentences.py [FILE...]``.

``corpus/sentences`` holds short texts that are hard on purpose, on denials, stages and sources, each with all that it
states by the coding guidelines. The figures are those of ``weighbridge evaluate``, and how many denials are lost: read
as something else, or not at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from weighbridge.evaluation import statements
from weighbridge.evaluation.figures import Row
from weighbridge.model import Document, as_json
from weighbridge.reading.reader import Reader
from weighbridge.reading.sentences import sentences_of

FOLDER = Path(__file__).parents[1] / "corpus" / "sentences"


def annotated(line: str) -> Row:
    """A line of a file as an annotated document: the number of a sentence becomes its words."""
    row = json.loads(line)
    parts = [row["text"][one.start : one.end] for one in sentences_of(row["text"])]
    row["statements"] = [
        {
            "evidence": parts[min(one["sentence"], len(parts)) - 1],
            "supplier": one["supplier"] and {"code": one["supplier"]},
            "recipient": one["recipient"] and {"code": one["recipient"]},
            "item": {"class": one["class"]},
            "stage": one["stage"],
            "stance": one["stance"],
            "certainty": one["certainty"],
            "source": {"class": one["source_class"], "country": one["source_country"]},
        }
        for one in row["expected"]
    ]
    return dict(row)


def documents(rows: list[Row]) -> Iterator[Document]:
    """The texts as the reader takes them."""
    for row in rows:
        yield Document(row["id"], row["text"], publisher=row.get("publisher"), published=row["published"])


def main() -> None:
    """Read each file and print its figures."""
    reader = Reader()
    for path in map(Path, sys.argv[1:] or sorted(map(str, FOLDER.glob("*.jsonl")))):
        rows = [annotated(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = {one.document.id: as_json(one.statements) for one in reader.stream(documents(rows))}
        figures, errors = statements.score(rows, found)
        denials = sum(one["stance"] == "denies" for row in rows for one in row["statements"])
        lost = sum(
            error.gold is not None
            and error.gold["stance"] == "denies"
            and (error.predicted is None or error.predicted["stance"] != "denies")
            for error in errors
        )
        slots = "  ".join(f"{name} {figures['slots'][name]:.2f}" for name in ("stage", "stance", "source class"))
        print(f"{path.stem}: {len(rows)} texts, core F1 {figures['core']['f1']:.3f}, full {figures['full']['f1']:.3f}")
        print(f"  {slots}  source country {figures['slots']['source country']:.2f}")
        print(
            f"  false deliveries {figures['false deliveries']:.3f}  invented {figures['invented deliveries']:.3f}",
            end="",
        )
        print(f"  denials lost {lost} of {denials}")


if __name__ == "__main__":
    main()
