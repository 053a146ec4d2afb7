"""`completion`."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from sitegen.cli import options

RC_LINES: Final = {
    "bash": ("~/.bashrc", 'eval "$(sitegen completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(sitegen completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "sitegen completion fish | source"),
}
"""For each shell the file that it reads at its start, and the line to put at the end of it."""

_LINES: Final = "\n".join(f"{shell:<6} {line:<40} in {file}" for shell, (file, line) in RC_LINES.items())


@click.command(
    cls=options.HintingCommand,
    short_help="Print what lets a shell complete commands.",
    help="Print a script that lets a shell complete the commands and their options. Put the line of your shell at the"
    f" end of its own file, and begin a new shell:\n\n\b\n{_LINES}",  # \b: lines that click is not to fill
)
@click.argument("shell", type=click.Choice(tuple(RC_LINES)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script for one shell."""
    kind = get_completion_class(shell)
    if kind is None:
        context.fail(f"this release of click completes nothing for {shell}")
    file, line = RC_LINES[shell]
    script = kind(context.find_root().command, {}, "sitegen", "_SITEGEN_COMPLETE").source()
    click.echo(
        f"# Completion of sitegen. At the end of {file} this line loads it in each new shell:\n#   {line}\n{script}"
    )
