"""`build` and `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sitegen.cli import options, report
from sitegen.cli.progress import shown


def _web_address(_: click.Context, __: click.Parameter, value: str) -> str:
    """As `base_url` in site.yaml has to be. Raises click.BadParameter."""
    from sitegen import urls

    if value and (not urls.is_web(value) or {"?", "#"} & set(value)):
        raise click.BadParameter(f'"{value}" is no address of a site; write one such as https://example.org/archive/')
    return value


@click.command()
@options.root
@click.option("--output", type=str, help="Where the site goes; default: public in the archive's folder.")
@click.option("--replace", is_flag=True, help="Replace a site there even if it looks like another archive's.")
@options.drafts
@options.strict
@click.option("--keep-going", is_flag=True, help="Publish in spite of passages that were not found.")
@click.option(
    "--base-url", default="", callback=_web_address, help="Where the site will stand; instead of the one in site.yaml."
)
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes to use; default: as many as pay.")
@click.option("--no-search", is_flag=True, help="Make no search page and no index.")
@click.option("--timings", is_flag=True, help="Tell how long each stage took.")
@click.option("--quiet", is_flag=True, help="Print problems and notices only.")
@options.json
def build(**given: Any) -> None:
    """Make the site."""
    from sitegen.build import build as run

    given["search"] = not given.pop("no_search")
    quiet, as_json, timings = given.pop("quiet"), given.pop("as_json"), given.pop("timings")
    wanted = options.gathered(**given)
    with shown(not quiet and not as_json) as progress:
        outcome = run(wanted, progress)
    if timings:
        report.tell_timings(outcome.stats)
    report.finish(outcome, wanted, as_json=as_json, quiet=quiet)


@click.command()
@options.root
@options.drafts
@options.strict
@options.json
def check(root: Path, *, drafts: bool, strict: bool, as_json: bool) -> None:
    """Check everything that a build checks, tell how the passages were found, and write nothing."""
    from sitegen.build import check as run

    with shown(not as_json) as progress:
        outcome = run(options.gathered(root, drafts=drafts, strict=strict), progress)
    report.finish_check(outcome, as_json=as_json)
