"""Speech that a garbled parse hides: ", the ministry said on Friday", ", said X" by their commas.

A dateline, a list or a long sentence can make the parser lose the clause of speech at its end.
Commas and word order still show it, and only where no attribution has found the verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.attribution.words import words
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.words import speakers

_CLASSES = frozenset(("saying", "telling", "saying on", "confirming", "denying"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_BORDERS = frozenset((",", ";", ":", "\u2014", "\u2013", "--", "\u201d", '"', "''"))
_DASHES = frozenset(("\u2014", "\u2013", "--", "-"))
_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_OPENING = frozenset(("saying", "telling", "confirming", "denying", "thinking", "judging", "warning"))
_CLAUSAL = frozenset(("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WP$", "WRB", "TO"))
_LONGEST = 14
"""Tokens of a clause's subject."""


_SPOKEN = frozenset(
    """saying telling confirming denying thinking judging finding showing knowing warning declining doubting
    promising""".split()
) | {"saying on"}
_LISTENERS = frozenset(("telling",))
_TAIL_TAGS = frozenset(("IN", "RB", "TO", "RBR"))
_SUBJECT_STOP = frozenset(("VBD", "VBZ", "VBP", "MD", "WDT", "WRB", "TO", "VB", "EX"))


def aside_speech(scene: Scene) -> Iterator[Attribution]:
    """Clauses of speech set off by commas: ", an admiral hinted, ...", "..., the ministry announced".

    Found by word order alone, whatever the parser made of it. The content is the rest of the sentence,
    as far as the semicolons beside it.
    """
    verbs = words().verbs
    count = len(scene.lower)
    for at in range(2, count):
        lemma = scene.lemma[at].lower()
        classes = verbs.get(lemma)
        if classes is None or scene.tag[at][:2] not in ("VB", "NN") or scene.tag[at] == "VBG":
            continue
        if scene.tag[at] not in ("VBD", "VBZ") and not _may_be_finite(scene, at, lemma):
            continue
        if not _SPOKEN & {one.name for one in classes}:
            continue
        perfect = scene.tag[at] == "VBN" and scene.lower[at - 1] in ("has", "have", "had")
        low = _aside_subject(scene, at - 1 if perfect else at)
        if low is None:
            continue
        end = _aside_end(scene, at, bool(_LISTENERS & {one.name for one in classes}))
        if end is None:
            continue
        yield _aside(scene, (low, at - 2 if perfect else at - 1), at, end, lemma)


def _may_be_finite(scene: Scene, at: int, lemma: str) -> bool:
    """Whether a form that the parser takes for a participle, an infinitive or a noun may be finite here.

    Its subject then has to be a word for people, and a plural where the form is bare.
    """
    before = scene.lower[at - 1]
    if scene.tag[at] == "VBN" and before in ("has", "have", "had"):
        return True
    noun = speakers().nouns.get(before)
    if scene.lower[at] == lemma:
        return before.endswith("s") and (noun is not None or scene.tag[at - 1] == "NNPS") or before == "they"
    return (noun is not None and noun.class_ != "document") or (scene.tag[at] == "VBN" and scene.tag[at - 1] == "NNP")


def _aside_subject(scene: Scene, at: int) -> int | None:
    """The first token of the subject that stands between a border and the verb."""
    low = at - 1
    while low > 0 and scene.lower[low - 1] not in _BORDERS and at - low < 12:
        low -= 1
    if low < 2 or scene.lower[low - 1] not in _BORDERS:
        return None
    if scene.lower[low] in ("and", "but", "as", "so", "or"):
        if scene.lower[low] == "or":
            return None
        low += 1
    inside = range(low, at)
    if not inside or any(scene.tag[t] in _SUBJECT_STOP or scene.lower[t] in ("that", "which") for t in inside):
        return None
    if scene.tag[low] in ("IN", "RB", "VBG", "VBN") or scene.tag[at - 1] not in _HEADS:
        return None
    return low


def _aside_end(scene: Scene, at: int, listens: bool) -> int | None:
    """The border after the clause; None where an object or a clause follows the verb."""
    count = len(scene.lower)
    end = at + 1
    while end < count and scene.lower[end] not in _BORDERS | {".", ";"} and end - at < 16:
        end += 1
    if end < count and scene.lower[end] not in _BORDERS | {".", ";"}:
        return None
    tail = range(at + 1, end)
    if not tail:
        return end
    first = tail[0]
    if scene.lower[first] in ("that", "if", "whether") or any(
        scene.tag[t] in ("MD", "VBZ", "VBP") or scene.lower[t] in ("that", "whether") for t in tail
    ):
        return None
    if listens or scene.tag[first] in _TAIL_TAGS or scene.lower[first] in words().trailing:
        return end
    return None


def _aside(scene: Scene, subject: tuple[int, int], at: int, end: int, lemma: str) -> Attribution:
    low = subject[0]
    first = next((t + 1 for t in range(low - 2, 0, -1) if scene.lower[t] == ";"), 0)
    last = next((t for t in range(end, len(scene.lower)) if scene.lower[t] == ";"), len(scene.lower))
    begin = scene.start + scene.starts[first]
    spans = [(begin, scene.start + scene.starts[low - 1])]
    # what follows a closing comma goes on with the content only where the clause was broken
    if end < last - 2 and scene.lower[end] == "," and scene.lower[end + 1] not in ("and", "but", "while", "which"):
        stop = scene.start + scene.starts[last] if last < len(scene.lower) else scene.end
        spans.append((scene.start + scene.starts[end], stop))
    cue = scene.start + scene.starts[at]
    return Attribution(
        (_chars(scene, *subject),),
        ((cue, cue + len(scene.lower[at])),),
        tuple(spans),
        "verb",
        lemma,
        False,
        None,
        scene.index,
    )


def hidden_speech(scene: Scene, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions by commas and word order, for verbs of speech that ``found`` doesn't have as a cue."""
    verbs = words().verbs
    for at, lemma in enumerate(scene.lemma):
        if scene.tag[at][:2] not in ("VB", "NN") or lemma not in verbs:
            continue
        spoken = verbs[lemma][0].name in _CLASSES and scene.tag[at] in _FINITE
        begin = scene.start + scene.starts[at]
        if any(start <= begin < end for one in found for start, end in one.cue):
            continue
        opening = _opening(scene, at, verbs[lemma][0].name)
        if opening is not None and not any(start < begin < end for one in found for start, end in one.content):
            rest = scene.start + scene.starts[at + 1], scene.end
            span = (begin, begin + len(scene.lower[at]))
            yield Attribution((_chars(scene, *opening),), (span,), (rest,), "verb", lemma, False, None, scene.index)
            continue
        subject = (_before(scene, at) or _after(scene, at)) if spoken else None
        if subject is None:
            continue
        low, high = subject
        first, last = min(low, at), max(high, at)
        content = _content(scene, first, last)
        if content is not None:
            span = (begin, begin + len(scene.lower[at]))
            yield Attribution((_chars(scene, low, high),), (span,), (content,), "verb", lemma, False, None, scene.index)


def _chars(scene: Scene, low: int, high: int) -> tuple[int, int]:
    return scene.start + scene.starts[low], scene.start + scene.starts[high] + len(scene.lower[high])


def _opening(scene: Scene, at: int, class_: str) -> tuple[int, int] | None:
    """The subject with which the sentence opens ("US says ...", "A general denied at the time that ...").

    A dateline before it does not count.
    """
    first = 0
    if scene.index < 8:
        first = next((t + 1 for t in range(min(at, 14) - 1, 0, -1) if scene.lower[t] in _DASHES), 0)
    if class_ not in _OPENING or not 0 < at - first <= 9 or at + 3 >= len(scene.lower):
        return None
    if scene.tag[at] not in _FINITE and not (scene.index < 2 and scene.lower[at].endswith("s")):
        return None
    after = scene.lower[at + 1 : at + 6]
    sure = class_ in ("saying", "telling", "denying") or scene.index == 0
    if not sure and "that" not in after:
        return None
    if any(scene.tag[t] in _CLAUSAL or scene.lower[t] in _BORDERS for t in range(first, at)):
        return None
    if scene.tag[at - 1] not in _HEADS or scene.tag[first] in ("IN", "RB", "TO", "VBG"):
        return None
    return first, at - 1


def _before(scene: Scene, at: int) -> tuple[int, int] | None:
    """The subject between a comma and the verb, with an apposition ("Jay Carney, the spokesman, said")."""
    low = at
    while low and scene.lower[low - 1] not in _BORDERS and at - low < _LONGEST:
        low -= 1
    if low == at and low > 2 and scene.lower[low - 1] == ",":
        inner = low - 1
        while inner and scene.lower[inner - 1] not in _BORDERS and at - inner < _LONGEST:
            inner -= 1
        low = inner - 1
        while low > 0 and scene.lower[low - 1] not in _BORDERS and inner - low < _LONGEST:
            low -= 1
    if not 0 < low < at or scene.lower[low - 1] not in _BORDERS:
        return None
    end = at - 1 if scene.lower[at - 1] != "," else at - 2
    while end > low and scene.tag[end] in ("RB", "MD"):
        end -= 1
    inside = range(low, end + 1)
    if scene.lower[low] in ("and", "but", "as", "that"):
        low += 1
    if any(scene.tag[t] in ("VBD", "VBZ", "MD", "WDT", "WP", "WP$") for t in range(low, at)) or not any(
        scene.tag[t] in _HEADS for t in inside
    ):
        return None
    return low, end


def _after(scene: Scene, at: int) -> tuple[int, int] | None:
    """The subject after the verb (", said an American official, ...")."""
    if not at or scene.lower[at - 1] not in _BORDERS:
        return None
    high = at
    while high + 1 < len(scene.lower) and scene.lower[high + 1] not in _BORDERS | {".", "but"} and high - at < _LONGEST:
        high += 1
    if high == at or scene.tag[at + 1] in ("IN", "TO", "RB", "VBN"):
        return None
    inside = range(at + 1, high + 1)
    if any(scene.tag[t] in _FINITE for t in inside) or not any(scene.tag[t] in _HEADS for t in inside):
        return None
    return at + 1, high


def _content(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """What stands before the clause of speech (or after it, where that opens the sentence)."""
    if first > 2:
        part = next((t + 1 for t in range(first - 2, 0, -1) if scene.lower[t] == ";"), 0)
        if first - part < 5:
            return None
        start = scene.start + scene.starts[part]
        end = scene.start + scene.starts[first - 1]
        tail = last + 1
        if tail + 2 < len(scene.lower) and scene.lower[tail] == "," and scene.lower[tail + 1] in ("but", "and"):
            end = scene.end
        return start, end
    return None


_BODIES = frozenset(("outlet", "institute", "organ", "company", "person", "office", "group"))
_MOST = 4
"""Words of a speaker in a headline."""


def title_speech(scene: Scene, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The speaker of a headline: "Sanctions team: arms reached ...", "No jets for Kyiv – Welt".

    Before a colon he has to be a party that speaks or a word for speakers (states and topics stand there too);
    after a last dash a bare name is enough. Nothing where ``found`` has such a speaker already.
    """
    count = len(scene.lower)
    if scene.index > 1 or count < 5 or scene.lower[-1] == "." or any(one.kind == "headline" for one in found):
        return
    colon = next((t for t in range(1, min(count - 3, _MOST + 1)) if scene.lower[t] == ":"), None)
    if colon is not None and _is_speaker(scene, 0, colon - 1):
        mark = scene.start + scene.starts[colon]
        rest = scene.start + scene.starts[colon + 1], scene.end
        yield _announced(scene, (0, colon - 1), (mark, mark + 1), rest)
        return
    dash = next((t for t in range(count - 2, max(3, count - 2 - _MOST), -1) if scene.lower[t] in _DASHES), None)
    if dash is None:
        return
    before = scene.starts[dash - 1] + len(scene.doc[dash - 1].text)
    if before == scene.starts[dash] or scene.tag[dash] == "HYPH":
        return
    names = range(dash + 1, count)
    if all(scene.tag[t] in ("NNP", "NNPS", "POS") for t in names) or _is_speaker(scene, dash + 1, count - 1):
        mark = scene.start + scene.starts[dash]
        span = mark, mark + len(scene.lower[dash])
        yield _announced(scene, (dash + 1, count - 1), span, (scene.start, mark))


def _is_speaker(scene: Scene, first: int, last: int) -> bool:
    """Whether tokens first..last are a party that speaks for itself, or end in a word for speakers."""
    if any(scene.tag[t] in _CLAUSAL or scene.tag[t] in ("CD", "CC") for t in range(first, last + 1)):
        return False
    if any(p.kind in _BODIES and p.first >= first and p.token == last for p in scene.parties):
        return True
    return scene.lower[last] in speakers().nouns and scene.lower[last] not in words().labels


def _announced(scene: Scene, source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Attribution:
    return Attribution((_chars(scene, *source),), (cue,), (content,), "headline", ":", False, None, scene.index)


_REFERRING = frozenset(("referring", "reference"))


def cited_speech(scene: Scene, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Whom an outlet cites by "with reference to X" or "referring to X", for what it reports.

    Only beside a verb of saying whose source is an outlet, or a word for one: others refer to matters, not to sources.
    """
    for at, word in enumerate(scene.lower):
        if word not in _REFERRING or (word == "reference" and scene.lower[at - 1] != "with"):
            continue
        to = next((t for t in scene.children[at] if scene.lower[t] == "to" and t > at), None)
        who = next((t for t in scene.children[to] if scene.dep[t] == "pobj"), None) if to is not None else None
        told = next((one for one in found if one.kind == "verb" and one.source and _is_outlet(scene, one)), None)
        if who is None or told is None:
            continue
        span = _chars(scene, min([who, *_under(scene, who)]), max([who, *_under(scene, who)]))
        cue = scene.start + scene.starts[at]
        content = tuple(part for part in told.content if not part[0] <= cue < part[1]) or told.content
        cues = ((cue, cue + len(word)),)
        yield Attribution((span,), cues, content, "citing", "refer", False, None, scene.index)


def _is_outlet(scene: Scene, one: Attribution) -> bool:
    """Whether an outlet, or a word for one, stands in the source of an attribution."""
    start, end = one.source[0][0], one.source[-1][1]
    if any(p.kind == "outlet" and start <= p.start < end for p in scene.parties):
        return True
    inside = [t for t, at in enumerate(scene.starts) if start <= scene.start + at < end]
    nouns = [speakers().nouns.get(scene.lower[t]) for t in inside]
    names = [speakers().names.get(scene.lower[t]) for t in inside]
    return "media" in names or any(noun is not None and noun.class_ == "media" for noun in nouns)


def _under(scene: Scene, head: int) -> list[int]:
    """What belongs to a noun, without relative clauses."""
    out: list[int] = []
    queue = [head]
    while queue and len(out) < 25:
        kids = [t for t in scene.children[queue.pop()] if scene.dep[t] not in ("relcl", "punct", "acl", "appos")]
        out += kids
        queue += kids
    return out
