"""What became of a build, told to a person or a program, and the exit status that says the same."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sitegen.build import Outcome


def finish(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    """Tell what became of a build, and end with the status that says the same."""
    if as_json:
        click.echo(json.dumps(_report(outcome), ensure_ascii=False, indent=2))
    else:
        for problem in outcome.problems:
            click.echo(problem, err=True)
        if not quiet:
            click.echo(summary(outcome))
    sys.exit(0 if outcome.is_done else 1)


def _report(outcome: Outcome) -> dict[str, Any]:
    stats = outcome.stats
    problems = [
        {
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "file": problem.location.file,
            "line": problem.location.line,
            "column": problem.location.column,
        }
        for problem in outcome.problems
    ]
    counts = {
        "articles": stats.articles,
        "mentions": stats.mentions,
        "passages": stats.passages,
        "pages": stats.pages,
        "problems": len(outcome.problems),
        "seconds": round(stats.seconds, 3),
    }
    return {"problems": problems, "stats": counts}


def summary(outcome: Outcome) -> str:
    """`9 articles, 210 mentions, 31 passages, 95 pages, no problems, 0.6 s`."""
    from sitegen.pages.wording import counted
    from sitegen.problems import Severity

    stats, problems = outcome.stats, outcome.problems
    errors, warnings = problems.count(Severity.ERROR), problems.count(Severity.WARNING)
    parts = [
        counted(stats.articles, "article"),
        counted(stats.mentions, "mention"),
        counted(stats.passages, "passage"),
        counted(stats.pages, "page"),
        *([counted(errors, "error")] if errors else []),
        *([counted(warnings, "warning")] if warnings else []),
        *([] if problems else ["no problems"]),
        f"{stats.seconds:.1f} s",
    ]
    end = "" if outcome.is_done else "\nNothing was published."
    return ", ".join(parts) + end
