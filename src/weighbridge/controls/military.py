"""Which goods are arms: by their code, or as their words have it."""

from __future__ import annotations

from weighbridge.controls.codes import DUAL_USE, HS, MILITARY, Code, CodeError, read_code
from weighbridge.controls.described import eccns, table
from weighbridge.controls.named_codes import codes_in
from weighbridge.controls.words import Candidate, candidates
from weighbridge.screening.order import GoodsLine

WEAPONS = ("0A5", "0A6")
"""Entries of the US list on firearms, ammunition and military materiel."""
SURE_ENOUGH = 0.6
"""Words below this score are told as a note, whatever the destination."""
BY_CODE, BY_WORDS = "code", "words"


def is_military(code: Code) -> bool:
    """Whether a code is one of arms or of goods that were built for the military."""
    if code.kind == HS:
        arms = table("hs", "arms").values()
        return any(code.value.startswith(one.id) or one.id.startswith(code.value) for one in arms)
    if code.kind == DUAL_USE:
        block, entry = table("dualuse", "block").get(f"us {code.value[2]}"), eccns().get(code.value)
        return bool(block and block.military) or bool(entry and entry.itar)
    return code.kind == MILITARY


def are_arms(one: Candidate) -> bool:
    """Whether words mean weapons or ammunition, which need a licence wherever they go."""
    declared = any(code.startswith(row) for code in one.meaning.hs for row in table("hs", "arms"))
    return declared or any(code.startswith(WEAPONS) for code in one.meaning.control)


def arms_in(goods: GoodsLine) -> tuple[str, str]:
    """By what a line of goods is arms (BY_CODE, BY_WORDS, or an empty text), and the code or words that say so.

    Codes that can't be read say nothing here; ``judging`` tells them.
    """
    for text in (goods.hs, goods.eccn, *codes_in(goods.words)):
        try:
            if text.strip() and (is_military(code := read_code(text)) or code.value.startswith(WEAPONS)):
                return BY_CODE, text
        except CodeError:
            continue
    for one in candidates(goods.words):
        if one.score >= SURE_ENOUGH and are_arms(one):
            return BY_WORDS, one.text
    return "", ""
