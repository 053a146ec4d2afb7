"""The options that several commands share."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
FolderName = TypeVar("FolderName", str, Path)

MAX_PROCESSES: Final = 1024
"""More than that is a slip of the finger, and may be more than the system can count."""
_CLUSTER: Final = re.compile(r"local:(?P<workers>[0-9]{1,5})|(?:tcp|tls)://(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
_MAX_SHOWN: Final = 60
"""Letters of a value that are repeated where it is wrong."""


class HintingCommand(click.Command):
    """A command that hints at what was meant by an argument too many."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does. Raises click.UsageError, with a hint at `--root` where the argument is a folder."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            words = " ".join(map(_shortened, rest))
            has_root = any(parameter.name == "root" for parameter in self.params)
            hint = f": did you mean --root {words}?" if has_root and Path(rest[0]).is_dir() else ""
            ctx.fail(f"there is no place for the argument {words}{hint}")
        return rest


def command(short: str = "") -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a command of a function; `short` is what the list of commands says of it, if not its first sentence."""
    return click.command(cls=HintingCommand, short_help=short or None)


class ArchiveFolder(click.Path):
    """The folder of an archive."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does. Raises click.BadParameter."""
        if is_storage(value):
            self.fail("an archive cannot be read from object storage: copy it into a folder", param, ctx)
        return super().convert(value, param, ctx)


def root(command: Command) -> Command:
    """`--root`: the archive to work on."""
    return click.option(
        "--root",
        type=ArchiveFolder(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The archive's folder; default: this one.",
    )(command)


def drafts(command: Command) -> Command:
    """`--drafts`: drafts are shown."""
    return click.option("--drafts", is_flag=True, help="Show drafts too.")(command)


def strict(command: Command) -> Command:
    """`--strict`: warnings forbid publishing, notes never."""
    return click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")(command)


def json(command: Command) -> Command:
    """`--json`: the answer is for a program."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print problems and figures as JSON, and nothing else."
    )(command)


def dry_run(command: Command) -> Command:
    """`--dry-run`: the plan is shown, and nothing written."""
    return click.option("--dry-run", "is_dry", is_flag=True, help="Show what would be changed, and write nothing.")(
        command
    )


def folder(_: click.Context, __: click.Parameter, value: FolderName | None) -> FolderName | None:
    """The name of a folder that need not be there. Raises click.BadParameter where no folder can be called that."""
    if value is None:
        return None
    try:
        os.lstat(value)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise click.BadParameter(f'no folder can be called "{_shortened(value)}": {reason}') from None
    return value


def folder_or_storage(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The name of a folder, or `s3://BUCKET/PREFIX`. Raises click.BadParameter."""
    if value is None or not is_storage(value):
        return folder(context, parameter, value)
    from sitegen.output.storage import parse_address

    if parse_address(value) is None:
        hint = "write s3://BUCKET/PREFIX; other kinds of storage are not offered"
        raise click.BadParameter(f'"{_shortened(value)}" is no address of object storage: {hint}')
    return value


def is_storage(output: str | Path) -> bool:
    """Whether a site is to go to object storage, and not into a folder."""
    return "://" in str(output)


def host(_: click.Context, __: click.Parameter, value: str) -> str:
    """A number or a name of a machine, which need not be this one. Raises click.BadParameter."""
    try:
        value.encode("idna")  # as the system is asked for it
    except UnicodeError:
        raise click.BadParameter(f'no machine can be called "{_shortened(value)}"') from None
    return value


def web_address(_: click.Context, __: click.Parameter, value: str) -> str:
    """By the rule for `base_url` in site.yaml, and without a password. Raises click.BadParameter."""
    if not value:
        return value
    from pydantic import TypeAdapter, ValidationError

    from sitegen.content.schema.value_types import BaseUrl
    from sitegen.core import url_passwords

    try:
        value.encode()
        address = TypeAdapter(BaseUrl).validate_python(value)
    except (UnicodeError, ValidationError):
        hint = "write one such as https://example.org/archive/"
        raise click.BadParameter(f'"{_shortened(value)}" is no address of a site; {hint}') from None
    if any(url_passwords.find(address)):
        raise click.BadParameter("the address has a password in it, which every page would tell")
    return address


def cluster(_: click.Context, __: click.Parameter, value: str) -> str:
    """The address of a scheduler, or `local:` with a number of workers. Raises click.BadParameter."""
    if not value:
        return value
    match = _CLUSTER.fullmatch(value)
    if match and (match["workers"] is None or 1 <= int(match["workers"]) <= MAX_PROCESSES):
        return value
    hint = "write tcp://HOST:PORT or tls://HOST:PORT, or local:4 for four workers of this machine"
    raise click.BadParameter(f'"{_shortened(value)}" is no cluster: {hint}')


def not_nan(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """`nan` is in every range. Raises click.BadParameter."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is not in the range 0<=x<=1.")
    return value


def _shortened(value: str | Path) -> str:
    words = os.fspath(value)
    return words if len(words) <= _MAX_SHOWN else f"{words[:_MAX_SHOWN]}…"


def default_output(root: Path) -> Path:
    """The folder of the site where no other is named."""
    return root / "public"
