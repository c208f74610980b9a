"""Fetching official lists from their addresses: all files of a list, or nothing changes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from weighbridge.fetching import Fetched, Limits, Session, Unfetched, fetch
from weighbridge.fetching.fetching import DOCUMENTS
from weighbridge.lists.problem import ListError
from weighbridge.lists.recognising import recognised
from weighbridge.lists.store import Store, Version
from weighbridge.lists.words import Listed, Words

KINDS = (*DOCUMENTS, "text/tab-separated-values", "application/csv", "application/vnd.ms-excel", "application/x-ndjson")
SECONDS = 900.0
"""For one file, from the connection to its last byte: OFAC's largest has more than 100 megabytes."""
SILENCE = 60.0


def session_for(lists: list[Listed], contact: str | None = None) -> Session:
    """Connections with room for the largest of ``lists``."""
    most = max((one.megabytes for one in lists), default=1) * 1_000_000
    return Session(Limits(size=most, seconds=SECONDS, silence=SILENCE), contact)


def update(
    listed: Listed,
    store: Store,
    session: Session,
    known: Words,
    agree: bool = False,
    step: Callable[[], None] = lambda: None,
) -> tuple[Version, bool]:
    """Fetch a list and keep it; as ``Store.keep``. A file is held in memory while it comes, within the list's limit.

    Raises ListError where an address gives nothing, or something else than this list; nothing changes then.
    """
    if not listed.addresses:
        raise ListError(listed.name, "no address is known for it", "fetch the file by hand and say: lists add FILE")
    with tempfile.TemporaryDirectory(prefix="weighbridge-lists-") as folder:
        paths = [_fetched(address, Path(folder), listed, session) for address in listed.addresses]
        try:
            source = recognised(paths[0], listed.name, listed.megabytes * 1_000_000, known)
            return store.keep(source, agree, listed.addresses, step)
        except ListError as error:
            where = error.where.replace(f"{folder}/", "") + f" from {listed.addresses[0]}"
            raise type(error)(where, error.what, error.remedy) from None


def _fetched(address: str, folder: Path, listed: Listed, session: Session) -> Path:
    found: Fetched | Unfetched = fetch(address, session, kinds=KINDS, size=listed.megabytes * 1_000_000)
    if isinstance(found, Unfetched):
        raise ListError(found.where, found.what, f"{found.remedy}; {listed.name} stays as it was")
    path = folder / _file_name(address, len(list(folder.iterdir())))
    path.write_bytes(found.data)
    return path


def _file_name(address: str, number: int) -> str:
    """A harmless name from the end of an address; OFAC's three files are told apart by it."""
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    shown = re.sub(r"[^A-Za-z0-9._-]+", "-", last).strip(".-")[:80]
    return shown if shown else f"list-{number}"
