"""Originals as records of a web archive (WARC/1.1): one ``resource`` each, written by warcio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from weighbridge import __version__
from weighbridge.intake.archived import HEADER, Told, header_of, utc_of
from weighbridge.ledger.filed import Filed

VERSION = "WARC/1.1"
LONGEST_ADDRESS = 4_000
"""Characters; a document with a longer one is archived under the digest of its original."""

_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def first_record() -> bytes:
    """The ``warcinfo`` record with which a file begins, as a member of gzip."""
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    told = {
        "software": f"Weighbridge/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Raw originals of the documents of a ledger of reports about arms transfers",
    }
    writer.write_record(writer.create_warcinfo_record("", told))
    return out.getvalue()


def record(data: bytes, filed: Sequence[Filed]) -> bytes:
    """The ``resource`` record of an original and of the documents made of it, as a member of gzip.

    The same original and documents give the same bytes. WARC-Date is when it was seen, else when it was added.
    """
    from warcio.warcwriter import WARCWriter

    first = filed[0]
    address = address_of(first)
    headers = {
        "WARC-Date": utc_of(first.details.seen) or utc_of(first.added) or "1970-01-01T00:00:00Z",
        "WARC-Record-ID": f"<{record_id(first)}>",
        HEADER: header_of(
            Told(one.sha256, one.name, one.url, one.publisher, one.published, one.title, one.details) for one in filed
        ),
    }
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    writer.write_record(
        writer.create_warc_record(
            address,
            "resource",
            payload=BytesIO(data),
            length=len(data),
            warc_content_type=first.details.media or "application/octet-stream",
            warc_headers_dict=headers,
        )
    )
    return out.getvalue()


def record_id(first: Filed) -> str:
    """The id of the record that begins with a document: the same in every archive."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{first.details.original} {first.id}')}"


def address_of(one: Filed) -> str:
    """The address under which an original is archived: that of the page, else the digest of the original."""
    whole = quote((one.url or "").partition("#")[0], safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    if _ADDRESS.fullmatch(whole) and len(whole) <= LONGEST_ADDRESS:
        return whole
    return f"urn:sha256:{one.details.original}"
