"""A register in the columns of the SIPRI trade register: what is at least likely to have been ordered or delivered.

Like there, a number or year that is not known for certain stands in brackets. What differs is told in docs/exports.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from weighbridge.cli_common import counted
from weighbridge.exports.columns import Record, Row, Table, columns
from weighbridge.exports.parties import designations, labels, name_of, plain
from weighbridge.exports.transfers import contradiction_words, range_words
from weighbridge.ledger import entries
from weighbridge.model import Entry
from weighbridge.views import Asked, Look, transfer_records
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.likelihood import percent

LIKELY = 0.55
"""Least likelihood of the stage reached, unless another is asked for: "likely" of ICD 203."""
FIRM = 0.8
"""Below it ("very likely") every number and year is taken for an estimate."""
ORDERED: tuple[str, ...] = ("agreed", "shipped", "delivered", "used")
MOVED: tuple[str, ...] = ("shipped", "delivered", "used")
_FIGURE = re.compile(r"\d[\d,. ]*")


def register_records(look: Look, asked: Asked, tell: Callable[[str], None]) -> Iterator[Record]:
    """Transfers that belong into a register, each with ``told``: what its statements say beyond the assessment.

    ``tell`` is given the number of those that are left out, at the end.
    """
    least, out = LIKELY if asked.likely is None else asked.likely, 0
    for record in transfer_records(look, replace(asked, likely=None)):
        if record["stage"] not in ORDERED or (record["likelihood"] or 0.0) < least:
            out += 1
            continue
        yield {**record, "told": told(list(entries(look.ledger, as_of=look.as_of, ids=statements_in(record))))}
    if out:
        bar = f"no order or delivery that is at least {percent(least)} likely; see --likely"
        tell(f"{counted(out, 'transfer')} left out: {bar}")


def told(found: Sequence[Entry]) -> Record:
    """Designations by item class; the years of order and delivery that are named."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    years: dict[str, set[str]] = {"agreed": set(), "moved": set()}
    for one in found:
        statement = one.statement
        if statement.item is not None and (name := designation(statement.item.text)):
            named[statement.item.class_][name] += 1
        step = "agreed" if statement.stage == "agreed" else "moved" if statement.stage in MOVED else None
        if step and statement.stance in ("asserts", "confirms") and statement.time is not None:
            ends = (statement.time.start, statement.time.end)
            years[step].update(end[:4] for end in ends if end)
    return {
        "designations": {class_: [name for name, _ in some.most_common(3)] for class_, some in named.items()},
        "years": {step: sorted(some) for step, some in years.items()},
    }


def designation(words: str) -> str | None:
    """The usual name of the designation that the words are, or that stands at their beginning or end; else None."""
    known = designations()
    parts = words.split()[:12]
    for size in range(len(parts), 0, -1):
        for some in (parts[:size], parts[-size:]):
            name = plain(" ".join(some))
            for form in (name, name.removesuffix("s")):
                if form in known:
                    return known[form]
    return None


def number(record: Record, class_: str, phases: Sequence[str]) -> str | None:
    """What is said of the number of a class in the first of the phases that has one; in brackets if it is uncertain."""
    for phase in phases:
        for one in record["quantities"]:
            if (one["goods"], one["phase"]) == (class_, phase) and not one["unit"]:
                low, high = one["low"], one["high"]
                plain_figures = all(_FIGURE.fullmatch(said["words"]) for said in one["said"])
                firm = low == high and one["agree"] and plain_figures and (record["likelihood"] or 0.0) >= FIRM
                shown = str(low if low is not None else high) if low is None or high is None else f"{low}-{high}"
                return str(low) if firm else f"({low if low == high else shown})"
    return None


def span(years: Sequence[str], certain: bool) -> str | None:
    """Years from first to last; in brackets where they are uncertain."""
    if not years:
        return None
    shown = years[0] if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
    return shown if certain else f"({shown})"


def _years(record: Record, step: str) -> str | None:
    """Of the order ("agreed"): the first; of deliveries ("moved"): all."""
    named = record["told"]["years"][step]
    if step == "agreed":
        named = named[:1]
        if not named and record["stage"] == "agreed" and record["first"]:
            return span([record["first"][:4]], False)
    elif record["stage"] not in MOVED:
        return None
    elif not named:
        return span([day[:4] for day in (record["first"], record["last"]) if day], False)
    return span(named, (record["likelihood"] or 0.0) >= FIRM)


def comments(record: Record) -> str:
    """Likelihood and, in a sentence of its own, confidence; origins; denials; what is contradicted; its id."""
    likelihood = f"{record['about']}: {record['word']} ({percent(record['likelihood'])})"
    if record["halted"]:
        likelihood += "; halted"
    said = [f"Confidence {record['confidence']}"]
    said.append(f"{record['independent']} independent of {record['origins_count']} origins")
    if record["denials"]:
        said.append(f"denied in {record['denials']} statement{'' if record['denials'] == 1 else 's'}")
    said += [
        f"{one['phase']} {range_words(one['low'], one['high'])} {one['unit'] or one['goods']}, sources differ"
        for one in record["quantities"]
        if not one["agree"]
    ]
    said += contradiction_words(record)[:3]
    return f"{likelihood}. {'; '.join([*said, record['id']])}"


def _rows(record: Record) -> Iterable[Row]:
    """A row for each class of goods of a transfer."""
    for class_ in record["classes"]:
        yield (
            name_of(record["supplier"]) or "unknown supplier(s)",
            name_of(record["recipient"]) or "unknown recipient(s)",
            number(record, class_, ("planned", "moved")),
            "; ".join(record["told"]["designations"].get(class_, [])) or None,
            labels().get(class_, class_),
            _years(record, "agreed"),
            _years(record, "moved"),
            number(record, class_, ("moved",)) if record["stage"] in MOVED else None,
            None,
            comments(record),
        )


REGISTER = Table(
    "register",
    columns(
        supplier="text",
        recipient="text",
        number_ordered="text",
        weapon_designation="text",
        weapon_description="text",
        year_of_order="text",
        years_of_delivery="text",
        number_delivered="text",
        status="text",
        comments="text",
    ),
    _rows,
    nested=False,
)
