"""From findings to an answer: the gravest decides, nothing is without a reason, and order does not matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.matching.party import Party
from weighbridge.screening.answer import ANSWERS, answered
from weighbridge.screening.figures import figures
from weighbridge.screening.finding import LEVELS, Evidence, Finding
from weighbridge.screening.order import GoodsLine, Order, OrderParty, Route
from weighbridge.screening.plain import finding_from, finding_row, order_from, order_row

ORDER = Order(
    "A",
    (OrderParty("buyer", Party("", "Company", ("Tern",))), OrderParty("payer", Party("", "Company", ("Gull",)))),
    (GoodsLine("chairs"), GoodsLine("chips", "854231")),
    Route(("gb", "tr")),
)
SUBJECTS = ("order", "route", "goods/1", "goods/2", "parties/1", "parties/2")
finding = st.builds(
    Finding,
    st.sampled_from(("party", "goods", "flag", "lists")),
    st.sampled_from(SUBJECTS),
    st.sampled_from(LEVELS),
    st.sampled_from(("because", "since", "as told")),
    evidence=st.just((Evidence("order", "buyer", "Tern"),)),
    score=st.none() | st.sampled_from((0.7, 0.93)),
)
lists = [{"list": "own", "entries": 3, "as_of": "2030-01-01", "version": "abc"}]


@given(st.lists(finding, max_size=8), st.randoms(use_true_random=False))
def test_the_gravest_decides_with_reasons_in_whatever_order(found: list[Finding], chance: object) -> None:
    made = answered(ORDER, found, lists, figures())
    gravest = max((LEVELS.index(one.level) for one in found), default=0)
    assert ANSWERS.index(made.answer) == gravest
    assert [one.subject for one in made.lines] == ["parties/1", "parties/2", "goods/1", "goods/2", "route", "order"]
    assert all(one.reasons for one in made.lines)
    for line in made.lines:
        mine = max((LEVELS.index(one.level) for one in found if one.subject == line.subject), default=0)
        assert ANSWERS.index(line.answer) >= mine
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert answered(ORDER, shuffled, lists, figures()) == made


@given(st.lists(finding, max_size=3))
def test_findings_and_orders_come_back_from_their_plain_values(found: list[Finding]) -> None:
    assert [finding_from(finding_row(one)) for one in found] == found
    assert order_from(order_row(ORDER)) == ORDER
