"""Consumers of STIX take the bundle."""

from __future__ import annotations

import csv
import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string
from tests.exports.conftest import Exported, nothing
from tests.exports.ledgers import ACTIVE, HOSTILE, MISSILES, PLAIN
from tests.weighing.reports import US, Told, only, report, source

from weighbridge.exports.columns import ExportError
from weighbridge.exports.exporting import Choice, export_to
from weighbridge.exports.stix import CONFIDENCE, link_of
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.model import Details, Measure
from weighbridge.views import Asked, Look, brought_up
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import record_of

EVERY = ValidationOptions(version="2.1", strict=True, strict_types=True, strict_properties=True)
STRICT = ValidationOptions(version="2.1", strict=True, strict_types=True, strict_properties=True, disabled="302")
"""But for 302, by which an address needs the hash of what stands there, which is not always known."""


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
    transfers = [one for one in bundle.objects if one.type == "relationship" and "measure" not in one.labels[0]]
    assert len(transfers) == 3
    assert kinds["course-of-action"] > 0
    assert kinds["report"] == len(PLAIN) + len(HOSTILE)
    assert kinds["opinion"] >= 10
    assert kinds["note"] > len(transfers)
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


IRAN = source("government", "IR")
ASKED = report("Russia has asked Iran for missiles, the White House said.", US, stage="sought")
AGREED = report("Iran has agreed to send Russia missiles, the White House said.", US, stage="agreed")
STOPPED = report("Iran has refused to send them, its foreign ministry said.", IRAN, outlet="Coast", stage="halted")
SENT = report("Iran has sent the missiles, its foreign ministry said.", IRAN, outlet="Coast", stage="shipped")
RUSSIA = source("military", "RU")
CAME = report("Russia has them, its defence ministry said.", RUSSIA, outlet="Island", stage="delivered")
DENIED = report("Iran sent none, its foreign ministry said.", IRAN, outlet="Coast", stance="denies")
WARNED = report("Any missiles would be answered, the White House said.", US, stance="warns")


@pytest.mark.parametrize(
    ("told", "beginning", "about", "moved"),
    [
        ([ASKED], "Only asked for: ", "sought", False),
        ([AGREED], "Only agreed: ", "agreed", False),
        ([ASKED, STOPPED], "Halted or refused: ", "halted", False),
        ([SENT, STOPPED], "Halted or refused, after it was shipped: ", "halted", False),
        ([SENT], "Shipped: ", "shipped", True),
        ([SENT, CAME], "Delivered: ", "delivered", True),
        ([SENT, CAME, STOPPED], "Delivered, and further supplies halted: ", "delivered", True),
        ([DENIED], "Denied, and not likely: ", "delivered", False),
        ([WARNED], "Only spoken of: ", "", False),
    ],
)
def test_a_relationship_says_first_what_it_is_and_is_sure_of_just_that(
    told: list[Told], beginning: str, about: str, moved: bool
) -> None:
    record = record_of(only(*told), figures())
    link = link_of(record)
    assert link["description"].startswith(beginning)
    words = {one["stage"]: one["word"] for one in record["stages"]}
    judgement = f"Stage {about}: {words[about]}. " if about else "No judgement. "
    assert judgement in link["description"]
    assert link.get("confidence") == (CONFIDENCE[words[about]] if about else None)
    assert ("arms-transfer" in link["labels"]) == moved


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


def bundled(look: Look) -> list[dict[str, Any]]:
    """The objects of a bundle of everything, in which the validator finds nothing."""
    out = BytesIO()
    export_to(out, Choice("stix", "json", None), look, Asked(), nothing, nothing)
    result = validate_string(out.getvalue().decode(), STRICT)
    assert result.is_valid, [str(one) for one in result.errors]
    objects: list[dict[str, Any]] = json.loads(out.getvalue())["objects"]
    return objects


def test_a_report_whose_date_is_yet_to_come_is_in_no_bundle_before_its_day(tmp_path: Path) -> None:
    with closing(open_ledger(tmp_path / "ledger.sqlite")) as ledger:
        for on in ("9031-01-02", "2024-03-01", None):
            document, said = report(f"Iran sent Russia missiles, it said of {on}.", US, on=on)
            keep(ledger, document, [said], [], "test", "1")
        brought_up(ledger)
        told = BytesIO()
        export_to(told, Choice("statements", "csv", None), Look(ledger), Asked(), nothing, nothing)
        now, then = ([one for one in bundled(Look(ledger, day)) if one["type"] == "report"] for day in (None, "9031"))
    assert sorted(one["labels"][1:] for one in now) == [[], ["undated"]]
    assert sorted(one["labels"][1:] for one in then) == [[], ["date-yet-to-come"]]
    rows = csv.DictReader(told.getvalue().decode("utf-8-sig").splitlines())
    assert {row["published"]: row["date_flag"] for row in rows} == {
        "9031-01-02": "future", "2024-03-01": "", "": "undated"
    }  # fmt: skip


def measured(
    path: Path, *measures: Measure, said: bool = False, details: Details | None = None
) -> list[dict[str, Any]]:
    """The bundle of a ledger with one report of some measures, and of a transfer if ``said``."""
    with closing(open_ledger(path)) as ledger:
        document, statement = report(measures[0].evidence, US)
        document = replace(document, url="https://wire.example/1", details=details or Details())
        keep(ledger, document, [statement] if said else [], measures, "test", "1")
        brought_up(ledger)
        return bundled(Look(ledger))


SANCTIONED = "The United States imposed sanctions on Northern Star Trading of Iran."
SANCTIONS = Measure(SANCTIONED, 0, len(SANCTIONED), "US", "Northern Star Trading", "IR", "sanctions", "asserts")


@pytest.mark.parametrize("said", [False, True], ids=["measure alone", "with a transfer"])
def test_a_measure_is_a_course_of_action_between_imposer_and_target(tmp_path: Path, said: bool) -> None:
    objects = measured(tmp_path / "ledger.sqlite", SANCTIONS, said=said)
    [action] = [one for one in objects if one["type"] == "course-of-action"]
    assert action["name"] == "Sanctions by United States on Northern Star Trading"
    assert action["description"] == f"\u201c{SANCTIONED}\u201d"
    assert action["labels"] == ["arms-transfer-measure", "sanctions"]
    names = {one["id"]: one.get("name") for one in objects}
    links = [one for one in objects if one["type"] == "relationship" and action["id"] in one.values()]
    assert {(names[one["source_ref"]], names[one["target_ref"]]) for one in links} == {
        ("United States", action["name"]),
        (action["name"], "Northern Star Trading"),
    }
    [told] = [one for one in objects if one["type"] == "report"]
    assert action["id"] in told["object_refs"]
    assert SANCTIONED in told["description"]
    assert told["labels"] == ["arms-transfer" if said else "arms-transfer-measure"]


def test_a_measure_that_is_only_warned_of_says_so_first(tmp_path: Path) -> None:
    one = replace(SANCTIONS, stance="warns", kind="export_control", target="chips", imposer=None)
    objects = measured(tmp_path / "ledger.sqlite", one)
    [action] = [one for one in objects if one["type"] == "course-of-action"]
    assert action["description"] == f"Warned of: \u201c{SANCTIONED}\u201d"
    assert action["labels"] == ["arms-transfer-measure", "export-control", "warned-of"]
    [link] = [one for one in objects if one["type"] == "relationship"]
    names = {one["id"]: one.get("name") for one in objects}
    assert names[link["target_ref"]] == "Iran"


def test_measures_are_left_out_where_transfers_are_asked_for(exported: Exported) -> None:
    kinds = Counter(one["type"] for one in json.loads(exported("stix", "json"))["objects"])
    asked = Counter(one["type"] for one in json.loads(exported("stix", "json", supplier="IR"))["objects"])
    assert kinds["course-of-action"] > 0
    assert asked["course-of-action"] == 0


def test_with_the_originals_known_every_check_passes(tmp_path: Path) -> None:
    objects = measured(tmp_path / "ledger.sqlite", SANCTIONS, said=True, details=Details(original="a1" * 32))
    bundle = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": objects}
    result = validate_string(json.dumps(bundle), EVERY)
    assert result.is_valid, [str(one) for one in result.errors]


def test_an_unknown_marking_is_told(exported: Exported) -> None:
    with pytest.raises(ExportError, match="white, green, amber, red"):
        exported("stix", "json", marking="pink")
