"""Where two readers differ on the same documents, and how far they agree, as plain JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weighbridge.evaluation.figures import precision_recall
from weighbridge.evaluation.statements import SLOTS, score
from weighbridge.model import as_json
from weighbridge.readers.agreeing import kappa
from weighbridge.readers.aligning import Row, aligned, differing_slots, same_core
from weighbridge.reading.result import Reading

Record = dict[str, Any]
FORMULAS = {
    "core f1": "2 c / (n1 + n2): c statements that are aligned and agree in supplier, recipient and goods",
    "kappa": "Cohen's kappa, (p_o - p_e) / (1 - p_e), over the c aligned statements that agree in the core",
}


@dataclass(slots=True)
class Comparison:
    """The counts so far. Readings with a problem are left out: ``problems``."""

    names: tuple[str, str]
    documents: int = 0
    statements: list[int] = field(default_factory=lambda: [0, 0])
    aligned: int = 0
    core: int = 0
    alike: Counter[str] = field(default_factory=Counter)
    stages: list[tuple[str, str]] = field(default_factory=list)
    stances: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Record] = field(default_factory=list)
    read: tuple[dict[str, list[Row]], dict[str, list[Row]]] = field(default_factory=lambda: ({}, {}))
    """What each found, by document, where gold stands."""

    def take(self, first: Reading, second: Reading, gold: bool = False) -> list[Record]:
        """Count one document that both have read; its differences, in the order of its text."""
        name, text = first.document.id, first.document.text
        troubles = [
            {"document": name, "reader": reader, "problem": one.problem}
            for reader, one in zip(self.names, (first, second), strict=True)
            if one.problem
        ]
        if troubles:
            self.problems += troubles
            return []
        rows: tuple[list[Row], list[Row]] = as_json(first.statements), as_json(second.statements)
        self.documents += 1
        for at, some in enumerate(rows):
            self.statements[at] += len(some)
            if gold:
                self.read[at][name] = some
        found = []
        for pair in aligned(text, *rows):
            mine = rows[0][pair.first] if pair.first is not None else None
            theirs = rows[1][pair.second] if pair.second is not None else None
            if mine is not None and theirs is not None:
                self._count(mine, theirs)
            if difference := difference_of(name, self.names, mine, theirs):
                found.append(difference)
        return found

    def _count(self, mine: Row, theirs: Row) -> None:
        self.aligned += 1
        if not same_core(mine, theirs):
            return
        self.core += 1
        self.stages.append((mine["stage"], theirs["stage"]))
        self.stances.append((mine["stance"], theirs["stance"]))
        self.alike.update(slot for slot, same in SLOTS.items() if same(mine, theirs))

    def figures(self, gold: Sequence[Row] = ()) -> Record:
        """The figures; with the scores of both on the annotated documents that both have read."""
        first, second = self.statements
        there = [one for one in gold if one["id"] in self.read[0]]
        return {
            "readers": list(self.names),
            "documents": self.documents,
            "statements": dict(zip(self.names, self.statements, strict=True)),
            "aligned": self.aligned,
            "same core": self.core,
            "agreement": {
                "core f1": precision_recall(self.core, first, second)["f1"],
                "kappa stage": kappa(self.stages),
                "kappa stance": kappa(self.stances),
                "slots": {slot: round(self.alike[slot] / self.core, 4) if self.core else None for slot in SLOTS},
                "formulas": FORMULAS,
            },
            "gold": {
                "documents": len(there),
                "scores": {name: score(there, found)[0] for name, found in zip(self.names, self.read, strict=True)},
            }
            if there
            else None,
            "problems": self.problems,
        }


def difference_of(document: str, names: tuple[str, str], mine: Row | None, theirs: Row | None) -> Record | None:
    """One difference with its sentence, ``first`` and ``second`` in the order of ``names``.

    None where the two say the same in every slot.
    """
    slots = differing_slots(mine, theirs) if mine is not None and theirs is not None else []
    one = mine or theirs
    if one is None or (mine is not None and theirs is not None and not slots):
        return None
    kind = "slots" if slots else f"only {names[0] if mine is not None else names[1]}"
    return {
        "document": document,
        "kind": kind,
        "start": one["start"],
        "end": one["end"],
        "evidence": one["evidence"],
        "slots": [{"slot": slot.name, "first": slot.first, "second": slot.second} for slot in slots],
        "first": mine,
        "second": theirs,
    }


def by_kind(differences: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many differences there are of each kind, and in each slot."""
    kinds: Counter[str] = Counter()
    for one in differences:
        kinds[one["kind"]] += 1
        kinds.update(f"slot {slot['slot']}" for slot in one["slots"])
    return dict(sorted(kinds.items()))
