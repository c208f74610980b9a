"""How likely a model's statement is right in supplier, recipient and item: a stated rule, not the model's word alone.

It begins at what a good model reaches, and every doubt that grounding had takes from it. The model's own figure can
lower it and never raise it. The figures are set by judgement, not measured; ``weighbridge evaluate`` says how far they
hold for a model.
"""

from __future__ import annotations

START = 0.85
"""Core precision that is expected of a good model (0.80 to 0.90)."""
REPAIRED_EVIDENCE = 0.10
"""The sentence was not quoted word for word."""
REPAIRED_SLOT = 0.10
"""For each of supplier, recipient and item that had to be mended."""
ELSEWHERE = 0.05
"""For each of them that the sentence itself does not name."""
BESIDE = 0.15
"""Supplier or recipient is taken from elsewhere, though the sentence names another party that it may be. So it is with
one in thirteen annotated statements, most of them right."""
OPEN = 0.05
"""For each of them that is not told at all."""
LOWERED = 0.20
"""The rules of modality find that goods have not moved, where the model says that they have."""
UNHEARD = 0.10
"""Goods are said to have moved, and no word of the sentence says so: the model's word stands alone. So it is with one
in seven annotated deliveries, and with a third of what slips through when a model takes all for delivered."""
TURNED = 0.15
"""The only words of transfer have the goods go the other way: so it is with one in 180 annotated deliveries, and with
one in seven of those whose supplier and recipient are exchanged."""
LEAST, MOST = 0.05, 0.95


def confidence_of(
    *,
    repaired_evidence: bool,
    repaired: int,
    elsewhere: int,
    beside: bool,
    still_open: int,
    lowered: bool,
    unheard: bool,
    turned: bool,
    own: object,
) -> float:
    """Between LEAST and MOST, to two decimals. ``own`` is the model's figure, 0 to 1; anything else counts as none."""
    figure = (
        START
        - REPAIRED_EVIDENCE * repaired_evidence
        - REPAIRED_SLOT * repaired
        - ELSEWHERE * elsewhere
        - BESIDE * beside
        - OPEN * still_open
        - LOWERED * lowered
        - UNHEARD * (unheard and not lowered)
        - TURNED * turned
    )
    if isinstance(own, int | float) and not isinstance(own, bool) and 0 <= own <= 1:
        figure = min(figure, float(own))
    return round(min(MOST, max(LEAST, figure)), 2)
