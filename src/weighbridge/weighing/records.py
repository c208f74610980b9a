"""A weighed transfer as a plain record: what the ledger keeps and the program prints."""

from __future__ import annotations

from typing import Any

from weighbridge.model import as_json
from weighbridge.weighing.assessment import StageLikelihood, established
from weighbridge.weighing.days import iso
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.judgement import Assessment, assess
from weighbridge.weighing.testimony import UNDATED
from weighbridge.weighing.transfers import NamedOrigin, Transfer

Record = dict[str, Any]


def _stage(stage: StageLikelihood) -> Record:
    return {
        "stage": stage.stage,
        "likelihood": stage.likelihood,
        "word": stage.word,
        "log_odds": stage.log_odds,
        "lines": [
            {"origin": line.origin, "weight": line.weight, "why": line.why, "statement": line.statement}
            for line in stage.lines
        ],
    }


def _origin(named: NamedOrigin, reliability: str, credibility: int) -> Record:
    """An origin with its tree: who said it first, who repeats it, and why we think so."""
    day = named.origin.day.first
    return {
        "id": named.id,
        "day": iso(day) if day < UNDATED else None,
        "independence": "independent" if established(named.origin) else "not established",
        "reliability": reliability,
        "credibility": credibility,
        "voices": [
            {
                "document": voice.document,
                "name": voice.members[0].provenance.name,
                "publisher": voice.members[0].provenance.publisher,
                "published": voice.members[0].provenance.published,
                "source": as_json(voice.members[0].statement.source),
                "link": "origin" if number == 0 else "echo",
                "reason": reason,
                "statements": [one.entry.id for one in voice.members],
            }
            for number, (voice, reason) in enumerate(zip(named.origin.voices, named.origin.reasons, strict=True))
        ],
    }


def _published(transfer: Transfer) -> tuple[str | None, str | None]:
    days = [one.published for one in transfer.members if one.published < UNDATED]
    return (iso(min(days)), iso(max(days))) if days else (None, None)


def record_of(transfer: Transfer, figures: Figures) -> Record:
    """The record of a transfer, assessed with these figures. Plain JSON values, always in the same order."""
    judged: Assessment = assess(transfer, figures)
    stances = [one.statement.stance for one in transfer.members]
    documents = {one.entry.document for one in transfer.members}
    reported, latest = _published(transfer)
    return {
        "id": transfer.id,
        "supplier": transfer.supplier,
        "recipient": transfer.recipient,
        "goods": transfer.goods,
        "classes": list(transfer.classes),
        "first": transfer.first,
        "last": transfer.last,
        "stage": judged.stage,
        "claimed": judged.claimed,
        "halted": judged.halted,
        "about": judged.about,
        "likelihood": judged.likelihood,
        "word": judged.word,
        "confidence": judged.confidence,
        "ground": judged.ground,
        "independent": judged.independent,
        "origins_count": len(transfer.origins),
        "statements_count": len(transfer.members),
        "documents_count": len(documents),
        "denials": stances.count("denies"),
        "reported": reported,
        "latest": latest,
        "undated": len({one.entry.document for one in transfer.members if one.published >= UNDATED}),
        "stages": [_stage(stage) for stage in judged.stages.values()],
        "quantities": [
            {
                "goods": one.goods,
                "unit": one.unit or None,
                "phase": one.phase,
                "low": one.low,
                "high": one.high,
                "agree": one.agree,
                "said": [{"origin": origin, "words": words} for origin, words in one.said],
            }
            for one in judged.quantities
        ],
        "contradictions": [
            {"about": one.about, "against": one.against, "for": list(one.for_), "what": one.what}
            for one in judged.contradictions
        ],
        "origins": [
            _origin(named, grading.reliability, grading.credibility)
            for named, grading in zip(transfer.origins, judged.gradings, strict=True)
        ],
    }


def memberships_of(transfer: Transfer) -> list[tuple[str, str, str]]:
    """Statement id, transfer id, origin id: one of each for every statement."""
    found = {one.entry.id: named.id for named in transfer.origins for one in named.origin.members()}
    return [(one.entry.id, transfer.id, found[one.entry.id]) for one in transfer.members]
