"""A transfer in careful words: likelihood after ICD 203, confidence in a sentence of its own, who denies it.

ICD 203 (2015), D.6.e.2: an expression of likelihood and a level of confidence never stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weighbridge.pictures.wording import STAGE_WORDS, counted, cut, goods_name, listed, party_name
from weighbridge.weighing.likelihood import percent

Record = dict[str, Any]
STATE = ("government", "military", "intelligence")
"""Classes of sources that speak for a state."""
MOST_NAMED = 6
"""Sources named in one sentence."""


def likely(likelihood: float, word: str, what: str) -> str:
    """A judgement as a sentence, in the words of ICD 203 with the number behind them.

    >>> likely(0.48, "roughly even chance", "it rained")
    'There is a roughly even chance (48%) that it rained.'
    """
    if word == "almost no chance":
        return f"There is almost no chance ({percent(likelihood)}) that {what}."
    if word == "roughly even chance":
        return f"There is a roughly even chance ({percent(likelihood)}) that {what}."
    return f"It is {word} ({percent(likelihood)}) that {what}."


def happened(record: Record, stage: str) -> str:
    """What it means that a stage was reached, as a clause."""
    supplier, recipient = party_name(record["supplier"]), party_name(record["recipient"])
    goods = _goods(record)
    return {
        "sought": f"{recipient} asked {supplier} for {goods}",
        "negotiating": f"a supply of {goods} by {supplier} to {recipient} was considered or negotiated",
        "agreed": f"{supplier} agreed to supply {recipient} with {goods}",
        "shipped": f"{supplier} shipped {goods} to {recipient}",
        "delivered": f"{supplier} delivered {goods} to {recipient}",
        "used": f"{recipient} used {goods} from {supplier}",
        "halted": f"a supply of {goods} by {supplier} to {recipient} was halted",
    }[stage]


def judgement(record: Record) -> str:
    """The judgement on the stage that a transfer is about."""
    if record["likelihood"] is None:
        # comes of warnings and refusals to comment alone
        supply = (
            f"a supply of {_goods(record)} by {party_name(record['supplier'])} to {party_name(record['recipient'])}"
        )
        return f"No judgement is made on {supply}: nobody says or denies that it happened."
    return likely(record["likelihood"], record["word"], happened(record, record["about"]))


def besides(record: Record) -> str:
    """What is judged of a delivery, where the transfer is not about one, and of a halt."""
    by_stage = {one["stage"]: one for one in record["stages"]}
    parts = []
    if record["about"] != "delivered" and "delivered" in by_stage:
        parts.append("delivered")
    elif record["about"] not in ("delivered", "used"):
        parts.append("")
    if record["about"] != "halted" and "halted" in by_stage:
        parts.append("halted")
    return " ".join(
        likely(by_stage[stage]["likelihood"], by_stage[stage]["word"], happened(record, stage))
        if stage
        else "No source says that anything was delivered."
        for stage in parts
    )


def confidence(record: Record) -> str:
    """How good the ground of the judgement is; no likelihood in it."""
    if record["likelihood"] is None:
        return f"Without a position on it: {counted(record['statements_count'], 'statement')}."
    houses, *ground = record["ground"].split("; ")
    rests = cut(houses, 120) if record["independent"] else "no independent origin"
    told = f"Confidence in this judgement is {record['confidence']}: it rests on {rests}"
    return "; ".join((told, *(cut(part, 120) for part in ground))) + "."


def denial(record: Record, statements: Iterable[Record]) -> str:
    """Who denies it, and which stage; states by their names, whoever speaks for them."""
    who: dict[str, list[str]] = {}
    for one in statements:
        if one["stance"] == "denies":
            source = one["source"]
            state = source["country"] if source["class"] in STATE else None
            stages = who.setdefault(party_name(state) if state else source_name(source), [])
            word = STAGE_WORDS[one["stage"]]
            if word not in stages:
                stages.append(word)
    if not who:
        return "Nobody is known to deny it."
    named = [f"{name} (that it was {listed(stages)})" for name, stages in list(who.items())[:MOST_NAMED]]
    if len(who) > MOST_NAMED:
        named.append(counted(len(who) - MOST_NAMED, "further source"))
    return f"It is denied by {listed(named)}."


def _goods(record: Record) -> str:
    """The goods within a sentence: "training, instruction or advisers"."""
    name = goods_name(record["goods"])
    if ", " not in name or " and " in name:
        return name
    before, last = name.rsplit(", ", 1)
    return f"{before} or {last}"


def source_name(source: Record) -> str:
    """Whoever holds a position, for people."""
    words = {"narrator": "the document itself", "anonymous": "unnamed people", "person": "a person"}
    class_ = str(source["class"])
    text = cut(source["text"] or words.get(class_, class_), 60)
    if source["country"] and class_ in STATE:
        name = party_name(source["country"])
        return text if name.lower() in text.lower() else f"{text} ({name})"
    return text


def when(record: Record) -> str:
    """The time that a transfer is about."""
    first, last = record["first"], record["last"]
    if not first and not last:
        return "time not known"
    return f"{first or '?'} to {last or '?'}" if first != last else str(first)
