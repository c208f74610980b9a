"""What intake promises of mails: text, subject, sender and time; attachments are documents of their own."""

from __future__ import annotations

import base64
import time

import pytest
from tests.intake.samples import PARAGRAPH, REPORT, mail, multipart, page, pdf, zipped
from tests.intake.test_intake import documents, given_in, refusal

from weighbridge.intake import Refusal
from weighbridge.model import Document

PLAIN = "Content-Type: text/plain; charset=utf-8"
HTML = "Content-Type: text/html; charset=utf-8"


def attachment(name: str, data: bytes, kind: str = "application/octet-stream") -> tuple[str, bytes]:
    head = (
        f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64"
    )
    return head, base64.encodebytes(data)


def test_subject_sender_and_time_with_its_zone() -> None:
    [document] = documents(given_in(mail()))
    assert document.text == PARAGRAPH
    assert document.title == "Tanks for Sudmark"
    assert document.publisher == "Norland Ministry of Defence"
    assert document.published == "2024-09-06"
    assert document.details.time == "2024-09-06T10:15:00+02:00"
    assert (document.details.kind, document.details.date_from) == ("mail", "mail header")


def test_encoded_headers_and_bodies() -> None:
    headers = {
        "From": "press@mod.norland.example",
        "Subject": "=?utf-8?q?Tanks_=E2=80=93_again?=",
        "Content-Transfer-Encoding": "quoted-printable",
    }
    body = b"The caf=E9 said: tanks were se=\r\nnt."
    [document] = documents(given_in(mail(body, headers, "text/plain; charset=iso-8859-1")))
    assert document.title == "Tanks \u2013 again"
    assert document.publisher == "mod.norland.example"
    assert document.text == "The caf\u00e9 said: tanks were sent."


def test_lines_broken_to_fit_are_joined_and_the_signature_is_cut_off() -> None:
    body = (
        "Norland has sent the first of 14 tanks to Sudmark, the defence\r\nminister said on Friday.\r\n\r\n"
        "Contact: press office\r\nPhone: 1234\r\n-- \r\nSent from afar\r\n"
    )
    [document] = documents(given_in(mail(body.encode())))
    assert document.text == f"{REPORT}\n\nContact: press office\nPhone: 1234"


def test_plain_part_is_preferred_and_a_page_stands_in_for_a_stub() -> None:
    [document] = documents(given_in(multipart([(PLAIN, PARAGRAPH.encode()), (HTML, page(text="Other words."))])))
    assert document.text == PARAGRAPH
    [document] = documents(given_in(multipart([(PLAIN, b"See it on the web."), (HTML, page())])))
    assert PARAGRAPH in document.text
    assert "Home" not in document.text
    assert document.publisher == "Norland Ministry of Defence"
    assert (document.title, document.details.kind) == ("Tanks for Sudmark", "mail")


def test_attachments_of_known_kinds_are_documents() -> None:
    told: list[str] = []
    data = multipart(
        [
            (PLAIN, PARAGRAPH.encode()),
            attachment("statement.pdf", pdf([[PARAGRAPH]])),
            attachment("../../etc/more.zip", zipped({"a.txt": PARAGRAPH.encode()})),
            attachment("logo.png", b"\x89PNG\r\n", "image/png"),
        ]
    )
    found = documents(given_in(data, warn=told.append))
    assert [one.id for one in found] == ["stdin", "stdin/statement", "stdin/etc/more/a"]
    assert [one.details.kind for one in found] == ["mail", "pdf", "text"]
    assert [one.details.within for one in found] == [None, "statement.pdf", "etc/more.zip > a.txt"]
    assert {one.published for one in found} == {"2024-09-06"}
    assert {one.details.time for one in found} == {"2024-09-06T10:15:00+02:00"}
    assert any("image/png" in one for one in told)


def test_a_forwarded_mail_is_a_document_of_its_own_time() -> None:
    inner = mail(headers={"Date": "Mon, 02 Sep 2024 09:00:00 +0000", "From": "A. Writer <a@b.example>"})
    said = b"For your information: a report that came in on Monday."
    data = multipart([(PLAIN, said), ("Content-Type: message/rfc822", inner)])
    outer, forwarded = documents(given_in(data))
    assert (outer.published, outer.details.time) == ("2024-09-06", "2024-09-06T10:15:00+02:00")
    assert (forwarded.publisher, forwarded.published) == ("A. Writer", "2024-09-02")
    assert forwarded.details.time == "2024-09-02T09:00:00+00:00"


@pytest.mark.parametrize(
    ("date", "published", "time"),
    [
        ("Fri, 06 Sep 2024 23:59:59 -1000", "2024-09-06", "2024-09-06T23:59:59-10:00"),
        ("Fri, 06 Sep 2024 00:00:01 +1300", "2024-09-06", "2024-09-06T00:00:01+13:00"),
        ("Fri, 06 Sep 2024 10:15:00 -0000", "2024-09-06", "2024-09-06T10:15:00+00:00"),
        ("Fri, 06 Sep 2024 10:15:00", "2024-09-06", None),
        ("Fri, 06 Sep 2024 10:15:00 XYZ", "2024-09-06", None),
    ],
)
def test_day_and_moment_of_a_mail_are_those_of_its_own_zone(date: str, published: str, time: str | None) -> None:
    [document] = documents(given_in(mail(headers={"Date": date})))
    assert (document.published, document.details.time) == (published, time)


def test_the_moment_is_the_mails_and_the_one_of_its_page_only_where_the_mail_has_none() -> None:
    inner = page(head='<meta property="article:published_time" content="2024-09-06T01:00:00+05:00">')
    [document] = documents(given_in(multipart([(HTML, inner)])))
    assert (document.published, document.details.time) == ("2024-09-06", "2024-09-06T10:15:00+02:00")
    [document] = documents(given_in(multipart([(HTML, inner)], {"Date": "Fri, 06 Sep 2024 10:15:00"})))
    assert (document.published, document.details.time) == ("2024-09-06", None)
    [document] = documents(given_in(multipart([(HTML, inner)], {"Date": "on Friday"})))
    assert (document.published, document.details.time) == ("2024-09-06", "2024-09-06T01:00:00+05:00")


def test_an_attachment_that_tells_its_own_date_keeps_it() -> None:
    head = '<meta property="article:published_time" content="2024-09-01T08:00:00-04:00">'
    parts = [(PLAIN, PARAGRAPH.encode()), attachment("a.html", page(head=head)), attachment("b.html", page())]
    _, own, lacking = documents(given_in(multipart(parts)))
    assert (own.published, own.details.time) == ("2024-09-01", "2024-09-01T08:00:00-04:00")
    assert (lacking.published, lacking.details.time) == ("2024-09-06", "2024-09-06T10:15:00+02:00")
    assert lacking.details.date_from == "mail header"


def test_mailbox_gives_a_document_a_mail() -> None:
    start = b"From press@mod.norland.example Fri Sep  6 10:15:00 2024\n"
    quoted = PARAGRAPH.encode() + b"\n>From the north came more.\n"
    second = mail(quoted, {"Subject": "Second"}).replace(b"\r\n", b"\n")
    box = start + mail().replace(b"\r\n", b"\n") + b"\n\n" + start + second + b"\n"
    first, other = documents(given_in(box))
    assert (first.id, first.details.within) == ("stdin", "mail 1")
    assert (other.id, other.title, other.details.within) == ("stdin-2", "Second", "mail 2")
    assert "\nFrom the north" in other.text


def test_text_that_only_begins_like_a_mail_is_text() -> None:
    [document] = documents(given_in(f"Note: {PARAGRAPH}\nDate: unknown\n\n{PARAGRAPH}".encode()))
    assert document.details.kind == "text"


def test_a_mail_without_text_is_refused_and_wrong_dates_are_none() -> None:
    assert "no text" in refusal(given_in(mail(b""))).what
    [document] = documents(given_in(mail(headers={"Date": "Fri, 99 Foo 2024"})))
    assert document.published is None


def test_a_mail_of_thousands_of_parts_is_read_as_far_as_may_be() -> None:
    begun = time.monotonic()
    found = given_in(multipart([(PLAIN, b"tanks")] * 3_000))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Refusal)
    assert "2,500 of them are not read" in found[-1].what
    assert time.monotonic() - begun < 20


def test_mails_nested_without_end_are_refused() -> None:
    inner = mail()
    for level in range(30):
        inner = multipart([("Content-Type: message/rfc822", inner)], boundary=f"b{level}")
    found = given_in(inner)
    assert any(isinstance(one, Refusal) and "deep" in one.what for one in found)
    assert not any(isinstance(one, Document) for one in found)
