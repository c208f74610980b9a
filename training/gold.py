"""The annotated corpus as scenes with their gold statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weighbridge.model import Document
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.scene import Scene

CORPUS = Path(__file__).parent.parent / "corpus"
WEIGHT = 3.0
"""So much does a statement of ``corpus/open`` count for its position and its source; one of the rest 1.

The rest is annotated somewhat otherwise. Out of fold, stages of ``corpus/open`` gain 0.008 by it, sources 0.015; the
models that rank triples gain nothing.
"""


@dataclass(slots=True)
class GoldDocument:
    document: Document
    scenes: list[Scene]
    statements: list[list[dict[str, Any]]]
    """For each scene, the gold statements whose evidence it holds."""
    raw: dict[str, Any]
    part: str = "open"
    """The folder of the corpus."""

    @property
    def weight(self) -> float:
        """How much a statement of it counts for its position and its source."""
        return 1.0 if self.part in ("more", "plain") else WEIGHT

    @property
    def house(self) -> float:
        """1, or 0 where the manner is another than that of most reports (``Setting.house``)."""
        return float(self.part != "more")


def code(party: dict[str, Any] | None) -> str | None:
    return (party or {}).get("code")


def family(item: dict[str, Any] | None) -> str | None:
    return ((item or {}).get("class") or "").split(".")[0] or None


def where(text: str, evidence: str) -> tuple[int, int]:
    at = text.find(evidence)
    if at < 0:
        raise ValueError(f"evidence is not in the text: {evidence[:60]!r}")
    return at, at + len(evidence)


def bind(raw: dict[str, Any], scenes: list[Scene]) -> list[list[dict[str, Any]]]:
    """Gold statements by scene: each at the scene that shares most of its evidence."""
    table: list[list[dict[str, Any]]] = [[] for _ in scenes]
    for statement in raw["statements"]:
        start, end = where(raw["text"], statement["evidence"])
        shares = [(min(end, s.end) - max(start, s.start)) / max(1, min(end - start, s.end - s.start)) for s in scenes]
        best = max(range(len(scenes)), key=lambda i: (shares[i], -i), default=None)
        if best is not None and shares[best] >= 0.5:
            # evidence of several sentences: every one of them may bear it, the first with goods does
            full = [i for i, share in enumerate(shares) if share >= 0.99]
            with_goods = [i for i in full if scenes[i].items]
            table[(with_goods or full or [best])[0]].append(statement)
    return table


def load(folders: Iterable[str] = ("open", "more", "plain")) -> list[GoldDocument]:
    """Every document of the named corpus folders, parsed (all sentences that pass the gate).

    A path names a folder of one's own, such as ``weighbridge teach`` writes. Documents that are marked as ``partial``
    are left out: what nobody has reviewed in them would be learnt as wrong.
    """
    found = [path for name in folders for path in sorted((CORPUS / name).glob("*.json"))]
    told = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in found]
    paths = [path for path, raw in told if not raw.get("partial")]
    raws = [raw for _, raw in told if not raw.get("partial")]
    documents = [
        Document(raw["id"], raw["text"], raw["url"], raw["publisher"], raw["published"], raw["title"]) for raw in raws
    ]
    out = []
    for path, raw, document, scenes in zip(paths, raws, documents, scenes_of(documents), strict=True):
        out.append(GoldDocument(document, scenes, bind(raw, scenes), raw, path.parent.name))
    return out


def names(statement: dict[str, Any], text: str, start: int, end: int) -> bool:
    """Whether characters start:end of the document lie in words that the statement's item text names."""
    words = (statement["item"] or {}).get("text") or ""
    if not words:
        return False
    first, last = where(text, statement["evidence"])
    at = text.find(words, first, last)
    while at >= 0:
        if at < end and start < at + len(words):
            return True
        at = text.find(words, at + 1, last)
    return False


def wanted(gold: GoldDocument, scene: int, class_: str, kind: str, start: int, end: int) -> list[dict[str, Any]]:
    """The gold statements of a scene that an item candidate stands for.

    The candidate must be of the statement's family of goods, and either lie in the words that the
    gold gives for the item, or be as good as any where no candidate can (the words stand elsewhere).
    """
    kin = class_.split(".")[0]
    own = [s for s in gold.statements[scene] if family(s["item"]) == kin]
    if kind in ("designation", "word", "weak"):
        spans = [(m.start, m.end) for m in gold.scenes[scene].items if m.class_.split(".")[0] == kin]
    else:
        spans = []
    out = []
    text = gold.document.text
    for statement in own:
        nobody = not any(names(statement, text, m.start, m.end) for m in gold.scenes[scene].items)
        no_kin = kind in ("designation", "word") and not any(names(statement, text, *span) for span in spans)
        if nobody or no_kin or names(statement, text, start, end):
            out.append(statement)
    return out
