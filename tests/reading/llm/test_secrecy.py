"""The key goes to the server and nowhere else; documents go nowhere unless asked to."""

from __future__ import annotations

import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.llm.conftest import KEY, Bench, Said, completion, told

from weighbridge.model import Document
from weighbridge.readers.door import Asked, ReaderError
from weighbridge.readers.finding import found_readers
from weighbridge.reading.llm.secrecy import without_key

ESCAPED = "".join(f"\\u{ord(letter):04X}" for letter in KEY)
TWICE = "".join(f"\\\\u{ord(letter):04x}" if at % 2 else letter for at, letter in enumerate(KEY))
ECHOES = [
    Said({"error": {"message": f"Incorrect API key provided: {KEY}"}}, status=401),
    Said({"error": {"message": f"Incorrect API key provided: {KEY[:10]}****{KEY[-8:]}"}}, status=401),
    Said(f"Authorization: Bearer {KEY}", status=500),
    Said({"error": f"bad request by {KEY}"}, status=422),
    Said(status=302, headers={"Location": f"http://elsewhere.example/?key={KEY}"}),
    Said(completion({"statements": [told(evidence=f"{KEY} was sent to Greece.")]})),
    Said(completion(f"Your key is {KEY}")),
    Said({"choices": [{"message": {"content": None, "refusal": f"no, {KEY}"}}]}),
    Said({"choices": [KEY]}),
    Said(completion(f'{{"statements": [{{"evidence": "{ESCAPED}", "stage": "{ESCAPED}"}}]}}')),
    Said(completion(f'{{"measures": [{{"kind": "{TWICE}"}}]}}')),
]
NAMES = ["401", "pieces", "500", "422", "redirect", "answer", "prose", "refusal", "choices", "escaped", "twice"]


@pytest.mark.parametrize("echo", ECHOES, ids=NAMES)
def test_a_server_that_echoes_the_key_puts_it_nowhere(
    bench: Bench, document: Document, echo: Said, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    bench.server.says(echo)
    reader = bench.reader(attempts=1)
    seen = [repr(reader), reader.version]
    try:
        seen += [repr(reading) for reading in reader.read([document])]
    except ReaderError as error:
        seen += [repr(error), repr(error.__cause__), repr(error.__context__)]
    assert bench.server.headers[0]["Authorization"] == f"Bearer {KEY}"
    seen += [*bench.told, caplog.text, *capfd.readouterr()]
    seen += [path.read_text() + path.name for path in bench.cache.rglob("*") if path.is_file()]
    for text in seen:
        assert KEY not in text
        assert KEY[:10] not in text
        assert KEY[-8:] not in text
        assert ESCAPED[:40] not in text


@given(st.text(alphabet="abcdefgh0123456789-", min_size=16, max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_neither_the_key_nor_a_piece_of_it_is_left(key: str, before: str, after: str) -> None:
    text = without_key(before + key + after + key[3:12], key)
    assert not any(key[at : at + 8] in text for at in range(len(key) - 7))


@pytest.mark.parametrize("text", ["\\" * 1_000_000 + "\\u0041", "\\u0073" * 150_000], ids=["backslashes", "letters"])
def test_hostile_answers_take_no_time_to_clean(text: str) -> None:
    begun = time.perf_counter()
    assert without_key(text, KEY) == text
    assert time.perf_counter() - begun < 5


def test_a_short_key_takes_nothing_else_with_it() -> None:
    assert without_key("the ollama key: ollama-1", "ollama-1") == "the ollama key: [key]"
    assert without_key("nothing", "") == "nothing"


def test_listing_readers_sends_nothing(bench: Bench) -> None:
    environment = {
        "WEIGHBRIDGE_LLM_URL": bench.server.url,
        "WEIGHBRIDGE_LLM_MODEL": "weigher-7b",
        "WEIGHBRIDGE_LLM_KEY": KEY,
    }
    listed = found_readers(Asked(settings=environment))
    llm = next(one for one in listed if one.name == "llm")
    assert llm.missing is None
    assert llm.model == "weigher-7b"
    assert KEY not in repr(listed)
    assert bench.server.asked == []


def test_proxies_of_the_environment_are_not_used(
    bench: Bench, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    bench.server.says(Said(completion({"statements": [told()]})))
    assert len(next(bench.reader().read([document])).statements) == 1
