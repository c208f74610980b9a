"""Past orders screened again when lists change: what comes out otherwise, and why."""

from __future__ import annotations

from tests.screening.conftest import LIST, Place

ORDERS = """reference,buyer,buyer country,end user,goods,destination
A,Tern Supply,GB,Tern Supply,chairs,GB
B,Karim Bozorgmehr,GB,Karim Bozorgmehr,chairs,GB
C,Gull Works,GB,Gull Works,chairs,GB
"""


def test_what_changed_and_why_is_told(listed: Place) -> None:
    listed.call("screen", listed.write("o.csv", ORDERS), code=20)
    assert listed.rows("screen", "--again") == []
    changed = LIST.replace("w2,Karim Bozorgmehr,,IR", "w2,Karim Bozorgmehr,,GB") + "w4,Tern Supply,,GB,company,,,,new\n"
    listed.add_list(changed.replace("w3,Blue Heron Instruments", "w3,Grey Heron Instruments"))
    rows = {one["order"]: one for one in listed.rows("screen", "--again", code=20)}
    assert set(rows) == {"A", "B"}
    assert (rows["A"]["before"]["answer"], rows["A"]["after"]["answer"]) == ("clear", "stop")
    assert rows["A"]["come"][0]["rule"] == "own/own-w4"
    assert "Tern Supply [own-w4] was added on own" in rows["A"]["why"][0]
    assert "countries: ir became gb" in rows["B"]["why"][0]
    _, err = listed.call("screen", "--again")
    assert "0 past orders screened again" in err
    out, _ = listed.call("screen", "--replay", rows["A"]["after"]["reference"], code=20)
    assert "Tern Supply" in out


def test_who_is_taken_off_a_list_is_told_too(listed: Place) -> None:
    listed.call("screen", listed.write("o.csv", ORDERS), code=20)
    listed.add_list(LIST.replace("w2,Karim Bozorgmehr,,IR,person", "w5,Zaid Omarov,,IR,person"))
    out, err = listed.call("screen", "--again")
    assert out.startswith("STOP → CLEAR  B")
    assert "because: Karim Bozorgmehr [own-w2] was removed on own" in out
    assert "3 past orders screened again, 1 of them" in err


def test_what_a_stopped_run_had_screened_is_told_by_the_next(listed: Place) -> None:
    listed.call("screen", listed.write("o.csv", ORDERS), code=20)
    listed.add_list(LIST + "w4,Tern Supply,,GB,company,,,,new\n")
    whole = listed.rows("screen", "--again", code=20)
    for mark in (listed.folder / "decisions" / "states").glob("*.told"):
        mark.unlink()  # as if the run had been stopped before its end
    assert listed.rows("screen", "--again", code=20) == whole
    assert listed.rows("screen", "--again") == []


def test_a_version_that_is_gone_is_named(listed: Place) -> None:
    listed.call("screen", listed.write("o.csv", ORDERS), code=20)
    for path in (listed.folder / "lists" / "entries").glob("??/*.zst"):
        path.unlink()
    listed.add_list(LIST + "w4,Tern Supply,,GB,company,,,,new\n")
    (row,) = listed.rows("screen", "--again", code=20)
    assert any("a version of own is gone" in why for why in row["why"])
