"""`serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import options, report

if TYPE_CHECKING:
    from sitegen.build import Outcome
    from sitegen.build.live import Live
    from sitegen.serve import Rebuilt

DEFAULT_PORT: Final = 8000

PREVIEW_INDEXES: Final = 1000
"""Records that the preview makes a search index of, half a second for each change: a larger archive's would be felt."""


@click.command()
@options.root
@click.option("--host", default="127.0.0.1", help="The address to listen on; default: this machine alone.")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8000, or the next free one.")
@click.option("--open", "opens_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--poll", "is_polling", is_flag=True, help="Look for changes: for drives that tell of none.")
@click.option("--allow-editing", is_flag=True, help="With --host: let others edit the archive, too.")
@options.drafts
def serve(root: Path, *, host: str, port: int | None, allow_editing: bool, drafts: bool, **given: Any) -> None:
    """Show the site at once, and again after every change."""
    from sitegen.build.live import Live
    from sitegen.serve import Address, Showing, is_loopback
    from sitegen.serve import serve as show
    from sitegen.serve.editing import Editing

    gathered = options.gathered(root, drafts=drafts, most_indexed=PREVIEW_INDEXES)
    live = Live(gathered)
    if allow_editing and not is_loopback(host):
        click.echo(f"warning: whoever reaches {host} can change the files of this archive (--allow-editing)", err=True)
    address = Address(host, port or DEFAULT_PORT, is_port_asked_for=port is not None)
    is_editing = allow_editing or is_loopback(host)
    showing = Showing(root, Path(gathered.output), address, is_editing=is_editing, **given)
    sys.exit(show(showing, lambda changed: _rebuilt(live.build(changed)), click.echo, Editing(root), _Later(live)))


class _Later:
    """What the builds of a preview leave for when there is time."""

    def __init__(self, live: Live) -> None:
        self._live = live

    @property
    def is_due(self) -> bool:
        return self._live.needs_look

    def do(self) -> Rebuilt | None:
        outcome = self._live.look()
        return _rebuilt(outcome) if outcome else None

    def end(self) -> None:
        self._live.hasten()


def _rebuilt(outcome: Outcome) -> Rebuilt:
    from sitegen.serve import Rebuilt

    told = "\n".join([*map(str, outcome.problems), report.summary(outcome)])
    return Rebuilt(outcome.is_done, told, tuple(outcome.problems), outcome.changed)
