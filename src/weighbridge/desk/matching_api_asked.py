"""An entity of FollowTheMoney that is asked about, as the Party that matching takes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from weighbridge.lists.dates import iso_date
from weighbridge.lists.formats import ftm
from weighbridge.matching.party import Identifier, Party

NUMBERS = {name: kind for name, kind in ftm.NUMBERS.items() if name not in ("idNumber", "registrationNumber")}
"""Properties to kinds of identifiers. Others that hold identifiers give ``other``, which is compared with every kind:
what one asks for as ``idNumber`` or ``registrationNumber`` stands on a list as a passport or a tax number."""
_NO_NUMBERS = frozenset("programId okvedCode zipCode nutsCode territoryCode fipsCode ticker icaoCode".split())
"""Hold identifiers, but not of one party: of programmes, trades, places, types."""
_FOUNDED = ("incorporationDate", "buildDate")
MOST_NAMES = 50
"""Names that are made of the parts of a name that were told apart."""


class ExampleError(ValueError):
    """A query that can't be understood; the text says why and what can be."""


def understood(key: str, schema: str, properties: dict[str, Any]) -> tuple[Party, dict[str, list[str]]]:
    """The party, and the properties as they were understood: cleaned, those that the schema lacks left out.

    Raises ExampleError for an unknown schema, or one that nobody is listed under.
    """
    from followthemoney import model

    known = model.get(schema)
    if known is None or not known.matchable:
        names = ", ".join(sorted(one.name for one in model.schemata.values() if one.matchable))
        raise ExampleError(f"{schema[:100]!r} is no schema that can be matched; take one of {names}")
    told: dict[str, list[str]] = {}
    for name, values in properties.items():
        if name in known.properties and not known.properties[name].stub:
            texts = (_text(value) for value in (values if isinstance(values, list) else [values]))
            told[name] = list(dict.fromkeys(one for one in texts if one and one.strip()))
    kinds = {name: known.properties[name].type.name for name in told}
    for name in told:
        if kinds[name] == "country":
            told[name] = list(dict.fromkeys(filter(None, map(_country, told[name]))))
        elif kinds[name] == "date":
            told[name] = list(dict.fromkeys(filter(None, map(iso_date, told[name]))))
    told = {name: values for name, values in told.items() if values}
    return _party(key, known.name, told, kinds), told


def _text(value: Any) -> str | None:
    """A value as text without halves of characters; None where it says nothing."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    return str(value).encode("utf-8", "replace").decode()


def _country(text: str) -> str:
    """The code of a country, from its code or its name; an empty text for none."""
    from followthemoney.types import registry

    return registry.country.clean(text[:200], fuzzy=True) or ""


def _party(key: str, schema: str, told: dict[str, list[str]], kinds: dict[str, str]) -> Party:
    def of_kind(kind: str) -> Iterator[str]:
        return (value for name, values in told.items() if kinds[name] == kind for value in values)

    weak = told.get("weakAlias", [])
    others = (one for one in of_kind("name") if one not in weak)
    names = dict.fromkeys((*told.get("name", ()), *_composed(told), *others))
    numbers = (
        Identifier(NUMBERS.get(name, "other"), value)
        for name, values in told.items()
        if kinds[name] == "identifier" and name not in _NO_NUMBERS
        for value in values
    )
    return Party(
        id=key,
        schema=schema,
        names=tuple(names),
        weak_aliases=tuple(weak),
        countries=_distinct(of_kind("country")),
        birth_dates=tuple(told.get("birthDate", ())),
        foundation_dates=_distinct(one for name in _FOUNDED for one in told.get(name, ())),
        identifiers=tuple(numbers),
        addresses=_distinct(of_kind("address")),
    )


def _composed(told: dict[str, list[str]]) -> Iterator[str]:
    """Names of a person whose parts were told apart, where no whole name was told."""
    if told.get("name"):
        return
    parts = [told.get(one, []) for one in ("firstName", "secondName", "middleName", "fatherName", "lastName")]
    rows = product(*(part or [""] for part in parts))
    for _, row in zip(range(MOST_NAMES), rows, strict=False):
        if name := " ".join(filter(None, row)):
            yield name


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
