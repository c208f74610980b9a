"""The words of attribution, read once from ``lexicon/attribution.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from weighbridge.lexicon.tables import FOLDER, read_toml
from weighbridge.reading.dating.names import WEEKDAYS


@dataclass(frozen=True, slots=True)
class VerbClass:
    """A class of verbs: what the holder does (``name``), what its content may be (``takes``)."""

    name: str
    stance: str | None
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon in the form in which the reader looks words up."""

    verbs: dict[str, tuple[VerbClass, ...]]
    """Lemma ("say", "point_out") to its classes."""
    takes: dict[str, frozenset[str]]
    """Lemma to all that its content may be."""
    prepositional: dict[str, frozenset[str]]
    quoting: frozenset[str]
    nouns: dict[str, str]
    """Noun to its class."""
    noun_prepositions: dict[str, frozenset[str]]
    adjectives: frozenset[str]
    adjective_prepositions: frozenset[str]
    adverbs: frozenset[str]
    hedging: frozenset[str]
    seeming: frozenset[str]
    speakers: frozenset[str]
    prefixes: frozenset[str]
    """Prepositions that are part of a title: "Under Secretary"."""
    labels: frozenset[str]
    utterances: frozenset[str]
    evidence: frozenset[str]
    impersonal: frozenset[str]
    light: frozenset[str]
    days: frozenset[str]
    wordings: frozenset[str]
    listeners: frozenset[str]
    asked: frozenset[str]
    """Participles between a speaker and its verb: "asked about the jets"."""
    closing: frozenset[str]
    """Verbs at the end of a sentence that look like nouns."""
    showing: frozenset[str]
    """Of these, what only evidence does."""
    come: frozenset[str]
    """Nouns of a clause after "come": "word came that ..."."""
    answering: frozenset[str]
    """Nouns that stand for the clause before "be": "..., was the answer"."""
    summing: frozenset[str]
    """Nouns, beside those of speech, for all that was said before."""
    revealing: frozenset[str]
    """Verbs whose object is what evidence says."""
    trailing: frozenset[str]
    """What may follow a verb of speech at the end of its clause."""
    moments: frozenset[str]
    orders: frozenset[str]
    """Verbs by which somebody is told to report something."""
    ordered: frozenset[str]
    """Who is told so: "you", "the assistant"."""
    binding: frozenset[str]
    """Words that make it an order: "must", "should"."""
    opening: frozenset[str]
    """Words before an imperative: "please"."""
    cues: dict[str, frozenset[str]]
    """Part of speech to all words and lemmas that may be a cue, so that nothing else is looked at."""


def _read(name: str) -> dict[str, Any]:
    return read_toml(FOLDER / f"{name}.toml")[0]


def _joined(raw: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Two lexicon files as one: lists of tables one after the other, word lists joined."""
    joined = dict(raw)
    for name, value in more.items():
        if isinstance(value, list):
            joined[name] = [*raw.get(name, ()), *value]
        else:
            old = raw.get(name, {})
            joined[name] = {**old, **{key: f"{old.get(key, '')} {words}" for key, words in value.items()}}
    return joined


@cache
def words(attitudes: bool = False) -> Words:
    """Read the lexicon; raises where a file is not as its head describes.

    ``attitudes``: with the words of ``attribution_attitudes.toml``, which lay no words at anybody's door
    but a liking, a choice or a look at things.
    """
    raw = _read("attribution")
    if attitudes:
        raw = _joined(raw, _read("attribution_attitudes"))
    verbs: dict[str, tuple[VerbClass, ...]] = {}
    for row in raw["verb"]:
        one = VerbClass(row["class"], row.get("stance"), frozenset(row["takes"]))
        for lemma in row["lemmas"].split():
            verbs[lemma] = (*verbs.get(lemma, ()), one)
    nouns: dict[str, str] = {}
    for name, lemmas in raw["nouns"].items():
        for lemma in lemmas.split():
            nouns.setdefault(lemma, name)
    marks = {kind: raw[kind]["lemmas"].split() for kind in ("seeming", "hedging_adjectives", "adjectives", "adverbs")}
    attributes = frozenset(marks["hedging_adjectives"] + marks["adjectives"] + marks["adverbs"]).union(
        raw["adjectives"]["impersonal"].split()
    )
    return Words(
        verbs=verbs,
        takes={lemma: frozenset().union(*(one.takes for one in classes)) for lemma, classes in verbs.items()},
        prepositional={lemma: frozenset(after.split()) for lemma, after in raw["prepositional"].items()},
        quoting=frozenset(raw["quoting"]["lemmas"].split()),
        nouns=nouns,
        noun_prepositions={lemma: frozenset(after.split()) for lemma, after in raw["noun_prepositions"].items()},
        adjectives=frozenset(marks["adjectives"]),
        adjective_prepositions=frozenset(raw["adjectives"]["prepositions"].split()),
        adverbs=frozenset(marks["adverbs"]),
        hedging=frozenset(marks["hedging_adjectives"]),
        seeming=frozenset(marks["seeming"]),
        speakers=frozenset(raw["speakers"]["words"].split()),
        prefixes=frozenset(raw["speakers"]["prefixes"].split()),
        labels=frozenset(raw["labels"]["words"].split()),
        utterances=frozenset(raw["utterances"]["lemmas"].split()),
        evidence=frozenset((raw["utterances"]["lemmas"] + raw["evidence"]["lemmas"]).split()),
        light=frozenset(raw["light"]["lemmas"].split()),
        listeners=frozenset(raw["listeners"]["words"].split()),
        asked=frozenset(raw["asked"]["words"].split()),
        closing=frozenset((raw["closing"]["saying"] + " " + raw["closing"]["showing"]).split()),
        showing=frozenset(raw["closing"]["showing"].split()),
        come=frozenset(raw["tidings"]["come"].split()),
        answering=frozenset(raw["tidings"]["be"].split()),
        summing=frozenset(raw["summing"]["words"].split()),
        revealing=frozenset(raw["revealing"]["lemmas"].split()),
        trailing=WEEKDAYS.union(raw["trailing"]["words"].split()),
        moments=frozenset(raw["moments"]["words"].split()),
        orders=frozenset(raw["orders"]["lemmas"].split()),
        binding=frozenset(raw["orders"]["binding"].split()),
        opening=frozenset(raw["orders"]["opening"].split()),
        ordered=frozenset(raw["orders"]["told"].split()),
        wordings=frozenset(raw["wordings"]["words"].split()),
        days=frozenset(raw["days"]["words"].split()),
        impersonal=frozenset(raw["adjectives"]["impersonal"].split()),
        cues={
            "VERB": frozenset(lemma.split("_")[0] for lemma in verbs).union(
                raw["prepositional"], marks["seeming"], marks["hedging_adjectives"]
            ),
            "NOUN": frozenset(nouns).union(raw["wordings"]["words"].split()),
            "ADJ": attributes,
            "ADV": attributes,
        },
    )


@lru_cache(maxsize=8192)
def cue_class(lemma: str) -> str | None:
    """What somebody does by this cue: "saying", "denying", "warning" ...; None if it is not known."""
    classes = words().verbs.get(lemma)
    return classes[0].name if classes else words().nouns.get(lemma)


@lru_cache(maxsize=8192)
def cue_stance(lemma: str) -> str | None:
    """The stance of a cue on its content (asserts, confirms, denies, declines, warns), if it takes one."""
    classes = words().verbs.get(lemma)
    if classes:
        return next((one.stance for one in classes if one.stance), None)
    name = words().nouns.get(lemma)
    by_noun = {"confirming": "confirms", "denying": "denies", "warning": "warns", "asking": "warns"}
    return by_noun.get(name, "asserts") if name else None
