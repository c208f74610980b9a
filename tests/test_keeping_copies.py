"""Near-copies in a ledger: found with a bounded number of comparisons, the same as without a ledger."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.identity import document_id
from weighbridge.keeping import keep, keep_many
from weighbridge.keeping_copies import _hashed, _share
from weighbridge.ledger import open_ledger, resemblances
from weighbridge.ledger.adding import Addition
from weighbridge.model import Document
from weighbridge.weighing.resemblance import COMPARED, resembling, share, shingles

WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(12)]), max_size=40).map(" ".join)


def copies(number: int) -> list[Document]:
    """Texts of which each has one word of its own."""
    words = [f"word{place}" for place in range(80)]
    return [
        Document(f"copy {one}", " ".join([*words[: one % 80], f"own{one}", *words[one % 80 :]]), None, f"Outlet {one}")
        for one in range(number)
    ]


@given(WORDS, WORDS)
def test_the_share_of_hashed_words_is_that_of_the_words(one: str, other: str) -> None:
    assert _share(_hashed(one), _hashed(other)) == share(shingles(one), shingles(other))


def test_each_of_very_many_is_compared_with_some(tmp_path: Path) -> None:
    some = copies(3 * COMPARED)
    with closing(open_ledger(tmp_path / "ledger.sqlite")) as ledger:
        for one in some:
            keep(ledger, one, [], [], "test", "1")
        found = resemblances(ledger)
    linked = {key for a, b, _ in found for key in (a, b)}
    assert linked == {document_id(one) for one in some}
    assert len(found) <= len(some) * COMPARED
    assert found == sorted(resembling((document_id(one), one.text) for one in some))


@settings(max_examples=20, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_together_or_one_by_one_is_the_same(texts: list[str]) -> None:
    some = [Document(f"text {number}", text, None, str(number)) for number, text in enumerate(texts)]
    with (
        tempfile.TemporaryDirectory() as place,
        closing(open_ledger(Path(place) / "one.sqlite")) as one,
        closing(open_ledger(Path(place) / "other.sqlite")) as other,
    ):
        for document in some:
            keep(one, document, [], [], "test", "1")
        keep_many(other, [Addition(document, [], [], "test", "1") for document in some])
        assert resemblances(one) == resemblances(other)
