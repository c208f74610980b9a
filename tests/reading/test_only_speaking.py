"""Who only speaks of a transfer is no party to it."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("The rebels got mortars from Sudan, a Western diplomat said.", "SD"),
        ("The rebels got mortars from Sudan, a Chadian diplomat said.", "SD"),
        ("The militia received 200 rifles from Iran, an Iraqi official said.", "IR"),
        ("The separatists in the east were given anti-tank missiles by Russia, European diplomats said.", "RU"),
        ("Russia has sent air-defence missiles to the junta, two Western diplomats said.", "RU"),
        ("Weapons from Iran keep coming in, an EU official said.", "IR"),
    ],
)
def test_a_speaker_gets_nothing_by_what_is_said_of_others(reader: Reader, text: str, supplier: str) -> None:
    assert stated(reader, text, "supplier recipient") == [(supplier, None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The drones have arrived from Turkey, a Polish official said.", ("TR", "PL")),
        ("The EU said that it had sent Ukraine shells.", ("eu", "UA")),
        ("Russia has sent air-defence missiles to the army, a Malian officer said.", ("RU", "ML")),
    ],
)
def test_a_speaker_may_be_a_party_all_the_same(reader: Reader, text: str, told: tuple[str, str]) -> None:
    assert stated(reader, text, "supplier recipient") == [told]
