"""``weighbridge plot``, from outside."""

from __future__ import annotations

import json
import os
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from tests.pictures.ledgers import DENIED, MISSILES, kept
from tests.program import ran


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("plot") / "ledger.sqlite", [*MISSILES, DENIED])


def plot(ledger: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return ran(
        ["plot", *words, "--ledger", str(ledger)],
        text=True,
        env={**os.environ, "COLUMNS": "120"},
    )


def test_all_forms_are_written_and_told(ledger: Path, tmp_path: Path) -> None:
    for form in ("svg", "png", "html", "json"):
        out = tmp_path / f"picture.{form}"
        done = plot(ledger, "timeline", "IR", "RU", "--out", str(out), "--width", "500", "--dark")
        assert done.returncode == 0, done.stderr
        assert "Timeline of Iran to Russia" in done.stdout
        assert out.stat().st_size > 1000
    assert ElementTree.parse(tmp_path / "picture.svg").getroot().tag.endswith("svg")
    assert (tmp_path / "picture.png").read_bytes()[16:20] == (1000).to_bytes(4, "big")
    assert "vega-lite" in json.loads((tmp_path / "picture.json").read_text())["$schema"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"picture.{form}" for form in ("html", "json", "png", "svg")
    ]


def test_without_a_file_the_table_is_printed(ledger: Path) -> None:
    printed = plot(ledger, "network").stdout
    assert "Belarus" in printed
    assert "very unlikely" in printed
    told = json.loads(plot(ledger, "map", "RU", "--json").stdout)
    assert {row["supplier"] for row in told["rows"]} == {"Iran", "Belarus"}
    assert told["title"] == "Map: what Russia supplied and received"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("timeline", "--out", "x.gif"), ".svg"),
        (("timeline", "nothing"), "weighbridge transfers"),
        (("bars",), "timeline, likelihood, network, map, origins"),
        (("network", "--out", "/nowhere/at/all.svg"), "/nowhere/at"),
    ],
)
def test_mistakes_are_told(ledger: Path, words: tuple[str, ...], says: str) -> None:
    done = plot(ledger, *words)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
