"""`build` and `check`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options, report
from sitegen.cli.progress import echo_beside, progress_on_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.engine.dask_executor import DaskExecutor


@options.command()
@options.root
@click.option(
    "--output",
    type=str,
    callback=options.folder_or_storage,
    help="Where the site goes: a folder, or s3://BUCKET/PREFIX; default: public in the archive's folder.",
)
@click.option("--replace", is_flag=True, help="Replace a site there even if it looks like another archive's.")
@click.option("--versioned", is_flag=True, help="In s3://…: a prefix for each version, switched to last.")
@options.drafts
@options.strict
@click.option("--keep-going", is_flag=True, help="Publish in spite of passages that were not found.")
@click.option(
    "--base-url",
    default="",
    callback=options.web_address,
    help="Where the site will stand; instead of the one in site.yaml.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0, options.MAX_PROCESSES),
    default=0,
    help="Processes to use; default: as many as pay.",
)
@click.option(
    "--cluster",
    default="",
    callback=options.cluster,
    metavar="ADDRESS",
    help="Let a Dask cluster do the work: tcp://HOST:PORT, tls://HOST:PORT, or local:N for N workers of this machine.",
)
@click.option("--no-search", is_flag=True, help="Make no search page and no index.")
@click.option("--timings", is_flag=True, help="Tell how long each stage took.")
@click.option("--quiet", is_flag=True, help="Print problems and notices only.")
@options.json
def build(root: Path, output: str | None, *, no_search: bool, quiet: bool, as_json: bool, **given: Any) -> None:
    """Make the site."""
    from sitegen.engine import Options
    from sitegen.engine import build as run

    timings, cluster = given.pop("timings"), given.pop("cluster")
    if cluster and given["jobs"]:
        raise click.UsageError("--jobs is for processes of this machine: with --cluster its workers do the work")
    place = options.default_output(root) if output is None else output
    if given["versioned"] and not options.is_storage(place):
        raise click.UsageError("--versioned is for sites in object storage: --output s3://BUCKET/PREFIX")
    wanted = Options(root, place, search=not no_search, **given)
    with progress_on_terminal(not quiet and not as_json) as progress:
        if cluster:
            tell = partial(echo_beside, progress) if not quiet and not as_json else _tell_nobody
            with _workers_of(cluster, tell) as executor:
                outcome = run(wanted, progress, executor=executor)
        else:
            outcome = run(wanted, progress)
    outcome = report.with_hints(outcome, root)
    if timings:
        report.print_timings(outcome.stats)
    report.finish_build(outcome, root, place, as_json=as_json, quiet=quiet)


def _workers_of(cluster: str, tell: Callable[[str], None]) -> DaskExecutor:
    """The workers of a cluster, who are told of when they begin. Raises click.UsageError."""
    from sitegen.core import extras
    from sitegen.engine.dask_executor import DaskExecutor

    try:
        return DaskExecutor(cluster, tell)
    except extras.MissingExtraError as missing:
        raise click.UsageError(f"--cluster needs Dask distributed: {extras.command(missing.extra)}") from None


def _tell_nobody(words: str) -> None:
    """As `tell`."""


@options.command("Check all that a build checks; write nothing.")
@options.root
@options.drafts
@options.strict
@options.json
@click.option(
    "--format",
    "form",
    type=click.Choice(report.CHECK_FORMATS),
    help="github = annotations of a pull request; sarif = for tools that gather such reports; json = as --json.",
)
def check(root: Path, *, drafts: bool, strict: bool, as_json: bool, form: str | None) -> None:
    """Check everything that a build checks, tell how the passages were found, and write nothing."""
    from sitegen.engine import Options
    from sitegen.engine import check as run

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} ask for two reports")
    form = "json" if as_json else form or "text"
    with progress_on_terminal(form == "text") as progress:
        outcome = run(Options(root, options.default_output(root), drafts=drafts, strict=strict), progress)
    report.finish_check(report.with_hints(outcome, root), root, form)
