"""Who imposes a measure and on whom, read from the parse of its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from weighbridge.reading.scene import PartyMention, Scene

_POWERS = frozenset("state adjective people capital organ office person group".split())
_CORE = frozenset("compound amod nmod poss nn".split())
_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVE = frozenset(("nsubjpass", "csubjpass"))
_OBJECTS = frozenset(("dobj", "obj"))
_RELATIVE = frozenset(("which", "that", "who", "whom"))
_PUBLIC = frozenset(("government", "military", "intelligence", "intergovernmental"))
_STOP_RIGHT = frozenset(("relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis"))


def kids(scene: Scene, at: int, *deps: str) -> list[int]:
    """Dependents of ``at`` in one of the relations ``deps``."""
    return [kid for kid in scene.children[at] if scene.dep[kid] in deps]


def conjuncts(scene: Scene, at: int) -> list[int]:
    """``at`` and what is joined to it by "and", in order."""
    found = [at]
    for one in found:
        found.extend(kids(scene, one, "conj"))
    return found[:12]


def is_verb(scene: Scene, at: int) -> bool:
    return scene.tag[at].startswith("VB") or scene.tag[at] == "MD"


def is_noun(scene: Scene, at: int) -> bool:
    return scene.tag[at][:2] in ("NN", "PR", "CD", "WP", "DT", "WD")


def parties_at(scene: Scene, at: int, strict: bool = False) -> list[PartyMention]:
    """Parties that the noun ``at`` names by itself or (unless ``strict``) by a word that belongs to it."""
    if not scene.parties:
        return []
    covering = [
        party for party in scene.parties if party.kind in _POWERS and party.first <= at <= max(party.token, party.first)
    ]
    if covering and covering[0].code:
        return covering[:1]
    if strict:
        return covering
    found = list(covering)
    near = set(kids(scene, at, *_CORE))
    for prep in kids(scene, at, "prep"):
        if scene.lower[prep] in ("of", "in", "at", "for", "from"):
            near.update(kids(scene, prep, "pobj"))
    near.update(kids(scene, at, "appos"))
    for party in scene.parties:
        known = party.kind in _POWERS or party.kind == "place"
        if known and party.code and (party.token in near or party.first in near):
            found.append(party)
    return sorted(found, key=lambda one: one.code is None)


def power(scene: Scene, at: int, strict: bool = False) -> str | None:
    """The code of the state or body that the noun ``at`` stands for."""
    found = parties_at(scene, at, strict)
    return found[0].code if found else None


def is_public(scene: Scene, at: int) -> bool:
    """Whether the noun ``at`` is a state, an organ of one or a body of states."""
    return any(party.class_ in _PUBLIC for party in parties_at(scene, at)[:1])


def subjects(scene: Scene, verb: int, depth: int = 0) -> list[int]:
    """Nouns that do what ``verb`` says, through passive, control, coordination and relatives."""
    if depth > 6:
        return []
    for agent in kids(scene, verb, "agent"):
        by = kids(scene, agent, "pobj")
        if by:
            return conjuncts(scene, by[0])
    if kids(scene, verb, *_PASSIVE):
        return []
    own = kids(scene, verb, *_SUBJECTS)
    if own:
        first = own[-1]
        if scene.lower[first] in _RELATIVE and scene.dep[verb] == "relcl":
            return conjuncts(scene, scene.head[verb])
        return conjuncts(scene, first)
    dep, head = scene.dep[verb], scene.head[verb]
    if head == verb:
        return []
    if scene.tag[verb] == "VBN" and dep in ("acl", "relcl"):
        return []
    if dep in ("xcomp", "ccomp", "dep", "advcl", "conj", "pcomp", "prep"):
        if dep in ("xcomp", "ccomp") and is_verb(scene, head):
            controlled = kids(scene, head, "dobj")
            if controlled:
                return conjuncts(scene, controlled[0])
            for prep in kids(scene, head, "prep"):
                if scene.lower[prep] in ("on", "upon", "to"):
                    return [one for at in kids(scene, prep, "pobj") for one in conjuncts(scene, at)]
        if dep == "conj" and kids(scene, head, *_PASSIVE):
            return []
        return subjects(scene, head, depth + 1)
    if dep in ("acl", "relcl"):
        owners = [at for at in kids(scene, head, "poss") if power(scene, at)]
        if owners or scene.tag[verb] != "VB":
            return owners or [head]
        return subjects(scene, head, depth + 1)
    if dep in ("dobj", "pobj", "nsubjpass") or is_noun(scene, verb):
        return subjects(scene, head, depth + 1)
    return []


def objects(scene: Scene, verb: int) -> list[int]:
    """What ``verb`` is done to: its object, passive subject, or the noun it modifies."""
    found = kids(scene, verb, *_OBJECTS, *_PASSIVE)
    if not found and scene.tag[verb] in ("VBN", "VBD") and scene.dep[verb] in ("acl", "relcl"):
        found = [scene.head[verb]]
    if not found and scene.dep[verb] == "conj" and scene.tag[verb] == "VBN":
        found = kids(scene, scene.head[verb], *_PASSIVE)
    if scene.dep[verb] == "relcl":
        found = [scene.head[verb] if scene.lower[at] in _RELATIVE else at for at in found]
    if not found and scene.tag[verb] in ("VBN", "VBD"):
        # headlines leave out "were": "Weapons seized off Somalia"
        found = kids(scene, verb, *_SUBJECTS)
    if not found:
        # and "that was": "Navy halts cargo sent from Iran"
        cut = [one for one in kids(scene, verb, "ccomp") if scene.tag[one] in ("VBD", "VBN")]
        found = [at for one in cut for at in kids(scene, one, *_SUBJECTS) if not kids(scene, one, "aux", "mark")]
    out: list[int] = []
    for at in found:
        out.extend(one for one in conjuncts(scene, at) if one not in out)
    return out


def clause_objects(scene: Scene, verb: int) -> list[int]:
    """Verbs that ``verb`` takes as its complement: "stop supplying", "bar from crossing"."""
    found = kids(scene, verb, "xcomp", "ccomp")
    for prep in kids(scene, verb, "prep"):
        found.extend(kids(scene, prep, "pcomp"))
    for at in kids(scene, verb, "dobj"):
        found.extend(kids(scene, at, "acl"))
    return found


def phrase_tokens(scene: Scene, at: int) -> list[int]:
    """Tokens of the noun phrase of ``at``: what stands before it, and of/for/on/to after it."""
    out = {at}
    for kid in scene.children[at]:
        if scene.dep[kid] in _STOP_RIGHT and not (kid < at and scene.dep[kid] == "punct"):
            continue
        if kid < at or (
            scene.dep[kid] == "prep" and scene.lower[kid] in ("of", "for", "to", "on", "from", "between", "in")
        ):
            out.update(_below(scene, kid))
    return sorted(out)


def _below(scene: Scene, at: int) -> Iterator[int]:
    yield at
    for kid in scene.children[at]:
        if scene.dep[kid] not in ("relcl", "advcl", "punct", "appos"):
            yield from _below(scene, kid)


def phrase_text(scene: Scene, at: int) -> str:
    """The words of the noun phrase of ``at`` as the document writes them."""
    tokens = phrase_tokens(scene, at)
    first = at
    for token in reversed([one for one in tokens if one <= at]):
        while first > token + 1 and scene.lower[first - 1] in ("-", "\u2010", "\u2011"):
            first -= 1
        if token < first - 1:
            break
        first = token
    last = at
    for token in [one for one in tokens if one > at]:
        if token > last + 1:
            break
        last = token
    parse = scene.parse
    text = scene.text[parse[first].idx : parse[last].idx + len(parse[last].text)]
    return text.strip(' \t"\u201c\u201d,;:')


def complement(scene: Scene, at: int, *preps: str) -> int | None:
    """The noun after one of ``preps`` that belongs to ``at``."""
    for prep in kids(scene, at, "prep"):
        if scene.lower[prep] in preps:
            for noun in kids(scene, prep, "pobj"):
                return noun
    return None


def codes_in(scene: Scene, tokens: list[int]) -> list[str]:
    """Codes of the parties named among ``tokens``, in their order."""
    wanted = set(tokens)
    return [one.code for one in scene.parties if one.code and (one.token in wanted or one.first in wanted)]
