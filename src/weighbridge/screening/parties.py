"""Whom on the lists the parties of an order may be: findings with what matched what, and where it is listed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weighbridge.identity import content_id
from weighbridge.lists.words import words
from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match
from weighbridge.matching.screening import matches_each
from weighbridge.screening.beside_index import TARGET
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import NOTE, REVIEW, STOP, Evidence, Finding, Published, party_subject
from weighbridge.screening.in_force import InForce
from weighbridge.screening.namesakes import Capped, capped, told_apart
from weighbridge.screening.order import Order
from weighbridge.screening.plain import party_row

CONTENT = "content"
"""Evidence whose text is one number for all that a list says of a party."""
TOLD = 6
"""Details of an entry that a finding tells; `weighbridge lists show` has all."""
_RANK = {NOTE: 0, REVIEW: 1, STOP: 2}


def listed_digest(party: Party, beside: dict[str, Any]) -> str:
    """One number for what a list says of a party, so that an allowance ends when that changes."""
    return str(beside.get("digest") or content_id(party_row(party)))


@dataclass(frozen=True, slots=True)
class Matched:
    """A party of the order with the listed parties that it may be, best first."""

    subject: str
    role: str
    party: Party
    matches: tuple[Match, ...]


def matched(order: Order, lists: InForce, figures: Figures, forenames: bool = True) -> list[Matched]:
    """Each party of the order, compared with the lists in force; a party that stands in several roles only once."""
    if lists.index is None:
        return []
    different = list(dict.fromkeys(one.party for one in order.parties))
    found = matches_each(lists.index, different, figures.review, forenames=forenames)
    once = {party: tuple(some) for party, some in zip(different, found, strict=True)}
    return [
        Matched(party_subject(number), one.role, one.party, once[one.party])
        for number, one in enumerate(order.parties, 1)
    ]


def party_findings(found: Iterable[Matched], lists: InForce, figures: Figures) -> Iterator[Finding]:
    """A finding for each listed party that a party of the order may be; none where no list is in force."""
    for one in found:
        caps = capped(one.party, one.matches, figures)
        made = [of_match(one.subject, one.role, one.party, match, lists, figures, caps) for match in one.matches]
        made.sort(key=lambda finding: (-_RANK[finding.level], -(finding.score or 0.0)))
        yield from made[: figures.most]
        if len(made) > figures.most:
            yield _more(one.subject, one.role, one.party, made[figures.most :])
        yield from told_apart(one.subject, one.role, one.party, one.matches, figures)


def of_match(
    subject: str,
    role: str,
    asked: Party,
    match: Match,
    lists: InForce,
    figures: Figures,
    caps: Mapping[tuple[str, str], Capped],
) -> Finding:
    """What one match means for the order."""
    listed = match.party
    beside = lists.beside.of(listed) if lists.beside else {}
    level, why = STOP if match.score >= figures.stop else REVIEW, ""
    cap = caps.get((listed.list, listed.id))
    if cap and _RANK[cap.most] < _RANK[level]:
        level, why = cap.most, cap.why
    for soft in figures.softer:
        if (
            soft.list == listed.list
            and beside.get("source", "").startswith(soft.source)
            and _RANK[soft.most] < _RANK[level]
        ):
            level, why = soft.most, f"{why}; {soft.why}"
    if is_no_target(beside):
        level, why = NOTE, "; it stands in that file only because a listed party is connected with it"
    where = beside.get("source") or title_of(listed.list)
    reason = f"{role} “{asked.names[0]}” may be “{listed.names[0]}” on {where}: score {shown(match.score)}{why}"
    return Finding(
        "party",
        subject,
        level,
        reason,
        f"{listed.list}/{listed.id}",
        published(listed, beside),
        (
            *_entry(listed, beside),
            *(Evidence("reason", one.what, f"{one.text} ({one.effect:+.2f})") for one in match.reasons),
            Evidence(CONTENT, f"{listed.list}/{listed.id}", listed_digest(listed, beside)),
        ),
        version_of(lists, listed.list),
        round(match.score, 4),
    )


def shown(score: float) -> str:
    """A score in two digits, never more than it is: what is told as 0.90 has reached 0.90."""
    return f"{math.floor(round(score, 4) * 100 + 1e-6) / 100:.2f}"


def _more(subject: str, role: str, asked: Party, rest: Sequence[Finding]) -> Finding:
    """What is left of the findings on one party, gravest first, as one."""
    level = rest[0].level
    named = tuple(Evidence("list", one.rule, one.evidence[0].text.removeprefix("name: ")) for one in rest[:50])
    best = shown(max(one.score or 0.0 for one in rest))
    reason = f"{role} “{asked.names[0]}” may also be {len(rest):,} further listed parties, the best with {best}"
    return Finding("party", subject, level, reason, "further", None, named)


def _entry(listed: Party, beside: dict[str, Any]) -> Iterator[Evidence]:
    """What the list says of the party, in its words."""
    place = f"{listed.list}/{listed.id}"
    rows = [("name", "; ".join((*listed.names[:5], *listed.weak_aliases[:3])))]
    rows += [("country", ", ".join(listed.countries)), ("born", ", ".join(listed.birth_dates[:5]))]
    rows += [("programme", ", ".join(listed.programmes[:8])), ("listed", beside.get("listed", ""))]
    rows += [("until", beside.get("until", "")), ("address", "; ".join(listed.addresses[:2]))]
    rows += [(label, text) for label, text in beside.get("details", [])[:TOLD]]
    for label, text in rows:
        if text:
            yield Evidence("list", place, f"{label}: {text[:500]}")


def published(listed: Party, beside: dict[str, Any]) -> Published:
    """Where the list is published, as the lexicon says."""
    known = words().lists.get(listed.list)
    links = beside.get("links") or [known.addresses[0] if known and known.addresses else ""]
    place = " · ".join(one for one in (beside.get("source", ""), listed.id) if one)
    return Published(
        title_of(listed.list), str(links[0]), place, known.publisher if known else "", beside.get("listed", "")
    )


def is_no_target(beside: dict[str, Any]) -> bool:
    """Whether an entry says of itself that it is not listed, only connected with one who is."""
    return any(label == TARGET and text.startswith("no") for label, text in beside.get("details", []))


@lru_cache(maxsize=64)
def title_of(name: str) -> str:
    """The title of a list, or its short name."""
    known = words().lists.get(name)
    return known.title if known else name


def version_of(lists: InForce, name: str) -> str:
    """The version of a list that is in force, or an empty text."""
    return next((one.id for one in lists.versions if one.list == name), "")
