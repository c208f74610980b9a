"""Addresses of the parts and orders of a list: what was asked stays, what is named changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from fastapi import Request

from weighbridge.ledger.browsing import MOST, Leaf


def leaf_for(request: Request, leaf: Leaf, most: int = MOST) -> Leaf:
    """The part that is wanted, with the desk's usual number of rows, or ``most``, unless another was asked for."""
    usual = min(request.app.state.settings.page, most)
    return replace(leaf, limit=min(leaf.limit or usual, MOST))


def address(path: str, asked: Iterable[tuple[str, str]], **changes: object) -> str:
    """A path with a query: what was ``asked`` and is not empty, with some of it changed; None takes it away."""
    kept = [(name, value) for name, value in asked if name not in changes and value]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    query = urlencode(kept + added, errors="surrogatepass")
    return f"{path}?{query}" if query else path


def turned(sort: str, name: str, usual: str = "") -> str:
    """The order that a click on a column's head asks for: that column, or the other way round."""
    return f"-{name}" if (sort or usual) == name else name
