"""The remarks of OFAC's CSV files, which carry what has no column: births, numbers, weak aliases, links.

Form: parts joined by "; ", the last with a full stop ("DOB 20 Sep 1958; POB Balte; Passport A12 (Iran)."). Source:
OFAC, SDN data specification (dat_spec.txt). What is not understood is no loss, for the remarks are kept as written.
"""

from __future__ import annotations

import re

from weighbridge.lists.dates import iso_dates
from weighbridge.lists.draft import Draft
from weighbridge.lists.words import number_label

_PART = re.compile(r";\s+")
_ALIAS = re.compile(r"(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.),? '(.+)'")
_REST_OF_LABEL = re.compile(
    r"^(?:(?:Identification|Registration|Certificate|Document|Card|Code|License)?\s*(?:Number|No\.?|ID|#|:))+\s*"
)
_ALSO = re.compile(r"^[^()]*?\((?:MSN|also called [^()]*)\)\s*")
_ALTERNATE = re.compile(r"(?:alt\.|former|alternative) ", re.IGNORECASE)
_DETAILS = (
    ("Website ", "website"),
    ("Email Address ", "email"),
    ("Phone Number ", "phone"),
    ("Telephone ", "phone"),
    ("Fax ", "fax"),
    ("Gender ", "gender"),
    ("Linked To: ", "linked to"),
    ("Former Vessel Flag ", "former flag"),
    ("Aircraft Model ", "aircraft model"),
    ("Aircraft Operator ", "aircraft operator"),
    ("Additional Sanctions Information - ", "additional sanctions information"),
    ("Secondary sanctions risk: ", "secondary sanctions risk"),
)


def read_remarks(draft: Draft, remarks: str) -> None:
    """Put what the remarks carry where it belongs; the remarks themselves stay as they are."""
    draft.remarks.append(remarks)
    for part in _PART.split(remarks.strip().removesuffix(".")):
        _part(
            draft, _ALTERNATE.sub("", part.strip(), count=1) if not part.startswith("Former Vessel") else part.strip()
        )


def _part(draft: Draft, part: str) -> None:
    word, _, rest = part.partition(" ")
    if word == "DOB":
        draft.born.extend(iso_dates(rest))
    elif word == "POB":
        draft.birth_places.append(rest)
    elif word in ("nationality", "citizen"):
        draft.country(rest)
    elif alias := _ALIAS.fullmatch(part):
        draft.name(alias[2], weak=True)
    elif part.startswith("Organization Established Date "):
        draft.founded.extend(iso_dates(part.removeprefix("Organization Established Date ")))
    elif part.startswith("Aircraft Manufacture Date "):
        draft.founded.extend(iso_dates(part.removeprefix("Aircraft Manufacture Date ")))
    elif known := next(((start, label) for start, label in _DETAILS if part.startswith(start)), None):
        draft.detail(known[1], part.removeprefix(known[0]))
    else:
        _number(draft, part)


def _number(draft: Draft, part: str) -> None:
    """An identifier: a known label, a value with a digit in it, and perhaps a country."""
    label, kind = number_label(part)
    if not label:
        return
    value = _ALSO.sub("", _REST_OF_LABEL.sub("", part[len(label) :].strip()))
    if any(one.isdigit() for one in value) and len(value) <= 200:
        draft.number(label, value, kind=kind)
