"""Tables that only describe: MTCR items, how codes of dual-use lists are built, ECCNs, chapters, classes, groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from weighbridge.controls.sources import TABLES, source_of
from weighbridge.lexicon.checked import rows
from weighbridge.lexicon.tables import LexiconError, line_of, read_toml
from weighbridge.screening.finding import Published

_ROW = {"id": "text", "what": "text", "source": "text"}


@dataclass(frozen=True, slots=True)
class Described:
    """A row: what it stands for, why, limits of note, and further marks; empty where nothing is told."""

    id: str
    what: str
    source: Published
    why: str = ""
    limits: str = ""
    mark: str = ""
    """MTCR items: their category. Blocks of numbers: the regime."""
    military: bool = False


@dataclass(frozen=True, slots=True)
class Eccn:
    """An entry of the US list: reasons for control by their short names, and whether the ITAR has its goods."""

    code: str
    reasons: tuple[str, ...]
    itar: bool
    what: str


@dataclass(frozen=True, slots=True)
class GoodsClass:
    """A class of the ledger, and where control lists deal with it."""

    id: str
    mtcr: tuple[str, ...]
    military: tuple[str, ...]
    dual_use: tuple[str, ...]
    hs: tuple[str, ...]


@cache
def table(file: str, name: str) -> Mapping[str, Described]:
    """The rows of ``[[name]]`` in ``file`` (without ``.toml``), by id; blocks of numbers by list and id: ``eu 1``.

    Raises:
        LexiconError: a mistake in the file.
    """
    further = {"why": "text", "limits": "text", "category": "text", "regime": "text", "list": "text", "place": "text"}
    found: dict[str, Described] = {}
    for row in rows(TABLES / f"{file}.toml", name, _ROW, {**further, "military": "flag"}):
        key = " ".join(one for one in (row.text("list"), row.text("id")) if one)
        if key in found:
            raise row.mistake(f"{key!r} stands twice in [[{name}]]; take one row away")
        mark = row.text("category") or row.text("regime")
        if row.text("category") and mark not in table(file, "category"):
            raise row.mistake(f"there is no category {mark!r}")
        found[key] = Described(
            row.text("id"),
            row.text("what"),
            source_of(row),
            row.text("why"),
            row.text("limits"),
            mark,
            row.flag("military"),
        )
    return MappingProxyType(found)


@cache
def eccns() -> Mapping[str, Eccn]:
    """The entries of the US list by code."""
    reasons = table("dualuse", "reason")
    found: dict[str, Eccn] = {}
    needed = {"code": "text", "reasons": "texts"}
    for row in rows(TABLES / "ccl.toml", "eccn", needed, {"itar": "flag", "what": "text"}):
        for one in row.texts("reasons"):
            if one not in reasons:
                raise row.mistake(
                    f"there is no reason for control {one!r} in dualuse.toml; known: {', '.join(reasons)}"
                )
        found[row.text("code")] = Eccn(row.text("code"), row.texts("reasons"), row.flag("itar"), row.text("what"))
    return MappingProxyType(found)


@cache
def chapters() -> Mapping[str, str]:
    """What the first two digits of an HS code say."""
    return MappingProxyType(
        {
            row.text("id"): row.text("what")
            for row in rows(TABLES / "hs.toml", "chapter", {"id": "text", "what": "text"})
        }
    )


@cache
def hs_codes() -> frozenset[str]:
    """All headings and six-digit codes of the Harmonized System, edition of 2022.

    Raises:
        LexiconError: a heading without four digits, or an end without two.
    """
    path = TABLES / "hs_codes.toml"
    data, source = read_toml(path)
    found = set()
    for heading, ends in data.get("codes", {}).items():
        for end in str(ends).split():
            if not (len(heading) == 4 and len(end) == 2 and (heading + end).isdecimal() and heading.isascii()):
                line = line_of(source, "codes", 0, heading)
                raise LexiconError(path, line, f"{heading} = {ends!r} has to be four digits and ends of two")
            found |= {heading, heading + end}
    return frozenset(found)


def known_hs(code: str) -> bool:
    """Whether the first six digits of a code, or the four of a heading, are in the edition of 2022."""
    return code[:6] in hs_codes() or code[:2] in ("98", "99")


@cache
def goods_classes() -> Mapping[str, GoodsClass]:
    """The classes of the ledger by id."""
    needed = {"id": "text", "mtcr": "texts", "military": "texts", "dual_use": "texts", "hs": "texts"}
    return MappingProxyType(
        {
            row.text("id"): GoodsClass(
                row.text("id"), row.texts("mtcr"), row.texts("military"), row.texts("dual_use"), row.texts("hs")
            )
            for row in rows(TABLES / "classes.toml", "class", needed)
        }
    )


@cache
def country_groups() -> Mapping[str, frozenset[str]]:
    """US country groups: ``D:4`` to the countries in it, in small letters."""
    needed = {**_ROW, "countries": "texts"}
    return MappingProxyType(
        {row.text("id"): frozenset(row.texts("countries")) for row in rows(TABLES / "groups.toml", "group", needed)}
    )


@cache
def group_words() -> Mapping[str, str]:
    """US country groups: what each says of a country."""
    needed = {**_ROW, "countries": "texts"}
    return MappingProxyType({row.text("id"): row.text("what") for row in rows(TABLES / "groups.toml", "group", needed)})


def groups_of(country: str) -> tuple[str, ...]:
    """The groups that a country (alpha-2, any case) is in, in the order of the file."""
    return tuple(name for name, members in country_groups().items() if country.lower() in members)
