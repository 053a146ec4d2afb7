"""The pages of a site after lists got pages or lost some, in the order in which a full build makes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from sitegen.core import urls
from sitegen.engine.page_traces import PageTrace

_NUMBERED: Final = re.compile(r"page/[0-9]+/")
_CLAIMS: Final = urls.section(urls.CLAIMS)


def pages_after(
    before: Sequence[PageTrace], made: Mapping[str, PageTrace], gone: Collection[str], shown: Iterable[str]
) -> list[PageTrace] | None:
    """All pages of a site, of which these were made and these are gone, in order; None where that is not certain.

    Old addresses with numbers stand in the order of their lists, and behind them nothing but the page of what was not
    found. Any other new page stands behind that before it in `shown`: the URLs of all pages of the lists that
    were gone through, in order.
    """
    known = {page.url: page for page in before}
    if _in_order(before) != list(before):
        return None
    followers: defaultdict[str, list[PageTrace]] = defaultdict(list)
    for previous, url in pairwise(shown):
        if url not in known and not _is_numbered(made[url]):
            beside = made.get(previous) or known[previous]
            if not _is_beside(beside, made[url]):
                return None
            followers[previous].append(made[url])
    numbered = [page for url, page in made.items() if url not in known and _is_numbered(page)]
    *others, last = [page for page in _with_followers(before, made, followers) if page.url not in gone]
    return _in_order([*others, *numbered, last])


def _with_followers(
    before: Iterable[PageTrace], made: Mapping[str, PageTrace], followers: Mapping[str, Iterable[PageTrace]]
) -> Iterator[PageTrace]:
    """The pages that there were, as they are now, each with the new ones behind it; those that are gone, too."""
    for page in before:
        waiting = [made.get(page.url, page)]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += followers.get(one.url, ())


def _is_beside(previous: PageTrace, page: PageTrace) -> bool:
    """Whether no page of a list that was not gone through can stand between these.

    That is so in one list, and among the lists of claims: either all of them are gone through, or none.
    """
    if not page.list_url or page.first == previous.first:
        return bool(page.list_url)
    return page.url == page.first and all(one.list_url.startswith(_CLAIMS) for one in (previous, page))


def _in_order(pages: Sequence[PageTrace]) -> list[PageTrace]:
    """The pages with the old addresses at their end in the order of their lists."""
    *others, last = pages
    numbered = [page for page in others if _is_numbered(page)]
    rest = [page for page in others if not _is_numbered(page)]
    places = {page.url: place for place, page in enumerate(rest)}
    return [*rest, *sorted(numbered, key=lambda page: (places.get(page.first, -1), _number(page))), last]


def _is_numbered(page: PageTrace) -> bool:
    """Whether this is an old address of a page of a list."""
    own = page.url.removeprefix(page.list_url) if page.list_url else ""
    return _NUMBERED.fullmatch(own) is not None


def _number(page: PageTrace) -> int:
    return int(page.url.rstrip("/").rpartition("/")[2])
