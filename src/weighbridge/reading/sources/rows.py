"""What the model of sources looks at: numbers for a candidate, and for the place of the statement.

Nothing here knows a country or a document by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from weighbridge.model import CERTAINTIES, SOURCE_CLASSES, STANCES, Source
from weighbridge.reading.attribution.words import cue_class, cue_stance
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.positions.modality import Position

if TYPE_CHECKING:
    from weighbridge.reading.sources.speech import Grounds, Key, Speech, Voice

CUE_KINDS = "verb quote according_to citing noun adjective adverb hedge seeming headline".split()
CUE_GROUPS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("saying",),
            ("saying on", "putting"),
            ("telling",),
            ("confirming",),
            ("denying", "rejecting", "doubting"),
            ("declining",),
            ("warning",),
            ("urging",),
            ("asking",),
            ("thinking", "judging", "viewing"),
            ("finding", "showing"),
            ("knowing",),
            ("promising",),
            ("offering",),
            ("intending", "favouring"),
            ("accusing",),
            ("criticizing", "calling", "commenting"),
        )
    )
    for name in names
}
GROUPS = (
    "say add tell confirm deny decline warn urge ask think find know promise offer intend accuse comment other"
).split()
STAGES = "sought negotiating agreed shipped delivered used halted".split()
LEMMAS = """say tell announce report ask order want deny decide offer refuse agree confirm accuse believe plan
expect know hope seek call pledge promise warn claim demand request propose approve reject
need allow""".split()
"""Verbs that say by themselves whether their subject speaks or acts."""
_FAR = 40.0
_WE = frozenset("we us our ours i me my".split())


def _group(lemma: str) -> int:
    return CUE_GROUPS.get(cue_class(lemma) or "", len(GROUPS) - 1)


@lru_cache(maxsize=4096)
def _cue_row(lemma: str) -> tuple[float, ...]:
    """The group that a cue belongs to, and which of LEMMAS it is."""
    group = _group(lemma)
    groups = (float(group == number) for number in range(len(GROUPS)))
    return (*groups, *(float(lemma == one) for one in LEMMAS))


_NO_CUE = (0.0,) * (len(GROUPS) + len(LEMMAS))


def surroundings_of(
    speech: Speech,
    at: int,
    item: int,
    trigger: int,
    hit: FrameHit | None,
    covering: Sequence[Voice],
    told: Position,
) -> list[float]:
    """Numbers that are the same for all candidates of a statement."""
    scene = speech.scenes[at]
    char = scene.start + scene.starts[trigger]
    named = [v for v in covering if v.source is not None]
    here = speech.made_in[at]
    climb = scene.climb(trigger)
    deps = [scene.dep[one] for one in climb]
    back = at - 1
    before = speech.made_in[back] if back >= 0 else []
    same_paragraph = back >= 0 and speech.scenes[back].paragraph == scene.paragraph
    auxiliaries = {scene.lower[c] for c in scene.children[trigger] if scene.dep[c] in ("aux", "auxpass")}
    return [
        float(len(covering)),
        float(len(named)),
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
        float(scene.tag[trigger].startswith("V")),
        float(scene.tag[trigger] == "VBD"),
        float("had" in auxiliaries),
        float(bool(auxiliaries & {"will", "would", "'ll"})),
        float(hit is not None and hit.presupposed),
        float(hit is not None and hit.passive),
        float(len(hit.chain)) if hit is not None else -1.0,
        float(scene.head[trigger] == trigger),
        *(float(hit is not None and hit.frame.stage == stage) for stage in STAGES),
        speech.official,
        float(speech.issued),
        float(speech.dateline),
        float(min(speech.first_person, 10)),
        float(speech.floor[at][0]),
        float(speech.floor[at][1] is not None),
        len(speech.voices) / max(1, len(speech.scenes)),
        float(any(word == "\u201c" or word == '"' or word == "``" for word in scene.lower)),
        float(any(v.at < char for v in here)),
        float(sum(len(one) for one in speech.made_in[max(0, at - 3) : at])),
        *(float(told.stage == one) for one in STAGES),
        *(float(told.stance == one) for one in STANCES),
        float(CERTAINTIES.index(told.certainty)),
        *(float(scene.lemma[trigger] == one) for one in LEMMAS),
        float(scene.text.rstrip()[-1:] in '.!\u201d"'),
        float(scene.text.isupper()),
        float(":" in scene.text[:40]),
        float(scene.lower[0] in ("\u201c", '"', "``")),
        float(_speaking_verbs(speech, at)),
        float(sum(v.source is None for v in here)),
        float(len({party.code for party in scene.parties if party.code})),
        float(";" in scene.lower),
        float(len(speech.scenes)),
        at / max(1, len(speech.scenes)),
        float(any(v.attribution.kind == "quote" for v in covering)),
        float(sum(word in _WE for word in scene.lower)),
    ]


def _speaking_verbs(speech: Speech, at: int) -> int:
    """How many verbs of speech or thought of the sentence have a subject that may speak."""
    scene = speech.scenes[at]
    return sum(cue_class(scene.lemma[verb]) is not None for verb in speech.speaking[at])


def _voice_row(speech: Speech, voice: Voice | None, at: int, char: int, item_char: int) -> list[float]:
    if voice is None:
        return [0.0] * (len(VOICE_NAMES) - 1) + [_FAR]
    one = voice.attribution
    stance = cue_stance(one.cue_lemma)
    low, high = sorted((voice.at, char))
    semicolons = speech.document.text.count(";", low, high) if voice.scene == at else 0
    return [
        *(float(one.kind == kind) for kind in CUE_KINDS),
        *_cue_row(one.cue_lemma),
        1.0,
        float(semicolons),
        float(voice.first_person),
        float(one.negated),
        float(one.modal is not None),
        float(one.in_speech),
        float(one.level),
        float(any(start <= char < end for start, end in one.content)),
        float(any(start <= item_char < end for start, end in one.content)),
        float(voice.pronoun),
        float(voice.scene == at),
        float(stance in ("denies", "declines", "warns")),
        float(voice.at < char),
        min(_FAR, abs(voice.at - char) / 10.0),
    ]


VOICE_NAMES = [
    *(f"cue_{one}" for one in CUE_KINDS),
    *(f"group_{one}" for one in GROUPS),
    *(f"lemma_{one}" for one in LEMMAS),
    *"""has semicolons first_person negated modal in_speech level covers_trigger covers_item pronoun here
    opposed cue_before distance""".split(),
]


def row_of(
    speech: Speech,
    at: int,
    grounds: Grounds,
    around: Sequence[float],
    table: Mapping[Key, Grounds],
    points: Sequence[int],
) -> list[float]:
    """Numbers for one candidate among all of ``table``."""
    scene = speech.scenes[at]
    source = grounds.source
    others = [one for one in table.values() if one is not grounds]
    inner = grounds.covering[0] if grounds.covering else None
    guess = grounds.instead[0] if grounds.instead else None
    nearest = inner or guess
    voice = nearest[1] if nearest is not None else (grounds.beside[0] if grounds.beside else None)
    acting = min(grounds.acting, default=None)
    verb = acting[1] if acting is not None else -1
    lemma = scene.lemma[verb] if verb >= 0 else ""
    back = min((one for one, _ in grounds.before), default=9)
    key = (source.class_, source.country)
    total = sum(speech.shares.values()) or 1
    narrator = source.class_ == "narrator"
    previous = next((v for one, v in grounds.before if one == back), None)
    return [
        *around,
        *(float(source.class_ == one) for one in SOURCE_CLASSES),
        float(source.country is None),
        float(source.country is not None and source.country == speech.cast.home),
        float(
            source.country is not None
            and any(
                p.code == source.country and p.kind in ("state", "capital") and scene.dep[p.token].startswith("nsubj")
                for p in scene.parties
            )
        ),
        float(
            source.country is not None
            and any(
                p.code == source.country
                and p.kind in ("state", "capital", "place")
                and scene.dep[p.token] == "pobj"
                and p.token < 4
                for p in scene.parties
            )
        ),
        float(source.country is not None and any(p.code == source.country for p in scene.parties)),
        float(bool(grounds.covering)),
        float(inner[0]) if inner is not None else 9.0,
        float(len(grounds.covering)),
        float(max((depth for depth, _ in grounds.covering), default=-1)),
        float(guess is not None),
        float(guess[0]) if guess is not None else 9.0,
        float(inner is not None and inner[1].guessed),
        *_alternative_row(speech, source, inner, guess),
        float(bool(grounds.beside)),
        float(acting is not None),
        float(acting[0]) if acting is not None else 9.0,
        *(_cue_row(lemma) if lemma else _NO_CUE),
        float(verb >= 0 and scene.head[verb] == verb),
        *_subject_row(speech, at, grounds.subject, points[0]),
        *_country_row(speech, at, source, voice),
        float(grounds.supplier),
        float(grounds.recipient),
        float(grounds.issuer),
        float(grounds.issuer and speech.issued),
        float(grounds.floor),
        float(grounds.home),
        float(grounds.lead),
        float(back),
        float(sum(1 for one, _ in grounds.before if one == back)),
        float(previous is not None and previous.attribution.kind == "headline"),
        float(previous is not None and speech.scenes[previous.scene].paragraph == scene.paragraph),
        speech.shares[key] / total,
        float(speech.shares[key]),
        float(len(table)),
        float(sum(bool(one.covering) for one in others)),
        float(any(one.issuer for one in others)),
        float(any(one.floor for one in others)),
        float(min((one.covering[0][0] for one in others if one.covering), default=9)),
        float(any(one.lead for one in others)),
        float(any(one.acting and min(one.acting)[0] < 3 for one in others)),
        float(min((back for one in others for back, _ in one.before), default=9)),
        float(narrator) * speech.official,
        *_voice_row(speech, voice, at, points[0], points[1]),
        *_voice_row(speech, _rival(others), at, points[0], points[1]),
        *_acting_row(speech, at, others),
    ]


def _alternative_row(
    speech: Speech, source: Source, inner: tuple[int, Voice] | None, guess: tuple[int, Voice] | None
) -> list[float]:
    """How a candidate that only may be meant differs from what the words say, and what its kind tells."""
    told = guess[1].source if guess is not None and inner is None else None
    known = speech.cast.classes.get(source.class_)
    nearest = inner or guess
    voiced = nearest[1].source if nearest is not None else None
    text = (voiced.text or "") if voiced is not None else ""
    return [
        float(told is not None and told.class_ == source.class_),
        float(told is not None and told.class_ == "anonymous"),
        float(told is not None and told.class_ == "person"),
        float(told is not None and told.class_ == "document"),
        float(told is not None and source.country is None),
        float(known is not None and known.country == source.country),
        float(text[:4].lower() == "the "),
        float(text[:2].lower() in ("a ", "an")),
        float(text.endswith("s")),
        float(text[:1].isupper()),
        float("official" in text),
        float(len(text)),
    ]


def _subject_row(speech: Speech, at: int, verbs: Sequence[int], char: int) -> list[float]:
    """The nearest verb beside the transfer whose subject the candidate is; one of speech goes first."""
    if not verbs:
        return [0.0, 0.0, _FAR, 0.0, -1.0, 0.0]
    scene = speech.scenes[at]

    def place(verb: int) -> int:
        return scene.start + scene.starts[verb]

    best = min(verbs, key=lambda one: (cue_class(scene.lemma[one]) is None, abs(place(one) - char)))
    low, high = sorted((place(best), char))
    return [
        1.0,
        float(cue_class(scene.lemma[best]) is not None),
        min(_FAR, (high - low) / 10.0),
        float(speech.document.text.count(";", low, high)),
        float(_group(scene.lemma[best])),
        float(place(best) < char),
    ]


def _country_row(speech: Speech, at: int, source: Source, voice: Voice | None) -> list[float]:
    """How much the document speaks of the candidate's country, and how near to the words for the source."""
    code = source.country
    if code is None:
        return [-1.0, -1.0, 30.0, 0.0, 0.0, -1.0, 0.0]
    counts = speech.named
    total = sum(counts.values()) or 1
    here = voice.scene if voice is not None else at
    back = next(
        (float(here - place) for place in range(here, max(-1, here - 25), -1) if code in speech.codes[place]),
        30.0,
    )
    last = ""
    before = [p for p in speech.scenes[here].parties if p.code and voice is not None and p.start < voice.at]
    if before:
        last = max(before, key=lambda p: p.start).code or ""
    return [
        counts[code] / total,
        float(sum(n > counts[code] for n in counts.values())),
        back,
        float(last == code),
        float(bool(before) and before[0].code == code),
        float(sum(n for (_, c), n in speech.shares.items() if c == code)),
        float(any(p.code == code and p.kind == "adjective" for p in speech.scenes[here].parties)),
    ]


def _rival(others: Sequence[Grounds]) -> Voice | None:
    """The voice nearest to the statement among the other candidates."""
    covering = [pair for one in others for pair in one.covering]
    if covering:
        return min(covering, key=lambda pair: pair[0])[1]
    return next((one.beside[0] for one in others if one.beside), None)


def _acting_row(speech: Speech, at: int, others: Sequence[Grounds]) -> list[float]:
    """The verb nearest to the transfer of which another candidate is the subject."""
    scene = speech.scenes[at]
    steps, verb = min((pair for one in others for pair in one.acting), default=(9, -1))
    lemma = scene.lemma[verb] if verb >= 0 else ""
    return [
        float(steps),
        *(_cue_row(lemma) if lemma else _NO_CUE),
    ]
