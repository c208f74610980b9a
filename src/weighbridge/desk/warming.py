"""What takes long the first time is made when the desk starts, beside the first pages, so that nobody waits for it."""

from __future__ import annotations

import gc
import logging
from threading import Thread

from fastapi import FastAPI

from weighbridge.desk.app import application
from weighbridge.desk.changing import changed, usual_since
from weighbridge.desk.gathering import all_outlets, listing
from weighbridge.desk.rendering import environment, party_list
from weighbridge.desk.settings import Settings
from weighbridge.desk.state import Desk
from weighbridge.ledger import LedgerError
from weighbridge.ledger.browsing import Filters, Leaf

RARELY = (20_000, 20, 20)
"""After how many new objects the collector of garbage looks, in each of its generations; Python has 700, 10, 10."""


def warmed(settings: Settings) -> FastAPI:
    """The application, which makes ready in a thread of its own what its first pages need.

    Raises LedgerError, FiguresError, SettingsError.
    """
    made = application(settings)

    def ready() -> None:
        warm(made.state.desk)
        # what is loaded now stays for good: looking through it again and again for what nobody needs takes up to
        # half the time of a page that reads many statements
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RARELY)

    Thread(target=ready, daemon=True).start()
    return made


def warm(desk: Desk) -> None:
    """Load the names, the templates and the answers that are of the whole ledger."""
    party_list()
    for name in environment().list_templates(["html"]):
        environment().get_template(name)
    try:
        changed(desk, usual_since(desk))
        listing(desk, Filters(), Leaf())
        all_outlets(desk)
    except LedgerError as error:
        # the pages that need it will tell the same, if it still holds
        logging.getLogger("weighbridge.desk").warning("%s", error)
