"""Where a text names parties and goods."""

from __future__ import annotations

from weighbridge.reading.mentions import finder


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry.kind) for m in finder().find(text)]


def test_the_longest_name_stands() -> None:
    assert ("South Korea", "state") in _found("South Korea sells howitzers.")


def test_a_name_that_only_holds_a_state_is_no_party() -> None:
    assert ("Persian Gulf", "blocked") in _found("A dhow in the Persian Gulf carried rifles.")


def test_hyphens_and_spaces_count_the_same() -> None:
    kinds = {kind for text in ("Mi-17", "Mi 17") for _, kind in _found(f"Two {text} helicopters")}
    assert "designation" in kinds


def test_torpedoes_are_the_plural_of_torpedo() -> None:
    assert ("torpedoes", "word") in _found("Lightweight-class torpedoes for India")
