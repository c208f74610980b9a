"""Round-ups by state: who gives or gets in one section has nothing to do with the goods of the next.

The models carry a party over from the sentence before, also across a heading: "SWEDEN. Stockholm sent ten vehicles to
Ukraine. MALAYSIA. The ministry ordered 18 aircraft from South Korea."
"""

from __future__ import annotations

from bisect import bisect_right

from weighbridge.reading.ranking.page import ItemCandidate, Page

RULED_OUT, LIKELY = 0.05, 0.5
"""What a party of another section has at most; and what the state of the section then has at least, where such a party
was likely. Set by hand."""


def keep_in_sections(page: Page) -> None:
    """Lowers the scores of parties that only other sections name; what is said before the first belongs to all."""
    sections = page.speech.sections if page.speech is not None else {}
    starts = sorted(sections)
    for item in page.items:
        number = bisect_right(starts, item.scene)
        if not number:
            continue
        start = starts[number - 1]
        own = {
            party.code for at in (*range(starts[0]), *range(start, item.scene + 1)) for party in page.scenes[at].parties
        }
        _keep(item, own, sections[start])


def _keep(item: ItemCandidate, own: set[str | None], state: str) -> None:
    for scores in (item.supplier, item.recipient):
        lost = 0.0
        for at, code in enumerate(item.codes):
            if code is not None and code not in own:
                lost = max(lost, scores[at])
                scores[at] = min(scores[at], RULED_OUT)
        taken = max((score for score, code in zip(scores, item.codes, strict=True) if code != state), default=0.0)
        for at, code in enumerate(item.codes):
            if code == state and lost >= LIKELY > taken:
                scores[at] = max(scores[at], LIKELY)
