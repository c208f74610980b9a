"""Numbers of papers as lists write them: the number itself, who gave it, and what is said beside it."""

from __future__ import annotations

import re

from weighbridge.lists.countries import country_code

_LIFE = re.compile(r"[ ,(]+(?=(?:date of )?(?:issued?|expire[sd]?|expiry|issuance)\b)", re.IGNORECASE)
_COUNTRY = re.compile(r"(\S.*?)\s*[(]([^()]{2,60})[)]")
_AFTER = re.compile(r"(\S*\d\S*), ([A-Z][A-Za-z' ]{3,40})")
_BEFORE = re.compile(r"(\D{3,80}?)[ .]*(?:\bnumber|\bno\b\.?|:)[ :.]*(\S*\d.*)", re.IGNORECASE)
_BARE = re.compile(r"([A-Z][a-z]{3,20}(?: [A-Z][a-z]{2,20})?) (\S*\d\S*)")
_FORM = re.compile(
    r"\b(?:passport|travel document|diplomatic|service|national|identity|identification|card|foreign|counterfeit)\b.*",
    re.IGNORECASE,
)


def split_number(words: str) -> tuple[str, str, str]:
    """Number, code of the country that gave it, and the rest: "L12 (Mali) issued 1 May 2001" to L12, ml, "issued ...".

    Nothing is lost: where words other than a country stand beside the number, the whole is the rest.
    """
    number, rest, country = words.strip(), "", ""
    if found := _LIFE.search(number):
        number, rest = number[: found.start()].strip(" ,("), number[found.end() :].strip(" ()")
    if (found := _COUNTRY.fullmatch(number) or _AFTER.fullmatch(number)) and (country := country_code(found[2])):
        number = found[1]
    elif (found := _BARE.fullmatch(number)) and (country := country_code(found[1])):
        number = found[2]
    elif found := _BEFORE.fullmatch(number):
        country = country_code(_FORM.sub("", found[1]))
        number, rest = found[2], words.strip()
    return number.strip(), country, rest
