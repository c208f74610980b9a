"""A desk that tests leave as it was, and where others come from."""

from __future__ import annotations

import pytest
from tests.desk.guarded import Desk

OUTSIDE = "198.51.100.7"
PROGRAM = {"accept": "application/json"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the usual settings; tests leave it as it was."""
    return Desk(tmp_path_factory.mktemp("desk") / "ledger.sqlite")
