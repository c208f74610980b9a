"""What the reader promises about numbers of pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.model import Document, Quantity
from weighbridge.reading.amounts.numerals import numbers_in
from weighbridge.reading.amounts.pieces import pieces
from weighbridge.reading.amounts.quantities import added_up, counts_in, quantity_for, quantity_meant
from weighbridge.reading.parsing.parsing import pipeline
from weighbridge.reading.reader import scenes_of


def ends(sentence: str, goods: str) -> tuple[int | None, int | None] | None:
    doc = pipeline()(sentence)
    start = sentence.index(goods)
    got = quantity_for(doc, start, start + len(goods))
    return None if got is None else (got.low, got.high)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("200", 200, 200),
        ("1,500", 1500, 1500),
        ("dozens", 24, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("millions", 2_000_000, 9_999_999),
        ("tens of thousands", 20_000, 99_999),
        ("more than 200", 200, None),
        ("at least ten", 10, None),
        ("1,000-plus", 1000, None),
        ("up to several hundred", None, 999),
        ("as many as 40", None, 40),
        ("about 200", 200, 200),
        ("twenty-five", 25, 25),
        ("half a million", 500_000, 500_000),
        ("a couple of dozen", 24, 24),
        ("two hundred and fifty thousand", 250_000, 250_000),
        ("between five and ten", 5, 10),
        ("from 80 to 100 thousand", 80_000, 100_000),
        ("120–140", 120, 140),
        ("5.2 million", 5_200_000, 5_200_000),
    ],
)
def test_numbers_mean_what_the_guidelines_say(words: str, low: int | None, high: int | None) -> None:
    (found,) = numbers_in(f"They sent {words} of them.")
    assert (found.what.low, found.what.high) == (low, high)


@pytest.mark.parametrize(
    ("sentence", "goods", "expected"),
    [
        ("Norway delivered two retired F-16s to Ukraine.", "F-16s", (2, 2)),
        ("Chile has requested to buy six (6) M142 HIMARS launchers.", "M142 HIMARS launchers", (6, 6)),
        ("Poland may buy up to four hundred sixty-one (461) launchers.", "launchers", (None, 461)),
        ("It sent six jets (20 were asked for).", "jets", (6, 6)),
        ("Some 400 drones of Iranian origin have been launched.", "drones", (400, 400)),
        ("At least 10 of the Iranian craft are brought down each day.", "the Iranian craft", (10, None)),
        ("More than 1,000 containers filled with munitions reached Russia.", "munitions", (1000, None)),
        ("Berlin pledged three batteries of Patriot missiles.", "Patriot missiles", (3, 3)),
        ("The package holds Javelin missiles (1,000) and rifles.", "Javelin missiles", (1000, 1000)),
        ("The US promised 155mm ammunition: 75,000 rounds.", "155mm ammunition", (75000, 75000)),
        ("Moscow sent a T-72 to the museum.", "T-72", (1, 1)),
        ("Greece will get another frigate from France.", "frigate", (1, 1)),
        ("The second Patriot battery was handed to Kyiv.", "Patriot battery", (1, 1)),
        ("It shipped nine tonnes of rifles to Bangui.", "rifles", (9, 9)),
        ("Berlin handed over 40 Marder vehicles on 27 March.", "Marder vehicles", (40, 40)),
        ("Japan delivered the first of four radars to Manila.", "radars", (1, 1)),
        ("China gave the police two trucks and 30 motorbikes.", "two trucks and 30 motorbikes", (32, 32)),
    ],
)
def test_goods_are_counted(sentence: str, goods: str, expected: tuple[int | None, int | None]) -> None:
    assert ends(sentence, goods) == expected


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        ("In 2022 Iran sent drones to Russia.", "drones"),
        ("They received 155 mm shells.", "shells"),
        ("France sold Mirage 2000 jets to India.", "jets"),
        ("Germany sent Leopard 2 tanks to Ukraine.", "tanks"),
        ("The $300 million package of arms was announced.", "arms"),
        ("The two countries signed three deals.", "deals"),
        ("A batch of weapons arrived.", "weapons"),
        ("Not a single plane was handed over.", "plane"),
        ("Two people said that Iran sent missiles.", "missiles"),
    ],
)
def test_what_counts_no_goods_is_no_quantity(sentence: str, goods: str) -> None:
    assert ends(sentence, goods) is None


def test_counts_of_one_class_are_added_up() -> None:
    total = added_up([Quantity(15, 15, "15"), Quantity(20, None, "more than 20")])
    assert total is not None
    assert (total.low, total.high) == (35, None)
    assert added_up([]) is None


@given(st.text(alphabet=st.sampled_from("0123456789,.- –andto twentyfivmilkrhu+%$€'\n/"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_ranges_inside_it(text: str) -> None:
    for one in [*numbers_in(text), *counts_in(text)]:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.what.text
        assert one.what.low is None or one.what.high is None or one.what.low <= one.what.high


@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
@settings(max_examples=60, deadline=None)
def test_no_sentence_and_no_span_breaks_it(text: str, start: int, end: int) -> None:
    got = quantity_for(pipeline()(text), start, end)
    assert got is None or got.low is None or got.high is None or got.low <= got.high
    assert quantity_for(None, start, end) is None


@pytest.mark.parametrize(
    ("sentence", "word", "count"),
    [
        ("Four of the stations went to China, he said.", "Four", 4),
        ("Poland received the first 24 from Korea in December.", "24", 24),
        ("Some 300 of them were sent across the border.", "them", 300),
        ("Moscow has also trained about 30 Burmese pilots.", "trained", 30),
        ("Fourteen members of the police will be trained in Launceston.", "trained", 14),
        ("Scholz turned down every one of the requests.", "one", None),
    ],
)
def test_a_number_that_stands_for_goods_named_before_counts_them(sentence: str, word: str, count: int | None) -> None:
    start = sentence.index(word)
    got = quantity_meant(pipeline()(sentence), start, start + len(word))
    assert (got and got.low) == count


@pytest.mark.parametrize(
    ("sentence", "words", "low", "high"),
    [
        ("Slovenia handed over 28 M-55S tanks to Ukraine.", "M-55S tanks", 28, 28),
        ("Seoul puts at 13,000 the number of containers of shells that Pyongyang sent Moscow.", "shells", 13000, 13000),
        ("The number of tanks delivered by Germany to Ukraine has risen to 18.", "tanks", 18, 18),
        ("Kyiv puts at 90 the number of attacks with drones that Iran gave Russia.", "drones", None, None),
        ("The number of crews for tanks that Poland sent Ukraine is 40.", "tanks", None, None),
        ("The number of tanks that Germany gave Ukraine is unknown; 18 went to Poland.", "tanks", None, None),
        ("Slovenia handed over more than 28 M-55S tanks to Ukraine.", "M-55S tanks", 28, None),
        ("Slovenia supplied over 28 M-55S tanks to Ukraine.", "M-55S tanks", 28, None),
        ("Nigeria will take delivery of 24 M-346 fighter jets from Italy.", "M-346 fighter jets", 24, 24),
        ("Eight Kilo submarines will follow from Russia.", "Kilo submarines", 8, 8),
        ("In July two of the British jets were flown to Jakarta.", "jets", 2, 2),
        ("In a speech on July 2 the British jets were promised to Jakarta.", "jets", None, None),
        ("Thales is to equip the four corvettes of the Gowind type which Egypt ordered.", "Gowind type", 4, 4),
        ("Four helicopters of the type Mi-171 arrived in Bamako.", "Mi-171", 4, 4),
        ("Pyongyang had obtained its first Scuds from Egypt.", "Scuds", None, None),
        ("The first aircraft are due in 2030.", "aircraft", None, None),
        ("Slovakia gave the Ukrainians its only radar in April.", "radar", 1, 1),
        ("Poland will get 48 interceptors and nine launchers next year.", "interceptors", 57, 57),
        ("Washington is sending two more Patriot batteries and a THAAD to Saudi Arabia.", "Patriot batteries", 3, 3),
        ("The contract with Moscow includes the training of 70 sailors.", "training", 70, 70),
        ("Iran has sent over 400 ballistic missiles to Russia.", "ballistic missiles", 400, None),
        ("Iran has sent just under 20 ballistic missiles to Russia.", "ballistic missiles", 20, 20),
        ("Iran has sent just more than 20 ballistic missiles to Russia.", "ballistic missiles", 20, None),
        ("MALE, March 16 - Six Bayraktar TB2 drones from Turkey were delivered.", "Bayraktar TB2 drones", 6, 6),
        ("K9 howitzers (Poland): 212 ordered from Korea.", "K9 howitzers", 212, 212),
        ("Moscow handed a battery of S-400 to the army of Belarus.", "S-400", 1, 1),
        ("A Kolchuga reached Baghdad from Ukraine.", "Kolchuga", 1, 1),
        ("They want to turn loans into a JF-17 deal with Riyadh.", "JF-17 deal", None, None),
        ("Iran handed over between 20 and 30 ballistic missiles to Russia.", "ballistic missiles", 20, 30),
        ("Paris sent 12 Caesar howitzers from France and 18 M777 howitzers from Canada.", "Caesar howitzers", 12, 12),
        ("Sweden sold Gripen jets to Hungary and got 800 million.", "Gripen jets", None, None),
        ("Russia received missiles from Iran; 17 were sent to hospital.", "missiles", None, None),
        ("Germany has not sent Taurus missiles; Kyiv requested 400.", "Taurus missiles", None, None),
        (
            "Japan failed to sell its Soryu submarine; Canberra ordered a French one instead.",
            "Soryu submarine",
            None,
            None,
        ),
    ],
)
def test_pieces_of_a_statement(sentence: str, words: str, low: int | None, high: int | None) -> None:
    (scene,) = next(iter(scenes_of([Document("one", sentence)])))
    start = sentence.index(words)
    end = start + len(words)
    item = next(one for one in scene.items if one.start < end and start < one.end)
    got = pieces(scene, item, start, end, scene.hits[0].trigger if scene.hits else None)
    assert (got and got.low, got and got.high) == (low, high)


def test_a_number_alone_counts_the_goods_of_its_own_word_of_transfer() -> None:
    sentence = "The Rafale comes from France; Egypt has ordered it and received 24 in 2017."
    (scene,) = next(iter(scenes_of([Document("one", sentence)])))
    item = next(one for one in scene.items if one.start == sentence.index("Rafale"))
    received = next(hit.trigger for hit in scene.hits if scene.lower[hit.trigger] == "received")
    ordered = next(hit.trigger for hit in scene.hits if scene.lower[hit.trigger] == "ordered")
    got = pieces(scene, item, item.start, item.end, received)
    assert got is not None
    assert (got.low, got.high) == (24, 24)
    assert pieces(scene, item, item.start, item.end, ordered) is None


def test_a_long_text_of_numbers_takes_no_long_time() -> None:
    text = "handed over 28 tanks, " * 2000
    assert len(numbers_in(text)) == 2000


@pytest.mark.parametrize(
    ("sentence", "words", "stage", "count"),
    [
        ("Peru received the first of six trainers that it ordered from South Korea.", "trainers", "agreed", 6),
        ("Peru received the first of six trainers that it ordered from South Korea.", "trainers", "delivered", 1),
        ("Congo got 25 armoured vehicles, the first of 60 that it ordered.", "armoured vehicles", "agreed", 60),
        (
            "Congo got 25 armoured vehicles, the first of 60 that it ordered.",
            "armoured vehicles",
            "delivered",
            25,
        ),
        ("The first of four frigates is to be handed over to Chile in May.", "frigates", "agreed", 1),
    ],
)
def test_what_was_ordered_is_all_of_it_and_what_came_the_first(
    sentence: str, words: str, stage: str, count: int
) -> None:
    (scene,) = next(iter(scenes_of([Document("one", sentence)])))
    start = sentence.index(words)
    item = next(one for one in scene.items if one.start <= start < one.end or one.start == start)
    got = pieces(scene, item, start, start + len(words), None, stage)
    assert (got and got.low) == count
