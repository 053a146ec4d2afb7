"""What became of a build, printed for a person or a program, and the exit status that says the same."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import check_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.core.model import Excerpt
    from sitegen.core.problems import Problem
    from sitegen.engine import Outcome, Stats
    from sitegen.site.anchor_report import AnchorCounts

MAX_PRINTED: Final = 1000
"""The most causes of problems that are printed at once."""

CHECK_FORMATS: Final = ("text", "json", "github", "sarif")
"""How a check tells what it found."""

ANCHOR_COLUMNS: Final = ("exact", "folded", "ambiguous", "lost")
"""The columns of the table of passages, which are fields of `AnchorCounts`."""


def finish_build(outcome: Outcome, root: Path, output: Path | str, *, as_json: bool, quiet: bool) -> None:
    """Print what became of a build of the archive `root` into `output`, and exit: 0 where it is done, else 1.

    Last comes whether the folder that people upload holds drafts, also where a build that failed has left them there.
    """
    drafts = _drafts_json(outcome, root, output)
    if as_json:
        _echo_json({**_build_json(outcome), "drafts": drafts})
    else:
        print_problems(tuple(outcome.problems))
        for line in notice_lines(outcome):
            click.echo(line, err=True)
        if not quiet:
            click.echo(summary(outcome))
        if drafts:
            click.echo(drafts["message"], err=True)
    sys.exit(0 if outcome.is_done else 1)


def with_hints(outcome: Outcome, root: Path) -> Outcome:
    """What became of a build, with the articles in which the words of lost quotes stand."""
    if not any(one.code == "quote-not-found" for one in outcome.problems):
        return outcome
    from msgspec.structs import replace

    from sitegen.engine.quotes_elsewhere import with_other_articles

    return replace(outcome, problems=with_other_articles(root, outcome.problems))


def _drafts_json(outcome: Outcome, root: Path, output: Path | str) -> dict[str, Any] | None:
    """What of the output is not for readers; None where all is."""
    if outcome.drafts is None:
        return None
    from sitegen.output.publish import output_folder
    from sitegen.site.pages.wording import counted

    name = f"{output}/" if "://" in str(output) else f"{output_folder.display_path(root, Path(output))}/"
    held = counted(outcome.drafts, "draft") if outcome.drafts else "the page for editors"
    message = f"{name} holds {held}: build once more without --drafts before you publish"
    return {"output": name, "count": outcome.drafts, "message": message}


def finish_check(outcome: Outcome, root: Path, form: str) -> None:
    """The same for a check, in one of `CHECK_FORMATS`; as text with a table of how passages were found."""
    if form == "json":
        _echo_json(_check_json(outcome))
    elif form == "sarif":
        _echo_json(check_formats.sarif_log(outcome.problems, root))
    elif form == "github":
        for line in check_formats.github_lines(outcome.problems, root):
            click.echo(line)
        click.echo(summary(outcome, publishes=False))
    else:
        print_problems(tuple(outcome.problems))
        for line in anchor_table(outcome.stats.health):
            click.echo(line)
        click.echo(summary(outcome, publishes=False))
    sys.exit(0 if outcome.is_done else 1)


def print_timings(stats: Stats) -> None:
    """How long each stage took, on standard error; with several processes stages overlap and are shown together."""
    for stage, seconds in stats.stages:
        share = 100 * seconds / stats.seconds if stats.seconds else 0.0
        click.echo(f"{stage:<10}{seconds:>9.3f} s{share:>5.0f} %", err=True)


def excerpt_line(excerpt: Excerpt, article: str, width: int) -> str:
    """The words in the middle of what fits of their sentence, and the article; `width` in columns."""
    before, words, after = (" ".join(part.split(" ")).replace("\n", " ") for part in excerpt)
    room = max(width - len(words) - len(article), 20)
    for_before = max(room // 2, room - len(after))
    if len(before) > for_before:
        before = f"…{before[len(before) - for_before :].partition(' ')[2]}"
    if len(after) > room - len(before) and len(after) > room // 2:
        after = f"{after[: max(room - len(before), 0)].rpartition(' ')[0]}…"
    return f"{before}{click.style(words, fg='cyan')}{after} {click.style(f'({article})', dim=True)}"


def _echo_json(report: dict[str, Any]) -> None:
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems, on standard error."""
    for line in problem_lines(problems, "--json tells all"):
        click.echo(line, err=True)


def notice_lines(outcome: Outcome) -> list[str]:
    """What there is to know besides, as a terminal shows it."""
    return [f"notice: {words}" for words in outcome.notices]


def problem_lines(problems: Sequence[Problem], hint: str) -> Iterable[str]:
    """Problems as a terminal shows them: those of one cause in one line, and at most `MAX_PRINTED` of these.

    Problems of a severity are printed only where graver ones leave room. `hint` says how to see the others.
    """
    if not problems:
        return
    from sitegen.core.problems.grouping import group_problems

    groups = group_problems(problems)
    first = sorted(groups, key=lambda one: one.severity.rank)
    shown, left = frozenset(first[:MAX_PRINTED]), first[MAX_PRINTED:]
    yield from (str(one) for one in groups if one in shown)
    if not left:
        return
    from sitegen.core.problems import Severity
    from sitegen.site.pages.wording import counted

    counts = [
        (sum(len(one.problems) for one in left if one.severity is severity), severity.value) for severity in Severity
    ]
    more = [counted(number, f"more {word}") for number, word in counts if number]
    yield f"… {' and '.join(filter(None, [', '.join(more[:-1]), more[-1]]))}: mend these first; {hint}"


def _build_json(outcome: Outcome) -> dict[str, Any]:
    stats = outcome.stats
    problems = [problem.as_json() for problem in outcome.problems]
    counts = {
        "articles": stats.articles,
        "mentions": stats.mentions,
        "passages": stats.passages,
        "pages": stats.pages,
        "drafts": stats.drafts,
        "problems": len(outcome.problems),
        "seconds": round(stats.seconds, 3),
    }
    return {
        "problems": problems,
        "notices": list(outcome.notices),
        "stats": counts,
        "unused_media": list(stats.unused),
    }


def _check_json(outcome: Outcome) -> dict[str, Any]:
    """The report with the passages of every file, and with their sums among the figures."""
    from sitegen.site import anchor_report

    def ways(one: AnchorCounts) -> dict[str, int]:
        return {way: getattr(one, way) for way in ANCHOR_COLUMNS}

    report, files = _build_json(outcome), outcome.stats.health
    report["stats"]["quotes"] = ways(anchor_report.total_counts(files))
    return {**report, "passages": [{"file": one.file, **ways(one)} for one in files]}


def anchor_table(files: Sequence[AnchorCounts]) -> list[str]:
    """The passages of the files in which not all are exact, and of all files; nothing where there are none.

    Files stand last, so that a long name moves no number.
    """
    from sitegen.site import anchor_report
    from sitegen.site.pages.wording import counted

    if not files:
        return []
    listed = [one for one in files if not one.is_sound]
    unlisted = len(files) - len(listed)
    end = f"{counted(len(files), 'file')} in all" + (f", {unlisted:,} with exact ones only" if unlisted else "")
    rows = [(*ANCHOR_COLUMNS, "passages of claims and notes in")]
    rows += [(*_table_cells(one), one.file) for one in listed]
    rows += [(*_table_cells(anchor_report.total_counts(files)), end)]
    return [f"{exact:>7} {folded:>7} {several:>10} {lost:>6}  {file}" for exact, folded, several, lost, file in rows]


def _table_cells(passages: AnchorCounts) -> tuple[str, str, str, str]:
    one = passages
    return f"{one.exact:,}", f"{one.folded:,}", f"{one.ambiguous:,}", f"{one.lost:,}"


def summary(outcome: Outcome, *, publishes: bool = True) -> str:
    """`9 articles, 210 mentions, 31 passages, 95 pages, no problems, 0.6 s`; a check never `publishes`."""
    from sitegen.core.problems import Severity
    from sitegen.site.pages.wording import counted

    stats, problems = outcome.stats, outcome.problems
    counts = [(problems.count(severity), severity.value) for severity in Severity]
    parts = [
        counted(stats.articles, "article"),
        counted(stats.mentions, "mention"),
        counted(stats.passages, "passage"),
        counted(stats.pages, "page"),
        *(counted(number, word) for number, word in counts if number),
        *([] if problems else ["no problems"]),
        f"{stats.seconds:.1f} s",
    ]
    is_begun = any(problem.code == "storage-failed" for problem in problems)  # how far it came nobody knows
    end = "" if outcome.is_done or is_begun or not publishes else "\nNothing was published."
    return ", ".join(parts) + _unused_media_line(stats.unused) + end


def _unused_media_line(unused: Sequence[str]) -> str:
    """What an author may wonder about: a line on the files of `content/media/` that are not in the site."""
    from sitegen.site.pages.wording import counted

    if not unused:
        return ""
    names = ", ".join([*unused[:3], *(["…"] if len(unused) > 3 else [])])
    return f"\n{counted(len(unused), 'file')} of content/media/ left out, since nothing published names them: {names}"
