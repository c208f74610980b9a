"""Parsing: remembered labels are those that the model's own pipes give."""

from __future__ import annotations

from weighbridge.reading.parsing.parsing import DEFAULT_MODEL, parse, pipeline

_TEXTS = [
    "There is one more shipment, and there are two\tspaces here.",
    "Let's see what they're gonna send; it ain't much, y'all.",
    "Moscow has denied sending missiles that Tehran did not have.",
    "Have they sent the drones? They have had to.",
    "",
    "Moscow has denied that.",
]


def test_labels_are_those_of_the_models_own_pipes() -> None:
    own = list(pipeline(DEFAULT_MODEL).pipe(_TEXTS * 2))
    for ours, theirs in zip(parse(_TEXTS * 2), own, strict=True):
        for one, other in zip(ours, theirs, strict=True):
            assert (one.text, one.tag_, one.pos_, one.dep_, one.lemma_, str(one.morph), one.head.i) == (
                other.text,
                other.tag_,
                other.pos_,
                other.dep_,
                other.lemma_,
                str(other.morph),
                other.head.i,
            )
