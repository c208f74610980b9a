"""Names taken apart: words, scripts, legal forms, titles, and what rigour's gazetteers say of them.

rigour (MIT) brings folding of scripts, legal forms of many countries, titles, nicknames, forenames of many languages.
What it leaves in a script without letters (Chinese, Japanese) is romanised here by ICU through normality, as further
readings of the same name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from normality import ascii_text
from rapidfuzz import fuzz, process
from rigour.names import Name, NamePartTag, NameTypeTag, Symbol, analyze_names

from weighbridge.matching.figures import figure, pairs, words
from weighbridge.matching.forenames import Forenames, whole
from weighbridge.matching.party import Party

Known = Forenames | bool
"""Whose forenames are looked up: those of an index, rigour's own table, or (``False``) none."""
LONGEST = 300
"""Characters of a name that are looked at. The longest name on the US consolidated list has fewer."""
MOST = 200
"""Names of one party that are compared; the official lists have far fewer."""
_PERSON = {"Person"}
_ORGANISATION = {"Organization", "Company", "PublicBody"}
_OBJECT = {"Vessel", "Airplane", "Vehicle", "Asset"}
_WITHOUT_LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{1,2}\s?[\uac00-\ud7a3]{1,2}")
_INVISIBLE = {"Cf", "Cc", "Co", "Cs"}


def kind_of(schema: str) -> NameTypeTag:
    """What sort of name a schema bears; an unknown schema is taken for a legal entity, which may be either."""
    if schema in _PERSON:
        return NameTypeTag.PER
    if schema in _ORGANISATION:
        return NameTypeTag.ORG
    return NameTypeTag.OBJ if schema in _OBJECT else NameTypeTag.ENT


def clean(text: str) -> str:
    """A name without invisible characters, without odd spaces, in Unicode form NFKC, not longer than LONGEST."""
    if text.isascii() and text.isprintable():
        return " ".join(text[:LONGEST].split())
    visible = "".join(" " if unicodedata.category(one) in _INVISIBLE else one for one in text[: 4 * LONGEST])
    return " ".join(unicodedata.normalize("NFKC", visible).split())[:LONGEST]


def romanised(text: str) -> str | None:
    """The name in Latin letters where its script has none (Chinese, Japanese) or joins syllables (Korean)."""
    if text.isascii():
        return None
    if _HANGUL.fullmatch(text):
        return _korean(text)
    if not _WITHOUT_LETTERS.search(text):
        return None
    latin = ascii_text(text)
    return latin if latin and latin.strip() else None


def _korean(text: str) -> str:
    """A Korean name syllable by syllable, vowels as the lists write them ("Jong Un" for "Jeong-eun")."""
    syllables = [ascii_text(one) or one for one in text if not one.isspace()]
    family = dict(pairs("korean", "families")).get(syllables[0], syllables[0])
    return " ".join([family, *(one.replace("eo", "o").replace("eu", "u") for one in syllables[1:])])


@lru_cache(maxsize=20_000)
def readings(text: str, kind: NameTypeTag, forenames: Known = True) -> tuple[Name, ...]:
    """All readings of one name, in one order; none where the text has no letter or digit.

    forenames: whether they are looked up in rigour's own table, which it loads once for each process in some seconds,
        or those of an index, which has what its list needs.
    """
    texts = [clean(text)]
    latin = romanised(texts[0])
    if latin:
        texts.append(latin)
        texts.append(_in_order(latin))
    found: dict[str, Name] = {}
    for one in dict.fromkeys(texts):
        for name in sorted(_analysed(one, kind, forenames), key=_key):
            found.setdefault(name.comparable, _traded(name))
    return tuple(name for name in found.values() if name.parts)


def _analysed(text: str, kind: NameTypeTag, forenames: Known) -> Iterable[Name]:
    """What rigour makes of a text. Without forenames, a name that may be a person's is read as an organisation's is."""
    known = whole() if forenames is True and kind in (NameTypeTag.PER, NameTypeTag.ENT) else forenames
    if isinstance(known, Forenames) and kind in (NameTypeTag.PER, NameTypeTag.ENT):
        return known.read(text, kind)
    if forenames or kind not in (NameTypeTag.PER, NameTypeTag.ENT):
        return analyze_names(kind, [text], infer_initials=True, symbols=True, consolidate=False)
    plain = analyze_names(kind, [text], infer_initials=True, symbols=False, consolidate=False)
    if kind == NameTypeTag.PER:
        return plain
    firms = analyze_names(NameTypeTag.ORG, [text], infer_initials=True, symbols=True, consolidate=False)
    if any(part.tag == NamePartTag.LEGAL for name in firms for part in name.parts):
        return firms
    for name, span in ((name, span) for name in plain for firm in firms for span in firm.spans):
        name.apply_phrase(" ".join(part.form for part in span.parts), span.symbol)
    return plain


@cache
def _trades() -> dict[str, str]:
    return dict(pairs("trade", "words"))


def _traded(name: Name) -> Name:
    """The name with the trades that the figures know by further words than rigour does ("Air" for "Airlines")."""
    if name.tag != NameTypeTag.PER:
        known = _trades()
        for word in known.keys() & {part.comparable for part in name.parts}:
            name.apply_phrase(word, Symbol(Symbol.Category.DOMAIN, known[word]))
    return name


def _key(name: Name) -> str:
    return str(name.comparable)


def _in_order(latin: str) -> str:
    """Romanised syllables of a person joined as passports do: the first is the family, the rest the given name."""
    syllables = latin.split()
    return f"{syllables[0]} {''.join(syllables[1:])}" if 1 < len(syllables) <= 4 else latin


def mended(text: str) -> str:
    """The name with mistyped words of legal forms put right ("Liabilty Company"), or the same text."""
    known = sorted(words("legal", "words"))
    found = []
    for word in clean(text).split():
        low = word.lower()
        if len(low) > 3 and low not in known:
            best = process.extractOne(low, known, scorer=fuzz.ratio, score_cutoff=figure("legal", "alike"))
            word = best[0] if best and low[0] == best[0][0] else word
        found.append(word)
    return " ".join(found)


def analysed(names: Iterable[str], schema: str, mend: bool = False, forenames: Known = True) -> tuple[Name, ...]:
    """The readings of a party's names, main name first, each once; at most MOST names are read.

    mend: also with legal forms put right, as for names that somebody typed into an order.
    forenames: as for ``readings``.
    """
    kind = kind_of(schema)
    found: dict[str, Name] = {}
    for text in list(names)[:MOST]:
        texts = [text]
        if mend and kind in (NameTypeTag.ORG, NameTypeTag.ENT):
            texts.append(mended(text))
        for name in (name for one in dict.fromkeys(texts) for name in readings(one, kind, forenames)):
            found.setdefault(name.comparable, name)
    return tuple(found.values())


def read_names(asked: Party, forenames: Known = True) -> tuple[Name, ...]:
    """The readings of all names of a party that is asked about."""
    return analysed((*asked.names, *asked.weak_aliases), asked.schema, True, forenames)
