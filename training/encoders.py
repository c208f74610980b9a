"""The encoders that were tuned without the documents of one fold each (``training.encoder.tune``)."""

from __future__ import annotations

from pathlib import Path

from training.learner import FOLDS
from weighbridge.reading.encoder.encoder import Encoder, load_encoder

FOLDER = Path(__file__).parent.parent / "build" / "encoder"


def fold_encoders() -> list[Encoder]:
    """One a fold.

    Raises:
        SystemExit: they have not been made yet.
    """
    paths = [FOLDER / f"fold{fold}.npz" for fold in range(FOLDS)]
    missing = [path.name for path in paths if not path.exists()]
    if missing:
        raise SystemExit(f"{FOLDER}: {', '.join(missing)} missing; run `make encoder` first")
    return [load_encoder.__wrapped__(path) for path in paths]
