"""Names for people: states, groups, goods, stages, stances; spelt out, from the lexicon where it has them."""

from __future__ import annotations

from functools import cache

from weighbridge.lexicon import load

STAGES: dict[str, str] = {
    "sought": "sought",
    "negotiating": "under negotiation",
    "agreed": "agreed",
    "shipped": "shipped",
    "delivered": "delivered",
    "used": "used by the recipient",
    "halted": "halted",
}
PHRASES: dict[str, str] = {
    "sought": "that it was sought",
    "negotiating": "that it was negotiated",
    "agreed": "that it was agreed",
    "shipped": "that it was shipped",
    "delivered": "that it was delivered",
    "used": "that it was used",
    "halted": "that it was halted",
}
"""What a likelihood is of."""
STANCES: dict[str, str] = {
    "asserts": "asserts",
    "confirms": "confirms",
    "denies": "denies",
    "declines": "does not confirm",
    "warns": "warns of it",
}
SHAPES: dict[str, str] = {"asserts": "●", "confirms": "◆", "denies": "✕", "declines": "○", "warns": "△"}
"""A shape for each stance, so that it does not hang on colour alone."""
OPEN = "not known"
"""What stands where a party is not named."""
LONGEST_OUTLET = 2000
"""Characters of an outlet's name that has a page of its own."""


@cache
def _parties() -> dict[str, str]:
    """Code: name, of states and groups."""
    words = load().words.values()
    found: dict[str, str] = {}
    for kind in ("state", "group"):
        for entry in words:
            if entry.kind == kind and entry.code:
                found.setdefault(entry.code, entry.name)
    return found


def party(code: str | None) -> str:
    """The name of a party; its code where the lexicon has no name for it."""
    return _parties().get(code, code) if code else OPEN


def codes_of(text: str) -> list[str]:
    """The codes that a person may mean by a code or a part of a name, the exact first; at most 20."""
    asked = text.strip().casefold()
    exact = [code for code in _parties() if code.casefold() == asked]
    part = sorted(code for code, name in _parties().items() if asked and asked in name.casefold())
    return [*exact, *(code for code in part if code not in exact)][:20]


def known_parties() -> list[tuple[str, str]]:
    """Codes and names of the lexicon, by name."""
    return sorted(_parties().items(), key=lambda row: row[1].casefold())


def goods(class_: str | None) -> str:
    """The label of a class of goods."""
    return load().labels.get(class_, class_) if class_ else "goods not known"


def stage(name: str | None) -> str:
    """A stage in words."""
    return STAGES.get(name, name) if name else "nothing likely"


def phrase(stage: str | None) -> str:
    """What a likelihood is of, for a sentence that begins with its word."""
    return PHRASES.get(stage, stage) if stage else ""


def stance(name: str) -> str:
    """A stance in words."""
    return STANCES.get(name, name)
