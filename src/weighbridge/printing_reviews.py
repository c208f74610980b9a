"""Queue, history and outcome of reviews for people at a terminal; nothing of a text can steer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from weighbridge.cli_common import harmless
from weighbridge.model import Statement
from weighbridge.printing import STANCE_STYLES, party
from weighbridge.reviewing.giving import Given
from weighbridge.reviewing.previewing import Judged, Move
from weighbridge.reviewing.queue import Queued, Standing
from weighbridge.reviewing.records import WAYS
from weighbridge.reviewing.slots import written
from weighbridge.weighing.likelihood import percent


def _head(statement: Statement) -> Text:
    item = f"{harmless(statement.item.text)} ({statement.item.class_})" if statement.item else "?"
    who = harmless(statement.source.text or statement.source.class_)
    return Text.assemble(
        (harmless(f"{party(statement.supplier)} > {party(statement.recipient)}"), "bold"),
        f"  {item}  {statement.stage}  ",
        (f"{statement.stance}, {statement.certainty}", STANCE_STYLES.get(statement.stance, "yellow")),
        f"  {who}",
    )


def _quoted(text: str, *places: str | None) -> RenderableType:
    place = ", ".join(harmless(one) for one in places if one)
    return Padding(Text(f"\u201c{harmless(text)}\u201d {place}".rstrip(), style="italic dim"), (0, 0, 0, 3))


def queue_lines(found: Iterable[Queued]) -> Iterator[RenderableType]:
    """The places of the queue: id, statement, evidence, and each reason on its own line."""
    for one in found:
        yield Text.assemble((one.entry.id, "bold"), (f"  {harmless(one.transfer)}", "dim"))
        yield Padding(_head(one.entry.statement), (0, 0, 0, 3))
        source = one.provenance
        yield _quoted(one.entry.statement.evidence, source.publisher or source.name, source.published or "undated")
        for reason in one.doubt.reasons:
            yield Padding(Text(f"- {reason}"), (0, 0, 0, 3))


def standing_lines(stand: Standing) -> Iterator[RenderableType]:
    """A statement slot by slot, as it stands and, where that differs, as it was read."""
    read = written(stand.read.statement)
    now = written(stand.now.statement) if stand.now else None
    counts = "" if now else "  rejected" if stand.rejected else "  replaced by a later reading or version"
    yield Text.assemble((stand.read.id, "bold"), counts)
    yield _quoted(stand.read.statement.evidence)
    for slot, value in (now or read).items():
        was = f"  (read: {harmless(read[slot]) or 'nothing'})" if now and value != read[slot] else ""
        yield Text.assemble((f"   {slot:15} ", "dim"), harmless(value) or "-", (was, "dim"))


def history_lines(records: Iterable[dict[str, Any]]) -> Iterator[RenderableType]:
    """Reviews: when, who, from where, what, why, before and after."""
    for one in records:
        way = WAYS.get(one["way"] or "", "not known from where")
        yield Text.assemble(
            (f"{harmless(one['at'])}  ", "dim"),
            (harmless(one["name"]), "bold"),
            f"  {one['verdict']}  ",
            (f"{one['statement']}  {way}", "dim"),
        )
        if one["evidence"]:
            yield _quoted(one["evidence"])
        for slot in one["slots"]:
            old, new = (harmless(slot[key]) or "nothing" for key in ("before", "after"))
            yield Padding(Text(f"{slot['slot']}: {old} -> {new}"), (0, 0, 0, 3))
        yield Padding(Text(f"because: {harmless(one['reason'])}"), (0, 0, 0, 3))


def given_lines(given: Given) -> Iterator[RenderableType]:
    """That a review is kept, and what it changed."""
    yield Text(f"review {given.review} is kept")
    if not given.moves:
        yield Text("   no likelihood and no stage is another because of it")
    for move in given.moves:
        yield move_line(move)


def move_line(move: Move) -> RenderableType:
    """What became of one transfer."""
    one = move.after or move.before
    assert one is not None
    return Padding(Text.assemble((harmless(one.transfer), "bold"), f"  {_told(move)}"), (0, 0, 0, 3))


def _told(move: Move) -> str:
    if move.before is None:
        return f"new: {judged(move.after)}"
    if move.after is None:
        return f"gone; it was {judged(move.before)}"
    return f"{judged(move.before)} -> {judged(move.after)}"


def judged(one: Judged | None) -> str:
    """A judgement in words: stage, likelihood, and what is taken as reached."""
    if one is None:
        return "none"
    if one.likelihood is None:
        return "no judgement"
    return f"{one.about}: {one.word} ({percent(one.likelihood)}), reached: {one.stage or 'nothing likely'}"
