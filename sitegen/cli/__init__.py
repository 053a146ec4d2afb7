"""The commands, their exit codes, and all that is printed.

Exit status: 0 done; 1 the archive has problems and the published folder is untouched; 2 wrong usage.
"""

from __future__ import annotations

import click

from sitegen.cli import building, reanchoring, serving, starting, suggesting


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sitegen", prog_name="sitegen")
def main() -> None:
    """Turn a folder of articles and the YAML beside it into a cross-linked archive of plain HTML."""


for _command in (
    building.build,
    building.check,
    reanchoring.reanchor,
    serving.serve,
    starting.new,
    starting.schema,
    suggesting.suggest,
):
    main.add_command(_command)
