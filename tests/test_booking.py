"""The ledger's transfers, weighed a document at a time: the same as a full rebuild, to the byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, during, report

from weighbridge.booking import book
from weighbridge.identity import canonical
from weighbridge.keeping import keep
from weighbridge.ledger import (
    Ledger,
    drop_derived,
    entries,
    mark_all_stale,
    memberships,
    open_ledger,
    provenances,
    resemblances,
    stale_pairs,
    store_pair,
    transfers,
)
from weighbridge.model import NARRATOR
from weighbridge.weighing.figures import figures
from weighbridge.weighing.records import memberships_of, record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.weighing import weigh

PARTIES = ("IR", "RU", "houthis", None)
CLASSES = ("missile.ballistic", "missile", "component", "arms", "uav", None)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A report of nearly anything that weighing tells apart."""
    supplier, recipient = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(PARTIES))
    month = draw(st.integers(1, 6))
    sentence = draw(
        st.sampled_from(
            (
                "Arms went over the sea by night",
                "A second batch of parts was seized on 3 March 2024",
                "They deny it",
                "On 2 February 2024 he said so",
                "Two hundred of them, and more to come",
            )
        )
    )
    return report(
        f"{sentence}, no. {draw(st.integers(1, 30))}.",
        draw(st.sampled_from((US, GB, IR, TWO_PEOPLE, NARRATOR))),
        on=draw(st.sampled_from((f"2024-{month:02d}-11", f"2024-{month:02d}", "2022-05-05", None))),
        outlet=draw(st.sampled_from(("Harbour Wire", "Island Times", "Coast Courier"))),
        stage=draw(st.sampled_from(("sought", "agreed", "shipped", "delivered", "used", "halted"))),
        stance=draw(st.sampled_from(("asserts", "asserts", "confirms", "denies", "declines", "warns"))),
        supplier=supplier,
        recipient=recipient,
        item=draw(st.sampled_from(CLASSES)) if supplier and recipient else draw(st.sampled_from(CLASSES[:5])),
        time=draw(st.sampled_from((None, during("2024-02"), during("2022", "2024"), during("2019-11")))),
    )


def add(ledger: Ledger, some: list[Told]) -> None:
    for document, statement in some:
        keep(ledger, document, [statement], [], "test", "1")


def booked(ledger: Ledger) -> tuple[list[tuple[str, str]], list[tuple[str, str | None, str | None]]]:
    """All that is derived, as text: transfers, and where each statement belongs."""
    members = [(one.statement, one.transfer, one.origin) for one in memberships(ledger)]
    return [(one.id, canonical(one.fields)) for one in transfers(ledger)], sorted(members)


@settings(max_examples=15, deadline=None)
@given(st.lists(told(), min_size=1, max_size=14, unique_by=lambda one: one[0].text), st.randoms(use_true_random=False))
def test_incremental_weighing_equals_a_full_rebuild(some: list[Told], chance: object) -> None:
    with tempfile.TemporaryDirectory() as place:
        shuffled = list(some)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        steps, once = (open_ledger(Path(place) / name) for name in ("steps.sqlite", "once.sqlite"))
        try:
            for one in shuffled:
                add(steps, [one])
                book(steps, figures())
            add(once, some)
            book(once, figures())
            assert booked(steps) == booked(once)
            before = booked(once)
            drop_derived(once)
            mark_all_stale(once)
            book(once, figures())
            assert booked(once) == before
            weighed = weigh(entries(once), {one.id: one for one in provenances(once)}, alike=alike(resemblances(once)))
            whole = sorted((one.id, canonical(record_of(one, figures()))) for one in weighed)
            assert whole == sorted(before[0])
            assert sorted(row for one in weighed for row in memberships_of(one)) == before[1]
        finally:
            steps.close()
            once.close()


def test_a_document_touches_only_the_pairs_of_its_parties(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    others = [report(f"Said {n}", US, supplier=f"a{n}", recipient=f"b{n}") for n in range(20)]
    add(ledger, others)
    assert book(ledger, figures()) == 20
    add(ledger, [report("New", US)])
    assert book(ledger, figures()) == 1
    assert book(ledger, figures()) == 0
    assert stale_pairs(ledger) == []


def test_an_open_statement_moves_to_the_pair_that_comes_to_be_named(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    unnamed = report("The parts had come from Iran.", US, item="component", recipient=None)
    add(ledger, [unnamed])
    book(ledger, figures())
    [alone] = transfers(ledger)
    assert alone.id.startswith("IR-xx-component")
    add(ledger, [report("Parts for the movement were taken off a boat.", GB, item="component", recipient="houthis")])
    book(ledger, figures())
    [together] = transfers(ledger)
    assert together.id.startswith("IR-houthis-component")
    assert len(memberships(ledger, transfer=together.id)) == 2


def test_what_another_version_weighed_is_weighed_anew(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    add(ledger, [report("Said", US), report("Drones too", US, item="uav")])
    book(ledger, figures())
    before = booked(ledger)
    mark_all_stale(ledger, "of another version")
    store_pair(ledger, ("IR", "RU"), [], [])
    assert booked(ledger) == ([], [])
    assert book(ledger, figures()) == 1
    assert booked(ledger) == before


def test_what_comes_in_while_a_pair_is_weighed_for_what_it_is_lent_is_weighed_next(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    add(ledger, [report("They went to Russia.", US), report("They were used.", US, supplier=None, recipient="RU")])
    book(ledger, figures())
    add(ledger, [report("They were used again.", GB, supplier=None, recipient="RU")])
    late = [report("They went there, Britain said.", GB)]
    steps: list[None] = []

    def step() -> None:
        """Both pairs are weighed, and nothing of it is written yet."""
        steps.append(None)
        if len(steps) == 2:
            add(ledger, late)

    assert book(ledger, figures(), step) == 2
    book(ledger, figures())
    assert len(memberships(ledger)) == 4
    ledger.close()


def test_a_near_copy_touches_only_the_pairs_of_which_both_tell(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    same = "Two unnamed people said that the arms had gone over the sea by night, as they had in spring"
    add(ledger, [report(f"{same}, no. {n}.", TWO_PEOPLE, supplier=f"a{n}", recipient=f"b{n}") for n in range(5)])
    assert book(ledger, figures()) == 5
    add(ledger, [report(f"{same}, no. 9.", TWO_PEOPLE, supplier="a1", recipient="b1", outlet="Island Times")])
    assert len(resemblances(ledger)) == 15
    assert book(ledger, figures()) == 1
    [transfer] = transfers(ledger, supplier="a1")
    assert "near-copy" in str(transfer.fields["origins"])
    ledger.close()
