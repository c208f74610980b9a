"""What two versions of a page have in common, and what not."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.reports import GB, IR, US, Told, counted, kept, report

from weighbridge.model import Entry
from weighbridge.weighing.alterations import MOST_ALTERED, alteration_of, altered_sentences
from weighbridge.weighing.changes import Versions, changes, statements_in
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import record_of
from weighbridge.weighing.weighing import weigh


def said(*told: Told) -> list[Entry]:
    return kept(told)[0]


def test_a_number_that_changed_is_a_revision() -> None:
    before = said(
        report("Iran sent Russia 60 missiles by ship.", US, quantity=counted(60, "60")),
        report("They deny.", IR, stance="denies"),
    )
    after = said(
        report("Iran sent Russia 16 missiles by ship.", US, quantity=counted(16, "16"), on="2024-03-02"),
        report("They deny.", IR, stance="denies", on="2024-03-02"),
    )
    found = alteration_of(before, after)
    [revised] = found.revised
    assert (revised.before.id, revised.after.id, revised.slots) == (before[0].id, after[0].id, ("quantity",))
    assert found.same == ((before[1].id, after[1].id),)
    assert (found.withdrawn, found.added) == ((), ())


def test_a_sentence_that_was_only_reworded_says_the_same() -> None:
    before = said(report("Iran has sent missiles to Russia.", US))
    after = said(report("Iran has already sent missiles to Russia.", US))
    found = alteration_of(before, after)
    assert found.same == ((before[0].id, after[0].id),)
    assert found.revised == ()


def test_statements_of_one_sentence_keep_to_their_slots() -> None:
    sentence = "Iran and North Korea sent Russia missiles, the White House said."
    pair = [report(sentence, US, supplier=code) for code in ("IR", "KP")]
    longer = [report(sentence.replace("said", "says"), US, supplier=code) for code in ("KP", "IR")]
    found = alteration_of(said(*pair), said(*longer))
    assert len(found.same) == 2
    assert (found.revised, found.withdrawn, found.added) == ((), (), ())


def test_what_has_nothing_in_common_is_withdrawn_and_added() -> None:
    before, after = (
        said(report("Iran sent missiles.", US)),
        said(report("Poland handed tanks over.", GB, supplier="PL", item="vehicle.tank")),
    )
    found = alteration_of(before, after)
    assert [one.id for one in found.withdrawn] == [before[0].id]
    assert [one.id for one in found.added] == [after[0].id]


NUMBERS = st.lists(st.integers(0, 12), max_size=8)


@given(NUMBERS, NUMBERS)
@settings(max_examples=60, deadline=None)
def test_each_statement_is_in_one_place(old: list[int], new: list[int]) -> None:
    def made(numbers: list[int], on: str) -> list[Entry]:
        some = said(
            *(
                report(f"Of {n} missiles on ship {n % 3} it told.", US, quantity=counted(n, str(n)), on=on)
                for n in numbers
            )
        )
        return [replace(one, id=f"{on}-{place}") for place, one in enumerate(some)]

    before, after = made(old, "2024-03-01"), made(new, "2024-03-02")
    found = alteration_of(before, after)
    firsts = [one.id for one in found.withdrawn] + [one.before.id for one in found.revised] + [a for a, _ in found.same]
    seconds = [one.id for one in found.added] + [one.after.id for one in found.revised] + [b for _, b in found.same]
    assert sorted(firsts) == sorted(one.id for one in before)
    assert sorted(seconds) == sorted(one.id for one in after)
    assert len(found.same) >= len(
        {one.statement.evidence for one in before} & {one.statement.evidence for one in after}
    )


def test_sentences_are_paired_with_what_they_became() -> None:
    before = "First it was quiet. Iran sent Russia 60 missiles by ship. Nobody spoke. That was all."
    after = "Correction: the number was wrong. First it was quiet. Iran sent Russia 16 missiles by ship. That was all."
    found, complete = altered_sentences(before, after)
    assert complete
    assert [(one.before, one.after) for one in found] == [
        (None, "Correction: the number was wrong."),
        ("Iran sent Russia 60 missiles by ship.", "Iran sent Russia 16 missiles by ship."),
        ("Nobody spoke.", None),
    ]


def test_spaces_are_no_alteration() -> None:
    assert altered_sentences("It was so.  It went on.", "It was so. It went  on.") == ([], True)


def test_long_and_hostile_texts_take_little_time() -> None:
    started = time.monotonic()
    for old, new in (
        ("A b. " * 200_000, "A b. C d. " * 100_000),
        (" ".join(f"Ship {n} went." for n in range(50_000)), " ".join(f"Boat {n} came." for n in range(50_000))),
        ("a" * 3_000_000, "b" * 3_000_000),
    ):
        found, complete = altered_sentences(old, new)
        assert len(found) <= MOST_ALTERED
        assert not complete
    many = [
        [
            replace(one, id=f"{side}{n}")
            for n in range(3000)
            for one in said(report(f"Ship {n} took {side} missiles.", US))
        ]
        for side in ("old", "new")
    ]
    alteration_of(*many)
    assert time.monotonic() - started < 60


def test_a_page_that_says_the_same_again_moves_nothing() -> None:
    first, second = (report("They deny it.", IR, stance="denies", on=day) for day in ("2024-03-01", "2024-03-02"))
    before, now = ([record_of(one, figures()) for one in weigh(*kept([told]))] for told in (first, second))
    [old], [new] = statements_in(before[0]), statements_in(now[0])
    assert list(changes(before, now, {}, Versions({new: old}))) == []
    assert [one.kind for one in changes(before, now, {})] == ["gone", "new"]
    [denial] = changes(before, now, {new: "Iran"}, Versions({new: old}, frozenset([new]), frozenset([old])))
    assert denial.kind == "denial"
