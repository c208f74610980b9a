"""What a likelihood does and does not do."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import Document, Quantity, Source, Statement
from weighbridge.weighing.figures import figures
from weighbridge.weighing.judgement import assess
from weighbridge.weighing.likelihood import WORDS, likelihood_of, percent, read_right, word_for
from weighbridge.weighing.records import record_of

from .reports import GB, IR, NARRATOR, TWO_PEOPLE, US, counted, judged, likelihood, only, report, source, transfers

SAID = report("Iran has sent missiles to Russia, the White House said.", US)


def test_nine_echoes_weigh_as_one() -> None:
    agency = report("Iran has sent missiles to Russia, two people told Harbour Wire.", TWO_PEOPLE)
    echoes = [
        report(
            f"Two people told Harbour Wire that Iran sent missiles to Russia, says the {place} Courier.",
            TWO_PEOPLE,
            outlet=f"{place} Courier",
            on="2024-03-02",
            via=(Source("media", None, "Harbour Wire", True),),
        )
        for place in ("Lake", "Hill", "Coast", "Plain", "River", "Forest", "Island", "Valley", "Border")
    ]
    assert likelihood(agency, *echoes) == likelihood(agency)
    assert judged(agency, *echoes).independent == 1


def test_rewrites_of_a_government_weigh_as_one() -> None:
    rewrites = [
        report(f"The White House says Iran sent missiles to Russia ({number}).", US, outlet=f"Outlet {number}")
        for number in range(9)
    ]
    assert likelihood(SAID, *rewrites) == likelihood(SAID)


def test_narrators_who_do_not_say_where_they_have_it_from_weigh_as_the_best_of_them() -> None:
    texts = ("Moscow's new Iranian missiles have come.", "Russia now has rockets of Iranian make.", "Iran delivered.")
    told = [report(text, outlet=f"Outlet {number}") for number, text in enumerate(texts)]
    assert likelihood(*told) == likelihood(told[0])
    assert judged(*told).independent == 0


def test_a_second_independent_origin_raises_it() -> None:
    second = report("Britain's defence ministry said Russia had received the missiles.", GB, outlet="Island Times")
    assert likelihood(SAID, second) > likelihood(SAID) + 0.1


def test_a_second_voice_of_the_same_state_raises_it_less() -> None:
    other_state = report("Russia got Iran's missiles, Britain's defence ministry said.", GB, outlet="Island Times")
    same_state = report(
        "Russia got Iran's missiles, the Pentagon said on 20 March.",
        source("military", "US", "the Pentagon"),
        on="2024-03-20",
        outlet="Island Times",
    )
    assert likelihood(SAID) < likelihood(SAID, same_state) < likelihood(SAID, other_state)


def test_a_denial_by_the_accused_lowers_it_little() -> None:
    denial = report("Iran's foreign ministry denied it.", IR, stance="denies")
    assert 0 < likelihood(SAID) - likelihood(SAID, denial) < 0.12


def test_a_denial_by_somebody_else_lowers_it_more() -> None:
    accused = report("Iran's foreign ministry denied it.", IR, stance="denies")
    outsider = report("Britain's defence ministry said no missiles had been sent.", GB, stance="denies")
    assert likelihood(SAID, outsider) < likelihood(SAID, accused)


def test_an_admission_by_the_accused_raises_it_much() -> None:
    admission = report("Iran's foreign ministry admitted that it had sent missiles.", IR, stance="confirms")
    assert likelihood(SAID, admission) > 0.9
    assert likelihood(admission) > likelihood(SAID) + 0.2


def test_an_admission_after_a_denial_weighs_most() -> None:
    denial = report("Iran's foreign ministry denied it.", IR, stance="denies", on="2024-03-02")
    admission = report("Iran's foreign ministry admitted it.", IR, stance="confirms", on="2024-06-02")
    assert likelihood(denial, admission) > 0.85


def test_an_admission_that_is_repeated_after_a_denial_was_made_before_it() -> None:
    admitted = report("Iran says that it sent them.", source("government", "IR", "Iran"), on="2024-03-01")
    echoed = report("Iran said that it sent them.", source("government", "IR", "Iran"), on="2024-03-03", outlet="B")
    denied = report("Iran's foreign ministry denied it.", IR, on="2024-03-02", outlet="C", stance="denies")
    lines = judged(admitted, echoed, denied).stages["delivered"].lines
    assert [line.weight for line in lines if line.weight > 0] == [3.0]
    assert not any("after a denial" in line.why for line in lines)


def test_who_denies_does_not_admit_in_the_same_text() -> None:
    document, denial = report("Iran denies it. It sends no arms.", IR, stance="denies")
    also = report("Iran denies it. It sends no arms.", IR, goods="arms", item="arms")[1]
    assert likelihood((document, denial), (document, also)) < 0.25


def test_nor_what_the_delivery_would_imply() -> None:
    document, denial = report("Iran denies it. It sends no arms.", IR, stance="denies")
    also = report("Iran denies it. It sends no arms.", IR, goods="arms", item="arms")[1]
    agreed = judged(SAID, (document, denial), (document, also)).stages["agreed"]
    assert not any("says so of itself" in line.why for line in agreed.lines)


@pytest.mark.parametrize("stance", ["warns", "declines"])
def test_warnings_and_refusals_change_nothing(stance: str) -> None:
    said = report("Any such delivery would be grave, Britain's ministry said.", GB, stance=stance, certainty="possible")
    assert likelihood(SAID, said) == likelihood(SAID)


@pytest.mark.parametrize("stage", ["sought", "negotiating", "agreed", "halted"])
def test_nothing_short_of_a_delivery_makes_one(stage: str) -> None:
    judged_ = judged(report("So it is said, the White House said.", US, stage=stage))
    assert judged_.stage not in ("shipped", "delivered", "used")
    assert "delivered" not in judged_.stages


@pytest.mark.parametrize("stance", ["warns", "declines", "denies"])
def test_what_nobody_asserts_is_never_reached(stance: str) -> None:
    judged_ = judged(*(report(f"No. {number}", IR, stance=stance, outlet=f"O{number}") for number in range(5)))
    assert judged_.stage is None
    assert (judged_.likelihood or 0.0) < 0.25
    assert (judged_.likelihood is None) == (stance != "denies")


def test_use_implies_delivery_and_delivery_does_not_imply_use() -> None:
    used = judged(report("Russia fired Iranian missiles, the White House said.", US, stage="used"))
    assert used.stages["delivered"].likelihood >= used.stages["used"].likelihood
    assert "used" not in judged(SAID).stages


def test_possible_weighs_less_than_probable_and_that_less_than_certain() -> None:
    found = [
        likelihood(report("Iran sent missiles.", US, certainty=certainty))
        for certainty in ("possible", "probable", "certain")
    ]
    assert found == sorted(found)
    assert len(set(found)) == 3


def test_what_was_hardly_read_right_weighs_less() -> None:
    unsure = report("Iran has sent missiles to Russia, the White House said.", US, confidence=0.3)
    assert likelihood(unsure) < likelihood(SAID)


def test_details_raise_it_a_little() -> None:
    detailed = report("Iran sent 200 missiles, the White House said.", US, quantity=counted(200, "200"))
    assert 0 < likelihood(detailed) - likelihood(SAID) < 0.05


def test_the_sum_adds_up() -> None:
    found = judged(SAID, report("No, says Iran.", IR, stance="denies"), report("Yes, London said.", GB, outlet="X"))
    for stage in found.stages.values():
        assert stage.log_odds == pytest.approx(sum(line.weight for line in stage.lines), abs=1e-9)
        assert stage.likelihood == pytest.approx(min(0.99, max(0.01, likelihood_of(stage.log_odds))), abs=1e-4)
        assert stage.word == word_for(stage.likelihood)


def test_the_order_of_arrival_does_not_matter() -> None:
    told = [
        SAID,
        report("Iran's foreign ministry denied it.", IR, stance="denies"),
        report("Russia got them, Britain's defence ministry said.", GB, outlet="Island Times"),
        report("Two people said so.", TWO_PEOPLE, on="2024-02-20"),
    ]
    records = {str([record_of(one, figures()) for one in transfers(*some)]) for some in itertools.permutations(told)}
    assert len(records) == 1


def test_contradictions_say_who_stands_against_whom() -> None:
    found = judged(SAID, report("Iran's foreign ministry denied it.", IR, stance="denies"))
    [one] = found.contradictions
    assert one.about == "delivered"
    assert one.against.startswith("ir-")
    assert [name[:3] for name in one.for_] == ["us-"]


def test_numbers_that_exclude_each_other_are_told() -> None:
    found = judged(
        report("200 missiles, the White House said.", US, quantity=counted(200, "200")),
        report("500 missiles, Britain's defence ministry said.", GB, outlet="X", quantity=counted(500, "500")),
    )
    [numbers] = found.quantities
    assert (numbers.low, numbers.high, numbers.agree) == (200, 500, False)
    assert any(one.about == "quantity" for one in found.contradictions)


def test_numbers_that_stand_apart_on_several_goods_are_one_contradiction() -> None:
    classes = ("missile.ballistic", "missile")
    found = judged(
        *(report("200 missiles, the White House said.", US, item=one, quantity=counted(200, "200")) for one in classes),
        *(
            report("500 missiles, London said.", GB, outlet="X", item=one, quantity=counted(500, "500"))
            for one in classes
        ),
    )
    assert [one.agree for one in found.quantities] == [False, False]
    assert [one.what for one in found.contradictions] == ["500, not 200"]


def test_confidence_rises_with_houses_and_is_said_apart_from_likelihood() -> None:
    one = judged(SAID)
    two = judged(SAID, report("So said Britain's defence ministry.", GB, outlet="X"))
    three = judged(
        SAID,
        report("So said Britain's defence ministry.", GB, outlet="X"),
        report("So said France's president.", source("government", "FR", "the French president"), outlet="Y"),
    )
    assert [found.confidence for found in (one, two, three)] == ["low", "moderate", "high"]
    assert not any(word in found.ground for found in (one, two, three) for _, word in WORDS)


def test_gradings_are_on_the_admiralty_scale() -> None:
    transfer = only(SAID, report("Iran denied.", IR, stance="denies"), report("So said London.", GB, outlet="X"))
    for grading in assess(transfer, figures()).gradings:
        assert grading.reliability in "ABCDEF"
        assert 1 <= grading.credibility <= 6


@given(st.floats(0, 1))
def test_every_likelihood_has_its_word(value: float) -> None:
    place = [word for _, word in WORDS].index(word_for(value))
    assert value < WORDS[place][0]
    assert place == 0 or value >= WORDS[place - 1][0]


@given(st.one_of(st.floats(0, 1), st.sampled_from([limit for limit, _ in WORDS[:-1]]).map(lambda limit: limit - 0.002)))
def test_a_percentage_says_no_other_word_than_its_likelihood(value: float) -> None:
    whole = int(percent(value).removesuffix("%"))
    assert word_for(whole / 100) == word_for(value)
    assert abs(whole - 100 * value) <= 1


def test_a_narrator_beside_a_source_is_no_second_house() -> None:
    text = "The White House said that missiles went. Missiles are in Russia."
    document, said = report(text, US)
    said = replace(said, evidence=text[:40], end=40)
    _, told = report(text)
    told = replace(told, evidence=text[41:], start=41)
    found = judged((document, said), (document, told))
    assert found.confidence == "low"
    assert found.ground == "1 independent origin of 1 house"


def test_origins_with_a_narrator_each_confirm_each_other() -> None:
    def told(by: Source, outlet: str) -> list[tuple[Document, Statement]]:
        text = "It was said that missiles went. Missiles are in Russia."
        document, one = report(text, by, outlet=outlet)
        return [(document, replace(one, end=31, evidence=text[:31])), (document, replace(one, source=NARRATOR))]

    found = judged(*told(US, "Harbour Wire"), *told(GB, "Coast Courier"))
    assert {one.credibility for one in found.gradings} == {1}


def test_a_denial_is_not_lost_in_what_its_speaker_is_also_said_to_say() -> None:
    iran = source("government", "IR", "Iran")
    said = report("Iran said on 1 March 2024 that it had sent missiles.", iran)
    denied = report("Iran denied on 1 March 2024 that it had.", IR, on="2024-03-02", outlet="B", stance="denies")
    weights = [line.weight for line in judged(said, denied).stages["delivered"].lines[1:]]
    assert len(weights) == 2
    assert min(weights) < 0 < max(weights)


def test_numbers_are_set_against_those_that_they_exclude() -> None:
    [found] = judged(
        report("Up to 500, the White House said.", US, quantity=Quantity(None, 500, "up to 500")),
        report("200, Britain said.", GB, quantity=counted(200, "200")),
        report("400, an institute said.", source("ngo", None, "the institute"), quantity=counted(400, "400")),
    ).contradictions
    assert found.what == "400, not 200"


def test_what_is_asked_for_does_not_contradict_what_has_come() -> None:
    found = judged(
        report("200 have come, the White House said.", US, quantity=counted(200, "200")),
        report("Britain said that 1,000 are asked for.", GB, stage="sought", quantity=counted(1000, "1,000")),
    )
    assert [(one.phase, one.low, one.high) for one in found.quantities] == [
        ("moved", 200, 200),
        ("planned", 1000, 1000),
    ]
    assert not found.contradictions


def test_a_number_of_any_length_can_be_weighed() -> None:
    [found] = judged(report("Many, the White House said.", US, quantity=counted(10**400, "many"))).quantities
    assert found.low == 10**400


def test_no_weight_is_too_great() -> None:
    assert read_right(1e6, 0.5) == pytest.approx(1e6, rel=1e-5)
    assert read_right(5.0, 0.0) == 0.0
    assert read_right(1.4, 0.7) == pytest.approx(math.log(0.7 * math.exp(1.4) + 0.3))


def test_unnamed_officials_and_their_government_are_one_house() -> None:
    officials = report("Russia got them, two officials in Washington said.", TWO_PEOPLE, outlet="Island Times")
    other_state = report("Russia got them, London said.", GB, outlet="Island Times")
    assert likelihood(SAID, officials) < likelihood(SAID, other_state)
    assert judged(SAID, officials).confidence == "low"


def test_a_source_of_no_known_state_is_no_further_house() -> None:
    minister = source("government", None, "the minister")
    assert judged(SAID, report("It came, the minister said.", minister, outlet="X")).confidence == "low"


def test_who_is_no_party_may_assert_and_deny_in_one_text() -> None:
    text = "The White House said Iran sent missiles; that Syria had sent some it denied."
    document, said = report(text, US)
    _, denied = report(text, US, stance="denies", goods="others")
    assert likelihood((document, said), (document, denied)) > likelihood((document, denied))


def test_unnamed_diplomats_of_the_accused_deny_for_it() -> None:
    diplomats = source("anonymous", "IR", "its diplomats", False)
    accused = report("Iran's diplomats say it sent none.", diplomats, stance="denies")
    assert 0 < likelihood(SAID) - likelihood(SAID, accused) < 0.12


def test_the_likelihood_shown_is_of_the_stage_reached() -> None:
    doubtful = report("They may have been fired, it was said.", stage="used", certainty="possible", outlet="X")
    found = judged(SAID, report("London said so.", GB, outlet="Y"), doubtful)
    assert (found.about, found.stage, found.claimed) == ("delivered", "delivered", "used")


def test_a_denial_of_delivery_makes_no_stage_of_use() -> None:
    assert "used" not in judged(SAID, report("Iran denied it.", IR, stance="denies")).stages


def test_a_measure_of_somebody_else_stops_no_goods() -> None:
    sanctions = report(
        "Britain cancelled its air services with Iran over the missiles.", GB, stage="halted", outlet="X"
    )
    assert not judged(SAID, sanctions).halted
    refused = report("Iran will send no more missiles, its foreign ministry said.", IR, stage="halted", outlet="Y")
    assert judged(SAID, refused).halted
    seized = report("The missiles were seized at sea, the Pentagon said.", US, stage="halted", outlet="Z")
    assert judged(seized).halted
