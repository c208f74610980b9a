"""Goods that somebody got from nobody named: "Finland bought 64 F-35s".

The models have seen hardly any such sentence by itself, and hold them for too little. The maker is no supplier that
the sentence names (coding guidelines, 8), so there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import Page, Triple
from weighbridge.reading.ranking.words import words

TOLD = 0.45
"""What such a transfer has at least, where the models hold no other of these goods for so much; set by hand."""
_MAIN = ("ROOT", "conj", "ccomp")


def tell_bought(page: Page, triples: Sequence[Triple]) -> None:
    """Sets the probability of transfers without a supplier whose main verb names goods by their designation and who
    gets them, and whose sentence names no other party."""
    for one in triples:
        if one.supplier is None and one.probability < TOLD and _tells(page.looks[one.scene], one):
            rivals = (other for other in triples if other.candidate is one.candidate)
            if all(other.probability < TOLD for other in rivals):
                one.probability = TOLD


def _tells(look: Lookup, one: Triple) -> bool:
    scene, mention = look.scene, one.candidate.mention
    own = mention.origin == one.recipient  # what a state builds itself
    if own or mention.kind != "designation" or {party.code for party in scene.parties} != {one.recipient}:
        return False
    return any(
        hit.frame.pos == "verb"
        and scene.lemma[hit.trigger] in words().acquiring
        and scene.dep[hit.trigger] in _MAIN
        and mention.token in hit.roles.get("item", ())
        and look.named_in(hit, "recipient") == {one.recipient}
        and all(scene.dep[at] == "nsubj" for at in hit.roles["recipient"])
        and scene.head[mention.token] == hit.trigger
        for hit in scene.hits
    )
