"""The command that tells what is known of a document, and gives its raw original back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighbridge.cli_common import Progress, clean_exit, counted, fail, harmless, json_line, say
from weighbridge.cli_options import Originals, Where, store_of

if TYPE_CHECKING:
    from weighbridge.ledger import Ledger
    from weighbridge.ledger.filed import Filed
    from weighbridge.originals import Store

UNKNOWN = 3
"""Exit code: there is no such document."""
LOST = 4
"""Exit code: an original is missing or damaged, or was never kept."""

Name = Annotated[str | None, typer.Argument(metavar="ID|NAME|ADDRESS", help="A document of the ledger.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
WithText = Annotated[bool, typer.Option("--text", help="With the text that was read.")]
Raw = Annotated[bool, typer.Option("--raw", help="Give the raw original back, byte for byte.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="With --raw: a new file to write to.")]
Warc = Annotated[
    Path | None, typer.Option("--warc", metavar="FILE.warc.gz", help="Append the original to a web archive.")
]
All = Annotated[bool, typer.Option("--all", help="With --warc: all originals of the ledger.")]


def document(
    name: Name = None,
    raw: Raw = False,
    out: Out = None,
    warc: Warc = None,
    every: All = False,
    text: WithText = False,
    as_json: Json = False,
    ledger: Where = None,
    originals: Originals = None,
) -> None:
    """Show what is known of a document, give its raw original back, or write that to a web archive.

    Ends with 3 where there is no such document, with 4 where its original is missing or damaged.
    """
    _check(name, raw, out, warc, every)
    from weighbridge.ledger import default_ledger, open_ledger

    with clean_exit():
        opened = open_ledger(ledger or default_ledger(), create=False, tell=say)
        try:
            store = store_of(opened, originals, False)
            if every and warc is not None:
                _archive(opened, store, warc)
                return
            found = _found(opened, name or "")
            if raw:
                _give(store, found, out)
            elif warc is not None:
                _append(store, found, warc)
            else:
                _show(opened, store, found, text, as_json)
        finally:
            opened.close()


def _check(name: str | None, raw: bool, out: Path | None, warc: Path | None, every: bool) -> None:
    """Options that make no sense together are told."""
    if every and (name is not None or raw or warc is None):
        raise typer.BadParameter("--all is for --warc FILE alone, without a document")
    if name is None and not every:
        raise typer.BadParameter("name a document, or give --all with --warc FILE")
    if out is not None and not raw:
        raise typer.BadParameter("--out is for --raw")
    if raw and warc is not None:
        raise typer.BadParameter("--raw and --warc are two things; ask for one after the other")


def _found(ledger: Ledger, name: str) -> Filed:
    from weighbridge.ledger.filed import filed

    found = filed(ledger, name)
    if not found:
        raise fail(f"there is no document {name[:200]!r}; give its id, its name or its address", UNKNOWN)
    if len(found) > 1:
        others = ", ".join(one.id for one in found[1:6]) + (" ..." if len(found) > 6 else "")
        say(f"{len(found)} documents are called so; this is the one that was added last, others are {others}")
    return found[0]


def _show(ledger: Ledger, store: Store | None, one: Filed, text: bool, as_json: bool) -> None:
    from weighbridge.originals.about import about
    from weighbridge.views import brought_up

    progress = Progress("pairs weighed")
    brought_up(ledger, progress.step)
    progress.clear()
    record = about(ledger, store, one, text)
    if as_json:
        sys.stdout.write(json_line(record) + "\n")
    else:
        from weighbridge.printing import console, print_all
        from weighbridge.printing_documents import document_page

        print_all(document_page(record), console())
    original = record["original"]
    if original is not None and original["state"] != "sound":
        raise fail(original["problem"] or "originals are turned off; say --originals FOLDER to look for it", LOST)


def _digest(store: Store | None, one: Filed) -> tuple[Store, str]:
    """Where the original of a document should be."""
    if one.details.original is None:
        what = "no original was kept of it: it came in before originals were, or while they were turned off"
        raise fail(f"{one.name}: {what}", LOST)
    if store is None:
        raise fail("originals are turned off (WEIGHBRIDGE_ORIGINALS=off); say --originals FOLDER", LOST)
    return store, one.details.original


def _give(store: Store | None, one: Filed, out: Path | None) -> None:
    """Write the original to standard output, or to a file that is not there yet."""
    from weighbridge.originals import Damaged, Missing

    place, digest = _digest(store, one)
    try:
        if out is not None:
            _to_file(place.chunks(digest), out)
        else:
            chunks = place.chunks(digest)
            if sys.stdout.isatty():
                chunks = _printable(chunks)
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
    except (Missing, Damaged) as error:
        raise fail(f"{one.name}: {error}", LOST) from None


def _printable(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks, if all of them are text that can't steer a terminal."""
    data = b"".join(chunks)
    try:
        shown = data.decode("utf-8")
    except UnicodeDecodeError:
        shown = "\0"
    if any(not (char.isprintable() or char in "\n\r\t") for char in shown):
        raise fail("the original is binary, or has characters that steer a terminal; write it with --out FILE")
    yield data


def _to_file(chunks: Iterator[bytes], out: Path) -> None:
    """A new file, which has its name only once it is complete."""
    if os.path.lexists(out):
        raise fail(f"{out}: it is there already and is left as it is; name a new file")
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        _named(draft, out)
    except FileExistsError:
        raise fail(f"{out}: it is there already and is left as it is; name a new file") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise fail(f"{out}: it can't be written ({reason}); check the path and the room on its disk") from None
    finally:
        with suppress(OSError):
            draft.unlink()


def _named(draft: Path, out: Path) -> None:
    """Give a file its name, if that is free. Raises FileExistsError where it is not."""
    try:
        os.link(draft, out)
    except FileExistsError:
        raise
    except OSError:
        # a file system without second names
        if os.path.lexists(out):
            raise FileExistsError(str(out)) from None
        draft.rename(out)


def _append(store: Store | None, one: Filed, path: Path) -> None:
    from weighbridge.originals import Damaged, Missing
    from weighbridge.originals.appending import archive_at
    from weighbridge.originals.records import record

    place, digest = _digest(store, one)
    try:
        made = record(place.read(digest), [one])
    except (Missing, Damaged) as error:
        raise fail(f"{one.name}: {error}", LOST) from None
    with archive_at(path, say) as archive:
        new = archive.append(made)
    say(f"{harmless(one.name)}: {'appended to' if new else 'it is already in'} {path}")


def _archive(ledger: Ledger, store: Store | None, path: Path) -> None:
    """Append all originals that are not in the archive yet; what is missing or damaged is told and counted."""
    from weighbridge.ledger.filed import all_filed
    from weighbridge.originals import Damaged, Missing
    from weighbridge.originals.appending import archive_at
    from weighbridge.originals.records import record, record_id

    if store is None:
        raise fail("originals are turned off (WEIGHBRIDGE_ORIGINALS=off); say --originals FOLDER", LOST)
    progress = Progress("originals archived")
    new = known = lost = without = 0
    with archive_at(path, say) as archive:
        # documents of one page come one after another, and are told of in one record
        for digest, group in groupby(all_filed(ledger), lambda one: one.details.original):
            if digest is None:
                without += sum(1 for _ in group)
                continue
            some = list(group)
            if record_id(some[0]) in archive.there:
                known += 1
                continue
            try:
                new += archive.append(record(store.read(digest), some))
            except (Missing, Damaged) as error:
                lost += 1
                progress.clear()
                say(f"{some[0].name}: {error}")
            progress.step()
    progress.clear()
    told = [f"{counted(new, 'original')} appended to {path}"]
    told += [f"{known:,} already there"] if known else []
    told += [f"{counted(without, 'document')} without one"] if without else []
    told += [f"{lost:,} missing or damaged"] if lost else []
    say(", ".join(told))
    if lost:
        raise typer.Exit(LOST)
