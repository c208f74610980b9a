"""What the folder of originals promises: bytes come back as they were, or it is said why not; never half of them."""

from __future__ import annotations

import gzip
import os
import signal
import struct
import subprocess
import sys
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.intake.original import Original, original_of
from weighbridge.ledger import LedgerError, open_ledger
from weighbridge.originals import Damaged, Missing, Store, Unusable, folder_for


def of(data: bytes) -> Original:
    made = original_of(data, "text/plain", True)
    assert made is not None
    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "ledger.originals")


def files(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300_000))
def test_bytes_come_back_as_they_were(store: Store, data: bytes) -> None:
    store.write(of(data))
    assert store.read(of(data).digest) == data
    assert store.sizes(of(data).digest)[0] == len(data)


def test_an_original_has_one_file_named_by_its_digest_and_is_never_written_twice(store: Store) -> None:
    data = b"Norland has sent tanks. " * 1000
    digest = sha256(data).hexdigest()
    assert store.write(of(data))
    [file] = files(store)
    assert file == store.folder / digest[:2] / f"{digest}.gz"
    assert gzip.decompress(file.read_bytes()) == data
    assert file.stat().st_size < len(data) / 10
    before = file.stat()
    assert not store.write(of(data))
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_bytes_give_the_same_file(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        store = Store(tmp_path / name)
        store.write(of(b"the same" * 50))
        written.append(files(store)[0].read_bytes())
    assert written[0] == written[1]


def test_what_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(Missing, match="is not in .*put back a copy"):
        store.read("ab" * 32)
    store.write(of(b"another"))
    assert not store.has("ab" * 32)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "AB" * 32, "ab" * 31, "ab" * 32 + "\n", "/" * 64])
def test_only_digests_are_names(store: Store, digest: str) -> None:
    store.write(of(b"something"))
    with pytest.raises(Damaged, match="no SHA-256 digest"):
        store.read(digest)


def spoilt(data: bytes, how: str) -> bytes:
    packed = gzip.compress(data, mtime=0)
    if how == "cut off":
        return packed[:-9]
    if how == "empty":
        return b""
    if how == "other bytes":
        return gzip.compress(data[::-1], mtime=0)
    if how == "a flipped bit":
        return packed[:30] + bytes([packed[30] ^ 1]) + packed[31:]
    if how == "a bomb":
        return gzip.compress(bytes(200_000_000), 1, mtime=0)[:-4] + struct.pack("<I", len(data))
    return b"no gzip at all, but long enough to be one"


@pytest.mark.parametrize("how", ["cut off", "empty", "other bytes", "a flipped bit", "a bomb", "something else"])
def test_damage_is_told_before_a_byte_is_given_and_in_bounded_memory(store: Store, how: str) -> None:
    data = os.urandom(2_000)
    store.write(of(data))
    [file] = files(store)
    file.write_bytes(spoilt(data, how))
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            next(store.chunks(of(data).digest))
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_a_folder_that_is_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    (tmp_path / "file").write_text("mine")
    for name, what in (("link", "it is a link"), ("file", "it is no folder")):
        store = Store(tmp_path / name)
        with pytest.raises(Unusable, match=what):
            store.check()
        with pytest.raises(Unusable):
            store.write(of(b"x"))
    assert (tmp_path / "file").read_text() == "mine"
    assert not list(real.iterdir())


def test_links_inside_are_not_followed(store: Store, tmp_path: Path) -> None:
    data = b"an original"
    digest = of(data).digest
    outside = tmp_path / "outside"
    outside.mkdir()
    store.folder.mkdir()
    (store.folder / digest[:2]).symlink_to(outside)
    with pytest.raises(Unusable, match="a link or a file stands where"):
        store.write(of(data))
    assert not list(outside.iterdir())
    (store.folder / digest[:2]).unlink()
    (store.folder / digest[:2]).mkdir()
    secret = tmp_path / "secret"
    secret.write_bytes(gzip.compress(data))
    (store.folder / digest[:2] / f"{digest}.gz").symlink_to(secret)
    with pytest.raises(Unusable):
        store.read(digest)


def test_a_pipe_in_the_place_of_an_original_does_not_hang(store: Store) -> None:
    digest = of(b"x").digest
    (store.folder / digest[:2]).mkdir(parents=True)
    os.mkfifo(store.folder / digest[:2] / f"{digest}.gz")
    with pytest.raises(Damaged, match="no regular file"):
        store.read(digest)


WRITE = """
import os, sys
from weighbridge.intake.original import original_of
from weighbridge.originals import Store
store = Store(__import__("pathlib").Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    data = number.to_bytes(4, "big") * 300_000
    store.write(original_of(data, "text/plain", True))
    print(number, flush=True)
"""


def test_killed_while_writing_nothing_half_stands_under_a_name(store: Store) -> None:
    for after in range(6):
        command = [sys.executable, "-c", WRITE, str(store.folder), "1000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            for _ in range(after + 1):
                running.stdout.readline()
            running.send_signal(signal.SIGKILL)
            said = [int(line) for line in running.stdout]
        for number in (*range(after + 1), *said):
            assert store.read(of(number.to_bytes(4, "big") * 300_000).digest)
    for file in files(store):
        if file.parent.name != "unfinished":
            assert sha256(gzip.decompress(file.read_bytes())).hexdigest() == file.name.removesuffix(".gz")


def test_what_killed_runs_left_is_cleared_away_when_it_is_old(store: Store) -> None:
    store.write(of(b"sound"))
    old, young = store.folder / "unfinished" / "1-old", store.folder / "unfinished" / "2-young"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1_000_000, 1_000_000))
    store.check()
    assert young.exists()
    assert not old.exists()
    assert store.read(of(b"sound").digest) == b"sound"


def test_two_programs_may_write_at_once(store: Store) -> None:
    command = [sys.executable, "-c", WRITE, str(store.folder), "30"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(files(store)) == 30
    for number in range(30):
        assert store.read(of(number.to_bytes(4, "big") * 300_000).digest)


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
import os
from weighbridge.intake.original import original_of
from weighbridge.originals import Store
Store(__import__("pathlib").Path(sys.argv[1])).write(original_of(os.urandom(100_000), "text/plain", True))
"""


def test_a_full_disk_is_told_and_leaves_nothing(store: Store) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(store.folder)], capture_output=True, text=True, check=False)
    assert "Unusable" in done.stderr
    assert "there is no room left for originals" in done.stderr
    assert files(store) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_can_not_be_written_is_told(store: Store) -> None:
    store.folder.mkdir(mode=0o500)
    with pytest.raises(Unusable, match="permission denied.*check its permissions"):
        store.write(of(b"x"))


class TestPlaces:
    def test_they_lie_beside_the_ledger(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("WEIGHBRIDGE_ORIGINALS", raising=False)
        ledger = open_ledger(tmp_path / "arms.2024.sqlite")
        try:
            assert folder_for(ledger) == tmp_path / "arms.2024.originals"
            assert folder_for(ledger, "off") is None
            assert folder_for(ledger, str(tmp_path / "other")) == tmp_path / "other"
            monkeypatch.setenv("WEIGHBRIDGE_ORIGINALS", "OFF")
            assert folder_for(ledger) is None
            monkeypatch.setenv("WEIGHBRIDGE_ORIGINALS", "~/originals")
            assert folder_for(ledger) == Path.home() / "originals"
        finally:
            ledger.close()

    def test_what_goes_wrong_with_them_is_told_like_what_goes_wrong_with_the_ledger(self) -> None:
        assert all(issubclass(one, LedgerError) for one in (Unusable, Missing, Damaged))
