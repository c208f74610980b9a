"""Several who deny, or will not comment, have a statement each; several who report together have one."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


def _answers(reader: Reader, text: str, stance: str) -> list[tuple[str, str | None, str | None]]:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    return [(one.source.class_, one.source.country, one.source.text) for one in found if one.stance == stance]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A diplomat said that Iran shipped drones to Sudan's army. Tehran and Khartoum both denied it.",
            "Tehran|Khartoum",
        ),
        ("A report that Serbia sold shells to Ukraine was denied by Belgrade and by Kyiv.", "Belgrade|Kyiv"),
        (
            "Russia, Belarus and the Central African Republic denied that Minsk had sent attack helicopters to Bangui.",
            "Russia|Belarus|the Central African Republic",
        ),
        (
            "Egypt has sent Sudan K-8 jets, diplomats said. "
            "The defence ministry called it a fairy tale, and the foreign ministry in Khartoum laughed it off.",
            "The defence ministry|the foreign ministry in Khartoum",
        ),
        (
            "Iran gave the Polisario drones, Rabat said. Tehran spoke of pure invention, "
            "and the Algerian foreign ministry has rejected the charge every time it was made.",
            "Tehran|the Algerian foreign ministry",
        ),
        ("Hungary let Croatia have missiles, a paper says. Budapest denied it, and so did Zagreb.", "Budapest|Zagreb"),
        (
            "Denel and the South African embassy denied that Rooivalk helicopters were delivered to Algeria.",
            "Denel|the South African embassy",
        ),
    ],
)
def test_each_who_denies_has_a_statement(reader: Reader, text: str, names: str) -> None:
    assert [text for _, _, text in _answers(reader, text, "denies")] == names.split("|")


def test_who_declines_as_the_one_before_has_a_statement_too(reader: Reader) -> None:
    text = (
        "The CIA sent missiles to the Syrian rebels, a paper reported. "
        "The CIA declined to comment, as did the Saudi embassy in Ankara."
    )
    assert _answers(reader, text, "declines") == [
        ("intelligence", "US", "The CIA"),
        ("government", "SA", "the Saudi embassy in Ankara"),
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Iran sold Russia drones, American and Saudi officials said.", "asserts"),
        ("Iran sold Russia drones, Kyiv and Washington said.", "asserts"),
        ("Iran sold Russia drones, a paper wrote. Diplomats and experts denied it.", "denies"),
        ("In a joint statement Tehran and Moscow denied that Iran had sold Russia drones.", "denies"),
        ("Tehran and Moscow jointly denied that Iran had sold Russia drones.", "denies"),
        ("Bosnia and Herzegovina denied selling rifles to Libya.", "denies"),
        ("Iran's Ministry of Defence and Armed Forces Logistics denied sending drones to Russia.", "denies"),
        ("A spokesman for the ministry and the army denied that Iran had sent drones to Russia.", "denies"),
        ("Either Iran or Russia denied that drones had been sent to Russia.", "denies"),
        ("Iran sold Russia drones, a paper wrote. Tehran, as did others, denied it.", "denies"),
    ],
)
def test_who_speaks_together_or_unnamed_has_one(reader: Reader, text: str, stance: str) -> None:
    assert len(_answers(reader, text, stance)) == 1


def test_each_of_several_suppliers_denies_its_own(reader: Reader) -> None:
    found = reader.read(Document("one", "Iran and China denied having sold arms to Libya.")).statements
    told = {(one.supplier and one.supplier.code, one.source.country, one.via) for one in found}
    assert told == {("IR", "IR", ()), ("CN", "CN", ())}


def test_who_has_it_that_is_its_source(reader: Reader) -> None:
    text = "A local paper has it that Hungary gave Croatia missiles."
    assert _answers(reader, text, "asserts") == [("media", None, "A local paper")]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Serbia sold Armenia howitzers, two officials said. Both deny it.", ["RS", "AM"]),
        ("Serbia sold Armenia howitzers, two officials said. Both governments deny it.", ["RS", "AM"]),
        ("Iran arms Hezbollah and the Houthis, Israel says. Both deny it.", ["hezbollah", "houthis"]),
        ("Iran and China have sold Sudan drones, a diplomat said. Both deny it.", ["IR", "CN"]),
    ],
)
def test_both_are_the_sides_or_the_several_that_were_told_of(reader: Reader, text: str, countries: list[str]) -> None:
    assert sorted(str(country) for _, country, _ in _answers(reader, text, "denies")) == sorted(countries)


@pytest.mark.parametrize(
    "text",
    [
        "Two Britons are accused of selling rifles from Bulgaria to South Sudan. Both deny the charges.",
        "China sold drones to Russia. Two brothers in Hong Kong arranged it. Both deny it.",
        "Serbia sold shells to Ukraine via Slovakia and Poland. Both deny it.",
        "Saudi Arabia bought missiles from China, and Oman and Kuwait paid for them. Both denied it.",
        "Washington and London say Iran sent missiles to Russia. Both deny having intercepted the cargo.",
    ],
)
def test_both_who_may_be_others_are_no_sides(reader: Reader, text: str) -> None:
    assert not [one for one in _answers(reader, text, "denies") if one[0] == "government" and "Both" in str(one[2])]
