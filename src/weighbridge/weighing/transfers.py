"""A transfer: what a group of statements is about, with the origins that they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from weighbridge.weighing.days import iso
from weighbridge.weighing.grouping import group
from weighbridge.weighing.lots import Lot, class_of
from weighbridge.weighing.origins import Origin, origins_of
from weighbridge.weighing.pairs import Pair
from weighbridge.weighing.resemblance import Alike
from weighbridge.weighing.testimony import UNDATED, Testimony, told_apart
from weighbridge.weighing.words import words


@dataclass(frozen=True, slots=True, eq=False)
class NamedOrigin:
    """An origin with its id."""

    id: str
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Transfer:
    """Statements about one transfer."""

    id: str
    supplier: str | None
    recipient: str | None
    goods: str
    """The item class that most is said about."""
    classes: tuple[str, ...]
    first: str | None
    last: str | None
    """ISO dates: the time that it is about."""
    members: tuple[Testimony, ...]
    origins: tuple[NamedOrigin, ...]


def _goods(members: Sequence[Testimony]) -> tuple[str, tuple[str, ...]]:
    """The main class, and all of them by number."""
    counts = Counter(class_of(one) for one in members)
    order = sorted(counts, key=lambda one: (one in words("goods", "general"), -counts[one], one))
    return order[0], tuple(order)


def _letter(number: int) -> str:
    """b for the second, c for the third ... aa after z."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _distinct(wanted: Sequence[str]) -> list[str]:
    """The names, made different by letters in their order."""
    seen: Counter[str] = Counter()
    names = []
    for name in wanted:
        names.append(name if not seen[name] else f"{name}-{_letter(seen[name])}")
        seen[name] += 1
    return names


def _code(code: str | None) -> str:
    """A party's code for an id, in which "-" only parts: so no two pairs have an id in common."""
    if code is None or code == "xx":
        return "xx~" if code else "xx"
    return code.replace("~", "~0").replace("_", "~1").replace("-", "_")


def _origin_name(origin: Origin) -> str:
    """Who and when, readable: us-kirby-2023-10-13."""
    first = origin.voices[0]
    speakers = [speaker for voice in origin.voices for speaker in voice.speakers]
    states = sorted(speakers[0].states)
    kind = speakers[0].class_
    if kind == "anonymous":
        names = [*states, "unnamed", *sorted(first.outlet)[:2]]
    elif kind == "narrator":
        names = ["narrator", *sorted(first.outlet)[:2]]
    else:
        surname = next((speaker.surname for speaker in speakers if speaker.surname), None)
        names = [*states[:3], surname or kind]
    day = origin.day.first
    names.append(iso(day) if day < UNDATED else "undated")
    return "-".join(part for name in names if (part := "".join(c for c in name.lower() if c.isalnum() or c == "-")))


def _among(members: Sequence[Testimony], alike: Alike | None) -> Alike:
    """Which documents of a group are alike: what else they resemble, known then or not, decides nothing on it."""
    documents = {one.entry.document for one in members} if alike else set()
    near = ((one, alike[one]) for one in documents if alike and one in alike)
    return {one: {other: part for other, part in some.items() if other in documents} for one, some in near}


Traced = dict[tuple[Testimony, ...], list[Origin]]
"""The origins of groups of statements, as they were traced before."""


def transfers_of(
    pair: Pair, members: Sequence[Testimony], alike: Alike | None = None, traced: Traced | None = None
) -> list[Transfer]:
    """The transfers of one pair, in the order of their first publication. ``members`` in weighing's order.

    ``traced`` is added to, for who weighs much the same statements many times: a group of the same is not traced again.
    """
    traced = {} if traced is None else traced
    made = []
    for some in group(told_apart(members)):
        goods, classes = _goods(some)
        span = Lot(list(some)).span()
        dated = span.first < UNDATED
        if (origins := traced.get(tuple(some))) is None:
            origins = traced[tuple(some)] = origins_of(some, _among(some, alike))
        made.append((some, goods, classes, span if dated else None, origins))
    names = _distinct(
        [
            f"{_code(pair[0])}-{_code(pair[1])}-{goods}-{iso(span.first)[:4] if span else 'undated'}"
            for _, goods, _, span, _ in made
        ]
    )
    return [
        Transfer(
            name,
            pair[0],
            pair[1],
            goods,
            classes,
            iso(span.first) if span else None,
            iso(min(span.last, UNDATED - 1)) if span and span.last < UNDATED else None,
            tuple(some),
            tuple(
                NamedOrigin(origin_name, origin)
                for origin_name, origin in zip(
                    _distinct([_origin_name(origin) for origin in origins]), origins, strict=True
                )
            ),
        )
        for name, (some, goods, classes, span, origins) in zip(names, made, strict=True)
    ]
