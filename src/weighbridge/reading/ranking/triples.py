"""Step 3 of the ranking: the best suppliers and recipients of an item as pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from weighbridge.reading.encoder.senses import SENSE_ITEM, SENSE_PARTY
from weighbridge.reading.ranking.context import UNKNOWN, Roles
from weighbridge.reading.ranking.lookup import FAMILIES, ITEM_KINDS, Lookup, preposition, role_distance
from weighbridge.reading.ranking.page import FAINT, ItemCandidate, Page, Triple, Weigh
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


def _in_frames(
    look: Lookup,
    item: ItemCandidate,
    giver: PartyMention | None,
    getter: PartyMention | None,
    alone: tuple[dict[str | None, float], dict[str | None, float]],
) -> list[float]:
    """Whether frames of the sentence say that giver gives and getter gets, together and with the item."""
    gives = _hits_that_say(look, giver.token, "supplier") if giver else _NO_HITS
    gets = _hits_that_say(look, getter.token, "recipient") if getter else _NO_HITS
    both = gives & gets
    turned = bool(giver and _hits_that_say(look, giver.token, "recipient")) or bool(
        getter and _hits_that_say(look, getter.token, "supplier")
    )
    scene = look.scene
    goods = item.mention.token
    to = preposition(scene, getter.token)[0] if getter else ""
    out = preposition(scene, giver.token)[0] if giver else ""
    return [
        float(bool(gives)),
        float(bool(gets)),
        float(bool(both)),
        float(bool(both) and any(number in both for _, number in item.hits)),
        float(turned),
        float(giver is not None and giver.kind == "adjective"),
        float(to == "to"),
        float(to == "for"),
        float(out in ("from", "by")),
        float(giver.token - goods) if giver else 0.0,
        float(getter.token - goods) if getter else 0.0,
        alone[0].get(giver.code, 0.0) if giver else 0.0,
        alone[1].get(getter.code, 0.0) if getter else 0.0,
    ]


def _best_of_code(parties: Sequence[PartyMention], scores: Sequence[float]) -> dict[str | None, float]:
    best: dict[str | None, float] = {}
    for party, score in zip(parties, scores, strict=True):
        best[party.code] = max(best.get(party.code, 0.0), score)
    return best


def triples_of(page: Page, roles: Roles) -> list[Triple]:
    """Step 3, rows only: supplier-recipient pairs of every likely item."""
    out: list[Triple] = []
    pair_all: dict[tuple[str, str], float] = {}
    pair_before: list[dict[tuple[str, str], float]] = []
    for table in roles.pairs:
        pair_before.append(dict(pair_all))
        for pair, weight in table.items():
            pair_all[pair] = max(pair_all.get(pair, 0.0), weight)
    strong_pairs = float(sum(weight > 0.3 for weight in pair_all.values()))
    beside: dict[int, list[ItemCandidate]] = defaultdict(list)
    for item in page.items:
        if item.likely >= FAINT:
            beside[item.scene].append(item)
    for item in page.items:
        if item.likely < FAINT or not item.codes:
            continue
        at = item.scene
        suppliers = _best(item.codes, item.supplier, item.mentions)
        recipients = _best(item.codes, item.recipient, item.mentions)
        as_supplier = {code: score for code, score, _ in suppliers}
        as_recipient = {code: score for code, score, _ in recipients}
        alone = (
            _best_of_code(item.named, item.supplier_alone),
            _best_of_code(item.named, item.recipient_alone),
        )
        senses = dict(zip(map(id, item.named), item.named_senses, strict=True))
        family = item.mention.class_.split(".")[0]
        fixed = [
            *(float(family == one) for one in FAMILIES),
            *(float(item.mention.kind == one) for one in ITEM_KINDS),
        ]
        twins = max(
            (o.likely for o in beside[at] if o is not item and o.mention.token == item.mention.token),
            default=0.0,
        )
        rivals = max((o.likely for o in beside[at] if o.mention.token != item.mention.token), default=0.0)
        for s_rank, (supplier, give, giver) in enumerate(suppliers):
            for r_rank, (recipient, get, getter) in enumerate(recipients):
                if supplier == recipient or give * get < FAINTEST:
                    continue
                pair = (supplier or "", recipient or "")
                other_way = (pair[1], pair[0])
                row = [
                    *fixed,
                    item.alone,
                    item.likely,
                    give,
                    get,
                    item.likely * give * get,
                    float(s_rank),
                    float(r_rank),
                    suppliers[0][1] - give,
                    recipients[0][1] - get,
                    float(giver is not None),
                    float(getter is not None),
                    float(supplier is None),
                    float(recipient is None),
                    as_recipient.get(supplier, 0.0),
                    as_supplier.get(recipient, 0.0),
                    as_recipient.get(supplier, 0.0) * as_supplier.get(recipient, 0.0),
                    pair_before[at].get(pair, 0.0),
                    roles.pairs[at - 1].get(pair, 0.0) if at else 0.0,
                    roles.pairs[0].get(pair, 0.0),
                    roles.pairs[at].get(pair, 0.0),
                    pair_all.get(pair, 0.0),
                    pair_all.get(other_way, 0.0),
                    float(len(item.named)),
                    float(giver is not None and getter is not None),
                    float((giver is not None) != (getter is not None)),
                    float(giver.token - getter.token) if giver and getter else 0.0,
                    float(item.mention.origin == supplier and supplier is not None),
                    float(len(item.hits)),
                    float(item.hits[0][0]) if item.hits else 9.0,
                    float(min(page.scenes[at].index, 40)),
                    float("." in item.mention.class_),
                    twins,
                    rivals,
                    suppliers[1][1] if len(suppliers) > 1 else 0.0,
                    recipients[1][1] if len(recipients) > 1 else 0.0,
                    strong_pairs,
                    page.house,
                    *_in_frames(page.looks[at], item, giver, getter, alone),
                    *(senses[id(giver)] if giver else item.senses_before.get(supplier, UNKNOWN)),
                    *(senses[id(getter)] if getter else item.senses_before.get(recipient, UNKNOWN)),
                    *item.sense,
                ]
                words = pair_words(
                    page.looks[at],
                    item.mention,
                    item.hits,
                    giver or ("outside" if supplier else "nobody"),
                    getter or ("outside" if recipient else "nobody"),
                    page.masks[at],
                )
                out.append(Triple(item, supplier, recipient, giver, getter, row, words))
    return out


def add_pair_wording(triples: Sequence[Triple], weigh: Weigh) -> None:
    """Completes the rows: what the sentence's words say of the pair, and of nobody giving or getting the item."""
    if not triples:
        return
    items = list(_candidates(triples))
    words = [item.words for item in items]
    nobody = zip(weigh("nobody_gives", words), weigh("nobody_gets", words), strict=True)
    unsaid = {id(item): [float(gives[0]), float(gets[0])] for item, (gives, gets) in zip(items, nobody, strict=True)}
    wordings = {id(one.words): one.words for one in triples}
    said = dict(zip(wordings, weigh("pair", list(wordings.values()))[:, 0].tolist(), strict=True))
    for triple in triples:
        triple.row += [*unsaid[id(triple.candidate)], said[id(triple.words)]]


def _candidates(triples: Iterable[Triple]) -> Iterable[ItemCandidate]:
    """The items of the triples, each once, in order."""
    return {id(triple.candidate): triple.candidate for triple in triples}.values()
