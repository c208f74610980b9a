"""Parties that a sentence names only to say whose word it is: "the rebels got mortars, a Western diplomat said".

The models take such a party for who gives or gets where nobody else is known. The state of a speaker may be that of
"the army" or of nobody named; it is not that of rebels. Bodies without stores of their own are neither giver nor
getter, nor is the state of a newspaper, a researcher or a court; and nobody arms his enemy: "Missiles have been
delivered to Iran, Israel said". Whom any sentence of the document names as who gives something may have given this.
"""

from __future__ import annotations

from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page, likeliest
from weighbridge.reading.ranking.words import words

RULED_OUT, LIKELY, SURE = 0.05, 0.5, 0.9
"""What such a party has at most; what it had then falls to nobody known, if it was so much; and what nobody known has
where rebels stand in the role. Set by hand."""


def leave_out_speakers(page: Page) -> None:
    """Lowers the scores of parties that only speak, as suppliers and recipients of what they speak of."""
    every = [(item, page.looks[item.scene], _only_speaking(page.looks[item.scene], item)) for item in page.items]
    givers = _givers(page) if any(speaking for _, _, speaking in every) else set()
    for item, look, speaking in every:
        if not speaking:
            continue
        aloof = {code for code in speaking & words().bodies if _by_a_person(look, code)}
        getter = likeliest(item.codes, item.recipient)[0]
        strangers = {
            code
            for code in speaking
            if code not in givers
            and (_by_a_bystander(look, code) or (_are_foes(code, getter) and not _answers(look, code)))
        }
        for role, scores in (("supplier", item.supplier), ("recipient", item.recipient)):
            by_rebels = _by_rebels(look, item, role)
            barred = aloof | strangers if role == "supplier" else aloof
            out, least = (speaking, 0.0) if by_rebels else (barred, LIKELY)
            highest, most = likeliest(item.codes, scores)
            for at, code in enumerate(item.codes):
                if code in out:
                    scores[at] = min(scores[at], RULED_OUT)
                elif code is None and highest in out and most >= least:
                    scores[at] = max(scores[at], SURE if by_rebels else most)


def _only_speaking(look: Lookup, item: ItemCandidate) -> set[str]:
    """The codes of parties that are named in the words for who says it, and nowhere else in the sentence."""
    sources = {at for voice in look.voices if item.mention.token in voice.content for at in voice.source}
    named = [party for party in look.scene.parties if party.code]
    others = {party.code for party in named if party.token not in sources}
    return {party.code for party in named if party.code and party.token in sources} - others


def _are_foes(one: str, other: str | None) -> bool:
    foes = words().foes
    return f"{one} {other}" in foes or f"{other} {one}" in foes


def _givers(page: Page) -> set[str | None]:
    """The parties that any sentence of the document names as who gives goods."""
    return {code for look in page.looks for hit in look.scene.hits for code in look.named_in(hit, "supplier")}


def _answers(look: Lookup, code: str) -> bool:
    """Whether a party admits or denies what is said, which who has nothing to do with it seldom does."""
    own = (voice for voice in look.voices if code in voice.codes)
    return any(not words().answering.isdisjoint(voice.cue.split()) for voice in own)


def _by_a_bystander(look: Lookup, code: str) -> bool:
    """Whether the words that name the speaker say that it is somebody who reports on others."""
    scene = look.scene
    speaking = {at for voice in look.voices for at in voice.source}
    if any(scene.lower[at] in words().of_a_state for at in speaking) or _names_a_body(look, speaking):
        return False  # "Iranian state television", "a researcher for the Russian defence ministry"
    for party in scene.parties:
        if party.code != code or party.token not in speaking:
            continue
        own, at = [party.token], party.token
        while scene.head[at] in speaking and scene.head[at] != at:
            at = scene.head[at]
            own.append(at)
        nouns = {scene.lemma[at] for at in own if scene.tag[at].startswith("NN")}
        if party.kind in ("outlet", "institute") or not words().bystanders.isdisjoint(nouns):
            return True
    return False


def _names_a_body(look: Lookup, speaking: set[int]) -> bool:
    scene = look.scene
    bodies = (party for party in scene.parties if party.kind in ("organ", "office") and party.token in speaking)
    return any(scene.lemma[party.token] not in words().bystanders for party in bodies)


def _by_a_person(look: Lookup, code: str) -> bool:
    """Whether it is somebody from a body who speaks, and not the body: "a NATO official", not "NATO"."""
    people = (party.token for party in look.scene.parties if party.code == code)
    return any(look.scene.tag[at] in ("NN", "NNS") for at in people)


def _by_rebels(look: Lookup, item: ItemCandidate, role: str) -> bool:
    """Whether people in arms whom no name tells apart have a role of the word of transfer that has the goods."""
    scene, armed = look.scene, words().armed
    parties = {party.token for party in scene.parties if party.code}
    return any(
        scene.lemma[at] in armed and at not in parties and at not in look.resolved
        for hit in scene.hits
        if item.mention.token in hit.roles.get("item", ())
        for at in hit.roles.get(role, ())
    )
