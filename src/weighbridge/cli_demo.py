"""The command ``demo``: the example reports, from their sentences to the ledger."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from weighbridge.cli_common import clean_exit, fail, json_line, say
from weighbridge.cli_options import Jobs, Json, reader_of
from weighbridge.cli_read import Explain, read_and_print

if TYPE_CHECKING:
    from weighbridge.views import Look


def _examples() -> Path | None:
    """The example reports: beside an installed package, or at the root of a checkout."""
    here = Path(__file__).resolve().parent
    places = (here / "examples", here.parents[1] / "examples")
    return next((place for place in places if place.is_dir()), None)


def demo(as_json: Json = False, explain: Explain = False, jobs: Jobs = 1) -> None:
    """Read the ten example reports that come with the program, and weigh them.

    Ends in a ledger that is thrown away: the transfers, and the one that most is said about in full.
    """
    from weighbridge.keeping import keep
    from weighbridge.ledger import open_ledger
    from weighbridge.reading.result import Reading
    from weighbridge.running import READER
    from weighbridge.views import Look, brought_up

    with clean_exit():
        folder = _examples()
        if folder is None:
            raise fail("the example reports are missing; install the program anew")
        paths = sorted(path for path in folder.iterdir() if path.suffix in (".json", ".txt", ".html"))
        with tempfile.TemporaryDirectory(prefix="weighbridge-") as place:
            ledger = open_ledger(Path(place) / "demo.sqlite")
            try:

                def kept(reading: Reading) -> None:
                    keep(ledger, reading.document, reading.statements, reading.measures, READER, "demo")

                read_and_print(paths, as_json, explain, reader_of(READER, jobs=jobs), 20, kept)
                brought_up(ledger)
                _weighed(Look(ledger), as_json)
            finally:
                ledger.close()


def _weighed(look: Look, as_json: bool) -> None:
    """The transfers, then the one with most statements."""
    from rich.text import Text

    from weighbridge.printing import console, print_all
    from weighbridge.printing_transfers import transfer_page, transfer_table
    from weighbridge.views import Asked, statements_of, transfer_records
    from weighbridge.weighing.changes import statements_in

    records = list(transfer_records(look, Asked()))
    if as_json:
        for record in records:
            sys.stdout.write(json_line(record) + "\n")
        return
    most = max(records, key=lambda record: record["statements_count"])
    told = {one["id"]: one for one in statements_of(look.ledger, statements_in(most))}
    heading = Text("What they say together", style="bold underline")
    print_all([heading, Text(""), transfer_table(records), Text(""), *transfer_page(most, told)], console())
    say(f"{len(records)} transfers; `weighbridge add`, `transfers`, `show`, `explain` do this for reports of yours")
