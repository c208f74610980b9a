"""The form of an answer as a JSON schema, with the closed lists of the coding guidelines."""

from __future__ import annotations

from typing import Any

from weighbridge.model import CERTAINTIES, ITEM_CLASSES, MEASURE_KINDS, SOURCE_CLASSES, STAGES, STANCES

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_MAYBE_NUMBER = {"type": ["integer", "null"]}


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _object(**properties: Any) -> dict[str, Any]:
    """An object with just these properties, all of them required: what strict servers ask for."""
    named = {name.rstrip("_"): value for name, value in properties.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


def answer_schema() -> dict[str, Any]:
    """The schema of an answer: ``statements`` and ``measures`` in the guidelines' field names."""
    party = _or_null(_object(code=_MAYBE_TEXT, text=_TEXT))
    source = {
        "class_": _one_of(SOURCE_CLASSES),
        "country": _MAYBE_TEXT,
        "text": _MAYBE_TEXT,
        "named": {"type": "boolean"},
    }
    statement = _object(
        evidence=_TEXT,
        supplier=party,
        recipient=party,
        item=_or_null(_object(class_=_one_of(ITEM_CLASSES), text=_TEXT)),
        quantity=_or_null(_object(low=_MAYBE_NUMBER, high=_MAYBE_NUMBER, text=_TEXT)),
        value=_or_null(_object(amount={"type": "number"}, currency=_MAYBE_TEXT, text=_TEXT)),
        time=_or_null(_object(start=_MAYBE_TEXT, end=_MAYBE_TEXT, text=_TEXT)),
        stage=_one_of(STAGES),
        stance=_one_of(STANCES),
        certainty=_one_of(CERTAINTIES),
        source=_object(**source),
        via={"type": "array", "items": _object(**source, count=_MAYBE_NUMBER)},
        explicit={"type": "boolean"},
    )
    measure = _object(
        evidence=_TEXT,
        imposer=_MAYBE_TEXT,
        target=_MAYBE_TEXT,
        target_country=_MAYBE_TEXT,
        kind=_one_of(MEASURE_KINDS),
        stance=_one_of(("asserts", "warns")),
    )
    return _object(statements={"type": "array", "items": statement}, measures={"type": "array", "items": measure})


def response_format(kind: str) -> dict[str, Any] | None:
    """The ``response_format`` of a request: json_schema, json_object or none."""
    if kind == "json_schema":
        return {
            "type": "json_schema",
            "json_schema": {"name": "statements", "strict": True, "schema": answer_schema()},
        }
    return {"type": "json_object"} if kind == "json_object" else None
