"""What a build keeps of the articles, so that the next one need not process them again."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final, NamedTuple

from sitegen.core.model import AnchorRequest, AnnotatedArticle, Archive, Article, ArticleId, Site, WordUsageEvidence
from sitegen.engine.cache import BlobFile, BlobRef, CacheFolder, DamagedError
from sitegen.engine.cached_records import ARTICLES, SHARED
from sitegen.site.pages.page_records import SiteView
from sitegen.text.mentions.ngram_filter import UNKNOWN

_REFS: Final = 3
_LENGTHS: Final = 3
_HASH: Final = 64


class CachedArticle(NamedTuple):
    """Input and result of the article stage, without the body."""

    article: Article
    quotes: tuple[AnchorRequest, ...]
    annotated: AnnotatedArticle
    links: tuple[tuple[str, ArticleId], ...]
    """Which articles its links may have meant, and what was found; an empty id = none."""


class CacheEntry(NamedTuple):
    """Where the parts of an article are in a blob store."""

    seed: str
    """Its path below `seeds/`."""
    sha256: str
    """Of the seed's bytes, in hexadecimal."""
    article: BlobRef
    """Its `CachedArticle`."""
    body: BlobRef
    shell: BlobRef = BlobRef(0, 0)
    """Its `PageShell`."""
    lengths: tuple[int, ...] = ()
    """Bytes of its lines in each of `exports.ARTICLE_FILES`."""
    ngrams: bytes = UNKNOWN
    """As `StageResult` has it."""


class ArticleTable(NamedTuple):
    """The entries of all articles that readers see, in the order of their ids; packed, as there may be very many."""

    blobs: str
    """The name of the file of blobs."""
    ids: str
    """With a zero character between them, as in `seeds`."""
    seeds: str
    hashes: str
    numbers: bytes
    """Of each article the three references, a start and a length each, and the lengths of its lines."""
    ngrams: list[bytes]
    """Of each article, as in `CacheEntry`."""
    evidence: WordUsageEvidence
    lines: dict[str, dict[str, int]] = {}  # noqa: RUF012 - never changed
    """As in `ArticleCache`."""
    edited: tuple[ArticleId, ...] = ()
    """As in `ArticleCache`."""

    @classmethod
    def of(cls, blobs: str, entries: Mapping[ArticleId, CacheEntry], evidence: WordUsageEvidence) -> ArticleTable:
        """The table of these entries."""
        some = entries.values()
        numbers = array("q", (n for one in some for n in (*one.article, *one.body, *one.shell, *one.lengths)))
        hashes = "".join(one.sha256 for one in some)
        seeds = "\0".join(one.seed for one in some)
        ngrams = [one.ngrams for one in some]
        return cls(blobs, "\0".join(entries), seeds, hashes, numbers.tobytes(), ngrams, evidence)

    def entries(self) -> dict[ArticleId, CacheEntry]:
        """Each article with its entry. Raises ValueError where the columns do not belong together."""
        if not self.ids:
            return {}
        numbers, size = array("q", self.numbers).tolist(), 2 * _REFS + _LENGTHS
        rows = (numbers[start : start + size] for start in range(0, len(numbers), size))
        hashes = (self.hashes[start : start + _HASH] for start in range(0, len(self.hashes), _HASH))
        found = {}
        names = zip(self.ids.split("\0"), self.seeds.split("\0"), hashes, self.ngrams, strict=True)
        for (name, seed, sha256, ngrams), (a, b, c, d, e, f, *lengths) in zip(names, rows, strict=True):
            refs = BlobRef(a, b), BlobRef(c, d), BlobRef(e, f)
            found[ArticleId(name)] = CacheEntry(seed, sha256, *refs, tuple(lengths), ngrams)
        return found


class SharedContext(NamedTuple):
    """What the pages of all articles were made with."""

    archive: Archive
    """Of its records only those whose names and terms are looked for."""
    site: Site
    view: SiteView
    site_path: str
    blobs: str
    """The name of the file of blobs of the same build: with other articles than its own nothing here fits."""
    drafts: bool
    is_searched: bool
    """Whether the articles' words are in an index."""
    word_links: tuple[str, ...] = ()
    """The URLs of pages whose words are linked to: a link check has to look whether they are still there."""


class ArticleCache(NamedTuple):
    """The articles of the last build: where nothing about one changed it need not be processed again."""

    blobs: BlobFile
    entries: dict[ArticleId, CacheEntry]
    shared: SharedContext
    evidence: WordUsageEvidence
    lines: dict[str, dict[str, int]]
    """Of files of `data/` the lines that edits of words alone changed since all files for machines were looked at: how
    long they are now, by the ids of their records."""
    edited: tuple[ArticleId, ...] = ()
    """The articles whose pages such edits changed: of these pages it is not known what they link to and hold now."""


def load_articles(cache: CacheFolder, blobs: str) -> ArticleCache:
    """The articles of the build whose file of blobs has this name. Raises DamagedError where they cannot be used."""
    table = cache.load(ARTICLES, ArticleTable)
    if table.blobs != blobs:
        raise DamagedError("it is of another build", ARTICLES)
    try:
        entries = table.entries()
    except ValueError:  # every field is of its type, and they do not belong together
        raise DamagedError(part=ARTICLES) from None
    shared = cache.load(SHARED, SharedContext)
    if shared.blobs != blobs:
        raise DamagedError("it is of another build", SHARED)
    return ArticleCache(cache.blobs(blobs), entries, shared, table.evidence, table.lines, table.edited)
