"""Round-ups by state: who gives or gets in one section has nothing to do with the goods of the next.

The models carry a party over from the sentence before, also across a heading: "SWEDEN. Stockholm sent ten vehicles to
Ukraine. MALAYSIA. The ministry ordered 18 aircraft from South Korea."
"""

from __future__ import annotations

from bisect import bisect_right

from weighbridge.reading.ranking.page import ItemCandidate, Page, likeliest

RULED_OUT, LIKELY = 0.05, 0.5
"""What a party of another section has at most; and what the state of the section then has at least, where such a party
was likely. Set by hand."""


def keep_in_sections(page: Page) -> None:
    """Lowers the scores of parties that only other sections name; what is said before the first belongs to all.

    Where the state of the section is already who gives, whoever gets it may be named in another section, and the
    other way about: "GERMANY. Berlin sent 18 tanks" goes on from "UKRAINE. Kyiv asks for arms".
    """
    sections = page.speech.sections if page.speech is not None else {}
    starts = [*sorted(sections), len(page.scenes)]
    for item in page.items:
        number = bisect_right(starts, item.scene)
        if not number:
            continue
        start = starts[number - 1]
        places = (*range(starts[0]), *range(start, starts[number]))
        own = {party.code for at in places for party in page.scenes[at].parties}
        giver, getter = (likeliest(item.codes, scores)[0] for scores in (item.supplier, item.recipient))
        for scores, on_the_other_side in ((item.supplier, getter), (item.recipient, giver)):
            if on_the_other_side != sections[start]:
                _keep(item, scores, own, sections[start])


def _keep(item: ItemCandidate, scores: list[float], own: set[str | None], state: str) -> None:
    lost = 0.0
    for at, code in enumerate(item.codes):
        if code is not None and code not in own:
            lost = max(lost, scores[at])
            scores[at] = min(scores[at], RULED_OUT)
    taken = max((score for score, code in zip(scores, item.codes, strict=True) if code != state), default=0.0)
    for at, code in enumerate(item.codes):
        if code == state and lost >= LIKELY > taken:
            scores[at] = max(scores[at], LIKELY)
