"""One export: records out of the ledger, made into rows or objects, written to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from weighbridge.exports import gather
from weighbridge.exports.columns import Record, Table
from weighbridge.views import Asked, Look, change_records, pair_records, transfer_records

One = TypeVar("One")
Step = Callable[[], None]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What to write, and how."""

    what: str
    form: str
    since: str | None = None
    """For changes: the day to compare with."""
    bom: bool = False
    marking: str | None = None


def export_to(out: BinaryIO, choice: Choice, look: Look, asked: Asked, step: Step, tell: Tell) -> int:
    """Write an export, except a database, to an open file; the number of rows or objects.

    ``step`` is called for each record, ``tell`` takes what a person should know. Raises ExportError, LedgerError.
    """
    if choice.what == "stix":
        from weighbridge.exports.stix import write_bundle

        return write_bundle(out, look, asked, choice.marking, step)
    if choice.what == "entities":
        from weighbridge.exports.entities import write_entities

        return write_entities(out, look, asked, step)
    if choice.what == "all":
        from weighbridge.exports.whole import write_whole

        return write_whole(out, look.ledger, step)
    table, records = table_and_records(choice, look, asked, tell)
    if choice.form in ("atom", "rss"):
        from weighbridge.exports.feed import write_feed

        return write_feed(out, choice.form, stepping(records, step), choice.since or "", look.as_of)
    return write_table(out, choice, table, stepping(records, step))


def table_and_records(choice: Choice, look: Look, asked: Asked, tell: Tell) -> tuple[Table, Iterable[Record]]:
    """The table of what is asked for, and its records."""
    from weighbridge.exports import register, statements, transfers

    flat = choice.form != "jsonl"
    if choice.what == "statements":
        found: Iterable[Record] = gather.statements_asked(look, asked)
        return statements.STATEMENTS, gather.with_addresses(look.ledger, found) if flat else found
    if choice.what == "measures":
        found = gather.measures_asked(look, asked)
        return statements.MEASURES, gather.with_addresses(look.ledger, found) if flat else found
    if choice.what == "documents":
        return statements.DOCUMENTS, gather.document_records(look, asked)
    if choice.what == "pairs":
        return transfers.PAIRS, pair_records(look, asked)
    if choice.what == "changes":
        return statements.CHANGES, change_records(look, choice.since or "")
    if choice.what == "register":
        return register.REGISTER, register.register_records(look, asked, tell)
    return transfers.TRANSFERS, transfer_records(look, asked)


def write_table(out: BinaryIO, choice: Choice, table: Table, records: Iterable[Record]) -> int:
    """Write records as a table, or as they are (JSON lines); the number of rows."""
    if choice.form == "jsonl":
        from weighbridge.exports.jsonl_files import write_jsonl

        return write_jsonl(out, table, records)
    rows = table.rows(records)
    if choice.form == "csv":
        from weighbridge.exports.csv_files import write_csv

        return write_csv(out, table.columns, rows, choice.bom)
    if choice.form == "xlsx":
        from weighbridge.exports.xlsx_files import write_xlsx

        return write_xlsx(out, table.name, table.columns, rows)
    from weighbridge.exports.parquet_files import write_parquet

    return write_parquet(out, table.columns, rows)


def stepping(found: Iterable[One], step: Step) -> Iterator[One]:
    """The same, with a step after each."""
    for one in found:
        yield one
        step()
