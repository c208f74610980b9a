"""The script that draws pictures in the browser: Vega as it comes with vl-convert, served by the desk itself."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from threading import Lock

from fastapi import APIRouter, Request
from fastapi.responses import Response

from weighbridge.desk.asking import missing
from weighbridge.desk.packing import pack, unpacked

router = APIRouter(include_in_schema=False)
_LOCK = Lock()
_packed: list[bytes] = []


@cache
def _stamp() -> str:
    """Changes with the package that the script comes from: to take it from its content would take seconds."""
    return sha256(version("vl-convert-python").encode()).hexdigest()[:10]


def vega_address() -> str:
    """The address of the script; another one when it is another script."""
    return f"/static/vega-{_stamp()}.js"


@router.get("/static/vega-{stamp}.js")
def vega(request: Request, stamp: str) -> Response:
    """The script, 0.9 MB, packed 0.3 MB. It takes seconds to make, once for a process."""
    if stamp != _stamp():
        raise missing("there is no such script; load the page again")
    with _LOCK:
        if not _packed:
            from weighbridge.pictures import picture_script

            _packed.append(pack(picture_script().encode()))
    return unpacked(request, _packed[0], "text/javascript", "public, max-age=31536000, immutable")
