"""A past decision given again: to the byte, whatever has changed since; or exactly what is no longer there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.screening.conftest import LIST, Place
from tests.weighing.reports import US, report

import weighbridge
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger

WHO = ["--party", "Karim Bozorgmehr", "--country", "IR", "--role", "end-user"]


def decided(place: Place) -> tuple[str, str]:
    """The reference of a decision, and its line of JSON."""
    line = place.call("screen", *WHO, "--goods", "chairs", "--route", "GB > IR", "--json", code=20)[0]
    return line.split('"')[3], line


def say(place: Place, *sentences: str) -> None:
    """Put statements into the place's ledger."""
    ledger = open_ledger(place.folder / "ledger.sqlite")
    for at, sentence in enumerate(sentences):
        document, statement = report(sentence, US, on=f"2024-03-0{at + 1}", item="uav", goods="drones")
        keep(ledger, document, [statement], [], "test", "1")
    ledger.close()


def test_the_same_bytes_after_lists_and_ledger_have_changed(listed: Place) -> None:
    say(listed, "Iran sent Russia drones.")
    reference, line = decided(listed)
    listed.add_list(LIST.replace("Karim Bozorgmehr", "Somebody Else"))
    say(listed, "Iran sent Russia more drones, an official said.", "Iran sent drones again.")
    again, err = listed.call("screen", "--replay", reference, "--json", code=20)
    assert again == line
    assert "decided again from the lists, transfers and allowances of then: the same to the byte" in err
    assert listed.call("screen", "--replay", reference[:10], "--json", code=20)[0] == line


def test_the_same_bytes_after_the_lexicon_has_changed_which_is_told(listed: Place) -> None:
    reference, line = decided(listed)
    source = Path(weighbridge.__file__).parent
    home = listed.folder / "copy"
    shutil.copytree(source, home / "weighbridge", ignore=shutil.ignore_patterns("__pycache__", "learnt", "static"))
    table = home / "weighbridge" / "lexicon" / "screening.toml"
    table.write_text(table.read_text("utf-8").replace("stop = 0.90", "stop = 0.99"), "utf-8")
    run = listed.process("screen", "--replay", reference, "--json", PYTHONPATH=str(home))
    out, err = run.communicate(timeout=120)
    assert out == line
    assert "the lexicon is no longer" in err
    assert "what it said then is kept" in err
    assert "the same to the byte" in err
    assert run.returncode == 20


def test_what_is_no_longer_there_is_named(listed: Place) -> None:
    reference, line = decided(listed)
    (entries,) = (listed.folder / "lists" / "entries").glob("??/*.zst")
    entries.unlink()
    out, err = listed.call("screen", "--replay", reference, "--json", code=20)
    assert out == line
    assert entries.name[:12] in err
    assert "it is gone" in err
    assert "it was not decided again" in err
    (listed.folder / "lists" / "versions.jsonl").unlink()
    assert "is no longer among the versions" in listed.call("screen", "--replay", reference, code=20)[1]


def test_a_record_that_is_gone_or_damaged_is_told_with_when_it_was_decided(listed: Place) -> None:
    reference, _ = decided(listed)
    (record,) = (listed.folder / "decisions" / "records").glob(f"??/{reference}*")
    whole = record.read_bytes()
    record.write_bytes(whole[:-20])
    _, err = listed.call("screen", "--replay", reference, code=1)
    assert "put back a copy" in err
    record.unlink()
    _, err = listed.call("screen", "--replay", reference, code=1)
    assert "order asked was decided at" in err
    assert "(stop)" in err
    assert decided(listed)[0] == reference
    assert record.read_bytes() == whole


@pytest.mark.parametrize("form", [[], ["--full"]])
def test_it_is_printed_for_people_too(listed: Place, form: list[str]) -> None:
    reference, _ = decided(listed)
    out, _ = listed.call("screen", "--replay", reference, *form, code=20)
    assert out.startswith(f"STOP  asked  reference {reference}")
    assert "no legal advice" in out


def test_a_decision_again_on_what_holds_now_tells_what_is_another(listed: Place) -> None:
    reference, line = decided(listed)
    (same,) = listed.rows("screen", "--replay", reference, "--again", code=20)
    assert (same["come"], same["gone"], same["why"]) == ([], [], [])
    listed.add_list(LIST.replace("Karim Bozorgmehr", "Somebody Else"))
    (row,) = listed.rows("screen", "--replay", reference, "--again", code=10)
    assert (row["before"]["answer"], row["after"]["answer"]) == ("stop", "review")
    assert any("Karim Bozorgmehr" in one["reason"] for one in row["gone"])
    assert any("was changed on own" in one for one in row["why"])
    assert "the lists in force changed" in row["why"]
    assert listed.call("screen", "--replay", reference, "--json", code=20)[0] == line


def test_an_answer_without_forenames_says_so(listed: Place) -> None:
    row = listed.one("--party", "Harbour Tools Ltd", "--country", "GB", "--quick")
    assert any(one["rule"] == "forenames" and one["level"] == "note" for one in row["findings"])
    assert not any(
        one["rule"] == "forenames" for one in listed.one("--party", "Harbour Tools Ltd", "--country", "GB")["findings"]
    )
