"""Red flags of an order: rows of ``lexicon/flags.toml``, each with its published source, and the facts they need."""

from weighbridge.flags.addresses import ListedAddresses
from weighbridge.flags.raising import findings

__all__ = ["ListedAddresses", "findings"]
