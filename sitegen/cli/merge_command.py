"""`merge`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import change_report, options, report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.editor.refactoring import MentionComparison, MergePlan, NamedPlace, PreferredSide

SENTENCE_WIDTH: Final = 100
"""Columns of a sentence that shows a mention."""
SAMPLES: Final = 3
"""Sentences that show each of the two."""
MAX_LISTED: Final = 10
"""Sentences in which something is linked that was not, or no longer."""


def _sides(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Mapping[str, PreferredSide]:
    """`from`, `into`, `born=from`. Raises click.BadParameter."""
    from sitegen.editor.refactoring import PreferredSide

    sides, found = {one.value: one for one in PreferredSide}, {}
    for words in given:
        key, _sign, side = words.rpartition("=")
        if side.lower() not in sides or (side.lower() == PreferredSide.BOTH and not key):
            raise click.BadParameter(f'"{words}" is none of from, into, KEY=from, KEY=into and KEY=both')
        found[key] = sides[side.lower()]
    return found


@options.command("Make one record of two, with their references.")
@options.root
@click.option(
    "--prefer",
    multiple=True,
    callback=_sides,
    metavar="[KEY=]from|into",
    help="Which of the two is right where both say something else; may be given once for each key. Lists are joined "
    "unless their key is named.",
)
@options.dry_run
@options.json
@click.argument("source", metavar="[KIND:]FROM")
@click.argument("into", metavar="INTO")
def merge(  # noqa: PLR0913 - two arguments and four options
    root: Path, source: str, into: str, *, prefer: Mapping[str, PreferredSide], is_dry: bool, as_json: bool
) -> None:
    """Make one of two people, organizations, places or topics: FROM becomes a part of INTO."""
    from sitegen.editor.refactoring import plan_merge

    plan = change_report.written(root, lambda: plan_merge(root, source, into, prefer), is_dry=is_dry, as_json=as_json)
    if as_json:
        click.echo(json.dumps(_plan_json(plan, is_written=not is_dry), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_plan_lines(plan, is_written=not is_dry)))


def _plan_lines(plan: MergePlan, *, is_written: bool) -> Iterator[str]:
    if not plan.changes:
        yield f"{plan.label} already, and nothing names it by the old id."
        return
    into = plan.into.url(plan.into.id)
    yield f"{plan.label}: {', '.join(plan.old_urls)} {'leads' if len(plan.old_urls) == 1 else 'lead'} to {into}"
    yield from _field_lines(plan)
    if plan.mentions:
        yield from _mention_lines(plan, plan.mentions)
    if plan.warnings:
        yield "  a build will tell then, and does not now:"
        told = report.problem_lines(plan.warnings, "--json tells all")
        yield from (f"    {line}" for words in told for line in words.splitlines())
    yield from change_report.change_lines(plan.changes, plan.references, plan.carried)
    yield change_report.summary(plan.changes, plan.references, is_written=is_written)


def _field_lines(plan: MergePlan) -> Iterator[str]:
    for key, value in plan.merged.changes.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"  {click.style(key, bold=True)}: {'taken out' if value is None else ' '.join(shown.split())}"
    for words in plan.merged.told:
        yield f"  left out: {words}"
    if plan.removed:
        yield f"  what goes of {plan.source.file}:"
        yield from (f"    {click.style(line, dim=True)}" for line in plan.removed.splitlines())


def _mention_lines(plan: MergePlan, mentions: MentionComparison) -> Iterator[str]:
    """How often both are named, with sentences, and what is otherwise once they are one."""
    for target, places in ((plan.source, mentions.source), (plan.into, mentions.into)):
        yield f"\n  {click.style(target.id, bold=True)} is named {_counted(places)}"
        yield from _sentences(_one_an_article(places)[:SAMPLES])
    yield f"\n  together they are named {_counted(mentions.after)}"
    for what, places in (("named neither before", mentions.gained), ("no longer", mentions.lost)):
        if places:
            yield f"  {what}, {_counted(places)}:"
            yield from _sentences(places[:MAX_LISTED])
    yield ""


def _counted(places: Sequence[NamedPlace]) -> str:
    from sitegen.site.pages.wording import counted

    articles = len({one.article for one in places})
    return f"{counted(len(places), 'time')} in {counted(articles, 'article')}" if places else "nowhere"


def _one_an_article(places: Sequence[NamedPlace]) -> list[NamedPlace]:
    """First one of each article, then the others."""
    first = {one.article: one for one in reversed(places)}
    return sorted(places, key=lambda one: first[one.article] is not one)


def _sentences(places: Sequence[NamedPlace]) -> Iterator[str]:
    return (f"    {report.excerpt_line(one.excerpt, one.article, SENTENCE_WIDTH)}" for one in places)


def _plan_json(plan: MergePlan, *, is_written: bool) -> dict[str, Any]:
    mentions = plan.mentions
    counts = {name: [_place_json(one) for one in places] for name, places in _places(mentions)} if mentions else None
    return {
        "problems": [problem.as_json() for problem in plan.warnings],
        "kind": plan.source.kind,
        "from": plan.source.id,
        "into": plan.into.id,
        "old_urls": list(plan.old_urls),
        "url": plan.into.url(plan.into.id),
        "changes": dict(plan.merged.changes),
        "left_out": list(plan.merged.told),
        "removed": plan.removed,
        "mentions": counts,
        **change_report.changes_json(plan.changes, plan.references, plan.carried),
        "written": is_written,
    }


def _places(mentions: MentionComparison) -> list[tuple[str, Sequence[NamedPlace]]]:
    return [
        ("from", mentions.source),
        ("into", mentions.into),
        ("after", mentions.after),
        ("gained", mentions.gained),
        ("lost", mentions.lost),
    ]


def _place_json(one: NamedPlace) -> dict[str, Any]:
    before, words, after = one.excerpt
    return {
        "article": one.article, "start": one.start, "end": one.end, "before": before, "words": words, "after": after
    }  # fmt: skip
