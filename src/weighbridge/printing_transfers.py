"""Transfers for people: tables, the sum line by line, and the tree of who echoes whom.

Pure functions from records to rich renderables; nothing of a text can steer the terminal. Likelihood and
confidence never stand in one phrase (ICD 203, D.6.e.2.a).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from weighbridge.cli_common import harmless
from weighbridge.ledger.dates import date_words
from weighbridge.printing import NARROW, number, when
from weighbridge.weighing.likelihood import percent

Record = Mapping[str, Any]
COLUMNS = ("when", "reached", "likelihood", "origins", "denials", "confidence")
"""Of a transfer in a list, after its id."""
STANCES = {"asserts": "green", "confirms": "green", "denies": "red"}


def _parties(record: Record) -> str:
    """Supplier and recipient by their codes, which a person may have corrected to anything."""
    return harmless(f"{record['supplier'] or '?'} > {record['recipient'] or '?'}")


def _place(record: Record) -> str:
    """The outlet that a sentence stands in, and its day."""
    dated = record["published"] and date_words(record["published"])
    return ", ".join(harmless(part) for part in (record["publisher"] or record["doc"], dated) if part)


def _plain_table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def judged(record: Record) -> str:
    """The likelihood in words, with the stage that it is about."""
    if record["word"] == "no judgement":
        return "no judgement: nobody says or denies that it was"
    return f"{record['about']}: {record['word']} ({percent(record['likelihood'])})"


def reached(record: Record) -> str:
    """The stage reached, and whether it was halted."""
    stages = [record["stage"], "halted" if record["halted"] else None]
    return ", ".join(stage for stage in stages if stage) or "nothing likely"


def transfer_list(records: Iterable[Record], width: int) -> Iterator[RenderableType]:
    """The transfers as a table, or as lines where the terminal is too narrow for one."""
    if width >= NARROW:
        yield transfer_table(records)
        return
    for one in records:
        yield Text(harmless(one["id"]), style="bold")
        for name, value in zip(COLUMNS, _cells(one), strict=True):
            if value:
                yield Padding(Text.assemble((f"{name}: ", "dim"), value), (0, 0, 0, 3))


def _cells(one: Record) -> tuple[str, ...]:
    return (
        when(one["first"], one["last"]),
        reached(one),
        judged(one),
        str(one["independent"]),
        str(one["denials"] or ""),
        one["confidence"],
    )


def transfer_table(records: Iterable[Record]) -> Table:
    """A row for each transfer."""
    table = _plain_table("transfer", *COLUMNS)
    table.columns[0].no_wrap = True
    for one in records:
        table.add_row(
            Text(harmless(one["id"]), style="bold"),
            *_cells(one),
        )
    return table


def _counted(one: Record) -> str:
    unit = f" {one['unit']}" if one["unit"] else ""
    agreed = "" if len(one["said"]) < 2 else ", sources agree" if one["agree"] else ", sources disagree"
    said = "; ".join(harmless(f"{row['words']} ({row['origin']})") for row in one["said"])
    return f"{one['goods']}, {one['phase']}: {number(one['low'], one['high'])}{unit}{agreed}: {said}"


def transfer_page(record: Record, statements: Mapping[str, Record]) -> Iterator[RenderableType]:
    """One transfer in full; ``statements`` by id, for the evidence."""
    parties = _parties(record)
    yield Text(f"{harmless(record['id'])}  {parties}: {', '.join(record['classes'])}", style="bold underline")
    lines = [
        ("when", when(record["first"], record["last"])),
        ("reached", reached(record)),
        ("likelihood", judged(record)),
        ("confidence", f"{record['confidence']}: {record['ground']}"),
    ]
    for name, value in lines:
        yield Text.assemble((f"  {name:11} ", "dim"), value)
    for one in record["stages"]:
        yield Text(f"  {one['stage']:11} {one['word']} ({percent(one['likelihood'])})", style="dim")
    for one in record["quantities"]:
        yield Text.assemble(("  how many    ", "dim"), _counted(one))
    for one in record["contradictions"]:
        told = f" {one['about']}: {one['against']} {harmless(one['what'])}: {', '.join(one['for'])}"
        yield Text.assemble(("  contradicted", "dim"), told)
    if record["undated"]:
        yield Text(f"  {record['undated']} of its documents have no date and stand last", style="yellow")
    yield Text("")
    yield origin_tree(record, statements)


def origin_tree(record: Record, statements: Mapping[str, Record]) -> Tree:
    """Who echoes whom: each origin, the documents that carry it, why, and the words that they rest on."""
    tree = Tree(Text(f"{harmless(record['id'])}: {len(record['origins'])} origins", style="bold"))
    for origin in record["origins"]:
        graded = f"{origin['reliability']}{origin['credibility']}"
        branch = tree.add(Text(f"{origin['id']}  [{graded}] {origin['independence']}"))
        for voice in origin["voices"]:
            outlet = harmless(voice["publisher"] or voice["name"])
            day = harmless(date_words(voice["published"]))
            leaf = branch.add(Text(f"{voice['link']}: {outlet}, {day} ({voice['reason']})", style="dim"))
            for key in voice["statements"]:
                told = statements.get(key)
                if told:
                    style = STANCES.get(told["stance"], "yellow")
                    said = f"{told['stance']} {told['stage']}"
                    leaf.add(Text.assemble((said, style), f"  “{harmless(told['evidence'])}”"))
    return tree


def sum_page(record: Record, statements: Mapping[str, Record]) -> Iterator[RenderableType]:
    """The sums of a transfer, line by line; each adds up."""
    yield Text(f"{harmless(record['id'])}: natural log-odds, added up", style="bold underline")
    for stage in record["stages"]:
        table = _plain_table("weight", "origin", "why")
        table.columns[0].justify = "right"
        for line in stage["lines"]:
            table.add_row(f"{line['weight']:+.2f}", line["origin"] or "", line["why"])
        table.add_row(
            Text(f"{stage['log_odds']:+.2f}", style="bold"),
            Text(stage["stage"], style="bold"),
            f"{percent(stage['likelihood'])}, {stage['word']}",
        )
        yield Text("")
        yield Text(stage["stage"], style="bold")
        yield table
        for line in stage["lines"]:
            told = statements.get(line["statement"] or "")
            if told:
                outlet = harmless(told["publisher"] or told["doc"])
                day = harmless(date_words(told["published"]))
                yield Padding(
                    Text(f"{line['origin']}: “{harmless(told['evidence'])}” ({outlet}, {day})", "dim"),
                    (0, 0, 0, 3),
                )


def statement_table(records: Iterable[Record]) -> Iterator[RenderableType]:
    """Statements with their evidence under them."""
    for one in records:
        supplier, recipient = ((one[side] or {}).get("code") or "?" for side in ("supplier", "recipient"))
        item = harmless(one["item"]["text"]) + f" ({one['item']['class']})" if one["item"] else "?"
        who = harmless(one["source"]["text"] or one["source"]["class"])
        place = _place(one)
        yield Text.assemble(
            (harmless(f"{supplier} > {recipient}"), "bold"),
            f"  {item}  {one['stage']}  ",
            (f"{one['stance']}, {one['certainty']}", STANCES.get(one["stance"], "yellow")),
            f"  {who}  ",
            (harmless(f"{one['transfer'] or ''} {one['origin'] or ''}"), "dim"),
        )
        yield Padding(Text(f"“{harmless(one['evidence'])}” {place}", style="italic dim"), (0, 0, 0, 3))


def pair_table(records: Iterable[Record]) -> Table:
    """A row for each pair."""
    table = _plain_table("from > to", "transfers", "arrived", "statements", "denials", "goods", "when")
    for one in records:
        table.add_row(
            Text(_parties(one), style="bold"),
            str(one["transfers"]),
            str(one["delivered"]),
            str(one["statements"]),
            str(one["denials"] or ""),
            ", ".join(one["goods"]),
            when(one["first"], one["last"]),
        )
    return table


def change_lines(records: Iterable[Record]) -> Iterator[RenderableType]:
    """What moved, each with the evidence of its causes; and what outlets altered."""
    for one in records:
        if one["kind"] == "altered":
            yield from alteration_lines(one)
            continue
        moved = " to ".join(harmless(part) for part in (one["before"], one["after"]) if part)
        yield Text.assemble((harmless(one["transfer"]), "bold"), f"  {one['kind']}: {moved or 'none that is likely'}")
        for cause in one["causes"]:
            place = _place(cause)
            yield _indented(f"“{harmless(cause['evidence'])}” {place}", "italic dim")


def alteration_lines(one: Record) -> Iterator[RenderableType]:
    """What an outlet altered in a page: statements first, then the sentences."""
    name = ", ".join(harmless(part) for part in (one["publisher"], one["title"] or one["url"]) if part)
    transfers = ", ".join(map(harmless, one["transfers"])) or "no transfer"
    yield Text.assemble(
        (transfers, "bold"), f"  altered, {harmless(one['before'])} to {harmless(one['after'])}: {name}"
    )
    if one["url"]:
        yield _indented(harmless(one["url"]), "dim")
    for kind, style in (("withdrawn", "red"), ("added", "green")):
        for said in one[kind]:
            yield _indented(f"{kind}: {said['stance']} {said['stage']}  “{harmless(said['evidence'])}”", style)
    for row in one["revised"]:
        slots = "; ".join(
            f"{name} {_slot(slot['before'])} to {_slot(slot['after'])}" for name, slot in row["slots"].items()
        )
        yield _indented(f"revised: {slots}  “{harmless(row['after']['evidence'])}”", "yellow")
    titles: set[tuple[str, str]] = set()  # a page's text mostly begins with its title, which is told once
    if (one["title_before"] or "") != (one["title"] or ""):
        titles = {("−", harmless(one["title_before"] or "")), ("+", harmless(one["title"] or ""))}
        yield _indented(f"− {harmless(one['title_before'] or 'no title')}", "dim")
        yield _indented(f"+ {harmless(one['title'] or 'no title')}", "dim")
    for row in one["sentences"]:
        for mark, sentence in (("−", row["before"]), ("+", row["after"])):
            if sentence and (mark, harmless(sentence)) not in titles:
                yield _indented(f"{mark} {harmless(sentence)}", "dim")
    if not one["sentences_complete"]:
        yield _indented("there is more that differs", "dim")


def _slot(value: Any) -> str:
    """A slot of a statement in its own words."""
    if isinstance(value, list):
        return harmless(", ".join(_slot(one) for one in value)) or "none"
    if isinstance(value, dict):
        value = value.get("code") or value.get("text") or value.get("class")
    return harmless(str(value)) if value is not None else "none"


def _indented(text: str, style: str) -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, 3))


def hit_lines(records: Iterable[Record]) -> Iterator[RenderableType]:
    """What a search found."""
    for one in records:
        place = _place(one)
        yield Text.assemble(
            harmless(one["text"] or one["doc"]), (f"  {place}  {harmless(one['transfer'] or '')}", "dim")
        )


def measure_lines(records: Iterable[Record]) -> Iterator[RenderableType]:
    """Measures with their evidence."""
    for one in records:
        parts = [harmless(one["imposer"] or "?"), one["kind"].replace("_", " "), harmless(one["target"] or "")]
        place = _place(one)
        yield Text("  ".join(parts) + ("" if one["stance"] == "asserts" else "  threatened"), style="bold")
        yield Padding(Text(f"“{harmless(one['evidence'])}” {place}", style="italic dim"), (0, 0, 0, 3))
