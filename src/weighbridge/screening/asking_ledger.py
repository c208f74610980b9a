"""Reading what the ledger shows of a country as supplier. The one place of screening that opens a ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import Evidence
from weighbridge.screening.onward import Onward, onward_of

LONGEST = 1_000
"""Characters of a statement that are quoted."""


@dataclass
class Asking:
    """An open ledger that is asked as of a day; what was asked once is remembered.

    hash: of all that the ledger was told, so that one can see later whether it is the same.
    """

    look: Any
    hash: str
    figures: Figures
    known: dict[str, tuple[Onward, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[Onward, ...]:
        """Transfers of a country (ISO 3166-1 alpha-2, small letters) that count, likeliest first, with evidence."""
        if code not in self.known:
            self.known[code] = _onward(self.look, code, self.figures)
        return self.known[code]

    def close(self) -> None:
        """Let go of the ledger."""
        self.look.ledger.close()


def asked(where: str, day: str, past: bool, figures: Figures, tell: Callable[[str], None]) -> Asking | None:
    """The ledger there, weighed up to date; None where none is there.

    past: ``day`` is over, so it is asked what was knowable then. Raises LedgerError for what is no ledger.
    """
    if "://" not in where and not Path(where).expanduser().exists():
        return None
    from weighbridge.ledger import content_hash, open_ledger
    from weighbridge.views import Look, brought_up

    ledger = open_ledger(where, create=False, tell=tell)
    try:
        brought_up(ledger)
        return Asking(Look(ledger, day if past else None), content_hash(ledger), figures)
    except BaseException:
        ledger.close()
        raise


def _onward(look: Any, code: str, figures: Figures) -> tuple[Onward, ...]:
    from weighbridge.views import Asked, transfer_records

    asked_for = Asked(supplier=code.upper(), likely=figures.onward_likely)
    pairs = [(onward_of(one, figures), one) for one in transfer_records(look, asked_for)]
    kept = [(one, record) for one, record in pairs if one is not None]
    kept.sort(key=lambda pair: (-pair[0].likelihood, pair[0].id))
    return tuple(replace(one, evidence=_evidence(look, record, figures)) for one, record in kept[: figures.onward_most])


def _evidence(look: Any, record: Mapping[str, Any], figures: Figures) -> tuple[Evidence, ...]:
    """The statements that weigh most for the stage that the transfer reached."""
    from weighbridge.views import statements_of

    lines = [line for stage in record["stages"] if stage["stage"] == record["stage"] for line in stage["lines"]]
    lines.sort(key=lambda line: (-abs(line["weight"]), line["statement"] or ""))
    ids = list(dict.fromkeys(line["statement"] for line in lines if line["statement"]))[: figures.onward_quotes]
    said = {one["id"]: one for one in statements_of(look.ledger, ids)}
    found = []
    for key in ids:
        if one := said.get(key):
            by = ", ".join(str(part) for part in (one["publisher"], one["published"], one["stance"]) if part)
            found.append(Evidence("ledger", f"{key} ({by})" if by else key, one["evidence"][:LONGEST]))
    return tuple(found)
