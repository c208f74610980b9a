"""The list of transfers, and one transfer in full."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk.rendering import page
from weighbridge.views import Asked, Look, transfer_records

router = APIRouter(include_in_schema=False)


@router.get("/transfers", response_class=HTMLResponse)
def transfers(request: Request) -> HTMLResponse:
    """The transfers as a table."""
    look = Look(request.app.state.ledger)
    return page(request, "transfers.html", {"rows": list(transfer_records(look, Asked()))})
