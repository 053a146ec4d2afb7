"""Links from one seed to another: what an article may be called in a seed, and which article that is.

An article is called by its id, by the way to its seed, by the name of its seed, or by the address where it was
published. Of a name or an address that two have, nobody knows which is meant, so it is none.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Container, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from sitegen.core import urls
from sitegen.core.model import Article, ArticleId

UNSEEN: Final = ArticleId("*")
"""In place of an article that readers do not see. It is no id."""

_SUFFIXES: Final = (".md", ".txt")
_PAGES: Final = (".html", ".htm")
_PORTS: Final = (":80", ":443")

LookedUp = dict[str, ArticleId]
"""What was asked for, and which article that is; empty where there is none."""


def index_articles(articles: Iterable[Article], seen: Container[ArticleId]) -> dict[str, ArticleId]:
    """Which article each key means; of those that are not `seen` that they are there, and no more."""
    found: dict[str, ArticleId] = {}
    shared: dict[str, ArticleId | None] = {}
    for one in articles:
        what = one.id if one.id in seen else UNSEEN
        found.update(dict.fromkeys((_of_id(one.id), *map(_of_id, one.formerly), _of_seed(one.seed)), what))
        for key in {_of_name(PurePosixPath(one.seed).stem), *([_of_url(one.url)] if one.url else [])} - {""}:
            shared[key] = None if key in shared else what
    return {**found, **{key: what for key, what in shared.items() if what is not None}}


class ArticleLookup:
    """Finds which articles the links of one seed mean, and remembers what was asked for."""

    def __init__(self, articles: Mapping[str, ArticleId], seed: str, url: str) -> None:
        """`articles` is what `called` gives, `seed` a path below `seeds/`, `url` where it was published."""
        self.asked: LookedUp = {}
        self._articles, self._folder = articles, posixpath.dirname(seed)
        self._own = _of_url(url) if url else ""

    def named(self, words: str) -> ArticleId:
        """The article of `[[words]]`: an id, or the name of a seed or the way to it; empty if there is none."""
        words = words.partition("#")[0].strip().removeprefix("article:")
        ways = [*self._paths(words), *self._paths(f"/{words}")]
        return self._first([_of_id(words), *ways, _of_name(words)])

    def at_path(self, href: str) -> ArticleId:
        """The article to whose seed or page a link without a host leads; empty if there is none."""
        path = unquote(href.partition("#")[0].partition("?")[0])
        if not path or path.startswith("//"):
            return ArticleId("")
        return self._first([*self._paths(path), *_pages(path)])

    def at_url(self, url: str) -> ArticleId:
        """The article that was published at an address; empty if there is none, or if it is this one."""
        key = _of_url(url)
        return self._first([key] if key not in ("", self._own) else [])

    def _first(self, keys: Iterable[str]) -> ArticleId:
        for key in keys:
            found = self.asked[key] = self._articles.get(key, ArticleId(""))
            if found:
                return found
        return ArticleId("")

    def _paths(self, path: str) -> list[str]:
        """Keys of the seeds to which a path may lead: from the seed's own folder, or from `seeds/`."""
        rooted = path.lstrip("/").removeprefix("seeds/")
        way = rooted if path.startswith("/") else posixpath.join(self._folder, path)
        way = posixpath.normpath(way) if way else ""
        if not way or way.startswith(".."):
            return []
        stem, suffix = posixpath.splitext(way)
        if suffix.lower() in _SUFFIXES:
            return [_of_seed(way)]
        return [_of_seed((stem if suffix.lower() in _PAGES else way) + one) for one in _SUFFIXES]


def _pages(path: str) -> list[str]:
    """The key of the article whose page of this archive a path leads to."""
    steps = [step for step in path.split("/") if step not in ("", ".", "..", "index.html")]
    return [_of_id(steps[1])] if len(steps) == 2 and steps[0] == urls.ARTICLES else []


def _of_id(identifier: str) -> str:
    return f"id {urls.id_key(identifier)}"


def _of_seed(path: str) -> str:
    return f"seed {unicodedata.normalize('NFC', path)}"


def _of_name(words: str) -> str:
    slug = urls.slug(words)
    return f"name {slug}" if slug else ""


def _of_url(url: str) -> str:
    """What is equal for two addresses of one page: with or without `www`, `s` in `https`, a slash at the end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower()
    for port in _PORTS:
        host = host.removesuffix(port)
    if not host:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"url {host.removeprefix('www.')}{parts.path.rstrip('/')}{query}"
