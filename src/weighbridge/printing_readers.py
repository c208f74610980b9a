"""Two readers beside one another, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from weighbridge.cli_common import counted, harmless
from weighbridge.evaluation.statements import brief
from weighbridge.readers.comparing import by_kind

LONGEST = 400
"""Characters of a sentence that are shown."""


def comparison_lines(figures: dict[str, Any], differences: Sequence[dict[str, Any]], most: int) -> Iterator[str]:
    """The figures of ``comparing``, then the first differences: the sentence, and what each reader made of it."""
    first, second = (harmless(one) for one in figures["readers"])
    width = max(len(first), len(second), 6)
    numbers = ", ".join(f"{harmless(name)} {number}" for name, number in figures["statements"].items())
    yield f"{counted(figures['documents'], 'document')}; statements: {numbers}"
    yield f"aligned {figures['aligned']}, of them {figures['same core']} with the same supplier, recipient and goods"
    agreement = figures["agreement"]
    yield (
        f"agreement: core F1 {agreement['core f1']:.3f}  kappa of stage {_figure(agreement['kappa stage'])}"
        f"  of stance {_figure(agreement['kappa stance'])}"
    )
    yield "  " + "  ".join(f"{slot} {_figure(value, 2)}" for slot, value in agreement["slots"].items())
    if figures["gold"]:
        yield f"against {counted(figures['gold']['documents'], 'annotated document')}:"
        for name, score in figures["gold"]["scores"].items():
            parts = "  ".join(f"{level} F1 {score[level]['f1']:.3f}" for level in ("found", "core", "full"))
            core = f"core precision {score['core']['precision']:.3f} recall {score['core']['recall']:.3f}"
            yield f"  {harmless(name):{width}}  {parts}  {core}  false deliveries {score['false deliveries']:.3f}"
    kinds = ", ".join(f"{kind} {number}" for kind, number in by_kind(differences).items())
    yield f"{counted(len(differences), 'difference')}{': ' + harmless(kinds) if kinds else ''}"
    for one in differences[:most]:
        yield ""
        yield harmless(one["document"])
        yield from _difference(one, first, second, width)
    if len(differences) > most:
        yield ""
        yield f"... and {len(differences) - most} more; see them with --differences N, or --json"


def reading_words(one: dict[str, Any]) -> str:
    """A reading that a ledger keeps, in a line: who read, with what, how much was found, whether it counts."""
    told = [f"{label} {one[label]}" for label in ("model", "prompt") if one[label]]
    parts = [f"{one['reader']} {one['version']}", *told, counted(one["statements"], "statement")]
    return harmless(f"{', '.join(parts)}: {'counts' if one['counts'] else 'does not count'}")


def differing_lines(pair: dict[str, Any]) -> Iterator[Text]:
    """Where a reading that does not count differs from the one that does (``readers.kept``)."""
    first, second = (harmless(one) for one in pair["readers"])
    if pair["differences"] is None:
        yield Text(f"{first} and {second}: too many statements to compare; see: weighbridge compare", style="dim")
        return
    yield Text(f"{first} and {second} differ in {counted(len(pair['differences']), 'place')}", style="dim")
    width = max(len(first), len(second))
    for one in pair["differences"]:
        for line in _difference(one, first, second, width):
            yield Text(f"  {line}")


def _difference(one: dict[str, Any], first: str, second: str, width: int) -> Iterator[str]:
    slots = "; ".join(f"{slot['slot']}: {slot['first']} | {slot['second']}" for slot in one["slots"])
    yield f"  {harmless(slots or one['kind'])}"
    yield f"  {first:{width}}  {harmless(brief(one['first']))}"
    yield f"  {second:{width}}  {harmless(brief(one['second']))}"
    sentence = harmless(one["evidence"])
    yield f"  “{sentence[:LONGEST]}{' ...' if len(sentence) > LONGEST else ''}”"


def _figure(value: float | None, places: int = 3) -> str:
    return "-" if value is None else f"{value:.{places}f}"
