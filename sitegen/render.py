"""Page record → bytes, with Jinja2: the archive's own templates first, by name, then the packaged theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb
from typing import Final
from urllib.parse import urlsplit

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError
from jinja2.loaders import split_template_path
from markupsafe import Markup, escape

from sitegen import charts, dates
from sitegen.escaping import Generator
from sitegen.fields import ROOT_MARK, Html
from sitegen.model import Date
from sitegen.pages import records
from sitegen.pages.records import Page, SiteView
from sitegen.problems import Location, Problem
from sitegen.prose.characters import apart
from sitegen.sources import packaged_theme

TEMPLATES: Final[dict[type, str]] = {
    records.ArticlePage: "article.html",
    records.ActorPage: "actor.html",
    records.TopicPage: "topic.html",
    records.ClaimPage: "claim.html",
    records.NotePage: "note.html",
    records.TextPage: "page.html",
    records.ArticlesPage: "articles.html",
    records.ActorsPage: "actors.html",
    records.TopicsPage: "topics.html",
    records.ClaimsPage: "claims.html",
    records.TimelinePage: "timeline.html",
    records.NotesPage: "notes.html",
    records.HomePage: "home.html",
    records.SearchPage: "search.html",
    records.EditorsPage: "editors.html",
    records.NotFoundPage: "404.html",
    records.WithdrawnPage: "withdrawn.html",
    records.RedirectPage: "redirect.html",
}
"""The template of each kind of page."""

PACKAGED: Final = "sitegen:"
"""Before a template's name: the packaged one, even where the archive has its own."""

# By primary language, or by script where the tag names one; the scripts are those of living languages.
_RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku-arab", "nqo", "ps", "rhg", "sd", "syr", "ug", "ur", "yi"}
    | {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_UNSAFE_IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_MISSING_FIELD = re.compile(r"'sitegen\.pages\.records\.(\w+) object' has no attribute '(\w+)'")
_MISSING_NAME = re.compile(r"'(\w+)' is undefined")


class TemplateProblem(Exception):  # noqa: N818 - it carries a Problem of the author's, as its name says
    """An archive's own template that cannot be used; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Renderer:
    """Makes pages; build one for each process, since it keeps the compiled templates."""

    def __init__(self, templates: Path | None = None) -> None:
        """`templates` is the archive's own folder of that name; None, or one that is not there: the theme alone."""
        self._own = templates
        self._theme = packaged_theme()
        self._loader = _Loader(self._own, self._theme)
        self._environment = _environment(self._loader)
        self._templates: dict[type, Template] = {}

    def prepare(self) -> None:
        """Compile all templates: for a renderer that is copied into several processes."""
        for name in TEMPLATES.values():
            with suppress(TemplateError):  # told when it is used
                self._environment.get_template(name)

    def render(self, page: Page, site: SiteView, root: str) -> bytes:
        """The page as UTF-8 HTML, one newline at its end.

        `root` is the way from the page to the site's root, `../../` or `./`, percent-encoded and with its slash.
        Raises TemplateProblem (template-error) where a template of the archive is to blame.
        """
        try:
            text = self._template(type(page)).render(page=page, site=site, root=root)
        except Exception as error:
            problem = self._problem(error)
            if problem is None:
                raise
            raise TemplateProblem(problem) from None
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return f"{text.rstrip()}\n".encode()

    def _template(self, kind: type) -> Template:
        template = self._templates.get(kind)
        if template is None:
            template = self._templates[kind] = self._environment.get_template(TEMPLATES[kind])
        return template

    def static_files(self) -> list[tuple[str, Path]]:
        """The files to copy, as (path below `static/` with forward slashes, where it is), sorted by path.

        The archive's win over the theme's by name. Names that begin with `.` or `_` are not read, nor are links that
        lead out of the archive: `outside_links` tells them.
        """
        files = _files(self._theme / "static")
        if self._own is not None:
            inside = self._own.parent.resolve()
            own = _files(self._own / "static")
            files |= {name: path for name, path in own.items() if _is_inside(path, inside)}
        return sorted(files.items())

    def outside_links(self) -> list[Problem]:
        """The links in the archive's templates folder that lead out of the archive; they are not followed."""
        if self._own is None:
            return []
        inside = self._own.parent.resolve()
        links = sorted(path for path in self._own.rglob("*") if path.is_symlink() and not _is_inside(path, inside))
        return [
            Problem(
                Location(f"{self._own.name}/{link.relative_to(self._own).as_posix()}"),
                "outside-link",
                "this link leads out of the archive and is not followed",
                "copy the file into the archive",
            )
            for link in links
        ]

    def _problem(self, error: Exception) -> Problem | None:
        """What the author has to mend; None where no template of the archive had a part in it."""
        location = self._blamed(error)
        if location is None:
            return None
        return Problem(location, "template-error", _message(error), self._hint(error))

    def _blamed(self, error: Exception) -> Location | None:
        """The innermost place in the archive's templates, or the one that stands in for a part of the theme."""
        if isinstance(error, TemplateSyntaxError):
            name = self._own_name(error.filename or "")
            return Location(name, error.lineno) if name else None
        places = [
            Location(name, line)
            for frame, line in walk_tb(error.__traceback__)
            if (name := self._own_name(frame.f_code.co_filename))
        ]
        if places:
            return places[-1]
        # A macro file of the archive that lacks what the theme's pages import fails in the theme's page.
        names = sorted(self._loader.own_names)
        return Location(f"{self._own.name}/{names[0]}") if self._own is not None and names else None

    def _own_name(self, filename: str) -> str:
        """The path as the author knows it; empty for a file that is not the archive's template."""
        if self._own is None or not Path(filename).is_relative_to(self._own):
            return ""
        return f"{self._own.name}/{Path(filename).relative_to(self._own).as_posix()}"

    def _hint(self, error: Exception) -> str:
        """What was probably meant."""
        message = str(error)
        if isinstance(error, TemplateNotFound):
            return _did_you_mean(message, self._environment.list_templates())
        if match := _MISSING_FIELD.search(message):
            names = list(getattr(records, match[1]).__dataclass_fields__)
            return _did_you_mean(match[2], names) or f"it has: {', '.join(names)}"
        if match := _MISSING_NAME.search(message):
            return _did_you_mean(match[1], ["page", "site", "root"]) or "a template is given: page, site, root"
        return ""


class _Loader(BaseLoader):
    """Finds templates by name in the archive, then in the theme, and after `sitegen:` in the theme alone."""

    def __init__(self, own: Path | None, theme: Path) -> None:
        self._own = own
        self._theme = theme
        self.own_names: set[str] = set()
        """Templates of the archive that were used."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and its file."""
        name = template.removeprefix(PACKAGED)
        parts = split_template_path(name)
        if self._own is not None and name == template:
            path = self._own.joinpath(*parts)
            if path.is_file() and _is_inside(path, self._own.parent.resolve()):
                self.own_names.add(name)
                return _source(path, name)
        path = self._theme.joinpath(*parts)
        if not path.is_file():
            raise TemplateNotFound(template)
        return _source(path, template)

    def list_templates(self) -> list[str]:
        """Every name there is, each of the theme's also with its prefix."""
        theme = [path.relative_to(self._theme).as_posix() for path in self._theme.rglob("*.html")]
        own = [] if self._own is None else [p.relative_to(self._own).as_posix() for p in self._own.rglob("*.html")]
        return sorted({*theme, *own, *(PACKAGED + name for name in theme)})


def html(text: Html, root: str) -> Markup:
    """HTML of a record, its inner links made relative to the page."""
    return Markup(text.replace(ROOT_MARK, escape(root)))  # noqa: S704 - `Html` is what the records vouch for


def iso(when: Date) -> str:
    """A date for `<time datetime>`."""
    return when.iso


def ld(text: str) -> Markup:
    """JSON for a `<script>`: what could end the script, or a line of it, is written as JSON can write it too."""
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704 - neither `<` nor `&` is left


def locale(language: str) -> str:
    """A language tag as Open Graph writes it: `pt-BR` is `pt_BR`, `zh-Hant-TW` is `zh_TW`."""
    primary, *others = language.replace("_", "-").split("-")
    region = next((part for part in others if len(part) == 2 or part.isdecimal()), "")
    return f"{primary.lower()}_{region.upper()}" if region else primary.lower()


def host(url: str) -> str:
    """The name of the server that an absolute URL leads to, without `www.`; the URL itself where it has none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script or else the language of a tag such as `ar` or `az-Arab`."""
    primary, *others = language.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return "rtl" if (scripts[0] if scripts else primary) in _RIGHT_TO_LEFT else "ltr"


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.code_generator_class = Generator
    environment.filters.update(html=html, long=dates.long, short=dates.short, iso=iso, host=host, direction=direction)
    environment.filters.update(ld=ld, locale=locale, apart=apart)
    environment.filters.update(columns=charts.columns, role_bars=charts.role_bars, network=charts.network)
    return environment


def _source(path: Path, name: str) -> tuple[str, str, Callable[[], bool]]:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig"), str(path), lambda: True
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"this file is not UTF-8 (byte 0x{content[error.start]:02X})"
        raise TemplateSyntaxError(message, line, name, str(path)) from None


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if not any(part[0] in "._" for part in name.split("/"))}


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder)


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error}"'
    if match := _MISSING_FIELD.search(str(error)):
        return f'{match[1]} has no "{match[2]}"'
    if isinstance(error, TemplateSyntaxError | UndefinedError | TemplateError):
        return error.message or "this template cannot be used"
    return f"this template fails: {error}" if str(error) else f"this template fails: {type(error).__name__}"


def _did_you_mean(word: str, words: list[str]) -> str:
    near = get_close_matches(word, words, n=1)
    return f'did you mean "{near[0]}"?' if near else ""
