"""What a build keeps for the next one: the records, and how they are found again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitegen.content.media import MediaFacts
from sitegen.core.model import AnnotatedArticle, AnnotationQuote, Archive, Article, ArticleId, Site, WordUsageEvidence
from sitegen.core.problems import Problem, Problems
from sitegen.engine.build_types import Stats
from sitegen.engine.cache import SAVED_LAST, BlobFile, BlobRef, CacheFolder, DamagedError
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest

if TYPE_CHECKING:
    from sitegen.site.pages.page_records import SiteView

Kind = TypeVar("Kind")

FILES: Final = SAVED_LAST
PROGRAMS: Final = "programs"
"""What wrote the others: records of another program may have other fields, so this is plain, and looked at first."""
COMMON: Final = "common"
INDEX: Final = "index"
PICTURES: Final = "pictures"


class Diagnostics(NamedTuple):
    """The problems of a build."""

    own: dict[ArticleId, tuple[Problem, ...]]
    """Those that the article stage found, of the articles that have some."""
    others: tuple[Problem, ...]
    accepted: tuple[str, ...] = ()
    """The codes whose warnings the archive accepts."""

    def all(self) -> Problems:
        """In one."""
        problems = Problems(self.others, self.accepted)
        for some in self.own.values():
            problems.extend(some)
        return problems

    def again(self, own: Mapping[ArticleId, tuple[Problem, ...]]) -> Diagnostics:
        """With what the article stage finds of some articles now."""
        return self._replace(own={article: some for article, some in {**self.own, **own}.items() if some})


class CachedArticle(NamedTuple):
    """What the article stage was asked, and what it gave, but for the body."""

    article: Article
    anchors: tuple[AnnotationQuote, ...]
    woven: AnnotatedArticle
    asked: tuple[tuple[str, ArticleId], ...]
    """Which articles its links may have meant, and what was found."""


class ArticleEntry(NamedTuple):
    """An article in a pile."""

    seed: str
    sha256: str
    strip: BlobRef
    body: BlobRef
    around: BlobRef = BlobRef(0, 0)
    """Its `Surroundings`."""
    lengths: tuple[int, ...] = ()
    """Of its lines in each of `exports.ARTICLE_FILES`."""


_PLACES: Final = 3
_LENGTHS: Final = 3


class ArticleTable(NamedTuple):
    """All articles that readers see, in the order of their ids; packed, as there may be very many."""

    pile: str
    ids: str
    """With a zero character between them, as in `seeds`."""
    seeds: str
    hashes: str
    numbers: bytes
    """Of each article the three places, a start and a length each, and the lengths of its lines."""
    traces: WordUsageEvidence

    @classmethod
    def of(cls, pile: str, articles: Mapping[ArticleId, ArticleEntry], traces: WordUsageEvidence) -> ArticleTable:
        """Packed."""
        kept = articles.values()
        numbers = array("q", (n for one in kept for n in (*one.strip, *one.body, *one.around, *one.lengths)))
        hashes = "".join(one.sha256 for one in kept)
        return cls(pile, "\0".join(articles), "\0".join(one.seed for one in kept), hashes, numbers.tobytes(), traces)

    def articles(self) -> dict[ArticleId, ArticleEntry]:
        """Unpacked."""
        if not self.ids:
            return {}
        numbers, size = array("q", self.numbers).tolist(), 2 * _PLACES + _LENGTHS
        found = {}
        for place, (article, seed) in enumerate(zip(self.ids.split("\0"), self.seeds.split("\0"), strict=True)):
            a, b, c, d, e, f, *lengths = numbers[place * size : (place + 1) * size]
            sha256 = self.hashes[place * 64 : (place + 1) * 64]
            found[ArticleId(article)] = ArticleEntry(
                seed, sha256, BlobRef(a, b), BlobRef(c, d), BlobRef(e, f), tuple(lengths)
            )
        return found


class SharedContext(NamedTuple):
    """What all pages of articles were made with."""

    archive: Archive
    """Of its records only those whose names and terms are looked for."""
    site: Site
    view: SiteView
    site_path: str
    drafts: bool
    is_searched: bool
    """Whether the articles' words are in an index."""
    worded: tuple[str, ...] = ()
    """The URLs of the pages whose words are linked to: whether they are still there has to be looked at."""


class PreviousBuild(NamedTuple):
    """The articles of the last build, which need not be woven again where nothing about them changed."""

    pile: BlobFile
    kept: dict[ArticleId, ArticleEntry]
    common: SharedContext
    traces: WordUsageEvidence


class BuildRecord(NamedTuple):
    """How everything looked when the output was published, and what was told."""

    asked: tuple[object, ...]
    """What the build was asked to do."""
    sources: SourceManifest
    outputs: SignatureTable
    told: Diagnostics
    stats: Stats
    has_articles: bool
    """Whether they were kept, too."""

    @property
    def is_with_drafts(self) -> bool:
        """Whether drafts were shown."""
        return bool(self.asked[0])


def files_of(cache: CacheFolder, programs: Mapping[str, FileSignature] | None) -> BuildRecord | None:
    """The last build; None where there was none, or by other programs."""
    try:
        return files_in(cache, programs)
    except DamagedError:
        return None


def articles_of(cache: CacheFolder) -> PreviousBuild | None:
    """The articles of the last build; None where they could not be kept."""
    try:
        return articles_in(cache)
    except DamagedError:
        return None


def files_in(cache: CacheFolder, programs: Mapping[str, FileSignature] | None) -> BuildRecord | None:
    """The same. Raises DamagedError where there is something that cannot be used."""
    if not cache.has(FILES):  # they are saved last: without them there was no build, or it was killed
        return None
    return cache.load(FILES, BuildRecord) if cache.load(PROGRAMS, dict) == programs else None


def articles_in(cache: CacheFolder) -> PreviousBuild:
    """The same. Raises DamagedError."""
    index = cache.load(INDEX, ArticleTable)
    try:
        return PreviousBuild(
            cache.last_pile(index.pile), index.articles(), cache.load(COMMON, SharedContext), index.traces
        )
    except (TypeError, ValueError):  # a record of this kind, with something else in it
        raise DamagedError(part=INDEX) from None


def pictures_in(cache: CacheFolder) -> dict[str, MediaFacts]:
    """What was found in files of `content/media/`. Raises DamagedError."""
    known = cache.load(PICTURES, dict)
    if not all(isinstance(one, MediaFacts) for one in known.values()):
        raise DamagedError(part=PICTURES)
    return known


def expected(found: object, kind: type[Kind]) -> Kind:
    """What was found, if it is what is wanted. Raises DamagedError."""
    if not isinstance(found, kind):
        raise DamagedError
    return found
