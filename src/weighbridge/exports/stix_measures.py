"""A measure as an object of STIX: a ``course-of-action``, from whoever takes it and against its target.

Why that: it is STIX's one object for what somebody does against something ("an action taken either to prevent an attack
or to respond to an attack in progress", also "higher level actions like [...] policy making"; STIX 2.1, 4.4). A note
could not be tied to imposer and target by relationships, and an object of our own would be read by nobody.
"""

from __future__ import annotations

from typing import Any

from weighbridge.exports.columns import Record
from weighbridge.exports.inert import inert, shortened
from weighbridge.exports.parties import companies, name_of

_NAMED = ("sanctions", "expulsion", "seizure")
"""Kinds whose target is a person, a body or a ship; of others the words name goods or a state."""
LONGEST = 5_000
"""Characters of evidence."""


def action_of(record: Record) -> dict[str, Any]:
    """``name``, ``description`` and ``labels`` of a measure's course of action."""
    kind = record["kind"].replace("_", " ")
    by = f" by {name_of(record['imposer'])}" if record["imposer"] else ""
    whom = shortened(record["target"], 200) if record["target"] else name_of(record["target_country"])
    warned = record["stance"] == "warns"
    said = f"\u201c{shortened(record['evidence'], LONGEST)}\u201d"
    return {
        "name": inert(f"{kind[:1].upper()}{kind[1:]}{by}{f' on {whom}' if whom else ''}"),
        "description": inert(f"Warned of: {said}" if warned else said),
        "labels": ["arms-transfer-measure", record["kind"].replace("_", "-"), *(["warned-of"] if warned else [])],
    }


def target_of(record: Record) -> tuple[tuple[object, ...], dict[str, Any]] | None:
    """Key and fields of the identity that a measure is against; None where it is a state, or nobody is named."""
    words, country = record["target"], record["target_country"]
    if not words or not inert(words).strip():
        return None
    known = companies().get(words.lower())
    if known:
        name, state = known
        return ("target", name, state), {"name": inert(name), "identity_class": "organization"}
    if record["kind"] not in _NAMED:
        return None
    return ("target", words, country), {"name": inert(shortened(words, 300)), "identity_class": "unknown"}
