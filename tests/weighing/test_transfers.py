"""Which statements are about one transfer."""

from __future__ import annotations

from weighbridge.weighing.changes import changes
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import record_of

from .reports import GB, IR, US, during, report, transfers


def groups(*told: object, as_of: str | None = None) -> list[set[str]]:
    """The evidence of each transfer."""
    found = transfers(*told, as_of=as_of)  # type: ignore[arg-type]
    return [{one.statement.evidence for one in transfer.members} for transfer in found]


def test_another_pair_is_another_transfer() -> None:
    assert len(groups(report("A", US), report("B", US, recipient="SY"))) == 2


def test_another_class_is_another_transfer() -> None:
    assert len(groups(report("A", US), report("B", US, item="uav"))) == 2


def test_supplier_and_recipient_are_not_turned_round() -> None:
    assert len(groups(report("A", US), report("B", US, supplier="RU", recipient="IR"))) == 2


def test_the_weapons_are_the_missiles_that_the_days_speak_of() -> None:
    assert groups(report("A", US), report("B", IR, item="arms", stance="denies")) == [{"A", "B"}]


def test_the_missiles_are_the_ballistic_missiles() -> None:
    assert groups(report("A", US), report("B", GB, item="missile")) == [{"A", "B"}]


def test_a_delivery_years_apart_is_another_transfer() -> None:
    early = report("A", US, on="2016-03-01", time=during("2016-02"))
    late = report("B", US, time=during("2024-02"))
    assert groups(early, late) == [{"A"}, {"B"}]


def test_a_campaign_goes_on_through_its_months() -> None:
    told = [
        report(f"{month}", US, on=f"2024-{month:02d}-20", time=during(f"2024-{month:02d}")) for month in range(1, 8)
    ]
    assert len(groups(*told)) == 1


def test_a_second_batch_that_is_told_apart_is_another_transfer() -> None:
    first = report("Iran sent missiles in the spring.", US)
    second = report("A second batch of missiles was delivered, London said.", GB, on="2024-05-01")
    assert len(groups(first, second)) == 2


def test_goods_that_were_seized_are_a_transfer_of_their_own() -> None:
    told = [
        report("Iran supplies the movement with missile parts.", US, item="component", recipient="houthis"),
        report(
            "Missile parts were seized from a dhow on 11 January 2024.",
            US,
            item="component",
            recipient="houthis",
            stage="halted",
            on="2024-01-16",
        ),
        report(
            "Missile parts were seized from a boat on 28 January 2024.",
            US,
            item="component",
            recipient="houthis",
            stage="halted",
            on="2024-02-15",
        ),
    ]
    assert len(groups(*told)) == 3


def test_a_statement_without_recipient_belongs_to_the_pair_that_the_days_name() -> None:
    named = report("Missile parts for the movement were seized.", US, item="component", recipient="houthis")
    unnamed = report("The parts had come from Iran.", US, item="component", recipient=None, on="2024-03-02")
    assert len(groups(named, unnamed)) == 1


def test_a_general_warning_is_nobodys_transfer() -> None:
    named = report("Iran sent weapons to Russia.", US, item="arms")
    general = report("Any arms from Iran break the embargo.", GB, item="arms", recipient=None, stance="warns")
    assert len(groups(named, general)) == 2


def test_undated_documents_are_kept() -> None:
    assert groups(report("A", US), report("B", GB, on=None)) == [{"A", "B"}]


def test_as_of_a_day_only_what_was_published_counts() -> None:
    told = [report("A", US), report("B", GB, on="2024-04-01"), report("C", GB, on=None), report("D", GB, on="2024-03")]
    assert groups(*told, as_of="2024-03-01") == [{"A"}]
    assert groups(*told, as_of="2024-03") == [{"A", "D"}]


def test_ids_are_readable_and_differ() -> None:
    found = transfers(
        report("A", US, on="2016-03-01", time=during("2016-02")),
        report("B", US, time=during("2024-02")),
        report("C", US, item="uav"),
        report("D", US, item="uav", on="2024-03-02", stage="halted"),
    )
    names = {one.id for one in found}
    assert {"IR-RU-missile.ballistic-2016", "IR-RU-missile.ballistic-2024", "IR-RU-uav-2024"} <= names
    assert len(names) == len(found)


def test_no_two_pairs_have_a_name_in_common() -> None:
    pairs: list[tuple[str | None, str | None]] = [("a-b", "c"), ("a", "b-c"), ("a_b", "c"), (None, "c"), ("xx", "c")]
    found = transfers(*(report("They went.", US, supplier=one, recipient=other) for one, other in pairs))
    assert len({one.id for one in found}) == len(pairs)


def test_what_is_shipped_in_another_year_belongs_to_no_seizure() -> None:
    seized = report("The navy seized the dhow on 3 March 2022.", US, on="2022-03-04", stage="halted")
    came = report("They have come in April 2025.", US, on="2025-05-02", time=during("2025-04"))
    for when in (None, during("2025-04")):
        shipped = report("Iran ships them, Britain said.", GB, on="2025-05-01", stage="shipped", time=when)
        assert groups(seized, shipped, came) == [
            {seized[1].evidence},
            {shipped[1].evidence, came[1].evidence},
        ]


def test_a_transfer_without_statements_is_gone() -> None:
    [was] = [record_of(one, figures()) for one in transfers(report("They went.", US))]
    [found] = changes([was], [], {})
    assert (found.transfer, found.kind) == (was["id"], "gone")


def test_a_new_transfer_that_was_halted_is_told_as_halted() -> None:
    stop = {"stage": "halted", "outlet": "Paper", "item": "munition.bomb"}
    firm = [report(f"Said by {one}.", by, **stop) for one, by in enumerate((US, GB, IR))]
    [halted] = [record_of(one, figures()) for one in transfers(*firm)]
    [found] = changes([], [halted], {})
    assert (halted["stage"], halted["halted"], found.after) == (None, True, "halted")
    [both] = [
        record_of(one, figures()) for one in transfers(*firm, report("Asked.", US, **{**stop, "stage": "sought"}))
    ]
    [found] = changes([], [both], {})
    assert (both["stage"], found.after) == ("sought", "sought, halted")
    [weak] = [record_of(one, figures()) for one in transfers(report("It is said.", **stop, certainty="possible"))]
    [found] = changes([], [weak], {})
    assert (weak["halted"], found.after) == (False, "halted is only claimed")
    [warned] = [record_of(one, figures()) for one in transfers(report("Don't.", US, stance="warns"))]
    [found] = changes([], [warned], {})
    assert found.after == "only warned of, or not confirmed"
