"""An order as programs send it has the columns of files of orders, and no others."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from weighbridge.desk.screening.asked_order import AskedFacts, AskedGoods, AskedOrder, AskedParty, AskedRoute
from weighbridge.screening.columns import words
from weighbridge.screening.order import ROLES


def fields(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_the_fields_are_the_columns() -> None:
    assert fields(AskedParty) - {"role"} == set(words().party.values())
    parts = fields(AskedGoods) | fields(AskedRoute) | fields(AskedFacts) | {"reference"}
    assert parts == set(words().column.values())


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_be_sent(role: str) -> None:
    order = AskedOrder.model_validate({"parties": [{"role": role, "name": "Tern Ltd"}]})
    assert order.plain()["parties"][0].get("role", "other") == role


def test_a_role_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValidationError, match="there is no role 'owner'; it may be buyer"):
        AskedOrder.model_validate({"parties": [{"role": "owner", "name": "Tern Ltd"}]})
    schema = AskedParty.model_json_schema()["properties"]["role"]
    assert schema["enum"] == list(ROLES)
