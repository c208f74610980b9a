"""Hostile inputs of every kind, the same in every run, and a run of all of them within limits.

``python -m tests.intake.hostile NUMBER`` reads that many under a limit on memory, and prints a JSON object: how many
there were, and what went wrong with which (nothing, it is hoped).
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
from tests.intake.samples import PARAGRAPH, docx, mail, multipart, page, pdf, record, warc_gz, words, zipped

from weighbridge.intake.packings import zstandard

MEMORY = 1_500_000_000
"""Bytes of address space for the whole run, and for the process that parses."""

SECONDS = 35.0
"""Time that one input may take: that of the process that parses, and some more."""

LIMIT = 2_000_000
"""Bytes of one document in the run."""

TEXT = PARAGRAPH.encode()

TIMES = (
    '<meta property="article:published_time" content="2024-09-06T23:30:00-05:00">'
    '<script type="application/ld+json">{"@type": "LiveBlogPosting", "datePublished": "2024-09-06", "liveBlogUpdate": ['
    + ", ".join(
        f'{{"@type": "BlogPosting", "datePublished": "2024-09-0{day}T00:00:01+13:00", "articleBody": "{PARAGRAPH}"}}'
        for day in (6, 7)
    )
    + "]}</script>"
)


def valid() -> dict[str, bytes]:
    """A sound input of each kind: what is bent, cut and spliced."""
    start = b"From press@mod.norland.example Fri Sep  6 10:15:00 2024\n"
    both = [("Content-Type: text/plain", TEXT), ("Content-Type: text/html", page())]
    return {
        "page": page(head='<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'),
        "pdf": pdf([["Tanks for Sudmark", PARAGRAPH], [PARAGRAPH]], {"Title": "Tanks"}),
        "plain pdf": pdf([["Tanks for Sudmark", PARAGRAPH]], packed=False),
        "docx": docx(words("Tanks for Sudmark", PARAGRAPH), "<dc:title>Tanks</dc:title>"),
        "mail": multipart(both),
        "mbox": (start + mail() + b"\n\n") * 3,
        "csv": b"title,date,text\n" + b"".join(b'T%d,2024-09-06,"%s"\n' % (number, TEXT) for number in range(5)),
        "json": json.dumps([{"title": "T", "text": PARAGRAPH, "published": "2024-09-06"}] * 3).encode(),
        "jsonl": (json.dumps({"text": PARAGRAPH}) + "\n").encode() * 4,
        "zip": zipped({"a.txt": TEXT, "b.html": page(), "c.zip": zipped({"d.pdf": pdf([[PARAGRAPH]])})}),
        "warc": record(page()) + record(pdf([[PARAGRAPH]]), kind="application/pdf"),
        "warc.gz": warc_gz(record(page()), record(TEXT, kind="text/plain")),
        "wacz": zipped(
            {
                "datapackage.json": b"{}",
                "archive/a.warc.gz": warc_gz(record(page())),
                "pages/pages.jsonl": b'{"url": "https://norland.example/tanks", "title": "T"}\n',
            },
            zipfile.ZIP_STORED,
        ),
        "warc packed by brotli": record(brotli.compress(page()), extra="Content-Encoding: br\r\n") * 2,
        "warc packed by zstd": record(zstandard().compress(page()), extra="Content-Encoding: zstd\r\n") * 2,
        "page with times": page(head=TIMES),
        "text": f"# Tanks for Sudmark\n\n{PARAGRAPH}\n".encode(),
    }


def _mutated(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 100))):
        place = chance.randrange(len(out))
        match chance.randrange(5):
            case 0:
                out[place] = chance.randrange(256)
            case 1:
                out[place : place + chance.randrange(1, 9)] = b""
            case 2:
                out[place:place] = chance.choice((b"\x00", b"\xff\xfe", b"<", b"[[", b"99999999", b"\r\n\r\n", b"--"))
            case 3:
                out[place] ^= 1 << chance.randrange(8)
            case _:
                other = chance.randrange(len(out))
                out[place : place + 16] = out[other : other + 16]
        if not out:
            break
    return bytes(out)


def _digits_bent(data: bytes, chance: random.Random) -> bytes:
    """Other numbers where numbers stand: lengths, counts, places."""
    out = bytearray(data)
    places = [place for place, byte in enumerate(out) if 48 <= byte <= 57]
    for place in chance.sample(places, min(len(places), chance.choice((1, 4, 30)))):
        out[place] = chance.randrange(48, 58)
    return bytes(out)


def bent(number: int) -> Iterator[tuple[str, bytes]]:
    """``number`` inputs made of sound ones: bytes changed, cut off, put together."""
    sound = list(valid().items())
    for index in range(number):
        chance = random.Random(index)
        name, data = sound[index % len(sound)]
        match (index // len(sound)) % 5:
            case 0 | 1:
                yield f"{name}, changed {index}", _mutated(data, chance)
            case 2:
                yield f"{name}, cut off {index}", data[: chance.randrange(1, len(data))]
            case 3:
                other, more = chance.choice(sound)
                cut = chance.randrange(1, len(data))
                yield f"{name}, spliced with {other} {index}", data[:cut] + more[chance.randrange(len(more)) :]
            case _:
                yield f"{name}, other numbers {index}", _digits_bent(data, chance)


def _pdf_stream(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF file whose page has that stream as its content, packed already."""
    data = pdf([["x"]])
    start, end = data.index(b"5 0 obj"), data.index(b"endobj", data.index(b"5 0 obj"))
    new = b"5 0 obj\n<< /Filter %s /Length %d >>\nstream\n%s\nendstream\n" % (filters, len(stream), stream)
    return data[:start] + new + data[end:]


def _nested_mail(depth: int) -> bytes:
    inner = mail()
    for level in range(depth):
        inner = multipart([("Content-Type: message/rfc822", inner)], boundary=f"b{level}")
    return inner


def _nested_parts(depth: int) -> bytes:
    heads = b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(depth))
    return mail(heads + b"--b%d\n\ntext\n" % depth, kind='multipart/mixed; boundary="b0"')


def _zip_of_itself() -> bytes:
    inner = zipped({"bomb.txt": bytes(30_000_000)})
    return zipped({f"{number}.zip": inner for number in range(10)})


def _meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def _ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def packed_record(content: bytes, packing: str) -> bytes:
    """A record whose content is said to be packed so, and a sound one behind it."""
    return record(content, extra=f"Content-Encoding: {packing}\r\n") + record(page())


def _far() -> bytes:
    zstd = zstandard()
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    return bytes(packer.compress(bytes(30_000_000)) + packer.flush())


_UPDATES = ", ".join(['{"datePublished": "2024-09-06T00:00:00+24:00", "articleBody": "a - "}'] * 20_000)
_LAUGHS = "<!DOCTYPE w [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + '<!ENTITY a0 "ha">]>'

BOMBS: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: zipped({"a.txt": bytes(60_000_000)}),
    "zip of bombs": _zip_of_itself,
    "zip of 20,300 files": lambda: zipped({f"{number}": b"x" for number in range(20_300)}, zipfile.ZIP_STORED),
    "zip packed with bzip2": lambda: zipped({"a.txt": bytes(30_000_000)}, zipfile.ZIP_BZIP2),
    "zip packed with lzma": lambda: zipped({"a.txt": bytes(10_000_000)}, zipfile.ZIP_LZMA),
    "zip with ways up": lambda: zipped({"../" * 50 + "etc/passwd": TEXT, "/root/x": TEXT, "\x00": TEXT}),
    "gzip bomb": lambda: gzip.compress(bytes(100_000_000)),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(TEXT))))),
    "docx bomb": lambda: docx(words("a" * 50_000_000)),
    "docx of laughs": lambda: docx(words("&a9;"), before=_LAUGHS),
    "docx with outer entity": lambda: docx(
        words("&x;"), before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "docx nested deep": lambda: docx("<w:p>" * 200_000),
    "docx of 300,000 empty tags": lambda: docx("<w:p/>" * 300_000 + words("x")),
    "pdf stream bomb": lambda: _pdf_stream(zlib.compress(b"(x) Tj " * 20_000_000)),
    "pdf packed twice": lambda: _pdf_stream(
        zlib.compress(zlib.compress(bytes(200_000_000))), b"[/FlateDecode /FlateDecode]"
    ),
    "pdf of a million operators": lambda: _pdf_stream(zlib.compress(b"q Q " * 1_500_000)),
    "pdf nested arrays": lambda: _pdf_stream(zlib.compress(b"[" * 1_000_000)),
    "pdf pages in a circle": lambda: pdf([["x"]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "pdf reference to itself": lambda: pdf([["x"]]).replace(b"/Contents 5 0 R", b"/Contents 4 0 R"),
    "pdf tables in a circle": lambda: pdf([["x"]], extra=b" /Prev 15"),
    "pdf without objects": lambda: b"%PDF-1.7\n" + b"1 0 obj << " * 100_000,
    "pdf of digits": lambda: b"%PDF-1.7\n" + b"9" * 1_500_000 + b"\nstartxref\n9\n%%EOF",
    "page nested deep": lambda: b"<html><body>" + b"<div>" * 200_000 + TEXT,
    "page nested in sloppy tags": lambda: b"<html><body>" + b"<b><i><x-y>" * 100_000 + TEXT,
    "page of tags": lambda: b"<html><body>" + b"<p>x" * 300_000,
    "page of attributes": lambda: b"<html><body><p " + b"a=1 " * 400_000 + b">" + TEXT,
    "page of one script": lambda: b"<html><script type='application/ld+json'>" + b"[" * 1_500_000,
    "page of entities": lambda: b"<html><body><p>" + b"&amp;" * 350_000 + TEXT,
    "page of open comments": lambda: b"<html><body>" + b"<!--" * 400_000,
    "page with NUL bytes": lambda: page().replace(b" ", b" \x00"),
    "page in a charset of nobody": lambda: b"<html><meta charset='x-none'><body><p>" + bytes(range(128, 256)) * 50,
    "page in utf-7": lambda: b"<html><meta charset='utf-7'><body><p>" + b"+ADw-script+AD4- \xff" * 50,
    "page of spaces": lambda: b"<html><body><p>" + b" \n" * 900_000 + TEXT,
    "page in punycode": lambda: b"<html><meta charset='punycode'><body><p>\xff" + b"abc-99" * 200_000,
    "page of other spaces": lambda: b"<html><body><p>" + (b" " * 99 + b"x") * 15_000 + TEXT,
    "page of spaces in tags": lambda: b"<html><body><p" + b" \t" * 50 + b"class=''" * 30 + b" " * 1_500_000 + TEXT,
    "page of spaces in its head": lambda: b"<html><title>" + b" -" * 30_000 + b"</title><p>" + TEXT,
    "page of long words": lambda: b"<html><body><p>" + b"tank" * 400_000 + TEXT,
    "page of dates": lambda: b"<html><body><p>" + b"2024-09-06 " * 100_000 + TEXT,
    "page of one class": lambda: b"<html><body><p class='" + b"date " * 300_000 + b"'>" + TEXT,
    "page with a title of joints": lambda: b"<html><title>" + b" -" * 20_000 + b"</title><p>" + TEXT,
    "page with a title of strokes": lambda: page("Tanks" + " | a" * 450_000),
    "page with headings of joints": lambda: page(" - ".join("ab" for _ in range(90_000))),
    "page with descriptions of joints": lambda: page(
        head=_meta("og:title", "a - " * 200_000) + _meta("dc.title", " : " * 200_000)
    ),
    "page with a headline of joints": lambda: page(
        head=_ld('{"@type": "Article", "headline": "' + "x | " * 300_000 + '"}')
    ),
    "page with the site in its title": lambda: page(
        "Wire - " * 200_000, head='<meta property="og:site_name" content="Wire">'
    ),
    "page of times": lambda: page(text="<time datetime='2024-09-06T00:00:00+99:99'>x</time> " * 10_000),
    "page of times in live": lambda: page(
        "Live", text="<div><time datetime='2024-13-41T25:61:61-14:01'>x</time>" + PARAGRAPH + "</div> " * 3_000
    ),
    "page with an endless time": lambda: page(
        head=_meta("date", "2024-09-06T" + "0" * 900_000) + _meta("pubdate", " " * 900_000)
    ),
    "page of updates without end": lambda: page(
        head=_ld(f'{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{_UPDATES}]}}')
    ),
    "page of years": lambda: page(head='<meta name="date" content="0000-00-00T00:00:00Z">' * 20_000),
    "mail with an endless date": lambda: mail(headers={"Date": "Fri, 06 Sep 2024 10:" + "0" * 1_500_000}),
    "mail of the year 0": lambda: mail(headers={"Date": "Fri, 06 Sep 0000 10:00:00 +9999"}),
    "page of links": lambda: b"<html><body>" + b"<a href='x'>y</a> " * 90_000,
    "page of tables": lambda: b"<html><body>" + b"<table><tr><td>" * 30_000 + TEXT,
    "mail of 6,000 parts": lambda: multipart([("Content-Type: text/plain", b"x")] * 6_000),
    "mails in mails": lambda: _nested_mail(60),
    "parts in parts": lambda: _nested_parts(3_000),
    "mail with an endless header": lambda: mail(headers={"Subject": "=?utf-8?q?" + "a" * 1_500_000}),
    "mail with many addresses": lambda: mail(headers={"From": "a@b.example, " * 100_000}),
    "mail of comments": lambda: mail(headers={"From": "(" * 500_000, "Date": "(" * 500_000}),
    "mail with an endless boundary": lambda: mail(kind=f'multipart/mixed; boundary="{"x" * 300_000}"'),
    "mail of open encoded words": lambda: mail(headers={"Subject": "=?utf-8?b?" * 100_000}),
    "mail in broken base64": lambda: mail(b"=" * 1_000_000, {"Content-Transfer-Encoding": "base64"}),
    "mail of empty lines": lambda: mail(b"\n" * 1_900_000),
    "mail in an unknown charset": lambda: mail(TEXT + b"\xff\xfe", kind="text/plain; charset=idna"),
    "mail in punycode": lambda: mail(b"abc-99" * 100_000, kind="text/plain; charset=punycode"),
    "mail with a bomb in it": lambda: multipart([("Content-Type: application/zip", zipped({"a": bytes(30_000_000)}))]),
    "mbox of empty mails": lambda: b"From a@b.example Fri Sep  6 10:15:00 2024\n\n" * 5_000,
    "mbox of one endless mail": lambda: b"From a@b.example Fri Sep  6 10:15:00 2024\n" + b"x" * 30_000_000,
    "csv with a field of 100 MB": lambda: b'title,text\nA,"' + b"x" * 100_000_000 + b'"\nB,fine words here\n',
    "csv with an open quote": lambda: b'title,text\nA,"' + b"x y z\n" * 5_000_000,
    "csv of empty rows": lambda: b"title,text\n" + b",\n" * 500_000,
    "csv of columns": lambda: b"title,text\n" + b"," * 1_900_000 + b"\n",
    "csv with NUL bytes": lambda: b"title,text\n\x00,\x00\x00\nB,fine words here\n",
    "json nested deep": lambda: b'[{"text": ' * 200_000,
    "json of one endless number": lambda: b'{"text": ' + b"9" * 1_000_000 + b"}",
    "jsonl with an endless line": lambda: b'{"text": "x"}\n{"text": "' + b"x" * 50_000_000,
    "warc with an endless header": lambda: b"WARC/1.0\r\n" + b"X-A: " + b"a" * 20_000_000,
    "warc of header lines": lambda: b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000,
    "warc of lengths": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999999\r\n\r\n" * 1_000,
    "warc with a negative length": lambda: record(page(), length=-5) * 10,
    "warc of empty records": lambda: record(b"", length=0) * 2_000,
    "warc of broken chunks": lambda: record(b"ffffffff\r\n" + TEXT, extra="Transfer-Encoding: chunked\r\n") * 5,
    "warc with a bomb": lambda: record(gzip.compress(bytes(50_000_000)), extra="Content-Encoding: gzip\r\n"),
    "warc with a bomb of brotli": lambda: packed_record(brotli.compress(bytes(80_000_000), quality=5), "br"),
    "warc with a bomb of zstd": lambda: packed_record(zstandard().compress(bytes(200_000_000)), "zstd"),
    "warc with a bomb in a bomb": lambda: packed_record(
        gzip.compress(brotli.compress(bytes(300_000_000), quality=1)), "br, gzip"
    ),
    "warc packed a thousand times": lambda: packed_record(TEXT, "gzip, " * 1_000 + "br"),
    "warc of wrong packings": lambda: packed_record(page(), "zstd") + packed_record(bytes(range(256)) * 99, "br"),
    "warc with zstd that looks far back": lambda: packed_record(_far(), "zstd"),
    "warc of zstd frames": lambda: packed_record(zstandard().compress(b"") * 100_000, "zstd"),
    "warc of broken dates": lambda: record(page()).replace(b"2024-09-06T08:15:00Z", b"2024-09-06T" + b"0" * 40_000),
    "warc.gz bomb": lambda: warc_gz(record(bytes(80_000_000))),
    "warc of http headers": lambda: record(page(), extra="X-A: b\r\n" * 100_000),
    "feed of laughs": lambda: (_LAUGHS + "<rss>&a9;</rss>").encode(),
    "comments before nothing": lambda: b"<!-- x -->" * 200_000,
    "text of one line": lambda: b"the shipment went to the port and " * 50_000,
    "text of hyphens": lambda: b"-\n" * 900_000,
    "text in utf-16": lambda: b"\xff\xfe" + (PARAGRAPH * 3_000).encode("utf-16-le") + b"\x00",
    "text of broken letters": lambda: (PARAGRAPH.encode() + b"\xc3\x28\xf0\x90") * 3_000,
    "nothing but NUL bytes": lambda: bytes(1_500_000),
}


def hostile(number: int) -> Iterator[tuple[str, bytes]]:
    """All bombs, and as many bent inputs as make ``number`` with them."""
    for name, make in BOMBS.items():
        yield name, make()
    yield from bent(max(0, number - len(BOMBS)))


def run(number: int) -> dict[str, object]:
    """Read ``number`` inputs: how many there were, and what failed, as lines."""
    from weighbridge.intake import Refusal, documents_from
    from weighbridge.model import Document

    failed: list[str] = []
    count = documents = refusals = 0
    slowest = (0.0, "")
    for name, data in hostile(number):
        count += 1
        begun = time.monotonic()
        try:
            found = 0
            for one in documents_from(["-"], io.BytesIO(data), limit=LIMIT):
                found += 1
                documents += isinstance(one, Document)
                refusals += isinstance(one, Refusal)
                if isinstance(one, Document):
                    one.text.encode("utf-8")
            if not found:
                failed.append(f"{name}: gave nothing")
        except BaseException as error:
            failed.append(f"{name}: {type(error).__name__}: {error}")
        took = time.monotonic() - begun
        slowest = max(slowest, (round(took, 2), name))
        if took > SECONDS:
            failed.append(f"{name}: took {took:.1f} s")
    return {"inputs": count, "documents": documents, "refusals": refusals, "slowest": slowest, "failed": failed}


def peak() -> int:
    """The most memory this program has had, in bytes; what getrusage tells begins with what its parent had."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(json.dumps({**run(int(sys.argv[1])), "peak": peak()}))
