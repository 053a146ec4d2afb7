"""Page record → bytes, with Jinja2: the archive's own templates first, by name, then the packaged theme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from traceback import walk_tb
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError

from sitegen.core.problems import Location, Problem, Problems
from sitegen.core.suggestions import did_you_mean
from sitegen.files.source_files import packaged_theme
from sitegen.output.render import jinja_hooks
from sitegen.output.render.compiled_theme import CompiledPage, PageFunction, compiled_pages
from sitegen.output.render.footnote_ids import with_unique_footnotes
from sitegen.output.render.template_files import ArchiveTemplates, TemplateLoader, TemplateProblem, static_files
from sitegen.output.render.template_filters import OWN_FILTERS
from sitegen.site.pages import page_records
from sitegen.site.pages.page_records import Page, SiteView

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
    page_records.ScalePage: "verdicts.html",
    page_records.CorrectionsPage: "corrections.html",
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

_MISSING_FIELD = re.compile(r"'sitegen\.site\.pages\.page_records\.(?:\w+\.)?(\w+) object' has no attribute '(\w+)'")
_MISSING_NAME = re.compile(r"'(\w+)' is undefined")


class Renderer:
    """Makes pages; build one for each process, since it keeps the compiled templates."""

    def __init__(self, templates: Path | None = None, *, is_fast: bool = True) -> None:
        """`templates` is the archive's own folder of that name; None, or one that is not there: the theme alone.

        `is_fast=False` leaves all pages to the code that Jinja2 makes; they are the same. Raises RuntimeError where
        Jinja2 does not do what it should (`jinja_hooks.set_up`).
        """
        self._is_fast = is_fast
        self._own = templates
        self._theme = packaged_theme()
        self._files = ArchiveTemplates(self._own)
        self._loader = TemplateLoader(self._files, self._theme)
        self._environment = _environment(self._loader, is_fast=is_fast)
        self._templates: dict[type, Template] = {}
        self._functions: dict[type, PageFunction | None] = {}

    def prepare(self) -> None:
        """Compile all templates: for a renderer that is copied into several processes."""
        for kind in TEMPLATES:
            if self._function(kind) is None:
                with suppress(TemplateError, TemplateProblem):  # reported when it is used
                    self._template(kind)

    def render(self, page: Page, site: SiteView, root: str) -> bytes:
        """The page as `html` makes it, in UTF-8. Raises TemplateProblem."""
        return self.html(page, site, root).encode()

    def html(self, page: Page, site: SiteView, root: str) -> str:
        """The page as HTML, one newline at its end.

        `root` is the way from the page to the site's root, `../../` or `./`, percent-encoded and with its slash.
        Raises TemplateProblem (template-error, unreadable-file) where a template of the archive is to blame.
        """
        function = self._function(type(page))
        text = function(page, site, root) if function else self._by_jinja2(page, site, root)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return f"{with_unique_footnotes(text.rstrip())}\n"

    def is_own(self, page: Page) -> bool:
        """Whether the packaged theme alone makes pages of this kind, as it is."""
        return self._function(type(page)) is not None

    def _by_jinja2(self, page: Page, site: SiteView, root: str) -> str:
        """The page by a template that may be the archive's. Raises TemplateProblem."""
        try:
            return self._template(type(page)).render(page=page, site=site, root=root)
        except TemplateProblem:
            raise
        except Exception as error:
            problem = self._problem(error)
            if problem is None:
                raise
            raise TemplateProblem(problem) from None

    def _function(self, kind: type) -> PageFunction | None:
        """What makes the pages of a kind without Jinja2; None where the archive has a part in them."""
        if kind not in self._functions:
            compiled = self._compiled.get(TEMPLATES[kind])
            is_known = compiled is not None and self._files.paths.keys().isdisjoint(compiled.parts)
            self._functions[kind] = compiled.render if compiled and is_known else None
        return self._functions[kind]

    @cached_property
    def _compiled(self) -> dict[str, CompiledPage]:
        return compiled_pages(self._theme) if self._is_fast else {}

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
    environment.filters.update(OWN_FILTERS)
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
