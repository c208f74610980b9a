"""The scorers against figures worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from weighbridge.evaluation import attributions, gold, ledger, statements
from weighbridge.evaluation.figures import EvaluationError, precision_recall, rows_of

TEXT = "Iran sent drones to Russia. Kyiv asked for tanks. Oslo denied the sale."
FIRST, SECOND, THIRD = "Iran sent drones to Russia.", "Kyiv asked for tanks.", "Oslo denied the sale."


def statement(evidence: str, supplier: str | None, recipient: str | None, item: str, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "evidence": evidence,
        "supplier": supplier and {"code": supplier, "text": supplier},
        "recipient": recipient and {"code": recipient, "text": recipient},
        "item": {"class": item, "text": item},
        "quantity": None,
        "value": None,
        "time": None,
        "stage": "delivered",
        "stance": "asserts",
        "certainty": "certain",
        "source": {"class": "narrator", "country": None, "text": None, "named": False},
        "via": [],
        "explicit": True,
    }
    return {**row, **more}


def test_precision_and_recall_by_hand() -> None:
    assert precision_recall(3, 4, 6) == {"precision": 0.5, "recall": 0.75, "f1": 0.6}
    assert precision_recall(0, 0, 0) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_statements_by_hand() -> None:
    document = {
        "id": "d",
        "text": TEXT,
        "statements": [
            statement(FIRST, "IR", "RU", "uav", quantity={"low": 24, "high": 99, "text": "dozens"}),
            statement(SECOND, None, "UA", "vehicle.tank", stage="sought", explicit=False),
            statement(THIRD, "NO", "XX", "arms", stance="denies"),
            statement(THIRD, "NO", "YY", "missile.cruise", stance="denies"),
        ],
    }
    predicted = [
        # core, not full: the stance differs; a delivery where the annotation has one
        statement(FIRST, "IR", "RU", "uav", stance="confirms", time={"start": "2022", "end": "2022", "text": ""}),
        # found, not core: the supplier differs
        statement(SECOND, "PL", "UA", "vehicle.armoured", stage="sought"),
        # core, not full, and a false delivery: a denial taken for one; item agrees by its top class
        statement(THIRD, "NO", "YY", "missile.ballistic", stance="asserts"),
        # an invented delivery
        statement(FIRST, "CN", "US", "ship"),
    ]
    figures, errors = statements.score([document, {"id": "e", "text": "x", "statements": []}], {"d": predicted})
    assert figures["documents"] == 2
    assert (figures["gold"], figures["predicted"]) == (4, 4)
    assert figures["found"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75}
    assert figures["core"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert figures["full"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert figures["core recall, explicit"] == 0.6667
    assert figures["slots"]["stage"] == 1.0
    assert figures["slots"]["stance"] == 0.0
    assert figures["slots"]["item class"] == 0.5
    assert figures["slots"]["quantity"] == 0.5
    assert figures["slots"]["time"] == 0.5
    # three deliveries were predicted: IR-RU (right), NO-YY (false), CN-US (invented)
    assert figures["false deliveries"] == 0.3333
    assert figures["invented deliveries"] == 0.3333
    kinds = [error.kind for error in errors]
    assert sorted(kinds) == ["missed", "slots", "spurious", "stage or stance", "stage or stance"]
    assert "core" in statements.report(figures)
    assert all(error.document in statements.report_error(error) for error in errors)


def test_perfect_prediction_is_perfect() -> None:
    document = {"id": "d", "text": TEXT, "statements": [statement(FIRST, "IR", "RU", "uav")]}
    figures, errors = statements.score([document], {"d": document["statements"]})  # type: ignore[dict-item]
    assert figures["full"]["f1"] == 1.0
    assert set(figures["slots"].values()) == {1.0}
    assert not errors


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, 1.0),
        ({"start": "2022", "end": "2022"}, None, 0.0),
        ({"start": "2022-08", "end": "2022-08"}, {"start": "2022", "end": "2022"}, 1.0),
        ({"start": "2022-08", "end": "2022-08"}, {"start": "2022-09", "end": "2022-10"}, 0.0),
        ({"start": "2022-08", "end": "2022-12"}, {"start": "2022-09", "end": "2022-10"}, 1.0),
        ({"start": None, "end": "2022-02"}, {"start": "2022-02-24", "end": None}, 1.0),
    ],
)
def test_times(one: Any, other: Any, same: float) -> None:
    document = {"id": "d", "text": TEXT, "statements": [statement(FIRST, "IR", "RU", "uav", time=one)]}
    figures, _ = statements.score([document], {"d": [statement(FIRST, "IR", "RU", "uav", time=other)]})
    assert figures["slots"]["time"] == same


def test_evidence_is_found_whatever_the_white_space() -> None:
    assert statements.span_of("a  b\nc", "a b c") == (0, 6)
    assert statements.span_of("a b", "c") is None
    assert statements.span_of("a b", None) is None
    # half of the shorter has to be common
    assert statements.overlap((0, 10), (5, 25)) == 0.5
    assert statements.overlap((0, 10), None) == 0.0


def test_attributions_by_hand() -> None:
    text = "Oslo said it sold ships. Kyiv denied."
    one = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 23]]}
    other = {"source": [[25, 29]], "cue": [[30, 36]], "content": []}
    near = {"source": [[0, 2]], "cue": [[5, 9]], "content": [[13, 23]]}
    figures = attributions.score([{"id": "a", "text": text, "attributions": [one, other]}], {"a": [near]})
    assert figures["found"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    # source: 2 of 2 predicted, 2 of 8 annotated characters; cue: 4 of 4, 4 of 10
    assert figures["source"] == {"precision": 1.0, "recall": 0.25, "f1": 0.4}
    assert figures["cue"] == {"precision": 1.0, "recall": 0.4, "f1": 0.5714}
    # content "it sold ships", without spaces 11 characters, against "sold ships", 9
    assert figures["content"] == {"precision": 1.0, "recall": 0.8182, "f1": 0.9}
    assert "found" in attributions.report(figures)


def test_b_cubed_by_hand() -> None:
    # gold {1 2 3} {4}; predicted {1 2} {3 4}
    labels = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "y")]
    assert ledger.b_cubed(labels) == {"precision": 0.75, "recall": 0.6667, "f1": 0.7059}
    # what was not found lowers recall only
    assert ledger.b_cubed([("a", "x"), ("a", None)]) == {"precision": 1.0, "recall": 0.25, "f1": 0.4}
    assert ledger.b_cubed([]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_ledger_by_hand() -> None:
    rows = [
        {**statement(FIRST, "IR", "RU", "uav"), "transfer": "t1", "origin": "o1"},
        {**statement(SECOND, "PL", "UA", "vehicle.tank"), "transfer": "t2", "origin": "o1"},
        statement(THIRD, "NO", "XX", "arms"),
    ]
    document = {"id": "d", "text": TEXT, "statements": rows}
    predicted = [{**rows[0], "transfer": "7", "origin": "8"}, {**rows[1], "transfer": "7", "origin": "8"}]
    figures = ledger.score([document], {"d": predicted})
    assert (figures["gold statements"], figures["matched"]) == (2, 2)
    assert figures["transfers"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert figures["origins"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert "B-cubed" in ledger.report(figures)


def test_annotated_documents_are_checked() -> None:
    document = dict.fromkeys(gold.FIELDS, "") | {"text": TEXT, "statements": [], "measures": []}
    assert list(gold.problems(document)) == []
    bad = statement("not there", None, None, "tank", stage="sent", stance="says", certainty="sure", explicit=1)
    del bad["via"]
    measure = {"kind": "fine", "evidence": "not there"}
    found = "\n".join(gold.problems({**document, "statements": [bad], "measures": [measure]}))
    for word in (
        "evidence",
        "fewer than two",
        "item class",
        "stage",
        "stance",
        "certainty",
        "explicit",
        "no via",
        "kind",
    ):
        assert word in found


def test_predictions_that_cannot_be_scored_are_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text('{"id": "a", "statements": []}\n\n{"id": "b"}\n')
    with pytest.raises(EvaluationError, match="line 3"):
        rows_of(file, "id", "statements")
    file.write_text('{"id": \n')
    with pytest.raises(EvaluationError, match="line 1"):
        rows_of(file)
    with pytest.raises(EvaluationError, match="can't be read"):
        rows_of(tmp_path / "none.jsonl")
    with pytest.raises(EvaluationError, match=r"no \*\.json"):
        gold.load(tmp_path)


def test_the_corpus_of_the_project_keeps_its_rules() -> None:
    folder = Path(__file__).parents[2] / "corpus" / "open"
    if not folder.is_dir():
        pytest.skip("the corpus is not part of this copy")
    for document in gold.load(folder):
        assert list(gold.problems(document)) == [], document["id"]
