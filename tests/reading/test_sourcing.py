"""Candidates for the source of a statement, seen from outside: a text in, sources out."""

from __future__ import annotations

import numpy as np

from weighbridge.model import Document
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.sources.sourcing import (
    Candidate,
    best_sources,
    cast_and_attributions,
    chosen,
    source_candidates,
)


def candidates(text: str, goods: str, publisher: str | None = None) -> list[Candidate]:
    """The candidates for a statement on the ``goods``, wherever these stand last."""
    document = Document("d", text, publisher=publisher)
    scenes = next(iter(scenes_of([document])))
    speech = cast_and_attributions(scenes, document)
    at = text.rindex(goods)
    place = next(i for i, scene in enumerate(scenes) if scene.start <= at < scene.end)
    scene = scenes[place]
    token = max(t for t, start in enumerate(scene.starts) if scene.start + start <= at)
    hit = scene.hits[0] if scene.hits else None
    return source_candidates(speech, place, token, hit, None, None)


def keys(found: list[Candidate]) -> set[tuple[str, str | None]]:
    return {(one.source.class_, one.source.country) for one in found}


def test_the_narrator_is_always_a_candidate() -> None:
    assert ("narrator", None) in keys(candidates("Turkey sold Kenya armoured cars.", "cars"))


def test_who_says_it_is_a_candidate() -> None:
    found = candidates("Kenya's foreign ministry said that Turkey had sold it armoured cars.", "cars")
    assert ("government", "KE") in keys(found)


def test_who_pledges_is_a_candidate_without_a_word_of_saying() -> None:
    assert ("government", "DE") in keys(candidates("Germany pledged 18 tanks to Ukraine.", "tanks"))


def test_a_clause_of_speech_after_a_dateline_is_found() -> None:
    text = (
        "BAGHDAD/WASHINGTON — Fifty Hellfire missiles went to Iraq in December and 100 more will follow, "
        "Jay Carney, the White House spokesman, said on Monday."
    )
    assert ("government", "US") in keys(candidates(text, "missiles"))


def test_who_relays_it_is_via() -> None:
    text = "The US believes that Iran sent missiles to Russia, according to two people familiar with the matter."
    found = candidates(text, "missiles")
    believed = next(one for one in found if (one.source.class_, one.source.country) == ("government", "US"))
    assert [one.class_ for one in believed.via] == ["anonymous"]
    assert believed.via[0].count == 2


def test_the_publisher_itself_is_not_via() -> None:
    text = "Two officials told Reuters that Iran had sent missiles to Russia."
    found = candidates(text, "missiles", publisher="Reuters")
    officials = next(one for one in found if one.source.class_ == "anonymous")
    assert officials.via == ()


def test_another_outlet_is_via() -> None:
    found = candidates("Two officials told Reuters that Iran had sent missiles to Russia.", "missiles", "Daily Post")
    officials = next(one for one in found if one.source.class_ == "anonymous")
    assert [(one.class_, one.country) for one in officials.via] == [("media", "GB")]


def test_rows_have_one_length() -> None:
    found = candidates("Kenya's foreign ministry said that Turkey had sold it armoured cars.", "cars")
    assert len({len(one.row) for one in found}) == 1


def test_the_best_score_is_chosen() -> None:
    found = candidates("Kenya's foreign ministry said that Turkey had sold it armoured cars.", "cars")
    scores = [float(number) for number in range(len(found))]
    assert chosen(found, scores) is found[-1]


def test_several_statements_are_asked_at_once() -> None:
    found = candidates("Kenya's foreign ministry said that Turkey had sold it armoured cars.", "cars")
    asked: list[int] = []

    def answer(name: str, rows):  # type: ignore[no-untyped-def]
        asked.append(len(rows))
        return rows[:, 0] * 0.0

    def weigh(name: str, rows):  # type: ignore[no-untyped-def]
        return np.zeros((len(rows), 1))

    best = best_sources([found, found], answer, weigh)
    assert [one.source for one in best] == [found[0].source, found[0].source]
    assert asked == [2 * len(found)]


def test_a_clause_of_speech_between_commas_is_found_by_word_order() -> None:
    text = "Turkey delivered forty armoured cars to Kenya in May, Ugandan officials report, and more follow."
    reported = [one for one in candidates(text, "cars") if one.source.text == "Ugandan officials"]
    assert reported
    assert reported[0].grounds.covering


def test_a_rank_before_a_name_makes_a_soldier() -> None:
    text = "Kenya bought the cars from Turkey, said the ministry's spokesman, Colonel David Obonyo."
    assert ("military", "KE") in keys(candidates(text, "cars"))


def test_ministers_together_may_have_no_country() -> None:
    text = "The ministers of Kenya and Turkey met. The ministers said that forty armoured cars had arrived."
    assert ("government", None) in keys(candidates(text, "cars"))


def covered(found: list[Candidate]) -> set[tuple[str, str | None]]:
    """The candidates whose words cover the goods."""
    return {(one.source.class_, one.source.country) for one in found if one.grounds.covering}


def test_an_answer_is_whoever_the_interview_introduces() -> None:
    text = (
        "Frigates for Oslo\n\nWe spoke with Kari Lund, a spokeswoman for the Norwegian defence ministry.\n\n"
        "Q: How many will come?\n\nA: Three this year. Britain has already shipped the first frigate.\n\n"
        "Q: And the helicopters?\n\nA: Two of them. Italy delivered the helicopters in May."
    )
    assert ("government", "NO") in covered(candidates(text, "helicopters"))


def test_members_of_a_parliament_speak_for_its_state() -> None:
    text = (
        "HOUSE OF LORDS: Arms for Kenya (Oral Answers)\n\nLord Ashby: What has been sent to Kenya?\n\n"
        "Lord Brome: Her Majesty's Government sent rifles to Kenya in May.\n\nLord Ashby: And now?\n\n"
        "Lord Brome: Armoured cars were sent to Kenya by us last week. More will follow."
    )
    assert ("government", "GB") in covered(candidates(text, "Armoured cars"))


def test_a_headline_names_its_speaker_before_a_colon_or_after_a_dash() -> None:
    assert ("media", "US") in covered(candidates("Washington Post: jets paid for by Kenya reach Chad", "jets"))
    assert ("media", "US") in covered(candidates("Kenya sends jets to Chad – Washington Post", "jets"))


def test_a_clause_set_to_a_place_gives_a_spokesman_his_country() -> None:
    text = "NAIROBI — Kenya wants jets. In Berlin a spokesman said that no jets had been sent to Kenya."
    assert ("government", "DE") in covered(candidates(text, "jets"))


def test_an_ambassador_does_not_speak_for_the_place_where_he_lives() -> None:
    text = "Turkey sells drones widely. Its ambassador in Moscow said that no drones had gone to Kenya."
    assert ("government", "RU") not in covered(candidates(text, "drones"))


def test_who_denies_what_was_said_before_is_a_candidate_of_his_own() -> None:
    text = "The United States accused Kenya of selling jets to Chad, a charge that Nairobi rejected."
    assert ("government", "KE") in covered(candidates(text, "jets"))


def test_a_government_host_tells_the_home() -> None:
    text = "Notice\n\nThe ministry approved the sale of tanks to Poland."
    document = Document("d", text, url="https://www.example.gov.uk/notice")
    scenes = next(iter(scenes_of([document])))
    assert cast_and_attributions(scenes, document).cast.home == "GB"
