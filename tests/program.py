"""The program as a process: ``ran`` runs a command of it to its end, as ``subprocess.run`` does."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.warm import LENGTH

_WARM = Path(__file__).with_name("warm.py")
_LOCK = threading.Lock()
_OF_THE_INTERPRETER = ("PYTHON", "LC_", "LANG", "OMP_", "OPENBLAS_", "LD_")
"""Variables that an interpreter, or a library, reads once: a start that changes one is a real one."""


def ran(
    words: Sequence[str | Path],
    *,
    input: bytes | str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: str | Path | None = None,
    text: bool = False,
    timeout: float = 300,
    check: bool = False,
) -> subprocess.CompletedProcess[Any]:
    """Run ``weighbridge WORDS`` to its end; output and errors are strings with ``text``, else bytes.

    Raises:
        subprocess.TimeoutExpired: it took longer than ``timeout`` seconds, and was killed.
        subprocess.CalledProcessError: with ``check``, where it ended with another code than 0.
    """
    told = [str(word) for word in words]
    environment = dict(os.environ if env is None else env)
    given = input.encode() if isinstance(input, str) else input or b""
    if _kept(environment) != _kept(os.environ):
        command = [sys.executable, "-m", "weighbridge", *told]
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, cwd=cwd, timeout=timeout, check=False
        )
        code, out, errors = done.returncode, done.stdout, done.stderr
    else:
        with _LOCK:
            code, out, errors = _forked(told, given, environment, str(cwd or os.getcwd()), timeout)
    result: tuple[Any, Any] = (_lines(out), _lines(errors)) if text else (out, errors)
    if check and code:
        raise subprocess.CalledProcessError(code, told, *result)
    return subprocess.CompletedProcess(told, code, *result)


def _lines(said: bytes) -> str:
    return said.decode().replace("\r\n", "\n")


def _kept(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(_OF_THE_INTERPRETER) and name != "PYTHONPATH"
    }


def _forked(
    words: list[str], given: bytes, environment: dict[str, str], folder: str, timeout: float
) -> tuple[int, bytes, bytes]:
    """Code, output and errors of a fork of the process that stands ready."""
    asked = _ready()
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        request = json.dumps({"words": words, "environment": environment, "folder": folder}).encode()
        streams = [stream.fileno() for stream in (stdin, stdout, stderr)]
        socket.send_fds(asked, [len(request).to_bytes(LENGTH, "big")], streams)
        asked.sendall(request)
        process = int.from_bytes(asked.recv(LENGTH, socket.MSG_WAITALL), "big")
        asked.settimeout(timeout)
        late = False
        try:
            ended = asked.recv(LENGTH)
        except TimeoutError:
            late = True
            os.kill(process, signal.SIGKILL)
            asked.settimeout(None)
            ended = asked.recv(LENGTH)
        asked.settimeout(None)
        if late:
            raise subprocess.TimeoutExpired(words, timeout)
        for stream in (stdout, stderr):
            stream.seek(0)
        return int.from_bytes(ended, "big", signed=True), stdout.read(), stderr.read()


@lru_cache(maxsize=1)
def _ready() -> socket.socket:
    """The socket of the process that stands ready, once a process of the tests; it ends with its socket."""
    ours, theirs = socket.socketpair()
    subprocess.Popen([sys.executable, str(_WARM), str(theirs.fileno())], pass_fds=[theirs.fileno()])
    theirs.close()
    return ours
