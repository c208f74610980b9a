"""Controls of goods: codes and plain words against the Common High Priority List, MTCR annex, EU and US lists."""

from weighbridge.controls.explaining import Explanation, explain
from weighbridge.controls.judging import findings, line_findings

__all__ = ["Explanation", "explain", "findings", "line_findings"]
