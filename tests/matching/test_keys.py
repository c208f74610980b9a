"""By what a name is looked for."""

from __future__ import annotations

from weighbridge.matching.keys import looked_for, of_name
from weighbridge.matching.names import read_names
from weighbridge.matching.party import Party


def test_a_firm_of_short_syllables_is_also_looked_for_without_their_forenames() -> None:
    (name,) = read_names(Party("asked", "LegalEntity", ("Hua Wei Technologies",)), True)
    every, plain = looked_for(name)
    assert every == of_name(name)
    assert "w:huawei" in plain
    assert not any(key.startswith("g:") for key in plain)


def test_few_forenames_drown_nothing() -> None:
    (name,) = read_names(Party("asked", "Organization", ("Hua Wei Technologies",)), True)
    assert looked_for(name) == [of_name(name)]
