"""Words that tell something of a speaker beside the noun for him: ``lexicon/speakers.toml``, ``[signs]``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon.tables import FOLDER, word_lists


@dataclass(frozen=True, slots=True)
class Signs:
    """The words as they are looked for; what each list means stands beside it in the file."""

    past: frozenset[str]
    retired: re.Pattern[str]
    """Opens what a speaker is called: "a senior retired general"."""
    civil: frozenset[str]
    rulers: tuple[str, ...]
    several: frozenset[str]
    echoing: frozenset[str]
    accused: frozenset[str]
    together: frozenset[str]
    both: frozenset[str]
    national: frozenset[str]
    sent_out: frozenset[str]
    agencies: frozenset[str]
    judging: frozenset[str]
    silent: frozenset[str]
    putting_out: frozenset[str]
    editions: re.Pattern[str]
    """Behind an adjective that tells a language."""
    peers: frozenset[str]
    behalf: frozenset[str]
    speaking: frozenset[str]
    writing: frozenset[str]
    particles: frozenset[str]
    men: re.Pattern[str]
    women: re.Pattern[str]
    people: re.Pattern[str]
    lifeless: re.Pattern[str]
    bodies: re.Pattern[str]
    officials: re.Pattern[str]
    soldiers: re.Pattern[str]
    spies: re.Pattern[str]
    reporters: re.Pattern[str]
    own_outlet: re.Pattern[str]
    personal: re.Pattern[str]
    research: re.Pattern[str]
    visited: frozenset[str]
    bare: frozenset[str]
    questioners: frozenset[str]
    addressed: re.Pattern[str]
    """Opens a turn, with the comma."""
    interviews: re.Pattern[str]
    formerly: re.Pattern[str]


def _any_of(words: tuple[str, ...]) -> str:
    """Any of the words; nothing where there is none."""
    return "|".join(map(re.escape, words)) or "(?!)"


@lru_cache(maxsize=2)
def signs(folder: Path = FOLDER) -> Signs:
    """Read the table.

    Raises:
        LexiconError: a list that is missing, unknown or none.
    """
    words = word_lists(folder / "speakers.toml", "signs", [field.name for field in fields(Signs)])
    among = {name: _any_of(found) for name, found in words.items()}
    return Signs(
        past=frozenset(words["past"]),
        retired=re.compile(rf"^(?:an? |the )?(?:\w+ )?(?:{among['retired']})\b"),
        civil=frozenset(words["civil"]),
        rulers=words["rulers"],
        several=frozenset(words["several"]),
        echoing=frozenset(words["echoing"]),
        accused=frozenset(words["accused"]),
        together=frozenset(words["together"]),
        both=frozenset(words["both"]),
        national=frozenset(words["national"]),
        sent_out=frozenset(words["sent_out"]),
        agencies=frozenset(words["agencies"]),
        judging=frozenset(words["judging"]),
        silent=frozenset(words["silent"]),
        putting_out=frozenset(words["putting_out"]),
        editions=re.compile(rf" (?:{among['editions']})\b", re.IGNORECASE),
        peers=frozenset(words["peers"]),
        behalf=frozenset(words["behalf"]),
        speaking=frozenset(words["speaking"]),
        writing=frozenset(words["writing"]),
        particles=frozenset(words["particles"]),
        men=re.compile(rf"\b(?:{among['men']})\b", re.IGNORECASE),
        women=re.compile(rf"\b(?:{among['women']})\b", re.IGNORECASE),
        people=re.compile(rf"(?:{among['people']})$"),
        lifeless=re.compile(rf"(?:{among['lifeless']})$"),
        bodies=re.compile(rf"\b(?:{among['bodies']})$"),
        officials=re.compile(among["officials"]),
        soldiers=re.compile(among["soldiers"]),
        spies=re.compile(among["spies"]),
        reporters=re.compile(rf"{among['reporters']}|men$"),
        own_outlet=re.compile(rf"(?:{among['own_outlet']})\s+\w+$", re.IGNORECASE),
        personal=re.compile(among["personal"], re.IGNORECASE),
        research=re.compile(rf"\b(?:{among['research']}) (?:for|of|on)\b"),
        visited=frozenset(words["visited"]),
        bare=frozenset(words["bare"]),
        questioners=frozenset(words["questioners"]),
        addressed=re.compile(rf"(?:(?:{among['addressed']}),\s+)+(?=\S)", re.IGNORECASE),
        interviews=re.compile(rf"\b(?:{among['interviews']})\b", re.IGNORECASE),
        formerly=re.compile(rf"\b(?:{among['formerly']})\b", re.IGNORECASE),
    )
