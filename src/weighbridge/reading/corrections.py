"""What an outlet says that it had wrong: such a sentence repeats what is withdrawn, and states nothing.

"An earlier version of this article said that 600 were sent" is no word for 600. What phrases tell it stands
in ``lexicon/corrections.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from weighbridge.lexicon.tables import FOLDER

WITHDRAWN = "it tells what an earlier version of the report said"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    raw = tomllib.loads((FOLDER / "corrections.toml").read_text(encoding="utf-8"))
    versions = rf"\b(?:{_any(raw['versions'])})\s+"
    this = rf"\b(?:this|our)\s+(?:[\w'’-]+\s+){{0,4}}?(?:{_any(raw['reports'])})\b"
    article = rf"the\s+(?:{_any(raw['articles'])})\b"
    wrong = rf"\s+(?:had\s+)?(?:(?:{_any(raw['adverbs'])})\s+(?:{_any(raw['verbs'])})|{_any(raw['mistakes'])})\b"
    return re.compile(rf"{versions}(?:{this}|{article})|{this}{wrong}", re.IGNORECASE)


def withdrawn(sentence: str) -> bool:
    """Whether a sentence tells what an earlier version of its report said."""
    return _pattern().search(sentence) is not None
