"""Two made-up lists that are kept beside a ledger, for desks that screen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx

from weighbridge.lists.recognising import recognised
from weighbridge.lists.store import Store, Version

CUSTOMERS = """id;name;aliases;type;country;birth date;founded;address;programme;registration;passport;remarks;listed
1;Tidewater Gyroscope Works;Прилив Гироскоп|Priliv Giroskop;company;ru;;1994;4 Quay Road;MOORING;77001122;;;2023-04-01
2;Ostrava Brenn;;person;ir;1962-07-14;;;MOORING;;P7712345;engineer;2022-11-05
3;Blue Lantern Forwarding;;company;tr;;2022-05;9 Customs Street, Izmar;LANTERN;;;<script>x</script> \u202e;2024-01-20
"""
WATCHED = """id;name;type;country;imo;programme
9;Sea Petrel Nine;vessel;kp;9074729;HARBOUR
10;Tidewater Gyroscope Works Trading;company;cn;;HARBOUR
"""
DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)


def keep(ledger: Path, name: str, text: str, day: datetime = DAY, agree: bool = False) -> Version:
    """Put a list in force beside a ledger."""
    path = ledger.parent / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    store = Store(ledger.with_suffix(".lists"))
    return store.keep(recognised(path, name), agree, now=lambda: day)[0]


def both(ledger: Path) -> tuple[Version, Version]:
    """Put both lists in force."""
    return keep(ledger, "harbour", CUSTOMERS), keep(ledger, "ships", WATCHED)


def until_ready(address: str) -> None:
    """Ask a running desk until its lists are ready: the answer itself waits for them."""
    for _ in range(30):
        if httpx.get(f"{address}/search/default", timeout=60).status_code == 200:
            return
    raise AssertionError("the lists are not ready")
