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
        found, within, depth, key = False, False, 0, ""
        try:
            for event, value in ijson.basic_parse(metered, use_float=True):
                began, ended = event in ("start_map", "start_array"), event in ("end_map", "end_array")
                depth += began - ended
                if depth > DEEPEST:
                    raise ListError(str(path), f"more than {DEEPEST} levels lie in one another", "it is no list")
                if builder is not None:
                    builder.event(event, value)
                    if depth == 2 and ended:
                        metered.mark()
                        yield f"{path}: entry {metered.records:,}", builder.value
                        builder = None
                elif within and depth >= 2:
                    if event != "start_map":
                        raise ListError(
                            f"{path}: entry {metered.records + 1:,}", "it is no JSON object", "fetch it again"
                        )
                    builder = ObjectBuilder()
                    builder.event(event, value)
                elif event == "map_key" and depth == 1:
                    key = value
                elif depth == 2 and event == "start_array" and key == array:
                    found = within = True
                elif depth == 1:
                    within = within and not ended
                    if key in beside and not ended:
                        beside[key](value)
        except ijson.JSONError as error:
            where = f"{path}: after entry {metered.records:,}"
            what = f"it is no JSON, or it breaks off ({str(error).splitlines()[0][:100]})"
            raise ListError(where, what, "fetch it again") from None
        except UnicodeDecodeError:
            raise ListError(f"{path}: after entry {metered.records:,}", "it is no UTF-8", "fetch it again") from None
        if not found:
            raise ListError(str(path), f"it has no array {array!r}", "check that it is the list")
