"""A party on a list, or one that is asked about: the noun that readers of lists give and matching takes.

Schema names are those of FollowTheMoney: ``Person``, ``Organization``, ``Company``, ``PublicBody``, ``Vessel``,
``Airplane``, and ``LegalEntity`` or ``Thing`` where a list does not say what an entry is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that someone gave a party.

    kind: in small letters, words joined by ``-`` (``passport``, ``tax``, ``registration``, ``imo``, ``mmsi``, ``lei``,
        ``bic``, ``national-id``, ``other``); two are only compared where kinds are equal or one is ``other``.
    value: as written.
    country: ISO 3166-1 alpha-2 in small letters of the country that gave it, or an empty text.
    """

    kind: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party with all that can be compared.

    id: unique within its list and stable from one version of the list to the next.
    schema: see above.
    names: the main name first, then aliases of good quality; never empty.
    weak_aliases: names that the list itself calls weak ("low quality a.k.a."); a match on them alone weighs less.
    countries: ISO 3166-1 alpha-2 in small letters: nationality, registration, address, flag.
    birth_dates: of a person, ISO dates cut to the precision known (``1962``, ``1962-07``, ``1962-07-14``).
    foundation_dates: of an organisation, or when a vessel was built; the same form.
    identifiers: see ``Identifier``.
    addresses: one line each, as written.
    programmes: codes of the sanctions programmes.
    list: the list's short name (``us-sdn``, ``un-sc``), or an empty text for a party that is asked about.
    remarks: what else the list says, as written.
    """

    id: str
    schema: str
    names: tuple[str, ...]
    weak_aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    foundation_dates: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    list: str = ""
    remarks: str = ""
