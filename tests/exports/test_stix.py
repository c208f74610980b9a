"""Consumers of STIX take the bundle."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, HOSTILE, MISSILES, PLAIN

from weighbridge.exports.columns import ExportError
from weighbridge.exports.stix import CONFIDENCE

STRICT = ValidationOptions(version="2.1", strict=True, strict_types=True, strict_properties=True, disabled="103,302")
"""But for 103, by which ids would be random instead of the same each time, and 302, by which an address needs the
hash of what stands there, which is not always known."""


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("marking", [None, "amber"])
def test_the_validator_finds_nothing_and_the_library_reads_it(exported: Exported, marking: str | None) -> None:
    content = exported("stix", "json", marking=marking).decode("utf-8")
    result = validate_string(content, STRICT)
    assert result.is_valid, [str(one) for one in result.errors]
    bundle = stix2.parse(content)
    kinds = Counter(one.type for one in bundle.objects)
    assert kinds["relationship"] == 3
    assert kinds["report"] == len(PLAIN) + len(HOSTILE)
    assert kinds["opinion"] >= 10
    assert kinds["note"] > kinds["relationship"]
    marked = [one for one in bundle.objects if one.get("object_marking_refs")]
    assert len(marked) == (len(bundle.objects) - 1 if marking else 0)


def test_what_objects_refer_to_is_in_the_bundle(exported: Exported) -> None:
    objects = json.loads(exported("stix", "json"))["objects"]
    known = {one["id"] for one in objects}
    assert len(known) == len(objects)
    for one in objects:
        refs = [value for key, value in one.items() if key.endswith("_ref")]
        assert {*refs, *one.get("object_refs", [])} <= known


def test_a_transfer_has_the_confidence_of_its_likelihood(exported: Exported) -> None:
    objects = json.loads(exported("stix", "json", supplier="IR", goods="missile"))["objects"]
    [link] = [one for one in objects if one["type"] == "relationship"]
    [record] = [json.loads(one) for one in exported("transfers", "jsonl", supplier="IR", goods="missile").splitlines()]
    assert record["id"] == MISSILES
    assert link["confidence"] == CONFIDENCE[record["word"]]
    names = {one["id"]: one["name"] for one in objects if one["type"] == "identity"}
    assert (names[link["source_ref"]], names[link["target_ref"]]) == ("Iran", "Russia")
    opinions = Counter(one["opinion"] for one in objects if one["type"] == "opinion")
    assert opinions["strongly-disagree"]
    assert opinions["strongly-agree"]
    assert any(one["type"] == "note" and "Contradiction" in one["abstract"] for one in objects)


def test_no_text_in_it_does_anything(exported: Exported) -> None:
    objects = json.loads(exported("stix", "json"))["objects"]
    assert not [text for text in texts(objects) if ACTIVE.search(text)]
    for one in objects:
        for reference in one.get("external_references", []):
            assert reference.get("url", "https://").startswith("https://")


def test_the_same_ledger_gives_the_same_bundle(exported: Exported) -> None:
    assert exported("stix", "json") == exported("stix", "json")


def test_the_words_are_those_of_the_specification() -> None:
    from stix2.confidence.scales import value_to_dni

    assert [value_to_dni(value).split(" / ")[0].lower() for value in CONFIDENCE.values()] == [*CONFIDENCE]


def test_an_unknown_marking_is_told(exported: Exported) -> None:
    with pytest.raises(ExportError, match="white, green, amber, red"):
        exported("stix", "json", marking="pink")
