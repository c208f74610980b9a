"""What the model of sources looks at that is the same for all candidates of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.sources.voice_rows import LEMMA_ROWS, NO_LEMMA, marks_of

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Speech, Voice

_STAGE_ROWS, _STANCE_ROWS = marks_of(STAGES), marks_of(STANCES)
_NO_STAGE = (0.0,) * len(STAGES)
_WE = frozenset("we us our ours i me my".split())
_QUOTES = frozenset(("\u201c", '"', "``"))
_COMING = frozenset(("will", "would", "'ll"))


def surroundings_of(
    speech: Speech, at: int, trigger: int, hit: FrameHit | None, covering: Sequence[Voice], told: Position
) -> list[float]:
    """Numbers for the place of a statement.

    Args:
        speech: who speaks in the document.
        at: place of the statement's scene.
        trigger: token of the word of transfer, else of the goods.
        hit: the frame of transfer, if there is one.
        covering: the voices that cover the statement, innermost first.
        told: the position whose holder is asked for.
    """
    scene = speech.scenes[at]
    text, lower = scene.text, scene.lower
    char = scene.start + scene.starts[trigger]
    here = speech.made_in[at]
    deps = [scene.dep[one] for one in scene.climb(trigger)]
    back = at - 1
    before = speech.made_in[back] if back >= 0 else []
    same_paragraph = back >= 0 and speech.scenes[back].paragraph == scene.paragraph
    auxiliaries = {lower[c] for c in scene.children[trigger] if scene.dep[c] in ("aux", "auxpass")}
    tag, lemma = scene.tag[trigger], scene.lemma[trigger]
    since, holder = speech.floor[at]
    return [
        float(len(covering)),
        float(sum(v.source is not None for v in covering)),
        float(bool(covering) and covering[0].source is None),
        float(len(here)),
        float(len(before)),
        float(same_paragraph),
        float(at == 0),
        float(min(at, 30)),
        float(scene.sentence.bullet),
        float(len(scene.lemma)),
        float("relcl" in deps),
        float("acl" in deps),
        float("advcl" in deps),
        float("ccomp" in deps),
        float(deps.count("conj")),
        float(tag.startswith("V")),
        float(tag == "VBD"),
        float("had" in auxiliaries),
        float(bool(auxiliaries & _COMING)),
        float(hit is not None and hit.presupposed),
        float(hit is not None and hit.passive),
        float(len(hit.chain)) if hit is not None else -1.0,
        float(scene.head[trigger] == trigger),
        *(_STAGE_ROWS.get(hit.frame.stage, _NO_STAGE) if hit is not None else _NO_STAGE),
        speech.official,
        float(speech.issued),
        float(speech.dateline),
        float(min(speech.first_person, 10)),
        float(since),
        float(holder is not None),
        len(speech.voices) / max(1, len(speech.scenes)),
        float(not _QUOTES.isdisjoint(lower)),
        float(any(v.at < char for v in here)),
        float(sum(len(one) for one in speech.made_in[max(0, at - 3) : at])),
        *_STAGE_ROWS[told.stage],
        *_STANCE_ROWS[told.stance],
        float(CERTAINTIES.index(told.certainty)),
        *LEMMA_ROWS.get(lemma, NO_LEMMA),
        float(text.rstrip()[-1:] in '.!\u201d"'),
        float(text.isupper()),
        float(":" in text[:40]),
        float(lower[0] in _QUOTES),
        float(_speaking_verbs(speech, at)),
        float(sum(v.source is None for v in here)),
        float(len({party.code for party in scene.parties if party.code})),
        float(";" in lower),
        float(len(speech.scenes)),
        at / max(1, len(speech.scenes)),
        float(any(v.attribution.kind == "quote" for v in covering)),
        float(sum(map(_WE.__contains__, lower))),
    ]


def _speaking_verbs(speech: Speech, at: int) -> int:
    """How many verbs of speech or thought of the sentence have a subject that may speak."""
    scene = speech.scenes[at]
    return sum(cue_class(scene.lemma[verb]) is not None for verb in speech.speaking[at])
