"""What the encoder says of the stage, stance and certainty of a transfer."""

from __future__ import annotations

from weighbridge.reading.encoder.senses import SENSE_POSITION
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention, PartyMention


def sense_numbers(
    look: Lookup, item: ItemMention, trigger: int | None, supplier: PartyMention | None, recipient: PartyMention | None
) -> list[float]:
    """The columns SENSE_POSITION, as seen from ``trigger``; zeros where the encoder was not asked."""
    if look.sense is None:
        return [0.0] * len(SENSE_POSITION)
    parties = [party.token if party is not None else None for party in (supplier, recipient)]
    return look.sense.position(item.token, trigger, *parties)
