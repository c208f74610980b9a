"""What intake promises of PDF files: their text as paragraphs, or the reason why there is none."""

from __future__ import annotations

from tests.intake.samples import PARAGRAPH, pdf
from tests.intake.test_intake import documents, given_in, refusal

LINES = [
    "Norland has sent the first of 14 tanks to Sudmark, the defence min-",
    "ister said on Friday. It is the largest such delivery of long-",
    "range and surface-to-",
    "air weapons by the country so far, and others are to follow.",
    "The spokesman declined to say when.",
]
DAYS = ("Monday", "Tuesday", "Thursday", "Friday")
JOINED = (
    "Norland has sent the first of 14 tanks to Sudmark, the defence minister said on Friday. It is the largest such "
    "delivery of long-range and surface-to-air weapons by the country so far, and others are to follow."
)


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    [document] = documents(given_in(pdf([["Tanks for Sudmark", *LINES]])))
    assert document.text.split("\n\n")[:2] == ["Tanks for Sudmark", f"{JOINED} The spokesman declined to say when."]
    assert document.title == "Tanks for Sudmark"
    assert document.details.kind == "pdf"


def test_a_word_keeps_the_hyphen_it_has_elsewhere() -> None:
    lines = ["The re-export of the tanks was refused by the ministry on Monday, and the re-", "export ban stays."]
    [document] = documents(given_in(pdf([lines])))
    assert "the re-export ban stays" in document.text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    goods = ("tanks", "howitzers", "frigates", "radars")
    pages = [
        [
            "Norland Arms Review 2024",
            f"The ministry of Norland has sent the first of 14 {what} to Sudmark this week.",
            *(f"It was seen on {day}, when the {what} were loaded on a train to the border." for day in DAYS),
            f"A spokesman would not say what the {what} had cost.",
            f"Page {number} of 4",
            "Ministry of Trade",
        ]
        for number, what in enumerate(goods, 1)
    ]
    [document] = documents(given_in(pdf(pages)))
    assert "Arms Review" not in document.text
    assert "Page 2" not in document.text
    assert "Ministry of Trade" not in document.text
    for what in goods:
        assert document.text.count(what) == 6


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [
        [PARAGRAPH, "The minister said that the ships would", "1"],
        ["leave the port of Westhaven within a week.", PARAGRAPH, "2"],
    ]
    [document] = documents(given_in(pdf(pages)))
    assert "the ships would leave the port" in document.text


def test_title_author_and_day_are_those_of_the_file() -> None:
    info = {"Title": "Exports in August", "Author": "A. Writer", "CreationDate": "D:20240906101500+02'00'"}
    [document] = documents(given_in(pdf([[PARAGRAPH]], info)))
    assert (document.title, document.details.byline) == ("Exports in August", "A. Writer")
    assert (document.published, document.details.date_from) == ("2024-09-06", "pdf creation date")
    [other] = documents(given_in(pdf([["Exports in August", PARAGRAPH]], {"Title": "Microsoft Word - draft7.doc"})))
    assert other.title == "Exports in August"
    assert other.published is None


def test_pictures_of_pages_are_told() -> None:
    found = refusal(given_in(pdf([[], [], ["3"]])))
    assert "no text layer" in found.what
    assert "OCR" in found.remedy


def test_encrypted_files_are_told() -> None:
    locked = pdf(
        [[PARAGRAPH]],
        extra=b" /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter "
        b"/Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32),
    )
    assert "encrypted" in refusal(given_in(locked)).what


def test_a_file_of_thousands_of_pages_is_refused() -> None:
    data = pdf([[PARAGRAPH]])
    many = data.replace(b"/Kids [4 0 R] /Count 1", b"/Kids [" + b"4 0 R " * 1_500 + b"] /Count 1500")
    assert "more than 1,000 pages" in refusal(given_in(many)).what


def test_a_broken_page_costs_only_itself() -> None:
    told: list[str] = []
    data = pdf([[PARAGRAPH], ["Something else"]], packed=False).replace(
        b"(Something else) Tj", b"(((((((((((((( <<<[", 1
    )
    [document] = documents(given_in(data, warn=told.append))
    assert document.text.startswith("Norland")
    assert any("1 of 2 pages" in one for one in told)
