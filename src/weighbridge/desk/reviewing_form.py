"""The form of a review: what stands in its fields, and what a person may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from weighbridge.desk.rendering import plain
from weighbridge.ledger import Ledger, document
from weighbridge.lexicon import load
from weighbridge.model import CERTAINTIES, ITEM_CLASSES, SOURCE_CLASSES, STAGES, STANCES, Entry
from weighbridge.reviewing.queue import Standing
from weighbridge.reviewing.slots import SLOTS, written

AROUND = 700
"""Characters of the document before and after the evidence."""
LABELS: Mapping[str, str] = {
    "supplier": "Supplier",
    "recipient": "Recipient",
    "item": "Goods",
    "item.text": "Words for the goods",
    "quantity": "How many",
    "value": "Sum of money",
    "time": "When goods move",
    "stage": "Stage",
    "stance": "Stance of the source",
    "certainty": "Certainty of the source",
    "source.class": "Kind of source",
    "source.country": "Country of the source",
    "source.text": "Words for the source",
    "source.named": "Source is named",
}
HINTS: Mapping[str, str] = {
    "supplier": "code or name; empty: none; unnamed: without a code",
    "recipient": "code or name; empty: none; unnamed: without a code",
    "quantity": "200, 200-220, 200- or -200",
    "value": "2500000000 USD",
    "time": "2024, 2024-09 or 2024-09-01/2024-09-30",
    "source.country": "code or name; empty: not known",
}
VERDICTS = ("accept", "correct", "reject")


def _choices() -> dict[str, list[tuple[str, str]]]:
    plain = {"stage": STAGES, "stance": STANCES, "certainty": CERTAINTIES, "source.class": SOURCE_CLASSES}
    found = {slot: [(one, one) for one in values] for slot, values in plain.items()}
    labels = load().labels
    found["item"] = [("", "none"), *((one, f"{labels.get(one, one)} ({one})") for one in ITEM_CLASSES)]
    found["source.named"] = [("yes", "yes"), ("no", "no")]
    return found


CHOICES: Mapping[str, list[tuple[str, str]]] = _choices()
"""Slot: values and labels, where only some are possible."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a person has written."""

    verdict: str
    slots: Mapping[str, str]
    """Every slot as it stands in its field."""
    changed: frozenset[str]
    reason: str
    seen: str
    """The latest review that the person knew of."""
    save: bool

    @property
    def changes(self) -> dict[str, str]:
        """The slots that are another than what stands."""
        return {slot: self.slots[slot] for slot in self.slots if slot in self.changed}


def form_of(fields: Mapping[str, str], stand: Standing) -> Form:
    """The form from its fields; those that are missing are as the statement stands."""
    stands = written((stand.now or stand.read).statement)
    slots = {slot: fields.get(slot, stands[slot]) for slot in SLOTS}
    # a field shows a text without what steers: only what a person changed in it is a change
    changed = frozenset(slot for slot in slots if _shown(slots[slot]) != _shown(stands[slot]))
    verdict = fields.get("verdict", "")
    if verdict not in VERDICTS:
        verdict = "correct" if changed else "accept"
    latest = stand.latest.id if stand.latest else ""
    return Form(
        verdict,
        slots,
        changed,
        fields.get("reason", ""),
        fields.get("seen", latest)[:100],
        fields.get("action") == "save",
    )


def _shown(text: str) -> str:
    return " ".join(plain(text).split())


def context_of(ledger: Ledger, entry: Entry) -> tuple[str, str, str]:
    """The text before the evidence, the evidence, and the text after it; cut at AROUND characters."""
    found = document(ledger, entry.document)
    text = found.text if found else ""
    start, end = entry.statement.start, entry.statement.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return (
        ("\u2026" if start > AROUND else "") + before,
        entry.statement.evidence,
        after + ("\u2026" if end + AROUND < len(text) else ""),
    )
