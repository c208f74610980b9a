"""Names of parties and goods for people, from the lexicon."""

from __future__ import annotations

from functools import cache
from typing import Literal

from weighbridge.lexicon.tables import FOLDER, entries

Sort = Literal["state", "group", "company", "body", "unknown"]

BODIES: tuple[str, ...] = ("intergovernmental",)
"""Classes of groups that are no armed groups."""


@cache
def _known() -> dict[str, tuple[str, Sort]]:
    found: dict[str, tuple[str, Sort]] = {}
    for row, _ in entries(FOLDER / "parties" / "states.toml", "state"):
        found[row["code"]] = row["name"], "state"
    for row, _ in entries(FOLDER / "parties" / "groups.toml", "group"):
        found[row["code"]] = row["name"], "body" if row["class"] in BODIES else "group"
    return found


@cache
def companies() -> dict[str, tuple[str, str | None]]:
    """Each name of a company, in lower case: its usual name and the state of its seat."""
    found = {}
    for row, _ in entries(FOLDER / "parties" / "companies.toml", "company"):
        for name in (row["name"], *row.get("names", [])):
            found[name.lower()] = row["name"], row.get("state") or None
    return found


def name_of(code: str | None) -> str | None:
    """The name of a party by its code; the code itself where the lexicon has none; None where it is not known."""
    if code is None:
        return None
    return _known()[code][0] if code in _known() else code


def sort_of(code: str | None) -> Sort:
    """What a party is; two capitals that no state has are taken for a state all the same."""
    if code is None:
        return "unknown"
    if code in _known():
        return _known()[code][1]
    return "state" if len(code) == 2 and code.isascii() and code.isupper() else "group"


def state_of(code: str | None) -> str | None:
    """The code where it is one of a state (ISO 3166-1 alpha-2)."""
    return code if code is not None and sort_of(code) == "state" else None


@cache
def labels() -> dict[str, str]:
    """Item class: its label, as in "Ballistic missiles"."""
    return {row["id"]: row["label"] for row, _ in entries(FOLDER / "goods" / "classes.toml", "class")}


@cache
def designations() -> dict[str, str]:
    """Each name of a designation, in lower case and without hyphens and spaces: its usual name."""
    found: dict[str, str] = {}
    for row, _ in entries(FOLDER / "goods" / "designations.toml", "designation"):
        for name in (row["name"], *row.get("names", [])):
            found.setdefault(plain(name), row["name"])
    return found


def plain(name: str) -> str:
    """A name for comparison: a hyphen and a space are alike and may be absent."""
    return name.lower().replace("-", "").replace(" ", "")
