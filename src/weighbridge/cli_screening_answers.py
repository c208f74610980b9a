"""Where the answers of a screening go: the terminal, JSON lines, a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from weighbridge.cli_common import harmless, json_line

if TYPE_CHECKING:
    from weighbridge.screening.files import Read


class Writer:
    """Where answers go. ``code``: the exit code at the end."""

    def __init__(self, stream: Any, form: str, full: bool) -> None:
        self.code = 0
        self._stream, self._form, self._full = stream, form, full
        self._table: Any = None
        self._asked: set[str] = set()

    def answer(self, reference: str, record: dict[str, Any]) -> None:
        """One answer."""
        if self._form == "json":
            self._stream.write(json_line({"reference": reference, **record}) + "\n")
        elif self._form == "csv":
            reasons: dict[str, Any] = {one["subject"]: one for one in record["lines"]}
            lists = " ".join(f"{one['list']}@{one['version']}" for one in record["state"]["lists"])
            for subject, line in reasons.items():
                row = [record["order"]["reference"], record["answer"], subject, line["words"], line["answer"]]
                self._row([*row, "\n".join(line["reasons"]), reference, lists, record["state"]["day"]])
        else:
            from weighbridge.printing_screening import answer_lines

            self._stream.writelines(f"{line}\n" for line in answer_lines(reference, record, self._full, self._asked))
        self._stream.flush()

    def unread(self, read: Read) -> None:
        """One order that could not be read: never silently missing."""
        problem = str(read.problem)
        if self._form == "json":
            row = {"reference": None, "where": read.where, "order": {"reference": read.reference}, "answer": "review"}
            self._stream.write(json_line(row | {"unread": problem}) + "\n")
        elif self._form == "csv":
            self._row([read.reference, "review", "order", "", "review", f"not read: {problem}", "", "", ""])
        else:
            self._stream.write(f"REVIEW  {harmless(read.reference)}  not read: {harmless(problem)}\n")

    def _row(self, cells: list[str]) -> None:
        import csv

        from weighbridge.exports.inert import cell

        if self._table is None:
            self._table = csv.writer(self._stream, lineterminator="\r\n")
            names = "order answer part words part_answer reasons reference lists day"
            self._table.writerow(names.split())
        self._table.writerow([cell(one) for one in cells])


@contextmanager
def writing(out: Path | None, force: bool, as_json: bool, full: bool) -> Iterator[Writer]:
    """Standard output, or a new file that is there whole or not at all; ends with the exit code."""
    if out is None:
        write = Writer(sys.stdout, "json" if as_json else "text", full)
        yield write
        if not as_json:
            from weighbridge.printing_screening import FOOT

            sys.stdout.write(FOOT + "\n")
    else:
        from weighbridge.exports.files import new_file

        form = "csv" if out.suffix.lower() == ".csv" else "json"
        with (
            new_file(out, force) as part,
            part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file,
        ):
            write = Writer(file, form, full)
            yield write
    sys.stdout.flush()
    if write.code:
        raise typer.Exit(write.code)
