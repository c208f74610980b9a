"""What the commands share: messages, progress, JSON lines, and ends that leave no mess."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from weighbridge.intake.refusal import Refusal
from weighbridge.model import Document

INTERRUPTED = 130
CAREFUL = "Only statements that are right in supplier, recipient and item nearly nine times in ten."
"""What ``--careful`` means, for the help texts."""
_UNSAFE_IN_LINES = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_UNSAFE_ON_SCREEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def harmless(text: str) -> str:
    """Text of others in one line, without what could steer a terminal or turn its reading order."""
    return _UNSAFE_ON_SCREEN.sub("\ufffd", " ".join(text.split()))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 origin", "3 origins"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def json_line(value: Any) -> str:
    """JSON on one line that stays one line in whatever splits lines, and in its order on a screen."""
    return _UNSAFE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def say(message: str) -> None:
    """A line to whoever runs the program: on standard error."""
    typer.echo(f"weighbridge: {harmless(message)}", err=True)


def fail(message: str, code: int = 1) -> typer.Exit:
    """Say what is wrong; the exit to raise."""
    say(message)
    return typer.Exit(code)


@contextmanager
def clean_exit() -> Iterator[None]:
    """Known ends as exit codes: interrupt 130; reader of the output gone 0; known errors 1."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # what is still in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(0) from None
    except (ValueError, RuntimeError, OSError) as error:
        names = {kind.__name__ for kind in type(error).__mro__}
        if KNOWN.isdisjoint(names) and not isinstance(error, OSError):
            raise
        raise fail(str(error)) from None


KNOWN = frozenset(
    {
        "ModelError",
        "LexiconError",
        "EvaluationError",
        "LedgerError",
        "DocumentError",
        "BrokenProcessPool",
        "FiguresError",
        "DateError",
        "SettingsError",
        "ListError",
        "ExportError",
        "OrderError",
        "Unusable",
        "ReaderError",
    }
)
"""Errors whose text says all that there is to say. By name, so that nothing heavy is imported."""


class Progress:
    """A count on standard error, if that is a terminal; otherwise nothing."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.number = 0
        self.shown = False
        self._last = 0.0
        self._on = sys.stderr.isatty()

    def step(self) -> None:
        """One more is done."""
        self.number += 1
        now = time.monotonic()
        if self._on and now - self._last > 0.2:
            self._last = now
            self.shown = True
            sys.stderr.write(f"\r\x1b[K{self.number} {self.what}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the count off the screen."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.shown = False


class Accepted:
    """The documents among what intake gives; refusals are told and counted."""

    def __init__(self, found: Iterable[Document | Refusal], progress: Progress | None = None) -> None:
        self._found = found
        self._progress = progress
        self.refused = 0

    def __iter__(self) -> Iterator[Document]:
        for one in self._found:
            if isinstance(one, Refusal):
                self.refused += 1
                if self._progress:
                    self._progress.clear()
                say(str(one))
            else:
                yield one
