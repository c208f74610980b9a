"""A dossier as one HTML file: no script, no outside reference, printable, light and dark."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from weighbridge.dossier.tree import Dossier, Figure, Heading, Note, Notes, Paragraph, Table, links_to
from weighbridge.pictures.drawing import picture_svg

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def page_of(dossier: Dossier) -> str:
    """The dossier as a page. Pictures are SVG in ``img`` elements, so that nothing in them can act."""
    look = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(dossier.title)}</title>\n<style>\n{look}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(_blocks(dossier))
        + "\n</main>\n</body>\n</html>\n"
    )


def _blocks(dossier: Dossier) -> Iterator[str]:
    yield f"<h1>{escape(dossier.title)}</h1>"
    yield f'<p class="below">{escape(dossier.below)}</p>'
    for block in dossier.blocks:
        if isinstance(block, Heading):
            yield f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{escape(block.text)}{_references(block.notes)}</p>"
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Figure):
            yield _figure(block)
        elif isinstance(block, Notes):
            yield f'<ol class="notes">{"".join(map(_note, block.items))}</ol>'
    yield f"<footer><p>{escape(dossier.imprint)}</p></footer>"


def _references(numbers: tuple[int, ...]) -> str:
    links = ", ".join(f'<a href="#n{number}">{number}</a>' for number in numbers)
    return f' <span class="refs">[{links}]</span>' if numbers else ""


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _figure(figure: Figure) -> str:
    light, dark, small, small_dark = (
        f"data:image/svg+xml;base64,{b64encode(picture_svg(spec).encode()).decode()}"
        for spec in (figure.spec, figure.dark, figure.small, figure.small_dark)
    )
    narrow = "screen and (max-width: 34rem)"
    return (
        f'<figure><picture><source media="print" srcset="{light}">'
        f'<source media="{narrow} and (prefers-color-scheme: dark)" srcset="{small_dark}">'
        f'<source media="{narrow}" srcset="{small}">'
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="{escape(figure.told)}"></picture>'
        f"<figcaption>{escape(figure.caption)}<br>{escape(figure.told)}</figcaption></figure>"
    )


def _note(note: Note) -> str:
    place = ", ".join(escape(part) for part in (note.outlet, note.day, note.title) if part)
    link = links_to(note.address)
    address = f'<a rel="noreferrer noopener" href="{escape(link)}">{escape(link)}</a>' if link else escape(note.address)
    return (
        f'<li id="n{note.number}" value="{note.number}"><p>{escape(note.position)}</p>'
        f"<blockquote>“{escape(note.quote)}”</blockquote>"
        f'<p class="place">{place}{"<br>" if address else ""}{address}<br>statement {escape(note.statement)}</p></li>'
    )
