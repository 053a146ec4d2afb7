"""Plans of changes of ids, carried out and printed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

import click

from sitegen.cli import report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.core.problems import Problem
    from sitegen.editor.api_types import FileChange
    from sitegen.editor.refactoring import CarriedKeys, ReferenceEdit


class _Plan(Protocol):
    @property
    def changes(self) -> tuple[FileChange, ...]: ...


P = TypeVar("P", bound=_Plan)


def written(root: Path, plan: Callable[[], P], *, is_dry: bool, as_json: bool) -> P:
    """A plan that is made and, but for a dry run, carried out. Where that cannot be, the reasons are told: it ends."""
    from sitegen.core.problems import Location, Problem
    from sitegen.editor import EditConflictError, EditRefusedError
    from sitegen.editor.author_files import write_together

    try:
        made = plan()
        if not is_dry:
            write_together(root, made.changes)
    except EditRefusedError as error:
        tell_refusal([one.problem for one in error.problems], as_json=as_json)
    except EditConflictError as error:
        message = f"{error.file} was changed by somebody else at the same moment"
        tell_refusal([Problem(Location(error.file), "not-written", message, "try again")], as_json=as_json)
    return made


def tell_refusal(problems: Sequence[Problem], *, as_json: bool) -> NoReturn:
    """Print why nothing was written, and exit."""
    if as_json:
        click.echo(json.dumps({"problems": [problem.as_json() for problem in problems], "written": False}, indent=2))
    else:
        report.print_problems(problems)
        click.echo("Nothing was written.", err=True)
    sys.exit(1)


def change_lines(
    changes: Iterable[FileChange], references: Iterable[ReferenceEdit], carried: Iterable[CarriedKeys]
) -> Iterator[str]:
    """Each file that is changed, with what is in it."""
    from sitegen.site.pages.wording import counted

    counts = Counter(one.location.file for one in references)
    keys = {one.file: one for one in carried}
    for one in changes:
        said = [counted(counts[one.file], "reference")] if counts[one.file] else []
        if one.file in keys:
            said.append(f"{', '.join(keys[one.file].keys)} in place of the front matter of {keys[one.file].seed}")
        what = " is new" if one.before is None else " is removed" if one.after is None else ""
        yield f"  {click.style(one.file, bold=True)}{what}{': ' if said else ''}{', '.join(said)}"


def changes_json(
    changes: Iterable[FileChange], references: Iterable[ReferenceEdit], carried: Iterable[CarriedKeys]
) -> dict[str, Any]:
    """The same for a program."""
    return {
        "files": [
            {"file": one.file, "new": one.before is None, "removed": one.after is None} for one in changes
        ],
        "references": [
            {"file": one.location.file, "line": one.location.line, "key": one.key, "link": one.is_link}
            for one in references
        ],
        "carried": [{"seed": one.seed, "file": one.file, "keys": list(one.keys)} for one in carried],
    }  # fmt: skip


def summary(changes: Sequence[FileChange], references: Sequence[ReferenceEdit], *, is_written: bool) -> str:
    """How much was changed, or would be, in one sentence."""
    from sitegen.site.pages.wording import counted

    within = f", with {counted(len(references), 'reference')}" if references else ""
    done = f"changed{within}" if is_written else f"would be changed{within}: nothing was written"
    return f"{counted(len(changes), 'file')} {done}."
