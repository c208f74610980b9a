"""Arrays in a file come back as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from weighbridge.matching.arrays import Unusable, read, write


@given(some.lists(some.integers(0, 2**32 - 1)), some.text())
def test_arrays_come_back(tmp_path_factory: pytest.TempPathFactory, numbers: list[int], about: str) -> None:
    path = tmp_path_factory.mktemp("arrays") / "file"
    write(path, {"about": about}, {"a": np.array(numbers, dtype="<u4"), "b": np.array([1.5], dtype="<f4")})
    told, arrays = read(path)
    assert told == {"about": about}
    assert arrays["a"].tolist() == numbers
    assert arrays["b"].tolist() == [1.5]


def test_they_are_for_reading_only(tmp_path: Path) -> None:
    write(tmp_path / "file", {}, {"a": np.array([1], dtype="<u4")})
    with pytest.raises(ValueError, match="read-only"):
        read(tmp_path / "file")[1]["a"][0] = 2


@given(some.binary(max_size=300))
def test_other_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("other") / "file"
    path.write_bytes(content)
    with pytest.raises(Unusable, match=r"file: "):
        read(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="can't be read"):
        read(tmp_path)
