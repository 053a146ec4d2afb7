"""`serve`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import invocation, options, report

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

    wanted = _preview_options(root, drafts=drafts)
    builder, reporter = PreviewBuilder(wanted), _BuildReporter(root)
    if drafts:
        click.echo("With drafts: this site is made in .sitegen/preview, and what readers are to get stays as it is.")
    if allow_editing and not is_loopback(host):
        click.echo(f"warning: whoever reaches {host} can change the files of this archive (--allow-editing)", err=True)
    address = ServerAddress(host, port or DEFAULT_PORT, is_port_asked_for=port is not None)
    is_editing = allow_editing or is_loopback(host)
    shown = ServerOptions(root, Path(wanted.output), address, is_editing=is_editing, **given)
    sys.exit(
        show(
            shown,
            lambda changed: reporter.report(builder.build(changed)),
            click.echo,
            EditorExtension(root),
            _DeferredBuild(builder, reporter),
        )
    )


def _preview_options(root: Path, *, drafts: bool) -> Options:
    """What is to be built: with drafts in a place that nobody uploads."""
    from sitegen.engine import Options
    from sitegen.output.publish import PREVIEW

    output = root / PREVIEW if drafts else options.default_output(root)
    return Options(root, output, drafts=drafts, is_preview=drafts, most_indexed=MAX_INDEXED)


class _DeferredBuild:
    """What the builds of a preview leave for when there is time."""

    def __init__(self, builder: PreviewBuilder, reporter: _BuildReporter) -> None:
        self._builder, self._reporter = builder, reporter

    @property
    def is_due(self) -> bool:
        return self._builder.has_deferred

    def run(self) -> BuildReport | None:
        outcome = self._builder.run_deferred()
        return self._reporter.report(outcome) if outcome else None

    def cancel(self) -> None:
        self._builder.cancel_deferred()


class _BuildReporter:
    """Puts what became of each build into words for the terminal.

    Of a build that is done, the warnings and notes that the last one gave too are only counted. Of one that failed all
    are listed, since until there is a site its words are shown in place of the pages.
    """

    def __init__(self, root: Path) -> None:
        self._all = f"{invocation.proposed('check', '--root', root, '--json')} tells all"
        self._before: frozenset[Problem] = frozenset()

    def report(self, outcome: Outcome) -> BuildReport:
        from sitegen.core.problems import Severity
        from sitegen.serve import BuildReport
        from sitegen.site.pages.wording import counted

        problems = tuple(outcome.problems)
        new = [one for one in problems if not (outcome.is_done and one in self._before)]
        same = Counter(one.severity for one in problems) - Counter(one.severity for one in new)
        self._before = frozenset(problems)
        counts = [counted(same[severity], severity.value) for severity in Severity if same[severity]]
        before = [f"{', '.join(counts)} as before"] if counts else []
        words = [*report.problem_lines(new, self._all), *report.notice_lines(outcome)]
        lines = "\n".join([*words, report.summary(outcome), *before])
        return BuildReport(outcome.is_done, lines, problems, outcome.changed)
