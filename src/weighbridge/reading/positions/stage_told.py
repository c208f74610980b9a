"""The stage that a sentence tells outright, whatever the models take it for, with the reason."""

from __future__ import annotations

from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.short_of import called_off, lifted, nearly, still_to_come
from weighbridge.reading.positions.under_way import reached
from weighbridge.reading.positions.views import View

LIKELY = 0.4
"""So probable must a transfer be of which a departure is told."""
_REPLACED = {
    "shipped": frozenset(("delivered", "agreed", "halted")),
    "halted": frozenset(("delivered", "shipped", "agreed")),
    "agreed": frozenset(REAL),
}
"""By what ``reached`` tells: what models take goods for that have just left, that left and are back, that have not."""
_WHY = {
    "shipped": "they have left, and nothing says that they came",
    "halted": "they have left, and are back",
    "agreed": "they have not left",
}


def stage_told(one: Asked, view: View, stage: str) -> tuple[str, str] | None:
    """Another stage than the one that the models give what a source affirms, and why; None where it stands."""
    told = None
    if stage in REAL and any(still_to_come(one, at) for at in (view, one.views[0])):
        told = "agreed", "it has yet to be done"
    elif stage == "agreed" and nearly(one, view):
        told = "negotiating", "it only nearly came about"
    elif stage == "halted" and lifted(one):
        told = "agreed", "what halted it is lifted"
    elif called_off(one, stage):
        told = "halted", "it is called off"
    got = reached(one) if one.probability >= LIKELY else None
    if got is not None and (told[0] if told else stage) in _REPLACED[got]:
        told = got, _WHY[got]
    return told
