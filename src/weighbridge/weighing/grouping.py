"""Which statements on one pair are about the same transfer.

One delivery campaign is one transfer; another class of goods, another time or a batch that sources
tell apart is another. Statements are put together by class of goods and time ("lots"), lots by what
is listed in one breath, and the generic words ("the weapons") go to the lot that their document speaks of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from weighbridge.weighing.days import Stretch, gap
from weighbridge.weighing.lots import NEAR, SILENT, Lot, campaigns_of, class_of, consignments_of, when_of
from weighbridge.weighing.testimony import UNDATED, Testimony
from weighbridge.weighing.words import words

LISTED = 0.6
"""Share of a lot's statements that has to stand in one list with another lot for the two to be one."""
MIXED = 0.35
"""Share of a lot's statements that has to stand beside other goods for the lot to be a cargo of several."""
MOSTLY = 0.6
"""Share of a document's statements on a pair that has to be on one lot for "the weapons" to mean that lot."""
MOVED = frozenset(("shipped", "delivered", "used"))
"""Stages at which goods are on their way or there: what is said to have come is not what is only asked for."""


def family(class_: str) -> str:
    """missile.ballistic: missile."""
    return class_.split(".")[0]


def group(members: Sequence[Testimony]) -> list[list[Testimony]]:
    """The statements on one pair as transfers, each in the order of ``members``."""
    seized = consignments_of(members)
    done = {one for lot in seized for one in lot.members}
    by_class: dict[str, list[Testimony]] = defaultdict(list)
    for one in members:
        if one not in done:
            by_class[class_of(one)].append(one)
    lots = []
    for class_ in sorted(by_class):
        if class_ not in words("goods", "general"):
            for lot in campaigns_of(by_class[class_]):
                lot.classes = {class_}
                lots.append(lot)
    generic = [one for class_ in sorted(words("goods", "general")) for one in by_class.get(class_, [])]
    lots = _listed_together(_with_parents(lots), {_breath(one) for one in generic})
    _place_generic(generic, lots)
    lots += seized
    order = {one: number for number, one in enumerate(members)}
    return sorted(
        (sorted(lot.members, key=order.__getitem__) for lot in lots if lot.members),
        key=lambda some: order[some[0]],
    )


def _with_parents(lots: list[Lot]) -> list[Lot]:
    """ "The missiles" are the ballistic missiles, where they are the only or the main ones at the time."""
    kept = [lot for lot in lots if any("." in class_ for class_ in lot.classes)]
    for lot in lots:
        if lot in kept:
            continue
        (class_,) = lot.classes
        span = lot.span()
        near = [
            other
            for other in kept
            if any(family(one) == class_ and one != class_ for one in other.classes) and gap(other.span(), span) <= NEAR
        ]
        if near:
            max(near, key=lambda other: len(other.members)).take(lot)
        else:
            kept.append(lot)
    return kept


Breath = tuple[str, int, str, str, object]


def _breath(one: Testimony) -> Breath:
    """What is listed in one breath: one sentence, one source, one position."""
    told = one.statement
    return one.entry.document, told.start, told.stage, told.stance, told.source


def _listed_together(lots: list[Lot], generic: Set[Breath]) -> list[Lot]:
    """Put lots together of whose class hardly anything is said but in a list with the other.

    Rifles that are only ever named beside the shells are part of that cargo; missiles that are also
    spoken of by themselves are a transfer of their own. So a lot takes others in only if it is itself a
    cargo of several goods: often listed with others, or with "weapons" (``generic``: where these stand).
    """
    where: dict[Breath, set[int]] = defaultdict(set)
    totals: Counter[frozenset[str]] = Counter()
    for number, lot in enumerate(lots):
        totals[frozenset(lot.classes)] += len(lot.members)
        for one in lot.members:
            where[_breath(one)].add(number)
    shared: Counter[tuple[int, int]] = Counter()
    listed: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for number, lot in enumerate(lots):
        mine = frozenset(lot.classes)
        for one in lot.members:
            beside = where[_breath(one)] - {number}
            for other in beside:
                shared[number, other] += 1
            for others in {frozenset(lots[other].classes) for other in beside}:
                listed[mine, others] += 1
    into = list(range(len(lots)))

    def root(number: int) -> int:
        while into[number] != number:
            number = into[number]
        return number

    mixed = [
        sum(1 for one in lot.members if len(where[_breath(one)]) > 1 or _breath(one) in generic)
        >= MIXED * len(lot.members)
        for lot in lots
    ]
    weight = [Counter(one.entry.document for one in lot.members if one.statement.stance != "warns") for lot in lots]
    for number, lot in enumerate(lots):
        mine = frozenset(lot.classes)
        partners = [
            other
            for one, other in shared
            if one == number
            and (others := frozenset(lots[other].classes)) != mine
            and totals[mine] <= totals[others]
            and mixed[other]
            and listed[mine, others] >= LISTED * totals[mine]
        ]
        if partners:
            documents = {one.entry.document for one in lot.members}
            best = max(
                partners,
                key=lambda other: (sum(weight[other][name] for name in documents), len(lots[other].members), -other),
            )
            a, b = sorted((root(number), root(best)))
            into[b] = a
    packages = {root(number) for number in range(len(lots)) if root(number) != number}
    for number, lot in enumerate(lots):
        if root(number) == number and number not in packages and lot.classes <= words("goods", "broad"):
            for one in list(lot.members):
                homes = sorted({root(other) for other in where[_breath(one)]} & packages)
                if homes:
                    lot.members.remove(one)
                    lots[homes[0]].members.append(one)
    for number in range(len(lots) - 1, -1, -1):
        if root(number) != number:
            lots[root(number)].take(lots[number])
            lots[number] = Lot([])
    return [lot for lot in lots if lot.members]


def _place_generic(generic: Sequence[Testimony], lots: list[Lot]) -> None:
    """Give every "weapons" the lot it speaks of; what speaks of none makes lots of its own.

    In this order: what stands in the same breath, what the same document speaks of, what such general
    words on this pair were elsewhere listed with.
    """
    breaths: dict[Breath, Counter[int]] = defaultdict(Counter)
    documents: dict[str, Counter[int]] = defaultdict(Counter)
    spans = [lot.span() for lot in lots]
    phases: dict[tuple[str, bool], Counter[int]] = defaultdict(Counter)
    for number, lot in enumerate(lots):
        for one in lot.members:
            breaths[_breath(one)][number] += 1
            if one.statement.stance != "warns":  # what might come is not what a document speaks of
                documents[one.entry.document][number] += 1
                phases[one.entry.document, one.statement.stage in MOVED][number] += 1
    elsewhere: Counter[int] = Counter()
    for one in generic:
        if len(beside := breaths.get(_breath(one), ())) == 1:
            elsewhere.update(beside)
    if not elsewhere:
        elsewhere = Counter({number: len(lot.members) for number, lot in enumerate(lots)})
    moved = [any(one.statement.stage in MOVED for one in lot.members) for lot in lots]
    rest: list[Testimony] = []
    for one in generic:
        phase = phases.get((one.entry.document, one.statement.stage in MOVED))
        choices = [breaths.get(_breath(one))]
        if one.statement.stance != "warns":  # "any arms transfer" is nobody's
            choices += [phase, documents.get(one.entry.document), elsewhere]
        home = None
        for choice in choices:
            fitting = Counter(
                {
                    n: count
                    for n, count in (choice or {}).items()
                    if not lots[n].classes <= words("goods", "broad") and (moved[n] or one.statement.stage not in MOVED)
                }
            )
            fitting = _near(fitting, spans, one)
            if fitting:
                best, count = max(fitting.items(), key=lambda pair: (pair[1], len(lots[pair[0]].members), -pair[0]))
                home = best if count >= MOSTLY * sum(fitting.values()) else None
                break
        if home is None:
            rest.append(one)
        else:
            lots[home].members.append(one)
    lots.extend(campaigns_of(rest))


def _near(choice: Counter[int], spans: Sequence[Stretch], one: Testimony) -> Counter[int]:
    """The lots near in time; where the time is only that of publication, also those not too far, if none is near."""
    when = when_of(one)
    around = when or Stretch(one.published, one.published)
    near = Counter({number: count for number, count in choice.items() if gap(spans[number], around) <= NEAR})
    if near or when or one.published >= UNDATED:
        return near or (Counter() if when else choice)
    return Counter({number: count for number, count in choice.items() if gap(spans[number], around) <= SILENT})
