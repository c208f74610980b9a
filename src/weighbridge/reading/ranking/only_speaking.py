"""Parties that a sentence names only to say whose word it is: "the rebels got mortars, a Western diplomat said".

The models take such a party for who gives or gets where nobody else is known. The state of a speaker may be that of
"the army" or of nobody named; it is not that of rebels. And bodies without stores of their own are neither.
"""

from __future__ import annotations

from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import ItemCandidate, Page
from weighbridge.reading.ranking.words import words

RULED_OUT, LIKELY, SURE = 0.05, 0.5, 0.9
"""What such a party has at most; what a body had then falls to nobody known, if it was so much; and what nobody known
has where rebels stand in the role. Set by hand."""


def leave_out_speakers(page: Page) -> None:
    """Lowers the scores of parties that only speak, as suppliers and recipients of what they speak of."""
    for item in page.items:
        look = page.looks[item.scene]
        speaking = _only_speaking(look, item)
        if not speaking:
            continue
        bodies = {code for code in speaking & words().bodies if _by_a_person(look, code)}
        for role, scores in (("supplier", item.supplier), ("recipient", item.recipient)):
            by_rebels = _by_rebels(look, item, role)
            out, least = (speaking, 0.0) if by_rebels else (bodies, LIKELY)
            highest = max(zip(scores, item.codes, strict=True), key=lambda pair: pair[0], default=(0.0, None))
            for at, code in enumerate(item.codes):
                if code in out:
                    scores[at] = min(scores[at], RULED_OUT)
                elif code is None and highest[1] in out and highest[0] >= least:
                    scores[at] = max(scores[at], SURE if by_rebels else highest[0])


def _only_speaking(look: Lookup, item: ItemCandidate) -> set[str]:
    """The codes of parties that are named in the words for who says it, and nowhere else in the sentence."""
    sources = {at for voice in look.voices if item.mention.token in voice.content for at in voice.source}
    named = [party for party in look.scene.parties if party.code]
    others = {party.code for party in named if party.token not in sources}
    return {party.code for party in named if party.code and party.token in sources} - others


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
