"""A file is whole or not there, and what was there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from weighbridge.exports.columns import ExportError
from weighbridge.exports.files import check_target, new_file


def test_it_appears_whole_when_the_work_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with new_file(path) as part:
        part.write_text("new")
        assert not path.exists()
    assert path.read_text() == "new"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("force", [True, False])
def test_nothing_is_left_of_work_that_fails(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "a.csv"
    if force:
        path.write_text("old")

    def fail() -> None:
        with new_file(path, force) as part:
            part.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [one.read_text() for one in tmp_path.iterdir()] == (["old"] if force else [])


def test_what_is_there_is_replaced_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(ExportError, match="--force"):
        check_target(path, False)
    with new_file(path, force=True) as part:
        part.write_text("new")
    assert path.read_text() == "new"


def test_a_file_that_comes_to_be_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def late() -> None:
        with new_file(path) as part:
            part.write_text("mine")
            path.write_text("theirs")

    with pytest.raises(ExportError, match="meanwhile"):
        late()
    assert [one.read_text() for one in tmp_path.iterdir()] == ["theirs"]


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for path, told in (
        (tmp_path, "folder"),
        (tmp_path / "no" / "a.csv", "there is no folder"),
        (Path("/dev/null"), "no plain file"),
        (tmp_path / "dangling", "there already"),
    ):
        with pytest.raises(ExportError, match=told):
            check_target(path, False)
