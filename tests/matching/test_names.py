"""Names are taken apart, cleaned and put right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weighbridge.matching.names import LONGEST, analysed, clean, mended, romanised


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tekhnopribor Limitd Liabilty Company", "Tekhnopribor limited liability Company"),
        ("Siemens Aktiengeselschaft", "Siemens aktiengesellschaft"),
        ("Stockholm Publishing", "Stockholm Publishing"),
        ("", ""),
    ],
)
def test_mistyped_legal_forms(typed: str, meant: str) -> None:
    assert mended(typed) == meant


def test_scripts_without_letters_are_romanised() -> None:
    assert romanised("王建国") == "wang jian guo"
    assert romanised("Wang") is None
    assert "wang jianguo" in {name.comparable for name in analysed(["王建国"], "Person")}


def test_what_cannot_be_seen_is_no_part_of_a_name() -> None:
    assert clean("Sea\u200b\u202eRose\t \x00Line") == "Sea Rose Line"
    assert clean("Ｓｅａ") == "Sea"


def test_legal_forms_and_titles_are_known() -> None:
    (firm,) = analysed(["Obshchestvo s ogranichennoi otvetstvennostyu Vektor"], "Company")
    assert firm.comparable == "ooo vektor"
    (person,) = analysed(["Dr. Ali Rezaei"], "Person")
    assert person.comparable == "ali rezaei"


@given(some.text())
def test_any_text_is_cleaned_once_for_all(text: str) -> None:
    once = clean(text)
    assert len(once) <= LONGEST
    assert clean(once) == once
    analysed([text], "Company", mend=True)
