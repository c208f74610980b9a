"""What a model says of one document, grounded."""

from __future__ import annotations

from typing import Any

from tests.reading.llm.conftest import TEXT, told

from weighbridge.model import Document, Statement
from weighbridge.reading.llm.grounding.grounding import Grounded, Told, ground

DENIAL = "Turkey denied that it had sent Bayraktar TB2 drones to Libya."
PLAN = "Italy may sell frigates worth $1.2 billion to Egypt in 2025, two officials told Reuters."


def grounded(*statements: Any, text: str = TEXT, measures: tuple[Any, ...] = (), **about: Any) -> Grounded:
    given = {"publisher": "The Harbour Courier", "published": "2024-03-07", **about}
    return ground(Document("doc-1", text, **given), [Told(statements, measures, (0, len(text)))])


def only(*statements: Any, **about: Any) -> Statement:
    found = grounded(*statements, **about)
    assert len(found.statements) == 1, found.notes
    return found.statements[0]


def dropped(*statements: Any, **about: Any) -> str:
    found = grounded(*statements, **about)
    assert found.statements == ()
    return " ".join(note.text for note in found.notes if note.kind == "dropped")


def drones(**slots: Any) -> dict[str, Any]:
    return told(
        **{
            "evidence": DENIAL,
            "supplier": {"code": "TR", "text": "Turkey"},
            "recipient": {"code": "LY", "text": "Libya"},
            "item": {"class": "uav", "text": "Bayraktar TB2 drones"},
            "quantity": None,
            "source": {"class": "government", "country": "TR", "text": "Turkey", "named": True},
            **slots,
        }
    )


def frigates(**slots: Any) -> dict[str, Any]:
    return told(
        **{
            "evidence": PLAN,
            "supplier": {"code": "IT", "text": "Italy"},
            "recipient": {"code": "EG", "text": "Egypt"},
            "item": {"class": "ship", "text": "frigates"},
            "quantity": None,
            "value": {"amount": 1_200_000_000, "currency": "USD", "text": "$1.2 billion"},
            "time": {"start": "2025", "end": "2025", "text": "in 2025"},
            "stage": "negotiating",
            "certainty": "possible",
            "source": {"class": "anonymous", "country": None, "text": "two officials", "named": False},
            "via": [{"class": "media", "country": "GB", "text": "Reuters", "named": True, "count": None}],
            **slots,
        }
    )
