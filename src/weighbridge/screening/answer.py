"""From findings to one answer: pure, and the same for the same findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import (
    NOTE,
    ORDER,
    REVIEW,
    ROUTE,
    STOP,
    Finding,
    goods_subject,
    party_subject,
)
from weighbridge.screening.order import Order

CLEAR = "clear"
ANSWERS: tuple[str, ...] = (CLEAR, REVIEW, STOP)
_RANK = {NOTE: 0, CLEAR: 0, REVIEW: 1, STOP: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """The answer for one part of an order. reasons: never empty; for ``clear``, what was looked at."""

    subject: str
    words: str
    answer: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The gravest of all lines, the lines, and the findings in their order: gravest first."""

    answer: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


def answered(order: Order, findings: Iterable[Finding], lists: Sequence[Mapping[str, Any]], figures: Figures) -> Answer:
    """The answer to an order. lists: the rows of those in force, for what was looked at."""
    ordered = tuple(sorted(dict.fromkeys(findings), key=_place))
    looked = _looked(lists, figures)
    lines = tuple(_line(subject, words, ordered, looked) for subject, words in subjects(order))
    return Answer(gravest([*(one.level for one in ordered), *(one.answer for one in lines)]), lines, ordered)


def gravest(levels: Iterable[str]) -> str:
    """The gravest of levels and answers, as an answer."""
    return ANSWERS[max((_RANK[one] for one in levels), default=0)]


def subjects(order: Order) -> list[tuple[str, str]]:
    """The parts of an order that are answered, each with words for people."""
    found = [(party_subject(at), f"{one.role} {one.party.names[0]}") for at, one in enumerate(order.parties, 1)]
    for at, line in enumerate(order.goods, 1):
        codes = " ".join(part for part in (f"HS {line.hs}" if line.hs else "", line.eccn) if part)
        found.append((goods_subject(at), " ".join(part for part in (line.words, codes) if part)))
    way = " > ".join(one.upper() for one in order.route.countries)
    return [*found, (ROUTE, way or "no route told"), (ORDER, order.reference)]


def _line(subject: str, words: str, findings: Sequence[Finding], looked: str) -> Line:
    mine = [one for one in findings if one.subject == subject]
    shared = [one for one in findings if subject in one.also]
    if subject.startswith("parties/"):
        mine += [one for one in findings if one.kind == "lists" and one.level != NOTE]
    answer = gravest(one.level for one in (*mine, *shared))
    reasons = [one.reason for one in sorted(mine, key=_place)]
    reasons = [*dict.fromkeys(_elsewhere(one.subject) for one in shared), *reasons]
    if answer == CLEAR and subject.startswith("parties/"):
        reasons.insert(0, looked)
    return Line(subject, words, answer, tuple(dict.fromkeys(reasons)) or ("looked at; nothing was found",))


def _elsewhere(subject: str) -> str:
    """Where a finding is told that counts for a line too."""
    if subject.startswith("parties/"):
        return (
            f"the same party as {subject.replace('/', ' ').replace('parties', 'party')}: what was found is told there"
        )
    return f"see {subject.replace('/', ' ') if subject != ROUTE else 'the route'}: what was found there counts here too"


def _looked(lists: Sequence[Mapping[str, Any]], figures: Figures) -> str:
    if not lists:
        return "compared with no list"
    named = ", ".join(
        f"{one['list']} {one['version']} ({one['entries']:,} listed, as of {one['as_of']})" for one in lists
    )
    return f"compared with {named}: nobody who is listed and not allowed reaches {figures.review:.2f}"


def _place(one: Finding) -> tuple[int, tuple[str, int], str, float, str, str]:
    kind, _, number = one.subject.partition("/")
    return -_RANK[one.level], (kind, int(number or 0)), one.kind, -(one.score or 0.0), one.rule, one.reason
