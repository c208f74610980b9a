"""A process that asks an index finds the spellings that rigour's whole table gives, and never loads it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rigour.names import Name, NameTypeTag, analyze_names
from tests.matching.parties import listed

from weighbridge.matching import forenames, names
from weighbridge.matching.building import build
from weighbridge.matching.forenames import Forenames, entries_of, kept, table
from weighbridge.matching.forenames import whole as taken_whole
from weighbridge.matching.index import Index, opened
from weighbridge.matching.names import analysed
from weighbridge.matching.party import Party
from weighbridge.matching.screening import matches
from weighbridge.matching.spellings import compared, spellings

PARTIES = [
    Party("1", "Person", ("SULEIMANI, Qasem", "قاسم سليماني")),
    Party("2", "Person", ("TESTOV, Ivan Petrovich",)),
    Party("3", "LegalEntity", ("Muhammad Abd al-Rahman AMIROV",)),
    Party("4", "LegalEntity", ("William TESTERSON the 3rd", "W. 12 Testerson")),
    Party("5", "Organization", ("Quorn Works LLC",)),
    Party("6", "Organization", ("Quorn Brigade 44",)),
]
ASKED = [
    ("Person", "Касем Сулеймани"),
    ("Person", "Iwan Petrowitsch Testow"),
    ("LegalEntity", "Mohamed Abdel Rahman Amirow"),
    ("LegalEntity", "Bill Testerson III"),
    ("Person", "I. P. Testov"),
    ("Person", "W 12 Testerson"),
    ("LegalEntity", "Quorn Works LLC"),
    ("LegalEntity", "Ivan Petrovich Testov AB"),
    ("Person", "Ivan Ivan Testov"),
    ("Person", "Quorn Brigade Forty-Four"),
]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of PARTIES."""
    build(PARTIES, tmp_path / "index")
    return opened(tmp_path / "index")


def answers(index: Index, schema: str, name: str) -> list[tuple[str, float, tuple[object, ...]]]:
    """Who is found, with score and reasons."""
    return [(one.party.id, one.score, one.reasons) for one in matches(index, Party("q", schema, (name,)), 0.5)]


def whole(index: Index) -> Index:
    """The same index, for which rigour's own table is asked."""
    return replace(index, forenames=True)


@pytest.mark.parametrize(("schema", "name"), ASKED)
def test_answers_are_those_of_the_whole_table(index: Index, schema: str, name: str) -> None:
    assert isinstance(index.forenames, Forenames)
    found = answers(index, schema, name)
    assert found
    assert found == answers(whole(index), schema, name)


@pytest.mark.parametrize("kind", ["Person", "LegalEntity"])
def test_names_are_taken_apart_as_with_the_whole_table(kind: str) -> None:
    names = [name for party in listed(300) for name in party.names]
    wanted = {entry for name in names for one in analysed([name], kind) for entry in entries_of(one)}
    arrays = table(wanted)
    assert arrays is not None
    for name in names:
        with_all, with_few = analysed([name], kind), analysed([name], kind, forenames=kept(arrays))
        assert [(one.comparable, one.tag, entries_of(one)) for one in with_few] == [
            (one.comparable, one.tag, entries_of(one)) for one in with_all
        ]
        assert [[part.tag for part in one.parts] for one in with_few] == [
            [part.tag for part in one.parts] for one in with_all
        ]


@pytest.mark.parametrize("schema", ["Person", "LegalEntity"])
def test_rigours_own_table_is_left_alone(
    index: Index, schema: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a dozen seconds to load, and rigour does so as soon as it marks a name that may be a person's."""
    loads: list[NameTypeTag] = []

    def watched(kind: NameTypeTag, *names: Any, symbols: bool = True, **more: Any) -> Any:
        if symbols and kind in (NameTypeTag.PER, NameTypeTag.ENT):
            loads.append(kind)
        return analyze_names(kind, *names, symbols=symbols, **more)

    for module in (names, forenames):
        monkeypatch.setattr(module, "analyze_names", watched)
    for asked in (index, whole(index)):
        names.readings.cache_clear()
        assert answers(asked, schema, "Касем Сулеймани")[0][0] == "1"
    build(PARTIES, tmp_path / "again")
    assert loads == []
    names.readings.cache_clear()
    monkeypatch.setattr(names, "whole", lambda: None)
    assert answers(whole(index), schema, "Касем Сулеймани")[0][0] == "1"
    assert loads, "what is watched is what would load it"


def test_what_was_taken_from_rigours_file_is_what_rigour_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of names of the lists, of every kind, and of phrases of the table itself."""
    assert compared()
    table = taken_whole()
    assert table is not None
    phrases = [form for _, forms in itertools.islice(spellings(), 0, None, 60) for form in forms]
    asked = [name for party in listed(1_500) for name in party.names]
    for kind, texts in ((NameTypeTag.PER, asked + phrases), (NameTypeTag.ENT, asked)):
        for text in texts:
            # clean() is what ``readings`` gives to either
            ours = table.read(names.clean(text), kind)
            theirs = analyze_names(kind, [names.clean(text)], infer_initials=True, symbols=True, consolidate=False)
            assert told(ours) == told(theirs), text


def told(found: Iterable[Name]) -> list[tuple[object, ...]]:
    """All that is made of a text."""
    return sorted(
        (one.comparable, str(one.tag), sorted(entries_of(one)), [str(part.tag) for part in one.parts]) for one in found
    )


def test_other_tables_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    (ivan,) = analysed(["Ivan"], "Person")
    ours = table(entries_of(ivan))
    monkeypatch.setattr(forenames, "compared", lambda: False)
    theirs = table(entries_of(ivan))
    assert ours is not None
    assert theirs is not None
    assert {key: list(array) for key, array in ours.items()} == {key: list(array) for key, array in theirs.items()}


def test_a_library_without_tables_gives_nothing(tmp_path: Path) -> None:
    other = tmp_path / "library.so"
    other.write_bytes(b"\x7fELF" + b"\x28\xb5\x2f\xfd" * 3 + b"no table")
    assert list(spellings({"NAME Q830350"}, other)) == []
    assert list(spellings({"NAME Q830350"}, tmp_path / "nowhere")) == []


def test_what_rigour_does_not_bear_out_is_not_taken() -> None:
    (ivan,) = analysed(["Ivan"], "Person")
    assert table(entries_of(ivan)) is not None
    assert table(entries_of(ivan) | {"NAME Q0"}) is None
