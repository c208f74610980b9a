"""What differs between two versions: added, removed, and which fields of whom changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.lists.conftest import Write, read
from tests.lists.samples import UN

from weighbridge.lists import Entry
from weighbridge.lists.differing import ADDED, CHANGED, REMOVED, differences
from weighbridge.matching.party import Party

ENTRIES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["X", "Y", "Z"]), max_size=8).map(
    lambda names: [Entry(Party(key, "Person", (name,))) for key, name in names.items()]
)


@given(ENTRIES)
def test_nothing_differs_from_itself(entries: list[Entry]) -> None:
    assert list(differences(entries, entries)) == []
    assert list(differences(entries, entries[::-1])) == []


@given(ENTRIES, ENTRIES)
def test_the_differences_make_the_new_of_the_old(old: list[Entry], new: list[Entry]) -> None:
    found = list(differences(old, new))
    ids = {one.party.id for one in old}
    ids = (ids | {one.id for one in found if one.kind == ADDED}) - {one.id for one in found if one.kind == REMOVED}
    assert ids == {one.party.id for one in new}
    both = {one.party.id: one for one in old}
    changed = {one.party.id for one in new if one.party.id in both and both[one.party.id] != one}
    assert {one.id for one in found if one.kind == CHANGED} == changed


@given(ENTRIES, ENTRIES)
def test_the_way_back_has_the_kinds_turned_round(old: list[Entry], new: list[Entry]) -> None:
    there, back = list(differences(old, new)), list(differences(new, old))
    turned = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    assert sorted((turned[one.kind], one.id) for one in there) == sorted((one.kind, one.id) for one in back)


def test_fields_are_told_with_what_went_and_what_came(write: Write) -> None:
    old = read(write("un-xml"))[0]
    text = UN.replace("<ALIAS_NAME>Aaron Testa</ALIAS_NAME>", "<ALIAS_NAME>A. Testa</ALIAS_NAME>").replace(
        "OB0243", "OB9"
    )
    new = read(write("un-xml", text))[0]
    (one,) = differences(old, new)
    assert (one.kind, one.id, one.name) == (CHANGED, "un-sc-cdi-901", "ARON MBEKI TESTA")
    fields = {part.name: (part.gone, part.come) for part in one.fields}
    assert fields["names"] == (("Aaron Testa",), ("A. Testa",))
    assert fields["identifiers"] == (("passport OB0243 (rw)",), ("passport OB9 (rw)",))


def test_another_order_alone_is_told_too(write: Write) -> None:
    entry = read(write("un-xml"))[0][0]
    turned = replace(entry, party=replace(entry.party, names=entry.party.names[::-1]))
    (one,) = differences([entry], [turned])
    assert one.fields[0].gone == entry.party.names
    assert one.fields[0].come == entry.party.names[::-1]
