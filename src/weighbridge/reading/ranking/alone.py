"""Step 1 of the ranking: within each sentence by itself, what is transferred, who gives, who gets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from weighbridge.reading.encoder.senses import SENSE_PARTY
from weighbridge.reading.learnt.trees import Floats, table_of
from weighbridge.reading.ranking.page import (
    FAINT,
    Answer,
    ItemCandidate,
    Page,
    Weigh,
    ask_of_named,
    is_hopeless,
    trigger_of,
)
from weighbridge.reading.ranking.party_rows import party_row
from weighbridge.reading.ranking.wording import party_words


def weigh_wording(pages: Sequence[Page], weigh: Weigh) -> None:
    """Says of every item how likely it is transferred by the wording of its sentence alone."""
    items = [item for page in pages for item in page.items if item.wording is None]
    if items:
        for item, score in zip(items, weigh("transferred", [item.words for item in items]), strict=True):
            item.wording = float(score[0])


def rank_wording(pages: Sequence[Page], weigh: Weigh) -> None:
    """Adds to every item's row what the wording of its sentence says, and the encoder."""
    weigh_wording(pages, weigh)
    for page in pages:
        for item in page.items:
            item.row += [item.wording or 0.0, *item.sense]


def party_rows(page: Page, item: ItemCandidate) -> None:
    """The rows of the item's named parties, but for what their wording says (``rank_alone`` adds it)."""
    if not item.named:
        item.named_rows, item.named_words, item.named_senses = np.zeros((0, 0)), [], []
        return
    look = page.looks[item.scene]
    masks = page.masks[item.scene]
    item.named_rows = table_of([party_row(look, item.mention, item.hits, party, page.outline) for party in item.named])
    item.named_words = [party_words(look, item.mention, party, masks) for party in item.named]
    if look.sense is None:
        item.named_senses = [[0.0] * len(SENSE_PARTY) for _ in item.named]
    else:
        places = [(item.scene, party.token) for party in item.named]
        item.named_senses = look.sense.parties(item.mention.token, trigger_of(page, item), places)


def add_wording(items: Sequence[ItemCandidate], weigh: Weigh) -> Floats:
    """Adds to the rows of named parties what the words between and around them, and the encoder, say of giving and
    getting. Returns all these rows as one table."""
    some = [item for item in items if item.named]
    if not some:
        return np.zeros((0, 0))
    words = [one for item in some for one in item.named_words]
    senses = [one for item in some for one in item.named_senses]
    table = np.hstack(
        [
            np.concatenate([item.named_rows for item in some]),
            weigh("gives", words),
            weigh("gets", words),
            table_of(senses),
        ]
    )
    at = 0
    for item in some:
        item.named_rows = table[at : at + len(item.named)]
        at += len(item.named)
    return table


def rank_alone(pages: Sequence[Page], weigh: Weigh, answer: Answer) -> None:
    """Step 1 over many documents at once: fills ``alone``, ``supplier_alone``, ``recipient_alone``."""
    items = [item for page in pages for item in page.items]
    if not items:
        return
    for item, probability in zip(items, answer("item1", table_of([item.row for item in items])).tolist(), strict=True):
        item.alone = probability
    for page in pages:
        for item in page.items:
            if page.looks[item.scene].sense is None and is_hopeless(item):
                item.alone = 0.0
            if item.alone < FAINT:
                item.named = []
        ask_of_named(page)
        for item in page.items:
            party_rows(page, item)
    table = add_wording(items, weigh)
    if len(table):
        give, get = answer("supplier1", table).tolist(), answer("recipient1", table).tolist()
        at = 0
        for item in items:
            item.supplier_alone = give[at : at + len(item.named)]
            item.recipient_alone = get[at : at + len(item.named)]
            at += len(item.named)
