"""Lists that go over several pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sitegen.core import urls
from sitegen.site.pages.page_records import Pager

T = TypeVar("T")


def pager(url: str, number: int, total: int) -> Pager:
    """The pager of page `number` of `total` of the list at `url`."""
    return Pager(
        number=number,
        total=total,
        previous=urls.numbered(url, number - 1) if number > 1 else "",
        next=urls.numbered(url, number + 1) if number < total else "",
    )


def page_count(per_page: int, *lengths: int) -> int:
    """Over how many pages the longest of several lists of these lengths goes, at least 1."""
    return max(1, -(-max(lengths, default=0) // per_page))


def page_slice(items: Sequence[T], number: int, per_page: int) -> Sequence[T]:
    """The items of a list that page `number` (from 1) shows."""
    return items[(number - 1) * per_page : number * per_page]
