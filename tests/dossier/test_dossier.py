"""Dossiers: complete, the same again, and inert in all four forms; each is read back by a reader of its kind."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2
import pytest
from markdown_it import MarkdownIt
from tests.pictures.ledgers import DENIED, HOSTILE, MISSILES, UNDATED, WARNED, hostile, kept, looked

from weighbridge.dossier import Dossier, DossierError, docx_of, dossier_of, markdown_of, material, page_of, pdf_of
from weighbridge.dossier.tree import Heading, Notes, Paragraph, links_to

PARTS = [
    "Summary",
    "Transfers",
    "Timeline",
    "Likelihood over time",
    "Contradictions",
    "Quantities",
    "Measures",
    "Evidence",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("dossier") / "ledger.sqlite", [*MISSILES, WARNED, DENIED, UNDATED])


@pytest.fixture(scope="module")
def made(path: Path) -> Dossier:
    return dossier_of(material(looked(path), ("IR", "RU")))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    ledger = kept(tmp_path_factory.mktemp("evil") / "ledger.sqlite", hostile())
    return dossier_of(material(looked(ledger), ("IR", "RU")))


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_it_has_all_parts_and_every_sentence(made: Dossier) -> None:
    headings = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [*PARTS, "Method"]
    [notes] = [block for block in made.blocks if isinstance(block, Notes)]
    assert {note.quote for note in notes.items} == {one.evidence for _, one in [*MISSILES, WARNED, UNDATED]}
    assert [note.number for note in notes.items] == list(range(1, len(notes.items) + 1))
    numbers = {number for block in made.blocks if isinstance(block, Paragraph) for number in block.notes}
    assert numbers
    assert numbers <= {note.number for note in notes.items}
    assert "Without a date: 1 document." in made.below
    assert re.search(r"SHA-256.*[0-9a-f]{64}", made.imprint)


def test_equal_ledgers_give_equal_bytes_in_every_form(path: Path, made: Dossier) -> None:
    again = dossier_of(material(looked(path), ("IR", "RU")))
    assert again == made
    for render in (markdown_of, page_of, docx_of, pdf_of):
        assert render(made) == render(again), render


def test_as_of_a_past_day(path: Path, made: Dossier) -> None:
    early = dossier_of(material(looked(path, "2024-03-02"), ("IR", "RU")))
    [notes] = [block for block in early.blocks if isinstance(block, Notes)]
    assert "As of 2024-03-02" in early.below
    assert {note.day for note in notes.items} == {"2024-03-01", "2024-03-02"}
    assert "2024-05" not in markdown_of(early, None)
    assert early.imprint != made.imprint


def test_a_transfer_by_its_id(path: Path) -> None:
    one = dossier_of(material(looked(path), ("IR-RU-missile.ballistic-2024",)))
    assert "IR-RU-missile.ballistic-2024" in one.title
    assert "drones" not in markdown_of(one, None)


def test_a_denial_and_a_warning_do_not_read_as_deliveries(path: Path) -> None:
    text = markdown_of(dossier_of(material(looked(path), ("BY", "RU"))), None)
    summary = text.split("## Transfers")[0]
    assert "unlikely" in summary
    assert "It is denied by Belarus" in summary
    assert not re.search(r"(?<!un)likely \(", summary)


def test_markdown_read_back(evil: Dossier) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown_of(evil))
    inline = [child for token in tokens for child in token.children or ()]
    assert not [token for token in (*tokens, *inline) if token.type.startswith("html")]
    assert not [token for token in inline if token.type in ("link_open", "em_open", "code_inline")]
    assert {token.attrs["src"] for token in inline if token.type == "image"} == {"timeline.svg", "likelihood.svg"}
    shown = "".join(token.content for token in inline if token.type in ("text", "text_special"))
    assert "[x](javascript:alert(1))" in shown
    assert "**bold**" in shown
    assert "&amp;" in shown
    assert (
        len([token for token in tokens if token.type == "heading_open"])
        == len([block for block in evil.blocks if isinstance(block, Heading)]) + 1
    )


def test_html_read_back(evil: Dossier) -> None:
    page = Page(page_of(evil))
    assert "<script>alert(1)</script>" in page.text
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "iframe", "object", "embed", "link", "form", "svg"}
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "a":
            assert str(attributes["href"]).startswith("#n")
        if tag in ("img", "source"):
            address = attributes.get("src") or attributes.get("srcset")
            assert str(address).startswith("data:image/svg+xml;base64,")
    assert all(attributes.get("alt") for tag, attributes in page.elements if tag == "img")
    [policy] = [one["content"] for tag, one in page.elements if tag == "meta" and "http-equiv" in one]
    assert "default-src 'none'" in str(policy)
    assert "script-src" not in str(policy)


def test_docx_read_back(evil: Dossier) -> None:
    content = docx_of(evil)
    document = docx.Document(io.BytesIO(content))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings == [*PARTS, "Method"]
    assert any('=cmd|"/c calc"!A1' in one.text for one in document.paragraphs)
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert len(document.inline_shapes) == 2
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    links = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert links == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"\x1b" not in parts.read("word/document.xml")
        assert not [name for name in parts.namelist() if "vba" in name.lower()]


def test_pdf_read_back(evil: Dossier) -> None:
    content = pdf_of(evil)
    text = re.sub(r"\s+", "", "".join(pages(content)).replace("\u200b", "").replace("\ufffe", ""))
    assert "<script>alert(1)</script>" in text
    assert "#panic()" in text
    assert "Москва" in text
    assert not re.findall(rb"/(?:JavaScript|JS|Launch|OpenAction|URI)\b", content)


def test_letters_of_other_scripts_come_from_embedded_fonts_that_have_them(evil: Dossier) -> None:
    content = pdf_of(evil)
    fonts = {name.decode() for name in re.findall(rb"/BaseFont ?/[A-Z]{6}\+(\w+)", content)}
    assert {"LibertinusSerif", "DejaVuSansMono"} <= fonts
    assert len(re.findall(rb"/FontFile[23]", content)) >= 2
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]{3}", re.sub(r"\s+", "", "".join(pages(content))))


def test_only_web_addresses_are_links() -> None:
    assert links_to("https://example.org/a?b=1") == "https://example.org/a?b=1"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", 'https://a"b', "https://a\u202eb", ""):
        assert links_to(address) is None


@pytest.mark.parametrize(
    ("of", "says"), [((), "a pair"), (("XX", "YY"), "weighbridge pairs"), (("none",), "no transfer")]
)
def test_what_cannot_be_made_is_told(path: Path, of: tuple[str, ...], says: str) -> None:
    with pytest.raises(DossierError, match=says):
        material(looked(path), of)


def test_a_dossier_on_hostile_evidence_keeps_its_words(evil: Dossier) -> None:
    [notes] = [block for block in evil.blocks if isinstance(block, Notes)]
    [note] = [one for one in notes.items if "alert" in one.quote]
    assert note.quote.startswith(HOSTILE[:20])
    assert not set(note.quote + note.outlet + note.title + note.address) & set("\x1b\u202e\ufffe\n")
