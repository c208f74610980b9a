"""Where an answer leads: the links of the JSON's description, from a row of a list to what is had of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Links = Mapping[str, Mapping[str, str]]
"""Operation: its parameter, and where in the answer the value stands (a JSON pointer)."""
TRANSFER: Links = {"transfer": {"name": "/rows/0/id"}, "history": {"name": "/rows/0/id"}}
PAIR: Links = {
    "pair": {"supplier": "/rows/0/supplier", "recipient": "/rows/0/recipient"},
    "party": {"code": "/rows/0/supplier"},
}
FOUND: Links = {"document": {"key": "/rows/0/document"}}
QUEUED: Links = {name: {"key": "/rows/0/id"} for name in ("statement", "review", "give_review", "preview_review")}


def leading(links: Links, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The links of an answer, as FastAPI takes them beside other ``responses``."""
    return {
        status: {
            "links": {
                operation: {
                    "operationId": operation,
                    "parameters": {name: f"$response.body#{place}" for name, place in parameters.items()},
                }
                for operation, parameters in links.items()
            }
        }
    }
