"""Reviews in a browser: from the queue to another likelihood; without scripts too; small, large, light, dark; axe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.desk.browsers import audited, chromium, listening, opened, press
from tests.desk.guarded import PASSWORD, Desk
from tests.reviewing.kept import DRONES, SENT, id_of

from weighbridge.ledger import reviews, transfers

__all__ = ["chromium"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Desk]]:
    """The address of a desk that runs as the command runs it, and its ledger."""
    path = tmp_path / "ledger.sqlite"
    desk = Desk(path)
    command = [sys.executable, "-m", "weighbridge", "desk", "--port", "0", "--ledger", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            assert process.stderr is not None
            found = None
            while found is None:
                line = process.stderr.readline()
                assert line, "the desk has ended"
                found = re.search(r"http://[\d.]+:\d+", line)
            yield found[0], desk
        finally:
            process.terminate()


@pytest.mark.parametrize(
    ("width", "scheme", "scripts"), [(1280, "light", True), (360, "dark", True), (1280, "dark", False)]
)
def test_from_the_queue_to_another_likelihood(
    served: tuple[str, Desk], chromium: Any, width: int, scheme: str, scripts: bool
) -> None:
    address, desk = served
    before = {one.id: one.likelihood for one in transfers(desk.ledger)}
    page = opened(chromium, width, scripts, color_scheme=scheme)
    said = listening(page, address)

    def look() -> None:
        if scripts:
            page.wait_for_load_state()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
            assert audited(page) == []

    page.goto(f"{address}/review")
    look()
    press(page.locator("li", has_text=DRONES).get_by_role("link").first)
    press(page.locator("main").get_by_role("link", name="Sign in"))
    look()
    page.get_by_label("Name", exact=True).fill("Ada Vane")
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))
    assert page.url == f"{address}/review/{id_of(desk.ledger, DRONES)}"
    look()
    page.get_by_label("wrong in some slots").check()
    page.get_by_label("Stage").select_option("agreed")
    press(page.get_by_role("button", name="Show what it would change"))
    foreseen = page.get_by_role("row").last.inner_text()
    assert "IR-RU-uav-2024" in foreseen
    assert not reviews(desk.ledger)
    look()
    page.get_by_label("Reason").fill("they are only promised")
    press(page.get_by_role("button", name="Keep the review"))
    assert page.get_by_role("row").last.inner_text() == foreseen
    look()
    after = {one.id: one.likelihood for one in transfers(desk.ledger)}
    assert after["IR-RU-uav-2024"] != before["IR-RU-uav-2024"]
    page.goto(f"{address}/reviews")
    assert "they are only promised" in page.locator("main").inner_text()
    look()
    press(page.get_by_role("button", name="Sign out"))
    page.goto(f"{address}/review/{id_of(desk.ledger, SENT)}")
    assert page.get_by_role("button", name="Keep the review").count() == 0
    assert said == [], "nothing on the console: no policy is broken"
    page.context.close()
