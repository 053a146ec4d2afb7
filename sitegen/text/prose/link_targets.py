"""Where the links and pictures of a seed lead: out to the web, to a heading of the same article, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.core import urls

_HOSTLESS: Final = frozenset({"mailto", "tel"})
_SPACE: Final = re.compile(r"\s")
_WAY_TO_MEDIA: Final = re.compile(r"(?:\.{1,2}/|/)*(?:(?:content/)?media/)?")


def leading_out(href: str, base: str) -> str:
    """The absolute URL of a link; empty where it leads nowhere or is of a kind that could run something.

    A relative one is resolved against `base`, the URL where the article was published, if there is one.
    """
    try:
        url = urljoin(base or "https:", href) if base or href.startswith("//") else href
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    if scheme in _HOSTLESS:
        return url
    url = _SPACE.sub("%20", url)
    return url if urls.is_web(url) else ""


def is_relative_link(href: str) -> bool:
    """Whether a link is a way from where it stands, and no whole address."""
    try:
        return not urlsplit(href).scheme and not href.startswith("//")
    except ValueError:
        return False


def sections(headings: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Fragment by which a seed may link to a heading → our element id, of headings as (words, element id).

    Fragments are those of the usual Markdown converters: the slug of the words, and `-1`, `-2` … after it where the
    words come again.
    """
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for words, element_id in headings:
        slug = urls.slug(words)
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        found.setdefault(f"{slug}-{count}" if count else slug, element_id)
    return found


def for_browsers(href: str) -> str:
    """What of a link is for browsers, which look for words by it: `:~:text=…`; empty where there is nothing."""
    _, mark, words = href.partition("#")[2].partition(":~:")
    return mark + words


def section(href: str, known: Mapping[str, str]) -> str:
    """The element of the heading that `#fragment` calls; empty if there is none."""
    return known.get(urls.slug(unquote(href[1:])), "")


def picture(source: str, media: frozenset[str]) -> str:
    """The file below `content/media/` that a picture's source names; empty if it is none of `media`."""
    path = unquote(source)
    if path in media:
        return path
    path = path[_WAY_TO_MEDIA.match(path).end() :]  # type: ignore[union-attr]  # the pattern matches anything
    return path if path in media else ""


def is_remote(source: str) -> bool:
    """Whether a picture is elsewhere on the web."""
    return source.startswith("//") or urls.is_web(source)
