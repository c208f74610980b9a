"""Parties under another name: "the kingdom", "the rebels", "the army", a surname.

A report names a party and goes on with an epithet, or names a president with his state and goes on
with his surname. Which party an epithet may stand for is said in ``lexicon/parties/epithets.toml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from weighbridge.lexicon import Entry, load
from weighbridge.reading.scene import PartyMention, Scene

_NAMING = frozenset("state adjective people capital organ group person office".split())
"""Kinds of mention that an epithet may take up."""
_ACTING = frozenset(
    """army air-force navy coast-guard armed-forces military government police security-forces country cabinet
    national-guard ministry defence-ministry""".split()
)
"""Offices (hyphens for spaces) that give and get; alone, those of the state that the document is about."""
_OWNED = frozenset(
    ("its", "his", "her", "their", "our", "my", "your", "another", "a", "an", "any", "no", "each", "every")
)
_FAMILY_FIRST = frozenset(("KP", "KR", "CN", "TW", "VN"))


def settle(scenes: Sequence[Scene]) -> None:
    """Give epithets the code of the party that they take up, and add known people named by surname.

    Changes the scenes' parties in place; doing it twice changes nothing.
    """
    counts = Counter(p.code for scene in scenes for p in scene.parties if p.code and p.kind in _NAMING)
    classes = {p.code: p.class_ for scene in scenes for p in scene.parties if p.kind == "group" and p.code}
    last: list[str] = []
    called: dict[str, set[str]] = {}
    surnames = {name: entry for name, entry in _family_names().items() if counts[entry.code or ""] > 1}
    for scene in scenes:
        at_home: list[tuple[int, PartyMention]] = []
        for at, party in enumerate(scene.parties):
            if party.code is None and party.kind == "office" and party.entry.others:
                code = _meant(party.entry.others, _alike(_stems(scene, party), last, called), counts, classes)
                if code is not None:
                    scene.parties[at] = party = replace(party, code=code)
            elif party.code is None and party.kind == "office" and party.entry.name.replace(" ", "-") in _ACTING:
                code = _home(scene, party, counts)
                if code is not None:
                    at_home.append((at, replace(party, code=code)))
            if party.code and party.kind in _NAMING:
                last.append(party.code)
                called.setdefault(party.code, set()).update(_stems(scene, party))
        for at, party in at_home:
            scene.parties[at] = party
        added = _by_surname(scene, surnames)
        if added:
            scene.parties = sorted([*scene.parties, *added], key=lambda one: one.start)
        _learn(scene, surnames)


@lru_cache(maxsize=1)
def _named_groups() -> frozenset[str]:
    return frozenset(entry.code for entry in load().words.values() if entry.kind == "group" and entry.code)


@lru_cache(maxsize=1)
def _family_names() -> dict[str, Entry]:
    """Family names that belong to people of one party only in the whole lexicon."""
    found: dict[str, Entry | None] = {}
    words = load().words
    for entry in words.values():
        parts = entry.name.split()
        if entry.kind != "person" or not entry.code or len(parts) < 2:
            continue
        name = _family_name(entry)
        if len(name) > 2 and name[0].isupper() and name not in words:
            known = found.setdefault(name, entry)
            if known is not None and known.code != entry.code:
                found[name] = None
    return {name: entry for name, entry in found.items() if entry is not None}


def _family_name(entry: Entry) -> str:
    """The word of a person's name that stands alone: the first in East Asia, else the last."""
    parts = entry.name.split()
    return parts[0] if entry.code in _FAMILY_FIRST else parts[-1]


_STEM = 5
"""Letters by which words are alike: "rebel", "rebels", "rebellion"."""


def _stems(scene: Scene, party: PartyMention) -> set[str]:
    words = scene.text[party.start - scene.start : party.end - scene.start].lower().split()
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def _alike(stems: set[str], last: Sequence[str], called: dict[str, set[str]]) -> list[str]:
    """The parties last named, and behind them, so that they come first, those that were called alike.

    "The rebel council" are rebels, not al Qaeda. Only those with a name of their own in the lexicon: "Angolan rebels"
    are, in the end, whoever was named, UNITA.
    """
    alike = [code for code in last if code in _named_groups() and not stems.isdisjoint(called.get(code, ()))]
    return [*last, *alike]


def _meant(
    others: tuple[str, ...], last: Sequence[str], counts: Counter[str], classes: dict[str, str | None]
) -> str | None:
    """The party last named that an epithet may stand for; else the one most named in the document."""
    for code in reversed(last):
        if code in others or classes.get(code) in others:
            return code
    for known, _ in counts.most_common():
        if known in others or classes.get(known) in others:
            return known
    return None


def _home(scene: Scene, party: PartyMention, counts: Counter[str]) -> str | None:
    """The state of a bare "the army": the one most named in the document.

    Only where the sentence names no state at all: beside one nobody can tell.
    """
    if any(one.code and len(one.code) == 2 for one in scene.parties):
        return None
    if any(scene.lower[kid] in _OWNED for kid in scene.children[party.token]):
        return None
    return next((code for code, _ in counts.most_common() if len(code) == 2), None)


def _learn(scene: Scene, surnames: dict[str, Entry]) -> None:
    """Note the last names of people named with their state: "Kim Jong Un", "Chadian President X Y"."""
    for party in scene.parties:
        if party.kind == "person" and party.code:
            full = scene.text[party.start - scene.start : party.end - scene.start].split()
            if len(full) > 1 and len(party.entry.name.split()) > 1:
                surnames[_family_name(party.entry)] = party.entry
        elif party.kind == "organ" and party.code and party.entry.kind == "office":
            token = party.token + 1
            name: list[str] = []
            while token < len(scene.lower) and scene.tag[token] == "NNP" and scene.doc[token].text[:1].isupper():
                name.append(scene.doc[token].text)
                token += 1
            if 1 < len(name) < 5 and len(name[-1]) > 2:
                entry = Entry("person", " ".join(name), party.code, "government")
                surnames.setdefault(name[-1], entry)


def _by_surname(scene: Scene, surnames: dict[str, Entry]) -> list[PartyMention]:
    """Mentions of known people by their last name alone, where no other party stands."""
    if not surnames:
        return []
    covered = {token for party in scene.parties for token in range(party.first, party.token + 1)}
    spans = [(party.start, party.end) for party in scene.parties]
    out = []
    for token, piece in enumerate(scene.doc):
        entry = surnames.get(piece.text)
        start = scene.start + piece.idx
        end = start + len(piece.text)
        if entry is None or token in covered or any(a < end and start < b for a, b in spans):
            continue
        if scene.tag[token] in ("NNP", "NNPS") and not any(
            scene.tag[beside] == "NNP" and scene.lower[beside] not in ("mr.", "mr", "mrs.", "dr.")
            for beside in (token - 1, token + 1)
            if 0 <= beside < len(scene.tag)
        ):
            out.append(PartyMention(entry.code, "person", entry.class_, start, end, token, token, entry))
    return out
