"""Parsers that a hostile file could hang or blow up run in a process of their own, with limits on it.

One such process serves one document after another; where it exceeds its time or memory it is ended, and the next
document gets a new one. It is given bytes and gives back JSON: nothing of a file is trusted on the way.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from threading import Lock
from typing import Any, BinaryIO, cast

SECONDS = 30.0
"""Time that one document may take, start of the process included."""

PROCESSOR = 25.0
"""Seconds of the processor that one document may take: what else the machine does is not counted."""

MEMORY = 2_000_000_000
"""Bytes of address space of the process."""

RENEWED = 2_000
"""Documents after which the process is replaced by a new one, for what they leave behind in it."""

WORKS = {
    "pdf": ("weighbridge.intake.pdf", "content_of_pdf"),
    "page": ("weighbridge.intake.page_reading", "rows_of_page"),
    "mail": ("weighbridge.intake.mail_parts", "rows_of_mail"),
}
"""What the process can be asked for: a function of (bytes, options) that gives plain JSON values."""


class Exceeded(ValueError):
    """The parser took too long, too much memory, or died. The text says which, as in "it takes ..."."""


class _DiedError(Exceeded):
    pass


class _Process:
    """The process that parses; made when first needed, and anew after it was ended."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._served = 0
        self._lock = Lock()

    def end(self) -> None:
        """End it, if there is one and it is ours."""
        running, self._running, self._served = self._running, None, 0
        if running is not None and self._owner == os.getpid():
            running.kill()
            running.wait()
            for pipe in (running.stdin, running.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()

    def ask(self, request: bytes, data: bytes, seconds: float, processor: float) -> Any:
        """What the process answers; Exceeded if it does not in time, by the clock or by the processor.

        Where a process that has served others dies or is out of memory, a new one is asked: it may be their litter.
        """
        with self._lock:
            deadline = time.monotonic() + seconds
            used = self._served
            try:
                answer = self._ask_once(request, data, seconds, processor, deadline)
                if "exceeded" not in answer or not used:
                    return answer
            except _DiedError:
                if not used:
                    raise
            return self._ask_once(request, data, seconds, processor, deadline)

    def _ask_once(self, request: bytes, data: bytes, seconds: float, processor: float, deadline: float) -> Any:
        if self._owner != os.getpid() or self._running is None or self._running.poll() is not None:
            self.end()
            self._start()
        running = cast("subprocess.Popen[bytes]", self._running)
        try:
            _send(cast(BinaryIO, running.stdin), request + data, deadline)
            answer = json.loads(_line(cast(BinaryIO, running.stdout), deadline))
            self._served += 1
            if "exceeded" in answer or self._served >= RENEWED:
                self.end()
            return answer
        except TimeoutError:
            self.end()
            raise Exceeded(f"it takes longer than {seconds:g} seconds") from None
        except (OSError, ValueError, EOFError):
            if _out_of_time(running):
                self.end()
                raise Exceeded(f"it takes longer than {processor:g} seconds") from None
            self.end()
            raise _DiedError("it takes more memory than it may, or breaks its parser") from None
        except BaseException:
            self.end()
            raise

    def _start(self) -> None:
        command = [sys.executable, "-P", "-m", "weighbridge.intake.confined"]
        self._running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        os.set_blocking(cast(BinaryIO, self._running.stdin).fileno(), False)
        self._owner = os.getpid()


def _out_of_time(running: subprocess.Popen[bytes]) -> bool:
    """Whether a process that answers no more was ended for the processor's time that it took."""
    import signal

    with suppress(subprocess.TimeoutExpired):
        return hasattr(signal, "SIGPROF") and running.wait(1.0) == -signal.SIGPROF
    return False


def _send(pipe: BinaryIO, data: bytes, deadline: float) -> None:
    rest = memoryview(data)
    while rest:
        _, ready, _ = select.select([], [pipe], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        rest = rest[os.write(pipe.fileno(), rest[:65_536]) :]


def _line(pipe: BinaryIO, deadline: float) -> bytes:
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b"\n"):
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(pipe.fileno(), 1 << 20)
        if not part:
            raise EOFError
        parts.append(part)
    return b"".join(parts)


_process = _Process()
atexit.register(_process.end)


def confined(
    work: str, data: bytes, options: dict[str, Any], seconds: float = SECONDS, processor: float = PROCESSOR
) -> Any:
    """What the function ``WORKS[work]`` makes of ``data`` and ``options``.

    Raises:
        Exceeded: it took longer than ``seconds``, longer than ``processor`` seconds of the processor (what the
            parser loads at its first document is counted), more than MEMORY bytes, or its process died.
    """
    asked = {"work": work, "size": len(data), "options": options, "seconds": seconds, "processor": processor}
    answer = _process.ask(json.dumps(asked).encode() + b"\n", data, seconds, processor)
    if "deep" in answer:
        raise Exceeded("it is nested too deep")
    if "exceeded" in answer:
        raise Exceeded(answer["exceeded"])
    return answer["value"]


def _narrow() -> None:
    """Take from this process what it does not need: memory, files to write, core dumps."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in limits:
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(which)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (most, most))


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are none, or one took too much memory to go on."""
    import signal

    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        if hasattr(signal, "alarm"):
            # whoever asked ends this process in time, unless it is gone itself
            signal.alarm(int(request["seconds"]) + 5)
        try:
            module, name = WORKS[request["work"]]
            work = getattr(import_module(module), name)
            if hasattr(signal, "setitimer"):
                # nothing catches it: it ends even a parser that never comes back to Python
                signal.setitimer(signal.ITIMER_PROF, request["processor"])
            answer = json.dumps({"value": work(data, request["options"])})
        except MemoryError:
            answers.write(b'{"exceeded": "it takes more memory than it may"}\n')
            return
        except RecursionError:
            answer = '{"deep": true}'
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(answer.encode() + b"\n")


if __name__ == "__main__":
    _narrow()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        _serve(sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0))
