"""Answers of screening for people: plain lines, gravest first; nothing of an order or a list can steer a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from weighbridge.cli_common import counted, harmless

FOOT = "This is no legal advice, and no decision without a person."
SHOWN = 4
"""Pieces of evidence that are shown of one finding, unless all are asked for."""
MATCHES = 4
"""Listed parties of one party of the order whose evidence is shown; of the others only the reason is."""
UNKNOWN, ASK = "not known: ", ". Ask: "
"""How a flag says that nobody told a fact, and what to ask: gathered in one line."""
_QUIET = ("content",)


def answer_lines(
    reference: str, record: dict[str, Any], full: bool = False, asked: set[str] | None = None
) -> Iterator[str]:
    """The answer to one order. full: with all evidence; otherwise with the first SHOWN of what is no note.

    asked: questions that were printed with orders before, which are counted only; those of this order are added.
    """
    order = harmless(record["order"]["reference"])
    yield f"{record['answer'].upper()}  {order}  reference {reference}"
    for line in record["lines"]:
        yield f"  {line['answer']:6}  {_subject(line['subject'])}: {harmless(line['words'])}"
    ask: dict[str, None] = {}
    matched: Counter[str] = Counter()
    for finding in record["findings"]:
        unknown, asks, question = finding["reason"].partition(ASK)
        if asks and not full and finding["level"] == "note" and unknown.startswith(UNKNOWN):
            ask[question] = None
            continue
        yield f"  - {finding['level']}: {harmless(finding['reason'])}"
        matched[finding["subject"]] += finding["kind"] == "party"
        if full or (finding["level"] != "note" and matched[finding["subject"]] <= MATCHES):
            yield from _ground(finding, reference, full)
    if any(number > MATCHES for number in matched.values()) and not full:
        yield f"  - evidence of all listed parties: weighbridge screen --replay {reference} --full"
    if ask:
        yield f"  - to ask: {_questions(list(ask), asked)}"
    looked = dict.fromkeys(line["reasons"][0] for line in record["lines"] if _is_clear_party(line))
    for said in looked:
        yield f"  - {harmless(said)}"
    yield "  " + basis(record["state"])


def _questions(ask: list[str], before: set[str] | None) -> str:
    """The questions of one order; those that were printed before are counted only."""
    known = [one for one in ask if before and one in before]
    new = [one for one in ask if one not in known]
    if before is not None:
        before.update(ask)
    again = f"{counted(len(known), 'question')} of the orders above"
    return harmless("; ".join([*new, *([f"and {again}" if new else again] if known else [])]))


def _is_clear_party(line: dict[str, Any]) -> bool:
    return bool(line["subject"].startswith("parties/") and line["answer"] == "clear")


def _ground(finding: dict[str, Any], reference: str, full: bool) -> Iterator[str]:
    """Where a rule is published, and what the finding rests on: the steps of a comparison first."""
    source = finding.get("source")
    if source:
        named = " · ".join(source[key] for key in ("title", "place", "publisher", "day") if source.get(key))
        yield f"      published: {harmless(named)} {harmless(source.get('address', ''))}".rstrip()
    evidence = [one for one in finding.get("evidence", ()) if full or one["what"] not in _QUIET]
    if not full:
        evidence.sort(key=lambda one: one["what"] != "reason")
    for one in evidence if full else evidence[:SHOWN]:
        yield f"      {one['what']} {harmless(one['place'])}: {harmless(one['text'])}"
    if not full and len(evidence) > SHOWN:
        yield f"      and {len(evidence) - SHOWN} more: weighbridge screen --replay {reference} --full"


def basis(state: dict[str, Any]) -> str:
    """On what an answer rests, in one line."""
    lists = ", ".join(f"{one['list']} {one['version']} as of {one['as_of']}" for one in state["lists"]) or "no list"
    ledger = f"ledger {state['ledger']['content'][:12]}" if state["ledger"] else "no ledger"
    return harmless(f"as of {state['day']}: {lists}; {ledger}; lexicon {state['lexicon'][:12]}")


def change_lines(change: dict[str, Any]) -> Iterator[str]:
    """What came out otherwise when an order was screened again."""
    before, after = change["before"], change["after"]
    moved = (
        f"{before['answer']} → {after['answer']}" if before["answer"] != after["answer"] else f"still {after['answer']}"
    )
    yield f"{moved.upper()}  {harmless(change['order'])}  {before['reference']} → {after['reference']}"
    for sign, key in (("+", "come"), ("-", "gone")):
        for finding in change[key]:
            yield f"  {sign} {finding['level']}: {harmless(finding['reason'])}"
    for why in change["why"]:
        yield f"  because: {harmless(why)}"


def summary(counts: dict[str, int], unread: int) -> str:
    """How a batch came out."""
    said = ", ".join(f"{counts.get(one, 0):,} {one}" for one in ("stop", "review", "clear"))
    total = counted(sum(counts.values()), "order")
    return f"{total}: {said}" + (f"; {counted(unread, 'order')} could not be read" if unread else "")


def _subject(subject: str) -> str:
    kind, _, number = subject.partition("/")
    words = {"parties": "party", "order": "in general"}.get(kind, kind)
    return f"{words} {number}".strip()
