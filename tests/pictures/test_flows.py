"""Networks and maps of many parties: legible, and nothing is lost."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.lexicon.places import places
from weighbridge.pictures.flows import flows_of, flows_told
from weighbridge.pictures.layout import MOST_FLOWS, MOST_NODES, OTHERS, laid_out
from weighbridge.pictures.network import network_spec
from weighbridge.pictures.places import bow
from weighbridge.pictures.style import Style
from weighbridge.pictures.wording import _party_names
from weighbridge.pictures.worldmap import frame_of, labels_of, map_notes, map_spec


def record(supplier: str | None, recipient: str | None, likelihood: float = 0.6, origins: int = 1) -> dict[str, Any]:
    reached = "delivered" if likelihood >= 0.55 else None
    return {
        "supplier": supplier,
        "recipient": recipient,
        "goods": "uav",
        "stage": reached,
        "stages": [{"stage": "delivered", "likelihood": likelihood}],
        "independent": origins,
        "denials": 0,
        "statements_count": origins + 1,
    }


PARTIES = st.one_of(st.none(), st.integers(0, 60).map(lambda number: f"party-{number}"))
RECORDS = st.lists(st.builds(record, PARTIES, PARTIES, st.floats(0.01, 0.99), st.integers(0, 9)), max_size=150)


@settings(deadline=None)
@given(RECORDS, st.randoms())
def test_what_has_no_room_is_summed_up_not_lost(records: list[dict[str, Any]], shuffled: random.Random) -> None:
    layout = laid_out(flows_of(records))
    assert sum(one.transfers for one in layout.flows) == len(records)
    assert sum(one.origins for one in layout.flows) == sum(one["independent"] for one in records)
    assert max(len(layout.suppliers), len(layout.recipients)) <= MOST_NODES
    assert len(layout.flows) <= MOST_FLOWS + 2 * MOST_NODES
    mixed = list(records)
    shuffled.shuffle(mixed)
    assert laid_out(flows_of(mixed)) == layout


def test_300_parties_stay_legible() -> None:
    chance = random.Random(7)
    records = [
        record(f"supplier {chance.randrange(150)}", f"recipient {chance.randrange(150)}", chance.random())
        for _ in range(2000)
    ]
    flows = flows_of(records)
    layout = laid_out(flows)
    assert OTHERS in layout.suppliers
    assert layout.suppliers[-1] == layout.recipients[-1] == OTHERS
    told = flows_told(flows, "Network", "all", "As of today")
    spec = network_spec(layout, told, Style(1600))
    assert spec["height"] <= 24 * MOST_NODES
    assert "Summed up as others" in " ".join(spec["title"]["subtitle"])


def test_every_state_of_the_lexicon_has_a_place() -> None:
    states = {code for code in _party_names() if len(code) == 2 and code.isupper()}
    assert len(states) > 150
    assert not states - set(places())
    assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in places().values())


CODES = st.sampled_from(sorted(places()))


@given(CODES, CODES)
def test_an_arc_ends_at_its_places_and_there_and_back_lie_apart(one: str, other: str) -> None:
    start, end = places()[one], places()[other]
    there, back = bow(start, end), bow(end, start)
    assert there[0] == start
    assert (there[-1][0] - end[0]) % 360 < 0.01 or (end[0] - there[-1][0]) % 360 < 0.01
    if max(abs(start[0] - end[0]), abs(start[1] - end[1])) > 5 and abs(start[0] - end[0]) < 170:
        assert there[12] != back[12]


@settings(deadline=None)
@given(st.lists(CODES, min_size=1, max_size=40, unique=True), st.sampled_from([344, 1584]))
def test_labels_on_a_map_do_not_overlap_and_places_lie_on_it(codes: list[str], width: int) -> None:
    codes = [code for code in codes if code != "AQ"]
    frame = frame_of([places()[code] for code in codes], width, width * 0.56)
    found = labels_of(codes, frame, Style(width + 16))
    boxes = []
    for _, text, x, y, align in found:
        wide = 6.4 * len(text)
        left = x - {"left": 0.0, "right": wide, "center": wide / 2}[align]
        boxes.append((left, y, left + wide))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert abs(one[1] - other[1]) > 11 or one[2] < other[0] + 14 or other[2] < one[0] + 14
    for code in codes:
        x, y = frame.pixel(places()[code])
        assert -1 <= x <= width + 1
        assert -1 <= y <= frame.height + 1 or len(codes) > 1


def test_who_has_no_place_is_listed_beside_the_map() -> None:
    flows = flows_of([record("IR", "houthis"), record("IR", "RU"), record(None, "RU")])
    told = flows_told(flows, "Map", "all", "As of today", map_notes(flows))
    assert "2 pairs" in " ".join(told.notes)
    assert "Houthis" in str(map_spec(flows, told, Style()))


def test_an_arc_over_the_edge_of_the_map_goes_out_on_one_side_and_comes_in_on_the_other() -> None:
    ends = (
        ("JP", "MX"),
        ("AU", "BR"),
        ("IR", "RU"),
        ("GB", "ZA"),
        ("US", "FR"),
        ("NG", "IN"),
        ("CN", "PK"),
        ("VN", "TH"),
    )
    flows = flows_of([record(a, b) for a, b in ends])
    spec = map_spec(flows, flows_told(flows, "Map", "all", "As of today"), Style(960))
    rows = [row for some in spec["datasets"].values() if isinstance(some, list) for row in some if "order" in row]
    parts: dict[tuple[str, int], list[float]] = {}
    for row in sorted(rows, key=lambda one: (one["flow"], one["order"])):
        parts.setdefault((row["flow"], row["part"]), []).append(row["x"])
    assert len(parts) > len(flows)
    for some in parts.values():
        assert all(abs(one - other) < 480 for one, other in zip(some, some[1:], strict=False))


def test_a_narrow_map_has_fewer_arcs_and_its_legend_beneath_what_is_listed() -> None:
    codes = sorted(places())[:12]
    flows = flows_of([record(a, b) for a in codes[:6] for b in codes[6:]] + [record("IR", "houthis")])
    assert len(flows) == 37
    arcs = {}
    for width in (340, 960):
        style = Style(width)
        told = flows_told(flows, "Map", "all", "As of today", map_notes(flows, style.narrow))
        spec = map_spec(flows, told, style)
        rows = [row for some in spec["datasets"].values() if isinstance(some, list) for row in some]
        arcs[width] = len({row["flow"] for row in rows if "flow" in row})
        legend = next(
            one["encoding"]["color"]["legend"]
            for one in spec["layer"]
            if "legend" in one.get("encoding", {}).get("color", {})
        )
        assert legend["orient"] == ("bottom" if width == 340 else "top")
        listed = [row["t"] for row in rows if "Houthis" in row.get("t", "")]
        assert listed, "who has no place stands before what is too much"
        notes = " ".join(told.notes)
        assert f"{37 - arcs[width]} pair" in notes
    assert arcs == {340: 24, 960: 36}
