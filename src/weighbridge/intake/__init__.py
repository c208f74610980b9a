"""Intake: files, folders and standard input become Documents; what can't is refused with a reason."""

from __future__ import annotations

from weighbridge.intake.documents import LIMIT, documents_from
from weighbridge.intake.language import language_of
from weighbridge.intake.refusal import Refusal

__all__ = ["LIMIT", "Refusal", "documents_from", "language_of"]
