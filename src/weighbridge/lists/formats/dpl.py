"""The US Denied Persons List: cells in quotes, parted by tabs, with a header; two addresses make two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weighbridge.lists.dates import iso_date
from weighbridge.lists.draft import Draft, digest, finished, joined
from weighbridge.lists.entry import Entry
from weighbridge.lists.source import Source
from weighbridge.lists.tables import named_rows, rows_of

_ADDRESS = ("street_address", "city", "state", "postal_code", "country")
_AMERICAN = re.compile(r"[A-Z]{2} \d{5}(?:-\d{4})?")
"""A state and a ZIP code of the United States: many such rows leave the country out."""


def read(source: Source) -> Iterator[Entry]:
    """An entry for each row, since orders differ from row to row. Name, address and first day are the key."""
    rows = rows_of(source.path, source.most, "\t")
    _, header = next(rows)
    for _, row in named_rows(rows, header, source.path, ("name", "effective_date", *_ADDRESS)):
        address = joined(*(row.get(part) for part in _ADDRESS))
        begun = iso_date(row.get("effective_date", ""), month_first=True)
        draft = Draft(source.list, digest(row.get("name", "").strip(), address, begun), "LegalEntity")
        draft.name(row.get("name"))
        draft.addresses.append(address)
        draft.country(
            row.get("country") or ("US" if _AMERICAN.fullmatch(f"{row.get('state')} {row.get('postal_code')}") else "")
        )
        draft.listed, draft.until = begun, iso_date(row.get("expiration_date", ""), month_first=True)
        draft.changed = iso_date(row.get("last_update", ""))
        draft.source = "Denied Persons List (DPL) - Bureau of Industry and Security"
        draft.remarks.append(row.get("action", ""))
        draft.detail("standard order", row.get("standard_order"))
        draft.detail("Federal Register", row.get("fr_citation"))
        made = finished(draft)
        if made is None:
            source.told.notes["entries without a name"] += 1
        else:
            yield made
