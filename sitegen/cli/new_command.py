"""`new` and `schema`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sitegen.cli import invocation, options

if TYPE_CHECKING:
    from sitegen.content.scaffold import StarterChoices

KINDS: Final = {
    "newsroom": "claims that are checked",
    "edition": "sources with notes",
    "classroom": "texts that a class reads closely",
}
"""What an archive can begin as, and what each kind is for; the first is the default."""
_DEFAULT_KIND: Final = next(iter(KINDS))
_DEFAULT_LANGUAGE: Final = "en"
_DEFAULT_TITLE: Final = "My archive"
"""Where the folder has no name that could be a title."""


def _setting(key: str, value: str) -> str:
    """A value that site.yaml may have for a key. Raises click.BadParameter with what is wrong, and a hint."""
    from zoneinfo import ZoneInfo

    from pydantic import ValidationError

    from sitegen.content.schema import ValidationContext, WrittenSite, parse_record, schema_problems

    words = value.strip()
    if not words:
        raise click.BadParameter(f"a {key} is at least one word")
    try:
        words.encode()
        parse_record(WrittenSite, {key: words}, ValidationContext(ZoneInfo("UTC")))
    except UnicodeError:
        raise click.BadParameter("it has signs that are no characters") from None
    except ValidationError as error:
        first = schema_problems(WrittenSite, error)[0]
        raise click.BadParameter(f"{first.message}; {first.hint}" if first.hint else first.message) from None
    return words


def _checked_setting(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _setting(str(parameter.name), value)


@options.command("Make an archive to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), callback=options.folder)
@click.option("--title", callback=_checked_setting, help="What the archive is called; default: as its folder.")
@click.option("--language", callback=_checked_setting, help="Its language, such as en, de or pt-BR; default: en.")
@click.option("--base-url", callback=options.web_address, help="Where its site will stand; default: not known yet.")
@click.option("--kind", type=click.Choice(tuple(KINDS)), help=f"Its example; default: {_DEFAULT_KIND}.")
def new(folder: Path, title: str | None, language: str | None, base_url: str | None, kind: str | None) -> None:
    """Make an archive to start from: a small example, and what a team needs to write and publish together.

    On a terminal it asks for what is not given.
    """
    from sitegen.content.scaffold import StarterChoices, create_archive, is_free, taken_folder

    given = {"title": title, "language": language, "base_url": base_url, "kind": kind}
    defaults = {
        "title": _title_of(folder),
        "language": _DEFAULT_LANGUAGE,
        "base_url": "",
        "kind": _DEFAULT_KIND,
    }
    problem = None if is_free(folder) else taken_folder(folder)
    if problem is None:
        choose = _by_asking if _is_terminal() else _by_default
        choices = StarterChoices(**choose(given, defaults))
        problem = create_archive(folder, choices)
    if problem:
        click.echo(problem, err=True)
        sys.exit(1)
    click.echo(_made(folder, choices))


def _is_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _title_of(folder: Path) -> str:
    """A title made of the name of the folder: `fact-desk` is `Fact desk`."""
    words = " ".join(folder.resolve().name.replace("-", " ").replace("_", " ").split())
    try:
        return _setting("title", words[:1].upper() + words[1:])
    except click.BadParameter:
        return _DEFAULT_TITLE


def _by_asking(given: dict[str, str | None], defaults: dict[str, str]) -> dict[str, str]:
    """What was given, and for the rest what somebody answers. What will not do is asked again."""
    kinds = "\n".join(f"  {name:<10} {purpose}" for name, purpose in KINDS.items())
    questions: dict[str, Callable[[str], str]] = {
        "title": partial(_ask, "Title", lambda words: _setting("title", words)),
        "language": partial(_ask, "Language (en, de, pt-BR …)", lambda words: _setting("language", words)),
        "base_url": partial(_ask, "Address of the site, if it is known", _web_address),
        "kind": partial(_ask, f"{kinds}\nKind", None),
    }
    answers = {}
    for name, ask in questions.items():
        known = given[name]
        answers[name] = ask(defaults[name]) if known is None else known
    return answers


def _ask(question: str, check: Callable[[str], str] | None, default: str) -> str:
    choice = None if check else click.Choice(tuple(KINDS))
    answer = click.prompt(
        question, default=default, type=choice, value_proc=check, show_default=bool(default), show_choices=False
    )
    return str(answer)


def _web_address(words: str) -> str:
    return options.web_address(click.get_current_context(), click.Option(["--base-url"]), words.strip())


def _by_default(given: dict[str, str | None], defaults: dict[str, str]) -> dict[str, str]:
    """What was given, and the defaults for the rest, which are named."""
    left = [name for name, value in given.items() if value is None]
    words = [f"--{name} {shlex.quote(defaults[name])}" for name in left if defaults[name]]
    words += ["no --base-url"] if "base_url" in left else []
    if words:
        click.echo(f"Taken, since nothing else was said: {', '.join(words)}.")
    return {name: defaults[name] if value is None else value for name, value in given.items()}


def _made(folder: Path, choices: StarterChoices) -> str:
    """What was made, and what comes next."""
    from sitegen.content.scaffold import EXAMPLE_LANGUAGES

    address = f"for {choices.base_url}" if choices.base_url else "without an address (base_url in content/site.yaml)"
    lines = [f'Made {folder}: "{choices.title}", language {choices.language}, {address}.']
    if choices.language.partition("-")[0].lower() not in EXAMPLE_LANGUAGES:
        lines += ["The example in it is in English, and its texts say so."]
    command = invocation.proposed("serve", "--root", folder, "--open")
    how = f"{folder / 'README.md'} says how a team works in it, and how it goes online."
    return "\n".join([*lines, "", "Look at it, and select words to annotate them:", "", f"  {command}", "", how])


@options.command("Write JSON Schemas, for editors of YAML.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    callback=options.folder,
    help="The folder for the schemas, one file for each kind of record.",
)
def schema(output: Path) -> None:
    """Write the JSON Schemas of all records, with which an editor completes and checks YAML."""
    from sitegen.content.scaffold import unwritable_folder, write_schemas

    try:
        written = write_schemas(output)
    except OSError as error:
        click.echo(unwritable_folder(output, error), err=True)
        sys.exit(1)
    for path in written:
        click.echo(path)
