"""`suggest`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli import options, report
from sitegen.cli.progress import progress_on_terminal

if TYPE_CHECKING:
    from sitegen.suggest import ActorSuggestions, DuplicateActors, NameExample, Suggestion

SENTENCE_WIDTH: Final = 100
"""Columns of a sentence that shows a name."""
MAX_DUPLICATES: Final = 8
"""Actors that are listed of those that may be one."""
MAX_NAME_WIDTH: Final = 36
"""Columns of the names; a longer one moves its figures."""


@options.command("List names that recur and are no actor's.")
@options.root
@click.option("--limit", type=click.IntRange(min=0), default=20, help="How many at most; default: 20, 0 = all.")
@click.option(
    "--least", type=click.IntRange(min=1), default=2, help="Mentions that a name must have; default: 2, so it recurs."
)
@click.option("--yaml", "as_yaml", is_flag=True, help="Print records to paste into content/actors/.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")
def suggest(root: Path, *, limit: int, least: int, as_yaml: bool, as_json: bool) -> None:
    """List names that recur and belong to no actor, and actors that may be one. Writes nothing."""
    if as_yaml and as_json:
        raise click.UsageError("choose one of --yaml and --json")
    found = _find_suggestions(root, least, as_json=as_json)
    if as_json:
        click.echo(json.dumps(_suggestions_json(found, limit), ensure_ascii=False, indent=2))
    elif as_yaml:
        from sitegen.suggest.yaml_output import suggestions_as_yaml

        click.echo(suggestions_as_yaml(found, limit), nl=False)
    else:
        color = False if os.environ.get("NO_COLOR") else None
        click.echo("\n".join(_text_lines(found, limit)), color=color)
    if as_yaml:
        for line in _skipped_lines(found):
            click.echo(line, err=True)


def _find_suggestions(root: Path, least: int, *, as_json: bool) -> ActorSuggestions:
    """What is suggested; ends the command where the records have errors: their actors would be suggested again."""
    from sitegen.content import loader
    from sitegen.core.problems import Problems, Severity
    from sitegen.files import processes, source_files
    from sitegen.suggest import POOL_FROM, read_articles
    from sitegen.suggest import suggest as run

    problems = Problems()
    archive = loader.load(root, problems)
    if archive is None or problems.count(Severity.ERROR):
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if as_json:
            found = {"problems": [problem.as_json() for problem in errors]}
            click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            report.print_problems(errors)
            click.echo(
                "Nothing is suggested until these are mended: actors that cannot be read are not known.", err=True
            )
        sys.exit(1)
    articles = read_articles(archive)
    workers = processes.usable_cpus() if len(articles) >= POOL_FROM else 1
    seeds = ((article, source_files.read_bytes(root, f"seeds/{article.seed}")) for article in articles)
    with progress_on_terminal(not as_json) as show:
        return run(archive, seeds, least=least, workers=workers, progress=lambda n: show("names", n, len(articles)))


def _text_lines(found: ActorSuggestions, limit: int) -> Iterator[str]:
    from sitegen.site.pages.wording import counted

    names, duplicates = found.names[: limit or None], found.duplicates[: limit or None]
    left_out = list(_skipped_lines(found))
    yield from [*left_out, ""] if left_out else []
    if names:
        yield f"{counted(len(found.names), 'name')} of no actor, in {counted(found.articles, 'article')}:\n"
        yield from _name_lines(names)
        yield from _more_line(len(found.names) - len(names))
    else:
        yield f"No name recurs that belongs to no actor, in {counted(found.articles, 'article')}."
    if duplicates:
        yield "\nActors that may be one:\n"
        for one in duplicates:
            yield from _duplicate_lines(one)
        yield from _more_line(len(found.duplicates) - len(duplicates))
        yield "\nsitegen merge ONE OTHER makes one of two, and shows before with --dry-run what becomes of them."
    if names:
        yield "\n--yaml prints them as records to paste into content/actors/."


def _name_lines(names: Sequence[Suggestion]) -> Iterator[str]:
    from sitegen.site.pages.wording import counted

    width = min(max(len(one.name) for one in names), MAX_NAME_WIDTH)
    mentions = max(len(counted(one.mentions, "mention")) for one in names)
    articles = max(len(counted(len(one.articles), "article")) for one in names)
    for one in names:
        kind = f"{one.guess.kind}{'' if one.guess.sign else '?'}"
        also = f"  also {', '.join(one.aliases)}" if one.aliases else ""
        figures = f"{counted(one.mentions, 'mention'):>{mentions}}  {counted(len(one.articles), 'article'):>{articles}}"
        yield f"  {click.style(f'{one.name:<{width}}', bold=True)}  {kind:<13}  {figures}{also}"
        yield from (
            f"    {report.excerpt_line(example.excerpt, example.article, SENTENCE_WIDTH)}"
            for example in one.examples[:1]
        )


def _excerpt_parts(example: NameExample) -> tuple[str, str, str]:
    excerpt = example.excerpt
    return excerpt.before, excerpt.words, excerpt.after


def _duplicate_lines(one: DuplicateActors) -> Iterator[str]:
    shown = one.actors[:MAX_DUPLICATES]
    width = max(len(actor.id) for actor in shown)
    yield f"  {click.style(one.reason, bold=True)}"
    for actor in shown:
        yield f"    {actor.id:<{width}}  {actor.name}  {click.style(f'({actor.location})', dim=True)}"
    if len(shown) < len(one.actors):
        yield f"    … and {len(one.actors) - len(shown):,} more"


def _more_line(count: int) -> Iterator[str]:
    if count:
        yield f"  … and {count:,} more: --limit 0 lists all"


def _skipped_lines(found: ActorSuggestions) -> Iterator[str]:
    """What was not looked at, and why: silence would look like an archive without names."""
    if found.without_capitals:
        yield f"In a script without capitals nothing tells a name: nothing is from {_few(found.without_capitals)}."
    if found.of_nouns:
        yield f"Where every noun has a capital only full names of people are suggested: {_few(found.of_nouns)}."


def _few(articles: Sequence[str]) -> str:
    shown = ", ".join(articles[:3])
    return shown if len(articles) <= 3 else f"{shown} and {len(articles) - 3:,} more"


def _suggestions_json(found: ActorSuggestions, limit: int) -> dict[str, Any]:
    names, duplicates = found.names[: limit or None], found.duplicates[: limit or None]
    return {
        "problems": [],
        "articles": found.articles,
        "found": {"names": len(found.names), "duplicates": len(found.duplicates)},
        "names": [_name_json(one) for one in names],
        "duplicates": [{"actors": [actor.id for actor in one.actors], "reason": one.reason} for one in duplicates],
        "without_capitals": list(found.without_capitals),
        "of_nouns": list(found.of_nouns),
    }


def _name_json(one: Suggestion) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.guess.kind.value,
        "sign": one.guess.sign,
        "aliases": list(one.aliases),
        "mentions": one.mentions,
        "articles": list(one.articles),
        "examples": list(_examples_json(one.examples)),
    }


def _examples_json(examples: Iterable[NameExample]) -> Iterator[dict[str, str]]:
    for one in examples:
        before, words, after = _excerpt_parts(one)
        yield {"article": one.article, "before": before, "words": words, "after": after}
