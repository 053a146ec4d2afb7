"""Lists that go over several pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from sitegen.core import urls
from sitegen.site.pages.page_records import Pager

T = TypeVar("T")

_MOST_KEPT: Final = 4
"""Of how many lists is kept what their pages share: of all claims, of a verdict, and the next."""


class ListPage(NamedTuple):
    """One page of a list."""

    list_url: str
    """Of the first page."""
    number: int
    """From 1."""
    total: int
    """How many pages the list goes over, at least 1."""
    per_page: int
    """How many items a page has."""

    @property
    def url(self) -> str:
        """Of this page."""
        return urls.numbered(self.list_url, self.number)

    @property
    def is_first(self) -> bool:
        """Whether this is the page at the URL of the list."""
        return self.number == 1

    @property
    def pager(self) -> Pager:
        """What leads to the pages before and after."""
        return Pager(
            number=self.number,
            total=self.total,
            previous=urls.numbered(self.list_url, self.number - 1) if self.number > 1 else "",
            next=urls.numbered(self.list_url, self.number + 1) if self.number < self.total else "",
        )

    def part(self, items: Sequence[T]) -> Sequence[T]:
        """The items of a list that the page shows."""
        return items[(self.number - 1) * self.per_page : self.number * self.per_page]


def list_pages(list_url: str, per_page: int, *lengths: int) -> list[ListPage]:
    """The pages of several lists of these lengths that are shown beside each other: at least one."""
    total = max(1, -(-max(lengths, default=0) // per_page))
    return [ListPage(list_url, number, total, per_page) for number in range(1, total + 1)]


class SharedWork:
    """What the pages of a list share, made once as long as they are made one after the other.

    Only of the last few lists: those of all actors together would be as large as the index.
    """

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __call__(self, list_url: str, make: Callable[[], T]) -> T:
        """What the pages of the list at `list_url` share, made by `make` where it is not kept."""
        if list_url not in self._made:
            if len(self._made) >= _MOST_KEPT:
                del self._made[next(iter(self._made))]
            self._made[list_url] = make()
        found: T = self._made[list_url]
        return found
