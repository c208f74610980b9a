"""Days on an axis: from ISO dates cut to their precision."""

from __future__ import annotations

from datetime import date, timedelta

from weighbridge.ledger.dates import last_day


def day_of(when: str | None) -> date | None:
    """The last day of an ISO date cut to its precision; None for what is no date."""
    last = last_day(when)
    return date.fromisoformat(last) if last else None


def first_day(when: str | None) -> date | None:
    """The first day of an ISO date cut to its precision; None for what is no date."""
    if last_day(when) is None or when is None:
        return None
    return date.fromisoformat(f"{when[:10]}-01-01"[:10] if len(when) < 7 else f"{when[:10]}-01"[:10])


def domain(days: list[date], reach: list[date], margin: float = 0.03) -> tuple[date, date]:
    """The span of an axis: all of ``days``, and ``reach`` as far as it makes each side no longer than the middle.

    Axes get a margin on each side, at least two days. Without any day, one day of today's century.
    """
    if not days:
        days = reach or [date(2000, 1, 1)]
    low, high = min(days), max(days)
    room = timedelta(days=max(120, (high - low).days))
    low = min([low, *(max(one, _less(low, room)) for one in reach)])
    high = max([high, *(min(one, _more(high, room)) for one in reach)])
    edge = timedelta(days=max(2, round((high - low).days * margin)))
    return _less(low, edge), _more(high, edge)


def _less(day: date, span: timedelta) -> date:
    return date.min if day - date.min < span else day - span


def _more(day: date, span: timedelta) -> date:
    return date.max if date.max - day < span else day + span


def moment(day: date) -> int:
    """A day as Vega takes it, in milliseconds: midday UTC, so that no time zone moves it to another."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000 + 43_200_000


def written(day: date) -> dict[str, int | bool]:
    """The same moment in words of Vega-Lite, for the end of an axis: as a number it becomes an expression that Vega
    can't work out where it may not make functions of texts, as under the desk's policy.
    """
    return {"year": day.year, "month": day.month, "date": day.day, "hours": 12, "utc": True}


def date_format(low: date, high: date) -> str:
    """How days stand on an axis, by how long it is."""
    days = (high - low).days
    return "%Y" if days > 365 * 6 else "%b %Y" if days > 120 else "%-d %b %Y" if days > 40 else "%-d %b"
