"""Who first put an utterance into the world."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import Source
from weighbridge.weighing.resemblance import COMPARED, alike, bands, promising, resembling
from weighbridge.weighing.weighing import weigh

from .reports import GB, IR, NARRATOR, TWO_PEOPLE, US, Told, counted, kept, only, report, source


def origins(*told: Told) -> list[set[str]]:
    """The evidence behind each origin."""
    return [{one.statement.evidence for one in named.origin.members()} for named in only(*told).origins]


def test_spokesman_and_house_are_one_voice() -> None:
    kirby = source("government", "US", "National Security Council spokesman John Kirby")
    told = report("Kirby said so.", kirby), report("The White House said so.", US, outlet="X", on="2024-03-02")
    assert len(origins(*told)) == 1


def test_two_persons_are_two_voices() -> None:
    kirby, miller = (source("government", "US", f"spokesman {name}") for name in ("John Kirby", "Matthew Miller"))
    assert len(origins(report("K.", kirby), report("M.", miller, outlet="X"))) == 2


def test_two_states_are_two_voices() -> None:
    assert len(origins(report("A", US), report("B", GB))) == 2


def test_what_is_said_anew_on_another_day_is_another_utterance() -> None:
    first = report("The White House said so on 1 March.", US)
    later = report("On 20 April the White House said so.", US, on="2024-04-21", outlet="X")
    assert len(origins(first, later)) == 2


def test_a_later_report_of_the_same_day_is_an_echo() -> None:
    first = report("The White House said so on Friday.", US)
    later = report("On 1 March the White House had said so.", US, on="2024-05-01", outlet="X")
    assert len(origins(first, later)) == 1


def test_the_same_number_of_the_same_speaker_is_the_same_utterance() -> None:
    first = report("200, the White House said.", US, quantity=counted(200, "200"))
    later = report("The White House spoke of 200.", US, on="2024-06-01", outlet="X", quantity=counted(200, "200"))
    assert len(origins(first, later)) == 1


def test_unnamed_people_belong_to_the_outlet_that_they_spoke_to() -> None:
    own = report("Two people told Harbour Wire so.", TWO_PEOPLE)
    cited = report(
        "Two people said so, Harbour Wire reports.",
        TWO_PEOPLE,
        outlet="X",
        via=(Source("media", None, "Harbour Wire", True),),
    )
    others = report("Two people told us so.", TWO_PEOPLE, outlet="Island Times")
    assert sorted(map(len, origins(own, cited, others))) == [1, 2]


def test_the_narrator_repeats_whom_his_document_names() -> None:
    text = "Iran sent missiles. It did so, the White House said."
    document, headline = report(text, NARRATOR)
    _, said = report(text, US)
    assert len(origins((document, headline), (document, said))) == 1


def test_denial_and_accusation_are_never_one_origin() -> None:
    assert len(origins(report("A", US), report("B", IR, stance="denies"))) == 2


def test_every_link_has_its_reason() -> None:
    told = report("A", US), report("B", US, outlet="X"), report("C", GB), report("D", IR, stance="denies")
    for named in only(*told).origins:
        assert len(named.origin.reasons) == len(named.origin.voices)
        assert all(named.origin.reasons)


LONG = (
    "A cargo of {goods} has come over the sea by night, the harbour master wrote in his book, and four lorries took "
    "it to the depot behind the station, where it was counted, weighed and locked away before the sun was up."
)


def test_near_copies_are_found_and_others_are_not() -> None:
    one, other = LONG.format(goods="missiles"), LONG.format(goods="rockets")
    third = "Grain prices fell again on Monday, said the exchange, as the harvest came in early and the rains held off."
    assert [pair[:2] for pair in resembling([("a", one), ("b", other), ("c", third)])] == [("a", "b")]
    assert bands(one) == bands(one)
    assert bands("") == []


def test_unnamed_people_of_a_near_copy_are_those_of_the_original() -> None:
    first = report(LONG.format(goods="missiles"), TWO_PEOPLE)
    copy = report(LONG.format(goods="rockets"), TWO_PEOPLE, outlet="Island Times", on="2024-03-02")
    entries, sources = kept([first, copy])
    names = {one.name: one.id for one in sources.values()}
    near = alike(resembling((names[document.id], document.text) for document, _ in (first, copy)))
    [transfer] = weigh(entries, sources, alike=near)
    assert len(transfer.origins) == 1


def rewrites(number: int) -> list[Told]:
    """As many copies of one long text, of other outlets, each with a few words of its own."""
    told = []
    for one in range(number):
        words = [f"word{place}" for place in range(120)]
        words[one % 120] = f"own{one}"
        sentence = f"Two people said that {' '.join(words)} came."
        told.append(report(sentence, TWO_PEOPLE, outlet=f"Gazette{one}", on=f"2024-03-{1 + one % 20:02d}"))
    return told


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_very_many_copies_are_one_origin_in_whatever_order_they_come(seed: int) -> None:
    told = rewrites(160)
    random.Random(seed).shuffle(told)
    entries, sources = kept(told)
    names = {one.name: one.id for one in sources.values()}
    pairs = resembling((names[document.id], document.text) for document, _ in told)
    assert len(pairs) <= 160 * COMPARED
    [transfer] = weigh(entries, sources, alike=alike(pairs))
    assert len(transfer.origins) == 1


@pytest.mark.parametrize(("part", "number"), [(0.6, 2), (0.64, 2), (0.7, 1)])
def test_two_texts_that_both_resemble_a_third_are_copies_where_that_leaves_no_doubt(part: float, number: int) -> None:
    told = [report(f"Two people said so {one}.", TWO_PEOPLE, outlet=one, on=f"2024-03-{one}") for one in ("10", "11")]
    entries, sources = kept([*told, report("No.", GB, stance="denies", on="2024-03-12")])
    first, second, third = sources
    [transfer] = weigh(entries, sources, alike=alike([(first, third, part), (second, third, part)]))
    assert len([one for one in transfer.origins if "unnamed" in one.id]) == number


@given(st.lists(st.lists(st.integers(0, 200), max_size=120, unique=True), max_size=50))
def test_of_few_documents_all_that_share_a_band_are_worth_a_comparison(shared: list[list[int]]) -> None:
    found = promising(shared)
    every = {one for some in shared for one in some}
    assert len(found) == len(set(found)) == min(len(every), COMPARED)
    least = min((sum(one in some for some in shared) for one in found), default=0)
    assert all(sum(one in some for some in shared) <= least for one in every.difference(found))
    if len(every) <= COMPARED:
        assert set(found) == every


def test_an_admission_is_no_echo_of_the_denial_of_the_same_number() -> None:
    denied = report("Iran denied that it had sent 60.", IR, stance="denies", quantity=counted(60, "60"))
    said = report("Iran has sent 60, it said.", IR, on="2024-06-01", outlet="B", quantity=counted(60, "60"))
    assert len(only(denied, said).origins) == 2


def test_an_undated_copy_of_what_unnamed_people_told_an_outlet_adds_nothing() -> None:
    transfer = only(report("Two people said so.", TWO_PEOPLE), report("So two people say.", TWO_PEOPLE, on=None))
    [named] = transfer.origins
    assert named.origin.reasons[1] == "unnamed people of the same outlet, in a text without a date"


def test_the_outlet_named_in_the_words_is_whom_unnamed_people_told() -> None:
    first = report("They went, two people said.", TWO_PEOPLE, outlet="Harbour Wire")
    echo = report("Two people told the agency Harbour Wire that they went.", TWO_PEOPLE, on="2024-03-02", outlet="B")
    own = report("Two people told us that they went.", TWO_PEOPLE, on="2024-03-02", outlet="Coast Courier")
    assert [len(one.origin.voices) for one in only(first, echo, own).origins] == [2, 1]


def test_half_of_a_surrogate_pair_in_the_name_of_a_source_stops_nothing() -> None:
    assert len(only(report("They went.", source("person", None, "Jane \ud800 Roe"))).origins) == 1
