"""Whether a published folder looks like the site of another archive (docs/decisions/0010)."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

from sitegen.core import urls
from sitegen.output.publish import marker

_RECORDS: Final = frozenset(
    {urls.ARTICLES, urls.TOPICS, urls.CLAIMS, urls.NOTES, urls.PEOPLE, urls.ORGANIZATIONS, urls.PLACES}
)
"""The folders whose own folders are the pages of records."""


def foreign_pages(published: Iterable[str], files: Set[str]) -> int:
    """How many pages of records are published of which none is among the files of this build; 0 where one is.

    Paths are below the output folder.
    """
    pages = set(filter(_is_of_record, published))
    return len(pages) if pages.isdisjoint(files) else 0


def without_volatile(files: Iterable[str]) -> frozenset[str]:
    """The files of a build without the list of them and the search index, whose files have other names each time."""
    return frozenset(
        path for path in files if path != marker.NAME and not path.startswith(f"{marker.VOLATILE_FOLDER}/")
    )


def _is_of_record(path: str) -> bool:
    """Whether this is the page of an article, actor, topic, claim or note."""
    section, _, rest = path.partition("/")
    return section in _RECORDS and rest.count("/") == 1 and rest.endswith("/index.html")
