"""A process in which the program stands ready, its modules, word lists and models loaded; ``program`` starts it.

For each request it forks: the fork is a process of its own, with the words, the environment, the folder and the
standard streams of the request, and runs the program's own ``main``. So a test waits for what its command does, and
not each time for what every command loads. Only that is shared which a command never changes.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import os
import pkgutil
import signal
import socket
import sys
import traceback
from typing import Any

LENGTH = 8
"""Bytes of a number on the socket."""
_LATE = tuple("onnxruntime docx openpyxl xlsxwriter trafilatura pypdf alembic.config sqlalchemy lxml.html".split())
"""What the program loads no sooner than a command needs it."""


def warm() -> None:
    """Load what commands load; nothing that starts threads, which a fork would lose."""
    import weighbridge

    for module in pkgutil.walk_packages(weighbridge.__path__, "weighbridge."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    for library in _LATE:
        importlib.import_module(library)

    from weighbridge.lexicon import load
    from weighbridge.reading.frames.frames import load_frames
    from weighbridge.reading.gate import may_bear
    from weighbridge.reading.learnt.models import load_models
    from weighbridge.reading.mentions import finder
    from weighbridge.reading.parsing.parsing import DEFAULT_MODEL, pipeline

    load()
    load_frames()
    may_bear("Iran sent Russia missiles.", finder())
    load_models()
    pipeline(DEFAULT_MODEL)


def serve(asked: socket.socket) -> None:
    """Answer requests until whoever asks is gone: the number of the process, then how it ended."""
    while True:
        size, streams, _, _ = socket.recv_fds(asked, LENGTH, 3)
        if not size:
            return
        request = json.loads(_all(asked, int.from_bytes(size, "big")))
        child = os.fork()
        if child == 0:
            asked.close()
            _run(request, streams)
        for stream in streams:
            os.close(stream)
        asked.sendall(child.to_bytes(LENGTH, "big"))
        _, status = os.waitpid(child, 0)
        asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(LENGTH, "big", signed=True))


def _all(asked: socket.socket, size: int) -> bytes:
    parts = b""
    while len(parts) < size:
        parts += asked.recv(size - len(parts))
    return parts


def _run(request: dict[str, Any], streams: list[int]) -> None:
    """The program, in a fork; never returns."""
    code = 1
    try:
        for at, stream in enumerate(streams):
            os.dup2(stream, at)
            os.close(stream)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.stdin, sys.stdout, sys.stderr = _stream(0), _stream(1), _stream(2)
        sys.path[:0] = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
        sys.argv = ["weighbridge", *request["words"]]
        code = _ended()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code & 0xFF)


def _stream(number: int) -> io.TextIOWrapper:
    """A standard stream as the interpreter opens it where it is no terminal."""
    raw = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    buffered = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
    errors = number == 2
    return io.TextIOWrapper(buffered, "utf-8", "backslashreplace" if errors else "strict", line_buffering=errors)


def _ended() -> int:
    """Run the program; the code with which it ends, by the rules of the interpreter."""
    from weighbridge.__main__ import main

    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm()
    serve(socket.socket(fileno=int(sys.argv[1])))
