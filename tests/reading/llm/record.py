"""Writes the cache of the recorded run anew, from the answers that were written by hand.

    python -m tests.reading.llm.record

Needed when the prompt or the form of the cache has changed: the answers stay, the questions that they answer don't.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from weighbridge.evaluation.gold import document_of
from weighbridge.reading.llm.cache import Reply, keep, key_of
from weighbridge.reading.llm.prompt import messages_of, prompt
from weighbridge.reading.llm.windows import tokens_of

HERE = Path(__file__).parent / "recorded"
CORPUS = Path(__file__).parents[3] / "corpus" / "more"
MODEL = "by-hand"
PARAMETERS = {"temperature": 0.0, "max_tokens": 8192}
"""The defaults of the settings."""


def recorded() -> dict[str, str]:
    """The answers by the name of the document that they are on."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "answers").glob("*.txt"))}


def main() -> None:
    """One file of the cache for each answer."""
    shutil.rmtree(HERE / "cache", ignore_errors=True)
    for name, answer in recorded().items():
        document = document_of(json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8")))
        messages = messages_of(document, (0, len(document.text)), 1, 1)
        sent = sum(tokens_of(message["content"]) for message in messages)
        key = key_of(MODEL, prompt().version, messages, PARAMETERS)
        keep(HERE / "cache", key, Reply(answer, "stop", sent, tokens_of(answer)), MODEL, prompt().version)


if __name__ == "__main__":
    main()
