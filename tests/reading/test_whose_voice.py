"""Whose a speaker is where the words for him don't say it: by place, by the main clause, by what he does."""

from __future__ import annotations

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.reader import Reader

BEFORE = "The rockets came by ship, a port official said.\n\n"


def _last(reader: Reader, text: str, publisher: str = "Hill Daily") -> Statement:
    found = reader.read(Document("one", BEFORE + text, publisher=publisher, published="2024-04-10")).statements
    assert found, text
    return found[-1]


def _source(reader: Reader, text: str, publisher: str = "Hill Daily") -> tuple[str, str | None]:
    source = _last(reader, text, publisher).source
    return source.class_, source.country


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In Beijing the foreign ministry denied that China had sold Iran any missiles.", ("government", "CN")),
        ('"We sold rifles to the army of Peru," Information Minister Omar Haddad said in Amman.', ("government", "JO")),
        ("Egypt received four boats from France last year, an Indian Navy spokesman said.", ("military", "IN")),
        ("The Foreign Office in Berlin said that Germany had sent Ukraine 20 tanks.", ("government", "DE")),
        (
            "Seoul, which had vowed that Ukraine would get nothing from it, has lent the United States shells, two "
            "officials of its defence ministry admitted.",
            ("anonymous", "KR"),
        ),
        (
            "Russia will sell Myanmar six jets. According to the embassy in Yangon, Russia has delivered two.",
            ("government", "RU"),
        ),
        (
            "Peru and Ecuador quarrel, and tempers run high in Quito. The ministry there recalled that Peru had given "
            "Argentina ten jets.",
            ("government", "EC"),
        ),
        (
            "The chairman of the committee on foreign affairs in Addis Ababa, Dima Negewo, warned that rifles sent by "
            "Egypt to Somalia could fall into wrong hands.",
            ("government", "ET"),
        ),
        (
            "Russia sells jets to Algeria. Moscow shipped six in May, and the ministry there confirmed the delivery of "
            "six jets to Algeria.",
            ("government", "RU"),
        ),
        (
            "The government in Kyiv thanked Berlin, Paris and Rome. Poland has sent 20 tanks, the government said.",
            ("government", "UA"),
        ),
        ("Moscow: Russia has delivered five systems to India, says a senator, Ivan Petrov.", ("government", "RU")),
        ("The Oslo-based tracking firm Lens said that Serbia had shipped rockets to Myanmar.", ("company", "NO")),
        ("The tracking firm Lens said that Serbia's Yugoimport had shipped rockets to Myanmar.", ("company", None)),
        ("The daily Le Courrier de Paris wrote that France had sent missiles to Togo.", ("media", "FR")),
        ("Algeria wants tanks from Russia, the Paris newsletter Maghreb Discret wrote last week.", ("media", "FR")),
        (
            "The Swedish customs service announced on Tuesday that Nordarm, an arms maker in Malmo, had shipped 40 "
            "missiles to Iran.",
            ("government", "SE"),
        ),
        ("According to two members of the crew, Iran had sent missiles to Yemen.", ("anonymous", None)),
        ("Turkish drones arrived in Kazakhstan in 2023, Kazakh customs statistics show.", ("document", "KZ")),
        (
            "Libyan rebels fight on. The rebel council asked France for ammunition, its spokesman, Salah Bani, said.",
            ("nonstate", "libyan-rebels"),
        ),
        (
            "The tracking firm Lens looked at the port. The firm said that Serbia sent rockets to Mali.",
            ("company", None),
        ),
    ],
)
def test_whose_he_is(reader: Reader, text: str, source: tuple[str, str | None]) -> None:
    assert _source(reader, text) == source


def test_questions_and_answers_of_a_research_body_are_its_own(reader: Reader) -> None:
    text = (
        "Poland's orders\n\nWhat the contracts say.\n\n"
        "Q: What has Poland bought from South Korea?\n\nA: Poland ordered 180 K2 tanks from South Korea in 2022.\n\n"
        "Q: Have they come?\n\nA: South Korea delivered 116 K2 tanks to Poland by May. "
        "The head of Hyundai Rotem, Kim Min-ho, was in Warsaw.\n\n"
        "Q: And the guns?\n\nA: South Korea has delivered 212 K9 howitzers to Poland."
    )
    document = Document("one", text, publisher="Centre for Central European Security", published="2025-06-01")
    found = reader.read(document).statements
    assert found
    assert {one.source.class_ for one in found} == {"ngo"}


PLAIN = "Italy sold Eritrea six trainers before the war. Russia delivered eight fighters to Ethiopia in 1998."


@pytest.mark.parametrize(
    ("publisher", "class_"),
    [
        ("Rift Institute for Disarmament", "ngo"),
        ("The Hill Courier", "narrator"),
        ("Journal of Peace Research", "narrator"),
    ],
)
def test_what_nobody_says_in_a_research_bodys_paper_is_its_own(reader: Reader, publisher: str, class_: str) -> None:
    found = reader.read(Document("one", PLAIN, publisher=publisher, published="2000-02-14")).statements
    assert {one.source.class_ for one in found} == {class_}


def test_the_paper_that_was_told_is_not_whom_it_came_through(reader: Reader) -> None:
    told = "Iran sends Yemen no missiles, a spokesman for its mission at the UN has told {}."
    assert _last(reader, told.format("this newspaper")).via == ()
    assert [one.class_ for one in _last(reader, told.format("the Beirut newspaper An-Nahar")).via] == ["media"]


def test_a_clause_with_that_has_a_subject_before_it(reader: Reader) -> None:
    text = "The Swedish police announced that Nordarm had shipped 40 missiles to Iran; the company denied it."
    document = Document("one", text.replace("police", "customs service"), published="1987-05-10")
    told = {(one.stance, one.source.class_) for one in reader.read(document).statements}
    assert told == {("asserts", "government"), ("denies", "company")}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (
            "The first two of eleven helicopters that Serbia had ordered were flown from Cyprus to Serbia on Monday.",
            "delivered",
        ),
        ("The tanks will go to Ukraine only when they have been delivered by the United States to Poland.", None),
        ("Peru got the go-ahead for 24 Gripen jets from Sweden on Tuesday.", None),
        ("Vietnam, which bought six submarines from Russia in 2009, is discussing jets with Washington.", "delivered"),
        ("Colombia, which has bought 17 Gripen jets from Sweden, is discussing tanks with Turkey.", None),
        ("South Korea goes on selling shells to Poland.", "delivered"),
        ("Turkey will continue to send drones to Ukraine.", None),
    ],
)
def test_only_what_has_come_is_delivered(reader: Reader, text: str, stage: str | None) -> None:
    stages = {one.stage for one in reader.read(Document("one", text, published="2024-05-10")).statements}
    assert (stage in stages) if stage else ("delivered" not in stages)
