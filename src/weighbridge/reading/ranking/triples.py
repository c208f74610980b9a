"""Step 3 of the ranking: the best suppliers and recipients of an item as pairs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from weighbridge.reading.encoder.senses import SENSE_ITEM, SENSE_PARTY
from weighbridge.reading.learnt.trees import Floats, table_of
from weighbridge.reading.ranking.context import UNKNOWN, Roles
from weighbridge.reading.ranking.lookup import FAMILIES, ITEM_KINDS, Lookup, one_hot_of, preposition, role_distance
from weighbridge.reading.ranking.page import FAINT, ItemCandidate, Page, Triple, Weigh
from weighbridge.reading.ranking.targets import is_contrasted, is_target
from weighbridge.reading.ranking.wording import pair_words
from weighbridge.reading.scene import PartyMention

FAINTEST = 0.003
"""Pairs whose two scores multiply to less are not looked at."""


BEST = 7
"""At most so many suppliers and recipients of an item are paired in step 3 ..."""


UNLIKELY = 0.06
"""... and after the third none below this."""


def _best(
    codes: list[str | None], scores: list[float], mentions: list[PartyMention | None]
) -> list[tuple[str | None, float, PartyMention | None]]:
    """The BEST codes with their best mention, nobody among them always."""
    top: dict[str | None, tuple[float, PartyMention | None]] = {}
    for code, score, mention in zip(codes, scores, mentions, strict=True):
        if code not in top or score > top[code][0]:
            top[code] = (score, mention)
    order = sorted(top, key=lambda code: (-top[code][0], code or ""))
    kept = [code for rank, code in enumerate(order[:BEST]) if rank < 3 or top[code][0] >= UNLIKELY]
    if None in top and None not in kept:
        kept.append(None)
    return [(code, top[code][0], top[code][1]) for code in kept]


TRIPLE_NAMES = [
    *(f"class_{one}" for one in FAMILIES),
    *(f"kind_{one}" for one in ITEM_KINDS),
    *"""alone likely supplier recipient product supplier_rank recipient_rank supplier_margin recipient_margin
    supplier_inside recipient_inside supplier_nobody recipient_nobody as_recipient as_supplier reversed
    pair_before pair_previous pair_headline pair_here pair_all reverse_all named_codes both_inside one_inside order
    origin hits steps index fine twins rivals supplier_second recipient_second same_class_pairs house
    hit_giver hit_getter hit_both hit_all hit_turned giver_adjective getter_to getter_for giver_from giver_distance
    getter_distance gives_alone gets_alone""".split(),
    *(f"{side}_{name}" for side in ("giver", "getter") for name in SENSE_PARTY),
    *SENSE_ITEM,
    *"nobody_gives nobody_gets pair_wording".split(),
]


_OF_ITEM = [
    *(f"class_{one}" for one in FAMILIES),
    *(f"kind_{one}" for one in ITEM_KINDS),
    *"""alone likely named_codes hits steps index fine twins rivals supplier_second recipient_second same_class_pairs
    house""".split(),
    *SENSE_ITEM,
]
_OF_SUPPLIER = [
    *"""supplier supplier_rank supplier_margin supplier_inside supplier_nobody as_recipient origin hit_giver
    giver_adjective giver_from giver_distance gives_alone""".split(),
    *(f"giver_{name}" for name in SENSE_PARTY),
]
_OF_RECIPIENT = [
    *"""recipient recipient_rank recipient_margin recipient_inside recipient_nobody as_supplier hit_getter getter_to
    getter_for getter_distance gets_alone""".split(),
    *(f"getter_{name}" for name in SENSE_PARTY),
]
_OF_PAIR = """pair_before pair_previous pair_headline pair_here pair_all reverse_all hit_both hit_all hit_turned product
reversed both_inside one_inside order""".split()
_PARTS = [*_OF_ITEM, *_OF_SUPPLIER, *_OF_RECIPIENT, *_OF_PAIR]
_ORDER = [_PARTS.index(name) for name in TRIPLE_NAMES[:-3]]
"""Where each column of a row is among its parts; the last three are added by ``add_pair_wording``."""
_COUNTED = _OF_PAIR.index("product")
"""So many columns of a pair are not counted from those of its parties."""
_ITEM_FAMILY, _ITEM_KIND = one_hot_of(FAMILIES), one_hot_of(ITEM_KINDS)


def _hits_that_say(look: Lookup, token: int, role: str) -> frozenset[int]:
    """The numbers of the hits that give the token that role."""
    key = ("hits", token, role)
    found: frozenset[int] | None = look.cache.get(key)
    if found is None:
        found = look.cache[key] = frozenset(
            number for number in range(len(look.near_hits)) if role_distance(look, token, number)[0] == role
        )
    return found


_NO_HITS: frozenset[int] = frozenset()


def _best_of_code(parties: Sequence[PartyMention], scores: Sequence[float]) -> dict[str | None, float]:
    best: dict[str | None, float] = {}
    for party, score in zip(parties, scores, strict=True):
        best[party.code] = max(best.get(party.code, 0.0), score)
    return best


class _Pairs:
    """What step 1 found of pairs of parties, over a page."""

    def __init__(self, roles: Roles) -> None:
        self.here = roles.pairs
        self.all: dict[tuple[str, str], float] = {}
        self.before: list[dict[tuple[str, str], float]] = []
        for table in roles.pairs:
            self.before.append(dict(self.all))
            for pair, weight in table.items():
                self.all[pair] = max(self.all.get(pair, 0.0), weight)
        self.strong = float(sum(weight > 0.3 for weight in self.all.values()))

    def columns(self, at: int, supplier: str | None, recipient: str | None) -> list[float]:
        """The columns from ``pair_before`` to ``reverse_all``."""
        if supplier is None or recipient is None:
            return [0.0] * 6
        pair = supplier, recipient
        return [
            self.before[at].get(pair, 0.0),
            self.here[at - 1].get(pair, 0.0) if at else 0.0,
            self.here[0].get(pair, 0.0),
            self.here[at].get(pair, 0.0),
            self.all.get(pair, 0.0),
            self.all.get((recipient, supplier), 0.0),
        ]


class _Side(NamedTuple):
    """A party on one side of an item: who it is, its score, and the frames that say so or the other way round."""

    code: str | None
    score: float
    mention: PartyMention | None
    hits: frozenset[int]
    turned: bool


def _sides(
    look: Lookup, best: Sequence[tuple[str | None, float, PartyMention | None]], role: str, other: str
) -> list[_Side]:
    return [
        _Side(code, score, None, _NO_HITS, False)
        if mention is None
        else _Side(
            code,
            score,
            mention,
            _hits_that_say(look, mention.token, role),
            bool(_hits_that_say(look, mention.token, other)),
        )
        for code, score, mention in best
    ]


def _item_columns(page: Page, item: ItemCandidate, beside: Sequence[ItemCandidate], strong: float) -> list[float]:
    """_OF_ITEM, but for the second best parties (0)."""
    mention = item.mention
    return [
        *_ITEM_FAMILY(mention.class_.split(".")[0]),
        *_ITEM_KIND(mention.kind),
        item.alone,
        item.likely,
        float(len(item.named)),
        float(len(item.hits)),
        float(item.hits[0][0]) if item.hits else 9.0,
        float(min(page.scenes[item.scene].index, 40)),
        float("." in mention.class_),
        max((o.likely for o in beside if o is not item and o.mention.token == mention.token), default=0.0),
        max((o.likely for o in beside if o.mention.token != mention.token), default=0.0),
        0.0,
        0.0,
        strong,
        page.house,
        *item.sense,
    ]


_SECOND = slice(_OF_ITEM.index("supplier_second"), _OF_ITEM.index("recipient_second") + 1)


class _Rows:
    """The rows of a page in the parts that they are put together from."""

    def __init__(self) -> None:
        self.items, self.suppliers, self.recipients, self.pairs = array("d"), array("d"), array("d"), array("d")
        self.of: list[tuple[int, int, int]] = []
        """For each row where its item, supplier and recipient are."""
        self.counts = (0, 0, 0)
        """Items, suppliers and recipients so far."""

    def table(self) -> Floats:
        """All rows: TRIPLE_NAMES but for the last three."""
        parts = (
            (self.items, _OF_ITEM),
            (self.suppliers, _OF_SUPPLIER),
            (self.recipients, _OF_RECIPIENT),
            (self.pairs, _OF_PAIR[:_COUNTED]),
        )
        items, suppliers, recipients, pairs = (
            np.frombuffer(flat, np.float64).reshape(-1, len(names)) for flat, names in parts
        )
        of = np.array(self.of).T
        item, giver, getter = items[of[0]], suppliers[of[1]], recipients[of[2]]
        give, giver_here = (giver[:, _OF_SUPPLIER.index(name)] for name in ("supplier", "supplier_inside"))
        get, getter_here = (getter[:, _OF_RECIPIENT.index(name)] for name in ("recipient", "recipient_inside"))
        both = giver_here * getter_here
        apart = giver[:, _OF_SUPPLIER.index("giver_distance")] - getter[:, _OF_RECIPIENT.index("getter_distance")]
        counted = [
            item[:, _OF_ITEM.index("likely")] * give * get,
            giver[:, _OF_SUPPLIER.index("as_recipient")] * getter[:, _OF_RECIPIENT.index("as_supplier")],
            both,
            np.abs(giver_here - getter_here),
            np.where(both > 0, apart, 0.0),
        ]
        return np.concatenate([item, giver, getter, pairs, np.stack(counted, axis=1)], axis=1)[:, _ORDER]


def triples_of(page: Page, roles: Roles) -> list[Triple]:
    """Step 3, rows only: supplier-recipient pairs of every likely item."""
    out: list[Triple] = []
    rows = _Rows()
    pairs = _Pairs(roles)
    beside: dict[int, list[ItemCandidate]] = defaultdict(list)
    for item in page.items:
        if item.likely >= FAINT:
            beside[item.scene].append(item)
    for item in page.items:
        if item.likely >= FAINT and item.codes:
            out += _of_item(page, item, beside[item.scene], pairs, rows)
    if out:
        for triple, row in zip(out, rows.table(), strict=True):
            triple.row = row
    return out


def _of_item(
    page: Page, item: ItemCandidate, beside: Sequence[ItemCandidate], pairs: _Pairs, rows: _Rows
) -> Iterator[Triple]:
    """The triples of an item; the parts of their rows go to ``rows``."""
    at, look = item.scene, page.looks[item.scene]
    suppliers = _sides(look, _best(item.codes, item.supplier, item.mentions), "supplier", "recipient")
    recipients = _sides(look, _best(item.codes, item.recipient, item.mentions), "recipient", "supplier")
    columns = _item_columns(page, item, beside, pairs.strong)
    columns[_SECOND] = [some[1].score if len(some) > 1 else 0.0 for some in (suppliers, recipients)]
    rows.items.fromlist(columns)
    for row in _supplier_columns(look, item, suppliers, recipients):
        rows.suppliers.fromlist(row)
    for row in _recipient_columns(look, item, suppliers, recipients):
        rows.recipients.fromlist(row)
    number, first_supplier, first_recipient = rows.counts
    rows.counts = (number + 1, first_supplier + len(suppliers), first_recipient + len(recipients))
    own = {hit for _, hit in item.hits}
    scene = look.scene
    giving = [some.mention is None or not is_contrasted(scene, some.mention) for some in suppliers]
    getting = [
        some.mention is None or not (is_target(scene, some.mention) or is_contrasted(scene, some.mention))
        for some in recipients
    ]
    for s_rank, giver in enumerate(suppliers):
        for r_rank, getter in enumerate(recipients):
            if giver.code == getter.code or giver.score * getter.score < FAINTEST:
                continue
            if not (giving[s_rank] and getting[r_rank]):
                continue
            both = giver.hits & getter.hits
            rows.of.append((number, first_supplier + s_rank, first_recipient + r_rank))
            rows.pairs.fromlist(
                [
                    *pairs.columns(at, giver.code, getter.code),
                    float(bool(both)),
                    float(not both.isdisjoint(own)),
                    float(giver.turned or getter.turned),
                ]
            )
            words = pair_words(
                look,
                item.mention,
                item.hits,
                giver.mention or ("outside" if giver.code else "nobody"),
                getter.mention or ("outside" if getter.code else "nobody"),
                page.masks[at],
            )
            yield Triple(item, giver.code, getter.code, giver.mention, getter.mention, words=words)


def _senses(item: ItemCandidate, side: _Side) -> list[float]:
    """What the encoder says of the party beside the item."""
    if side.mention is None:
        return item.senses_before.get(side.code, UNKNOWN)
    return next(sense for party, sense in zip(item.named, item.named_senses, strict=True) if party is side.mention)


def _supplier_columns(
    look: Lookup, item: ItemCandidate, suppliers: Sequence[_Side], recipients: Sequence[_Side]
) -> Iterator[list[float]]:
    scores = {side.code: side.score for side in recipients}
    alone = _best_of_code(item.named, item.supplier_alone)
    for rank, side in enumerate(suppliers):
        mention = side.mention
        yield [
            side.score,
            float(rank),
            suppliers[0].score - side.score,
            float(mention is not None),
            float(side.code is None),
            scores.get(side.code, 0.0),
            float(item.mention.origin == side.code and side.code is not None),
            float(bool(side.hits)),
            float(mention is not None and mention.kind == "adjective"),
            float(mention is not None and preposition(look.scene, mention.token)[0] in ("from", "by")),
            float(mention.token - item.mention.token) if mention is not None else 0.0,
            alone.get(mention.code, 0.0) if mention is not None else 0.0,
            *_senses(item, side),
        ]


def _recipient_columns(
    look: Lookup, item: ItemCandidate, suppliers: Sequence[_Side], recipients: Sequence[_Side]
) -> Iterator[list[float]]:
    scores = {side.code: side.score for side in suppliers}
    alone = _best_of_code(item.named, item.recipient_alone)
    for rank, side in enumerate(recipients):
        mention = side.mention
        to = preposition(look.scene, mention.token)[0] if mention is not None else ""
        yield [
            side.score,
            float(rank),
            recipients[0].score - side.score,
            float(mention is not None),
            float(side.code is None),
            scores.get(side.code, 0.0),
            float(bool(side.hits)),
            float(to == "to"),
            float(to == "for"),
            float(mention.token - item.mention.token) if mention is not None else 0.0,
            alone.get(mention.code, 0.0) if mention is not None else 0.0,
            *_senses(item, side),
        ]


def add_pair_wording(triples: Sequence[Triple], weigh: Weigh) -> Floats:
    """Completes the rows: what the sentence's words say of the pair, and of nobody giving or getting the item.

    Returns all rows as one table.
    """
    if not triples:
        return np.zeros((0, len(TRIPLE_NAMES)))
    items = list(_candidates(triples))
    words = [item.words for item in items]
    nobody = zip(weigh("nobody_gives", words), weigh("nobody_gets", words), strict=True)
    unsaid = {id(item): [float(gives[0]), float(gets[0])] for item, (gives, gets) in zip(items, nobody, strict=True)}
    wordings = {id(one.words): one.words for one in triples}
    said = dict(zip(wordings, weigh("pair", list(wordings.values()))[:, 0].tolist(), strict=True))
    more = table_of([[*unsaid[id(triple.candidate)], said[id(triple.words)]] for triple in triples])
    table = np.hstack([np.concatenate([triple.row for triple in triples]).reshape(len(triples), -1), more])
    for triple, row in zip(triples, table, strict=True):
        triple.row = row
    return table


def _candidates(triples: Iterable[Triple]) -> Iterable[ItemCandidate]:
    """The items of the triples, each once, in order."""
    return {id(triple.candidate): triple.candidate for triple in triples}.values()
