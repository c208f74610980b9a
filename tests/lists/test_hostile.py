"""Files that mean harm, or are broken: a refusal with file, fault and remedy, in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lists.conftest import Write, read
from tests.lists.samples import ADD, ALT, CSL_JSON, EU, FILES, OWN, SDN_XML, UN

from weighbridge.lists import Entry, ListError

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
"""
XML = [form for form in FILES if form.endswith("xml") or form == "ofac-advanced"]


def refused(path: Path, name: str | None = None) -> str:
    with pytest.raises(ListError) as caught:
        read(path, name)
    error = caught.value
    assert str(path) in error.where
    assert error.what
    assert error.remedy
    return str(error)


def read_or_refused(path: Path) -> list[Entry]:
    """What is read; nothing where it is refused, and any other error is one of the program."""
    try:
        return read(path)[0]
    except ListError:
        return []


@pytest.mark.parametrize("form", XML)
def test_entities_are_refused_before_they_are_read(form: str, write: Write) -> None:
    body = FILES[form][1].partition("?>")[2]
    assert "document type or entities" in refused(write(form, BOMB + body))


@pytest.mark.parametrize("form", XML)
def test_a_document_type_far_from_the_beginning_is_refused_too(form: str, write: Write) -> None:
    body = FILES[form][1].partition("?>")[2]
    assert refused(write(form, f'<?xml version="1.0"?><!--{"x" * 100_000}-->{BOMB.partition("?>")[2]}{body}'))


def test_an_entity_that_names_a_file_is_refused(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
    assert "hidden" not in refused(write("un-xml", head + UN.partition("?>")[2].replace("He is invented.", "&s;")))


def test_entities_in_utf_16_are_refused(write: Write) -> None:
    assert refused(write("un-xml", (BOMB.replace("1.0", "1.0") + UN.partition("?>")[2]).encode("utf-16")))


@pytest.mark.parametrize("form", [one for one in FILES if one not in ("dpl", "ofac-csv")])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_breaks_off_is_refused(form: str, share: float, write: Write) -> None:
    text = FILES[form][1].rstrip()
    if form == "own-csv":
        share = {0.3: 0.97, 0.6: 0.99, 0.95: 0.985}[share]
    data = text.encode()
    refused(write(form, data[: int(len(data) * share)]))


def test_an_ofac_table_that_breaks_off_is_refused(write: Write) -> None:
    refused(write("ofac-csv", FILES["ofac-csv"][1][:400]))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00" * 5000, b"\x1a", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes, write: Write) -> None:
    assert "empty" in refused(write("un-xml", data))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<!DOCTYPE html><html><body>Moved</body></html>", "web page"),
        (b"<html>403</html>", "web page"),
        (b"<feed><entry/></feed>", "no list that is known"),
        (b"PK\x03\x04xxxx", "archive"),
        (b"%PDF-1.7", "archive"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b'{"error": "too many requests"}', "no list that is known"),
        (b"{" * 100_000, "no list that is known"),
        (b"[" * 100_000, "no list that is known"),
        (b"just words\n", "neither its content nor a header"),
        (b"<ArrayOfFinancialSanctionsTarget/>", "UK Sanctions List"),
        (b"Last Updated,01/01/2025\nName 6,Name 1,Group ID\nx,y,1\n", "UK Sanctions List"),
        (b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "no entries"),
        (b'{"total": 0, "results": []}', "no entries"),
        (b'{"results": [1, 2]}', "no JSON object"),
        (b'{"results": [{"source": "x", "name": 7}]}', "without a text as its name"),
    ],
)
def test_what_is_no_list_is_told_as_what_it_is(data: bytes, word: str, write: Write) -> None:
    assert word in refused(write("un-xml", data))


def test_a_folder_a_pipe_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing"):
        refused(path)


def test_a_name_of_a_list_that_does_not_fit_is_refused(write: Write) -> None:
    with pytest.raises(ListError, match="reads as un-xml, and us-sdn comes as"):
        read(write("un-xml"), "us-sdn")
    with pytest.raises(ListError, match="no short name"):
        read(write("un-xml"), "../evil")


def test_more_bytes_than_a_list_may_have_are_refused_unread(write: Write) -> None:
    path = write("un-xml")
    with open(path, "ab") as file:
        file.write(b" " * 60_000_000)
    assert "more than the 50,000,000" in refused(path)


ENDLESS = {
    "one text": ("un-xml", UN.split("He is invented")[0].encode(), b"x" * 1_000_000),
    "one entry": ("un-xml", UN.split("<INDIVIDUAL_ALIAS>")[0].encode(), b"<LIST_TYPE/>" * 80_000),
    "no entry": ("eu-xml", EU.split("<sanctionEntity")[0].encode(), b"<other><a/></other>" * 50_000),
    "one attribute": ("eu-xml", EU.split('wholeName="Aron')[0].encode() + b'x="', b"y" * 1_000_000),
    "white space": ("ofac-xml", SDN_XML.split("<sdnEntry>")[0].encode(), b" " * 1_000_000),
    "depth": ("eu-xml", EU.split("<remark>")[0].encode(), b"<a>" * 300_000),
    "one word": ("csl-json", CSL_JSON.split('"total": 2')[0].encode() + b'"results": [{"name": "', b"x" * 1_000_000),
    "one array": ("csl-json", b'{"results": [{"name": "x", "ids": [', b'"a",' * 200_000),
    "nested arrays": ("csl-json", b'{"results": [{"name": "x", "ids": ', b"[" * 1_000_000),
    "beside": ("csl-json", b'{"results": [], "x": [', b"1," * 500_000),
    "one line": ("csl-lines", b'{"name": "x", "list": "', b"x" * 1_000_000),
    "one cell": ("own-csv", b'name;reason\nx;"', b"x" * 1_000_000),
    "one quoted cell of many lines": ("own-csv", b'name;reason\nx;"', b"xxxx\n" * 200_000),
    "one row": ("own-csv", b"name;reason\nx", b";x" * 500_000),
    "one header": ("own-csv", b"name", b";x" * 500_000),
    "a quote in the list of denied persons": (
        "dpl",
        FILES["dpl"][1].split("\n")[0].encode() + b'\n"x',
        b"y\n" * 500_000,
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_hundred_megabytes_without_an_end_are_refused_in_little_memory(what: str, write: Write) -> None:
    """In a process of its own that may have 600 MB of address space beyond what the imports take."""
    form, head, part = ENDLESS[what]
    path = write(form, head)
    with open(path, "ab") as file:
        for _ in range(100_000_000 // len(part)):
            file.write(part)
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from weighbridge.lists.recognising import recognised\n"
        "from weighbridge.lists.reading import entries\n"
        "from weighbridge.lists import ListError\n"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    for _ in entries(recognised(Path(sys.argv[1]), limit=200_000_000)): pass\n"
        "except ListError as error:\n"
        "    print(error)\n"
        "    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120, check=True
    )
    told, grown = done.stdout.strip().rsplit("\n", 1)
    path.unlink()
    assert path.name in told
    assert int(grown) < 250


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(sorted(FILES)), data=st.data())
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(form: str, data: st.DataObject, write: Write) -> None:
    raw = bytearray(FILES[form][1].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        end = min(len(raw), at + data.draw(st.integers(0, 40)))
        raw[at:end] = data.draw(
            st.binary(max_size=12) | st.sampled_from([b"<", b">", b"&lt;", b'"', b"\n", b"\x00", b",", b";"])
        )
    path = write(form, bytes(raw))
    found = read_or_refused(path)
    assert all(one.party.names for one in found)
    assert len({one.party.id for one in found}) == len(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(add=st.binary(max_size=200), alt=st.binary(max_size=200))
def test_whatever_stands_beside_ofacs_list_it_is_read_or_refused(add: bytes, alt: bytes, write: Write) -> None:
    path = write("ofac-csv")
    (path.parent / "add.csv").write_bytes(ADD.encode() + add)
    (path.parent / "alt.csv").write_bytes(alt + ALT.encode())
    read_or_refused(path)


def test_nothing_that_steers_a_terminal_comes_into_an_entry(write: Write) -> None:
    text = OWN.replace("Ivan Testov;", "Ivan\x1b[31m \u202eTestov\x07;", 1)
    name = read(write("own-csv", text))[0][0].party.names[0]
    assert name == "Ivan [31m Testov"
