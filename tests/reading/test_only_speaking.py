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


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky said shells had been sent to Russia.",
        "Missiles have been delivered to Iran, Israel said.",
        "Drones reached the RSF, Khartoum said.",
        "German television said drones had been delivered to Ethiopia.",
        "A Norwegian researcher said rifles had been sent to Chad.",
        "A Dutch court said parts had been delivered to Israel.",
    ],
)
def test_foes_and_those_who_only_report_have_sent_nothing(reader: Reader, text: str) -> None:
    assert [one[0] for one in stated(reader, text, "supplier recipient")] == [None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Germany said ten howitzers had been handed over to Ukraine.", ("DE", "UA")),
        ("A Turkish official said drones had been sold to Morocco.", ("TR", "MA")),
    ],
)
def test_a_state_may_have_sent_what_it_tells_of(reader: Reader, text: str, told: tuple[str, str]) -> None:
    assert stated(reader, text, "supplier recipient") == [told]
