"""Step 1 of the ranking: within each sentence by itself, what is transferred, who gives, who gets."""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.encoder.senses import SENSE_PARTY
from weighbridge.reading.learnt.trees import table_of
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
    look = page.looks[item.scene]
    item.named_rows = [party_row(look, item.mention, item.hits, party, page.outline) for party in item.named]
    masks = page.masks[item.scene]
    item.named_words = [party_words(look, item.mention, party, masks) for party in item.named]
    if look.sense is None:
        item.named_senses = [[0.0] * len(SENSE_PARTY) for _ in item.named]
    else:
        places = [(item.scene, party.token) for party in item.named]
        item.named_senses = look.sense.parties(item.mention.token, trigger_of(page, item), places)


def add_wording(items: Sequence[ItemCandidate], weigh: Weigh) -> None:
    """Adds to the rows of named parties what the words between and around them, and the encoder, say of giving and
    getting."""
    words = [some for item in items for some in item.named_words]
    if not words:
        return
    gives, gets = weigh("gives", words), weigh("gets", words)
    at = 0
    for item in items:
        for row, sense in zip(item.named_rows, item.named_senses, strict=True):
            row += [float(gives[at][0]), float(gets[at][0]), *sense]
            at += 1


def rank_alone(pages: Sequence[Page], weigh: Weigh, answer: Answer) -> None:
    """Step 1 over many documents at once: fills ``alone``, ``supplier_alone``, ``recipient_alone``."""
    items = [item for page in pages for item in page.items]
    if not items:
        return
    for item, probability in zip(items, answer("item1", table_of([item.row for item in items])), strict=True):
        item.alone = float(probability)
    for page in pages:
        for item in page.items:
            if page.looks[item.scene].sense is None and is_hopeless(item):
                item.alone = 0.0
            if item.alone < FAINT:
                item.named = []
        ask_of_named(page)
        for item in page.items:
            party_rows(page, item)
    add_wording(items, weigh)
    rows = [row for item in items for row in item.named_rows]
    if rows:
        table = table_of(rows)
        give, get = answer("supplier1", table), answer("recipient1", table)
        at = 0
        for item in items:
            item.supplier_alone = give[at : at + len(item.named)].tolist()
            item.recipient_alone = get[at : at + len(item.named)].tolist()
            at += len(item.named)
