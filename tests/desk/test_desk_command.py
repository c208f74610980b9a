"""The command that opens the desk, and its settings."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.desk.desks import made, served
from tests.program import ran

from weighbridge.desk.settings import Settings, settings_from
from weighbridge.environment import SettingsError


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("desk") / "ledger.sqlite")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return ran(
        ["desk", *words],
        text=True,
        env={**os.environ, **environment},
        timeout=60,
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_tells_where_it_is_and_ends_when_told(path: Path, jobs: str) -> None:
    command = [sys.executable, "-m", "weighbridge", "desk", "--ledger", str(path), "--port", "0", "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = next(word for word in told.split() if word.startswith("http://127.0.0.1:"))
        with urlopen(address, timeout=30) as answer:
            assert answer.status == 200
            assert "script-src 'self'" in answer.headers["content-security-policy"]
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
        assert out == "", "standard output is for results"
        assert process.returncode in (0, 130)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-of", "2024-02-31"), "2024-09-30"),
        (("--figures", "/nowhere/figures.toml"), "/nowhere/figures.toml"),
        (("--host", "256.256.256.256", "--port", "0"), "--host"),
    ],
)
def test_what_is_wrong_is_told_with_its_remedy(path: Path, words: tuple[str, ...], said: str) -> None:
    done = run("--ledger", str(path), *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_no_ledger_is_told(tmp_path: Path) -> None:
    done = run("--ledger", str(tmp_path / "none.sqlite"))
    assert done.returncode == 1
    assert "weighbridge add" in done.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_a_port_that_is_taken_is_told(path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("--ledger", str(path), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_settings_come_from_the_environment_and_what_is_told_goes_first() -> None:
    environment = {
        "WEIGHBRIDGE_DESK_PORT": "9000",
        "WEIGHBRIDGE_DESK_PAGE": "20",
        "WEIGHBRIDGE_DESK_FIGURES": "own.toml",
    }
    found = settings_from(environment, port=8000, host=None)
    assert (found.port, found.page, found.figures, found.host) == (8000, 20, Path("own.toml"), Settings().host)
    with pytest.raises(SettingsError, match="WEIGHBRIDGE_DESK_PORT is 'many'; it has to be a number"):
        settings_from({"WEIGHBRIDGE_DESK_PORT": "many"})


def test_a_method_that_nothing_here_has_is_refused(path: Path) -> None:
    with (
        served(path) as address,
        socket.create_connection((address[7:].split(":")[0], int(address.split(":")[2]))) as talk,
    ):
        talk.sendall(b"DELETE /transfers HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: talk.recv(65536), b""))
    assert answer.startswith((b"HTTP/1.1 401", b"HTTP/1.1 403", b"HTTP/1.1 405"))
