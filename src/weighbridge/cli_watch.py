"""The command that watches feeds, sitemaps, pages and lists."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import clean_exit, fail, harmless, json_line, say
from weighbridge.cli_options import (
    Careful,
    Jobs,
    Limit,
    Model,
    NoOriginals,
    Originals,
    ReaderName,
    Where,
    reader_of,
    store_of,
)

if TYPE_CHECKING:
    from weighbridge.fetching import Session
    from weighbridge.fetching.memory import Memory
    from weighbridge.fetching.sources import Source, Sources
    from weighbridge.ledger import Ledger
    from weighbridge.originals import Store
    from weighbridge.readers.door import Reader

SourcesFile = Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="What to watch; see docs/watching.md.")]
Once = Annotated[bool, typer.Option("--once", help="Poll once and end, as for cron.")]
Every = Annotated[
    float | None,
    typer.Option(min=1, metavar="MINUTES", help="Time between two polls of every source, whatever the file says."),
]
Webhook = Annotated[str | None, typer.Option(metavar="URL", help="Where to post what is new, as JSON.")]
StateFile = Annotated[
    Path | None,
    typer.Option("--state", metavar="FILE", help="Where to remember what was seen. Default: beside the ledger."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a poll and line.")]


def watch(
    sources: SourcesFile,
    once: Once = False,
    every: Every = None,
    webhook: Webhook = None,
    as_json: Json = False,
    ledger: Where = None,
    careful: Careful = False,
    jobs: Jobs = 1,
    model: Model = None,
    limit: Limit = 20,
    state: StateFile = None,
    originals: Originals = None,
    no_originals: NoOriginals = False,
    reader: ReaderName = "rules",
) -> None:
    """Poll feeds, sitemaps, pages and lists; keep what is new in the ledger and tell what changed.

    What was seen is remembered, so it can be stopped at any time and goes on where it was.
    """
    from weighbridge.fetching.memory import Memory, MemoryFileError
    from weighbridge.fetching.sources import SourcesError, sources_in
    from weighbridge.ledger import default_ledger, open_ledger

    with clean_exit():
        try:
            wanted = sources_in(sources)
            read_with = reader_of(reader, careful, jobs, model)
            where = ledger or default_ledger()
            opened = open_ledger(where, tell=say)
            try:
                memory = Memory(state or beside(str(where), sources))
                try:
                    _watch(
                        opened,
                        store_of(opened, originals, no_originals),
                        wanted,
                        memory,
                        webhook or wanted.webhook,
                        _Asked(once, every, as_json, limit),
                        read_with,
                    )
                finally:
                    memory.close()
            finally:
                opened.close()
        except (SourcesError, MemoryFileError) as error:
            raise fail(str(error)) from None


class _Asked:
    """What the command was asked for."""

    def __init__(self, once: bool, every: float | None, as_json: bool, limit: float) -> None:
        self.once = once
        self.every = every
        self.as_json = as_json
        self.size = int(limit * 1_000_000)


def beside(ledger: str, sources: Path) -> Path:
    """The file that remembers what was seen: beside the ledger, or beside the sources where that is a server."""
    near = sources if "://" in ledger else Path(ledger).expanduser()
    return near.with_name(f"{near.name}.watch")


def _watch(
    ledger: Ledger,
    store: Store | None,
    wanted: Sources,
    memory: Memory,
    webhook: str | None,
    asked: _Asked,
    reader: Reader,
) -> None:
    """Poll until interrupted, or once; then the exit code says whether any source could be had."""
    from dataclasses import replace

    from weighbridge.fetching import Limits, Session
    from weighbridge.fetching.addresses import checked
    from weighbridge.intake.refusal import Refusal
    from weighbridge.polling import due, rounds

    if webhook is not None and isinstance(found := checked(webhook), Refusal):
        raise fail(f"--webhook: {found}")
    session = Session(Limits(size=asked.size, delay=wanted.delay), wanted.contact)
    sources = [replace(one, every=asked.every or one.every) for one in wanted.sources]
    try:
        if not asked.once:
            for ready in rounds(sources, memory, time.time, time.sleep):
                _poll(ledger, store, ready, memory, session, webhook, asked, reader)
            return
        ready, resting = due(sources, memory, time.time())
        for one in resting:
            say(str(one))
        failed = _poll(ledger, store, ready, memory, session, webhook, asked, reader)
        if failed + len(resting) == len(sources):
            raise typer.Exit(1)
    finally:
        session.close()


def _poll(
    ledger: Ledger,
    store: Store | None,
    sources: list[Source],
    memory: Memory,
    session: Session,
    webhook: str | None,
    asked: _Asked,
    reader: Reader,
) -> int:
    """Poll, print what is new, and post it; how many sources could not be had."""
    from weighbridge.fetching.watching import Round
    from weighbridge.polling import Poll, send

    tell = _silent if asked.as_json else _tell
    poll = Poll(ledger, Round(session, memory, time.time, say, asked.size, store is not None), reader, tell, store)
    report = poll.run(sources)
    if asked.as_json:
        sys.stdout.write(json_line(report) + "\n")
    else:
        _print(report["changes"])
        say(f"{_count(report['documents'], 'new document')}, {_count(report['changes'], 'change')}")
    sys.stdout.flush()
    if poll.total:
        say(poll.total.told())
    news = webhook is not None and report["documents"]
    memory.told(report["documents"], report if news else None)
    if webhook is not None and (refused := send(webhook, memory, session)):
        say(f"{refused}; it is sent at the next poll")
    return poll.failed


def _tell(row: dict[str, Any]) -> None:
    """A line for a document that is kept."""
    title = row["title"] or row["name"]
    of = ", ".join(part for part in (row["publisher"], row["published"]) if part)
    count = f"{row['statements']} statement{'' if row['statements'] == 1 else 's'}"
    sys.stdout.write(f"{row['document']}  {harmless(title)}{f' ({harmless(of)})' if of else ''}  {count}\n")
    sys.stdout.flush()


def _count(found: list[Any], what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"


def _silent(_: dict[str, Any]) -> None:
    """Say nothing yet."""


def _print(changes: list[dict[str, Any]]) -> None:
    if changes:
        from weighbridge.printing import console, print_all
        from weighbridge.printing_transfers import change_lines

        print_all(change_lines(changes), console())
