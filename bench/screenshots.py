"""The pictures of the desk in the README: taken from the real desk on the example reports.

    python bench/screenshots.py [FOLDER]

Reads the examples into a ledger that is thrown away, opens the desk on it, and takes the pages with the system's
Chromium, 1280 px wide: the same names and sizes each time. Usually into docs/pictures.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from weighbridge.ledger import entries, open_ledger
from weighbridge.ledger.browsing import Filters, Leaf, listed

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT, LOW = 1280, 860, 560
"""Pixels; ``LOW``: the height of pages that are all text, which take more bytes."""
LARGEST = 200_000
"""Bytes of a picture."""


def _ledger(place: Path) -> Path:
    """A ledger of the examples."""
    path = place / "examples.sqlite"
    command = [sys.executable, "-m", "weighbridge", "add", str(ROOT / "examples"), "--ledger", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def _pages(path: Path) -> dict[str, str]:
    """What is shown: the most told-of transfer, and the document that says most of it."""
    ledger = open_ledger(path, create=False)
    try:
        rows = listed(ledger, Filters(), Leaf(limit=500)).rows
        transfer = max(rows, key=lambda row: (row["statements"], row["id"]))
        found: dict[str, int] = {}
        for one in entries(ledger, (transfer["supplier"], transfer["recipient"])):
            found[one.document] = found.get(one.document, 0) + 1
    finally:
        ledger.close()
    document = max(found, key=lambda key: (found[key], key))
    return {
        "changes": "/?since=2024-01-01",
        "transfer": f"/transfers/{quote(transfer['id'])}",
        "document": f"/documents/{document}",
        "review": "/review",
    }


@contextmanager
def _desk(path: Path) -> Iterator[str]:
    """The address of a desk of our own."""
    command = [sys.executable, "-m", "weighbridge", "desk", "--ledger", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr is not None
            found = next((match for line in served.stderr if (match := re.search(r"http://\S+", line))), None)
            if found is None:
                raise SystemExit("the desk did not start")
            yield found[0].rstrip("/")
        finally:
            served.terminate()


def _take(browser: Browser, address: str, target: Path, height: int = HEIGHT, dark: bool = False) -> None:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target, animations="disabled")
    page.close()
    size = target.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{target}: {size:,} bytes, more than {LARGEST:,}; show less of the page")
    print(f"{target.name:20} {size:9,} bytes")


def main() -> None:
    """Take them all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("there is no Chromium; install it: apt-get install chromium")
    target = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="weighbridge-pictures-") as place, sync_playwright() as playwright:
        path = _ledger(Path(place))
        pages = _pages(path)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with _desk(path) as address:
            for name, page in pages.items():
                _take(
                    browser,
                    address + page,
                    target / f"desk-{name}.png",
                    LOW if name in ("document", "review") else HEIGHT,
                )
            _take(browser, address + pages["transfer"], target / "desk-transfer-dark.png", dark=True)
        browser.close()


if __name__ == "__main__":
    main()
