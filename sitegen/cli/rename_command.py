"""`rename`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.core.problems import Problem
    from sitegen.editor.api_types import FileChange
    from sitegen.editor.refactoring import CarriedKeys, ReferenceEdit, RenamePlan


@options.command()
@options.root
@options.dry_run
@options.json
@click.argument("record", metavar="[KIND:]ID")
@click.argument("new", metavar="NEW")
def rename(root: Path, record: str, new: str, *, is_dry: bool, as_json: bool) -> None:
    """Give a record another id: its old address leads on, and all references in content/ follow."""
    from sitegen.editor import EditConflictError, EditRefusedError
    from sitegen.editor.author_files import write_together
    from sitegen.editor.refactoring import plan_rename

    try:
        plan = plan_rename(root, record, new)
        if not is_dry:
            write_together(root, plan.changes)
    except EditRefusedError as error:
        tell_refusal([one.problem for one in error.problems], as_json=as_json)
    except EditConflictError as error:
        tell_refusal([conflict_problem(error.file)], as_json=as_json)
    if as_json:
        click.echo(json.dumps(_plan_json(plan, is_written=not is_dry), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_plan_lines(plan, is_written=not is_dry)))


def tell_refusal(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Print why nothing was written, and exit."""
    if as_json:
        click.echo(json.dumps({"problems": report.problems_json(problems), "written": False}, indent=2))
    else:
        report.print_problems(problems)
        click.echo("Nothing was written.", err=True)
    sys.exit(1)


def conflict_problem(file: str) -> Problem:
    """What to tell of a file that somebody else changed."""
    from sitegen.core.problems import Location, Problem

    message = f"{file} was changed by somebody else at the same moment"
    return Problem(Location(file), "not-written", message, "try again")


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


def _plan_lines(plan: RenamePlan, *, is_written: bool) -> Iterator[str]:
    from sitegen.site.pages.wording import counted

    if not plan.changes:
        yield f"{plan.label} already, and nothing names it by the old id."
        return
    yield f"{plan.label}: {plan.old_url} leads to {plan.new_url}"
    yield from change_lines(plan.changes, plan.references, plan.carried)
    done = "changed" if is_written else "would be changed: nothing was written"
    yield f"{counted(len(plan.references), 'reference')} in {counted(len(plan.changes), 'file')} {done}."


def _plan_json(plan: RenamePlan, *, is_written: bool) -> dict[str, Any]:
    return {
        "problems": [],
        "kind": plan.target.kind,
        "id": plan.target.id,
        "new": plan.new,
        "old_url": plan.old_url,
        "new_url": plan.new_url,
        **changes_json(plan.changes, plan.references, plan.carried),
        "written": is_written,
    }
