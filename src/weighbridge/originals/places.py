"""Where the originals of a ledger are kept."""

from __future__ import annotations

import os
from pathlib import Path

from weighbridge.ledger import Ledger

ENVIRONMENT = "WEIGHBRIDGE_ORIGINALS"
OFF = "off"
"""Said instead of a folder: no originals are kept."""


def folder_for(ledger: Ledger, wanted: str | None = None) -> Path | None:
    """The folder for a ledger's originals, or None where they are turned off.

    ``wanted``: a folder or ``off``; otherwise WEIGHBRIDGE_ORIGINALS says it; otherwise it lies beside a SQLite file
    (``ledger.sqlite`` has ``ledger.originals``), and for a ledger on a server in the user's data folder.
    """
    wanted = wanted or os.environ.get(ENVIRONMENT)
    if wanted:
        return None if wanted.strip().lower() == OFF else Path(wanted).expanduser()
    if ledger.sqlite:
        return Path(ledger.where).with_suffix(".originals")
    from platformdirs import user_data_dir

    return Path(user_data_dir("weighbridge", appauthor=False)) / "originals"
