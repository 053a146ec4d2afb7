"""What a build keeps of each page: what it was made of, and what the rest of the site has to know of it.

A page is made again where it reads a row that changed, or shows a list whose part it is otherwise. The others stay as
they are in the output. Source of the terms: Mokhov, Mitchell, Peyton Jones, Build Systems à la Carte (2018).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, cast

import msgspec

from sitegen.content.visibility import KeptVisibility
from sitegen.core.model import Archive, ArticleId
from sitegen.engine.article_cache import ArticleCache, ArticleTable, SharedContext
from sitegen.engine.export_traces import GroupTrace
from sitegen.output.exports import SitemapEntry
from sitegen.site.index.read_log import ReadKey
from sitegen.site.index.stored_articles import ArticleOutline


class PageTrace(NamedTuple):
    """A page of the output."""

    url: str
    shows: str
    """Which part of its list it shows, and what else no record says; as `PageGroup.shows` has it."""
    reads: bytes
    """The numbers of the rows that it was made of, in `SiteTrace.rows`: four bytes each."""
    files: tuple[str, ...]
    """Its file and those made beside it, as paths below the output folder."""
    address: SitemapEntry | None
    ids: str
    """Of its elements, with a zero character between them."""
    media: tuple[str, ...]
    """The files of `content/media/` that it names."""
    targets: bytes
    """As in `LinkedPage`."""
    is_sound: bool
    """Whether nothing was reported while it was made."""
    list_url: str = ""
    """As `PageGroup.list_url` has it."""

    @property
    def first(self) -> str:
        """The URL of the first page of its list; its own where it is of none."""
        return self.list_url or self.url


_PACK: Final = msgspec.msgpack.Encoder()
_UNPACK: Final = msgspec.msgpack.Decoder(PageTrace)


class PackedTraces:
    """Traces of pages by their URLs, each packed as the next build reads it, in three fifths of what records take."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes | PageTrace] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, url: str) -> bool:
        return url in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __getitem__(self, url: str) -> PageTrace:
        found = self._packed[url]
        return _UNPACK.decode(found) if isinstance(found, bytes) else found

    def add(self, page: PageTrace) -> None:
        """A page that was made."""
        try:
            self._packed[page.url] = _PACK.encode(page)
        except UnicodeEncodeError:  # in a name of a file: the whole trace will not be kept then
            self._packed[page.url] = page

    def put_in_order(self, urls: Iterable[str]) -> None:
        """From now on those with these URLs are there, in this order. Raises KeyError."""
        self._packed = {url: self._packed[url] for url in urls}

    def keep(self, page: PageTrace) -> None:
        """A page of the last build, whose trace is at hand as it is."""
        self._packed[page.url] = page

    def addresses(self) -> Iterator[tuple[str, SitemapEntry]]:
        """The URL and the entry in the sitemap of each page that has one."""
        for url in self._packed:
            if address := self[url].address:
                yield url, address

    def listed(self) -> list[PageTrace]:
        """All of them, to be saved and not to be looked at: packed ones are not unpacked."""
        raw = (msgspec.Raw(one) if isinstance(one, bytes) else one for one in self._packed.values())
        return cast("list[PageTrace]", list(raw))


class SiteTrace(NamedTuple):
    """All pages of the output, and the archive that they were made of."""

    token: str
    """By which the record of the same build is known."""
    archive: Archive
    """As readers see it."""
    rows: list[tuple[str, str]]
    """The rows of the index that a page reads, as `ReadKey`."""
    pages: list[PageTrace]
    words: tuple[str, ...]
    """The URLs of pages whose words are linked to."""
    is_sound: bool
    """Whether all links between the pages led somewhere."""
    exports: dict[str, GroupTrace]
    """The groups of files for machines by their names, but for the lines of articles."""
    outlines: dict[ArticleId, ArticleOutline]
    """What lists show of each article."""
    visibility: KeptVisibility | None
    """What is known of who is seen; None where no record of the archive is a draft or withdrawn."""


class KnownSite(NamedTuple):
    """The site that is in the output, of which pages may stay as they are."""

    trace: SiteTrace
    articles: ArticleCache
    overwritten: frozenset[str] = frozenset()
    """Files of its pages that are not as the last build left them: a preview was ahead, or somebody changed them."""


class SiteRecord(NamedTuple):
    """What the next build needs to know of this one."""

    shared: SharedContext
    articles: ArticleTable
    trace: SiteTrace


class RowNumbers:
    """Gives each row that pages read a number."""

    def __init__(self, rows: Iterable[tuple[str, str]] = ()) -> None:
        self.numbers: dict[tuple[str, str], int] = {row: number for number, row in enumerate(rows)}

    def number(self, row: tuple[str, str]) -> int:
        """The number of a row."""
        return self.numbers.setdefault(row, len(self.numbers))

    def of(self, rows: Iterable[tuple[str, str]]) -> frozenset[int]:
        """The numbers of those of these rows that have one."""
        return frozenset(self.numbers[row] for row in rows if row in self.numbers)

    def packed(self, rows: Iterable[tuple[str, str]]) -> bytes:
        """The numbers of these rows, in their order: four bytes each."""
        numbers = self.numbers
        return array("I", sorted([numbers.setdefault(row, len(numbers)) for row in rows])).tobytes()


def renumbered(reads: bytes, numbers: Sequence[int]) -> bytes:
    """`PageTrace.reads` with these instead of the numbers 0, 1, 2 …"""
    return array("I", map(numbers.__getitem__, array("I", reads))).tobytes()


def stale_pages(trace: SiteTrace, changed: Iterable[ReadKey], shows: Mapping[str, str]) -> Iterator[str]:
    """The URLs of the pages that have to be made: new ones, those that read a changed row or show another part.

    `shows`: all pages that there are to be, by their URLs, each as in `PageTrace.shows`.
    """
    known = {page.url: page for page in trace.pages}
    numbers = {row: number for number, row in enumerate(trace.rows)}
    hit = {numbers[row] for row in (*changed, ReadKey("archive", "")) if row in numbers}
    for url, part in shows.items():
        page = known.get(url)
        if page is None or not page.is_sound or page.shows != part or not hit.isdisjoint(array("I", page.reads)):
            yield url
