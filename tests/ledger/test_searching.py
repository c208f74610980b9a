"""Words are found in evidence and documents; nothing that a person types is a syntax error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from weighbridge.ledger import Ledger, LedgerError, add_many, search


@pytest.fixture
def full(ledger: Ledger, made: ModuleType) -> Iterator[Ledger]:
    """A ledger of ten documents."""
    list(add_many(ledger, made.additions(10)))
    return ledger


def test_words_in_any_form_and_order(full: Ledger) -> None:
    for words in ("missiles", "Missile", "MISSILES sent", "sent   missiles", '"sent IR"', "(missiles)"):
        assert search(full, words), words
    assert not search(full, "missiles submarine")
    assert not search(full, '"IR sent sent"')
    assert search(full, '"Report 4"')
    assert {hit.text[:9] for hit in search(full, '"Report 4"')} == {"Report 4:"}


def test_documents_by_title_and_text(full: Ledger) -> None:
    hits = search(full, "missiles", kind="document")
    assert len(hits) == 10
    assert len(search(full, "missiles", kind="document", limit=3)) == 3
    assert {hit.kind for hit in hits} == {"document"}
    assert all(hit.id == hit.document for hit in hits)
    assert [hit.text for hit in search(full, '"report 4"', kind="document")] == ["No 4"]


def test_the_best_come_first(full: Ledger) -> None:
    ranks = [hit.rank for hit in search(full, "missiles sent", limit=100)]
    assert len(ranks) == 30
    assert ranks == sorted(ranks, reverse=True)


def test_only_what_is_current_and_known(full: Ledger, made: ModuleType) -> None:
    number = len(search(full, "missiles", limit=100))
    one = made.addition(3)
    list(add_many(full, [replace(one, version="2", statements=one.statements[:1])]))
    assert len(search(full, "missiles", limit=100)) == number - 2
    assert not search(full, "missiles", as_of="2023")
    early = search(full, "missiles", as_of="2024-03", limit=100)
    assert 0 < len(early) < number - 2
    assert search(full, "missiles", kind="document", as_of="2024-03")


def test_letters_of_other_languages_and_signs(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    text = "Türkiye bought the S-400; Zürich's naïve \x00 report said."
    statement = replace(one.statements[0], evidence=text, start=0, end=len(text))
    list(
        add_many(ledger, [replace(one, document=replace(one.document, text=text), statements=[statement], measures=[])])
    )
    for words in ("Türkiye", "türkiye bought", "S-400", "naïve", "s-400 bought"):
        assert search(ledger, words), words
        assert search(ledger, words, kind="document"), words


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(codec=None, exclude_categories=()), max_size=30))
@example('"')
@example("a AND")
@example("NEAR(a b")
@example("title:missiles")
@example("missiles*")
@example("^missiles -sent")
@example("a\x00b")
@example("\ud800a")
@example("'; DROP TABLE documents; --")
@example(":x %s %(a)s")
@example("a\x1a")
def test_nothing_is_a_syntax_error(full: Ledger, words: str) -> None:
    for kind in ("statement", "document"):
        if any(char.isalnum() for char in words):
            search(full, words, kind=kind)
        else:
            with pytest.raises(LedgerError, match="no word in it"):
                search(full, words, kind=kind)


def test_refused(full: Ledger) -> None:
    for words, kind, message in (("", "statement", "no word"), ('"?!"', "document", "no word"), ("a", "page", "page")):
        with pytest.raises(LedgerError, match=message):
            search(full, words, kind=kind)
