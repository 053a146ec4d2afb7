"""Pages that are made of records, and what an archive says above them: the prose page of the same address."""

from __future__ import annotations

from typing import Final

from sitegen.core import urls
from sitegen.core.model import PageId, Status
from sitegen.site.index import SiteIndex
from sitegen.site.pages.page_records import Link
from sitegen.site.record_markdown import Html, RecordMarkdown

_TITLES: Final = {urls.CORRECTIONS: "Corrections", urls.SCALE: "Verdicts"}


def page_link(index: SiteIndex, name: str) -> Link | None:
    """The page of corrections, or of the scale; None where there is none.

    An archive without claims has neither; nor has one that says something else at that address, since it withdrew a
    prose page there or gave one another id.
    """
    is_asked_for = bool(index.whole.claims) or (name == urls.CORRECTIONS and bool(index.withdrawn))
    is_taken = any(
        name in page.formerly or (page.id == name and page.status is Status.WITHDRAWN) for page in index.whole.pages
    )
    return Link(title_of(index, name), urls.section(name)) if is_asked_for and not is_taken else None


def title_of(index: SiteIndex, name: str) -> str:
    """What one of these pages is called."""
    own = index.prose.get(PageId(name))
    return own.title if own else _TITLES[name]


def introduced(index: SiteIndex) -> frozenset[str]:
    """The ids of the prose pages that are no pages of their own, since they stand above something."""
    return frozenset(name for name in _TITLES if page_link(index, name))


def introduction(index: SiteIndex, markdown: RecordMarkdown, name: str) -> Html:
    """What the archive says above one of these pages; may be empty."""
    own = index.prose.get(PageId(name))
    return markdown.html(own.body) if own else Html("")


def description(index: SiteIndex, markdown: RecordMarkdown, name: str, default: str) -> str:
    """What one of these pages is about, in a sentence."""
    own = index.prose.get(PageId(name))
    return (own.summary or markdown.lead(own.body) if own else "") or default
