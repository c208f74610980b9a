"""A query of the yente API as a party: whatever stands in it, it is a party or a clear refusal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.desk.matching_api_asked import ExampleError, understood
from weighbridge.desk.matching_api_shapes import MATCHABLE
from weighbridge.matching.party import Identifier

PROPERTIES = [
    *("name", "alias", "weakAlias", "firstName", "lastName", "birthDate", "incorporationDate", "country"),
    *("nationality", "flag", "address", "idNumber", "innCode", "imoNumber", "registrationNumber", "topics", "x"),
]
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([str(one) for one in MATCHABLE]),
    st.dictionaries(st.sampled_from(PROPERTIES), st.text(max_size=40) | st.lists(VALUES, max_size=4), max_size=6),
)
def test_any_query_is_a_party(schema: str, properties: dict[str, Any]) -> None:
    party, told = understood("q", schema, properties)
    again, _ = understood("q", schema, told)
    assert again == party, "what was understood is understood again"
    assert set(told) <= set(properties)
    given = [one for values in properties.values() for one in (values if isinstance(values, list) else [values])]
    texts = {str(one).lower() if isinstance(one, bool) else str(one) for one in given}
    assert {number.value for number in party.identifiers} <= {_whole(one) for one in texts}, "as it was written"


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("schema", ["", "Sanction", "Thing", "person", "Ownership"])
def test_another_schema_is_refused_with_those_that_there_are(schema: str) -> None:
    with pytest.raises(ExampleError, match="Company, CryptoWallet, LegalEntity"):
        understood("q", schema, {"name": ["X"]})


def test_each_property_is_taken_for_what_it_tells() -> None:
    party, told = understood(
        "q",
        "Person",
        {
            "firstName": ["Ostrava", "Ostrawa"],
            "lastName": "Brenn",
            "alias": ["O. B."],
            "weakAlias": ["The Bridge"],
            "birthDate": ["1962-07", "not known"],
            "nationality": ["Iran", "Atlantis"],
            "country": ["ru"],
            "passportNumber": ["P7712345"],
            "idNumber": ["77"],
            "address": ["9 Customs Street"],
            "programId": ["EU-UKR"],
            "flag": ["kp"],
        },
    )
    assert party.names == ("Ostrava Brenn", "Ostrawa Brenn", "O. B.")
    assert party.weak_aliases == ("The Bridge",)
    assert party.birth_dates == ("1962-07",)
    assert party.countries == ("ir", "ru")
    assert party.addresses == ("9 Customs Street",)
    assert set(party.identifiers) == {Identifier("passport", "P7712345"), Identifier("other", "77")}
    assert told["nationality"] == ["ir"]
    assert "flag" not in told, "a person has none"


def test_a_whole_name_goes_before_its_parts() -> None:
    party, _ = understood("q", "Person", {"name": ["Ostrava Brenn"], "firstName": ["Anna"], "lastName": ["Lind"]})
    assert party.names == ("Ostrava Brenn",)
