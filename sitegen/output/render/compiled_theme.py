"""The pages of the packaged theme, made by functions of Python instead of by Jinja2: the same bytes in less time.

Of templates that an archive has nothing to do with all is known: which fields records have, what a macro takes, what is
imported from where. So `theme_functions` was made of them, and is part of the package (docs/decisions/0031).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

PageFunction = Callable[[Any, Any, str], str]
"""Makes the HTML of a page from its record, the site and the way to its root."""

_NOTHING: Final[Mapping[str, object]] = {}


class CompiledPage(NamedTuple):
    """The pages of one template."""

    render: PageFunction
    parts: Collection[str]
    """The templates that they are made from."""


def compiled_pages(theme: Path) -> dict[str, CompiledPage]:
    """What makes the pages of each template; nothing where the theme is not the one that was compiled."""
    from sitegen.output.render import theme_functions  # not where an archive's own templates make all pages

    if fingerprint(theme_sources(theme)) != theme_functions.FINGERPRINT:
        return {}
    return {name: _page(*fields) for name, fields in theme_functions.PAGES.items()}


def theme_sources(theme: Path) -> dict[str, str]:
    """The templates of a theme, each by its name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(theme.glob("*.html"))}


def fingerprint(sources: Mapping[str, str]) -> str:
    """The hash of these templates."""
    return hashlib.sha256("\0".join(f"{name}\0{text}" for name, text in sorted(sources.items())).encode()).hexdigest()


def _page(
    whole: Callable[..., str],
    top: Callable[..., Mapping[str, object]] | None,
    blocks: Mapping[str, Callable[..., str]],
    parts: Collection[str],
) -> CompiledPage:
    """`whole` makes the frame of a page and asks for `blocks`; `top` gives what the template sets for all of them."""
    if top is None:
        return CompiledPage(lambda page, site, root: whole(page, site, root, blocks, _NOTHING), parts)
    return CompiledPage(lambda page, site, root: whole(page, site, root, blocks, top(page, site, root)), parts)
