"""What intake promises of CSV and of the names of fields: which column is what is known, or can be said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.intake.samples import PARAGRAPH
from tests.intake.test_intake import documents, given_in, refusal, taken
from typer.testing import CliRunner

from weighbridge.cli import app
from weighbridge.intake import Refusal
from weighbridge.intake.fields import fields_of
from weighbridge.model import Document


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_row_is_a_document(separator: str) -> None:
    head = separator.join(("Headline", "Date", "Source", "Link", "Body"))
    row = separator.join(("Tanks", "2024-09-06", "The Post", "https://a.example/1", f'"{PARAGRAPH}\nAnd ""more""."'))
    first, second = documents(given_in(f"{head}\n{row}\n{row}\n".encode()))
    expected = Document("stdin", f'{PARAGRAPH}\nAnd "more".', "https://a.example/1", "The Post", "2024-09-06", "Tanks")
    assert first == expected
    assert second.id == "stdin-2"
    assert (first.details.kind, first.details.within, first.details.date_from) == ("csv", "row 1", "csv field")


def test_columns_can_be_said(tmp_path: Path) -> None:
    file = tmp_path / "clips.csv"
    file.write_text(f"nr,wording,day\n1,{PARAGRAPH.replace(',', '')},2024-09\n")
    assert "no column is known as the text; there are nr, wording, day" in refusal(taken(file)).what
    [document] = documents(taken(file, fields=fields_of("text=wording,published=day,id=nr")))
    assert (document.id, document.published) == ("1", "2024-09")
    assert document.text == PARAGRAPH.replace(",", "")


def test_json_fields_have_usual_names_or_said_ones() -> None:
    row = {
        "headline": "Tanks",
        "articleBody": PARAGRAPH,
        "pubDate": "Fri, 06 Sep 2024 23:30:00 +0200",
        "publisher": None,
        "source": {"name": "The Post"},
        "meta": {"seen": "2024-09-07", "words": [PARAGRAPH, "The end."]},
    }
    [document] = documents(given_in(json.dumps(row).encode()))
    assert (document.title, document.text, document.publisher) == ("Tanks", PARAGRAPH, "The Post")
    assert document.published == "2024-09-06"
    mapping = fields_of("text=meta.words, published=meta.seen")
    [other] = documents(given_in(json.dumps(row).encode(), fields=mapping))
    assert (other.text, other.published) == (f"{PARAGRAPH}\n\nThe end.", "2024-09-07")
    assert "'wording'" in refusal(given_in(json.dumps(row).encode(), fields={"text": "wording"})).what


@pytest.mark.parametrize("option", ["text", "text=", "=body", "body=text", "text=a,,title=b"])
def test_mappings_that_are_none_are_told(option: str) -> None:
    with pytest.raises(ValueError, match="NAME=FIELD"):
        fields_of(option)


def test_broken_rows_cost_only_themselves() -> None:
    table = f"title,text\nA,{PARAGRAPH[:20]}\nB\nC,\nD,{'x' * 2_000}\nE,{PARAGRAPH[:20]}\n"
    found = given_in(table.encode(), limit=1_000)
    assert [type(one) for one in found] == [Document, Refusal, Refusal, Refusal, Document]
    assert "row 2" in str(found[1])
    assert "line 5" in str(found[3])


def test_a_quote_that_is_never_closed_ends_in_bounds() -> None:
    rows = "\n".join(f"{number},{PARAGRAPH[:20]}" for number in range(2_000))
    found = given_in(f'title,text\nA,fine words\nB,"never closed\n{rows}\n'.encode(), limit=10_000)
    assert isinstance(found[0], Document)
    assert "not read" in str(found[-1])
    assert len(found) == 2


def test_other_encodings_of_tables() -> None:
    told: list[str] = []
    [document] = documents(
        given_in("title,text\nCaf\u00e9,The caf\u00e9 was hit.\n".encode("cp1252"), warn=told.append)
    )
    assert document.text == "The caf\u00e9 was hit."
    assert any("windows-1252" in one for one in told)


def test_plain_text_with_commas_is_no_table() -> None:
    [document] = documents(given_in(f"Tanks, text and talk\n\n{PARAGRAPH}".encode()))
    assert document.details.kind == "text"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("https://a.example/1\nhttps://b.example/2\n", "list of addresses"),
        ("# mine\nhttps://a.example/1\n", "list of addresses"),
        ("url,title\nhttps://a.example/1,Tanks\n", "list of addresses"),
        ("\t".join(["123456789", "20240906", *["0"] * 56, "20240906101500", "https://a.example/1"]) + "\n", "GDELT"),
        ('<?xml version="1.0"?><!-- x --><rss version="2.0"><channel/></rss>', "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        ('<?xml version="1.0"?><urlset></urlset>', "sitemap"),
    ],
)
def test_what_only_points_to_documents_is_for_watch(data: str, word: str) -> None:
    found = refusal(given_in(data.encode()))
    assert word in found.what
    assert "weighbridge watch" in found.remedy


@pytest.mark.parametrize("command", ["read", "add"])
def test_the_commands_tell_a_mapping_that_is_none(command: str) -> None:
    done = CliRunner().invoke(app, [command, "none.csv", "--fields", "words=x"])
    assert done.exit_code == 2
    assert "'words=x' is not NAME=FIELD" in done.output
