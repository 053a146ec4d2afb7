"""The search page."""

from __future__ import annotations

from enum import Enum
from typing import Final

from sitegen.core import urls
from sitegen.site.pages.page_records import Facet, Frame, NavLink, SearchPage
from sitegen.site.pages.views import Views


class SearchState(Enum):
    """Whether a site has a search."""

    NONE = "none"
    INDEXED = "indexed"
    LEFT_OUT = "left out"
    """The page is there, and says that the preview makes no index of so large an archive."""


TITLE: Final = "Search"
SEARCH_SECTION: Final = "search"
_FACETS: Final = (
    Facet("kind", "Kind", "Everything"),
    Facet("person", "Person", "Anybody"),
    Facet("topic", "Topic", "Any topic"),
    Facet("verdict", "Verdict", "Any verdict"),
    Facet("year", "Year", "Any year"),
)


def search_page(views: Views, search: SearchState, sections: tuple[NavLink, ...]) -> SearchPage:
    """The page that searches; `sections` are the indexes, which lead to everything without it."""
    url = urls.section(SEARCH_SECTION)
    frame = Frame(
        url=url,
        title=TITLE,
        description="",
        section=url,
        language=views.index.site.language,
    )
    return SearchPage(frame, search is SearchState.INDEXED, _FACETS, sections)
