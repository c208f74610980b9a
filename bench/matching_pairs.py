"""Pairs of names made from a list: what happens to a name on its way into an order form, and names only alike.

Perturbations are drawn with a fixed seed, so that two runs give the same pairs.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from weighbridge.matching.party import Party

KINDS = {"Individual": "Person", "Entity": "Organization", "Vessel": "Vessel", "Aircraft": "Airplane"}
VOWELS = "aeiou"
SOUNDS = (
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("sh", "sch"),
    ("ov", "off"),
    ("dj", "j"),
    ("ou", "u"),
    ("iy", "y"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("yu", "iu"),
    ("ah", "a"),
)


def listed_parties(path: Path) -> list[Party]:
    """The entries of the flattened consolidated list."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = tuple(dict.fromkeys(one.strip() for one in [row["name"], *(row["alt_names"] or [])] if one.strip()))
            if names:
                schema = KINDS.get(row["type"] or "", "LegalEntity")
                countries = tuple(code.lower() for code in row["countries"] or ())
                found.append(Party(str(row["row"]), schema, names, countries=countries, list="us-csl"))
    return found


def _longest(words: Sequence[str]) -> int:
    return max(range(len(words)), key=lambda at: len(words[at]))


def slip(name: str, dice: random.Random) -> str | None:
    """One letter left out, doubled, put in the place of another, or two exchanged, in the longest word."""
    words = name.split()
    at = _longest(words)
    word = words[at]
    if len(word) < 5:
        return None
    place = dice.randrange(1, len(word) - 1)
    words[at] = dice.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + dice.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )
    return " ".join(words)


def slips(name: str, dice: random.Random) -> str | None:
    """Two slips in one name."""
    once = slip(name, dice)
    return slip(once, dice) if once else None


def spelling(name: str, dice: random.Random) -> str | None:
    """Another romanisation: one or two sounds written otherwise, or a vowel exchanged."""
    low = name.lower()
    options = [(a, b) for a, b in SOUNDS if a in low]
    if options:
        for a, b in dice.sample(options, min(2, len(options))):
            low = low.replace(a, b, 1)
        return low
    places = [at for at, letter in enumerate(low) if letter in VOWELS and at]
    if not places:
        return None
    at = dice.choice(places)
    return low[:at] + dice.choice(VOWELS) + low[at + 1 :]


def order(name: str, dice: random.Random) -> str | None:
    """The last word first."""
    words = name.replace(",", "").split()
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else None


def joined(name: str, dice: random.Random) -> str | None:
    """Two words written as one."""
    words = name.split()
    if len(words) < 2:
        return None
    at = dice.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def split(name: str, dice: random.Random) -> str | None:
    """One word written as two."""
    words = name.split()
    at = _longest(words)
    if len(words[at]) < 7:
        return None
    place = dice.randrange(3, len(words[at]) - 2)
    return " ".join([*words[:at], words[at][:place], words[at][place:], *words[at + 1 :]])


def shorter(name: str, dice: random.Random) -> str | None:
    """One word left out of four or more."""
    words = name.split()
    if len(words) < 4:
        return None
    at = dice.randrange(1, len(words) - 1)
    return " ".join(words[:at] + words[at + 1 :])


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "one slip": slip,
    "two slips": slips,
    "spelling": spelling,
    "order": order,
    "joined": joined,
    "split": split,
    "one word less": shorter,
}


def same(parties: Sequence[Party], number: int, seed: int = 1) -> Iterator[tuple[str, str, Party]]:
    """(what was changed, changed name, party): for each kind of change ``number`` names that it could be made to."""
    dice = random.Random(seed)
    for kind, change in CHANGES.items():
        left = number
        while left:
            party = dice.choice(parties)
            name = dice.choice(party.names)
            changed = change(name, dice) if name.isascii() and len(name) < 80 else None
            if changed and changed.lower() != name.lower():
                left -= 1
                yield kind, changed, party


def exchanged(parties: Sequence[Party], number: int, seed: int = 2) -> Iterator[tuple[str, Party]]:
    """(name, party): one long word is another entry's word, so it names somebody else."""
    dice = random.Random(seed)
    while number:
        party, other = dice.choice(parties), dice.choice(parties)
        words, donors = party.names[0].split(), [word for word in other.names[0].split() if len(word) > 4]
        if party.schema == other.schema and 2 <= len(words) <= 5 and donors and party.names[0].isascii():
            words[_longest(words)] = dice.choice(donors)
            number -= 1
            yield " ".join(words), party


def synthetic(parties: Sequence[Party], number: int, seed: int = 3) -> Iterator[Party]:
    """As many parties as wanted, each named by words of two entries of one kind, one word of three altered."""
    dice = random.Random(seed)
    by_schema: dict[str, list[Party]] = {}
    for party in parties:
        by_schema.setdefault(party.schema, []).append(party)
    for at in range(number):
        one = dice.choice(parties)
        other = dice.choice(by_schema[one.schema])
        words, more = one.names[0].split(), other.names[0].split()
        named = words[: max(1, len(words) // 2)] + more[max(1, len(more) // 2) :]
        altered = [_altered(word, dice) if len(word) > 4 and dice.random() < 0.33 else word for word in named]
        yield Party(f"made-{at}", one.schema, (" ".join(altered),), countries=one.countries, list="made")


def _altered(word: str, dice: random.Random) -> str:
    """A word with another vowel and another consonant, so that the stock of words grows with the list."""
    letters = list(word)
    for _ in range(2):
        at = dice.randrange(len(letters))
        pool = VOWELS if letters[at].lower() in VOWELS else "bcdfghjklmnprstvz"
        letters[at] = dice.choice(pool)
    return "".join(letters)
