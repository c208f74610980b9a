"""The review queue at the desk: remembered for as long as the ledger stays as it is; and the names of all parties."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from weighbridge.desk.state import Desk
from weighbridge.reviewing.queue import Queued, queue
from weighbridge.reviewing.slots import party_names
from weighbridge.weighing.figures import figures


def queued(desk: Desk, limit: int, offset: int, supplier: str | None, recipient: str | None) -> list[Queued]:
    """A page of the queue; parties by their codes."""
    if not desk.up_to_date():
        desk.bring_up()
    key = ("queue", desk.state(), limit, offset, supplier, recipient)
    return desk.remembered(
        key, lambda: queue(desk.ledger, figures(), limit, skip=offset, supplier=supplier, recipient=recipient)
    )


@cache
def party_options() -> Markup:
    """The parties of the lexicon as options of a list: made once, there are hundreds."""
    option = Markup('<option value="{}">{}</option>')
    return Markup("").join(option.format(code, name) for code, name in sorted(party_names().items()))
