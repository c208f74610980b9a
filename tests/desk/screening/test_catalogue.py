"""The catalogue gives back every entry as it was kept, by its id and by its words, and narrows as it is asked to."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.desk.screening.catalogue import COUNTED, Unfit, Wanted, make, opened
from weighbridge.lists.entry import Entry
from weighbridge.matching.party import Party

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
NAMES = st.lists(WORDS.filter(lambda one: bool(one.strip())), min_size=1, max_size=3)
ENTRIES = st.lists(
    st.builds(
        lambda names, schema, countries, of, changed: Entry(
            Party("", schema, tuple(names), countries=tuple(countries), list=of), changed=changed
        ),
        NAMES,
        st.sampled_from(["Person", "Company", "Vessel"]),
        st.lists(st.sampled_from(["ru", "ir", "kp"]), max_size=2, unique=True),
        st.sampled_from(["one", "two"]),
        st.sampled_from(["", "2025", "2025-03-04", "2026-01-01"]),
    ),
    max_size=8,
)


def kept(entries: list[Entry]) -> list[Entry]:
    """The entries with ids that no two share."""
    numbered = enumerate(entries)
    return [Entry(Party(**{**_fields(one.party), "id": f"e{at}"}), changed=one.changed) for at, one in numbered]


def _fields(party: Party) -> dict[str, object]:
    return {name: getattr(party, name) for name in party.__dataclass_fields__}


@settings(max_examples=40, deadline=None)
@given(ENTRIES, st.sampled_from(["2025-03-04", "2025-12-31", ""]), WORDS)
def test_every_entry_comes_back(entries: list[Entry], since: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.entries"
        there = kept(entries)
        make(path, ((one, "2025-06-01") for one in there), "k")
        found = opened(path, "k")
        assert [found.entry(one.party.id, one.party.list) for one in there] == there
        assert found.entry("nobody") is None
        every = found.search("", Wanted(), most=100)
        assert list(every.entries) == there
        assert (every.total, every.whole) == (len(there), True)
        for one in there:
            terms = one.party.names[0].replace("\0", " ")
            if any(sign.isascii() and sign.isalnum() for sign in terms):
                assert one in found.search(terms, Wanted(), most=100).entries
        found.search(other, Wanted(), most=100)
        for wanted, fits in (
            (Wanted(lists=("one",)), lambda one: one.party.list == "one"),
            (Wanted(without=("one",)), lambda one: one.party.list != "one"),
            (Wanted(schemata=("Person", "Vessel")), lambda one: one.party.schema != "Company"),
            (Wanted(without_schemata=("Vessel",)), lambda one: one.party.schema != "Vessel"),
            (Wanted(countries=("ru", "ir")), lambda one: bool({"ru", "ir"} & set(one.party.countries))),
            (Wanted(topics=("sanction",)), lambda one: True),
            (Wanted(topics=("crime",)), lambda one: False),
            (Wanted(since=since), lambda one: (one.changed if len(one.changed) == 10 else "2025-06-01") >= since),
        ):
            expected = [one for one in there if fits(one)]
            part = found.search("", wanted, most=100)
            assert list(part.entries) == expected
            assert sum(part.counts["schema"].values()) == len(expected)
            assert [found.fits(one.party.id, one.party.list, wanted) for one in there] == [fits(one) for one in there]
        found.close()


def test_a_count_is_bounded_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.entries"
    many = (Entry(Party(f"e{at}", "Company", (f"Firm {at}",), list="one")) for at in range(COUNTED + 5))
    make(path, ((one, "2025-06-01") for one in many), "k")
    found = opened(path, "k").search("firm", Wanted(), offset=7, most=3)
    assert (found.total, found.whole, len(found.entries)) == (COUNTED, False, 3)


@pytest.mark.parametrize("content", [b"", b"no database at all", None], ids=["empty", "other", "missing"])
def test_what_is_no_catalogue_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.entries"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Unfit):
        opened(path, "k")


def test_one_of_other_lists_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.entries"
    make(path, [(Entry(Party("e1", "Company", ("Firm",), list="one")), "2025-06-01")], "k")
    opened(path, "k").close()
    with pytest.raises(Unfit, match="other lists"):
        opened(path, "another")


def test_what_breaks_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield Entry(Party("e1", "Company", ("Firm",), list="one")), "2025-06-01"
        raise ValueError("the list is damaged")

    with pytest.raises(ValueError, match="damaged"):
        make(tmp_path / "x.entries", broken(), "k")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
