"""Entries as FollowTheMoney entities: the library takes them, and nothing of them is lost."""

from __future__ import annotations

import json

import pytest
from tests.lists.conftest import Write, read
from tests.lists.samples import FILES

from weighbridge.lists import Entry
from weighbridge.lists.bridging import entities_of, topic_of
from weighbridge.matching.party import Identifier, Party

model = pytest.importorskip("followthemoney").model


@pytest.mark.parametrize("form", FILES)
def test_the_library_takes_every_entity(form: str, write: Write) -> None:
    for entry in read(write(form))[0]:
        party, sanction = entities_of(entry)
        for one in (party, sanction):
            proxy = model.get_proxy(one)
            proxy.schema.validate(one)
            assert proxy.schema.name == one["schema"]
        assert party["schema"] == entry.party.schema
        assert sanction["properties"]["entity"] == [party["id"]]


@pytest.mark.parametrize("form", FILES)
def test_no_name_number_or_date_is_lost(form: str, write: Write) -> None:
    for entry in read(write(form))[0]:
        shown = json.dumps(list(entities_of(entry)), ensure_ascii=False)
        party = entry.party
        for value in (*party.names, *party.weak_aliases, *party.birth_dates, *party.programmes):
            assert value in shown
        for one in party.identifiers:
            assert one.value in shown


def test_a_number_that_the_library_refuses_becomes_a_note() -> None:
    party = Party("x-1", "Company", ("Testco",), identifiers=(Identifier("lei", "NO-LEI"), Identifier("bic", "?")))
    entity = next(entities_of(Entry(party)))
    assert set(entity["properties"]["notes"]) == {"lei: NO-LEI", "bic: ?"}


def test_what_is_about_exports_alone_has_a_topic_of_its_own(write: Write) -> None:
    assert topic_of(read(write("dpl"))[0][0]) == "export.control"
    assert topic_of(read(write("un-xml"))[0][0]) == "sanction"
    bank, chips = read(write("csl-json"))[0]
    assert (topic_of(bank), topic_of(chips)) == ("sanction", "export.control")
