"""What a common noun for a body stands for: "the group" is the company named before, "the Council" the Union's."""

from __future__ import annotations

from weighbridge.model import Source
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.employers import sort_of
from weighbridge.reading.sources.parties import source_of
from weighbridge.reading.sources.phrases import parties_at
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers


def body_called(scene: Scene, head: int) -> Source | None:
    """The body that the subject at a token is, where no file knows it.

    A company, with its state where that stands before it ("the Turkish shipyard"); what an organisation of states sends
    out ("the European Union's operation"). None where it is neither.
    """
    owners = parties_at(scene, [kid for kid in scene.children[head] if kid < head])
    if scene.lemma[head] in signs().sent_out:
        return next((source_of(one) for one in owners if one.class_ == "intergovernmental"), None)
    noun = speakers().nouns.get(scene.lemma[head])
    company = noun is not None and noun.class_ == "company" and scene.lemma[head] in speakers().bodies
    before = [kid for kid in scene.children[head] if kid < head]
    named = sort_of(scene, [*before, head], head) == "company"  # "the Turkish shipyard Marmara Deniz"
    if not named and (not company or scene.tag[head] != "NN"):
        return None
    return Source("company", next((one.code for one in owners if one.code), None), None, True)


def last_group(scene: Scene, end: int) -> Source | None:
    """The company, group or institute that is named last before a token."""
    named = [one for one in scene.parties if one.token < end and one.kind in ("company", "group", "institute")]
    return source_of(max(named, key=lambda party: party.token)) if named else None


def group_meant(scene: Scene, head: int, before: Source | None, code: str | None) -> Source | None:
    """Whom "the group" or "the mission" means: the company, or the organisation of states, that was named last.

    Args:
        scene: the sentence.
        head: token of the noun.
        before: the last group that the sentences before it name.
        code: the state that the phrase itself names; a company of another is not meant, nor any organisation.
    """
    lemma = scene.lemma[head]
    last = last_group(scene, head) or before
    if last is None or (code and last.country and code != last.country):
        return None
    if lemma in signs().sent_out:
        return last if last.class_ == "intergovernmental" and code is None else None
    noun = speakers().nouns.get(lemma) if lemma in speakers().bodies else None
    return last if noun is not None and noun.class_ == "ngo" and last.class_ == "company" else None
