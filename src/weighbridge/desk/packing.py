"""Answers that are kept packed, and go out so to everybody who takes that."""

from __future__ import annotations

import gzip

from fastapi import Request
from fastapi.responses import Response


def pack(body: bytes) -> bytes:
    """A body as gzip; equal bodies give equal bytes."""
    return gzip.compress(body, 6, mtime=0)


def unpacked(request: Request, packed: bytes, media_type: str, keeping: str) -> Response:
    """The answer of a packed body, unpacked for those who don't take gzip. ``keeping``: how long caches keep it."""
    headers = {"Cache-Control": keeping, "Vary": "Accept-Encoding"}
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type=media_type, headers=headers)


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
