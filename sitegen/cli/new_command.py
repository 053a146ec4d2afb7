"""`new` and `schema`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli import options


@options.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), callback=options.folder)
def new(folder: Path) -> None:
    """Make a small archive to start from."""
    from sitegen.content.scaffold import create_archive

    problem = create_archive(folder)
    if problem:
        click.echo(problem, err=True)
        sys.exit(1)
    click.echo(f"Made {folder}. Next:\n\n  sitegen serve --root {folder}\n\nand open seeds/ and content/ in an editor.")


@options.command("Write JSON Schemas, for editors of YAML.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    callback=options.folder,
    help="The folder for the schemas, one file for each kind of record.",
)
def schema(output: Path) -> None:
    """Write the JSON Schemas of all records, with which an editor completes and checks YAML."""
    from sitegen.content.scaffold import unwritable_folder, write_schemas

    try:
        written = write_schemas(output)
    except OSError as error:
        click.echo(unwritable_folder(output, error), err=True)
        sys.exit(1)
    for path in written:
        click.echo(path)
