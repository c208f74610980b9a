"""Ranking: which item goes from which supplier to which recipient, sentence by sentence.

Three steps, each a small boosted forest (``trees.py``):

1. *alone*: within each sentence, is an item transferred, which named party gives, which gets;
2. *in context*: the same again, now also looking at what step 1 found in the rest of the
   document, and with parties from outside the sentence (and nobody) as candidates;
3. *together*: the best suppliers and recipients of an item as pairs, each with a probability.

The same functions make the rows for training and for reading, so they cannot differ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from weighbridge.reading.attribution import Attribution, attributions
from weighbridge.reading.candidates import Outline, items_of, named_parties, outline_of, outsiders_of
from weighbridge.reading.features import (
    FAMILIES,
    ITEM_KINDS,
    NOT_BEFORE,
    Lookup,
    before_row,
    item_hits,
    item_row,
    lookup_of,
    outsider_row,
    party_row,
    preposition,
    role_distance,
    voices_of,
)
from weighbridge.reading.scene import ItemMention, PartyMention, Scene
from weighbridge.reading.trees import Floats
from weighbridge.reading.wording import masked, party_words, words_of

Weigh = Callable[[str, list[list[str]]], Floats]
"""Linear model name and word features of each row to log-odds: ``transferred``."""
Answer = Callable[[str, Floats], Floats]
"""Model name and rows to probabilities: ``item1 supplier1 recipient1 item2 supplier2 recipient2 triple``."""

FAINT = 0.03
"""Items below this after step 1 are not looked at again."""
FAINTEST = 0.003
"""Pairs whose two scores multiply to less are not looked at."""
BEST = 7
"""At most so many suppliers and recipients of an item are paired in step 3 ..."""
UNLIKELY = 0.06
"""... and after the third none below this."""


@dataclass(slots=True)
class ItemCandidate:
    """An item in a scene, with its party candidates and the scores they got."""

    scene: int
    mention: ItemMention
    hits: list[tuple[int, int]]
    row: list[float]
    words: list[str]
    named: list[PartyMention] = field(default_factory=list)
    named_rows: list[list[float]] = field(default_factory=list)
    named_words: list[list[str]] = field(default_factory=list)
    alone: float = 0.0
    likely: float = 0.0
    supplier_alone: list[float] = field(default_factory=list)
    recipient_alone: list[float] = field(default_factory=list)
    codes: list[str | None] = field(default_factory=list)
    mentions: list[PartyMention | None] = field(default_factory=list)
    supplier: list[float] = field(default_factory=list)
    recipient: list[float] = field(default_factory=list)
    gold: set[tuple[str | None, str | None, str | None]] = field(default_factory=set)
    """Training only."""


@dataclass(slots=True)
class Triple:
    """A proposition with its probability; None stands for nobody known."""

    candidate: ItemCandidate
    supplier: str | None
    recipient: str | None
    supplier_mention: PartyMention | None
    recipient_mention: PartyMention | None
    row: list[float]
    probability: float = 0.0
    scene: int = field(init=False)
    family: str = field(init=False)

    def __post_init__(self) -> None:
        self.scene = self.candidate.scene
        self.family = self.candidate.mention.class_.split(".")[0]


@dataclass(slots=True)
class Page:
    """A document on its way through the steps."""

    scenes: Sequence[Scene]
    looks: list[Lookup]
    outline: Outline
    items: list[ItemCandidate]
    attributions: Sequence[Attribution] = ()
    masks: list[list[str]] = field(default_factory=list)
    house: float = 1.0
    """1 where the document is annotated, or to be read, as the corpus is in ``open`` and ``aside``; training sets 0 for
    ``more``, whose annotators leave fewer slots empty and book other shares of what is named."""


def _bare_offices(scenes: Sequence[Scene]) -> None:
    """Give "the ministry", "the army" the state with which the document last named that office."""
    known: dict[str, str] = {}
    for scene in scenes:
        for at, party in enumerate(scene.parties):
            if party.kind == "organ" and party.code and party.entry.kind == "office":
                known[party.entry.name] = party.code
            elif party.kind == "office" and party.code is None and party.entry.name in known:
                scene.parties[at] = replace(party, code=known[party.entry.name])


def page_of(scenes: Sequence[Scene]) -> Page:
    """Candidates and first rows of a document's scenes (in text order)."""
    _bare_offices(scenes)
    outline = outline_of(scenes)
    found = attributions(scenes)
    looks = [lookup_of(scene, voices) for scene, voices in zip(scenes, voices_of(scenes, found), strict=True)]
    items = []
    all_masks = []
    for at, (scene, look) in enumerate(zip(scenes, looks, strict=True)):
        before = scenes[at - 1] if at else None
        masks = masked(scene)
        all_masks.append(masks)
        for mention in items_of(scenes, at, outline):
            hits = item_hits(look, mention)
            words = words_of(look, mention, masks, before)
            candidate = ItemCandidate(at, mention, hits, item_row(look, mention, outline, before), words)
            candidate.named = named_parties(scene)
            items.append(candidate)
    return Page(scenes, looks, outline, items, found, all_masks)


def rank_wording(pages: Sequence[Page], weigh: Weigh) -> None:
    """Adds to every item's row what the wording of its sentence says, and of its neighbours."""
    items = [item for page in pages for item in page.items]
    if not items:
        return
    scores = weigh("transferred", [item.words for item in items])
    for item, score in zip(items, scores, strict=True):
        item.row.append(float(score[0]))


def party_rows(page: Page, item: ItemCandidate) -> None:
    """The rows of the item's named parties, but for what their wording says (``rank_alone`` adds it)."""
    look = page.looks[item.scene]
    item.named_rows = [party_row(look, item.mention, item.hits, party, page.outline) for party in item.named]
    masks = page.masks[item.scene]
    item.named_words = [party_words(look, item.mention, party, masks) for party in item.named]


def add_wording(items: Sequence[ItemCandidate], weigh: Weigh) -> None:
    """Adds to the rows of named parties what the words between and around them say of giving and getting."""
    words = [some for item in items for some in item.named_words]
    if not words:
        return
    gives, gets = weigh("gives", words), weigh("gets", words)
    at = 0
    for item in items:
        for row in item.named_rows:
            row += [float(gives[at][0]), float(gets[at][0])]
            at += 1


def rank_alone(pages: Sequence[Page], weigh: Weigh, answer: Answer) -> None:
    """Step 1 over many documents at once: fills ``alone``, ``supplier_alone``, ``recipient_alone``."""
    items = [item for page in pages for item in page.items]
    if not items:
        return
    for item, probability in zip(items, answer("item1", np.array([item.row for item in items])), strict=True):
        item.alone = float(probability)
    for page in pages:
        for item in page.items:
            if item.alone < FAINT:
                item.named = []
            party_rows(page, item)
    add_wording(items, weigh)
    rows = [row for item in items for row in item.named_rows]
    if rows:
        table = np.array(rows)
        give, get = answer("supplier1", table), answer("recipient1", table)
        at = 0
        for item in items:
            item.supplier_alone = give[at : at + len(item.named)].tolist()
            item.recipient_alone = get[at : at + len(item.named)].tolist()
            at += len(item.named)


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
    out: list[float] = []
    for side in (0, 1):
        column = [line[side] for line in lines]
        before = column[:at]
        others = max(before + column[at + 1 :], default=0.0)
        beside = [column[j] for j in (at - 1, at - 2) if j >= 0 and page.scenes[j].paragraph == paragraph]
        out += [
            max(before, default=0.0),
            sum(before),
            column[at - 1] if at else 0.0,
            column[at - 2] if at > 1 else 0.0,
            column[0] if at else 0.0,
            max(column),
            sum(column) / roles.totals[side],
            roles.by_family[code, family][side],
            max(beside, default=0.0),
            others,
        ]
    return out


def _item_context(roles: Roles, page: Page, item: ItemCandidate) -> list[float]:
    at = item.scene
    best = roles.scene_best
    here = max(roles.pairs[at].values(), default=0.0)
    elsewhere = [max(table.values(), default=0.0) for j, table in enumerate(roles.pairs) if j != at]
    rivals = [
        other.alone for other in page.items if other.scene == at and other is not item and other.mention.token != item.mention.token
    ]
    twins = [other.alone for other in page.items if other.scene == at and other is not item and other.mention.token == item.mention.token]
    return [
        item.alone,
        max(item.supplier_alone, default=0.0),
        max(item.recipient_alone, default=0.0),
        here,
        max(elsewhere, default=0.0),
        best[at - 1] if at else 0.0,
        best[at - 2] if at > 1 else 0.0,
        best[at + 1] if at + 1 < len(best) else 0.0,
        best[0],
        sum(best) / len(best),
        max(rivals, default=0.0),
        max(twins, default=0.0),
        page.house,
        max((line[at][0] for line in roles.weights.values()), default=0.0),
        max((line[at][1] for line in roles.weights.values()), default=0.0),
    ]


def liked_codes(roles: Roles) -> list[str]:
    """Parties by how strongly the document has them give or get, the strongest first."""
    strength = {
        code: max(max(line[0] for line in lines), max(line[1] for line in lines)) for code, lines in roles.weights.items()
    }
    return [code for code in sorted(strength, key=lambda one: (-strength[one], one)) if strength[code] > 0.05][:5]


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
    table = np.array([item.row + _item_context(roles, page, item) for page, roles, item in items])
    for (_, _, item), probability in zip(items, answer("item2", table), strict=True):
        item.likely = float(probability)
    rows: list[list[float]] = []
    kept = [one for one in items if one[2].likely >= FAINT]
    liked = {id(roles): liked_codes(roles) for roles in all_roles}
    held: Page | None = None
    named_in: dict[str | None, list[int]] = {}
    for page, roles, item in kept:
        if page is not held:
            held, named_in = page, defaultdict(list)
            for number, scene in enumerate(page.scenes):
                for code in dict.fromkeys(party.code for party in scene.parties):
                    named_in[code].append(number)
        at, family = item.scene, item.mention.class_.split(".")[0]
        look = page.looks[at]
        context: dict[str | None, list[float]] = {}
        item.codes, item.mentions = [], []
        for party, row, give, get in zip(
            item.named, item.named_rows, item.supplier_alone, item.recipient_alone, strict=True
        ):
            if party.code not in context:
                context[party.code] = _context(roles, page, party.code, at, family)
            rows.append([*row, page.house, *NOT_BEFORE, give, get, item.likely, *context[party.code]])
            item.codes.append(party.code)
            item.mentions.append(party)
        for outsider in outsiders_of(page.scenes, at, page.outline, liked[id(roles)]):
            when = named_in.get(outsider.code, ())
            before = bisect_left(when, at)
            since = at - when[before - 1] if before else 40
            row = outsider_row(look, item.mention, item.hits, outsider.code, since, page.outline)
            rows.append(
                [
                    *row,
                    0.0,
                    0.0,
                    page.house,
                    *before_row(page.looks, at, outsider.code),
                    max(item.supplier_alone, default=0.0),
                    max(item.recipient_alone, default=0.0),
                    item.likely,
                    *_context(roles, page, outsider.code, at, family),
                ]
            )
            item.codes.append(outsider.code)
            item.mentions.append(None)
    if rows:
        table = np.array(rows)
        give_all, get_all = answer("supplier2", table), answer("recipient2", table)
        place = 0
        for _, _, item in kept:
            item.supplier = give_all[place : place + len(item.codes)].tolist()
            item.recipient = get_all[place : place + len(item.codes)].tolist()
            place += len(item.codes)
    return all_roles


def _best(codes: list[str | None], scores: list[float], mentions: list[PartyMention | None]) -> list[tuple[str | None, float, PartyMention | None]]:
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
        alone = _best_of_code(item.named, item.supplier_alone), _best_of_code(item.named, item.recipient_alone)
        family = item.mention.class_.split(".")[0]
        fixed = [*(float(family == one) for one in FAMILIES), *(float(item.mention.kind == one) for one in ITEM_KINDS)]
        twins = max((o.likely for o in beside[at] if o is not item and o.mention.token == item.mention.token), default=0.0)
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
                ]
                out.append(Triple(item, supplier, recipient, giver, getter, row))
    return out


AGAIN_NAMES = """probability item_best item_rank scene_pair scene_other before_pair last_supplier last_recipient last_pair
since_last doc_pair doc_pair_sum doc_share doc_family_pair after_pair headline_pair doc_supplier doc_recipient scenes_with
scene_family_best likely supplier_given_recipient recipient_given_supplier pair_rank best_supplier best_recipient
turned_share""".split()


_Pairs = dict[tuple[str | None, str | None], list[tuple[float, ItemCandidate]]]


def _beside(triples: Sequence[Triple]) -> tuple[_Pairs, dict[str, float]]:
    """The triples of one sentence by their parties, the likeliest first; and the best of each family of goods."""
    pairs: _Pairs = {}
    families: dict[str, float] = {}
    for triple in sorted(triples, key=lambda one: -one.probability):
        pairs.setdefault((triple.supplier, triple.recipient), []).append((triple.probability, triple.candidate))
        families.setdefault(triple.family, triple.probability)
    return pairs, families


def again_rows(page: Page, triples: Sequence[Triple]) -> list[list[float]]:
    """Step 4, rows: those of step 3, and ``again_columns``."""
    return [[*triple.row, *more] for triple, more in zip(triples, again_columns(page, triples), strict=True)]


def again_columns(page: Page, triples: Sequence[Triple]) -> list[list[float]]:
    """Each triple beside what step 3 found in its sentence and in the rest of the document."""
    count = len(page.scenes)
    by_scene: list[list[Triple]] = [[] for _ in range(count)]
    by_item: dict[int, list[Triple]] = defaultdict(list)
    pair_at: dict[tuple[str | None, str | None], list[float]] = {}
    pair_family: dict[tuple[str | None, str | None, str], list[float]] = {}
    for triple in triples:
        by_scene[triple.scene].append(triple)
        by_item[id(triple.candidate)].append(triple)
        pair = (triple.supplier, triple.recipient)
        line = pair_at.setdefault(pair, [0.0] * count)
        line[triple.scene] = max(line[triple.scene], triple.probability)
        line = pair_family.setdefault((*pair, triple.family), [0.0] * count)
        line[triple.scene] = max(line[triple.scene], triple.probability)
    best_at: list[Triple | None] = [max(some, key=lambda t: t.probability, default=None) for some in by_scene]
    total = sum(sum(line) for line in pair_at.values()) or 1.0
    as_supplier: dict[str | None, float] = defaultdict(float)
    as_recipient: dict[str | None, float] = defaultdict(float)
    for (supplier, recipient), line in pair_at.items():
        as_supplier[supplier] += sum(line)
        as_recipient[recipient] += sum(line)
    last: list[Triple | None] = []
    held: Triple | None = None
    for best in best_at:
        last.append(held)
        if best is not None and best.probability > 0.35:
            held = best
    of_item = {number: sorted(-one.probability for one in mine) for number, mine in by_item.items()}
    beside = [_beside(some) for some in by_scene]
    sums = {pair: sum(line) for pair, line in pair_at.items()}
    often = {pair: float(sum(weight > 0.4 for weight in line)) for pair, line in pair_at.items()}
    here_supplier: dict[tuple[int, str | None], float] = defaultdict(float)
    here_recipient: dict[tuple[int, str | None], float] = defaultdict(float)
    for (supplier, recipient), line in pair_at.items():
        for at, weight in enumerate(line):
            if weight:
                here_supplier[at, supplier] += weight
                here_recipient[at, recipient] += weight
    order = sorted(sums, key=lambda one: (-sums[one], one[0] or "", one[1] or ""))
    ranks = {pair: min(rank, 9) for rank, pair in enumerate(order)}
    best_for_recipient: dict[str | None, str | None] = {}
    best_for_supplier: dict[str | None, str | None] = {}
    for supplier, recipient in order:
        best_for_recipient.setdefault(recipient, supplier)
        best_for_supplier.setdefault(supplier, recipient)
    along: dict[tuple[int, str | None, str | None], tuple[float, float, float]] = {}
    rows = []
    for triple in triples:
        at, pair = triple.scene, (triple.supplier, triple.recipient)
        line = pair_at[pair]
        kin = pair_family[(*pair, triple.family)]
        mine = of_item[id(triple.candidate)]
        previous = last[at]
        if (at, *pair) not in along:
            before, after = max(line[:at], default=0.0), max(line[at + 1 :], default=0.0)
            along[at, *pair] = before, max(before, after), max(line[at + 1 : at + 3], default=0.0)
        before, elsewhere, soon = along[at, *pair]
        pairs, families = beside[at]
        rows.append(
            [
                triple.probability,
                -mine[0],
                float(bisect_left(mine, -triple.probability)),
                max((p for p, candidate in pairs[pair] if candidate is not triple.candidate), default=0.0),
                next((some[0][0] for other, some in pairs.items() if other != pair), 0.0),
                before,
                float(previous is not None and previous.supplier == triple.supplier),
                float(previous is not None and previous.recipient == triple.recipient),
                float(previous is not None and (previous.supplier, previous.recipient) == pair),
                float(min(at - previous.scene, 20)) if previous is not None else 20.0,
                elsewhere,
                sums[pair] - line[at],
                (sums[pair] - line[at]) / total,
                max(max(kin[:at], default=0.0), max(kin[at + 1 :], default=0.0)),
                soon,
                line[0] if at else 0.0,
                (as_supplier[triple.supplier] - line[at]) / total,
                (as_recipient[triple.recipient] - line[at]) / total,
                often[pair],
                families[triple.family],
                triple.candidate.likely,
                (sums[pair] - line[at]) / max(0.05, as_recipient[triple.recipient] - here_recipient[at, triple.recipient]),
                (sums[pair] - line[at]) / max(0.05, as_supplier[triple.supplier] - here_supplier[at, triple.supplier]),
                float(ranks[pair]),
                best_for_recipient[triple.recipient] == triple.supplier,
                best_for_supplier[triple.supplier] == triple.recipient,
                (sums.get((triple.recipient, triple.supplier), 0.0)) / total,
            ]
        )
    return rows


def rank(pages: Sequence[Page], weigh: Weigh, answer: Answer) -> list[list[Triple]]:
    """All steps: for each document its triples with their probabilities."""
    rank_wording(pages, weigh)
    rank_alone(pages, weigh, answer)
    all_roles = rank_in_context(pages, answer)
    triples = [triples_of(page, roles) for page, roles in zip(pages, all_roles, strict=True)]
    rows = [triple.row for some in triples for triple in some]
    if rows:
        first = np.array(rows)
        scores = answer("triple", first)
        for triple, score in zip((one for some in triples for one in some), scores, strict=True):
            triple.probability = float(score)
        more = [row for page, some in zip(pages, triples, strict=True) for row in again_columns(page, some)]
        scores = answer("again", np.hstack([first, np.array(more)]))
        for triple, score in zip((one for some in triples for one in some), scores, strict=True):
            triple.probability = float(score)
    return triples


def chosen(triples: Sequence[Triple], threshold: float) -> list[Triple]:
    """The triples worth stating: above the threshold, each (sentence, supplier, recipient, family) once."""
    best: dict[tuple[int, str | None, str | None, str], Triple] = {}
    for triple in triples:
        if triple.probability < threshold or sum(x is None for x in (triple.supplier, triple.recipient)) > 1:
            continue
        key = (triple.scene, triple.supplier, triple.recipient, triple.family)
        if key not in best or triple.probability > best[key].probability:
            best[key] = triple
    return sorted(best.values(), key=lambda one: (one.scene, one.candidate.mention.start, -one.probability))
