"""The command ``desk``: the ledger in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weighbridge.cli_common import Progress, clean_exit, fail, say
from weighbridge.cli_options import Where

Host = Annotated[
    str | None, typer.Option("--host", metavar="ADDRESS", help="Address to listen on. Default: 127.0.0.1.")
]
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, metavar="N", help="Port; 0: any. Default: 8700.")]
Figures = Annotated[
    Path | None,
    typer.Option(
        "--figures", metavar="FILE", envvar="WEIGHBRIDGE_FIGURES", help="Figures of your own to weigh with (TOML)."
    ),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Show only what was knowable on that day.")]

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, max=64, metavar="N", help="Processes that answer, for many readers. Default: 1."),
]


def desk(
    ledger: Where = None,
    host: Host = None,
    port: Port = None,
    figures: Figures = None,
    as_of: AsOf = None,
    jobs: Jobs = None,
) -> None:
    """Open the ledger in a browser: transfers, evidence, who echoes whom, what changed; and the same as JSON."""
    with clean_exit():
        from weighbridge.desk.settings import settings_from
        from weighbridge.environment import SettingsError

        try:
            settings = settings_from(ledger=ledger, host=host, port=port, figures=figures, as_of=as_of, jobs=jobs)
        except SettingsError as error:
            raise fail(str(error)) from None
        from weighbridge.desk.serving import serve

        progress = Progress("pairs weighed")
        serve(settings, progress.step, progress.clear, say)
