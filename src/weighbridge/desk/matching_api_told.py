"""Listed parties and the reasons of a score, as entities and features of the yente API. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from weighbridge.lists.bridging import entities_of
from weighbridge.lists.entry import Entry
from weighbridge.lists.store import Version
from weighbridge.matching.logics import ABOUT, OFFICIAL, OURS
from weighbridge.matching.reasons import Match, Reason

ALGORITHMS = {
    **dict.fromkeys(
        "best weighbridge logic-v1 logic-v2 name-based name-qualified regression-v1 regression-v2 regression-v3"
        " name-matcher".split(),
        OURS,
    ),
    **dict.fromkeys("official-search ofac ofac-249".split(), OFFICIAL),
}
"""Algorithms that clients ask for, and the logic of ours that answers; the header ``x-algorithm`` says which it was."""
FEATURES = {
    "name": "The best pair of names alone.",
    "weak_alias": "Taken off where only an alias agrees that the list itself calls weak.",
    "name_cut": "Of a long name, or of many, only the first were compared.",
    "kind": "Taken off where another kind of party was asked for.",
    "country": "Countries that both have, or do not.",
    "birth": "Dates of birth.",
    "foundation": "Years of foundation or building.",
    "identifier": "An identifier that both have carries the score; another one of the same kind lowers it.",
    "address": "Addresses that are alike.",
}
"""The features of a score, and what they mean; names as in docs/matching.md, with _ for -."""
OFFICIAL_FEATURES = {
    "name": "The name that comes nearest, whole or part by part, as OFAC's search would score it.",
    "weak_alias": "The list itself calls this alias weak; it counts all the same.",
    "name_cut": FEATURES["name_cut"],
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def entity(entry: Entry, version: Version | None, nested: bool = False) -> dict[str, Any]:
    """A listed party as an entity. nested: with its sanctions inside.

    Raises ListError where an entry is no entity of FollowTheMoney.
    """
    party, sanction = entities_of(entry)
    properties = dict(party["properties"])
    taken = version.taken[:19] if version else None
    seen = {"first_seen": _moment(entry.listed), "last_seen": taken, "last_change": _moment(entry.changed) or taken}
    datasets = [entry.party.list]
    if nested:
        own = {name: values for name, values in sanction["properties"].items() if name != "entity"}
        caption = (own.get("program") or own.get("programId") or own.get("authority") or ["Sanction"])[0]
        inner = {"id": sanction["id"], "caption": caption, "schema": "Sanction", "properties": own}
        properties["sanctions"] = [{**inner, "datasets": datasets, "referents": [], "target": False, **seen}]
    return {
        "id": party["id"],
        "caption": entry.party.names[0],
        "schema": party["schema"],
        "properties": properties,
        "datasets": datasets,
        "referents": [],
        "target": True,
        **seen,
    }


def scored(match: Match, entry: Entry, version: Version | None, threshold: float) -> dict[str, Any]:
    """A match as a scored entity with its features and explanations."""
    explained: dict[str, list[Reason]] = {}
    for reason in match.reasons:
        if reason.what == "name" and not reason.effect:
            continue  # no name was asked for, or none is alike
        explained.setdefault(reason.what.replace("-", "_"), []).append(reason)
    explanations = {
        name: {"score": _telling(some), "detail": "; ".join(one.text for one in some), "query": None, "candidate": None}
        for name, some in explained.items()
    }
    return {
        **entity(entry, version),
        "score": match.score,
        "features": {name: one["score"] for name, one in explanations.items()},
        "explanations": explanations,
        "match": match.score >= threshold,
    }


def features(logic: str = OURS) -> dict[str, dict[str, Any]]:
    """What the features mean; their effects are no weights that could be summed, so the coefficient is 1."""
    some = FEATURES if logic == OURS else OFFICIAL_FEATURES
    return {name: {"description": text, "coefficient": 1.0, "url": ""} for name, text in some.items()}


def algorithms() -> dict[str, Any]:
    """The ways of scoring that there are."""
    rows = []
    for name, about in ABOUT.items():
        docs = {"name": name, "description": about, "config": {}, "features": features(name)}
        rows.append({"name": name, "description": about, "features": features(name), "docs": docs})
    return {"algorithms": rows, "default": OURS, "best": OURS}


def _telling(reasons: Iterable[Reason]) -> float:
    """Of several reasons of one sort, the effect that tells most."""
    return round(max(reasons, key=lambda one: abs(one.effect)).effect, 4)


def _moment(day: str) -> str | None:
    """A whole day as a moment; None for less."""
    return f"{day[:10]}T00:00:00" if _DAY.match(day) else None
