"""Made-up reports of made-up transfers, any number of them: for timing, not for reading.

Every pair of supplier and recipient has a few stories. A story is an agency's report of what officials
told it, outlets that rewrite it, a denial, and later a confirmation by somebody else; so most
statements are echoes. The same number always gives the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from weighbridge.model import NARRATOR, Document, Item, Party, Quantity, Source, Statement

CLASSES = (
    "missile.ballistic",
    "uav",
    "munition.artillery",
    "aircraft.combat",
    "arms",
    "vehicle.tank",
    "missile.airdefence",
)
GOODS = {
    "missile.ballistic": "ballistic missiles",
    "uav": "drones",
    "munition.artillery": "artillery shells",
    "aircraft.combat": "fighter jets",
    "arms": "weapons",
    "vehicle.tank": "battle tanks",
    "missile.airdefence": "air-defence systems",
}
AGENCIES = ("Harbour Wire", "Meridian Press", "Northbridge Agency")
OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Lakeside", "Capital", "Coastal", "Eastern", "Union")
    for kind in ("Courier", "Gazette")
)
PER_PAIR = 50
"""Statements of a pair, about."""


@dataclass(frozen=True, slots=True)
class Report:
    """A document and what a reader would find in it."""

    document: Document
    statements: tuple[Statement, ...]


def code(number: int) -> str:
    """A made-up party; slugs, so that no state is meant."""
    return f"state-{number}"


def _statement(
    text: str, sentence: str, pair: tuple[str, str], class_: str, stage: str, stance: str, **more: object
) -> Statement:
    start = text.index(sentence)
    return Statement(
        evidence=sentence,
        start=start,
        end=start + len(sentence),
        supplier=Party(pair[0], pair[0]),
        recipient=Party(pair[1], pair[1]),
        item=Item(class_, GOODS[class_]),
        quantity=more.get("quantity"),  # type: ignore[arg-type]
        value=None,
        time=None,
        stage=stage,
        stance=stance,
        certainty=str(more.get("certainty", "certain")),
        source=more.get("source", NARRATOR),  # type: ignore[arg-type]
        via=tuple(more.get("via", ())),  # type: ignore[call-overload]
        explicit=True,
        trigger="sent",
        confidence=0.8,
    )


def reports_on(number: int, pair: tuple[str, str], statements: int = PER_PAIR) -> Iterator[Report]:
    """The reports on one pair, about so many statements."""
    chance = random.Random(number)
    made = story = 0
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(200))
    while made < statements:
        story += 1
        day += timedelta(days=chance.randrange(60, 500))
        class_ = chance.choice(CLASSES)
        count = chance.choice((12, 40, 200, 1000))
        accuser = code(chance.randrange(100_000, 100_040))
        agency = chance.choice(AGENCIES)
        for outlet in (agency, *chance.sample(OUTLETS, chance.randrange(1, 6))):
            report = _story(number, story, day, outlet, agency, pair, class_, count, accuser)
            day += timedelta(days=chance.randrange(0, 2))
            made += len(report.statements)
            yield report


def _story(
    number: int,
    story: int,
    day: date,
    outlet: str,
    agency: str,
    pair: tuple[str, str],
    class_: str,
    count: int,
    accuser: str,
) -> Report:
    goods = GOODS[class_]
    echoed = outlet != agency
    opening = f"{pair[0]} has sent {count} {goods} to {pair[1]}, officials of {accuser} told {agency}."
    warning = f"Any transfer of {goods} by {pair[0]} would be a grave step, the foreign minister of {accuser} said."
    denial = f"The mission of {pair[0]} denied that {goods} had been sent to {pair[1]}."
    general = f"{pair[1]} has long been armed by {pair[0]}, story {story} of {number} recalls."
    text = f"{opening}\n\n{warning} {denial}\n\n{general}"
    via = (Source("media", None, agency, True),) if echoed else ()
    statements = (
        _statement(
            text, opening, pair, class_, "delivered", "asserts", via=via, quantity=Quantity(count, count, str(count)),
            source=Source("anonymous", accuser, f"officials of {accuser}"), certainty="probable",
        ),
        _statement(
            text, warning, pair, class_, "delivered", "warns", certainty="possible",
            source=Source("government", accuser, f"the foreign minister of {accuser}", True),
        ),
        _statement(
            text, denial, pair, class_, "delivered", "denies",
            source=Source("government", pair[0], f"The mission of {pair[0]}", True),
        ),
        _statement(text, general, pair, "arms", "delivered", "asserts"),
    )  # fmt: skip
    name = f"{number}-{story}-{outlet}".replace(" ", "-").lower()
    return Report(Document(name, text, None, outlet, day.isoformat(), None), statements)


def pairs(count: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """So many pairs: numbered, each supplier with some tens of recipients."""
    for number in range(count):
        yield number, (code(number // 40), code(1000 + number % 40 * 7 + number // 40 % 7))


def reports(statements: int, per_pair: int = PER_PAIR) -> Iterator[Report]:
    """Reports with about so many statements in all, pair by pair."""
    for number, pair in pairs(max(1, statements // per_pair)):
        yield from reports_on(number, pair, per_pair)
