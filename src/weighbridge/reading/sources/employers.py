"""What the nouns of a phrase tell of a speaker: for whom somebody works, what a name is, whose a paper is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from weighbridge.model import Source
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.parties import of_group, source_of, state_code
from weighbridge.reading.sources.phrases import NAME_TAGS, core_of, parties_at, party_on
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import Noun, speakers

PLACES_OF_WORK = frozenset(("ngo", "company", "media"))
_SEATED = frozenset(("office", "organ"))
"""Kinds of who has papers, and publishes none: "court papers"."""
_REGIONS = frozenset(("west", "europe"))


def noun_of(scene: Scene, head: int, tokens: Sequence[int]) -> Noun | None:
    """The noun for a speaker at a token, with the word before it where both make one: "trading house"."""
    nouns = speakers().nouns
    lower = scene.lower[head]
    if f"national {lower}" in nouns and _is_national(scene, head):
        return nouns[f"national {lower}"]
    before = scene.lower[head - 1] if head and (head - 1 in tokens or scene.lower[head - 1] == "-") else ""
    if before == "-" and head > 1:
        before = scene.lower[head - 2] + "-"
        return nouns.get(f"{before}{lower}") or nouns.get(lower) or nouns.get(scene.lemma[head])
    behind = " ".join(scene.lower[head : head + 3])  # "the bill of lading"
    return nouns.get(f"{before} {lower}") or nouns.get(lower) or nouns.get(scene.lemma[head]) or nouns.get(behind)


def _is_national(scene: Scene, head: int) -> bool:
    """Whether a noun is told of as a town's or a state's: "Jakarta papers", "two papers in Seoul", "papers report"."""
    placed = scene.lower[head + 1 : head + 2] == ["in"] and head + 2 < len(scene.lower)
    if scene.dep[head] == "nsubj" and scene.lemma[scene.head[head]] in signs().writing:
        return True
    beside = [party_on(scene, at) for at in ([head - 1] * (head > 0) + [head + 2] * placed)]
    return any(party is not None and party.kind not in _SEATED for party in beside)


def sort_of(scene: Scene, tokens: Sequence[int], head: int) -> str | None:
    """What kind of body a name is, by the noun before it: "the trade journal Africa Arms Monitor"."""
    if scene.tag[head] not in NAME_TAGS:
        return None
    for token in tokens:
        before = scene.tag[token] == "NN" and scene.dep[token] in ("compound", "nmod", "appos", "pobj")
        periodical = (scene.tag[token], scene.dep[token]) == ("JJ", "amod") and scene.tag[token + 1] in NAME_TAGS
        if token < head and (before or periodical):  # "the daily La Voz"
            noun = noun_of(scene, token, tokens)
            if noun is not None and noun.alone and noun.class_ in PLACES_OF_WORK:
                return noun.class_
    return None


def named_after(scene: Scene, town: int) -> str | None:
    """The class of a body whose name ends in a town's: "Radio Goma", "La Gazette de Toulouse"."""
    for token in range(town - 1, max(-1, town - _NAME), -1):
        small = scene.lower[token] in signs().particles
        if not small and not scene.text[scene.starts[token]].isupper():
            return None
        called = speakers().names.get(scene.lower[token])
        if called is not None:
            return called if called in PLACES_OF_WORK else None
    return None


_NAME = 5
"""Words of a name that ends in a town's."""


def is_of_unnamed(scene: Scene, head: int) -> bool:
    """Whether people are of a set of whom nobody is named: "two members of the crew"."""
    of = [kid for kid in scene.children[head] if scene.dep[kid] == "prep" and scene.lower[kid] == "of"]
    inner = [kid for at in of for kid in scene.children[at] if scene.dep[kid] == "pobj"]
    nouns = (noun_of(scene, kid, range(kid, kid + 1)) for kid in inner)
    return any(
        noun is not None and noun.alone and (noun.class_, noun.named) == ("anonymous", "person") for noun in nouns
    )


def called_afterwards(scene: Scene, head: int) -> tuple[str, ...]:
    """The nouns of another class by which a speaker is called later: "the firm" for "the tracking firm Lens"."""
    before = range(max(head - 2, 0), head + 1)  # the noun stands at the head, or before the name that is the head
    nouns = (noun_of(scene, token, before) for token in before[-2:])
    return next((noun.also for noun in nouns if noun is not None and noun.also), ())


def place_of_work(scene: Scene, tokens: Sequence[int], head: int) -> str | None:
    """The class of the body that follows a name: "Ilse Vandamme of the Belgian research group GRIP"."""
    for token in tokens:
        if token <= head or scene.dep[token] not in ("pobj", "compound", "nmod"):
            continue
        noun = noun_of(scene, token, tokens)
        if noun is not None and noun.alone and noun.class_ in PLACES_OF_WORK:
            return noun.class_
        called = speakers().names.get(scene.lower[token])
        if called == "ngo" and scene.dep[token] == "pobj" and scene.text[scene.starts[token]].isupper():
            return called  # "of the Campaign for ...", which the tagger takes for no name
    return None


def employed_by(scene: Scene, tokens: Sequence[int], head: int, people: Collection[str]) -> tuple[str, int] | None:
    """For whom a spokesman speaks whom no file knows: "a company spokeswoman", "a spokesman for Moravarm".

    Returns the class and the token of the employer; None where he speaks for nobody of that kind.
    """
    if scene.lemma[head] not in signs().speaking:
        return None
    for token in tokens:
        if token < head and scene.dep[token] in ("compound", "nmod"):
            noun = noun_of(scene, token, range(token, token + 1))
            if noun is not None and noun.alone and noun.class_ in PLACES_OF_WORK:
                return noun.class_, token
    joint = next((kid for kid in scene.children[head] if scene.lower[kid] == "for" and kid > head), None)
    name = next((kid for kid in scene.children[joint] if kid in tokens), None) if joint is not None else None
    if name is None or scene.tag[name] not in NAME_TAGS or scene.lower[name] in people:
        return None
    words = core_of(scene, name, tokens)
    if parties_at(scene, words) or any(scene.dep[word] == "det" or noun_of(scene, word, words) for word in words):
        return None  # "a spokesman for the Greens"
    called = (one for word in reversed(words) if (one := speakers().names.get(scene.lower[word])))
    return next(called, "company"), name


def made_by(scene: Scene, head: int) -> Source | None:
    """Whose a statement or a paper is: "a communiqué which the rebels issued in Beirut"."""
    if scene.lemma[head] not in speakers().utterances:
        return None
    for clause in scene.children[head]:
        if scene.dep[clause] != "relcl" or scene.lemma[clause] not in speakers().making:
            continue
        makers = [token for token in range(head, clause) if scene.dep[token] == "nsubj"]
        party = next((p for p in scene.parties for kid in makers if p.first <= kid <= p.token), None)
        if party is not None:
            return source_of(party)
    return None


def armed_group(scene: Scene, parties: Sequence[PartyMention], head: int) -> Source | None:
    """The armed group whose somebody unnamed is: "a Houthi official", "two officers of the M23"."""
    for party in parties:
        group = of_group(source_of(party))
        if group.class_ == "nonstate":
            joint = scene.head[party.token]
            if party.token <= head or scene.lower[joint] in ("of", "from", "in", "with"):
                return group
    return None


def usual_state(before: str, noun: str) -> str | None:
    """The one state whose people are so called where no state is named: "a senior administration official"."""
    phrases = speakers().usual
    words = [*before.split()[-2:], noun]
    return next((state for at in range(2) if (state := phrases.get(" ".join(words[at:])))), None)


def is_resident(scene: Scene, token: int) -> bool:
    """Whether a noun is of somebody who lives abroad; not the title of "Representative Jane Roe"."""
    behind = scene.tag[token + 1 : token + 2]
    titled = scene.lemma[token] in speakers().titles and behind == ["NNP"]
    return scene.lemma[token] in speakers().residents and not (titled and scene.lemma[token] != "ambassador")


def only_state(words: str) -> str | None:
    """The one state that has such offices: "a deputy assistant secretary of state" is of the United States."""
    alone = (states for offices, states in speakers().only if len(states) == 1 and offices.search(words))
    return next((next(iter(states)) for states in alone), None)


def is_none_of(state: str | None, words: str) -> bool:
    """Whether nobody is called so in a state: no minister is of the United States, no chancellor of Greece."""
    code = state_code(state)
    if code is None:
        return False
    never = speakers().never.get(code)
    elsewhere = any(code not in states and offices.search(words) for offices, states in speakers().only)
    return elsewhere or (never is not None and never.search(words) is not None)


def region_of(parties: Sequence[PartyMention], head: int) -> str | None:
    """The part of the world that unnamed people are of, where no state is named: "Western diplomats"."""
    codes = {party.code for party in parties if party.code and party.token <= head}
    return next(iter(codes)) if len(codes) == 1 and codes <= _REGIONS else None
