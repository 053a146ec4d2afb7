"""`rename`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import change_report, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.editor.refactoring import RenamePlan


@options.command("Give a record another id, with its references.")
@options.root
@options.dry_run
@options.json
@click.argument("record", metavar="[KIND:]ID")
@click.argument("new", metavar="NEW")
def rename(root: Path, record: str, new: str, *, is_dry: bool, as_json: bool) -> None:
    """Give a record another id: its old address leads on, and all references in content/ follow."""
    from sitegen.editor.refactoring import plan_rename

    plan = change_report.written(root, lambda: plan_rename(root, record, new), is_dry=is_dry, as_json=as_json)
    if as_json:
        click.echo(json.dumps(_plan_json(plan, is_written=not is_dry), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_plan_lines(plan, is_written=not is_dry)))


def _plan_lines(plan: RenamePlan, *, is_written: bool) -> Iterator[str]:
    if not plan.changes:
        yield f"{plan.label} already, and nothing names it by the old id."
        return
    yield f"{plan.label}: {plan.old_url} leads to {plan.new_url}"
    yield from change_report.change_lines(plan.changes, plan.references, plan.carried)
    yield change_report.summary(plan.changes, plan.references, is_written=is_written)


def _plan_json(plan: RenamePlan, *, is_written: bool) -> dict[str, Any]:
    return {
        "problems": [],
        "kind": plan.target.kind,
        "id": plan.target.id,
        "new": plan.new,
        "old_url": plan.old_url,
        "new_url": plan.new_url,
        **change_report.changes_json(plan.changes, plan.references, plan.carried),
        "written": is_written,
    }
