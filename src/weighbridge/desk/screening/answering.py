"""A decision's record as a page shows it: each line with what was found about it, and where every piece leads. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.desk.rendering import linkable, segment
from weighbridge.screening.parties import CONTENT

MEANS: Mapping[str, str] = {
    "stop": "Nothing goes until a person has decided.",
    "review": "A person has to look at it.",
    "clear": "Nothing was found in what was looked at.",
}
_STATEMENT = re.compile(r"[0-9a-f]{20}")
_QUIET = frozenset((CONTENT, "order"))


def view_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Lines with their findings, the order as it was told, and what the answer rests on."""
    findings = [{**_finding(one), "at": at} for at, one in enumerate(record["findings"], 1)]
    lines = []
    for line in record["lines"]:
        own = [one for one in findings if one["subject"] == line["subject"]]
        told = {one["reason"] for one in own}
        further = [one for one in line["reasons"] if one not in told]
        lines.append({**line, "label": label_of(line["subject"]), "findings": own, "further": further})
    lines.sort(key=lambda one: _RANK.get(one["answer"], 3))
    return {
        "answer": record["answer"],
        "lines": lines,
        "told": list(told_of(record["order"])),
        "state": record["state"],
        "reference_of_order": record["order"]["reference"],
    }


_RANK = {"stop": 0, "review": 1, "clear": 2}
_SUBJECTS = {"parties": "Party", "goods": "Goods", "route": "Route", "order": "Order"}


def label_of(subject: str) -> str:
    """A subject in words: ``parties/2`` is "Party 2"."""
    kind, _, number = subject.partition("/")
    return f"{_SUBJECTS.get(kind, kind)} {number}".strip()


def _finding(row: Mapping[str, Any]) -> dict[str, Any]:
    evidence = row.get("evidence", [])
    source = row.get("source")
    listed = row.get("rule", "") if row["kind"] == "party" and "/" in row.get("rule", "") else ""
    return {
        **row,
        "number": row["subject"].partition("/")[2],
        "list_version": row.get("list_version", ""),
        "score": row.get("score"),
        "source": {**source, "link": linkable(source.get("address"))} if source else None,
        "listed": listed,
        "listed_at": _listed_at(listed, row.get("list_version", "")) if listed else "",
        "matched": [one["text"] for one in evidence if one["what"] == "reason"],
        "entry": [_labelled(one["text"]) for one in evidence if one["what"] == "list"],
        "ledger": [_in_ledger(one) for one in evidence if one["what"] == "ledger"],
        "allowed": [one["text"] for one in evidence if one["what"] == "allowed"],
        "rest": [
            one
            for one in evidence
            if one["what"] not in ("reason", "list", "ledger", "allowed") and one["what"] not in _QUIET
        ],
    }


def _listed_at(listed: str, version: str) -> str:
    """The page of a listed party, in the version of its list that decided."""
    return (
        "/listed/" + "/".join(map(segment, listed.split("/", 1))) + (f"?version={segment(version)}" if version else "")
    )


def _labelled(text: str) -> tuple[str, str]:
    label, colon, words = text.partition(": ")
    return (label, words) if colon and len(label) <= 60 else ("", text)


def _in_ledger(one: Mapping[str, str]) -> dict[str, str]:
    """A transfer or a statement of the ledger, with its page here."""
    key, _, by = one["place"].partition(" (")
    if _STATEMENT.fullmatch(key):
        return {"kind": "statement", "link": f"/statements/{key}", "by": by.removesuffix(")"), "text": one["text"]}
    return {"kind": "transfer", "link": f"/transfers/{segment(one['place'])}", "by": one["place"], "text": one["text"]}


def told_of(order: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was told of an order, as labels and words, in the order of the form."""
    for number, party in enumerate(order.get("parties", ()), 1):
        numbers = [" ".join(filter(None, one)) for one in party.get("identifiers", ())]
        parts = ["; ".join(party["names"]), ", ".join(one.upper() for one in party.get("countries", ()))]
        parts += [*party.get("addresses", ()), *numbers]
        parts += [f"born {one}" for one in party.get("birth_dates", ())]
        parts += [f"founded {one}" for one in party.get("foundation_dates", ())]
        yield f"Party {number}, {party['role'].replace('-', ' ')}", " · ".join(filter(None, parts))
    for number, line in enumerate(order.get("goods", ()), 1):
        codes = [f"HS {line['hs']}" if line.get("hs") else "", line.get("eccn", "")]
        parts = [line.get("words", ""), *codes, line.get("quantity", ""), line.get("value", "")]
        parts += [f"made in {line['origin'].upper()}"] if line.get("origin") else []
        yield f"Goods {number}", " · ".join(filter(None, parts))
    for name, value in {**order.get("route", {}), **order.get("facts", {})}.items():
        yield name.replace("_", " ").capitalize(), _said(name, value)
    for name, text in order.get("told", ()):
        yield name, text


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        shown = [one.upper() for one in value] if name in ("countries", "before") else value
        return (" > " if name in ("countries", "before") else "; ").join(shown)
    return str(value)
