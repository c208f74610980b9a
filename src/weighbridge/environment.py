"""Settings from environment variables: a value of the right kind, or an error that names the variable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


class SettingsError(ValueError):
    """A setting that is missing or can't be used; the text names it and says what may stand there."""


def value_of(variable: str, kind: Any, text: str) -> Any:
    """A setting from its text, by the type of its field. Raises SettingsError."""
    if kind is bool:
        if text.lower() not in _FLAGS:
            raise SettingsError(f"{variable} is {text[:40]!r}; it has to be yes or no")
        return _FLAGS[text.lower()]
    for number in (int, float):
        if kind is number:
            try:
                return number(text)
            except ValueError:
                raise SettingsError(f"{variable} is {text[:40]!r}; it has to be a number") from None
    return Path(text).expanduser() if "Path" in str(kind) else text
