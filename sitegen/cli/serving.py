"""`serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from sitegen.cli import options, report

DEFAULT_PORT: Final = 8000

PREVIEW_INDEXES: Final = 1000
"""Records that the preview makes a search index of, half a second for each change: a larger archive's would be felt."""


@click.command()
@options.root
@click.option("--host", default="127.0.0.1", help="The address to listen on; default: this machine alone.")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8000, or the next free one.")
@options.drafts
def serve(root: Path, *, host: str, port: int | None, drafts: bool) -> None:
    """Show the site at once, and again after every change."""
    from sitegen.build import build as run
    from sitegen.serve import Address, Rebuilt
    from sitegen.serve import serve as show

    gathered = options.gathered(root, drafts=drafts, most_indexed=PREVIEW_INDEXES)

    def rebuild() -> Rebuilt:
        outcome = run(gathered)
        return Rebuilt(outcome.is_done, "\n".join([*map(str, outcome.problems), report.summary(outcome)]))

    address = Address(host, port or DEFAULT_PORT, is_port_asked_for=port is not None)
    sys.exit(show(root, Path(gathered.output), address, rebuild, click.echo))
