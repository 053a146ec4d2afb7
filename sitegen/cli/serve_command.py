"""`serve`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import options, report

if TYPE_CHECKING:
    from sitegen.core.problems import Problem
    from sitegen.engine import Options, Outcome
    from sitegen.engine.preview import PreviewBuilder
    from sitegen.serve import BuildReport

DEFAULT_PORT: Final = 8000

MAX_INDEXED: Final = 1000
"""Records that the preview makes a search index of, half a second for each change: a larger archive's would be felt."""


@options.command("Show the site, again after each change.")
@options.root
@click.option(
    "--host",
    default="127.0.0.1",
    callback=options.host,
    help="The address to listen on; default: this machine alone.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8000, or the next free one.")
@click.option("--open", "opens_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--poll", "is_polling", is_flag=True, help="Look for changes: for drives that tell of none.")
@click.option("--allow-editing", is_flag=True, help="With --host: let others edit the archive, too.")
@options.drafts
def serve(root: Path, *, host: str, port: int | None, allow_editing: bool, drafts: bool, **given: Any) -> None:
    """Show the site at once, and again after every change; with drafts it is made in .sitegen/preview."""
    from sitegen.engine.preview import PreviewBuilder
    from sitegen.serve import ServerAddress, ServerOptions, is_loopback
    from sitegen.serve import serve as show
    from sitegen.serve.editor_handlers import EditorExtension

    gathered = _preview_options(root, drafts=drafts)
    live, teller = PreviewBuilder(gathered), _BuildReporter()
    if drafts:
        click.echo("With drafts: this site is made in .sitegen/preview, and what readers are to get stays as it is.")
    if allow_editing and not is_loopback(host):
        click.echo(f"warning: whoever reaches {host} can change the files of this archive (--allow-editing)", err=True)
    address = ServerAddress(host, port or DEFAULT_PORT, is_port_asked_for=port is not None)
    is_editing = allow_editing or is_loopback(host)
    showing = ServerOptions(root, Path(gathered.output), address, is_editing=is_editing, **given)
    rebuild, later = lambda changed: teller.rebuilt(live.build(changed)), _DeferredBuild(live, teller)
    sys.exit(show(showing, rebuild, click.echo, EditorExtension(root), later))


def _preview_options(root: Path, *, drafts: bool) -> Options:
    """What is to be built: with drafts in a place that nobody uploads."""
    from sitegen.output.publish import PREVIEW

    output = os.fspath(root / PREVIEW) if drafts else None
    return options.build_options(root, output, drafts=drafts, is_preview=drafts, most_indexed=MAX_INDEXED)


class _DeferredBuild:
    """What the builds of a preview leave for when there is time."""

    def __init__(self, live: PreviewBuilder, teller: _BuildReporter) -> None:
        self._live, self._teller = live, teller

    @property
    def is_due(self) -> bool:
        return self._live.has_deferred

    def run(self) -> BuildReport | None:
        outcome = self._live.run_deferred()
        return self._teller.rebuilt(outcome) if outcome else None

    def cancel(self) -> None:
        self._live.cancel_deferred()


class _BuildReporter:
    """Puts what became of each build into words.

    Of a build that is done, the warnings and notes that the last one gave too are only counted. One that failed tells
    everything, since until there is a site its words are shown in place of the pages.
    """

    def __init__(self) -> None:
        self._before: frozenset[Problem] = frozenset()

    def rebuilt(self, outcome: Outcome) -> BuildReport:
        from sitegen.core.problems import Severity
        from sitegen.serve import BuildReport
        from sitegen.site.pages.wording import counted

        problems = tuple(outcome.problems)
        new = [one for one in problems if not (outcome.is_done and one in self._before)]
        same = Counter(one.severity for one in problems) - Counter(one.severity for one in new)
        self._before = frozenset(problems)
        counts = [counted(same[severity], severity.value) for severity in Severity if same[severity]]
        before = [f"{', '.join(counts)} as before"] if counts else []
        words = [*report.problem_lines(new, "sitegen check --json tells all"), *report.notice_lines(outcome)]
        told = "\n".join([*words, report.summary(outcome), *before])
        return BuildReport(outcome.is_done, told, problems, outcome.changed)
