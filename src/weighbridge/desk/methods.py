"""Which methods an address knows: what ``Allow`` says to whoever asks by another."""

from __future__ import annotations

from starlette.routing import Match, Mount
from starlette.types import Scope

METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


def allowed(scope: Scope) -> list[str]:
    """The methods by which a request's path can be asked, in order; none where there is no such address.

    Several routes may stand at one address, each with methods of its own. What can be read can be asked by HEAD.
    """
    routes = scope["app"].router.routes
    found = {
        "GET" if isinstance(route, Mount) else method
        for method in METHODS
        for route in routes
        if route.matches({**scope, "method": method})[0] is Match.FULL
    }
    return sorted(found | ({"HEAD"} if "GET" in found else set()))
