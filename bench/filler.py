"""Ordinary news that is not about arms transfers, composed from templates of our own.

For the benchmark only: varied in topic, length and vocabulary, the same for the same seed, with a
few decoys in it (a boxing fighter, a water tank, parcels that are shipped).
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

TOPICS = tomllib.loads(Path(__file__).with_name("filler.toml").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{([a-z_]+)\}")

DECOYS = 0.06
"""Share of sentences that have a word of the arms trade in another meaning."""


def filled(pick: random.Random, template: str, words: Mapping[str, list[str]] = TOPICS["words"]) -> str:
    """A template with its slots filled from ``words``, beginning with a capital."""

    def fill(match: re.Match[str]) -> str:
        if match[1] == "n":
            return str(pick.choice((pick.randint(2, 9), pick.randint(10, 99), pick.randint(100, 900))))
        return pick.choice(words[match[1]])

    while _SLOT.search(template):
        template = _SLOT.sub(fill, template)
    first = 1 if template.startswith('"') else 0
    return template[:first] + template[first].upper() + template[first + 1 :]


def article(seed: int) -> str:
    """A news article of about 150 to 500 words on a few topics; no template stands in it twice."""
    pick = random.Random(seed)
    topics: dict[str, list[str]] = TOPICS["topics"]
    templates = [one for topic in pick.sample(sorted(topics), 3) for one in topics[topic]]
    pick.shuffle(templates)
    paragraphs = []
    for _ in range(pick.randint(6, 12)):
        sentences = []
        for _ in range(min(len(templates), pick.randint(1, 4))):
            decoy = pick.random() < DECOYS
            template = pick.choice(TOPICS["decoys"]["sentences"]) if decoy else templates.pop()
            sentences.append(filled(pick, template))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(part for part in paragraphs if part)
