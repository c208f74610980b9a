"""WACZ: a ZIP with WARC files and a list of the pages in them."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress

from weighbridge.intake.unpacking import Allowance, member_of

MOST_PAGES = 100_000
"""Lines of the list of pages that are read."""

ROOM = 50_000_000
"""Bytes of the list of pages that are read."""

LONGEST_LINE = 1_000_000
"""Bytes of a line of it; what comes after a longer one is not read."""


def is_wacz(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is laid out as a WACZ."""
    names = archive.namelist()
    return "datapackage.json" in names and any(name.startswith("archive/") for name in names)


def warcs_of(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The members that hold the records; indexes, logs and lists are left out."""
    return [info for info in infos if info.filename.startswith("archive/")]


def facts_of_wacz(archive: zipfile.ZipFile) -> dict[str, str]:
    """Titles by address, from ``pages/pages.jsonl``; {} where that list is broken or missing."""
    titles: dict[str, str] = {}
    # a broken list costs titles only: the pages themselves stand in the WARC files
    with suppress(Exception), member_of(archive, archive.getinfo("pages/pages.jsonl"), Allowance(ROOM)) as lines:
        for _ in range(MOST_PAGES):
            line = lines.readline(LONGEST_LINE)
            if not line.endswith(b"\n") and len(line) >= LONGEST_LINE or not line:
                break
            with suppress(ValueError):
                row = json.loads(line)
                if isinstance(row, dict) and isinstance(row.get("url"), str) and isinstance(row.get("title"), str):
                    titles[row["url"]] = " ".join(row["title"].split())[:250]
    return titles
