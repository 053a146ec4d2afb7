"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sitegen.build import Options

Command = TypeVar("Command", bound=Callable[..., Any])


def root(command: Command) -> Command:
    """`--root`: the archive to work on."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The archive's folder; default: this one.",
    )(command)


def drafts(command: Command) -> Command:
    """`--drafts`: drafts are shown."""
    return click.option("--drafts", is_flag=True, help="Show drafts too.")(command)


def strict(command: Command) -> Command:
    """`--strict`: warnings forbid publishing."""
    return click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")(command)


def json(command: Command) -> Command:
    """`--json`: the answer is for a program."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print problems and figures as JSON, and nothing else."
    )(command)


def gathered(root: Path, output: str | None = None, **given: Any) -> Options:
    """What a command was given, as a build takes it."""
    from sitegen.build import Options

    return Options(root=root, output=root / "public" if output is None else output, **given)
