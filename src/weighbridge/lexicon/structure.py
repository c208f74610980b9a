"""The structure of the lexicon's files of words: which tables, keys and kinds of values each has.

Parties and goods declare their keys in ``tables.SCHEMAS``, frames check theirs when they are
loaded. The other files are each read by one module and differ in form; what form each has stands
in ``structure.json``, so that a renamed key, a lost table or a number for a word is told with file
and line instead of silently teaching the reader nothing. A programmer who changes a form writes it
anew with ``python -m weighbridge.lexicon.structure``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, read_toml

FILE = FOLDER / "structure.json"
_CHECKED_ELSEWHERE = frozenset(("parties", "goods", "frames"))


def shape_of(value: Any) -> Any:
    """The form of a TOML value: a kind of scalar, a list of kinds, or a table of keys.

    A table of scalars alone is a word list ("twelve" = 12): its keys are words, not structure.
    """
    if isinstance(value, dict):
        kinds = {shape_of(one) for one in value.values() if not isinstance(one, (dict, list))}
        if value and all(not isinstance(one, (dict, list)) for one in value.values()) and len(kinds) == 1:
            return {"*": kinds.pop()}
        return {key: shape_of(one) for key, one in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value):
            merged: dict[str, Any] = {}
            for one in value:
                shapes = {key: shape_of(some) for key, some in one.items()}
                merged.update({key: some for key, some in shapes.items() if merged.get(key) != ["other"]})
            always = [key for key in merged if all(key in one for one in value)]
            return {"each": merged, "always": sorted(always)}
        return ["text" if all(isinstance(one, str) for one in value) else "other"] if value else []
    return {bool: "flag", int: "number", float: "number", str: "text"}.get(type(value), "other")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.toml") if path.parent.name not in _CHECKED_ELSEWHERE)


def _line(source: str, key: str) -> int | None:
    for number, line in enumerate(source.splitlines(), 1):
        bare = line.strip().strip("[]").split("=")[0].strip().strip('"')
        if bare == key or bare.split(".")[-1] == key:
            return number
    return None


def mistakes(folder: Path = FOLDER) -> Iterator[LexiconError]:
    """What differs in form from the built-in lexicon, each with file and line."""
    known: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    have = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    for name in known:
        if name not in have:
            yield LexiconError(folder / name, None, "is missing; put the file back")
    for name, path in have.items():
        if name not in known:
            yield LexiconError(path, None, f"no part of the lexicon reads this file; known: {', '.join(known)}")
            continue
        try:
            data, source = read_toml(path)
        except LexiconError as error:
            yield error
            continue
        for key, what in _differences(known[name], shape_of(data), ""):
            yield LexiconError(path, _line(source, key), what)


def _differences(want: Any, got: Any, where: str) -> Iterator[tuple[str, str]]:
    """Pairs of the key at fault and what is wrong there."""
    if isinstance(want, dict) and isinstance(got, dict):
        if "each" in want and "each" in got:
            for key in want["always"]:
                if key not in got["always"]:
                    yield where, f"an entry of [[{where}]] lacks {key!r}"
            yield from _differences(want["each"], {key: got["each"][key] for key in got["each"]}, where)
            return
        open_words = "*" in want or "*" in got
        for key in got:
            if key not in want and not open_words:
                known = ", ".join(want) if len(want) < 20 else "see the other entries"
                yield key, f"unknown key {key!r}{f' in {where}' if where else ''}; known: {known}"
        for key in want:
            if key in got:
                yield from _differences(want[key], got[key], key)
            elif not where and not open_words:
                yield key, f"[{key}] is missing"
    elif isinstance(want, list) and isinstance(got, list):
        if want and got and want != got:
            yield where, f"{where} must be a list of texts"
    elif type(want) is not type(got) or (isinstance(want, str) and want != got):
        kind = "list" if isinstance(want, list) else "table" if isinstance(want, dict) else want
        yield where, f"{where} must be a {kind}"


def main() -> None:
    """Write ``structure.json`` from the built-in lexicon."""
    shapes = {path.relative_to(FOLDER).as_posix(): shape_of(read_toml(path)[0]) for path in _files(FOLDER)}
    FILE.write_text(json.dumps(shapes, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(shapes)} files", file=sys.stderr)


if __name__ == "__main__":
    main()
