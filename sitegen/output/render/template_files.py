"""The files of an archive's `templates/`, and those of the theme that they stand before."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path

from sitegen.core.problems import Problem, Problems
from sitegen.files import source_files
from sitegen.files.source_walk import template_paths
from sitegen.files.walk import files_below

PACKAGED: Final = "sitegen:"
"""Before a template's name: the packaged one, even where the archive has its own."""


class TemplateProblem(Exception):  # noqa: N818 - it carries a Problem of the author's, as its name says
    """An archive's own template that cannot be used; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class ArchiveTemplates:
    """The files of the archive's folder; it is walked once, when it is first asked for."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` is the archive's `templates/`; None = there is no archive."""
        self._folder = folder

    @cached_property
    def _walked(self) -> tuple[dict[str, Path], Problems]:
        problems = Problems()
        if self._folder is None:
            return {}, problems
        paths = template_paths(self._folder.parent, problems)
        names = (path.removeprefix(f"{source_files.TEMPLATES}/") for path in paths)
        return {name: self._folder / name for name in names}, problems

    @property
    def paths(self) -> dict[str, Path]:
        """Every file that can be read, by its path below the folder."""
        return self._walked[0]

    @property
    def problems(self) -> Problems:
        """Why other files cannot be read. Holds: outside-link, unreadable-file, unportable-name."""
        return self._walked[1]

    def text(self, name: str) -> bytes:
        """The bytes of a file, by its path below the folder. Raises TemplateProblem (unreadable-file)."""
        problems = Problems()
        root = self.paths[name].parents[name.count("/") + 1]
        raw = source_files.read_source(root, f"{source_files.TEMPLATES}/{name}", problems)
        if raw is None:
            raise TemplateProblem(*problems)
        return raw


class TemplateLoader(BaseLoader):
    """Finds templates by name in the archive, then in the theme, and after `sitegen:` in the theme alone."""

    def __init__(self, own: ArchiveTemplates, theme: Path) -> None:
        self._own = own
        self._theme = theme
        self.own_names: set[str] = set()
        """Templates of the archive that were used."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and that it never changes. Raises TemplateNotFound, TemplateSyntaxError
        (not UTF-8), TemplateProblem (unreadable-file).
        """
        name = "/".join(split_template_path(template.removeprefix(PACKAGED)))
        if not template.startswith(PACKAGED) and name in self._own.paths:
            self.own_names.add(name)
            return _source(self._own.text(name), self._own.paths[name], name)
        path = self._theme / name
        if not path.is_file():
            raise TemplateNotFound(template)
        return _source(path.read_bytes(), path, template)

    def list_templates(self) -> list[str]:
        """Every name there is, each of the theme's also with its prefix."""
        theme = [name for name in files_below(self._theme) if name.endswith(".html")]
        own = [name for name in self._own.paths if name.endswith(".html")]
        return sorted({*theme, *own, *(PACKAGED + name for name in theme)})


def static_files(own: ArchiveTemplates, theme: Path) -> list[tuple[str, Path]]:
    """The files to copy, as (path below `static/` with forward slashes, where it is), sorted by path.

    The archive's win over the theme's by name. Names that begin with `.` or `_` are not among them.
    """
    folder = theme / "static"
    found = {name: folder / name for name in files_below(folder)}
    mine = {name.removeprefix("static/"): path for name, path in own.paths.items() if name.startswith("static/")}
    return sorted((name, path) for name, path in {**found, **mine}.items() if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    return any(part[0] in "._" for part in name.split("/"))


def _source(content: bytes, path: Path, name: str) -> tuple[str, str, Callable[[], bool]]:
    try:
        return content.decode("utf-8-sig"), str(path), lambda: True
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"this file is not UTF-8 (byte 0x{content[error.start]:02X})"
        raise TemplateSyntaxError(message, line, name, str(path)) from None
