"""Libraries that only some exports need, and that weigh too much for everybody: the extra ``weighbridge[exports]``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from weighbridge.exports.columns import ExportError


def _needed(module: str, what: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise ExportError(
            f"{what} needs the library {error.name or module}; install it with: pip install 'weighbridge[exports]'"
        ) from None


def pyarrow() -> tuple[Any, Any]:
    """pyarrow and its Parquet part. Raises ExportError where it is not installed."""
    return _needed("pyarrow", "Parquet"), _needed("pyarrow.parquet", "Parquet")


def followthemoney() -> Any:
    """followthemoney. Raises ExportError where it is not installed."""
    return _needed("followthemoney", "the export of entities")


def stix2() -> Any:
    """stix2. Raises ExportError where it is not installed."""
    return _needed("stix2", "the export to STIX")
