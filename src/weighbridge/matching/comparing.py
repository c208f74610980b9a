"""The comparison of an asked party with a listed one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from rigour.names import Name, NameTypeTag

from weighbridge.matching import beside, characters, identifiers
from weighbridge.matching.comparing_names import NameMatch, compare_names
from weighbridge.matching.figures import figure
from weighbridge.matching.names import LONGEST, MOST, Known, analysed, kind_of, read_names
from weighbridge.matching.party import Party
from weighbridge.matching.rarity import Rarity
from weighbridge.matching.reasons import Match, Reason
from weighbridge.matching.weighing_parts import Weights, weights
from weighbridge.matching.wording import explained

EVERY_WORD_ALIKE = Rarity()
MOST_ALIASES = 5
"""Names of one listed party in Latin letters that are laid beside one asked name; chosen by their letters."""
_EITHER = NameTypeTag.ENT
Read = tuple[Name, Weights]
"""An asked name, taken apart and weighed."""


def compare(asked: Party, listed: Party, rarity: Rarity = EVERY_WORD_ALIKE, forenames: Known = True) -> Match:
    """How likely an asked party is the listed one, and why.

    asked: with at least a name or an identifier; what it leaves empty is not compared.
    rarity: of words on the list; without it all words weigh the same.
    forenames: whether those of rigour are looked up: better across scripts, but some seconds once for each process; or
        those of an index.

    The score is that of the best pair of names or of a shared identifier, whichever is higher, moved by what stands
    beside. It is a rank and no probability.
    """
    names = [(name, weights(name, rarity)) for name in read_names(asked, forenames)]
    return compare_read(asked, names, listed, rarity, forenames)


def compare_read(asked: Party, names: Sequence[Read], listed: Party, rarity: Rarity, forenames: Known = True) -> Match:
    """As ``compare``, with the asked names taken apart and weighed, which is done once for many listed parties."""
    best, weak = _best_names(asked, names, listed, rarity, forenames)
    score = best.score
    reasons = [Reason("name", best.score, explained(best))]
    if weak:
        score *= figure("names", "weak_alias")
        reasons.append(Reason("weak-alias", score - best.score, "the list itself calls this alias weak"))
    if _other_characters(best, asked, listed):
        lowered = score * figure("names", "other_characters")
        reasons.append(Reason("characters", lowered - score, "it only sounds the same: its characters are others"))
        score = lowered
    other_kind = _other_kind(asked.schema, listed.schema)
    if other_kind:
        lowered = score * figure("names", "other_kind")
        text = f"a {asked.schema} was asked for, the listed party is a {listed.schema}"
        reasons.append(Reason("kind", lowered - score, text))
        score = lowered
    numbers = identifiers.compared(asked, listed)
    carrying = max((one.effect for one in numbers if one.effect > 0), default=0.0)
    if carrying > score:
        score = carrying
        reasons = [*numbers, *reasons]
    else:
        reasons += numbers
    around = beside.compared(asked, listed)
    score += sum(one.effect for one in numbers if one.effect < 0)
    if score < figure("beside", "from"):
        around = [one for one in around if one.effect <= 0]
    score += sum(one.effect for one in around)
    return Match(round(min(1.0, max(0.0, score)), 4), listed, (*reasons, *around, *_cut(asked)))


def _best_names(
    asked: Party, ours: Sequence[Read], listed: Party, rarity: Rarity, forenames: Known
) -> tuple[NameMatch, bool]:
    """The best pair of names, and whether it is a weak alias, which are tried where no other name agrees fully."""
    kind = _kind(asked, listed)
    best = _best(ours, analysed(listed.names, kind, forenames=forenames), rarity)
    if best.score == 1.0 or not listed.weak_aliases:
        return best, False
    weak = _best(ours, analysed(listed.weak_aliases, kind, forenames=forenames), rarity)
    is_weak = weak.score * figure("names", "weak_alias") > best.score
    return (weak, True) if is_weak else (best, False)


def _other_characters(best: NameMatch, asked: Party, listed: Party) -> bool:
    """The best pair are romanised names of persons whose names in characters are on both sides, and differ."""
    if "Person" not in (asked.schema, listed.schema) or best.asked in asked.names or best.listed in listed.names:
        return False
    return characters.differ(asked.names, listed.names)


def _kind(asked: Party, listed: Party) -> str:
    """The listed schema, or the asked one where the list does not say what the party is."""
    return asked.schema if kind_of(listed.schema) == _EITHER else listed.schema


def _best(ours: Iterable[Read], theirs: Iterable[Name], rarity: Rarity) -> NameMatch:
    found = NameMatch(0.0, "", "")
    listed = list(theirs)
    for one, weighed in ours:
        for other in _likely(one, listed):
            match = compare_names(one, other, rarity, weighed)
            if match.score > found.score or not found.asked:
                found = match
            if found.score == 1.0:
                return found
    return found


def _likely(one: Name, listed: list[Name]) -> list[Name]:
    """The MOST_ALIASES names that share most letters, and all in other scripts; a party may have a hundred aliases."""
    if len(listed) <= MOST_ALIASES or not one.comparable.isascii():
        return listed
    other_scripts = [name for name in listed if not name.comparable.isascii()]
    shared = [(fuzz.token_ratio(one.comparable, name.comparable), at) for at, name in enumerate(listed)]
    nearest = sorted(shared, key=lambda row: (-row[0], row[1]))[:MOST_ALIASES]
    return [listed[at] for _, at in nearest if listed[at] not in other_scripts] + other_scripts


def _other_kind(asked: str, listed: str) -> bool:
    """Two kinds that exclude each other; a ``Thing`` may be anything, a legal entity anything but an object."""
    if "Thing" in (asked, listed):
        return False
    ours, theirs = kind_of(asked), kind_of(listed)
    if _EITHER in (ours, theirs):
        return NameTypeTag.OBJ in (ours, theirs)
    return ours != theirs


def _cut(asked: Party) -> list[Reason]:
    long = [name for name in asked.names if len(name) > LONGEST]
    reasons = [Reason("name-cut", 0.0, f"only the first {LONGEST} characters of a name were compared")] if long else []
    if len(asked.names) > MOST:
        reasons.append(Reason("name-cut", 0.0, f"only the first {MOST} of {len(asked.names)} names were compared"))
    return reasons
