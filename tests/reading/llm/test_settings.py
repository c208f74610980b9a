"""What the reader is told from outside, and what it refuses to send anything to."""

from __future__ import annotations

import pytest

from weighbridge.environment import SettingsError
from weighbridge.readers.door import Asked, ReaderError
from weighbridge.reading.llm.reader import open_reader
from weighbridge.reading.llm.settings import Settings, settings_from

GIVEN = {"WEIGHBRIDGE_LLM_URL": "https://models.example/v1", "WEIGHBRIDGE_LLM_MODEL": "weigher-7b"}


def made(**changed: str) -> Settings:
    return settings_from({**GIVEN, **{f"WEIGHBRIDGE_LLM_{name.upper()}": value for name, value in changed.items()}})


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://models.example/v1", "https://models.example/v1/chat/completions"),
        ("https://models.example/v1/", "https://models.example/v1/chat/completions"),
        ("https://models.example/openai/v1/chat/completions", "https://models.example/openai/v1/chat/completions"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/chat/completions"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("http://[::1]:1/v1", "http://[::1]:1/v1/chat/completions"),
    ],
)
def test_the_address_that_requests_go_to(url: str, asked: str) -> None:
    assert made(url=url).url == asked


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://models.example/v1", "over http"),
        ("http://10.0.0.7/v1", "over http"),
        ("http://127.0.0.1.models.example/v1", "over http"),
        ("https://me:secret@models.example/v1", "WEIGHBRIDGE_LLM_KEY"),
        ("https://models.example/v1?api-key=1", "query"),
        ("ftp://models.example/v1", "no address"),
        ("models.example", "no address"),
        ("https://[::1/v1", "no address"),
        ("https://models.example:port/v1", "no address"),
    ],
)
def test_addresses_that_nothing_is_sent_to(url: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why) as error:
        made(url=url)
    assert "secret" not in str(error.value)


def test_plain_http_to_another_computer_has_to_be_asked_for() -> None:
    assert made(url="http://10.0.0.7/v1", plain_http="yes").url == "http://10.0.0.7/v1/chat/completions"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("parallel", "0"),
        ("parallel", "many"),
        ("window", "-1"),
        ("timeout", "nan"),
        ("tokens", "1e999"),
        ("offline", "perhaps"),
        ("format", "yaml"),
        ("cost", "3"),
        ("model", "m" * 101),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"WEIGHBRIDGE_LLM_{name.upper()}"):
        made(**{name: value})


def test_a_key_is_never_shown() -> None:
    settings = made(key="sk-invented-0123456789")
    assert "invented" not in repr(settings)
    with pytest.raises(SettingsError) as error:
        made(key="sk-invented\n-0123456789")
    assert "invented" not in str(error.value)


def test_without_model_or_address_the_reader_says_what_is_missing() -> None:
    with pytest.raises(ReaderError, match="WEIGHBRIDGE_LLM_MODEL"):
        open_reader(Asked(settings={}))
    with pytest.raises(ReaderError, match="WEIGHBRIDGE_LLM_URL"):
        open_reader(Asked(settings={"WEIGHBRIDGE_LLM_MODEL": "weigher-7b"}))


def test_the_version_covers_what_changes_a_reading() -> None:
    def version(model: str | None = None, careful: bool = False, jobs: int = 1, **changed: str) -> str:
        names = {f"WEIGHBRIDGE_LLM_{name.upper()}": value for name, value in changed.items()}
        return open_reader(Asked(careful, jobs, model, settings={**GIVEN, **names})).version

    assert version() == version(key="sk-1", jobs=8, timeout="3", url="https://other.example/v1")
    different = {
        version(),
        version(model="other"),
        version(careful=True),
        version(window="500"),
        version(temperature="1"),
    }
    assert len(different) == 5
