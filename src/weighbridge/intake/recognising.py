"""What bytes are, by how they begin; names and endings are hints where content leaves it open."""

from __future__ import annotations

import re

from weighbridge.intake.refusal import Refusal

_MBOX = re.compile(rb"From \S{1,200} .{0,80}\d{4}")
_HEADER = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t]|\r?$)")
_ENVELOPE = frozenset(
    b"""from to subject date message-id mime-version received return-path delivered-to content-type reply-to
    list-id x-mailer dkim-signature""".split()
)
_ADDRESS = re.compile(r"https?://[^\s\t,;|\"'<>]{3,2000}")
_ADDRESS_ONLY = re.compile(r"\s*<?https?://\S{3,2000}>?\s*")
_BEFORE_ROOT = re.compile(r"(?:<!--(?:.*?-->|.*\Z)|<[?!][^>]*>|\s)+", re.DOTALL)
_ROOT = re.compile(r"<(rss|feed|rdf:RDF|urlset|sitemapindex)\b")
WATCH = "give it to `weighbridge watch`, which fetches what it points to"


def is_zip(head: bytes) -> bool:
    """Whether a ZIP archive begins so (office documents are such archives too)."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_mailbox(line: bytes) -> bool:
    """Whether ``line`` is the first of an mbox file."""
    return _MBOX.match(line[:400]) is not None


def is_mail(data: bytes) -> bool:
    """Whether ``data`` begins with the header of a mail: nothing but fields, and the ones that every mail has."""
    block = re.split(rb"\r?\n\r?\n", data[:65_536].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    names: set[bytes] = set()
    for number, line in enumerate(block.split(b"\n")):
        line = line.rstrip(b"\r")
        if number and line[:1] in (b" ", b"\t"):
            continue
        field = _HEADER.match(line)
        if field is None:
            # a header that is cut off at the sample's end or broken further down is one still
            if len(names & _ENVELOPE) >= 3:
                break
            return False
        names.add(field[1].lower())
    return b"from" in names and len(names & _ENVELOPE) >= 3


def list_of_addresses(text: str, where: str) -> Refusal | None:
    """The Refusal of what only points to documents: a feed, a sitemap, a list of addresses, a GDELT table."""
    head = text[:20_000]
    before = _BEFORE_ROOT.match(head)
    if found := _ROOT.match(head, before.end() if before else 0):
        what = "a sitemap" if found[1] in ("urlset", "sitemapindex") else "a feed"
        return Refusal(where, f"it is {what}, no document", "give its address to `weighbridge watch`")
    lines = [line for line in head.split("\n")[:50] if line.strip() and not line.startswith("#")]
    if len(head) < len(text) and len(lines) > 1:
        lines = lines[:-1]
    if lines and all(_ADDRESS_ONLY.fullmatch(line) for line in lines):
        return Refusal(where, "it is a list of addresses, no document", WATCH)
    if lines and all(line.count("\t") >= 15 and _ADDRESS.search(line) for line in lines[:3]):
        return Refusal(where, "it is a GDELT table: a list of addresses, no document", WATCH)
    return None
