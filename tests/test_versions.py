"""A changed page in the ledger: one version counts at a time, whatever the order in which they came."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.altered_pages import REST, SIXTY, URL, evidence, ledger, page, put
from tests.test_booking import booked
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, report

from weighbridge.booking import book
from weighbridge.identity import document_id
from weighbridge.keeping import keep
from weighbridge.keeping_versions import is_version
from weighbridge.ledger import (
    Ledger,
    add_review,
    content_hash,
    document,
    drop_derived,
    entries,
    link_versions,
    mark_all_stale,
    measures,
    memberships,
    open_ledger,
    search,
    successions,
    transfers,
    undated,
    versions,
)
from weighbridge.model import Details, Document, Measure
from weighbridge.views import Look, change_records, statement_records
from weighbridge.weighing.figures import figures

__all__ = ["ledger"]

SIXTEEN = page(
    "Iran sent Russia 16 missiles.",
    quantity=counted(16, "16"),
    url=URL + "/?utm_source=feed#top",
    details=Details(updated="2024-03-04T09:00:00+02:00", seen="2024-03-05T12:00:00Z"),
)


def test_from_its_day_on_only_the_later_version_counts(ledger: Ledger) -> None:
    first, second = put(ledger, SIXTY, SIXTEEN)
    assert (first.outcome, first.supersedes) == ("new", None)
    assert (second.outcome, second.supersedes) == ("version", first.document)
    assert versions(ledger, first.document) == [(first.document, "2024-03-01"), (second.document, "2024-03-04")]
    assert versions(ledger, second.document) == versions(ledger, first.document)
    assert evidence(ledger) == ["Iran sent Russia 16 missiles."]
    assert evidence(ledger, "2024-03-04") == ["Iran sent Russia 16 missiles."]
    assert evidence(ledger, "2024-03-03") == ["Iran sent Russia 60 missiles."]
    assert evidence(ledger, "2024-02-29") == []
    assert [one.document for one in search(ledger, "missiles")] == [second.document]
    assert [one.document for one in search(ledger, "talks", kind="document")] == [second.document]
    assert [one.document for one in search(ledger, "talks", kind="document", as_of="2024-03-02")] == [first.document]
    assert len(list(entries(ledger, every_version=True))) == 2
    book(ledger, figures())
    [transfer] = transfers(ledger)
    assert transfer.fields["statements_count"] == 1
    assert [row["id"] for row in statement_records(Look(ledger))] == [one.statement for one in memberships(ledger)]


def test_an_earlier_version_that_comes_later_changes_nothing(ledger: Ledger) -> None:
    second, first = put(ledger, SIXTEEN, SIXTY)
    assert (first.outcome, first.supersedes, first.superseded_by) == ("version", None, second.document)
    assert evidence(ledger) == ["Iran sent Russia 16 missiles."]
    assert evidence(ledger, "2024-03-03") == ["Iran sent Russia 60 missiles."]


def test_what_is_known_of_a_document_is_given_back_as_it_was_told_first(ledger: Ledger) -> None:
    made, statement = SIXTEEN
    details = Details(
        time="2024-03-01T08:00:00+02:00", updated="2024-03-04", byline="A\x00 \ud800 B", language="en", within="a > b"
    )
    told = replace(made, details=details)
    [added] = put(ledger, (told, statement))
    before = content_hash(ledger)
    put(ledger, (replace(made, details=Details(byline="another")), statement))
    kept = document(ledger, added.document)
    assert kept is not None
    assert kept.details == details
    assert content_hash(ledger) == before


def test_measures_and_undated_statements_of_a_replaced_version_are_left_out(ledger: Ledger) -> None:
    for told in (SIXTY, SIXTEEN):
        one = replace(told[0], published=None)
        said = told[1]
        measure = Measure(said.evidence, said.start, said.end, "US", "Works", "IR", "sanctions", "asserts")
        keep(ledger, one, [said], [measure], "test", "1")
    assert len(list(measures(ledger))) == 1
    assert undated(ledger) == 1


def test_a_version_without_a_date_takes_no_place_as_of_a_day(ledger: Ledger) -> None:
    seen = Details(seen="2024-03-05T12:00:00Z")
    undated_one = page("Iran sent Russia 40 missiles.", on=None, details=seen)
    third = page("Iran sent Russia 16 missiles.", details=Details(updated="2024-03-09"))
    put(ledger, SIXTY, undated_one)
    assert evidence(ledger) == ["Iran sent Russia 40 missiles."]
    assert evidence(ledger, "2024-03-20") == ["Iran sent Russia 60 missiles."]
    put(ledger, third)
    assert evidence(ledger) == ["Iran sent Russia 16 missiles."]
    assert evidence(ledger, "2024-03-20") == ["Iran sent Russia 16 missiles."]
    assert evidence(ledger, "2024-03-08") == ["Iran sent Russia 60 missiles."]


def test_a_front_page_shows_something_new_each_day_and_both_stand(ledger: Ledger) -> None:
    rests = (
        "A bridge was opened in the north; the harbour has a new crane, and rain is on its way to the coast.",
        "The orchestra plays on Sunday. Bread will cost more from May on, bakers warn in an open letter today.",
    )
    put(
        ledger,
        page("Iran sent Russia 60 missiles.", url="https://courier.example/", on="2024-03-01", rest=rests[0]),
        page("Poland handed over tanks.", GB, url="https://courier.example", on="2024-03-02", rest=rests[1]),
    )
    assert len(evidence(ledger)) == 2
    assert successions(ledger) == []


def test_the_same_text_under_another_address_of_its_page_is_nothing_altered(ledger: Ledger) -> None:
    made, statement = SIXTY
    again = replace(made, url=f"{URL}?fbclid=1", details=Details(updated="2024-03-04T09:00:00Z"))
    put(ledger, SIXTY, (again, statement))
    assert len(successions(ledger)) == len(evidence(ledger)) == 1
    book(ledger, figures())
    assert list(change_records(Look(ledger), "2024-03-03")) == []
    put(ledger, (replace(again, title="Missiles, corrected", url=f"{URL}?fbclid=2"), statement))
    book(ledger, figures())
    assert [row["kind"] for row in change_records(Look(ledger), "2024-03-03")] == ["altered"]


def test_what_a_front_page_keeps_from_day_to_day_makes_it_no_version() -> None:
    kept = "The harbour has a new crane, and rain is on its way to the coast, say the people at the weather service."
    old, new = (
        replace(
            page(sentence, url="https://courier.example/", on=None, rest=f"{rest}\n\n{kept}")[0],
            details=Details(seen=f"2024-03-0{day}T00:00:00Z"),
        )
        for day, sentence, rest in (
            (
                1,
                "Iran sent Russia 60 missiles.",
                "Two officials in Washington confirmed what was said in Kyiv. " + REST,
            ),
            (
                2,
                "Poland handed over tanks.",
                "They came by rail over the border near Rzeszow, as others had done in the month before; bread and rent"
                " are dearer than a year ago, and the orchestra plays a symphony in the old town hall.",
            ),
        )
    )
    assert not is_version(old, new)
    assert is_version(*(replace(one, url="https://courier.example/missiles") for one in (old, new)))


def test_a_page_of_the_day_that_tells_no_day_is_no_version_under_its_title() -> None:
    old, new = (
        replace(
            page(sentence, rest="", on=None, title="Today's statements")[0], details=Details(seen=f"2024-03-0{day}")
        )
        for day, sentence in ((1, "Iran sent Russia 60 missiles."), (2, "Poland handed over tanks to Ukraine's army."))
    )
    assert not is_version(old, new)


def test_rows_of_a_table_that_share_an_address_and_a_title_all_stand(ledger: Ledger) -> None:
    put(
        ledger,
        page("Iran sent Russia 60 missiles.", rest=""),
        page("Officials in Kyiv showed wreckage of a drone to reporters.", GB, rest="", item="uav"),
    )
    assert len(evidence(ledger)) == 2


def test_an_article_that_was_written_anew_under_its_title_is_a_version() -> None:
    old, new = (
        replace(one[0], details=Details(seen=f"2024-03-0{day}T00:00:00Z"))
        for day, one in ((1, page("They went by sea.", rest="")), (2, page("Nothing of the kind happened.", rest="")))
    )
    assert is_version(old, new)
    assert not is_version(old, replace(new, title="Another title"))
    assert not is_version(old, replace(new, published="2024-03-02"))


def test_the_text_of_a_feed_stands_before_the_page_that_it_is_about(ledger: Ledger) -> None:
    teaser = page(
        "Iran sent Russia 60 missiles.", rest="", details=Details(kind="feed item", seen="2024-03-09T00:00:00Z")
    )
    put(ledger, SIXTY, teaser)
    assert [one.document for one in entries(ledger)] == [document_id(SIXTY[0])]


def test_a_rejected_or_replaced_statement_leaves_the_pair_that_it_was_lent_to(ledger: Ledger) -> None:
    lent = page("They were used.", US, supplier=None, recipient="RU", details=Details(seen="2024-03-01T00:00:00Z"))
    put(ledger, report("They went to Russia.", US), lent)
    book(ledger, figures())
    [both] = transfers(ledger)
    assert both.fields["statements_count"] == 2
    put(
        ledger,
        page(
            "Nothing is known of them.",
            US,
            supplier=None,
            recipient="RU",
            item="uav",
            details=Details(updated="2024-03-03"),
        ),
    )
    book(ledger, figures())
    steps = booked(ledger)
    drop_derived(ledger)
    mark_all_stale(ledger)
    book(ledger, figures())
    assert booked(ledger) == steps
    [mine] = entries(ledger, supplier="IR")
    add_review(ledger, mine.id, "reject", name="A. Reader")
    book(ledger, figures())
    steps = booked(ledger)
    mark_all_stale(ledger)
    book(ledger, figures())
    assert booked(ledger) == steps


@st.composite
def pages(draw: st.DrawFn) -> Told:
    """A version of one of two pages, whose documents tell their order themselves."""
    day = draw(st.integers(1, 28))
    number = draw(st.integers(2, 4000))
    return page(
        f"Of {number} missiles it was said that they went over the sea by night.",
        draw(st.sampled_from((US, GB, IR, TWO_PEOPLE))),
        url=draw(st.sampled_from((URL, URL + "/", "http://www.wire.example/a?id=2", None))),
        on=draw(st.sampled_from(("2024-03-01", "2024-03-11", "2024-03", None))),
        title=draw(st.sampled_from(("Missiles", None))),
        rest=draw(st.sampled_from((REST, "", "Bread is dear, bakers said, and the price of flour has gone up again."))),
        stance=draw(st.sampled_from(("asserts", "asserts", "denies"))),
        recipient=draw(st.sampled_from(("RU", "houthis", None))),
        details=Details(
            updated=draw(st.sampled_from((None, f"2024-03-{day:02d}", f"2024-04-{day:02d}T10:00:00Z"))),
            seen=f"2024-05-01T00:00:{number % 60:02d}.{number:06d}Z",
            kind=draw(st.sampled_from((None, "html", "feed item"))),
        ),
    )


@settings(max_examples=15, deadline=None)
@given(
    st.lists(pages(), min_size=2, max_size=14, unique_by=lambda one: one[1].evidence), st.randoms(use_true_random=False)
)
def test_the_order_of_adding_does_not_matter_and_one_version_counts(some: list[Told], chance: random.Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as place:
        steps, once = (open_ledger(Path(place) / name) for name in ("steps.sqlite", "once.sqlite"))
        try:
            for one in shuffled:
                put(steps, one)
                book(steps, figures())
            put(once, *some)
            book(once, figures())
            assert successions(steps) == successions(once)
            assert booked(steps) == booked(once)
            assert content_hash(steps) == content_hash(once)
            linked, before = successions(once), booked(once)
            drop_derived(once)
            book(once, figures())
            assert (successions(once), booked(once)) == (linked, before)
            link_versions(steps, is_version)
            assert successions(steps) == linked
            for day in ("2024-03-01", "2024-03-15", "2024-04-03", "2024-04-20", "2024-05-01", "2025-01-01", None):
                check_one_of_each_chain(once, [document_id(one[0]) for one in some], day)
        finally:
            steps.close()
            once.close()


def check_one_of_each_chain(ledger: Ledger, documents: list[str], day: str | None) -> None:
    """Along every line of versions, just one counts of those that were out, and it is the last of them."""
    shown = {one.document for one in entries(ledger, as_of=day)}
    follows = {(one.earlier, one.later) for one in successions(ledger)}
    days = {key: of for document in documents for key, of in versions(ledger, document)}
    dated = {key for key in documents if (kept := document(ledger, key)) and kept.published}
    out = {key for key in documents if day is None or (key in dated and (of := days[key]) and of <= day)}
    for key in documents:
        later = {after for before, after in follows if before == key}
        if day is None:
            assert (key in shown) == (not later)
        elif key in shown:
            assert key in out
            assert not later & out
        elif key in out:
            assert later, "nothing vanishes that has no later version"


def test_a_thousand_versions_of_a_page_stay_quick(ledger: Ledger) -> None:
    """A page that is changed all the time costs a look at its neighbours, not at all that were before."""
    looked = 0

    def counting(earlier: Document, later: Document) -> bool:
        nonlocal looked
        looked += 1
        return is_version(earlier, later)

    from weighbridge.ledger import Addition, add_many

    some = [
        Addition(
            replace(made, details=Details(seen=f"2024-03-02T00:{number // 60:02d}:{number % 60:02d}Z")),
            [said],
            [],
            "test",
            "1",
        )
        for number in range(1000)
        for made, said in [page(f"Iran sent {number} missiles.")]
    ]
    added = list(add_many(ledger, some, 50, counting))
    assert looked < 8 * len(some)
    assert len(list(entries(ledger))) == 1
    assert added[-1].supersedes == added[-2].document
    assert len(versions(ledger, added[0].document)) == 1000
