"""Parts of sitegen that are installed on their own: what only some archives need, or what is heavy.

The names are those of `[project.optional-dependencies]` in pyproject.toml; docs/decisions/0034 says what each is for.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Final

MODULES: Final = {
    "cluster": "distributed",
    "html": "nh3",
    "languages": "langcodes",
    "media": "PIL",
    "spelling": "wordfreq",
    "storage": "obstore",
}
"""For each extra the module by which one sees that it is there."""


class MissingExtraError(Exception):
    """Something was asked for that only an extra can do; `extra` is its name."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


@cache
def is_installed(extra: str) -> bool:
    """Whether an extra is there. Raises KeyError for a name that is none."""
    return find_spec(MODULES[extra]) is not None


def require(extra: str) -> None:
    """Raises MissingExtraError where an extra is not installed."""
    if not is_installed(extra):
        raise MissingExtraError(extra)


def command(extra: str) -> str:
    """The command that installs an extra, for a hint."""
    return f"pip install 'sitegen[{extra}]'"
