"""FollowTheMoney takes every entity as it is."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from followthemoney import model
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, HOSTILE, MISSILES, PLAIN
from tests.weighing.reports import US, report, transfers

from weighbridge.exports.entities import role_words
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import record_of


def entities(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def test_every_entity_validates_and_loses_nothing_on_the_way(exported: Exported) -> None:
    found = entities(exported("entities", "jsonl"))
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        entity = model.get_proxy(one, cleaned=False)
        entity.schema.validate(one)
        assert entity.to_dict()["properties"] == one["properties"]
    kinds = Counter(one["schema"] for one in found)
    assert kinds["UnknownLink"] == 3
    assert kinds["Sanction"] == (len(PLAIN) + len(HOSTILE)) // 2
    assert kinds["Article"] == len(PLAIN) + len(HOSTILE)


def test_what_they_refer_to_is_there(exported: Exported) -> None:
    found = entities(exported("entities", "jsonl"))
    known = {one["id"] for one in found}
    for one in found:
        for name, prop in model.get(one["schema"]).properties.items():  # type: ignore[union-attr]
            if prop.type.name == "entity":
                assert set(one["properties"].get(name, ())) <= known


def test_a_transfer_says_how_likely_it_is_and_on_what_it_rests(exported: Exported) -> None:
    found = entities(exported("entities", "jsonl", supplier="IR", goods="missile"))
    [link] = [one["properties"] for one in found if one["schema"] == "UnknownLink"]
    names = {one["id"]: one["properties"]["name"] for one in found if one["schema"] == "PublicBody"}
    assert [names[link[side][0]] for side in ("subject", "object")] == [["Iran"], ["Russia"]]
    assert link["recordId"] == [MISSILES]
    assert link["status"][0].startswith("delivered: ")
    assert "Ballistic missiles" in link["role"][0]
    assert not [one for one in found if one["schema"] == "Sanction"]


def test_no_text_in_them_does_anything(exported: Exported) -> None:
    for one in entities(exported("entities", "jsonl")):
        for values in one["properties"].values():
            assert not [value for value in values if ACTIVE.search(value)]
        for address in one["properties"].get("sourceUrl", []):
            assert address.startswith("https://news.example/")


def test_the_same_ledger_gives_the_same_entities(exported: Exported) -> None:
    assert exported("entities", "jsonl") == exported("entities", "jsonl")


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({}, "is said to have supplied: "),
        ({"stage": "shipped"}, "is said to have shipped: "),
        ({"stage": "agreed"}, "is said to have agreed to supply: "),
        ({"stage": "sought"}, "is said to have been asked for: "),
        ({"stage": "halted"}, "is said to have halted: "),
        ({"stance": "denies"}, "is denied to have supplied: "),
        ({"stance": "denies", "stage": "agreed"}, "is denied to have agreed to supply: "),
        ({"stance": "warns"}, "is named, with nobody saying that it came to it: "),
        ({"stance": "declines"}, "is named, with nobody saying that it came to it: "),
    ],
)
def test_the_role_says_no_more_than_somebody_said(slots: dict[str, str], said: str) -> None:
    [transfer] = transfers(report("So it was said.", US, **slots))  # type: ignore[arg-type]
    assert role_words(record_of(transfer, figures())).startswith(said)
