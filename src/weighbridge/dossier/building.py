"""The dossier of a pair or a transfer, from its material. Pure."""

from __future__ import annotations

from weighbridge import __version__
from weighbridge.dossier import sections
from weighbridge.dossier.material import Material, Record
from weighbridge.dossier.method import METHOD
from weighbridge.dossier.numbering import carrying, note_of, numbered
from weighbridge.dossier.sentences import besides, confidence, denial, judgement, when
from weighbridge.dossier.tree import Block, Dossier, Figure, Heading, Notes, Paragraph
from weighbridge.ledger import last_day
from weighbridge.pictures.likelihood import likelihood_spec, likelihood_told
from weighbridge.pictures.style import Style
from weighbridge.pictures.timeline import timeline_spec, timeline_told
from weighbridge.pictures.wording import counted, cut, goods_name, party_name
from weighbridge.weighing.changes import statements_in

STYLES = (Style(720), Style(720, True), Style(380), Style(380, True))
"""Of each picture: for paper, for a dark screen, for a small one, for a small dark one."""
MOST_SUMMARIES = 40
"""Transfers with a paragraph of their own; all have a row in the table."""


def dossier_of(material: Material) -> Dossier:
    """The dossier. Equal material gives an equal one."""
    numbers = numbered(material.records, material.statements)
    summaries = [_summary(material, record, numbers) for record in material.records[:MOST_SUMMARIES]]
    blocks: list[Block] = [Heading(1, "Summary"), *(block for some in summaries for block in some)]
    if len(material.records) > MOST_SUMMARIES:
        rest = counted(len(material.records) - MOST_SUMMARIES, "further transfer")
        blocks.append(Paragraph(f"{rest} with fewer statements: see the table."))
    blocks += [
        Heading(1, "Transfers"),
        *sections.transfers_table(material),
        Heading(1, "Timeline"),
        _timeline(material),
        Heading(1, "Likelihood over time"),
        _likelihood(material),
        *sections.contradictions(material, numbers),
        *sections.quantities(material),
        *sections.measures(material),
        Heading(1, "Evidence"),
        *_evidence(material, numbers),
        Heading(1, "Method"),
        *map(Paragraph, METHOD),
    ]
    imprint = f"Weighbridge {__version__}. Content hash (SHA-256 of the records behind this dossier): {material.digest}"
    return Dossier(_title(material), _below(material), tuple(blocks), imprint)


def _title(material: Material) -> str:
    pair = f"{party_name(material.supplier)} to {party_name(material.recipient)}"
    if material.transfer is None:
        return f"Arms transfers: {pair}"
    return f"Arms transfers: {goods_name(material.records[0]['goods'])}, {pair} ({cut(material.transfer, 80)})"


def _below(material: Material) -> str:
    documents = len({one["document"] for one in material.statements.values()})
    days = [one["published"] for one in material.statements.values() if last_day(one["published"])]
    rests = f"{counted(len(material.statements), 'statement')} in {counted(documents, 'document')}"
    latest = f", the latest of {cut(max(days), 30)}" if days else ""
    day = f"As of {material.as_of}." if material.as_of else "As of all that the ledger holds."
    own = " Weighed with figures of one's own." if material.own_figures else ""
    undated = len({one["document"] for one in material.statements.values() if not last_day(one["published"])})
    open_ = f" Without a date: {counted(undated, 'document')}." if undated else ""
    return f"{day} From {rests}{latest}.{open_}{own}"


def _statements(material: Material, record: Record) -> list[Record]:
    mine = statements_in(record)
    return [one for key, one in material.statements.items() if key in mine]


def _summary(material: Material, record: Record, numbers: dict[str, int]) -> list[Block]:
    """A heading and one careful paragraph; likelihood and confidence in sentences of their own."""
    statements = _statements(material, record)
    parts = (judgement(record), confidence(record), besides(record), denial(record, statements))
    denials = [numbers[one["id"]] for one in statements if one["stance"] == "denies" and one["id"] in numbers]
    notes = tuple(sorted({*carrying(record, numbers), *denials[:6]}))
    head = f"{goods_name(record['goods'])}, {when(record)}"
    return [Heading(2, head[:1].upper() + head[1:]), Paragraph(" ".join(part for part in parts if part), notes)]


def _timeline(material: Material) -> Figure:
    statements = list(material.statements.values())
    told = timeline_told(statements, _subject(material), _as_of(material))
    light, dark, small, small_dark = (timeline_spec(statements, told, style) for style in STYLES)
    caption = "Who took which position on which stage, by day of publication. A cross is a denial."
    return Figure("timeline", light, dark, small, small_dark, caption, told.description)


def _likelihood(material: Material) -> Figure:
    steps = list(material.steps)
    told = likelihood_told(steps, _subject(material), _as_of(material), material.lines_left_out, material.days_left_out)
    light, dark, small, small_dark = (likelihood_spec(steps, told, style) for style in STYLES)
    caption = "How likely each was, from what had been published by then, over the bands of ICD 203."
    if any(not last_day(one["published"]) for one in material.statements.values()):
        caption += " Documents without a date count in the summary, but on no past day."
    return Figure("likelihood", light, dark, small, small_dark, caption, told.description)


def _subject(material: Material) -> str:
    pair = f"{party_name(material.supplier)} to {party_name(material.recipient)}"
    return pair if material.transfer is None else f"{goods_name(material.records[0]['goods'])}, {pair}"


def _as_of(material: Material) -> str:
    return f"As of {material.as_of}" if material.as_of else "As of all that the ledger holds"


def _evidence(material: Material, numbers: dict[str, int]) -> list[Block]:
    notes = tuple(note_of(number, material.statements[key]) for key, number in numbers.items())
    told = "Every sentence that the judgements rest on, as it stands in its document."
    left_out = len(material.statements) - len(notes)
    if left_out:
        told += f" Left out for length: {counted(left_out, 'statement')} of less weight."
    return [Paragraph(told), Notes(notes)]
