"""The commands, their exit codes, and all that is printed.

Exit status: 0 done; 1 the archive has problems and the published folder is untouched; 2 wrong usage.
"""

from __future__ import annotations

import click

from sitegen.cli import (
    build_command,
    completion_command,
    links_command,
    merge_command,
    new_command,
    reanchor_command,
    rename_command,
    serve_command,
    suggest_command,
)
from sitegen.core.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def main() -> None:
    """Turn a folder of articles and the YAML beside it into a cross-linked archive of plain HTML."""


for _command in (
    build_command.build,
    build_command.check,
    merge_command.merge,
    reanchor_command.reanchor,
    rename_command.rename,
    serve_command.serve,
    new_command.new,
    new_command.schema,
    suggest_command.suggest,
    links_command.links,
    completion_command.completion,
):
    main.add_command(_command)
