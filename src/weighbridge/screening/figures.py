"""``lexicon/screening.toml``: from what on an order is stopped or reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml
from weighbridge.screening.finding import LEVELS

FILE = FOLDER / "screening.toml"
_STAGES = frozenset(("sought", "negotiating", "agreed", "shipped", "delivered", "used"))


@dataclass(frozen=True, slots=True)
class Softer:
    """A part of a list whose entries come to no more than the level ``most``, and why."""

    list: str
    source: str
    most: str
    why: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the file says; it says there what each figure means. Scores and likelihoods go from 0 to 1."""

    stop: float
    review: float
    most: int
    namesakes: int
    years_apart: int
    years_apart_there: int
    onward_likely: float
    onward_stages: tuple[str, ...]
    onward_most: int
    onward_quotes: int
    ground: dict[str, str]
    softer: tuple[Softer, ...]
    allowed_days: int


@lru_cache(maxsize=4)
def figures(path: Path = FILE) -> Figures:
    """The checked file. Raises LexiconError, which names file, line and remedy."""
    data, source = read_toml(path)

    def line(key: str) -> int | None:
        found = (
            at for at, text in enumerate(source.splitlines(), 1) if text.split("=")[0].strip() in (key, f"[{key}]")
        )
        return next(found, None)

    def taken(table: str, key: str, low: float, high: float) -> Any:
        value = data.get(table, {}).get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise LexiconError(path, line(key), f"{key} in [{table}] has to be a number from {low:g} to {high:g}")
        return value

    ground = data.get("ground", {})
    for key in ("stale", "notes", "ledger", "country", "end-user", "goods", "script", "hidden", "forenames"):
        if ground.get(key) not in LEVELS:
            raise LexiconError(path, line(key), f"{key} in [ground] has to be one of {', '.join(LEVELS)}")
    stages = data.get("onward", {}).get("stages")
    if not isinstance(stages, list) or not stages or not set(stages) <= _STAGES:
        raise LexiconError(path, line("stages"), f"stages in [onward] have to be of {', '.join(sorted(_STAGES))}")
    softer = []
    for number, row in enumerate(data.get("softer", [])):
        if set(row) != {"list", "source", "most", "why"} or row["most"] not in LEVELS or not str(row["why"]).strip():
            what = "[[softer]] needs list, source, why, and most: one of " + ", ".join(LEVELS)
            raise LexiconError(path, line_of(source, "softer", number), what)
        softer.append(Softer(row["list"], row["source"], row["most"], row["why"]))
    made = Figures(
        float(taken("party", "stop", 0.0, 1.0)),
        float(taken("party", "review", 0.0, 1.0)),
        int(taken("party", "most", 1, 1000)),
        int(taken("person", "namesakes", 1, 1000)),
        int(taken("person", "years_apart", 0, 200)),
        int(taken("person", "years_apart_there", 0, 200)),
        float(taken("onward", "likely", 0.0, 1.0)),
        tuple(stages),
        int(taken("onward", "most", 1, 1000)),
        int(taken("onward", "quotes", 0, 100)),
        dict(ground),
        tuple(softer),
        int(taken("allowed", "days", 1, 36500)),
    )
    if made.review > made.stop:
        raise LexiconError(path, line("review"), "review in [party] lies above stop; it has to be the lower one")
    return made
