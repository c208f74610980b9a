"""Headlines In Title Case, As The Parser Should See Them: in the small letters of a sentence.

Taggers take "Rejects" and "Halts" in "Germany Halts Delivery of Tanks" for names. Every letter keeps its place, so that
what is found in such a sentence stands at the same characters of the document. Names keep their capitals: those that
the lexicon knows, and whatever is written in small letters nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from weighbridge.lexicon import PARTY_KINDS
from weighbridge.reading.attribution.words import words
from weighbridge.reading.dating.names import MONTHS
from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.mentions import Mention
from weighbridge.reading.parsing.parsing import irregular

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SMALL = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*(?![\w-])")
_LONG = 4
_LEAST, _SHARE = 4, 0.85
"""So many long words, and such a share of them with a capital, make a headline in title case."""
_ENDINGS = ("", "s", "es", "d", "ed", "ing")


def in_title_case(sentence: str) -> bool:
    """Whether nearly all the longer words of a sentence begin with a capital."""
    if sentence.rstrip().endswith((".", "!", "\u201d", '."')) or len(sentence) > 250:
        return False
    long = [word for word in _WORD.findall(sentence) if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in long)
    small = sum(word[1:].islower() for word in long)
    return len(long) >= _LEAST and capitals >= _SHARE * len(long) and small * 2 > len(long)


@cache
def _common() -> frozenset[str]:
    """Base forms of words of transfer and speech, and the grammar's own words."""
    frames, speech = load_frames(), words()
    bases = {base for table in (frames.verbs, frames.nouns, frames.adjectives) for base in table}
    said = {base.split("_")[0] for base in (*speech.verbs, *speech.nouns)}
    return frozenset(bases | said | STOP_WORDS | speech.speakers)


def is_common(word: str) -> bool:
    """Whether a word in small letters is a form of one of the lexicon's words of transfer or speech."""
    known = _common()
    if not known.isdisjoint(irregular(word)):
        return True
    for ending in _ENDINGS:
        if word.endswith(ending):
            base = word[: len(word) - len(ending)]
            if base in known or base + "e" in known or (len(base) > 3 and base[-1] == base[-2] and base[:-1] in known):
                return True
    return word.endswith(("ies", "ied")) and word[:-3] + "y" in known


def small_words(text: str) -> Collection[str]:
    """All words that a text writes in small letters."""
    return set(_SMALL.findall(text))


def sentence_case(sentence: str, start: int, mentions: Sequence[Mention], small: Callable[[str], bool]) -> str:
    """A headline in title case with small letters where a sentence has them; any other sentence as it is.

    ``start``: where it begins in its document, into which ``mentions`` point. ``small``: whether the document
    writes a word in small letters elsewhere.
    """
    if not in_title_case(sentence):
        return sentence
    titles = {one.end - start + 1 for one in mentions if one.entry.kind == "office"}
    names = [
        (one.start - start, one.end - start)
        for one in mentions
        if one.entry.kind in PARTY_KINDS or one.entry.kind == "designation"
    ]

    def plain(match: re.Match[str]) -> str:
        word, low = match[0], match[0].lower()
        first = not sentence[: match.start()].strip(" \"'\u201c\u2018")
        named = any(begin < match.end() and match.start() < end for begin, end in names)
        joined = "-" in (sentence[match.start() - 1], sentence[match.end() : match.end() + 1])
        named = named or match.start() in titles
        if first or named or joined or low in MONTHS or not word[1:].islower() or len(low) != len(word):
            return word
        return low if small(low) or is_common(low) else word

    return _WORD.sub(plain, sentence)
