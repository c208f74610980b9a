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


@dataclass(slots=True)
class GoldDocument:
    document: Document
    scenes: list[Scene]
    statements: list[list[dict[str, Any]]]
    """For each scene, the gold statements whose evidence it holds."""
    raw: dict[str, Any]


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


def load(folders: Iterable[str] = ("open", "more")) -> list[GoldDocument]:
    """Every document of the named corpus folders, parsed (all sentences that pass the gate)."""
    paths = [path for name in folders for path in sorted((CORPUS / name).glob("*.json"))]
    raws = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    documents = [
        Document(raw["id"], raw["text"], raw["url"], raw["publisher"], raw["published"], raw["title"]) for raw in raws
    ]
    out = []
    for raw, document, scenes in zip(raws, documents, scenes_of(documents), strict=True):
        out.append(GoldDocument(document, scenes, bind(raw, scenes), raw))
    return out
