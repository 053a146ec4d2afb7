"""What a build keeps of itself for the next one: how files looked, and what was reported.

Light to import, as it is all that a build reads that finds nothing to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.core.model import ArticleId
from sitegen.core.problems import Problem, Problems
from sitegen.engine.build_types import Options, Stats
from sitegen.engine.cache import SAVED_LAST, CacheFolder
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest
from sitegen.files.source_rules import INDEX_FOLDER

BUILD: Final = SAVED_LAST
"""The file of the cache that holds the `BuildRecord`."""
PROGRAM: Final = "program"
"""The file with the signatures of all that runs: another program may have other records, so it is read first."""
SHARED: Final = "shared"
"""The file that holds the `SharedContext` of `article_cache`."""
ARTICLES: Final = "articles"
"""The file that holds its `ArticleTable`."""
RECORDS: Final = "records"
"""The file that holds the `RecordTable` of `record_cache`."""
SITE: Final = "site"
"""The file that holds the `SiteTrace` of `page_traces`."""


class Diagnostics(NamedTuple):
    """All problems of a build."""

    own: dict[ArticleId, tuple[Problem, ...]]
    """Those that the article stage found, of the articles that have some."""
    others: tuple[Problem, ...]
    """All that nothing but the archive as a whole can show."""
    accepted: tuple[str, ...] = ()
    """The codes whose warnings the archive accepts."""

    def all(self) -> Problems:
        """All of them, merged."""
        problems = Problems(self.others, self.accepted)
        for some in self.own.values():
            problems.extend(some)
        return problems

    def updated(self, own: Mapping[ArticleId, tuple[Problem, ...]]) -> Diagnostics:
        """The same after the article stage found these in some articles."""
        return self._replace(own={article: some for article, some in {**self.own, **own}.items() if some})


class BuildKey(NamedTuple):
    """What of a build's options decides what comes out of it: how many processes make it does not."""

    drafts: bool
    strict: bool
    keep_going: bool
    base_url: str
    search: bool
    most_indexed: int
    pagefind: str
    """The program that makes the index, where another one is to be run than ours."""
    root: str
    """Resolved."""


def key_of(options: Options) -> BuildKey:
    """The key of a build with these options, on this machine."""
    return BuildKey(
        options.drafts,
        options.strict,
        options.keep_going,
        options.base_url,
        options.search,
        options.most_indexed,
        os.environ.get("PAGEFIND_BINARY_PATH", ""),
        str(Path(options.root).resolve()),
    )


class BuildRecord(NamedTuple):
    """How everything looked when the output was published, and what was reported."""

    key: BuildKey
    sources: SourceManifest
    outputs: SignatureTable
    diagnostics: Diagnostics
    stats: Stats
    blobs: str
    """The name of the file of blobs with the articles: with those of another build nothing fits. Empty = not kept."""

    trace: str = ""
    """The token of the `SiteTrace` of the same build. Empty = not kept."""
    is_index_due: bool = False
    """Whether the search index is still that of an earlier build."""

    def is_like(self, key: BuildKey) -> bool:
        """Whether the pages were asked for as in `key`, however many records an index is made of."""
        return self.key._replace(most_indexed=key.most_indexed) == key

    def lacks_index(self, key: BuildKey) -> bool:
        """Whether a build with `key` would make an index that this one may have left out."""
        most, wanted = self.key.most_indexed, key.most_indexed
        is_more = bool(most) and (wanted > most or not wanted)
        return is_more and not any(path.startswith(f"{INDEX_FOLDER}/") for path in self.outputs.listed())

    @property
    def has_articles(self) -> bool:
        """Whether the articles were kept, too."""
        return bool(self.blobs)

    @property
    def drafts(self) -> int | None:
        """How many drafts the output shows; None where it was made without drafts."""
        return self.stats.drafts if self.key.drafts else None


def load_record(cache: CacheFolder, programs: Mapping[str, FileSignature]) -> BuildRecord | None:
    """The last build; None where there was none, or it was made by other programs than `programs`.

    Raises DamagedError where something is there that cannot be used.
    """
    if not cache.has(BUILD):  # it is saved last: without it there was no build, or it was killed
        return None
    return (
        cache.load(BUILD, BuildRecord) if cache.load(PROGRAM, SignatureTable) == SignatureTable.of(programs) else None
    )
