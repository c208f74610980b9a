"""Raw originals of documents, kept beside the ledger: content-addressed, compressed, never changed."""

from weighbridge.originals.keeping import kept
from weighbridge.originals.places import ENVIRONMENT, OFF, folder_for
from weighbridge.originals.store import Damaged, Missing, Store, Unusable

__all__ = ["ENVIRONMENT", "OFF", "Damaged", "Missing", "Store", "Unusable", "folder_for", "kept"]
