"""Answers on disk, so that a run can be broken off, gone on with, and repeated offline to the same byte.

A file for each answer, named by the SHA-256 of all that decides it: model, version of the prompt, parameters, and the
messages with the document. It holds what the model wrote and the tokens that it took; not the document, not the key.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge.identity import canonical

FORM = 1
"""Of the files."""
LARGEST = 50_000_000
"""Bytes of a file; a larger one is not ours."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote. ``finish`` is "length" where it was cut off."""

    text: str
    finish: str
    tokens_in: int
    tokens_out: int


class Damaged(ValueError):
    """A file of the cache that can't be used; the text names it."""


def default_folder() -> Path:
    """In the user's cache folder."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("weighbridge")) / "llm"


def key_of(model: str, version: str, messages: Sequence[Mapping[str, str]], parameters: Mapping[str, Any]) -> str:
    """The name of an answer: the same question to the same model has the same."""
    value = [FORM, model, version, [dict(one) for one in messages], dict(parameters)]
    return sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def _file(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.json"


def kept(folder: Path, key: str) -> Reply | None:
    """The answer of that name; None where there is none. Raises Damaged, or OSError where it can't be read."""
    path = _file(folder, key)
    try:
        if path.stat().st_size > LARGEST:
            raise Damaged(f"{path} is damaged: it is too large")
        row = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        raise Damaged(f"{path} is damaged: it is no JSON") from None
    if not isinstance(row, dict) or row.get("key") != key or row.get("digest") != _digest(row):
        raise Damaged(f"{path} is damaged: it is not what was written")
    return Reply(row["answer"], row["finish"], row["tokens_in"], row["tokens_out"])


def keep(folder: Path, key: str, reply: Reply, model: str, version: str) -> None:
    """Write an answer, whole or not at all. Raises OSError."""
    path = _file(folder, key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    row: dict[str, Any] = {
        "key": key,
        "model": model,
        "prompt": version,
        "answer": reply.text,
        "finish": reply.finish,
        "tokens_in": reply.tokens_in,
        "tokens_out": reply.tokens_out,
    }
    row["digest"] = _digest(row)
    written = json.dumps(row, ensure_ascii=True, indent=1) + "\n"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _digest(row: Mapping[str, Any]) -> str:
    """Of all that a file says beside it, so that a flipped byte is seen."""
    told = {name: row[name] for name in sorted(row) if name != "digest"}
    return sha256(canonical(told).encode("utf-8", "surrogatepass")).hexdigest()
