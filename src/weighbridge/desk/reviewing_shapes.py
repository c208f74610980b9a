"""The shape of a review as JSON: what may stand in each slot is stated in the description of the JSON.

The lexicon's parties and the guidelines' values are listed there. Names of parties are taken too ("Iran").
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from weighbridge.desk.patterns import DATE, READABLE, WORDED
from weighbridge.model import CERTAINTIES, ITEM_CLASSES, SOURCE_CLASSES, STAGES, STANCES
from weighbridge.reviewing.giving import LONGEST_REASON
from weighbridge.reviewing.slots import LONGEST, NOTHING, UNNAMED, party_names

_NOTHING = "|".join(NOTHING)
_QUANTITY = f"^({_NOTHING}|[0-9]{{1,12}}|[0-9]{{1,12}}-[0-9]{{0,12}}|-[0-9]{{1,12}})$"
_VALUE = f"^({_NOTHING}|[0-9]{{1,15}}(\\.[0-9]{{1,6}})?( ?[A-Z]{{3}})?)$"
_TIME = f"^({_NOTHING}|({DATE})(/({DATE})?)?|/({DATE}))$"
Json = dict[str, Any]


def _listed(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


def _slots(schema: Json) -> None:
    """What may stand in each slot, put into the schema of ``changes`` when somebody asks for the description."""
    codes = list(party_names())
    party = _listed(*codes, UNNAMED, *NOTHING)
    schema.update(
        {
            "additionalProperties": False,
            "minProperties": 1,
            "properties": {
                "supplier": party,
                "recipient": party,
                "item": _listed(*ITEM_CLASSES, *NOTHING),
                "item.text": {"type": "string", "maxLength": LONGEST, "pattern": WORDED},
                "quantity": {"type": "string", "pattern": _QUANTITY},
                "value": {"type": "string", "pattern": _VALUE},
                "time": {"type": "string", "pattern": _TIME},
                "stage": _listed(*STAGES),
                "stance": _listed(*STANCES),
                "certainty": _listed(*CERTAINTIES),
                "source.class": _listed(*SOURCE_CLASSES),
                "source.country": _listed(*codes, *NOTHING),
                "source.text": {"type": "string", "maxLength": LONGEST, "pattern": READABLE},
                "source.named": _listed("yes", "no"),
            },
        }
    )


Changes = Annotated[
    dict[str, Annotated[str, Field(max_length=LONGEST)]],
    Field(min_length=1, max_length=20, description="Slot: value as a person writes it.", json_schema_extra=_slots),
]
NoChanges = Annotated[dict[str, str], Field(max_length=0)]
Reason = Annotated[str, Field(max_length=LONGEST_REASON)]
Given = Annotated[Reason, Field(json_schema_extra={"pattern": WORDED})]


class _Review(BaseModel):
    model_config = ConfigDict(extra="forbid")

    seen: str | None = Field(
        default=None, max_length=100, description="Id of the latest review that you know of; '' for none."
    )


class LookedAt(_Review):
    """An accepted or rejected statement, to look at what that would change."""

    verdict: Literal["accept", "reject"]
    changes: NoChanges = {}
    reason: Reason = ""


class LookedAtCorrected(_Review):
    """A corrected statement, to look at what that would change."""

    verdict: Literal["correct"]
    changes: Changes
    reason: Reason = ""


class Judged(_Review):
    """A statement that is accepted or rejected, and why."""

    verdict: Literal["accept", "reject"]
    changes: NoChanges = {}
    reason: Given


class Corrected(_Review):
    """A statement that is corrected, and why."""

    verdict: Literal["correct"]
    changes: Changes
    reason: Given


Wanted = Annotated[LookedAt | LookedAtCorrected, Field(discriminator="verdict")]
"""A review that is only looked at."""
GivenReview = Annotated[Judged | Corrected, Field(discriminator="verdict")]
"""A review that is given."""
