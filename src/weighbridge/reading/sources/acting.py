"""Who stands as subject of the verbs of a sentence: whoever acts may be the source of what he does."""

from __future__ import annotations

from weighbridge.model import Source
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.cast import Cast
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.phrases import party_on
from weighbridge.reading.sources.words import speakers


def acting_in(cast: Cast, scene: Scene) -> dict[int, tuple[int, Source]]:
    """Who stands as subject of a verb in the scene: verb to head of the subject and source."""
    found: dict[int, tuple[int, Source]] = {}
    for token, dep in enumerate(scene.dep):
        verb = scene.head[token]
        if dep == "acl" and scene.tag[token] == "VBD":
            token, verb = verb, token
        elif dep not in ("nsubj", "nsubjpass", "agent"):
            continue
        if dep == "agent":
            token = next((c for c in scene.children[token] if scene.dep[c] == "pobj"), token)
        if scene.tag[token] in ("WDT", "WP", "EX") or (scene.tag[token] == "PRP" and scene.lower[token] in WE):
            continue
        if scene.tag[token][:1] not in "NP" or (dep == "nsubjpass" and verb in found):
            continue
        source = cast.resolve(scene, *_span(scene, token), remember=False)
        if source is not None and (source.class_ not in ("anonymous", "person") or _may_speak(cast, scene, token)):
            found[verb] = token, source
    return found


def _may_speak(cast: Cast, scene: Scene, token: int) -> bool:
    """Whether a subject is somebody who can speak, as far as the words tell."""
    lower = scene.lower[token]
    return (
        scene.tag[token] == "PRP"
        or lower in speakers().nouns
        or lower in cast.people
        or party_on(scene, token) is not None
    )


def _span(scene: Scene, token: int) -> tuple[int, int]:
    """Characters of the phrase that ``token`` heads, without what is hung on after it."""
    low, high = token, token
    for child in scene.children[token]:
        if child < token and scene.dep[child] not in ("relcl", "punct", "cc"):
            low = min(low, child, *_below(scene, child))
        elif child > token and scene.dep[child] in ("prep", "appos", "conj", "compound", "nummod"):
            high = max(high, child, *_below(scene, child))
    return scene.start + scene.starts[low], scene.start + scene.starts[high] + len(scene.lower[high])


def _below(scene: Scene, token: int) -> list[int]:
    found, queue = [token], [token]
    while queue and len(found) < 25:
        for child in scene.children[queue.pop()]:
            found.append(child)
            queue.append(child)
    return found
