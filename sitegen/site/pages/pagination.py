"""Lists that go over several pages: each page by itself, and what leads from one to the others."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from sitegen.core import urls
from sitegen.site.index import ReadLog
from sitegen.site.pages.page_ends import most_on_page, page_starts
from sitegen.site.pages.page_records import Link, Pager, PagerSection

T = TypeVar("T")
IsWanted: TypeAlias = "Callable[[str], bool]"
"""Of the URL of a list or of a record's page: whether its pages are asked for."""

_MOST_KEPT: Final = 4
"""Of how many lists is kept what their pages share: of all claims, of a verdict, and the next."""
_MOST_JUMPS: Final = 40
"""How many later pages of a list its first page leads to; of more every other, third and so on."""


class ListedItems(NamedTuple):
    """One of the lists that a record's page shows, or the list that is the page."""

    name: str
    """The folder of its later pages: `mentions`; empty where the page shows no other list."""
    title: str
    """For readers: `Mentions`; empty where the page shows no other."""
    items: Sequence[Any]
    keys: Callable[[], Sequence[str]]
    """What `page_starts` knows the items by."""
    mark: Callable[[Any], str]
    """Where an item stands in the order of the list, in a few words: its date, its name."""


class ListPage(NamedTuple):
    """One page of a list, or of several lists that begin on the same page and go on each on pages of its own."""

    title: str
    """What the list is called."""
    list_url: str
    """Of the first page."""
    url: str
    """Of this page."""
    shown: tuple[tuple[str, int, int], ...]
    """Names of the lists that the page has a part of, with the places of its first item and behind its last."""
    previous: str = ""
    """URL of the page before; empty for none."""
    next: str = ""
    """URL of the page after; empty for none."""
    later: tuple[ListPage, ...] = ()
    """Of the first page: all others."""
    keys: tuple[str, ...] = ()
    """Of a later page: what its items are known by."""
    old_numbers: int = 1
    """Of the first page: how many pages the list had when they were numbered, `page/2/`, each full but the last."""

    @property
    def is_first(self) -> bool:
        """Whether this is the page at the URL of the list."""
        return self.url == self.list_url

    @property
    def is_only(self) -> bool:
        """Whether there is no other page of the list."""
        return self.is_first and not self.later

    def part(self, listed: ListedItems) -> Sequence[Any]:
        """The items of a list that the page shows."""
        return next((listed.items[start:stop] for name, start, stop in self.shown if name == listed.name), ())

    @property
    def neighbourhood(self) -> str:
        """What a later page shows but for what its items say themselves: which they are, and what is beside it.

        Empty for the first page, which reads the whole list.
        """
        return "" if self.is_first else "\n".join((self.previous, self.next, *self.keys))

    def url_of(self, place: int) -> str:
        """Of the first page: the URL of the page that has the item at `place` of its only list."""
        pages = (self, *self.later)
        return pages[bisect_right(pages, place, key=lambda page: page.shown[0][1]) - 1].url

    def described(self, pager: Pager) -> str:
        """A later page in a sentence: nothing in it changes with the other pages."""
        return f"{self.title} · {pager.label}"

    def pager(self, *lists: ListedItems) -> Pager:
        """What leads from the page to the others; `lists` are those given to `list_pages`."""
        return Pager(
            label="" if self.is_first else self._label(lists),
            first="" if self.is_first else self.list_url,
            previous=self.previous,
            next=self.next,
            sections=tuple(self._sections(lists)),
        )

    def _label(self, lists: Iterable[ListedItems]) -> str:
        ((name, start, stop),) = self.shown
        listed = next(one for one in lists if one.name == name)
        ends = dict.fromkeys((listed.mark(listed.items[start]), listed.mark(listed.items[stop - 1])))
        return ": ".join(filter(None, (listed.title, " – ".join(ends))))

    def _sections(self, lists: Iterable[ListedItems]) -> Iterator[PagerSection]:
        for listed in lists:
            pages = [page for page in self.later if page.shown[0][0] == listed.name]
            marks = _told_apart(listed.mark(listed.items[page.shown[0][1]]) for page in pages)
            links = [Link(mark, page.url) for mark, page in zip(marks, pages, strict=True)]
            if links:
                yield PagerSection(listed.title, tuple(_sample(links)))


def every_page(_: str) -> bool:
    """That all pages are asked for."""
    return True


def is_one_page(per_page: int, *lengths: int) -> bool:
    """Whether lists of these lengths that are shown beside each other have one page."""
    return max(lengths, default=0) <= most_on_page(per_page)


def list_pages(title: str, list_url: str, per_page: int, *lists: ListedItems) -> list[ListPage]:
    """The pages of lists that are shown beside each other: at least one, which has the beginning of each."""
    begun, later = [], []
    for listed in lists:
        length = len(listed.items)
        keys = [] if is_one_page(per_page, length) else listed.keys()
        starts = page_starts(keys, per_page) if keys else [0]
        begun.append((listed.name, 0, starts[1] if len(starts) > 1 else length))
        for start, stop in zip(starts[1:], [*starts[2:], length], strict=False):
            url = urls.continued(list_url, listed.name, keys[start])
            later.append((url, (listed.name, start, stop), tuple(keys[start:stop])))
    addresses = [list_url, *(url for url, *_ in later), ""]
    pages = [
        ListPage(title, list_url, url, (shown,), before, after, keys=known)
        for (url, shown, known), before, after in zip(later, addresses, addresses[2:], strict=False)
    ]
    longest = max((len(listed.items) for listed in lists), default=0)
    return [
        ListPage(
            title,
            list_url,
            list_url,
            tuple(begun),
            next=addresses[1],
            later=tuple(pages),
            old_numbers=-(-longest // per_page),
        ),
        *pages,
    ]


def only_page(title: str, list_url: str, per_page: int, *lengths: tuple[str, int]) -> ListPage:
    """The page of lists for which `is_one_page` is true, by their names and lengths: quicker than `list_pages`."""
    longest = max((length for _, length in lengths), default=0)
    shown = tuple((name, 0, length) for name, length in lengths)
    return ListPage(title, list_url, list_url, shown, old_numbers=-(-longest // per_page))


def numbered_keys(record_ids: Iterable[str]) -> list[str]:
    """Keys of items of which several may be of one record, each by the ids of their records."""
    seen: Counter[Hashable] = Counter()
    found = []
    for record_id in record_ids:
        seen[record_id] += 1
        found.append(record_id if seen[record_id] == 1 else f"{record_id}/{seen[record_id]}")
    return found


def _told_apart(marks: Iterable[str]) -> Iterator[str]:
    """Marks, those that are there again with a number: `undated`, `undated (2)`."""
    seen: Counter[str] = Counter()
    for mark in marks:
        seen[mark] += 1
        yield mark if seen[mark] == 1 else f"{mark} ({seen[mark]})"


def _sample(pages: Sequence[T]) -> Sequence[T]:
    return pages[:: -(-len(pages) // _MOST_JUMPS) or 1]


class SharedWork:
    """What the pages of a list share, made once as long as they are made one after the other.

    Only of the last few lists: those of all actors together would be as large as the index.
    """

    def __init__(self, log: ReadLog) -> None:
        """`log`: what was read to make it is noted of each page that uses it."""
        self._log = log
        self._made: dict[str, tuple[Any, set[tuple[str, str]]]] = {}

    def __call__(self, list_url: str, make: Callable[[], T]) -> T:
        """What the pages of the list at `list_url` share, made by `make` where it is not kept."""
        self._log.note_all(self._kept(list_url, make)[1])
        found: T = self._kept(list_url, make)[0]
        return found

    def unnoted(self, list_url: str, make: Callable[[], T]) -> T:
        """The same for a page that notes itself what it reads of it, and says the rest by `PageGroup.shows`."""
        found: T = self._kept(list_url, make)[0]
        return found

    def _kept(self, list_url: str, make: Callable[[], T]) -> tuple[T, set[tuple[str, str]]]:
        if list_url not in self._made:
            if len(self._made) >= _MOST_KEPT:
                del self._made[next(iter(self._made))]
            with self._log.apart() as reads:
                self._made[list_url] = make(), reads
        return self._made[list_url]
