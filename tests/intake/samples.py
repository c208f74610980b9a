"""Small files of each kind, made of invented reports."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

REPORT = "Norland has sent the first of 14 tanks to Sudmark, the defence minister said on Friday."
MORE = "It is the largest such delivery by the country so far, and others are to follow in the spring of next year."
PARAGRAPH = f"{REPORT} {MORE}"


def page(title: str = "Tanks for Sudmark", text: str = PARAGRAPH, head: str = "") -> bytes:
    """A web page with a headline and three paragraphs."""
    paragraphs = "".join(f"<p>{text} Paragraph {number}.</p>" for number in ("one", "two", "three"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Contact</footer></body></html>"
    ).encode()


def pdf(
    pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None, packed: bool = True, extra: bytes = b""
) -> bytes:
    """A PDF file with the given lines on its pages, one below the other; ``extra`` is added to its trailer."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td\n" for line in lines)
        stream = f"BT /F1 11 Tf 72 760 Td\n{shown}ET".encode("cp1252")
        filters = b"/Filter /FlateDecode " if packed else b""
        stream = zlib.compress(stream) if packed else stream
        place = f"/Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {place} >>".encode())
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filters, len(stream), stream))
    if info:
        rows = " ".join(f"/{key} ({_escaped(value)})" for key, value in info.items())
        objects.append(f"<< {rows} >>".encode())
        extra += b" /Info %d 0 R" % len(objects)
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 9, 6, 10, 0, 0)), data, compress_type=method)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, core: str = "", before: str = "") -> bytes:
    """A DOCX file with the given XML in its body, and before its root."""
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    about = (
        '<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "docProps/core.xml": about.encode(),
            "word/document.xml": document.encode(),
        }
    )


def words(*paragraphs: str) -> str:
    """Paragraphs as Word's XML."""
    return "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)


def mail(
    body: bytes = PARAGRAPH.encode(), headers: Mapping[str, str] | None = None, kind: str = "text/plain; charset=utf-8"
) -> bytes:
    """A mail with one part."""
    fields = {
        "From": "Norland Ministry of Defence <press@mod.norland.example>",
        "To": "list@press.example",
        "Subject": "Tanks for Sudmark",
        "Date": "Fri, 06 Sep 2024 10:15:00 +0200",
        "Message-ID": "<1@mod.norland.example>",
        "MIME-Version": "1.0",
        "Content-Type": kind,
        **(headers or {}),
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n" + body


def multipart(
    parts: Sequence[tuple[str, bytes]], headers: Mapping[str, str] | None = None, boundary: str = "frontier"
) -> bytes:
    """A mail with several parts, each its header lines and its content."""
    mark = boundary.encode()
    body = b"".join(b"--%s\r\n%s\r\n\r\n%s\r\n" % (mark, head.encode(), content) for head, content in parts)
    return mail(body + b"--%s--\r\n" % mark, headers, f'multipart/mixed; boundary="{boundary}"')


def record(
    content: bytes,
    url: str = "https://norland.example/tanks",
    kind: str = "text/html; charset=utf-8",
    type_: str = "response",
    status: str = "200 OK",
    length: int | None = None,
    extra: str = "",
) -> bytes:
    """A record of a WARC; ``length`` is the one that it claims."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + content
    claimed = len(block) if length is None else length
    header = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-09-06T08:15:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {claimed}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def warc_gz(*records: bytes) -> bytes:
    """Records, each packed by itself, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
