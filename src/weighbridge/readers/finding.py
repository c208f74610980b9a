"""Which readers there are: entry points of the group ``weighbridge.readers``, ours and others'.

A plug-in that can't be loaded is told by its name and stops nobody else. Nobody takes the name of a built-in reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from weighbridge.readers.door import GROUP, LONGEST_NAME, Asked, Opener, Reader, ReaderError

BUILT_IN = {
    "rules": "weighbridge.readers.rules:open_reader",
    "llm": "weighbridge.reading.llm.reader:open_reader",
    "both": "weighbridge.readers.both:open_reader",
}
"""Our own, as pyproject.toml has them: opened without a search through all that is installed."""
DEFAULT = "rules"
VARIABLE = "WEIGHBRIDGE_READER"
"""The environment variable of ``--reader``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reader as it is listed."""

    name: str
    package: str
    """Whose it is: the name of a distribution."""
    version: str | None = None
    model: str | None = None
    prompt: str | None = None
    missing: str | None = None
    """Why it can't be used now, and the remedy; None where it can."""


def open_reader(name: str, asked: Asked) -> Reader:
    """The reader of that name. Raises ReaderError where there is none, or where it can't be had."""
    if name in BUILT_IN:
        return _opened(name, BUILT_IN[name], asked)
    points = _others()
    if name not in points:
        known = ", ".join(dict.fromkeys((*BUILT_IN, *sorted(points))))
        raise ReaderError(f"there is no reader {name[:LONGEST_NAME]!r}; there are: {known}")
    return _opened(name, _one(name, points[name]), asked)


def found_readers(asked: Asked) -> list[Found]:
    """All readers, ours first, then by name; those that can't be used with the reason."""
    listed = [_listed(name, "weighbridge", place, asked) for name, place in BUILT_IN.items()]
    for name, points in sorted(_others().items()):
        package = ", ".join(sorted({_package(one) for one in points}))
        try:
            place = _one(name, points)
        except ReaderError as error:
            listed.append(Found(name, package, missing=str(error)))
        else:
            listed.append(_listed(name, package, place, asked))
    return listed


def _listed(name: str, package: str, place: str, asked: Asked) -> Found:
    try:
        reader = _opened(name, place, asked)
        return Found(name, package, reader.version, reader.model, reader.prompt)
    except ReaderError as error:
        return Found(name, package, missing=str(error))


def _others() -> dict[str, list[EntryPoint]]:
    """The entry points of others by name; one that is told twice by the same package counts once."""
    found: dict[str, list[EntryPoint]] = {}
    for point in entry_points(group=GROUP):
        if point.name not in BUILT_IN and not any(
            (one.value, _package(one)) == (point.value, _package(point)) for one in found.get(point.name, [])
        ):
            found.setdefault(point.name, []).append(point)
    return found


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"


def _one(name: str, points: list[EntryPoint]) -> str:
    if len(points) > 1:
        packages = " and ".join(sorted(_package(one) for one in points))
        raise ReaderError(f"the reader {name} is offered by {packages}; uninstall all but one of them")
    return points[0].value


def _opened(name: str, place: str, asked: Asked) -> Reader:
    """The reader that ``place`` ("module:function") opens. Raises ReaderError, whatever goes wrong in there."""
    module, _, function = place.partition(":")
    try:
        opener = cast(Opener, getattr(import_module(module.strip()), function.split("[")[0].strip()))
        reader = opener(asked)
        if name not in BUILT_IN:
            _check(name, reader)
    except ReaderError:
        raise
    except (Exception, SystemExit) as error:
        # a plug-in may break in any way; it shall not take the others with it
        raise ReaderError(
            f"the reader {name} can't be loaded: {type(error).__name__}: {str(error)[:300]}; "
            f"mend or uninstall the package that offers it ({place})"
        ) from error
    return reader


def _check(name: str, reader: Reader) -> None:
    """Raises TypeError where what a plug-in opened is no reader of that name."""
    if not callable(getattr(reader, "read", None)):
        raise TypeError("what it opens has no method 'read'")
    for what, value in (("name", reader.name), ("version", reader.version)):
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
            raise TypeError(f"its {what} is {str(value)[:60]!r}; it has to be a text of 1 to {LONGEST_NAME} characters")
    for what, given in (("model", reader.model), ("prompt", reader.prompt)):
        if given is not None and (not isinstance(given, str) or len(given) > LONGEST_NAME):
            raise TypeError(f"its {what} is no text of at most {LONGEST_NAME} characters")
    if reader.name != name:
        raise TypeError(f"it calls itself {reader.name!r}")
