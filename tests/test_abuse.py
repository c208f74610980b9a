"""Input that nobody would send, or only somebody who means harm: it ends in time, with an exit code."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest
from tests.program import ran

SENTENCE = "Poland has sent Ukraine 14 Leopard tanks, the defence minister said on Friday."


def read(stdin: bytes, *arguments: str, limit: float = 120) -> subprocess.CompletedProcess[bytes]:
    """``weighbridge read --json`` of some bytes; fails where it takes longer than ``limit`` seconds."""
    begun = time.monotonic()
    done = ran(["read", "--json", *(arguments or ("-",))], input=stdin, timeout=4 * limit)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert time.monotonic() - begun < limit
    return done


def test_ten_megabytes_in_one_line() -> None:
    line = "the ship went to port and the crew went home, " * 218_000
    assert len(line) > 10_000_000
    done = read(line.encode())
    assert done.returncode == 0


@pytest.mark.parametrize("piece", ["the ship went to port and ", "missiles ", "(", "“", "a,", "Iran ", "x"])
def test_half_a_million_characters_without_a_full_stop(piece: str) -> None:
    text = (piece * 500_000)[:500_000]
    assert read(json.dumps({"id": "long", "text": text}).encode()).returncode == 0


def test_nothing_but_transfers_without_a_full_stop() -> None:
    text = "Iran sent missiles to Russia and " * 400
    assert read(json.dumps({"id": "dense", "text": text}).encode()).returncode == 0


def test_larger_than_the_limit_is_refused_with_a_remedy() -> None:
    done = read(SENTENCE.encode() * 100, "-", "--limit", "0.001")
    assert done.returncode == 1
    assert b"raise the limit" in done.stderr


def test_control_characters() -> None:
    text = "".join(map(chr, range(1, 32))) + SENTENCE.replace(" ", "\u200b \x0b") + "\ud7ff\ufffe"
    done = read(json.dumps({"id": "control", "text": text}).encode())
    assert done.returncode in (0, 1)
    for line in done.stdout.splitlines():
        for statement in json.loads(line)["statements"]:
            assert text[statement["start"] : statement["end"]] == statement["evidence"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "German",
            "Die Bundesregierung hat der Ukraine vierzehn Panzer geliefert, sagte der Minister am Freitag. ",
        ),
        (
            "French",
            "La France a livré des missiles à l'Ukraine, a déclaré le ministre de la défense vendredi. ",
        ),
        ("Russian", "Польша передала Украине четырнадцать танков, сообщил министр обороны в пятницу. "),
        ("Arabic", "أرسلت إيران صواريخ باليستية إلى روسيا، حسبما قال مسؤولون يوم الجمعة في العاصمة. "),
        ("Chinese", "国防部长星期五表示，波兰已向乌克兰交付了十四辆坦克。"),
    ],
)
def test_other_languages_are_refused_by_name(language: str, text: str) -> None:
    done = read((text * 5).encode())
    assert done.returncode == 1
    assert done.stdout == b""
    assert language.lower() in done.stderr.decode().lower() or b"English" in done.stderr


def test_a_bad_document_among_good_ones(tmp_path: Path) -> None:
    good = [json.dumps({"id": f"good-{number}", "text": SENTENCE}) for number in range(3)]
    bad = [
        '{"id": "broken',
        '{"id": "no-text"}',
        '{"id": "empty", "text": ""}',
        "[" * 100_000,
        '"only a text"',
    ]
    file = tmp_path / "mixed.jsonl"
    file.write_text("\n".join([good[0], bad[0], good[1], *bad[1:], good[2]]))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    done = read(b"", str(tmp_path))
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    ids = [row["id"] for row in rows]
    assert [name for name in ids if name.startswith("good")] == ["good-0", "good-1", "good-2"]
    assert all(row["statements"] for row in rows if row["id"].startswith("good"))
    assert b"mixed.jsonl" in done.stderr
    assert b"binary.txt" in done.stderr
