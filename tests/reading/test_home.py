"""The state at home: of the dateline, the publisher, else of the people and towns that a text names as its own."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.sources.parties import home_of

TEXT = "Tanks for the neighbours\n\n{}The tanks that Russia and Iran promised have come, the ministry said. Iran paid."


def _home(opening: str, publisher: str = "The Ledger") -> str | None:
    document = Document("one", TEXT.format(opening), publisher=publisher)
    return home_of(next(scenes_of([document])), publisher)


@pytest.mark.parametrize(
    ("opening", "home"),
    [
        ("MINSK, 20 December. ", "BY"),
        ("PRETORIA. ", "ZA"),
        ("LIMA/AMMAN/BOGOTA - ", "PE"),
        ("(Quito) -- ", "EC"),
        ("Paris, 2 March 2022\n\n", "FR"),
        ("Lima, 3 October 2025 (Andes Wire)\n\n", "PE"),
        ("NUEVO LAREDO. ", "MX"),
        ("KYIV, April 18 - ", "UA"),
        ("PORT OF SPAIN \u2014 ", "TT"),
        ("Madrid. \u2014 ", "ES"),
        ("From Jane Roe in Lima\n\n", "PE"),
    ],
)
def test_a_dateline_tells_it(opening: str, home: str) -> None:
    assert _home(opening) == home


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("Dakar Institute for Security", "SN"),
        ("Sunday Times (Sri Lanka)", "LK"),
        ("Reuters (Moscow)", "GB"),
        ("Deutsche Welle (Ukrainian)", "DE"),
        ("Radio Free Europe (Iran desk)", "US"),
        ("New York Times, Paris", "US"),
        ("ABC News (Australia)", "AU"),
        ("The Mersey Observer and Mail", "GB"),
        ("Institute for Asian Security, Wellington", "NZ"),
        ("Sonda.bg", "BG"),
        ("Novi Grad, Zagreb", "HR"),
        ("French Presidency", "FR"),
        ("Diario del Sur (French edition), Lima", "PE"),
    ],
)
def test_a_publishers_name_tells_it(publisher: str, home: str) -> None:
    assert _home("", publisher) == home


def test_a_paper_names_its_own_people_and_towns() -> None:
    text = (
        "Chancellor Olaf Scholz spoke of it in Leipzig on Monday. In Flensburg and Kassel work goes on. "
        "Ukraine asks for more, Ukraine's friends say. Ukraine waits. "
    )
    assert _home(text) == "DE"
