"""How fast the reader is, and what its gate costs: ``make bench``.

On one core and in one run, on the same texts: tokens a second of the reader against spaCy's full
pipeline (the same model, all its pipes, ``nlp.pipe``), on (a) the annotated documents, all of them
about transfers, and (b) a stream in which one document in twenty is. spaCy runs as it comes; the
reader's own parse multiplies matrices by NumPy, which alone is a good part of the ratio. Then the share of statements
that the gate loses: read with it and without.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from filler import article  # noqa: E402

from weighbridge.evaluation import gold  # noqa: E402
from weighbridge.model import Document, as_json  # noqa: E402
from weighbridge.reading.parsing.parsing import DEFAULT_MODEL, pipeline  # noqa: E402
from weighbridge.reading.reader import Reader  # noqa: E402

CORPUS = Path(__file__).parents[1] / "corpus" / "open"
ONE_IN = 20


def mixed(about: Sequence[Document]) -> list[Document]:
    """Each document about transfers among nineteen that are not, in a fixed order."""
    stream = []
    for number, document in enumerate(about):
        place = (7 * number) % ONE_IN
        for at in range(ONE_IN):
            seed = number * ONE_IN + at
            stream.append(document if at == place else Document(id=f"other-{seed}", text=article(seed)))
    return stream


def timed(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Seconds of the processor that each needs in its fastest round; they take turns, so that other work on the machine
    weighs on all alike."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            begun = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - begun)
    return best


def compare(name: str, documents: list[Document], rounds: int) -> None:
    """Print tokens a second of both on the same documents."""
    nlp = pipeline(DEFAULT_MODEL, whole=True)
    texts = [document.text for document in documents]
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    reader = Reader()
    list(reader.stream(documents[:2]))
    ours, theirs = timed(
        [lambda: list(reader.stream(documents)), lambda: sum(len(doc) for doc in nlp.pipe(texts))], rounds
    )
    print(
        f"{name:30} {len(documents):5} documents {tokens:8,} tokens"
        f"  reader {tokens / ours:9,.0f}/s  spaCy {tokens / theirs:9,.0f}/s  ratio {theirs / ours:5.2f}"
    )


def lost(documents: list[Document]) -> None:
    """Print how many statements are only found with the gate open."""
    found = []
    for gate in (True, False):
        reader = Reader() if gate else Reader(gate=False)
        rows = set()
        for reading in reader.stream(documents):
            for statement in reading.statements:
                row = as_json(statement)
                row.pop("confidence")
                rows.add((reading.document.id, repr(row)))
        found.append(rows)
    closed, opened = found
    share = len(opened - closed) / max(1, len(opened))
    print(f"statements with the gate {len(closed)}, with it open {len(opened)}; lost {share:.2%}")


def main() -> None:
    """Parse arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS, help="annotated documents")
    parser.add_argument("--documents", type=int, default=30, help="how many of them in the mixed stream")
    parser.add_argument("--rounds", type=int, default=2, help="the fastest of so many counts")
    options = parser.parse_args()
    about = [gold.document_of(row) for row in gold.load(options.folder)]
    compare("(a) all about transfers", about, options.rounds)
    spread = about[:: max(1, len(about) // options.documents)][: options.documents]
    compare(f"(b) one in {ONE_IN} about transfers", mixed(spread), options.rounds)
    lost(about)


if __name__ == "__main__":
    main()
