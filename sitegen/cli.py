"""The commands, their exit codes, and all that is printed.

Exit status: 0 done; 1 the archive has problems and the published folder is untouched; 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from sitegen.build import Options, Outcome, Progress

Command = TypeVar("Command", bound=Callable[..., Any])

SHOW_AFTER: Final = 1.0
"""Seconds of silence before progress is drawn: a build that is over by then needs none."""

DEFAULT_PORT: Final = 8000

PREVIEW_INDEXES: Final = 1000
"""Records that the preview makes a search index of, half a second for each change: a larger archive's would be felt."""

_STAGES: Final = {
    "read": "Reading",
    "weave": "Finding passages and names",
    "search": "Making the search index",
    "render": "Making pages",
    "publish": "Putting them in place",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sitegen", prog_name="sitegen")
def main() -> None:
    """Turn a folder of articles and the YAML beside it into a cross-linked archive of plain HTML."""


def _root(command: Command) -> Command:
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The archive's folder; default: this one.",
    )(command)


def _drafts(command: Command) -> Command:
    return click.option("--drafts", is_flag=True, help="Show drafts too.")(command)


def _strict(command: Command) -> Command:
    return click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")(command)


def _json(command: Command) -> Command:
    return click.option(
        "--json", "as_json", is_flag=True, help="Print problems and figures as JSON, and nothing else."
    )(command)


@main.command()
@_root
@click.option("--output", type=str, help="Where the site goes; default: public in the archive's folder.")
@_drafts
@_strict
@click.option("--keep-going", is_flag=True, help="Publish in spite of passages that were not found.")
@click.option("--base-url", default="", help="Where the site will stand; instead of the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes to use; default: as many as pay.")
@click.option("--no-search", is_flag=True, help="Make no search page and no index.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@_json
def build(**given: Any) -> None:
    """Make the site."""
    from sitegen.build import build as run

    given["search"] = not given.pop("no_search")
    quiet, as_json = given.pop("quiet"), given.pop("as_json")
    with _progress(is_shown=not quiet and not as_json) as progress:
        outcome = run(_options(**given), progress)
    _finish(outcome, as_json=as_json, quiet=quiet)


@main.command()
@_root
@_drafts
@_strict
@_json
def check(root: Path, *, drafts: bool, strict: bool, as_json: bool) -> None:
    """Check everything that a build checks, and write nothing."""
    from sitegen.build import check as run

    with _progress(is_shown=not as_json) as progress:
        outcome = run(_options(root, drafts=drafts, strict=strict), progress)
    _finish(outcome, as_json=as_json, quiet=False)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Make a small archive to start from."""
    from sitegen.new import create

    problem = create(folder)
    if problem:
        click.echo(problem, err=True)
        sys.exit(1)
    click.echo(f"Made {folder}. Next:\n\n  sitegen serve --root {folder}\n\nand open seeds/ and content/ in an editor.")


@main.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for the schemas, one file for each kind of record.",
)
def schema(output: Path) -> None:
    """Write the JSON Schemas of all records, with which an editor completes and checks YAML."""
    from sitegen.new import write_schemas

    for path in write_schemas(output):
        click.echo(path)


@main.command()
@_root
@click.option("--host", default="127.0.0.1", help="The address to listen on; default: this machine alone.")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8000, or the next free one.")
@_drafts
def serve(root: Path, *, host: str, port: int | None, drafts: bool) -> None:
    """Show the site at once, and again after every change."""
    from sitegen.build import build as run
    from sitegen.serve import Address, Rebuilt
    from sitegen.serve import serve as show

    options = _options(root, drafts=drafts, most_indexed=PREVIEW_INDEXES)

    def rebuild() -> Rebuilt:
        outcome = run(options)
        return Rebuilt(outcome.is_done, "\n".join([*map(str, outcome.problems), summary(outcome)]))

    address = Address(host, port or DEFAULT_PORT, is_port_asked_for=port is not None)
    sys.exit(show(root, Path(options.output), address, rebuild, click.echo))


def _options(root: Path, output: str | None = None, **given: Any) -> Options:
    from sitegen.build import Options

    return Options(root=root, output=root / "public" if output is None else output, **given)


def _finish(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    """Tell what became of a build, and end with the status that says the same."""
    if as_json:
        click.echo(json.dumps(_report(outcome), ensure_ascii=False, indent=2))
    else:
        for problem in outcome.problems:
            click.echo(problem, err=True)
        if not quiet:
            click.echo(summary(outcome))
    sys.exit(0 if outcome.is_done else 1)


def _report(outcome: Outcome) -> dict[str, Any]:
    stats = outcome.stats
    problems = [
        {
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "file": problem.location.file,
            "line": problem.location.line,
            "column": problem.location.column,
        }
        for problem in outcome.problems
    ]
    counts = {
        "articles": stats.articles,
        "mentions": stats.mentions,
        "passages": stats.passages,
        "pages": stats.pages,
        "problems": len(outcome.problems),
        "seconds": round(stats.seconds, 3),
    }
    return {"problems": problems, "stats": counts}


def summary(outcome: Outcome) -> str:
    """`9 articles, 210 mentions, 31 passages, 95 pages, no problems, 0.6 s`."""
    from sitegen.pages.wording import counted
    from sitegen.problems import Severity

    stats, problems = outcome.stats, outcome.problems
    errors, warnings = problems.count(Severity.ERROR), problems.count(Severity.WARNING)
    parts = [
        counted(stats.articles, "article"),
        counted(stats.mentions, "mention"),
        counted(stats.passages, "passage"),
        counted(stats.pages, "page"),
        *([counted(errors, "error")] if errors else []),
        *([counted(warnings, "warning")] if warnings else []),
        *([] if problems else ["no problems"]),
        f"{stats.seconds:.1f} s",
    ]
    end = "" if outcome.is_done else "\nNothing was published."
    return ", ".join(parts) + end


@contextmanager
def _progress(*, is_shown: bool) -> Iterator[Progress]:
    """Progress on a terminal, for builds that take a while."""
    from sitegen.build import silent

    if not is_shown or not sys.stderr.isatty():
        yield silent
        return
    drawing = _Drawing()
    try:
        yield drawing.tell
    finally:
        drawing.stop()


class _Drawing:
    """Draws nothing until a build has taken `SHOW_AFTER`: only then it is worth loading what draws."""

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._begin = self._clock()
        self._bar: Any = None
        self._stage = ""

    def tell(self, stage: str, done: int, total: int) -> None:
        """Take note of a step."""
        if self._bar is None:
            if self._clock() - self._begin < SHOW_AFTER:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        if stage != self._stage:
            self._stage = stage
            self._bar.reset(self._task, total=total or None, description=_STAGES[stage])
        self._bar.update(self._task, completed=done)

    def stop(self) -> None:
        """Clear the line."""
        if self._bar is not None:
            self._bar.stop()
