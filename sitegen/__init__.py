"""A static-site generator for annotated article archives.

What is listed in `__all__` is what other programs may use, as docs/api.md says; all else may change with any release.
It is loaded when it is asked for, so that a command which makes no pages loads nothing that does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from sitegen.core.version import __version__

if TYPE_CHECKING:
    from sitegen.content.loader import load
    from sitegen.core.model import Actor, Archive, Article, Claim, Note, ProsePage, Site, Topic
    from sitegen.core.problems import Location, Problem, Problems, Severity
    from sitegen.engine import Options, Outcome, Stats, build, check

__all__ = [
    "Actor",
    "Archive",
    "Article",
    "Claim",
    "Location",
    "Note",
    "Options",
    "Outcome",
    "Problem",
    "Problems",
    "ProsePage",
    "Severity",
    "Site",
    "Stats",
    "Topic",
    "__version__",
    "build",
    "check",
    "load",
]

_HOMES: Final = {
    **dict.fromkeys(("Options", "Outcome", "Stats", "build", "check"), "sitegen.engine"),
    **dict.fromkeys(("Location", "Problem", "Problems", "Severity"), "sitegen.core.problems"),
    **dict.fromkeys(("Actor", "Archive", "Article", "Claim"), "sitegen.core.model"),
    **dict.fromkeys(("Note", "ProsePage", "Site", "Topic"), "sitegen.core.model"),
    "load": "sitegen.content.loader",
}


def __getattr__(name: str) -> object:
    """What is public, loaded from where it is. Source: PEP 562. Raises AttributeError."""
    if name not in _HOMES:
        message = f"module 'sitegen' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """What is public, for completion."""
    return sorted(__all__)
