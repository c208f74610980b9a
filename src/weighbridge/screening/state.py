"""What an answer rests on beside the order: lists, lexicon, program, ledger, allowances, the day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from weighbridge import __version__
from weighbridge.identity import canonical, content_id
from weighbridge.lexicon.tables import FOLDER
from weighbridge.screening.allowed import Allowed, allowed_row
from weighbridge.screening.figures import Figures
from weighbridge.screening.in_force import InForce

FORMAT = 1
"""Of records; grows when their form changes."""
RULES = 2
"""Number of the rules. It is raised when an order is to be answered otherwise than before on the same ground; a test
holds it to the kept answers to a fixed set of orders. ``code`` below is another with every edit, whether it changes an
answer or not."""
_DECIDING = ("screening", "matching", "controls", "flags", "ownership")
_LIBRARIES = ("rigour", "normality", "rapidfuzz")

State = dict[str, Any]


@lru_cache(maxsize=1)
def lexicon(folder: Path = FOLDER) -> tuple[str, bytes]:
    """The SHA-256 of all files of the lexicon, and their bytes as one JSON text, to be kept with the answers."""
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}
    text = canonical(files).encode("utf-8", "surrogatepass")
    return sha256(text).hexdigest(), text


@lru_cache(maxsize=1)
def program() -> dict[str, str]:
    """Versions of the program, its rules, the code that decides, and the libraries that take names apart."""
    seen = sha256()
    home = Path(__file__).parents[1]
    for path in sorted(path for part in _DECIDING for path in (home / part).rglob("*.py")):
        seen.update(path.relative_to(home).as_posix().encode() + b"\n" + path.read_bytes())
    versions = {name: version(name) for name in _LIBRARIES}
    own = {"weighbridge": __version__, "rules": str(RULES), "code": seen.hexdigest()[:12], "format": str(FORMAT)}
    return own | versions


def state_of(
    lists: InForce,
    day: str,
    figures: Figures,
    allowed: Sequence[Allowed],
    ledger: str | None,
    past: bool,
    forenames: bool = True,
    holdings: str | None = None,
) -> State:
    """All that decides beside the order, as plain JSON values.

    ledger: the hash of its content, None for no ledger. holdings: the digest of a table of one's own.
    """
    return {
        "day": day,
        "lists": list(lists.rows),
        "thresholds": {"stop": figures.stop, "review": figures.review},
        "lexicon": lexicon()[0],
        "program": program(),
        "ledger": {"content": ledger, "as_of": day if past else None} if ledger else None,
        "allowed": content_id(sorted(canonical(allowed_row(one)) for one in allowed)),
        "forenames": forenames,
        "holdings": holdings,
    }


def state_id(state: State) -> str:
    """From its content."""
    return content_id(state)
