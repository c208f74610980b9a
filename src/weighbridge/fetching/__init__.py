"""Fetching: what stands on the web is brought in, politely and from public addresses only."""

from __future__ import annotations

from weighbridge.fetching.fetching import fetch, post
from weighbridge.fetching.session import Fetched, Limits, Session, Unfetched

__all__ = ["Fetched", "Limits", "Session", "Unfetched", "fetch", "post"]
