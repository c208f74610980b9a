"""Commands that draw: pictures of a ledger, and dossiers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from weighbridge.cli_common import fail, json_line, say
from weighbridge.cli_options import Where
from weighbridge.cli_queries import AsOf, OwnFigures, looking

if TYPE_CHECKING:
    from weighbridge.dossier import Dossier
    from weighbridge.pictures import Picture, Style

PICTURES = ("svg", "png", "html", "json")
DOSSIERS = {"html": "html", "htm": "html", "md": "md", "markdown": "md", "docx": "docx", "pdf": "pdf"}
Of = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID | SUPPLIER RECIPIENT]", help="A transfer, or a pair, as in IR RU; ? for unknown."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it.")]


def plot(
    kind: Annotated[str, typer.Argument(metavar="timeline|likelihood|network|map|origins", help="What to draw.")],
    of: Of = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="FILE.svg, .png, .html (works offline) or .json.")
    ] = None,
    width: Annotated[int, typer.Option(min=240, max=4000, metavar="PIXELS", help="The whole width.")] = 900,
    scale: Annotated[
        float, typer.Option(min=0.25, max=10, help="For png: pixels of the file for one of the width.")
    ] = 2,
    dark: Annotated[bool, typer.Option("--dark", help="On a dark ground.")] = False,
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print paragraph and table of the picture as JSON.")] = False,
) -> None:
    """Draw a timeline, likelihood over time, network, map or origin tree; print what it shows.

    network and map are of the whole ledger where nothing is named, or of one party.
    """
    from weighbridge.pictures import PictureError, Style, picture

    ending = out.suffix.lower().lstrip(".") if out else ""
    if out and ending not in PICTURES:
        raise fail(f"can't draw {out.name}: its name has to end in .svg, .png, .html or .json")
    _has_folder(out)
    style = Style(width, dark)
    with looking(ledger, as_of, figures) as look:
        try:
            drawn = picture(look, kind, tuple(of or ()), style)
            if out:
                _write(out, _bytes_of(drawn, style, ending, scale))
        except PictureError as error:
            raise fail(str(error)) from None
        if out:
            say(f"{out} written")
        _print(drawn, as_json, out is None)


def _bytes_of(drawn: Picture, style: Style, ending: str, scale: float) -> bytes:
    import json

    from weighbridge.pictures import picture_html, picture_png, picture_svg

    if ending == "png":
        return picture_png(drawn.spec, scale)
    if ending == "svg":
        return picture_svg(drawn.spec).encode()
    if ending == "html":
        return picture_html(drawn.spec, drawn.told, style).encode()
    return (json.dumps(drawn.spec, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()


def _has_folder(out: Path | None) -> None:
    if out is not None and not out.parent.is_dir():
        raise fail(f"there is no folder {out.parent} to write {out.name} to; make it first")


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole: a kill leaves what was there before."""
    import os
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


def _print(drawn: Picture, as_json: bool, with_table: bool) -> None:
    """What the picture shows, for who can't see it: always the paragraph, the table where nothing is drawn."""
    told = drawn.told
    if as_json:
        rows: list[dict[str, Any]] = [dict(zip(told.columns, row, strict=True)) for row in told.rows]
        whole = {"title": told.title, "below": told.below, "paragraph": told.paragraph, "notes": list(told.notes)}
        sys.stdout.write(json_line({**whole, "rows": rows}) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    from weighbridge.printing import console, print_all

    shown: list[Any] = [Text(told.description)]
    if with_table:
        table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False)
        for name in told.columns:
            table.add_column(name, overflow="fold")
        for row in told.rows:
            table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
        shown += [Text(""), table]
    print_all(iter(shown), console())


def dossier(
    of: Of = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="html|md|docx|pdf", help="Form of the file. Default: by the name of --out."),
    ] = None,
    out: Out = None,
    as_of: AsOf = None,
    figures: OwnFigures = None,
    ledger: Where = None,
) -> None:
    """Write a report on a pair (IR RU) or a transfer that can be sent as it is: judgements, pictures, evidence, method.

    Without --out, html and md go to standard output, md with its pictures left out.
    """
    from weighbridge.dossier import DossierError, dossier_of, material

    ending = out.suffix.lower().lstrip(".") if out else ""
    named = DOSSIERS.get(form.lower()) if form else DOSSIERS.get(ending) if out else "md"
    if named is None:
        raise fail(f"can't write {form or (out.name if out else '')}: choose --format html, md, docx or pdf")
    if out is None and named in ("docx", "pdf"):
        raise fail(f"{named} can't go to a screen; name a file with --out")
    _has_folder(out)
    with looking(ledger, as_of, figures) as look:
        try:
            made = dossier_of(material(look, tuple(of or ())))
            files = _files(made, named, out)
        except DossierError as error:
            raise fail(str(error)) from None
        if out is None:
            sys.stdout.write(files[0][1].decode())
            return
        for path, content in files:
            _write(path, content)
            say(f"{path} written")


def _files(made: Dossier, form: str, out: Path | None) -> list[tuple[Path, bytes]]:
    """The files of a dossier with their contents: one, but for Markdown, whose pictures are files of their own."""
    from weighbridge.dossier import docx_of, markdown_of, page_of, pdf_of
    from weighbridge.dossier.markdown import picture_files

    path = out or Path()
    if form == "html":
        return [(path, page_of(made).encode())]
    if form == "docx":
        return [(path, docx_of(made))]
    if form == "pdf":
        return [(path, pdf_of(made))]
    before = f"{path.stem}." if out else ""
    pictures = picture_files(made, before) if out else {}
    told = markdown_of(made, before if out else None)
    return [(path, told.encode()), *((path.with_name(name), content) for name, content in pictures.items())]
