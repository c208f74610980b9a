"""Suppliers, recipients and countries of sources: a code that follows from the words that name the party."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from weighbridge.model import Party
from weighbridge.reading.llm.grounding.naming import (
    Named,
    codes_of,
    is_state,
    known_codes,
    named_in,
    words_of_grounding,
)
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, mentions_in, text_place
from weighbridge.reading.llm.grounding.plain import Span


class HeldParty(NamedTuple):
    """``inside``: the evidence itself names the party outright."""

    party: Party
    inside: bool
    repaired: str | None = None


def party_in(page: Page, raw: Any, evidence: Span) -> HeldParty | None:
    """The party that a model put into a slot, with the document's own words; None where it named none.

    Raises Ungrounded.
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        raw = {"code": raw, "text": None}
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object with code and text")
    code, words = raw.get("code"), raw.get("text")
    if not code and not words:
        return None
    repaired = None
    try:
        place = text_place(page, words, evidence)
    except Ungrounded:
        place = _named_inside(page, code, words, evidence)
        repaired = "the name taken from the evidence"
    text = page.text[place[0] : place[1]]
    if not _may_name(text):
        raise Ungrounded(f"{text!r} names nobody")
    inside = evidence[0] <= place[0] and place[1] <= evidence[1]
    kept, mended = code_for(page, code, text)
    return HeldParty(Party(kept, text), inside and (kept is None or kept in named_in(text).codes), mended or repaired)


def _named_inside(page: Page, code: object, words: object, evidence: Span) -> Span:
    """Where the evidence names the party of a code, if the words that can't be found mean just that party."""
    if isinstance(code, str) and (not words or (isinstance(words, str) and named_in(words[:300]).codes == {code})):
        for one in mentions_in(page, evidence):
            if code in codes_of(one.entry):
                return one.start, one.end
    raise Ungrounded(f"{words if words else code!r} is not in the document")


def code_for(page: Page, code: object, text: str) -> tuple[str | None, str | None]:
    """The code that words of the document bear out, and what was mended.

    - Words that name the party give its code. Another code than that of the state or group that they name is refused.
    - Words that name nobody ("the army", "the kingdom's envoy") may stand for whom the document names elsewhere.
    - What is no code of the lexicon ("UK", "USA") is mended where the words tell the code, else left out.

    Raises Ungrounded.
    """
    named = named_in(text)
    only = next(iter(named.codes)) if len(named.codes) == 1 else None
    if code is None or code == "":
        return (only, f"code {only} from {text!r}") if only and _is_name(named, text) else (None, None)
    if not isinstance(code, str):
        raise Ungrounded(f"its code is {code!r}")
    if code in named.codes:
        return code, None
    if code not in known_codes():
        return only, f"code {code[:20]!r} is not in the lexicon; {only or 'none'} by {text!r}"
    if named.firm and (is_state(code) or not _are_men_of_a_state(named, text)):
        raise Ungrounded(f"{text!r} is {' or '.join(sorted(named.firm))}, not {code}")
    if code in page.codes or _are_several(code, text):
        return code, None
    raise Ungrounded(f"nothing in the document names {code}")


def _may_name(text: str) -> bool:
    """Whether words may stand for a party at all: one of them is more than a joint of a sentence."""
    joints = words_of_grounding()["joints"]["words"]
    return any(word.lower() not in joints for word in re.findall(r"[^\W\d_]+", text))


def _is_name(named: Named, text: str) -> bool:
    """Whether a text is hardly more than a name ("the Houthis", "Iran's")."""
    return bool(named.firm) and len(text.split()) <= 2


def _are_men_of_a_state(named: Named, text: str) -> bool:
    """Whether words may be a group's though they name a state: "the rebels in Libya", "the Syrian opposition"."""
    nouns = "|".join(words_of_grounding()["bands"]["nouns"])
    return all(is_state(one) for one in named.firm) and re.search(rf"\b(?:{nouns})", text, re.IGNORECASE) is not None


def _are_several(code: str, text: str) -> bool:
    """Whether words stand for several states at once, and the slug for those ("allies")."""
    words: list[str] = words_of_grounding()["several"].get(code, [])
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)


def country_for(page: Page, code: object, text: str) -> tuple[str | None, str | None]:
    """The country of a source, likewise; a wrong one is only left out or mended: who speaks is told by the words."""
    try:
        if not code:
            return None, None
        return code_for(page, code, text)
    except Ungrounded as error:
        codes = named_in(text).codes
        only = next(iter(codes)) if len(codes) == 1 else None
        return only, f"country: {error}"
