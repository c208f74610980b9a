"""The reader: documents in, statements and measures out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from weighbridge.model import Document
from weighbridge.reading.frames import frames_in
from weighbridge.reading.mentions import Mention, finder
from weighbridge.reading.parsing import DEFAULT_MODEL, parse
from weighbridge.reading.scene import Scene, scene_of
from weighbridge.reading.sentences import Sentence, sentences_of


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence) -> Sequence[Mention]:
    return mentions[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end - 1)]


def scenes_of(documents: Iterable[Document], model: str = DEFAULT_MODEL) -> Iterator[list[Scene]]:
    """The parsed scenes of each document."""
    find = finder()
    for document in documents:
        mentions = find.find(document.text)
        starts = [mention.start for mention in mentions]
        sentences = sentences_of(document.text)
        scenes = []
        for sentence, doc in zip(
            sentences, parse((document.text[s.start : s.end] for s in sentences), model), strict=True
        ):
            scene = scene_of(sentence, doc, _within(mentions, starts, sentence))
            kinds = {party.token: "party" for party in scene.parties} | {item.token: "item" for item in scene.items}
            scene.hits = frames_in(doc, kinds)
            scenes.append(scene)
        yield scenes
