"""The picture of nothing: it says that there is nothing to show."""

from __future__ import annotations

from typing import Any

from weighbridge.pictures.style import Style, finished
from weighbridge.pictures.told import Told


def empty_spec(told: Told, style: Style) -> dict[str, Any]:
    """A picture with its title, and the words that there is nothing to show."""
    import altair as alt

    data = alt.InlineData(values=[{"says": "Nothing to show."}])
    text = alt.Chart(data).mark_text(color=style.palette.faint, fontSize=13).encode(text="says:N")
    return finished(text.properties(height=90), told.title, f"{told.below}.", style, told.description)
