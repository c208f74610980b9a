"""What intake promises of Word files: their paragraphs and tables, and nothing that was deleted in them."""

from __future__ import annotations

from tests.intake.samples import PARAGRAPH, docx, words, zipped
from tests.intake.test_intake import documents, given_in, refusal

CORE = (
    "<dc:title>Exports in August</dc:title><dc:creator>A. Writer</dc:creator>"
    "<dcterms:created>2024-09-06T08:15:00Z</dcterms:created>"
)


def test_paragraphs_title_author_and_day() -> None:
    [document] = documents(given_in(docx(words("Tanks for Sudmark", PARAGRAPH), CORE)))
    assert document.text == f"Tanks for Sudmark\n\n{PARAGRAPH}"
    assert (document.title, document.published) == ("Exports in August", "2024-09-06")
    assert (document.details.byline, document.details.date_from) == ("A. Writer", "docx creation date")
    assert document.details.kind == "docx"


def test_title_is_the_first_line_where_the_file_has_none_and_the_day_of_a_template_is_no_date() -> None:
    core = "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    [document] = documents(given_in(docx(words("Tanks for Sudmark", PARAGRAPH), core)))
    assert (document.title, document.published) == ("Tanks for Sudmark", None)


def test_deleted_text_and_fallbacks_are_left_out_and_rows_are_lines() -> None:
    body = (
        f"{words(PARAGRAPH)}<w:p><w:del><w:r><w:delText>never</w:delText><w:t>deleted</w:t></w:r></w:del>"
        "<w:r><w:t>It </w:t><w:t>stays</w:t><w:tab/><w:t>there.</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc>{words('Tanks')}</w:tc><w:tc>{words('14')}</w:tc></w:tr></w:tbl>"
    )
    [document] = documents(given_in(docx(body)))
    assert document.text == f"{PARAGRAPH}\n\nIt stays there.\n\nTanks | 14"


def test_entity_bombs_are_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert "broken" in refusal(given_in(docx(words("&b;"), before=bomb))).what


def test_a_file_that_unpacks_to_far_more_is_refused() -> None:
    found = refusal(given_in(docx(words("a" * 30_000_000))))
    assert "times its size" in found.what
    assert "larger" in refusal(given_in(docx(words(PARAGRAPH * 200)), limit=10_000)).what


def test_other_office_files_and_empty_ones_are_told() -> None:
    assert "Excel" in refusal(given_in(zipped({"xl/workbook.xml": b"<a/>"}))).what
    assert "PowerPoint" in refusal(given_in(zipped({"ppt/presentation.xml": b"<a/>"}))).what
    assert "OpenDocument" in refusal(given_in(zipped({"mimetype": b"x", "content.xml": b"<a/>"}))).what
    assert "no text" in refusal(given_in(docx(words("")))).what
