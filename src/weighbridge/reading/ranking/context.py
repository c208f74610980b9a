"""Step 2 of the ranking: the same questions again, now with what step 1 found in the rest of the document."""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from weighbridge.reading.encoder.senses import SENSE_PARTY
from weighbridge.reading.learnt.trees import Floats, table_of
from weighbridge.reading.ranking.candidates import outsiders_of
from weighbridge.reading.ranking.outside_rows import BEFORE_NAMES, NOT_BEFORE, before_row, outsider_row
from weighbridge.reading.ranking.page import FAINT, Answer, ItemCandidate, Page, add_senses_before, ask_of_named_before
from weighbridge.reading.ranking.party_rows import PARTY_NAMES

_UNSAID = [0.0, 0.0]
"""The columns of wording for a party that the sentence does not name."""
UNKNOWN = [0.0] * len(SENSE_PARTY)
"""What the encoder says of a party that it does not meet."""


@dataclass(slots=True)
class Roles:
    """How strongly each sentence speaks for a code as supplier and as recipient, after step 1."""

    weights: dict[str, list[list[float]]]
    """code: for each scene [supplier, recipient]."""
    by_family: dict[tuple[str, str], list[float]]
    totals: list[float]
    pairs: list[dict[tuple[str, str], float]]
    """For each scene: (supplier, recipient) named in one sentence."""
    scene_best: list[float]
    columns: dict[tuple[str, int], Column] = field(default_factory=dict)
    """For each code and side what several rows ask of its weights."""
    peaks: Peaks | None = None


class Column(NamedTuple):
    """The weights of a party on one side, scene by scene."""

    weights: list[float]
    before: list[float]
    """The highest before each scene ..."""
    after: list[float]
    """... and after it."""
    sums: list[float]
    """What those before each scene add up to, and at the end all."""
    top: float


class Peaks(NamedTuple):
    """The best of each scene: its pair of parties, those of the other scenes, its giver, its getter; and its items."""

    pair: list[float]
    elsewhere: list[float]
    giver: list[float]
    getter: list[float]
    items: dict[int, list[ItemCandidate]]


def _before_each(line: Sequence[float]) -> list[float]:
    """The highest of what stands before each place, 0 where nothing does."""
    return list(itertools.accumulate(line, max, initial=0.0))[:-1]


def _after_each(line: Sequence[float]) -> list[float]:
    return _before_each(line[::-1])[::-1]


def _column(roles: Roles, code: str, side: int) -> Column:
    found = roles.columns.get((code, side))
    if found is None:
        line = [weights[side] for weights in roles.weights[code]]
        sums = list(itertools.accumulate(line, initial=0.0))
        found = roles.columns[code, side] = Column(line, _before_each(line), _after_each(line), sums, max(line))
    return found


def _peaks(roles: Roles, page: Page) -> Peaks:
    if roles.peaks is None:
        pair = [max(table.values(), default=0.0) for table in roles.pairs]
        elsewhere = [max(both) for both in zip(_before_each(pair), _after_each(pair), strict=True)]
        columns = list(zip(*roles.weights.values(), strict=True))
        giver, getter = (
            [max(line[side] for line in scene) for scene in columns] or [0.0] * len(pair) for side in (0, 1)
        )
        items: dict[int, list[ItemCandidate]] = defaultdict(list)
        for item in page.items:
            items[item.scene].append(item)
        roles.peaks = Peaks(pair, elsewhere, giver, getter, items)
    return roles.peaks


def roles_of(page: Page) -> Roles:
    """Gather step 1 over the document."""
    count = len(page.scenes)
    weights: dict[str, list[list[float]]] = {}
    by_family: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    pairs: list[dict[tuple[str, str], float]] = [{} for _ in range(count)]
    scene_best = [0.0] * count
    for item in page.items:
        scene_best[item.scene] = max(scene_best[item.scene], item.alone)
        family = item.mention.class_.split(".")[0]
        givers: dict[str, float] = {}
        getters: dict[str, float] = {}
        for party, give, get in zip(item.named, item.supplier_alone, item.recipient_alone, strict=True):
            code = party.code or ""
            givers[code] = max(givers.get(code, 0.0), give)
            getters[code] = max(getters.get(code, 0.0), get)
        for side, table in enumerate((givers, getters)):
            for code, score in table.items():
                weight = item.alone * score
                lines = weights.setdefault(code, [[0.0, 0.0] for _ in range(count)])
                lines[item.scene][side] = max(lines[item.scene][side], weight)
                entry = by_family[code, family]
                entry[side] = max(entry[side], weight)
        table_here = pairs[item.scene]
        for giver, give in givers.items():
            for getter, get in getters.items():
                if giver != getter:
                    weight = item.alone * give * get
                    if weight > table_here.get((giver, getter), 0.02):
                        table_here[giver, getter] = weight
    totals = [sum(line[side] for lines in weights.values() for line in lines) or 1.0 for side in (0, 1)]
    return Roles(weights, by_family, totals, pairs, scene_best)


CONTEXT_NAMES = [
    f"{side}_{name}"
    for side in ("gives", "gets")
    for name in "before_max before_sum previous two_back headline all_max all_share family paragraph others_max".split()
]


def _context(roles: Roles, page: Page, code: str | None, at: int, family: str) -> list[float]:
    lines = roles.weights.get(code or "")
    if code is None or lines is None:
        return [0.0] * len(CONTEXT_NAMES)
    paragraph = page.scenes[at].paragraph
    near = [j for j in (at - 1, at - 2) if j >= 0 and page.scenes[j].paragraph == paragraph]
    out: list[float] = []
    for side in (0, 1):
        column, before, after, sums, top = _column(roles, code, side)
        out += [
            before[at],
            sums[at],
            column[at - 1] if at else 0.0,
            column[at - 2] if at > 1 else 0.0,
            column[0] if at else 0.0,
            top,
            sums[-1] / roles.totals[side],
            roles.by_family[code, family][side],
            max([column[j] for j in near], default=0.0),
            max(before[at], after[at]),
        ]
    return out


def _item_context(roles: Roles, page: Page, item: ItemCandidate) -> list[float]:
    at = item.scene
    best = roles.scene_best
    peaks = _peaks(roles, page)
    token = item.mention.token
    beside = [other for other in peaks.items[at] if other is not item]
    return [
        item.alone,
        max(item.supplier_alone, default=0.0),
        max(item.recipient_alone, default=0.0),
        peaks.pair[at],
        peaks.elsewhere[at],
        best[at - 1] if at else 0.0,
        best[at - 2] if at > 1 else 0.0,
        best[at + 1] if at + 1 < len(best) else 0.0,
        best[0],
        sum(best) / len(best),
        max([other.alone for other in beside if other.mention.token != token], default=0.0),
        max([other.alone for other in beside if other.mention.token == token], default=0.0),
        page.house,
        peaks.giver[at],
        peaks.getter[at],
    ]


def liked_codes(roles: Roles) -> list[str]:
    """Parties by how strongly the document has them give or get, the strongest first."""
    strength = {
        code: max(max(line[0] for line in lines), max(line[1] for line in lines))
        for code, lines in roles.weights.items()
    }
    return [code for code in sorted(strength, key=lambda one: (-strength[one], one)) if strength[code] > 0.05][:5]


class _Rows:
    """The rows of step 2, kept in the parts that they are put together from: most columns of named parties are those of
    step 1, and those of the context are the same for all goods of a family in a sentence."""

    def __init__(self) -> None:
        self.inside: list[bool] = []
        """Of each row, whether the sentence names the party."""
        self.named: list[Floats] = []
        self.outside = array("d")
        self.ends = array("d")
        """House, the sentence before, scores alone, how likely the item is."""
        self.contexts = array("d")
        self.context_of: list[int] = []

    def table(self) -> Floats:
        """All rows, in order."""
        inside = np.array(self.inside)
        outside, ends, contexts = (
            np.frombuffer(flat, np.float64).reshape(-1, width)
            for flat, width in ((self.outside, FRONT), (self.ends, _END), (self.contexts, len(CONTEXT_NAMES)))
        )
        table = np.empty((len(inside), FRONT + _END + len(CONTEXT_NAMES)))
        if self.named:
            table[inside, :FRONT] = np.concatenate(self.named)
        table[~inside, :FRONT] = outside
        table[:, FRONT : FRONT + _END] = ends
        table[:, FRONT + _END :] = contexts[self.context_of]
        return table


FRONT = len(PARTY_NAMES) + len(_UNSAID) + len(SENSE_PARTY)
"""Columns that a named party has had since step 1."""
_END = 1 + len(BEFORE_NAMES) + 3


class _Around:
    """A page as step 2 asks about it: who is named where, and what step 1 found of each party."""

    def __init__(self, page: Page, roles: Roles, rows: _Rows) -> None:
        self.page, self.roles, self.rows = page, roles, rows
        self.liked = liked_codes(roles)
        self.named_in: dict[str | None, list[int]] = defaultdict(list)
        for number, scene in enumerate(page.scenes):
            for code in dict.fromkeys(party.code for party in scene.parties):
                self.named_in[code].append(number)
        self.contexts: dict[tuple[str | None, int, str], int] = {}

    def context_of(self, code: str | None, at: int, family: str) -> int:
        """Where the columns CONTEXT_NAMES of a party are among those of all rows."""
        key = code, at, family
        found = self.contexts.get(key)
        if found is None:
            found = self.contexts[key] = len(self.rows.contexts) // len(CONTEXT_NAMES)
            self.rows.contexts.fromlist(_context(self.roles, self.page, *key))
        return found

    def since(self, code: str | None, at: int) -> int:
        """How many sentences ago a party was named last; 40 where it never was."""
        when = self.named_in.get(code, ())
        before = bisect_left(when, at)
        return at - when[before - 1] if before else 40

    def add(self, item: ItemCandidate) -> None:
        """Adds the rows of an item: its named parties, then those from outside the sentence."""
        page, rows = self.page, self.rows
        at, family = item.scene, item.mention.class_.split(".")[0]
        look = page.looks[at]
        add_senses_before(page, item)
        liked = self.liked if look.answering is None else [look.answering, *self.liked]
        outsiders = [one.code for one in outsiders_of(page.scenes, at, page.outline, liked)]
        item.codes = [*(party.code for party in item.named), *outsiders]
        item.mentions = [*item.named, *(None for _ in outsiders)]
        rows.inside += [mention is not None for mention in item.mentions]
        rows.context_of += [self.context_of(code, at, family) for code in item.codes]
        if item.named:
            rows.named.append(item.named_rows)
        for give, get in zip(item.supplier_alone, item.recipient_alone, strict=True):
            rows.ends.fromlist([page.house, *NOT_BEFORE, give, get, item.likely])
        most = [max(item.supplier_alone, default=0.0), max(item.recipient_alone, default=0.0), item.likely]
        for code in outsiders:
            row = outsider_row(look, item.mention, item.hits, code, self.since(code, at), page.outline)
            rows.outside.fromlist(row)
            rows.outside.fromlist([*_UNSAID, *item.senses_before.get(code, UNKNOWN)])
            rows.ends.fromlist([page.house, *before_row(page.looks, at, code), *most])


def rank_in_context(pages: Sequence[Page], answer: Answer) -> list[Roles]:
    """Step 2 over many documents at once: fills ``likely``, ``codes``, ``supplier``, ``recipient``."""
    all_roles = [roles_of(page) for page in pages]
    items = [
        (page, roles, item)
        for page, roles in zip(pages, all_roles, strict=True)
        for item in page.items
        if item.alone >= FAINT
    ]
    if not items:
        return all_roles
    table = table_of([item.row + _item_context(roles, page, item) for page, roles, item in items])
    for (_, _, item), probability in zip(items, answer("item2", table).tolist(), strict=True):
        item.likely = probability
    rows = _Rows()
    kept = []
    for page, roles in zip(pages, all_roles, strict=True):
        mine = [item for item in page.items if item.alone >= FAINT and item.likely >= FAINT]
        if mine:
            ask_of_named_before(page, mine)
            around = _Around(page, roles, rows)
            for item in mine:
                around.add(item)
            kept += mine
    if kept:
        table = rows.table()
        give_all, get_all = answer("supplier2", table).tolist(), answer("recipient2", table).tolist()
        place = 0
        for item in kept:
            item.supplier = give_all[place : place + len(item.codes)]
            item.recipient = get_all[place : place + len(item.codes)]
            place += len(item.codes)
    return all_roles
