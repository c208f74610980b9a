"""Listed persons who share a common name with a party of the order: whether it can be told that it is one of them.

Two things follow from what stands beside the name, by the figures under ``[person]`` of ``screening.toml``:

- The name alone fits several listed persons, and nothing beside it agrees. It can't be all of them: a person looks, and
  the answer says what would tell them apart.
- Birth dates were told on both sides and lie so far apart that it is somebody else. Not where the very name is that of
  one listed person only: whoever bears a rare name may have told a false date, and a person looks.

A birth date, number or address that agrees always leaves the score's own answer, and a country that agrees leaves it to
who is told by name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import NOTE, REVIEW, Evidence, Finding

OPEN = frozenset(("Person", "LegalEntity", "Thing"))
"""Kinds that may be a person; a company or a ship that bears a person's name is another matter."""
BESIDE = frozenset(("birth", "identifier", "address", "country", "foundation"))
"""What stands beside a name (``Reason.what``)."""


@dataclass(frozen=True, slots=True)
class Capped:
    """A match that comes to ``most`` at most, and why, as a clause for people."""

    most: str
    why: str


def capped(asked: Party, matches: Sequence[Match], figures: Figures) -> dict[tuple[str, str], Capped]:
    """The matches of a party that have to be told apart first, by list and id of the listed party."""
    found: dict[tuple[str, str], Capped] = {}
    maybe = [one for one in matches if _may_be_person(asked, one.party)]
    common = _distinct([one.party for one in maybe if _by_name(one) >= figures.stop]) >= figures.namesakes
    persons = [one for one in maybe if not _agreeing(one) - {"country"}]
    for one in persons:
        years = _apart(asked.birth_dates, one.party.birth_dates)
        most = figures.years_apart_there if _agreeing(one) else figures.years_apart
        if years is not None and years > most and (common or _by_name(one) < figures.stop):
            found[_key(one)] = Capped(NOTE, f"; born {years} years apart: somebody else")
    alike = [one for one in persons if one.score >= figures.stop and _key(one) not in found]
    if (number := _distinct([one.party for one in alike])) >= figures.namesakes:
        for one in alike:
            if _agreeing(one):
                continue
            found[_key(one)] = Capped(REVIEW, f"; it is the name alone, and it fits {number:,} listed persons")
    return found


def told_apart(subject: str, role: str, asked: Party, matches: Sequence[Match], figures: Figures) -> list[Finding]:
    """A note on how many listed persons of the name can't be told apart, and on what to ask to do so; or none."""
    persons = [one for one in matches if _may_be_person(asked, one.party) and not _agreeing(one) - {"country"}]
    if asked.birth_dates or _distinct([one.party for one in persons]) < figures.namesakes:
        return []
    dated = sum(bool(one.party.birth_dates) for one in persons)
    placed = sum(bool(one.party.countries) for one in persons)
    ask = [f"a birth date (listed for {dated:,} of them)"] if dated else []
    ask += [f"a country (listed for {placed:,})"] if placed and not asked.countries else []
    ask += ["a passport or other number"] if not asked.identifiers else []
    reason = (
        f"name only: no birth date of {role} “{asked.names[0]}” was given, so {len(persons):,} listed persons of such "
        f"a name can't be told apart. To tell them apart: {', '.join(ask) or 'find out who it is'}"
    )
    return [Finding("party", subject, NOTE, reason, "name-only", None, (Evidence("order", role, asked.names[0]),))]


def _key(match: Match) -> tuple[str, str]:
    return match.party.list, match.party.id


def _by_name(match: Match) -> float:
    """The score of the names alone."""
    return max((one.effect for one in match.reasons if one.what == "name"), default=match.score)


def _may_be_person(asked: Party, listed: Party) -> bool:
    return asked.schema in OPEN and listed.schema in OPEN and "Person" in (asked.schema, listed.schema)


def _agreeing(match: Match) -> frozenset[str]:
    """What beside the name speaks for it."""
    return frozenset(one.what for one in match.reasons if one.what in BESIDE and one.effect > 0)


def _distinct(parties: Sequence[Party]) -> int:
    """How many persons these entries are at least: one who stands on two lists is one.

    Two entries are taken for one person where they share a year of birth, or where one of them has none and the words
    of one main name are all in the other's. Who is taken for one too many stays with the score's own answer.
    """
    found: list[Party] = []
    for one in parties:
        if not any(_same(one, other) for other in found):
            found.append(one)
    return len(found)


def _same(one: Party, other: Party) -> bool:
    years, others = ({_year(date) for date in party.birth_dates} - {0} for party in (one, other))
    if years and others:
        return bool(years & others)
    words, theirs = (frozenset(re.findall(r"\w+", party.names[0].casefold())) for party in (one, other))
    return words <= theirs or theirs <= words


def _apart(ours: Iterable[str], theirs: Iterable[str]) -> int | None:
    """Years between the nearest birth dates; None where a side tells none."""
    pairs = [(_year(one), _year(other)) for one in ours for other in theirs]
    known = [abs(one - other) for one, other in pairs if one and other]
    return min(known) if known and len(known) == len(pairs) else None


def _year(date: str) -> int:
    return int(date[:4]) if len(date[:4]) == 4 and date[:4].isascii() and date[:4].isdecimal() else 0
