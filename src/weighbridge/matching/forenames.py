"""The personal names of a list in all spellings that rigour knows, kept with its index.

rigour has a table of personal names in many languages and scripts. It is loaded when the first person is read: a dozen
seconds of the processor, once for each process, while no other thread goes on. So the table is taken from rigour's own
file instead, in two seconds, where it is one that was compared. Of an asked name only those names matter that a listed
one has too, so an index keeps these alone, and a process that asks it does without any table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import numpy as np
from rigour.names import Name, NameTypeTag, Symbol, SymbolCategory, analyze_names, normalize_name

from weighbridge.garbage import without_looking_for_garbage
from weighbridge.matching.arrays import Array, Unusable
from weighbridge.matching.keys import hashed
from weighbridge.matching.spellings import compared, spellings

CHECKED = 300
"""Spellings that are asked of rigour itself before the table is taken."""
WORDS = 200_000
"""Phrases that are remembered."""
MOST = 10_000
"""Entries of one phrase; the one with most has 97."""
LONGER = 0
"""Stands among the entries of a phrase with which a longer one begins."""
ARRAYS = ("phrases", "phrase_starts", "phrase_entries", "entry_ends", "entries")
BETWEEN = "zqzqz"
"""A word that nobody is called, between forms that are folded together."""
_CATEGORIES = {category.value: category for category in (
    SymbolCategory.NAME, SymbolCategory.NICK, SymbolCategory.SYMBOL, SymbolCategory.NUMERIC
)}  # fmt: skip


def entries_of(name: Name) -> set[str]:
    """The gazetteer entries that a name has, as ``table`` takes them."""
    return {f"{span.symbol.category.value} {span.symbol.id}" for span in name.spans}


def table(wanted: set[str]) -> dict[str, Array] | None:
    """The arrays of an index that give the spellings of some entries; None where rigour's tables can't be told.

    wanted: entries as ``entries_of`` gives them, and others, which are left out.
    """
    if compared():
        marked = ((phrase, [one for one in entries if one in wanted]) for phrase, entries in _all_phrases().items())
        phrases = {phrase: entries for phrase, entries in marked if entries}
    else:
        phrases = _phrases(spellings(wanted))
    if not _complete(phrases, wanted) or not (compared() or _borne_out(phrases, wanted)):
        return None
    return _arrays(phrases)


def _phrases(found: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """The entries of each spelling, as rigour folds it."""
    rows = list(found)
    folded = iter(_folded([form for _, forms in rows for form in forms]))
    phrases: dict[str, list[str]] = {}
    for entry, forms in rows:
        known = dict.fromkeys(filter(None, islice(folded, len(forms))))
        if len(known) == 1 and entry.startswith("NAME "):
            continue  # rigour leaves out what would only be like itself
        for phrase in known:
            entries = phrases.setdefault(phrase, [])
            if entry not in entries:
                entries.append(entry)
    return phrases


@cache
def _all_phrases() -> dict[str, list[str]]:
    with without_looking_for_garbage():
        return _phrases(spellings())


def _folded(forms: Sequence[str]) -> Sequence[str]:
    """Each form as ``normalize_name`` gives it, empty where nothing is left; all in one call, a third of the time."""
    together = normalize_name(f" {BETWEEN} ".join(forms)) or ""
    parts = [part.strip() for part in together.split(BETWEEN)]
    return parts if len(parts) == len(forms) else [normalize_name(form) or "" for form in forms]


def _borne_out(phrases: Mapping[str, list[str]], wanted: set[str]) -> bool:
    """Whether rigour says the same of some of the phrases."""
    some = sorted(phrases)[:: max(1, len(phrases) // CHECKED)]
    for name in analyze_names(NameTypeTag.PER, some, numerics=False, consolidate=False, rewrite=False):
        spans = [span for span in name.spans if len(span.parts) == len(name.parts)]
        told = {f"{span.symbol.category.value} {span.symbol.id}" for span in spans} & wanted
        if told != set(phrases.get(name.norm_form, ())):
            return False
    return True


def _complete(phrases: Mapping[str, list[str]], wanted: set[str]) -> bool:
    """Whether each name that is wanted has a phrase."""
    found = {entry for entries in phrases.values() for entry in entries}
    return not any(entry.startswith(("NAME ", "NICK ")) for entry in wanted - found)


def _arrays(phrases: Mapping[str, list[str]]) -> dict[str, Array]:
    numbers = {entry: at for at, entry in enumerate(sorted({one for some in phrases.values() for one in some}), 1)}
    rows = {hashed(phrase): [numbers[entry] for entry in entries] for phrase, entries in phrases.items()}
    for phrase in phrases:
        words = phrase.split(" ")
        for end in range(1, len(words)):
            begin = rows.setdefault(hashed(" ".join(words[:end])), [])
            if LONGER not in begin:
                begin.append(LONGER)
    order = sorted(rows)
    counts = np.array([0, *(len(rows[one]) for one in order)], dtype=np.int64)
    texts = [entry.encode() for entry in numbers]
    return {
        "phrases": np.array(order, dtype="<u8"),
        "phrase_starts": counts.cumsum().astype("<u4"),
        "phrase_entries": np.array([number for one in order for number in rows[one]], dtype="<u4"),
        "entry_ends": np.cumsum([0, *map(len, texts)]).astype("<u4"),
        "entries": np.frombuffer(b"".join(texts), dtype=np.uint8),
    }


NONE = _arrays({})
"""What stands in an index whose forenames can't be told."""


@dataclass(frozen=True, slots=True, eq=False)
class Forenames:
    """Use ``kept``.

    of: the entries of a phrase, and whether a longer phrase begins with it.
    """

    of: Callable[[str], tuple[tuple[Symbol, ...], bool]]

    def put(self, name: Name) -> None:
        """Mark the parts of a name as rigour's own table would, as far as a listed name has these marks too."""
        words = [part.form for part in name.parts]
        for at, word in enumerate(words):
            phrase, end = word, at + 1
            symbols, longer = self.of(phrase)
            while symbols or longer:
                for symbol in symbols:
                    name.apply_phrase(phrase, symbol)
                if not longer or end == len(words):
                    break
                phrase, end = f"{phrase} {words[end]}", end + 1
                symbols, longer = self.of(phrase)

    def read(self, text: str, kind: NameTypeTag) -> set[Name]:
        """A name that may be a person's, taken apart as rigour does with its own table."""
        if kind == NameTypeTag.PER:
            names = analyze_names(kind, [text], infer_initials=True, symbols=False, consolidate=False)
            for name in names:
                _initials(name)
                self.put(name)
                _numbers(name)
            return names
        names = analyze_names(NameTypeTag.ORG, [text], infer_initials=True, symbols=True, consolidate=False)
        for name in names:
            if not _legal(name):
                name.tag = kind
                self.put(name)
        return names


SHORTEST_FORM = 3
"""Letters of a legal form by which rigour takes a name for an organisation's; shorter ones are also words of names."""


def _legal(name: Name) -> bool:
    """Whether a legal form tells that this is an organisation, as rigour decides it."""
    return any(
        span.symbol.category == SymbolCategory.ORG_CLASS and sum(len(part.form) for part in span.parts) >= SHORTEST_FORM
        for span in name.spans
    )


def _initials(name: Name) -> None:
    for part in name.parts:
        if part.latinize and len(part.form) == 1 and part.comparable:
            name.apply_part(part, Symbol(SymbolCategory.INITIAL, part.comparable[0]))


def _numbers(name: Name) -> None:
    """Numbers in figures, which no entry marks."""
    marked = {part for span in name.spans if span.symbol.category == SymbolCategory.NUMERIC for part in span.parts}
    for part in name.parts:
        if part.numeric and part.integer is not None and part not in marked:
            name.apply_part(part, Symbol(SymbolCategory.NUMERIC, part.integer))


def fit(arrays: Mapping[str, Array]) -> bool:
    """Whether the arrays can belong together."""
    phrases, starts, ends = arrays["phrases"], arrays["phrase_starts"], arrays["entry_ends"]
    whole = len(starts) == len(phrases) + 1 and len(ends) > 0
    return whole and int(starts[-1]) == len(arrays["phrase_entries"]) and int(ends[-1]) == len(arrays["entries"])


def kept(arrays: Mapping[str, Array]) -> Forenames:
    """The forenames of an index; what was asked once is remembered.

    ``of`` raises Unusable where the file is damaged.
    """
    phrases, starts, entries = arrays["phrases"], arrays["phrase_starts"], arrays["phrase_entries"]
    ends, texts = arrays["entry_ends"], arrays["entries"]

    @lru_cache(maxsize=WORDS)
    def symbol(number: int) -> Symbol:
        return _symbol(texts[int(ends[number - 1]) : int(ends[number])].tobytes().decode())

    @lru_cache(maxsize=WORDS)
    def of(phrase: str) -> tuple[tuple[Symbol, ...], bool]:
        sought = hashed(phrase)
        at = int(phrases.searchsorted(np.uint64(sought)))
        if at >= len(phrases) or int(phrases[at]) != sought:
            return (), False
        try:
            begin, end = int(starts[at]), int(starts[at + 1])
            if not begin <= end <= min(len(entries), begin + MOST):
                raise IndexError
            numbers = entries[begin:end].tolist()
            return tuple(symbol(number) for number in numbers if number != LONGER), LONGER in numbers
        except (IndexError, KeyError, UnicodeDecodeError):
            raise Unusable("the index is damaged; build it anew") from None

    return Forenames(of)


def _symbol(entry: str) -> Symbol:
    category, _, id = entry.partition(" ")
    return Symbol(_CATEGORIES[category], id)


@cache
def whole() -> Forenames | None:
    """All that rigour's own table has, taken from its file; None where that isn't the one that was compared."""
    if not compared():
        return None
    phrases = _all_phrases()
    begins = set()
    for phrase in phrases:
        end = phrase.find(" ")
        while end > 0:
            begins.add(phrase[:end])
            end = phrase.find(" ", end + 1)

    @lru_cache(maxsize=WORDS)
    def of(phrase: str) -> tuple[tuple[Symbol, ...], bool]:
        return tuple(map(_symbol, phrases.get(phrase, ()))), phrase in begins

    return Forenames(of)
