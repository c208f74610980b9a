"""The objects of an array in a large JSON file, one at a time, by the library ijson; each is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import ijson
from ijson.common import ObjectBuilder

from weighbridge.lists.bounded import Metered, opened
from weighbridge.lists.problem import ListError

DEEPEST = 40
"""Arrays and objects that may lie in one another."""


def items(
    path: Path, most: int, array: str, beside: Mapping[str, Callable[[Any], None]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each object of the outermost object's ``array`` stands, and the object.

    ``beside`` gets plain values of the outermost object by their name. Raises ListError for what is no such JSON,
    what breaks off, what lies too deep, an object without end.
    """
    with opened(path, most) as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        metered = Metered(file, str(path))
        builder: ObjectBuilder | None = None
        found, depth = False, 0
        try:
            for prefix, event, value in ijson.parse(metered, use_float=True):
                depth += event in ("start_map", "start_array")
                depth -= event in ("end_map", "end_array")
                if depth > DEEPEST:
                    raise ListError(str(path), f"more than {DEEPEST} levels lie in one another", "it is no list")
                found = found or (prefix == array and event == "start_array")
                if builder is None and prefix in beside and event in ("number", "string", "boolean"):
                    beside[prefix](value)
                if prefix == f"{array}.item" and event == "start_map":
                    builder = ObjectBuilder()
                elif prefix == f"{array}.item" and builder is None:
                    raise ListError(f"{path}: entry {metered.records + 1:,}", "it is no JSON object", "fetch it again")
                if builder is not None:
                    builder.event(event, value)
                    if prefix == f"{array}.item" and event == "end_map":
                        metered.mark()
                        yield f"{path}: entry {metered.records:,}", builder.value
                        builder = None
        except ijson.JSONError as error:
            where = f"{path}: after entry {metered.records:,}"
            what = f"it is no JSON, or it breaks off ({str(error).splitlines()[0][:100]})"
            raise ListError(where, what, "fetch it again") from None
        except UnicodeDecodeError:
            raise ListError(f"{path}: after entry {metered.records:,}", "it is no UTF-8", "fetch it again") from None
        if not found:
            raise ListError(str(path), f"it has no array {array!r}", "check that it is the list")
