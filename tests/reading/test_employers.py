"""Whom the words for a speaker stand for: the body he works for, the group he fights for, himself."""

from __future__ import annotations

from functools import lru_cache

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


SPEAKERS = (
    ("A spokeswoman for Sloboda said that Serbia has sold Ukraine shells.", "company", None),
    ("Motor Sich is negotiating over 58 engines with China, a company spokeswoman said.", "company", "UA"),
    ("A spokesman for the Greens said that Germany sold Israel tanks.", "government", "DE"),
    ("Serbia sold Kyrgyzstan rifles last year, customs figures show.", "document", None),
    ("Britain licensed submarine components for Taiwan, according to British export statistics.", "document", "GB"),
    ("Helen Straker, of the Campaign for Peace, said Hawks sold by Britain to Jakarta bombed villages.", "ngo", None),
    ("WASHINGTON - Rep. Dale Hostetler, R-Marlow Falls, said that Israel sold China radars.", "government", "US"),
    ("A spokeswoman for the French manufacturer Lumial said that radars had been sent to Kenya.", "company", "FR"),
    ("A spokesman for the Czech company Excalibur confirmed the delivery of 16 tanks to Ukraine.", "company", "CZ"),
    (
        "Burundi bought those mortars from Bulgaria, said Ilse Vandamme of the Belgian research group Nordlys.",
        "ngo",
        "BE",
    ),
    ("A military spokesman of the Houthis denied that Moscow had sent missiles to Yemen.", "nonstate", "houthis"),
    ("Rabat had bought drones from Israel, said Driss Lamrani, a retired Moroccan general.", "person", "MA"),
    ("An exiled Nicaraguan colonel says that Managua received forty Russian missiles.", "anonymous", "NI"),
    ("Fishermen at Bosaso in Somalia swear that the Emirates landed mortars for Ethiopia there.", "anonymous", "SO"),
    ("Western diplomats say that Iran has sent Sudan drones.", "anonymous", "west"),
    ("The secretary of the Armenian Security Council said that Russia had sold Baku radars.", "government", "AM"),
    (
        "China handed over 40 armoured vehicles to Mali, according to the trade journal Africa Arms Monitor.",
        "media",
        None,
    ),
    (
        "Moscow has sold the Derg tanks, claimed a communiqué which the Eritrean People's Liberation Front issued.",
        "nonstate",
        "eplf",
    ),
    ("A Houthi official says that China sold Yemen ten drones.", "nonstate", "houthis"),
    ("Two officers of the M23 told reporters that Rwanda had given Congo rifles.", "nonstate", "m23"),
    ("Ghana received four trucks from Turkey, the auditor-general in Accra said.", "government", "GH"),
    ("Ghana received four trucks from Turkey, the chief of the general staff said.", "military", "GH"),
    ("The United States sold Egypt ten jets, two congressional aides said.", "anonymous", "US"),
    ("Wagner's fighters got MiG-29 jets from Russia for Libya, Africa Command in Stuttgart said.", "military", "US"),
    ("John Tampere, an analyst, said Russia had sent jets to Mali.", "ngo", None),
    ("Ghana received four trucks from Turkey, the Turkish carmaker Otokar said.", "company", "TR"),
)


@pytest.mark.parametrize(("text", "class_", "country"), SPEAKERS)
def test_a_speaker_stands_for(text: str, class_: str, country: str | None) -> None:
    source = _reader().read(Document("one", text)).statements[0].source
    assert (source.class_, source.country) == (class_, country)
