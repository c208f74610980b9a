"""The index finds who is worth a comparison, and refuses what is no index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.matching.parties import firm, listed, person, ship

from weighbridge.matching.arrays import Unusable
from weighbridge.matching.building import build
from weighbridge.matching.comparing import compare
from weighbridge.matching.index import CANDIDATES, Index, opened
from weighbridge.matching.party import Identifier, Party
from weighbridge.matching.screening import matches, matches_each

SYLLABLES = ("Nor", "Tek", "Bal", "Mir", "Zav", "Kul")
PARTIES = [
    Party("1", "Person", ("SULEIMANI, Qasem", "قاسم سليماني"), countries=("ir",), list="x"),
    Party("2", "Organization", ("SHAHID HEMMAT INDUSTRIAL GROUP", "SHIG"), countries=("ir",), list="x"),
    Party("3", "Vessel", ("SEA ROSE",), identifiers=(Identifier("imo", "9074729"),), list="x"),
    Party("4", "Organization", ("Зенит",), weak_aliases=("Zenit Works",), remarks="a\ud800b", list="x"),
    Party("5", "LegalEntity", ("王建国",), list="x"),
]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of PARTIES."""
    build(PARTIES, tmp_path / "parties")
    return opened(tmp_path / "parties")


def found(index: Index, asked: Party) -> list[str]:
    """Ids of the matches."""
    return [match.party.id for match in matches(index, asked)]


def test_parties_come_back_as_they_were(index: Index) -> None:
    assert [index.party(number) for number in range(len(index))] == PARTIES


@pytest.mark.parametrize(
    ("asked", "id"),
    [
        (person("Kasem Soleimany"), "1"),
        (person("Касем Сулеймани"), "1"),
        (firm("Shahid Hemat Industries Group"), "2"),
        (firm("ShahidHemmat Industrial Grp"), "2"),
        (ship("Other Name", identifiers=(Identifier("other", "IMO 9074729"),)), "3"),
        (firm("Zenit Works"), "4"),
        (firm("Zenit"), "4"),
        (person("Wang Jianguo"), "5"),
    ],
)
def test_who_is_found(index: Index, asked: Party, id: str) -> None:
    assert id in found(index, asked)


def test_others_are_not_found(index: Index) -> None:
    assert found(index, firm("Bakery of the Old Town")) == []
    assert found(index, firm("")) == []
    assert found(index, firm("...", "\u200b\u202e", "\x00")) == []


def test_an_empty_list_has_an_index(tmp_path: Path) -> None:
    build([], tmp_path / "none")
    assert found(opened(tmp_path / "none"), person("Qasem Soleimani")) == []


def test_the_same_parties_give_the_same_bytes(tmp_path: Path) -> None:
    contents = [build(PARTIES, tmp_path / name) for name in ("one", "other")]
    assert contents[0] == contents[1]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert build(PARTIES[:4], tmp_path / "less") != contents[0]


def test_an_index_of_other_lists_is_refused(tmp_path: Path) -> None:
    content = build(PARTIES, tmp_path / "index")
    assert opened(tmp_path / "index", content).content == content
    with pytest.raises(Unusable, match="other lists"):
        opened(tmp_path / "index", "0" * 64)


@pytest.mark.parametrize("keep", [0, 5, 12, 100, 2000])
def test_what_is_cut_off_is_refused(tmp_path: Path, keep: int) -> None:
    build(PARTIES, tmp_path / "index")
    whole = (tmp_path / "index").read_bytes()
    (tmp_path / "index").write_bytes(whole[:keep])
    with pytest.raises(Unusable, match="build"):
        opened(tmp_path / "index")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="can't be read"):
        opened(tmp_path / "nowhere")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an index of two."""
    path = tmp_path_factory.mktemp("sound") / "index"
    build(PARTIES[:2], path)
    return path.read_bytes()


@settings(max_examples=100, deadline=None)
@given(at=some.integers(0, 20_000), byte=some.integers(0, 255))
def test_a_damaged_file_is_refused_or_harmless(
    sound: bytes, tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "index"
    whole = bytearray(sound)
    whole[at % len(whole)] = byte
    path.write_bytes(whole)
    try:
        index = opened(path)
        matches(index, person("Qasem Soleimani"))
    except Unusable:
        pass


def test_one_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    content = build(PARTIES, tmp_path / "index")

    def broken() -> Iterator[Party]:
        yield PARTIES[0]
        raise RuntimeError("the list ends in the middle")

    with pytest.raises(RuntimeError):
        build(broken(), tmp_path / "index")
    assert opened(tmp_path / "index").content == content
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_threads_that_ask_at_once_get_what_one_gets(tmp_path: Path) -> None:
    parties = [firm(f"{one} {other} Works {at}") for at, (one, other) in enumerate(product(SYLLABLES, SYLLABLES))]
    build(parties, tmp_path / "index")
    index = opened(tmp_path / "index")
    asked = [firm(f"{other}{one} Work") for one, other in product(SYLLABLES, SYLLABLES)]
    alone = [index.candidates(one) for one in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.candidates, asked)) == alone


def test_an_identifier_lifts_what_names_would_not(index: Index) -> None:
    asked = ship("Wholly Otherwise", identifiers=(Identifier("imo", "9074729"),))
    assert index.sharing(asked) == {2}
    assert found(index, asked) == ["3"]


def test_a_name_of_a_million_letters_takes_no_time(index: Index) -> None:
    begun = time.process_time()
    found(index, firm("a b " * 250_000, "x" * 1_000_000))
    assert time.process_time() - begun < 2.0


def test_few_are_compared(tmp_path: Path) -> None:
    many = [Party(str(at), "Organization", (f"General Trading Company {at}",)) for at in range(3000)]
    build(many, tmp_path / "index")
    index = opened(tmp_path / "index")
    assert len(index.candidates(firm("General Trading Company"))) <= CANDIDATES
    assert found(index, firm("General Trading Company 1234"))[0] == "1234"


def test_nothing_is_lost_beside_comparing_with_everyone(tmp_path: Path) -> None:
    parties = listed(1500)
    build(parties, tmp_path / "index")
    index = opened(tmp_path / "index")
    asked = [Party("q", party.schema, (f"{party.names[-1][:-2]}a",)) for party in parties[::100]]
    lost = []
    for one in asked:
        near = found(index, one)
        all_compared = ((compare(one, party, index.rarity).score, party) for party in parties)
        best = max(all_compared, key=lambda row: row[0])
        if best[0] >= 0.7 and best[1].id not in near:
            lost.append((one.names, best))
    assert len(lost) <= 1, lost


def test_many_asked_at_once_get_what_each_gets(index: Index) -> None:
    asked = [person("Kasem Soleimany"), firm("Zenit Works"), firm(""), ship("Sea Rose")] * 20
    assert list(matches_each(index, asked)) == [matches(index, one) for one in asked]
    assert list(matches_each(index, [])) == []
