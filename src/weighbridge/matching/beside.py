"""What stands beside a name: countries, dates, addresses. Each gives a reason, or none where a side is silent."""

from __future__ import annotations

from collections.abc import Sequence

from rigour.addresses import match_addresses

from weighbridge.matching.figures import figure
from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Reason

MOST_ADDRESSES = 20
LONGEST_ADDRESS = 300


def countries(asked: Party, listed: Party) -> Reason | None:
    """A shared country says little, another one lowers the score a bit: parties move, and lists name several."""
    ours, theirs = set(asked.countries), set(listed.countries)
    if not ours or not theirs:
        return None
    shared = sorted(ours & theirs)
    if shared:
        return Reason("country", figure("beside", "country_shared"), f"both have {', '.join(shared)}")
    text = f"{', '.join(sorted(ours))} is not {', '.join(sorted(theirs))} of the listed party"
    return Reason("country", figure("beside", "country_other"), text)


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isascii() and date[:4].isdecimal() and len(date[:4]) == 4 else None


def _births(ours: str, theirs: str) -> tuple[str, str]:
    """A key under [beside] and words for two birth dates."""
    one, other = _year(ours), _year(theirs)
    if one is None or other is None:
        return "", ""
    if len(ours) >= 10 and ours[:10] == theirs[:10]:
        return "birth_day", f"both born on {ours[:10]}"
    shorter = min(len(ours), len(theirs), 10)
    if one == other and ours[:shorter] == theirs[:shorter]:
        return "birth_year", f"born {ours} and {theirs} agree"
    if one == other:
        exchanged = len(ours) >= 10 and len(theirs) >= 10 and (ours[5:7], ours[8:10]) == (theirs[8:10], theirs[5:7])
        if exchanged:
            return "birth_year", f"born {ours} and {theirs}: day and month exchanged"
        return "birth_day_other", f"born {ours}, the listed party {theirs}"
    if abs(one - other) == 1:
        return "birth_year_near", f"born {ours} and {theirs}, a year apart"
    return "birth_year_other", f"born {ours}, the listed party {theirs}"


def births(asked: Party, listed: Party) -> Reason | None:
    """The best of all pairs of birth dates: lists give several where they are not sure."""
    found = [_births(ours, theirs) for ours in asked.birth_dates for theirs in listed.birth_dates]
    known = [(figure("beside", key), text) for key, text in found if key]
    if not known:
        return None
    effect, text = max(known)
    return Reason("birth", effect, text)


def foundations(asked: Party, listed: Party) -> Reason | None:
    """Years in which an organisation was founded or a ship built."""
    ours = {year for date in asked.foundation_dates if (year := _year(date))}
    theirs = {year for date in listed.foundation_dates if (year := _year(date))}
    if not ours or not theirs:
        return None
    if ours & theirs:
        return Reason(
            "foundation", figure("beside", "foundation_year"), f"both founded or built in {min(ours & theirs)}"
        )
    text = f"founded or built in {min(ours)}, the listed party in {min(theirs)}"
    return Reason("foundation", figure("beside", "foundation_year_other"), text)


def _short(addresses: Sequence[str]) -> list[str]:
    return [one[:LONGEST_ADDRESS] for one in addresses[:MOST_ADDRESSES]]


def addresses(asked: Party, listed: Party) -> Reason | None:
    """The pair of addresses that are most alike; another address says nothing, since parties have many.

    Of each side the first MOST_ADDRESSES are compared.
    """
    if not asked.addresses or not listed.addresses:
        return None
    best = match_addresses(_short(asked.addresses), _short(listed.addresses))
    if best is None or best.score < figure("beside", "address_alike"):
        return None
    text = f"address “{best.query}” is like “{best.result}” ({best.score:.2f})"
    return Reason("address", figure("beside", "address") * best.score, text)


def compared(asked: Party, listed: Party) -> list[Reason]:
    """All reasons beside the name."""
    if not (asked.countries or asked.birth_dates or asked.foundation_dates or asked.addresses):
        return []
    found = (compare(asked, listed) for compare in (countries, births, foundations, addresses))
    return [reason for reason in found if reason is not None]


def most_beside(asked: Party) -> float:
    """By how much all that is told of an asked party beside its names can raise a score at most."""
    told = (
        (asked.countries, "country_shared"),
        (asked.birth_dates, "birth_day"),
        (asked.foundation_dates, "foundation_year"),
        (asked.addresses, "address"),
    )
    return sum(figure("beside", key) for values, key in told if values)
