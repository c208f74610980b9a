"""Much made at once that refers to nothing in a circle; to look for such garbage takes up to half of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_looking_for_garbage() -> Iterator[None]:
    """Leave garbage in circles where it is meanwhile; afterwards all is as it was."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
