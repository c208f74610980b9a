"""Which of the times in a sentence is that of the transfer (coding guidelines, 2 ``time`` and 8, rule 10).

The time on which somebody spoke, signed or forbade is not the transfer's. For what is agreed,
negotiated or halted only a time for which delivery is foreseen counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token

from weighbridge.model import Time
from weighbridge.reading.amounts.numerals import Found, lexicon
from weighbridge.reading.dating.carried import carried_on
from weighbridge.reading.dating.names import MONTH_NAMES
from weighbridge.reading.dating.periods import times_in
from weighbridge.reading.parsing.tree import text_of

__all__ = ["time_for", "times_in"]

_TIMING: dict[str, Any] = lexicon("times")["timing"]
_SPEECH = frozenset(_TIMING["speech"])
_ASKING = frozenset(_TIMING["asking"])
_FORESEEN = frozenset(_TIMING["foreseen"])
_AHEAD_STAGES = frozenset(("agreed", "negotiating"))
_PLANNED_STAGES = _AHEAD_STAGES | {"halted"}
_SPEECH_WITH_CLAUSE = frozenset(_TIMING["speech_with_clause"])
_SPEECH_NOUNS = frozenset(_TIMING["speech_nouns"])
_MAKING = frozenset(_TIMING["making"])
_USING = frozenset(_TIMING["using"])
_ABOUT = frozenset(_TIMING["about"])
_CARRIED_ON = frozenset(("xcomp", "conj", "acl", "relcl", "amod", "aux"))
_DATELINE = re.compile(r"^.{0,60}?(?:\s[–—-]{1,2}\s|\)\s*[–—:-]|\.\s+/\w+/|\b\w*\d\w*(?:\s\w+)?[.:]\s)")
_ENTRY = re.compile(
    rf"(?:[-*\u2022]\s+)?(?:\d{{1,2}}\s+)?(?:{MONTH_NAMES})(?:\s+\d{{1,2}})?,?\s+(?:19|20)\d\d\s?[-\u2013\u2014:]\s"
)
"""The date that opens an entry of a chronology: what the entry tells happened then."""
_PREPOSITION = re.compile(
    r"(?:in|on|at|by|since|until|from|for|over|during|before|after|between|last|next|this)\b", re.I
)
_COMPARED = re.compile(r"\b(?:than|as)(?:\s+(?:in|all|of|during)){0,3}\s*$", re.IGNORECASE)
_BREAKS = frozenset(("ccomp", "parataxis", "csubj"))
_MODALS = frozenset(("will", "would", "should", "could", "can", "may", "might", "shall", "ll", "’ll", "'ll"))


def time_for(
    doc: Doc | None,
    start: int,
    end: int,
    trigger: tuple[int, int] | None,
    stage: str,
    published: str | None,
    before: str = "",
) -> Time | None:
    """When the transfer of the goods at characters ``start:end`` of a parsed sentence happens.

    ``trigger`` is the span of the transfer's verb or noun where it is known; ``published`` the
    ISO date against which relative times are resolved; ``before`` the document's text before the
    sentence, for "that September". None where the sentence gives no time.
    """
    if doc is None or not 0 <= start < end <= len(text_of(doc)):
        return None
    carried = carried_on(text_of(doc), before, published)
    times = (*_apart(times_in(text_of(doc), published, stage in _AHEAD_STAGES), carried), *carried)
    if not times:
        return None
    goods = _root(doc, start, end)
    if goods is None:
        return None
    event = _event_tokens(doc, goods, trigger, stage)
    anchor = (_root(doc, *trigger) if trigger else None) or goods
    entry = _ENTRY.match(text_of(doc))
    dateline = entry or _DATELINE.match(text_of(doc))
    first = dateline.end() if dateline else 0
    best: tuple[float, int, Time] | None = None
    for one in times:
        if start <= one.start and one.end <= end:
            continue  # "Mirage 2000s"
        if one.end <= first and not one.what.text[:1].islower() and not _PREPOSITION.match(one.what.text):
            continue
        if ";" in text_of(doc)[min(one.end, end) : max(one.start, start)] or _COMPARED.search(
            text_of(doc), 0, one.start
        ):
            continue
        score = _fit(doc, one, anchor, event, stage, published)
        if score <= 0:
            continue
        distance = min(abs(one.start - end), abs(start - one.end))
        if best is None or (score, -distance) > (best[0], -best[1]):
            best = (score, distance, one.what)
    if best is None and entry is not None and stage not in _PLANNED_STAGES and _is_what_it_tells(anchor, stage):
        return next((one.what for one in times if one.end <= entry.end()), None)
    return best[2] if best else None


def _apart(times: Sequence[Found[Time]], others: Sequence[Found[Time]]) -> list[Found[Time]]:
    """The times that lie within none of the others."""
    return [one for one in times if all(one.end <= other.start or one.start >= other.end for other in others)]


def _is_what_it_tells(word: Token, stage: str) -> bool:
    """Whether a word hangs on the main verb of its sentence, with no clause between, and nobody says it."""
    for _ in range(12):
        if word.head.i == word.i:
            had = any(kid.lower_ == "had" for kid in word.children if kid.dep_ == "aux")
            return word.pos_ in ("VERB", "AUX") and not had and not _speaks(word, stage)
        if word.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis", "csubj"):
            return False
        word = word.head
    return False


def _root(doc: Doc, start: int, end: int) -> Token | None:
    """The syntactic head of the words at ``start:end``."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _event_tokens(doc: Doc, goods: Token, trigger: tuple[int, int] | None, stage: str) -> frozenset[int]:
    """The words that stand for the transfer itself: from the goods up to the verb that moves them.

    Where the trigger is known and hangs on the goods ("the system that you handed over"), the verb
    that the goods hang on is another event's.
    """
    root = _root(doc, *trigger) if trigger is not None else None
    if root is None:
        return frozenset(_up(goods, stage) | {goods.i})
    upward = _up(root, stage) | {root.i, goods.i}
    below = any(parent.i == goods.i for parent in root.ancestors)
    return frozenset(upward - _up(goods, stage) | {root.i, goods.i} if below else upward | _up(goods, stage))


def _up(token: Token, stage: str) -> set[int]:
    """A token and its heads up to its verb, with the verbs that this one hangs on without a new clause."""
    tokens: set[int] = set()
    for _ in range(12):
        verb = token.pos_ in ("VERB", "AUX")
        if (verb and _speaks(token, stage)) or (token.dep_ == "prep" and token.lower_ in _ABOUT):
            break
        tokens.add(token.i)
        if token.head.i == token.i:
            break
        if verb:
            if token.dep_ not in _CARRIED_ON or (token.dep_ == "conj" and _has_subject(token)):
                break
            if token.dep_ in ("relcl", "acl") and token.i > token.head.i:
                tokens.add(token.head.i)
                break
        token = token.head
    return tokens


def _has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _speaks(verb: Token, stage: str) -> bool:
    """Whether a verb is one of speaking or deciding, whose time is not the transfer's.

    Asking is none where the transfer is sought. "Add", "put" and the like speak only with a clause.
    """
    lemma = verb.lemma_.lower()
    if lemma in _MAKING and verb.dep_ in ("acl", "relcl"):
        return True
    if verb.dep_ == "amod" or lemma not in _SPEECH:
        return verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    if stage == "sought" and lemma in _ASKING:
        return False
    if lemma in _SPEECH_WITH_CLAUSE:
        return any(child.dep_ in ("ccomp", "parataxis") for child in verb.children) or verb.dep_ == "parataxis"
    return True


def _governor(doc: Doc, time: Found[Time]) -> tuple[Token | None, list[int]]:
    """The verb (or top noun) that a time hangs on, and the tokens on the way to it."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return None, []
    token = span.root
    path = [token.i]
    while token.head.i != token.i:
        token = token.head
        path.append(token.i)
        if token.pos_ in ("VERB", "AUX"):
            break
    return token, path


def _fit(doc: Doc, time: Found[Time], goods: Token, event: frozenset[int], stage: str, published: str | None) -> float:
    """How well a time suits the transfer: 0 not at all, above 2 it hangs on the transfer's own words."""
    governor, path = _governor(doc, time)
    if governor is None:
        return 0.0
    if stage in _PLANNED_STAGES and not _lies_ahead(doc, time, governor, published):
        return 0.0
    spoken = governor.pos_ in ("VERB", "AUX") and _speaks(governor, stage)
    if stage == "used" and governor.dep_ in ("acl", "relcl") and governor.lemma_.lower() not in _USING:
        return 0.0
    on_the_way = [i for i in path if i in event]
    if on_the_way and any(doc[i].lemma_.lower() in _SPEECH_NOUNS for i in path[1 : path.index(on_the_way[0])]):
        return 0.0
    if on_the_way and not (spoken and on_the_way == [governor.i]):
        return 3.0 - 0.1 * path.index(on_the_way[0])
    if spoken or any(doc[i].lemma_.lower() in _SPEECH_NOUNS for i in path[1:-1]):
        return 0.0
    if governor.i in event:
        return 2.5
    if governor.pos_ not in ("VERB", "AUX"):
        return 1.0
    return 1.5 if _one_clause(governor, goods, event, stage) else 0.0


def _one_clause(governor: Token, goods: Token, event: frozenset[int], stage: str) -> bool:
    """Whether a time's verb and the goods stand in one clause, or in clauses joined without a new speaker."""
    for token in (goods, governor):
        other = governor if token.i == goods.i else goods
        for _ in range(12):
            if token.i == other.i or (token.i in event and token.i != goods.i and other.i == goods.i):
                return True
            if token.dep_ in _BREAKS or token.head.i == token.i or (token.dep_ == "prep" and token.lower_ in _ABOUT):
                break
            if token.dep_ == "advcl" and any(child.dep_ == "mark" or child.tag_ == "WRB" for child in token.children):
                break
            if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and _has_subject(token):
                break
            if token.dep_ in ("acl", "relcl") and token.head.i != goods.i and token.i == governor.i:
                break
            if token.pos_ in ("VERB", "AUX") and _speaks(token, stage):
                break
            token = token.head
    return False


def _lies_ahead(doc: Doc, time: Found[Time], governor: Token, published: str | None) -> bool:
    """Whether a time is one for which something is foreseen: after publication, or said to be."""
    what, words = time.what, time.what.text
    if governor.lemma_.lower() in _FORESEEN or any(child.lower_ in _FORESEEN for child in governor.children):
        return True
    late = what.end or what.start or ""
    day = (published or "")[: len(late)]
    modal = any(
        child.lower_ in _MODALS or (child.lower_ == "to" and child.dep_ == "aux") for child in governor.children
    )
    if what.start is None:
        return words.lower().startswith("by ") or modal or bool(day and late > day)
    if not day:
        return modal
    if what.end is not None and late <= day and what.start < (published or "")[: len(what.start)]:
        return False
    dated = re.search(r"\d{4}|next|coming|ahead|later|tomorrow", words) is not None
    if governor.tag_ in ("VBD", "VBN") and not modal and not dated:
        return False
    return late > day or (modal and late >= day)
