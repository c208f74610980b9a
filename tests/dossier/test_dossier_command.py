"""``weighbridge dossier``, from outside."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.pictures.ledgers import DENIED, MISSILES, kept
from tests.program import ran


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("dossier") / "ledger.sqlite", [*MISSILES, DENIED])


def dossier(ledger: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return ran(
        ["dossier", *words, "--ledger", str(ledger)],
        text=True,
        env=dict(os.environ),
    )


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!DOCTYPE html>"), ("md", b"# Arms"), ("docx", b"PK"), ("pdf", b"%PDF-")]
)
def test_each_form_is_written(ledger: Path, tmp_path: Path, form: str, begins: bytes) -> None:
    out = tmp_path / f"report.{form}"
    done = dossier(ledger, "IR", "RU", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert out.read_bytes().startswith(begins)
    beside = {"report.likelihood.svg", "report.timeline.svg"} if form == "md" else set()
    assert {path.name for path in tmp_path.iterdir()} == {out.name, *beside}


def test_without_a_file_it_is_printed(ledger: Path) -> None:
    done = dossier(ledger, "BY", "RU")
    assert done.stdout.startswith("# Arms transfers: Belarus to Russia")
    assert ".svg" not in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("IR", "RU", "--format", "odt"), "html, md, docx or pdf"),
        (("IR", "RU", "--format", "pdf"), "--out"),
        (("XX", "YY"), "weighbridge pairs"),
    ],
)
def test_mistakes_are_told(ledger: Path, words: tuple[str, ...], says: str) -> None:
    done = dossier(ledger, *words)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stdout == ""
