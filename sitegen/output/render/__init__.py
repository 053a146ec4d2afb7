"""Page record → bytes, with Jinja2: the archive's own templates first, by name, then the packaged theme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import Final
from urllib.parse import urlsplit

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError
from markupsafe import Markup, escape

from sitegen.core import dates
from sitegen.core.language_tags import direction
from sitegen.core.model import Date
from sitegen.core.problems import Location, Problem, Problems
from sitegen.core.suggestions import did_you_mean
from sitegen.files.source_files import packaged_theme
from sitegen.output.render import jinja_hooks
from sitegen.output.render.template_files import ArchiveTemplates, TemplateLoader, TemplateProblem, static_files
from sitegen.site import charts
from sitegen.site.pages import page_records
from sitegen.site.pages.page_records import Page, SiteView
from sitegen.site.record_markdown import ROOT_MARK, Html
from sitegen.text.prose.html_text import isolate

__all__ = ["TEMPLATES", "Renderer", "TemplateProblem"]

TEMPLATES: Final[dict[type, str]] = {
    page_records.ArticlePage: "article.html",
    page_records.ActorPage: "actor.html",
    page_records.TopicPage: "topic.html",
    page_records.ClaimPage: "claim.html",
    page_records.NotePage: "note.html",
    page_records.TextPage: "page.html",
    page_records.ArticlesPage: "articles.html",
    page_records.ActorsPage: "actors.html",
    page_records.TopicsPage: "topics.html",
    page_records.ClaimsPage: "claims.html",
    page_records.TimelinePage: "timeline.html",
    page_records.NotesPage: "notes.html",
    page_records.HomePage: "home.html",
    page_records.SearchPage: "search.html",
    page_records.EditorsPage: "editors.html",
    page_records.DataPage: "data.html",
    page_records.NotFoundPage: "404.html",
    page_records.WithdrawnPage: "withdrawn.html",
    page_records.RedirectPage: "redirect.html",
}
"""The template of each kind of page."""

_UNSAFE_IN_SCRIPT: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_MISSING_FIELD = re.compile(r"'sitegen\.site\.pages\.page_records\.(?:\w+\.)?(\w+) object' has no attribute '(\w+)'")
_MISSING_NAME = re.compile(r"'(\w+)' is undefined")


class Renderer:
    """Makes pages; build one for each process, since it keeps the compiled templates."""

    def __init__(self, templates: Path | None = None, *, is_fast: bool = True) -> None:
        """`templates` is the archive's own folder of that name; None, or one that is not there: the theme alone.

        `is_fast` as in `jinja_hooks.set_up`, which raises RuntimeError where Jinja2 does not do what it should.
        """
        self._own = templates
        self._theme = packaged_theme()
        self._files = ArchiveTemplates(self._own)
        self._loader = TemplateLoader(self._files, self._theme)
        self._environment = _environment(self._loader, is_fast=is_fast)
        self._templates: dict[type, Template] = {}

    def prepare(self) -> None:
        """Compile all templates: for a renderer that is copied into several processes."""
        for name in TEMPLATES.values():
            with suppress(TemplateError, TemplateProblem):  # reported when it is used
                self._environment.get_template(name)

    def render(self, page: Page, site: SiteView, root: str) -> bytes:
        """The page as UTF-8 HTML, one newline at its end.

        `root` is the way from the page to the site's root, `../../` or `./`, percent-encoded and with its slash.
        Raises TemplateProblem (template-error, unreadable-file) where a template of the archive is to blame.
        """
        try:
            text = self._template(type(page)).render(page=page, site=site, root=root)
        except TemplateProblem:
            raise
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
        """The files to copy, as (path below `static/` with forward slashes, where it is), sorted by path."""
        return static_files(self._files, self._theme)

    @property
    def problems(self) -> Problems:
        """Why files of the archive's templates folder are not used: links that lead out, pipes, what has no end.

        Holds: outside-link, unreadable-file, unportable-name.
        """
        return self._files.problems

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
            return _nearest(message, self._environment.list_templates())
        if match := _MISSING_FIELD.search(message):
            names = list(getattr(page_records, match[1]).__struct_fields__)
            return _nearest(match[2], names) or f"it has: {', '.join(names)}"
        if match := _MISSING_NAME.search(message):
            return _nearest(match[1], ["page", "site", "root"]) or "a template is given: page, site, root"
        return ""


def html(text: Html, root: str) -> Markup:
    """HTML of a record, its inner links made relative to the page."""
    return Markup(text.replace(ROOT_MARK, escape(root)))  # noqa: S704 - `Html` is what the records vouch for


def iso(when: Date) -> str:
    """A date for `<time datetime>`; empty where HTML knows no such date, and there is to be no such element.

    Source: HTML Standard, 2.3.5 (dates and times).
    """
    return when.plain


def sortable(when: Date) -> str:
    """Year, month and day of a date as numbers, for scripts that sort: `1960-0-0` for `196X`."""
    return f"{when.key.year}-{when.key.month}-{when.key.day}"


def year(when: Date) -> str:
    """The year that a date stands under, for readers."""
    return dates.year_heading(when.year)


def ld(text: str) -> Markup:
    """JSON for a `<script>`: `<`, `>`, `&` and line separators escaped, so that nothing in it ends the script.

    Source: HTML Standard, 4.12.1.3 (restrictions for contents of script elements).
    """
    return Markup(text.translate(_UNSAFE_IN_SCRIPT))  # noqa: S704 - neither `<` nor `&` is left


def locale(language: str) -> str:
    """A language tag as Open Graph writes it, language and region: `pt-BR` is `pt_BR`, `zh-Hant-TW` is `zh_TW`.

    Source: ogp.me, `og:locale`; RFC 5646, 2.1.
    """
    primary, *others = language.replace("_", "-").split("-")
    region = next((part for part in others if len(part) == 2 or part.isdecimal()), "")
    return f"{primary.lower()}_{region.upper()}" if region else primary.lower()


def host(url: str) -> str:
    """The name of the server that an absolute URL leads to, without `www.`; the URL itself where it has none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def lang(language: str) -> Markup:
    """The attributes of words in a language, ` lang="ar" dir="rtl"`; nothing for words in that of the page."""
    if not language:
        return Markup()
    return Markup(f' lang="{escape(language)}" dir="{direction(language)}"')  # noqa: S704 - what stands in it is escaped


def _environment(loader: BaseLoader, *, is_fast: bool) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja_hooks.set_up(environment, is_fast=is_fast)
    environment.filters.update(html=html, host=host, direction=direction, lang=lang)
    environment.filters.update(long=dates.long_date, short=dates.short_date, happened=dates.date_after_verb)
    environment.filters.update(iso=iso, sortable=sortable, year=year)
    environment.filters.update(ld=ld, locale=locale, apart=isolate)
    environment.filters.update(columns=charts.columns, role_bars=charts.role_bars, network=charts.network)
    return environment


def _message(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error}"'
    if match := _MISSING_FIELD.search(str(error)):
        return f'{match[1]} has no "{match[2]}"'
    if isinstance(error, TemplateSyntaxError | UndefinedError | TemplateError):
        return error.message or "this template cannot be used"
    return f"this template fails: {error}" if str(error) else f"this template fails: {type(error).__name__}"


def _nearest(word: str, names: Iterable[str]) -> str:
    return did_you_mean(word, {name: name for name in names})
