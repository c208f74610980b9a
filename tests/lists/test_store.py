"""Versions: what was kept comes back to the byte; what is in force stays there until a whole new version is on disk."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.conftest import Write, read
from tests.lists.samples import FILES, UN

from weighbridge.lists import Entry, ListError
from weighbridge.lists.entry import entry_of, row_of
from weighbridge.lists.problem import Shrunk
from weighbridge.lists.recognising import recognised
from weighbridge.lists.store import Store, Version, folder_for
from weighbridge.matching.party import Identifier, Party

DAYS = [datetime(2026, 1, day, 12, tzinfo=UTC) for day in range(1, 10)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


def kept(store: Store, path: Path, day: int = 0, agree: bool = False, name: str | None = None) -> tuple[Version, bool]:
    return store.keep(recognised(path, name), agree, now=lambda: DAYS[day])


def table(*names: str) -> str:
    return "id;name\n" + "".join(f"{name};{name}\n" for name in names)


@pytest.mark.parametrize("form", FILES)
def test_what_was_kept_comes_back(form: str, write: Write, store: Store) -> None:
    path = write(form)
    version, new = kept(store, path)
    assert new
    assert list(store.entries(version)) == read(path)[0]
    assert list(store.parties(version)) == [one.party for one in read(path)[0]]
    assert store.in_force() == {version.list: version}
    assert version.number == len(read(path)[0])


def test_the_same_list_again_is_no_new_version_and_is_fresh_again(write: Write, store: Store) -> None:
    first, _ = kept(store, write("un-xml"))
    again, new = kept(store, write("un-xml"), 3)
    assert not new
    assert again.id == first.id
    assert store.in_force()["un-sc"].taken > first.taken


def test_versions_of_two_folders_agree(write: Write, tmp_path: Path) -> None:
    one, two = (kept(Store(tmp_path / name), write("eu-xml"))[0] for name in "ab")
    assert one == two


def test_a_past_day_is_replayed(write: Write, store: Store) -> None:
    old, _ = kept(store, write("own-csv", table("A", "B")), 1)
    new, _ = kept(store, write("own-csv", table("A", "B", "C")), 4)
    assert store.in_force("2026-01-03")["customers"] == old
    assert store.in_force("2026-01-05")["customers"] == new
    assert store.in_force("2025-12-31") == {}
    assert store.version("2026-01-03") == old
    assert store.version(new.id[:6]) == new
    assert store.version("customers") == new
    assert [one.party.id for one in store.entries(old)] == ["customers-a", "customers-b"]
    for wanted in ("2025-01-01", "ffff", "nothing"):
        with pytest.raises(ListError, match="lists status --all"):
            store.version(wanted)


def test_a_day_on_which_two_lists_were_in_force_needs_a_name(write: Write, store: Store) -> None:
    kept(store, write("un-xml"))
    kept(store, write("eu-xml"))
    with pytest.raises(ListError, match="--list NAME"):
        store.version("2026-01-02")
    assert store.version("2026-01-02", "eu-fsf").list == "eu-fsf"


def test_what_drops_more_than_a_tenth_asks_first(write: Write, store: Store) -> None:
    names = [f"Firm {at}" for at in range(20)]
    old, _ = kept(store, write("own-csv", table(*names)))
    kept(store, write("own-csv", table(*names[:18])), 1)
    assert store.in_force()["customers"].number == 18
    before = store.in_force()["customers"]
    with pytest.raises(Shrunk, match="it lacks 2 of the 18 entries of customers"):
        kept(store, write("own-csv", table(*names[:16])), 2)
    assert store.in_force()["customers"] == before
    assert len(list((store.folder / "entries").glob("*/*.zst"))) == 2
    kept(store, write("own-csv", table(*names[:16])), 2, agree=True)
    assert store.in_force()["customers"].number == 16
    assert list(store.entries(old))


def test_as_many_others_are_no_smaller_a_loss(write: Write, store: Store) -> None:
    kept(store, write("own-csv", table(*(f"Firm {at}" for at in range(20)))))
    with pytest.raises(Shrunk):
        kept(store, write("own-csv", table(*(f"Other {at}" for at in range(20)))))


@pytest.mark.parametrize("form", FILES)
def test_a_broken_file_leaves_the_list_in_force(form: str, write: Write, store: Store) -> None:
    path = write(form)
    before, _ = kept(store, path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])
    with pytest.raises(ListError):
        kept(store, path, 1, name=before.list)
    assert store.in_force() == {before.list: before}
    assert list(store.entries(before))
    assert not list((store.folder / "unfinished").glob("*")) if (store.folder / "unfinished").exists() else True


def test_half_a_line_of_a_killed_run_is_never_in_force(write: Write, store: Store) -> None:
    first, _ = kept(store, write("un-xml"))
    log = store.folder / "versions.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + whole[: len(whole) // 2])
    assert store.in_force() == {"un-sc": first}
    kept(store, write("eu-xml"), 1)
    assert set(store.in_force()) == {"un-sc", "eu-fsf"}
    assert all(json.loads(line) for line in log.read_bytes().splitlines())


def test_a_damaged_line_is_told(write: Write, store: Store) -> None:
    kept(store, write("un-xml"))
    log = store.folder / "versions.jsonl"
    log.write_bytes(b"{}\n" + log.read_bytes())
    with pytest.raises(ListError, match=r"versions\.jsonl:1"):
        store.in_force()


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_damaged_entries_are_told_and_never_given_as_whole(damage: str, write: Write, store: Store) -> None:
    version, _ = kept(store, write("un-xml"))
    path = next((store.folder / "entries").glob(f"*/{version.entries}*"))
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(data[:-20])
    else:
        other, _ = kept(store, write("eu-xml"))
        path.write_bytes(next((store.folder / "entries").glob(f"*/{other.entries}*")).read_bytes())
    with pytest.raises(ListError, match="put back a copy"):
        list(store.entries(version))


def test_the_files_as_they_came_are_kept(write: Write, store: Store) -> None:
    from weighbridge.lists.packed import chunks

    path = write("ofac-csv")
    version, _ = kept(store, path)
    assert {name for name, _ in version.raw} == {"sdn.csv", "add.csv", "alt.csv"}
    digest = dict(version.raw)["sdn.csv"]
    assert b"".join(chunks(store.folder / "raw", digest)) == path.read_bytes()


def test_a_run_that_is_killed_leaves_what_is_in_force(write: Write, store: Store) -> None:
    """At every moment: while entries are read, before files are kept, before the line is written."""
    before, _ = kept(store, write("own-csv", table("A", "B")))
    names = [f"Firm {at}" for at in range(3000)]
    path = write("own-csv", table("A", "B", *names))
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from weighbridge.lists.recognising import recognised\n"
        "from weighbridge.lists.store import Store\n"
        "left = int(sys.argv[3])\n"
        "def step():\n"
        "    global left\n"
        "    left -= 1\n"
        "    if left <= 0: os.kill(os.getpid(), 9)\n"
        "Store(Path(sys.argv[1])).keep(recognised(Path(sys.argv[2])), step=step)\n"
    )
    for at in (1, 1500, 3002):
        command = [sys.executable, "-c", code, str(store.folder), str(path), str(at)]
        assert subprocess.run(command, timeout=60).returncode == -signal.SIGKILL
        assert store.in_force() == {"customers": before}
        assert len(list(store.entries(before))) == 2
    assert kept(store, path, 1)[0].number == 3002


def test_two_runs_do_not_change_the_lists_at_once(write: Write, store: Store) -> None:
    store.folder.mkdir()
    with open(store.folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(ListError, match="another run"):
            kept(store, write("un-xml"))


def test_where_lists_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEIGHBRIDGE_LISTS", raising=False)
    assert folder_for("/a/ledger.sqlite") == Path("/a/ledger.lists")
    assert folder_for("/a/ledger.sqlite", "/b") == Path("/b")
    assert folder_for("postgresql://host/db").name == "lists"
    monkeypatch.setenv("WEIGHBRIDGE_LISTS", "/c")
    assert folder_for("/a/ledger.sqlite") == Path("/c")


TEXT = st.text(max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)


@settings(max_examples=60)
@given(
    st.builds(
        Entry,
        st.builds(
            Party,
            id=TEXT,
            schema=TEXT,
            names=TEXTS,
            weak_aliases=TEXTS,
            countries=TEXTS,
            birth_dates=TEXTS,
            foundation_dates=TEXTS,
            identifiers=st.lists(st.builds(Identifier, TEXT, TEXT, TEXT), max_size=3).map(tuple),
            addresses=TEXTS,
            programmes=TEXTS,
            list=TEXT,
            remarks=TEXT,
        ),
        source=TEXT,
        listed=TEXT,
        changed=TEXT,
        until=TEXT,
        titles=TEXTS,
        birth_places=TEXTS,
        links=TEXTS,
        details=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    )
)
def test_an_entry_survives_being_kept(entry: Entry) -> None:
    row = row_of(entry)
    for name in ("id", "schema", "names", "list"):
        row["party"].setdefault(name, () if name == "names" else "")
    assert entry_of(json.loads(json.dumps(row))) == entry


def test_the_day_of_publication_is_kept(write: Write, store: Store) -> None:
    version, _ = kept(store, write("un-xml", UN.replace("2026-02-27T00", "2026-02-28T00")))
    assert version.published == "2026-02-28"
