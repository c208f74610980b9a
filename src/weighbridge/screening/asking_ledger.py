"""Reading what the ledger shows of a country as supplier. The one place of screening that opens a ledger."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
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


def asked(
    where: str, day: str, past: bool, figures: Figures, tell: Callable[[str], None], remembered: Path | None = None
) -> Asking | None:
    """The ledger there, weighed up to date; None where none is there.

    past: ``day`` is over, so it is asked what was knowable then. remembered: a file for the hash of a ledger's
    file that has not been written to since. Raises LedgerError for what is no ledger.
    """
    if "://" not in where and not Path(where).expanduser().exists():
        return None
    from weighbridge.ledger import open_ledger
    from weighbridge.views import Look, brought_up

    ledger = open_ledger(where, create=False, tell=tell)
    try:
        brought_up(ledger)
        return Asking(Look(ledger, day if past else None), _hash(ledger, remembered), figures)
    except BaseException:
        ledger.close()
        raise


def _hash(ledger: Any, remembered: Path | None) -> str:
    """The hash of a ledger's content. For a file it is read from ``remembered`` while the file is what it was."""
    from weighbridge.ledger import content_hash

    mark = _mark(Path(ledger.where)) if remembered and ledger.sqlite else None
    if mark is None or remembered is None:
        return content_hash(ledger)
    try:
        row = json.loads(remembered.read_text("utf-8"))
        if row["mark"] == mark:
            return str(row["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = content_hash(ledger)
    if _mark(Path(ledger.where)) == mark:
        with suppress(OSError):
            remembered.parent.mkdir(parents=True, exist_ok=True)
            part = remembered.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps({"mark": mark, "hash": found}), "utf-8")
            part.replace(remembered)
    return found


def _mark(path: Path) -> list[Any] | None:
    """What changes whenever a ledger's file is written to: place, size and time of the file and of its log."""
    found: list[Any] = [str(path.resolve())]
    for one in (path, path.with_name(f"{path.name}-wal")):
        try:
            about = one.stat()
        except OSError:
            if one == path:
                return None
            found.append(None)
            continue
        found.append([about.st_ino, about.st_size, about.st_mtime_ns] if about.st_size else None)
    return found


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
