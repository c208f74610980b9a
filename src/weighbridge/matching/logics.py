"""The ways of scoring that there are, by name. The first is the default, and the only one that decides anything."""

from __future__ import annotations

from collections.abc import Iterator

from weighbridge.matching.comparing import EVERY_WORD_ALIKE, compare
from weighbridge.matching.figures import figure
from weighbridge.matching.index import CANDIDATES, Index
from weighbridge.matching.official_scan import as_match, shown_of
from weighbridge.matching.official_search import shown
from weighbridge.matching.party import Party
from weighbridge.matching.rarity import Rarity
from weighbridge.matching.reasons import Match
from weighbridge.matching.screening import matches

OURS, OFFICIAL = "weighbridge", "official-search"
ABOUT = {
    OURS: (
        "Names in any script, word order, legal forms, initials, typing errors and sounds, moved by identifiers,"
        " countries, dates and addresses. A score is a rank from 0 to 1 and no probability."
    ),
    OFFICIAL: (
        "What OFAC's own Sanctions List Search would show, by its published description: names alone, as they are"
        " spelt, no transliteration. Its score of 97 is 0.97. An imitation that decides nothing."
    ),
}
"""Each logic and what it is for; the default first."""

OFFICIAL_REVIEW = 0.85
"""From which score of ``official-search`` on a person should look; a judgement, since OFAC recommends none."""


class UnknownLogic(ValueError):
    """There is no logic of that name; the text says which there are."""


def checked(logic: str) -> str:
    """The name of a logic, if there is one. Raises UnknownLogic."""
    if logic not in ABOUT:
        raise UnknownLogic(f"there is no logic {logic[:100]!r}; known: {', '.join(ABOUT)}")
    return logic


def review_threshold(logic: str) -> float:
    """From which score of a logic on a person has to look. Raises UnknownLogic."""
    return figure("threshold", "review") if checked(logic) == OURS else OFFICIAL_REVIEW


def compare_by(logic: str, asked: Party, listed: Party, rarity: Rarity = EVERY_WORD_ALIKE) -> Match:
    """Two parties by a logic of ABOUT. rarity: as for ``compare``; ``official-search`` knows none.

    Raises:
        UnknownLogic: there is no such logic.
    """
    if checked(logic) == OURS:
        return compare(asked, listed, rarity)
    ours = dict.fromkeys((*asked.names, *asked.weak_aliases)) or {"": None}
    theirs = [(name, name not in listed.names) for name in dict.fromkeys((*listed.names, *listed.weak_aliases))]
    found = ((shown(one, other), weak) for one in ours for other, weak in theirs or [("", False)])
    best, weak = max(found, key=lambda row: row[0].score)
    return as_match(best, listed, weak)


def matches_by(
    logic: str, index: Index, asked: Party, lowest: float, most: int = CANDIDATES, forenames: bool = True
) -> Iterator[Match]:
    """The listed parties that reach a score from 0 to 1 by a logic of ABOUT, best first.

    most, forenames: as for ``matches``; ``official-search`` weighs all names and knows no forenames.

    Raises:
        UnknownLogic: there is no such logic.
        TooManyNames: for ``official-search``, the index has too many names.
        Unusable: the index is damaged.
    """
    if checked(logic) == OURS:
        yield from matches(index, asked, lowest, most, forenames)
    else:
        yield from shown_of(index, asked, lowest)
