"""One party in two roles: told once, with both roles named; records of before stay as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.screening.conftest import Place, told

from weighbridge.matching.party import Party
from weighbridge.screening.answer import answered
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.finding import LEVELS, Evidence, Finding
from weighbridge.screening.order import Order, OrderParty
from weighbridge.screening.plain import finding_from, finding_row
from weighbridge.screening.roles import merged, same_party, twins

NAME = "Northern Dawn Trading"
TERN = Party("", "Company", ("Tern Ltd",), countries=("gb",))
LOUD = Party("", "Company", ("TERN  LTD",), countries=("gb",))
GULL = Party("", "Company", ("Gull Ltd",), countries=("gb",))
ORDER = Order("A", (OrderParty("buyer", TERN), OrderParty("payer", GULL), OrderParty("end-user", LOUD)))


def both(place: Place, *more: str, code: int = 20) -> dict[str, object]:
    words = ["--party", NAME, "--role", "buyer", "--country", "RU", "--party", NAME, "--role", "end-user"]
    return place.one(*words, "--country", "RU", *more, code=code)


def test_buyer_and_end_user_are_told_once_with_both_roles(listed: Place) -> None:
    row = both(listed)
    (found,) = told(row, "party")
    assert found["reason"].startswith(f"buyer and end-user “{NAME}” may be “Severnaya Zarya")
    assert (found["subject"], found["also"]) == ("parties/1", ["parties/2"])
    lines = {one["subject"]: one for one in row["lines"]}  # type: ignore[attr-defined]
    assert lines["parties/1"]["answer"] == lines["parties/2"]["answer"] == "stop"
    assert any("the same party as party 1" in one for one in lines["parties/2"]["reasons"])


def test_told_otherwise_they_are_two(listed: Place) -> None:
    words = ["--party", NAME, "--country", "RU", "--party", NAME, "--country", "AE"]
    row = listed.one(*words, "--role", "buyer", "--role", "end-user", code=20)
    assert [one["subject"] for one in told(row, "party")] == ["parties/1", "parties/2"]


def test_an_address_that_only_one_of_them_has_makes_no_two(listed: Place) -> None:
    more = ["--address", "Quay 4, Port Velsk"]
    (found,) = told(both(listed, *more), "party")
    assert found["also"] == ["parties/2"]
    until = (datetime.now(UTC).date() + timedelta(days=5)).isoformat()
    why = ["--reason", "another firm", "--name", "R. Ostrander", "--until", until]
    listed.call("allowed", "add", str(both(listed, *more)["reference"]), "own/own-w1", *why)
    allowed, still = sorted(told(both(listed, *more), "party"), key=lambda one: one["level"])
    assert (allowed["level"], allowed["subject"]) == ("note", "parties/1")
    assert (still["level"], still["subject"]) == ("stop", "parties/2")


def test_flags_on_who_gets_the_goods_are_told_once(listed: Place) -> None:
    words = ["--party", "Quay Freight", "--role", "consignee", "--party", "Quay Freight", "--role", "end-user"]
    row = listed.one(*words, code=10)
    (found,) = [one for one in told(row, "flag") if one["rule"] == "forwarder-end-user"]
    assert "(consignee and end-user)" in found["reason"]


def test_an_allowance_holds_for_both_roles(listed: Place) -> None:
    until = (datetime.now(UTC).date() + timedelta(days=5)).isoformat()
    why = ["--reason", "another firm", "--name", "R. Ostrander", "--until", until]
    listed.call("allowed", "add", str(both(listed)["reference"]), "own/own-w1", *why)
    (found,) = told(both(listed, code=10), "party")
    assert found["level"] == "note"


def test_a_record_of_before_is_replayed_as_it_was_and_is_no_change_when_screened_again(
    listed: Place, older: Callable[[str], str]
) -> None:
    """Then each role had a finding of its own."""
    reference = older(str(both(listed)["reference"]))
    kept = Decisions(listed.folder / "decisions").read(reference)
    out, err = listed.call("screen", "--replay", reference, "--json", code=20)
    for said in ("the rules had no number yet", "the code that decides was 0123456789ab", "it comes out otherwise"):
        assert said in err
    assert [one["subject"] for one in told(json.loads(out), "party")] == ["parties/1", "parties/2"]
    assert json.loads(out) == {"reference": reference, **json.loads(kept)}
    (change,) = listed.rows("screen", "--replay", reference, "--again", code=20)
    assert (change["come"], change["gone"]) == ([], [])


def finding(role: str, subject: str, level: str, rule: str) -> Finding:
    reason = f"{role} “Tern Ltd” may be “Buyer and payer”"
    return Finding("party", subject, level, reason, rule, None, (Evidence("order", role, "Tern"),))


found_of = st.builds(
    finding,
    st.just("buyer"),
    st.just("parties/1"),
    st.sampled_from(LEVELS),
    st.sampled_from(("own/1", "own/2")),
)


@given(st.lists(found_of, max_size=5))
def test_what_is_found_of_both_roles_counts_once_and_loses_nothing(found: list[Finding]) -> None:
    other = [finding("end-user", "parties/3", one.level, one.rule) for one in found]
    made = merged(ORDER, [*found, *other])
    assert len(made) == len(set(found))
    assert all(one.also == ("parties/3",) and one.reason.startswith("buyer and end-user “") for one in made)
    assert {(one.level, one.rule) for one in made} == {(one.level, one.rule) for one in found}
    assert [finding_from(finding_row(one)) for one in made] == made
    answer = answered(ORDER, made, [], figures())
    before = answered(ORDER, [*found, *other], [], figures())
    assert answer.answer == before.answer
    assert [one.answer for one in answer.lines] == [one.answer for one in before.lines]


def test_case_and_spaces_make_no_other_party() -> None:
    assert same_party(TERN, LOUD)
    assert not same_party(TERN, GULL)
    assert twins(ORDER) == {"parties/1": "parties/1", "parties/2": "parties/2", "parties/3": "parties/1"}
