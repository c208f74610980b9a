"""What intake promises: every input gives documents or a refusal that says what to do."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.intake import Refusal, documents_from, language_of
from weighbridge.model import Document

REPORT = "Poland has sent the first of 14 tanks to Ukraine, the defence minister said on Friday."


def taken(*paths: Path | str, stdin: bytes = b"", **options: object) -> list[Document | Refusal]:
    return list(documents_from(paths, io.BytesIO(stdin), **options))  # type: ignore[arg-type]


def given_in(data: bytes, **options: object) -> list[Document | Refusal]:
    return taken("-", stdin=data, **options)


def documents(found: list[Document | Refusal]) -> list[Document]:
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def refusal(found: list[Document | Refusal]) -> Refusal:
    assert len(found) == 1, found
    assert isinstance(found[0], Refusal), found
    assert found[0].what
    assert found[0].remedy
    return found[0]


def test_json_document_keeps_text_and_fields_exactly(tmp_path: Path) -> None:
    text = f"  {REPORT}\r\n\r\n“Odd”\u00a0spacing \n"
    row = {
        "id": "x-1",
        "url": "https://a.example/",
        "publisher": "A",
        "published": "2023-02-24",
        "text": text,
    }
    file = tmp_path / "report.json"
    file.write_text(json.dumps({**row, "statements": [], "other": 1}))
    [document] = documents(taken(file))
    assert document == Document("x-1", text, "https://a.example/", "A", "2023-02-24", None)


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2024", "2024"),
        ("2024-09", "2024-09"),
        ("2024-09-06T10:00:00Z", "2024-09-06"),
        ("Friday", None),
        (None, None),
    ],
)
def test_publication_date_is_cut_to_its_precision(published: str | None, kept: str | None) -> None:
    [document] = documents(given_in(json.dumps({"text": REPORT, "published": published}).encode()))
    assert document.published == kept


def test_moment_of_a_date_field_is_kept_where_its_zone_is_told() -> None:
    for written, moment in (
        ("2024-09-06T23:10:00-05:00", "2024-09-06T23:10:00-05:00"),
        ("2024-09-06T10:00:00Z", "2024-09-06T10:00:00+00:00"),
        ("Fri, 06 Sep 2024 10:00:00 +0200", "2024-09-06T10:00:00+02:00"),
        ("2024-09-06T10:00:00", None),
        ("2024-09-06", None),
    ):
        [document] = documents(given_in(json.dumps({"text": REPORT, "published": written}).encode()))
        assert (document.published, document.details.time) == ("2024-09-06", moment)


def test_id_is_the_file_name_where_none_is_given(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"text": REPORT}))
    (tmp_path / "two.txt").write_text(REPORT)
    (tmp_path / "three.jsonl").write_text("\n".join([json.dumps({"text": REPORT})] * 2))
    assert [one.id for one in documents(taken(tmp_path))] == ["one", "three", "three-2", "two"]


def test_list_and_lines_of_documents() -> None:
    rows = [{"id": "a", "text": REPORT}, {"id": "b", "text": REPORT}]
    lines = "\n".join(json.dumps(row) for row in rows)
    for source in (json.dumps(rows), json.dumps(rows, indent=2), lines, f"\ufeff{lines}\n\n"):
        assert [one.id for one in documents(given_in(source.encode()))] == ["a", "b"]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": REPORT})
    file = tmp_path / "many.jsonl"
    file.write_text(f'{good}\n{{"id": "b", "text"\n{good.replace("a", "c", 1)}\n')
    first, broken, last = taken(file)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(broken, Refusal)
    assert "line 2" in broken.where
    assert "column" in broken.what


def test_broken_json_is_told_with_line_and_column() -> None:
    found = refusal(given_in(b'{\n  "id": "a",\n  "text": oops\n}'))
    assert "line 3, column 11" in found.what


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ({"text": 5}, "'text'"),
        ({"text": REPORT, "title": ["a"]}, "'title'"),
        ({"id": 7, "text": REPORT}, "'id'"),
        ({"id": "a"}, "no 'text'"),
        ({"text": "  \n"}, "empty"),
        ([], "empty"),
        ([5], "must be an object"),
    ],
)
def test_wrong_fields_are_refused(tmp_path: Path, value: object, word: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps(value))
    assert word in refusal(taken(file)).what


def test_half_a_surrogate_pair_is_refused() -> None:
    assert "surrogate" in refusal(given_in(b'{"text": "Poland sent tanks \\ud83d to Ukraine"}')).what


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"Poland sent tanks.\x00\x00\x00\x01\x02\x03\x04\x05", "control"),
        (
            "Le ministre a dit que la Pologne a livré des chars à l'Ukraine et que les autres".encode(),
            "French",
        ),
        ("Польша передала Украине первые танки, сказал министр обороны, и это не всё.".encode(), "Russian"),
        ("波兰已向乌克兰运送首批坦克。国防部长说。".encode(), "Chinese"),
        ("أعلن وزير الدفاع أن بولندا أرسلت الدبابات إلى أوكرانيا".encode(), "Arabic"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, word: str) -> None:
    assert word in refusal(given_in(data)).what


def test_too_large_is_refused_not_read_whole() -> None:
    text = json.dumps({"text": REPORT * 100})
    assert "larger" in refusal(given_in(text.encode(), limit=1000)).what
    assert "larger" in refusal(given_in(REPORT.encode() * 100, limit=1000)).what
    long_line, good = json.dumps({"text": REPORT * 1000}), json.dumps({"id": "b", "text": REPORT})
    found = given_in(f"{good}\n{long_line}\n{good}".encode(), limit=1000)
    assert [type(one) for one in found] == [Document, Refusal, Document]


def test_other_encodings() -> None:
    told: list[str] = []
    text = f"“{REPORT}” The talks – in the café – went on. He said that it was the first of them."
    [document] = documents(given_in(text.encode("cp1252"), warn=told.append))
    assert document.text == text
    assert any("windows-1252" in one for one in told)
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert documents(given_in(text.encode(encoding)))[0].text == text


def test_control_characters_are_kept_and_told() -> None:
    told: list[str] = []
    text = f"{REPORT}\x00 More \x1b[31mtext\x1b[0m."
    [document] = documents(given_in(json.dumps({"text": text}).encode(), warn=told.append))
    assert document.text == text
    assert any("control" in one for one in told)


def test_title_of_plain_text_and_markdown() -> None:
    assert documents(given_in(f"# Tanks for Kyiv\n\n{REPORT}".encode()))[0].title == "Tanks for Kyiv"
    assert documents(given_in(f"Tanks for Kyiv\r\n\r\n{REPORT}".encode()))[0].text == f"Tanks for Kyiv\n\n{REPORT}"


def test_page_gives_article_title_publisher_and_date() -> None:
    paragraph = f"<p>{REPORT} It is the largest such delivery by the country so far, and others are to follow.</p>"
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Tanks for Kyiv | The Post</title>
      <meta property="og:site_name" content="The Post">
      <meta property="article:published_time" content="2023-02-24T08:00:00Z"></head>
      <body><nav><a href="/">Home</a><a href="/s">Sport</a></nav>
      <article><h1>Tanks for Kyiv</h1>{paragraph * 3}</article><footer>Contact</footer></body></html>"""
    [document] = documents(given_in(page.encode()))
    assert document.publisher == "The Post"
    assert document.published == "2023-02-24"
    assert document.title == "Tanks for Kyiv"
    assert document.text.startswith("Tanks for Kyiv")
    assert REPORT in document.text
    assert "Sport" not in document.text


def test_folders_are_walked_in_order_and_links_not_forever(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(REPORT)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(REPORT)
    (tmp_path / ".hidden.txt").write_text(REPORT)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = taken(tmp_path)
    assert [one.id for one in found if isinstance(one, Document)] == ["1", "2"]
    whats = [one.what for one in found if isinstance(one, Refusal)]
    assert any("leads back" in what for what in whats)
    assert any("leads nowhere" in what for what in whats)


def test_missing_and_odd_files(tmp_path: Path) -> None:
    assert "no such file" in refusal(taken(tmp_path / "none.txt")).what
    assert "device" in refusal(taken("/dev/null")).what
    pipe = tmp_path / "sub"
    pipe.mkdir()
    os.mkfifo(pipe / "pipe.txt")
    assert "regular" in refusal(taken(pipe)).what


def test_the_same_id_twice_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "a.txt").write_text(REPORT)
    assert len(documents(taken(tmp_path / "a.txt", tmp_path / "a.txt", warn=told.append))) == 2
    assert any("came before" in one for one in told)


def test_lines_are_given_as_they_come() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stream, os.fdopen(writer, "wb") as out:
        found = documents_from(["-"], stream)
        for name in ("a", "b", "c"):
            out.write(json.dumps({"id": name, "text": REPORT}).encode() + b"\n")
            out.flush()
            one = next(found)
            assert isinstance(one, Document)
            assert one.id == name


def test_ten_megabytes_in_one_line_take_seconds_at_most() -> None:
    text = "the shipment went to the port and " * 300_000
    begun = time.monotonic()
    assert documents(given_in(text.encode()))[0].text == text.strip()
    assert documents(given_in(json.dumps({"text": text}).encode()))[0].text == text
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "page",
    [
        "<!-- x -->" * 100_000 + f"<html><body><p>{REPORT}</p>",
        "<html><body>" + "<!--" * 1_000_000,
        "<html><body>" + "<div>" * 60_000 + REPORT,
        "<html><body>" + "<" * 1_000_000 + REPORT,
        "<html><body><p " + "a=1 " * 300_000 + f">{REPORT}",
        f"<html><body><article><p>{REPORT * 20_000}</p></article></body></html>",
        '{"a":' * 100_000,
        "[" * 200_000,
    ],
    ids=["comments", "open comments", "deep", "angles", "attributes", "one paragraph", "objects", "lists"],
)
def test_hostile_pages_and_json_take_seconds_at_most(page: str) -> None:
    begun = time.monotonic()
    assert given_in(page.encode())
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (REPORT, "en"),
        ("Der Minister sagte, dass die Panzer nicht vor dem Sommer in die Ukraine geliefert werden.", "de"),
        ("El ministro dijo que los tanques se entregarán a Ucrania en el verano, según la agencia.", "es"),
        (
            "Bakan, tankların yaz aylarından sonra verileceğini söyledi ve bu kadar da olduğunu belirtti.",
            "tr",
        ),
        ("М'яч міністр сказав, що танки вже є та що їх було передано Україні після січня цього року.", "uk"),
        ("防衛大臣は戦車をウクライナに送ると述べた。", "ja"),
        ("국방장관은 전차를 보냈다고 말했다.", "ko"),
        ("Tanks", None),
        ("", None),
        ("12 345 – 67", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_documents_or_refusals(data: bytes) -> None:
    found = given_in(data)
    assert found
    for one in found:
        assert isinstance(one, (Document, Refusal))
        if isinstance(one, Document):
            assert one.text.strip()
            one.text.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "text", "title", "published", "x"]), inner, max_size=4)
        ),
        max_leaves=8,
    ),
    st.sampled_from([".json", ".jsonl", ".txt", ".html"]),
)
def test_any_json_gives_documents_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, value: object, suffix: str
) -> None:
    file = tmp_path_factory.mktemp("any") / f"x{suffix}"
    file.write_text(json.dumps(value))
    assert all(isinstance(one, (Document, Refusal)) for one in taken(file))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<article>",
                "<h1>",
                "&amp;",
                "&#0;",
                "<!--",
                "-->",
                "<![CDATA[",
                "tanks ",
                "<meta charset=",
                "'x'>",
                "<script>",
                "\x00",
                "\ufffe",
            ]
        ),
        max_size=25,
    )
)
def test_any_page_gives_a_document_or_a_refusal(parts: list[str]) -> None:
    found = given_in(("<html><body>" + "".join(parts)).encode("utf-8", "replace"))
    assert len(found) == 1


def test_agency_copy_tells_its_day_and_its_agency(tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_text(
        "KHARTOUM, 3 June 2014 (Nile Agency) - Six aircraft were flown to El Obeid in May, a diplomat said.\n"
    )
    [document] = documents_from([file])
    assert isinstance(document, Document)
    assert (document.published, document.publisher, document.title) == ("2014-06-03", "Nile Agency", None)
    assert (document.details.date_from, document.details.dateline) == (
        "dateline",
        "KHARTOUM, 3 June 2014 (Nile Agency)",
    )
    file.write_text("A note.\n\nOn 3 June 2014 (a Tuesday) - it rained in Khartoum, and nobody told an agency of it.\n")
    [note] = documents_from([file])
    assert isinstance(note, Document)
    assert (note.published, note.publisher, note.title) == (None, None, "A note.")
