"""Who the words for a source stand for, seen from outside: a text in, class and country out."""

from __future__ import annotations

import pytest

from weighbridge.model import Document, Source
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.sources.speech import cast_and_attributions
from weighbridge.reading.sources.voices import Speech


def speech_of(text: str, publisher: str | None = None) -> Speech:
    document = Document("d", text, publisher=publisher)
    return cast_and_attributions(next(iter(scenes_of([document]))), document)


def said(text: str, words: str) -> Source:
    """The source of the attribution whose source words are ``words`` (the last such)."""
    speech = speech_of(text)
    found = [
        voice.source
        for voice in speech.voices
        if voice.source is not None
        and voice.attribution.source
        and words in text[voice.attribution.source[0][0] : voice.attribution.source[-1][1]]
    ]
    assert found, f"nobody speaks as {words!r}"
    return found[-1]


@pytest.mark.parametrize(
    ("text", "words", "class_", "country"),
    [
        (
            "Poland's defence ministry said on Monday that it had sold the tanks.",
            "ministry",
            "government",
            "PL",
        ),
        ("U.S. officials said the missiles had been shipped.", "U.S. officials", "anonymous", "US"),
        ("Two people familiar with the matter said the jets were sold.", "Two people", "anonymous", None),
        ("Reuters reported that the rifles had arrived.", "Reuters", "media", "GB"),
        ("The United Nations said that the embargo was broken.", "United Nations", "intergovernmental", "un"),
        ("A spokesman for Boeing said the helicopters were ready.", "Boeing", "company", "US"),
        ("Amnesty International said the shells came from Serbia.", "Amnesty", "ngo", "GB"),
        ("A Sudanese general said the drones had landed.", "general", "military", "SD"),
        ("The Houthis said they had received no missiles.", "Houthis", "nonstate", "houthis"),
        ("US says Iran has sent missiles to Russia", "US", "government", "US"),
        ("Dutch Prime Minister Mark Rutte said the tanks would be sold.", "Rutte", "government", "NL"),
        ("Former Dutch Prime Minister Mark Rutte said NATO would buy them.", "Rutte", "intergovernmental", "nato"),
        (
            "NAIROBI - The Revenue Authority said so. South Sudan is under an embargo. Its envoy in Nairobi denied it.",
            "Its envoy",
            "government",
            "SS",
        ),
        ("The embassy of Iran in Kyiv denied that it sent drones.", "embassy", "government", "IR"),
        (
            "KYIV, May 2 - Ukraine's ambassador to Germany, Oleksii Makeiev, said so. The embassy said it had none.",
            "The embassy",
            "government",
            "UA",
        ),
        ("The office of President Francois Hollande said the ship would stay.", "office", "government", "FR"),
        (
            "MOSCOW, June 1 (Sahel Online) - Sudan's ambassador in Moscow, Mohammed Sirraj, said he knew nothing.",
            "Sirraj",
            "government",
            "SD",
        ),
        ("China has halted sales to Juba, an official of its embassy in Juba said.", "official", "anonymous", "CN"),
        (
            "KATHMANDU, Feb. 25 (HEP) - India has suspended supplies to Nepal, its ambassador Shiv Mukherjee said.",
            "Mukherjee",
            "government",
            "IN",
        ),
        ("Madrid. — The sale has fallen through, the Foreign Minister, Ana Pérez, said.", "Pérez", "government", "ES"),
        (
            "MEXICO CITY - The United States seized rifles for Mexico. Ambassador Jo Salazar said it was so.",
            "Salazar",
            "government",
            "US",
        ),
        ("Diplomats in Cairo believe that Riyadh paid for the ships.", "Diplomats", "anonymous", None),
        (
            "The ministers of the US, South Korea and Japan said that deliveries were complete.",
            "ministers",
            "government",
            None,
        ),
        ("The ministers of Poland, Romania and Latvia said it.", "ministers", "government", None),
        ("The British High Commission in Accra said it saw the rifles.", "High Commission", "government", "GB"),
        ("Iran has got jets, said the security adviser of South Korea, Shin Won-sik.", "Shin", "government", "KR"),
        ("It is believed in Washington that Kim wants Russian technology.", "Washington", "government", "US"),
        (
            'LIMA, May 2 - The Indian embassy shrugged. "We sold Peru no guns," its spokeswoman said.',
            "spokeswoman",
            "government",
            "IN",
        ),
        (
            "CARACAS, May 3 - According to Ivan Kos, a spokesman for the State Committee in Minsk, six of them fly.",
            "Kos",
            "government",
            "BY",
        ),
        (
            "BELGRADE - Talks go on with France, whose ministry said they were near an end.",
            "ministry",
            "government",
            "FR",
        ),
        ("LIMA - Ari Roe, a retired air vice-marshal, said Mali had got shells.", "Roe", "person", "PE"),
        ("PARIS - Retired Lieutenant General Ari Roe said Mali had got shells.", "Roe", "person", "FR"),
        (
            "The Bulgarian firm Arsenal was raided. Its owner, Ari Roe, said Mali had got shells.",
            "owner",
            "company",
            "BG",
        ),
        ("The ship's Lebanese owner said Mali had got shells.", "owner", "anonymous", "LB"),
        (
            "MADRID - Minister Ana Roe spoke. Her Danish colleague, Karen Poe, said Mali had shells.",
            "colleague",
            "government",
            "DK",
        ),
        ("China's mission to the European Union said Mali had got shells.", "mission", "government", "CN"),
        ("La Gazette de Toulouse wrote that Mali had got shells.", "Toulouse", "media", "FR"),
        ("Radio Goma said that Mali had got shells.", "Goma", "media", "CD"),
        ("The bill of lading says that Mali got shells.", "bill", "document", None),
        ("A spokesman for the Marine Corps of the Philippines said so of Mali.", "Marine", "military", "PH"),
        ("A spokesman for the rebel government said Mali had shells.", "rebel", "nonstate", None),
        ("Their envoy, Nasser al-Sharif, said Mali had got shells.", "Nasser", "government", "ML"),
        ("Ann Roe, who follows the trade at the Lens Institute in Oslo, said Mali had shells.", "Roe", "ngo", "NO"),
        ("Ann Roe, who fled from the Centre for Peace in Bamako, said Mali had shells.", "Roe", "person", None),
        ("A pilot was shot. His Danish colleague said Mali had shells.", "colleague", "anonymous", "DK"),
        ("The OSCE Special Rapporteur said Mali had shells.", "Rapporteur", "intergovernmental", "osce"),
        ("The UN mission in South Sudan said Mali had shells.", "mission", "intergovernmental", "un"),
        ("The Brussels executive said Mali had shells.", "executive", "intergovernmental", "eu"),
        ("Dog owner Anna Roe said Mali had shells.", "owner", "person", None),
        ("[Tel Aviv] Israel struck. The Marine Corps said Mali had shells.", "Marine", "military", "US"),
        ("A Brussels research group, Kijker, said the shells came from Serbia.", "research group", "ngo", "BE"),
        ("An analyst in Brussels said the shells came from Serbia.", "analyst", "ngo", "BE"),
        ("A Brussels official said the shells came from Serbia.", "official", "anonymous", "eu"),
        ("Brussels said the shells came from Serbia.", "Brussels", "intergovernmental", "eu"),
        ("The UN asked. The aid organisation Karunia said Mali had got shells.", "Karunia", "ngo", None),
        ("The UN asked. The organisation said Mali had got shells.", "organisation", "intergovernmental", "un"),
        ("KATHMANDU - The Walloon minister said that no rifles would go.", "Walloon", "government", "BE"),
        ("KATHMANDU - The Foreign Office said that no rifles would go.", "Foreign Office", "government", "GB"),
        ("Arturo Reyes, an undersecretary of state, said Mali had got shells.", "Reyes", "government", "US"),
        ("MANILA - Defense Undersecretary Arturo Reyes said India would sell.", "Reyes", "government", "PH"),
        ("The Monitoring Group said that Eritrea had sent rifles.", "Monitoring Group", "intergovernmental", "un"),
        (
            "LIMA - General Ivo Roe of Chile's navy came. The general himself said that Peru had sold boats.",
            "himself",
            "military",
            "CL",
        ),
        (
            "LIMA - General Ivo Roe of Chile's navy came. A Bolivian general said Chile had boats. "
            "The general said Peru would sell.",
            "The general",
            "military",
            "BO",
        ),
        ("Welt wrote, citing the governments of both countries, that it will.", "governments", "government", None),
    ],
)
def test_class_and_country(text: str, words: str, class_: str, country: str | None) -> None:
    source = said(text, words)
    assert (source.class_, source.country) == (class_, country)


def test_unnamed_people_are_not_named_and_are_counted() -> None:
    source = said("Two people familiar with the matter said the jets were sold.", "Two people")
    assert not source.named
    assert source.count == 2


def test_a_name_keeps_its_office() -> None:
    text = (
        "Jiang Yelin, a spokeswoman for the Chinese Foreign Ministry, spoke in Beijing.\n\n"
        "Jiang said that no weapons had been sold."
    )
    source = said(text, "Jiang")
    assert (source.class_, source.country, source.named) == ("government", "CN", True)


def test_a_pronoun_is_the_last_speaker() -> None:
    text = (
        "Defence Minister Tomas Orvik of Norway said the launchers had left.\n\n"
        "The missiles will follow in May, he added."
    )
    source = said(text, "he")
    assert (source.class_, source.country) == ("government", "NO")


def test_joint_sources_have_no_country() -> None:
    source = said("American and Israeli officials said the bombs were held back.", "officials")
    assert (source.class_, source.country) == ("anonymous", None)


def test_whose_government_comes_from_the_dateline() -> None:
    text = (
        "NAIROBI, June 18 - Eight armoured cars from Turkey were unloaded in Mombasa.\n\n"
        "The government said on Wednesday that it would buy more."
    )
    source = said(text, "government")
    assert (source.class_, source.country) == ("government", "KE")


def test_who_answers_at_a_briefing_speaks_for_the_body_that_holds_it() -> None:
    text = """Pentagon press briefing, 4 May

QUESTION: Has Iran sent Russia missiles, and does Russia fire them at Ukraine?

PRESS SECRETARY: Russia has got missiles from Iran.

QUESTION: How many did Russia get?

PRESS SECRETARY: I have no number for what Russia got."""
    answering = said(text, "PRESS SECRETARY")
    assert (answering.class_, answering.country) == ("government", "US")
