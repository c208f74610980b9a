"""Whose somebody is of whom the text gives no name: of the body in his phrase, of the place where he speaks."""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.model import Source
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.employers import PLACES_OF_WORK, usual_state
from weighbridge.reading.sources.memory import Memory
from weighbridge.reading.sources.parties import whose_code
from weighbridge.reading.sources.phrases import NAME_TAGS, is_definite, is_human, opened_in
from weighbridge.reading.sources.words import speakers

_WATCHED = ("ngo", "company")
"""A firm that watches the trade, where it is only called "the firm"."""


class Belonging(Memory):
    """Resolves whose a phrase is by the nouns inside it."""

    __slots__ = ()

    def _set_in(self, scene: Scene, tokens: Sequence[int], head: int) -> str | None:
        """The state of the place with which the clause begins; not for "the minister", who may be on a visit there."""
        known = self.nouns.get(scene.lemma[head])
        bare = known is not None and is_human(scene, head) and sum(scene.tag[t] != "DT" for t in tokens) == 1
        return None if bare or scene.lemma[head] in speakers().residents else opened_in(scene, tokens[0])

    def _anonymous(
        self, scene: Scene, tokens: Sequence[int], head: int, parties: Sequence[PartyMention], definite: bool
    ) -> str | None:
        """The country of people whom the text doesn't name: of their organ, of those named alike before."""
        code = next((p.code for p in parties if p.code and p.kind in ("organ", "person", "company")), None)
        if code is None and not parties:
            code = self._owner(scene, tokens)
        if code is None and not any(p.code for p in parties):
            code = usual_state(" ".join(scene.lower[t] for t in tokens if t < head), scene.lemma[head])
        if code is None:
            nested = self._nested(scene, tokens, head)
            code = nested.country if nested is not None else None
        if code is None and not parties and scene.lemma[head] not in speakers().residents:
            code = opened_in(scene, tokens[0], ("in",))  # "In Moscow a source in the Defence Ministry told Interfax"
        if code is None and definite and not parties:
            known = self.nouns.get(scene.lemma[head]) or self.last_many or self.last_person
            code = known.country if known is not None and known.class_ == "anonymous" else None
        return whose_code(code)

    def _nested(self, scene: Scene, tokens: Sequence[int], head: int) -> Source | None:
        """The body in "a spokesman for the ministry", "the company's director", where no file names it."""
        nouns = speakers().nouns
        for token in tokens:
            if token == head or scene.tag[token][0] != "N":
                continue
            if scene.dep[token] == "poss" and scene.tag[token] in NAME_TAGS:
                known = self.nouns.get(scene.lower[token])
                if known is not None:
                    return known
            both = f"{scene.lower[token - 1]} {scene.lower[token]}" if token else ""  # "trading house"
            inner = nouns.get(both) or nouns.get(scene.lower[token])
            if inner is not None and inner.class_ not in ("anonymous", "person", "document"):
                if token < head and scene.dep[token] in ("compound", "nmod", "amod"):
                    continue
                owner = self._possessor(scene, tokens, token)
                if owner is not None:
                    return Source(inner.class_, owner.country, None, True)
                known = self.nouns.get(self._key(scene, token)) or self.nouns.get(scene.lemma[token])
                if known is not None and (known.class_ == inner.class_ or (known.class_, inner.class_) == _WATCHED):
                    self.guessed = True
                    return known
                same = self.classes.get(inner.class_) if inner.class_ in PLACES_OF_WORK else None
                if same is not None and same.country is not None and is_definite(scene, token):
                    self.guessed = True
                    return same
                group = self.last_group
                if inner.class_ == "company" and group is not None and group.class_ == "company":
                    self.guessed = True
                    return group
                known_one = is_definite(scene, head)
                return Source(inner.class_, self._country(inner.class_, known_one, scene, token), None, True)
        return None
