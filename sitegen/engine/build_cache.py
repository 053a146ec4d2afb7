"""The cache of one output, as a build uses it: it loads and saves what builds keep, and decides nothing.

All of it is written after publishing, the record of the build last: a build that was killed leaves either what it found
or nothing that fits.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.content.media import MediaFacts
from sitegen.engine.cache import CACHE_NAME, BlobFile, CacheFolder, DamagedError, MemoryStore
from sitegen.engine.cached_records import ARTICLES, BUILD, PROGRAM, RECORDS, SHARED, SITE, BuildRecord, load_record
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest
from sitegen.files.source_rules import OUTPUT_MARK

if TYPE_CHECKING:
    from sitegen.engine.article_cache import ArticleCache, ArticleTable
    from sitegen.engine.page_traces import KnownSite, SiteRecord, SiteTrace
    from sitegen.engine.record_cache import RecordCache, RecordTable

_MEDIA: Final = "media"
_MOST_UNUSED: Final = 2
"""How many times as large as what is used of it a file of blobs may become."""
_NEXT_RECORDS: Final = f"{RECORDS}-next"
"""What is to be `RECORDS` once this build is published: as large as the sources, and in nobody's memory meanwhile."""


class BuildCache:
    """What is kept between the builds into one output. What cannot be used is as good as absent, and noted."""

    def __init__(self, root: Path, output: Path | str) -> None:
        """Open the cache; where its folder cannot be made, nothing is found in it and nothing is kept."""
        self._folder = CacheFolder(root, Path(os.path.realpath(output)))
        self._notices: dict[str, str] = {}
        self._is_kept = False
        """Whether this build can be kept for the next one."""
        self._record: BuildRecord | None = None
        self._in_use: set[str] = set()
        """The files of the last build that stay until this one is published."""
        self._trace: SiteTrace | None = None
        self._records: RecordTable | None = None
        """As they were read: a build that finds that it needs all may ask twice."""
        self._read = RECORDS
        """The file with what is kept of the author's files; empty = nothing can be."""

    @property
    def folder(self) -> Path:
        """Where it is; need not exist."""
        return self._folder.folder

    @property
    def drafts(self) -> int | None:
        """How many drafts the output of the last build shows; None where it was made without, or nothing is known."""
        return self._record.drafts if self._record else None

    def open(self) -> int | None:
        """Make the folder, and give what the clock of its file system says, in nanoseconds; None where that fails."""
        try:
            if self._folder.is_blocked():
                self._notices[CACHE_NAME] = "it is no folder"
            return signatures.file_system_time(self._folder.folder) if self._folder.open() else None
        except OSError:
            return None

    def record(self, programs: Mapping[str, FileSignature]) -> BuildRecord | None:
        """The last build; None where there is none, or it was made by other programs than `programs`.

        To be asked before anything else is: a build whose sources have no signatures is not kept.
        """
        self._is_kept = True
        try:
            self._record = load_record(self._folder, programs)
        except DamagedError as damage:
            self.note(damage)
        return self._record

    def articles(self) -> ArticleCache | None:
        """The articles of the last build; None where they were not kept, or cannot be used."""
        from sitegen.engine.article_cache import load_articles

        if self._record is None or not self._record.has_articles:
            return None
        try:
            return load_articles(self._folder, self._record.blobs)
        except DamagedError as damage:
            self.note(damage)
            return None

    def known_site(self, articles: ArticleCache, overwritten: frozenset[str]) -> KnownSite | None:
        """The pages of the last build, which has these articles; None where they were not kept, or cannot be used.

        `overwritten`: the files that are not as it left them; None, too, where any of these is no page's. The list of
        all files may be among them: a preview that is ahead adds its new pages to it.
        """
        overwritten -= {OUTPUT_MARK}
        from sitegen.engine.page_traces import KnownSite, SiteTrace

        if self._record is None or not self._record.trace:
            return None
        try:
            trace = self._trace = self._trace or self._folder.load(SITE, SiteTrace)
        except DamagedError as damage:
            self.note(damage)
            return None
        if trace.token != self._record.trace or not _are_of_pages(overwritten, trace):
            return None
        return KnownSite(trace, articles, overwritten)

    def media(self) -> dict[str, MediaFacts]:
        """What is known of files of `content/media/`, by the hash of their bytes and the end of their names."""
        if self._record is None:
            return {}
        try:
            return self._folder.load(_MEDIA, dict[str, MediaFacts])
        except DamagedError as damage:
            self.note(damage)
            return {}

    def records(self, sources: SourceManifest | None) -> RecordCache:
        """What the last build kept of the author's files, which look as in `sources` now."""
        from sitegen.engine.record_cache import RecordCache, RecordTable

        if self._record is None or sources is None:
            return RecordCache(None, sources)
        try:
            self._records = self._records or self._folder.load(RECORDS, RecordTable)
            return RecordCache(self._records, sources)
        except DamagedError as damage:
            self.note(damage)
            return RecordCache(None, sources)

    def hold_records(self, records: RecordTable) -> None:
        """Put aside what is to be kept of the author's files when this build is."""
        if not self._is_kept:
            return
        try:
            self._folder.save(_NEXT_RECORDS, records)
            self._read = _NEXT_RECORDS
        except (OSError, DamagedError):
            self._read = ""

    def new_store(self, blobs: str) -> BlobFile | MemoryStore:
        """Where the articles of a new build go, in memory where nothing can be kept; `blobs` of the last one stays."""
        if not self._is_kept:
            return MemoryStore()
        self._hold(blobs)
        return self._folder.new_blobs()

    def amended_store(self, articles: ArticleCache) -> BlobFile | None:
        """The blobs of the last build, to add to; None where it is time to leave behind what is used no more."""
        size = articles.blobs.size()
        used = sum(
            ref.length for entry in articles.entries.values() for ref in (entry.article, entry.body, entry.shell)
        )
        if not self._is_kept or size is None or size > _MOST_UNUSED * used:
            return None
        self._hold(articles.blobs.name)
        return articles.blobs

    def _hold(self, blobs: str) -> None:
        """Leave of the last build what it needs, until this one is published."""
        self._in_use = {BUILD, PROGRAM, SHARED, ARTICLES, SITE, RECORDS, _MEDIA, blobs}
        self._folder.forget(self._in_use)

    def save_build(
        self,
        programs: Mapping[str, FileSignature],
        record: BuildRecord,
        site: SiteRecord | None,
        media: Mapping[str, MediaFacts],
    ) -> None:
        """Keep a build that was published, its articles where they can be kept, and what it held of the records.

        Where it held none, what was kept of them stays.
        """
        self._folder.forget({self._read, *([site.articles.blobs] if site else [])})
        if self._read == _NEXT_RECORDS:
            with contextlib.suppress(OSError):
                self._folder.rename(_NEXT_RECORDS, RECORDS)
            self._read = RECORDS
        articles = dict(zip((SHARED, ARTICLES, SITE), site, strict=True)) if site else {}
        self._save({PROGRAM: SignatureTable.of(programs), **articles, _MEDIA: dict(media), BUILD: record})

    def save_selection(
        self, record: BuildRecord, site: SiteRecord, records: RecordTable, *, has_names: bool = False
    ) -> None:
        """Keep what differs after a few records were edited. Who dies between has pages that no record knows.

        `has_names`: what the articles were made with is other names; without them nothing of it may be found.
        """
        parts: dict[str, object] = {RECORDS: records, SITE: site.trace, ARTICLES: site.articles, BUILD: record}
        if has_names:
            self._folder.forget({PROGRAM, _MEDIA, site.articles.blobs})
            parts = {SHARED: site.shared, **parts}
        self._save(parts)

    def save_unseen(self, record: BuildRecord, trace: SiteTrace | None, records: RecordTable) -> None:
        """Keep what differs after an edit of which readers see nothing; `trace`: None = it is as it was."""
        self._save({RECORDS: records, **({SITE: trace} if trace else {}), BUILD: record})

    def save_edit(self, record: BuildRecord, articles: ArticleTable | None = None) -> None:
        """Keep what differs after some articles were edited, or after no more than times of files changed."""
        self._save({**({ARTICLES: articles} if articles else {}), BUILD: record})

    def give_up(self) -> None:
        """Leave the cache as this build found it: no folder at all, where there was none of use."""
        if self._is_kept and self._record is None:
            self._folder.abandon()
        elif self._in_use:
            self._folder.forget(self._in_use)

    def forget(self) -> None:
        """Keep nothing: the output is not what the record says."""
        self._folder.forget()

    def put_aside(self, fault: Exception) -> bool:
        """Forget all of it after a fault; whether there was anything that the fault may have come from."""
        if self._record is None and not isinstance(fault, DamagedError):
            return False
        self._folder.forget()
        self._record, self._is_kept = None, False
        reason = (
            str(fault) if isinstance(fault, DamagedError) else f"it led to a fault ({type(fault).__name__}: {fault})"
        )
        self._notices = {CACHE_NAME: " ".join(reason.split())}
        return True

    def note(self, damage: DamagedError, part: str = "") -> None:
        """Something of the last build cannot be used: to be reported once this one has ended.

        Not where another build has put its own in the place of it meanwhile, as that of a preview beside this one.
        """
        if self._is_superseded():
            return
        self._notices[self._folder.shown(damage.part or part)] = damage.reason

    def _is_superseded(self) -> bool:
        """Whether another build was kept since the record was read."""
        try:
            now = self._folder.load(BUILD, BuildRecord)
        except (OSError, DamagedError):
            return False
        return self._record is not None and now.blobs != self._record.blobs

    def notices(self) -> tuple[str, ...]:
        """What was noted, in one line."""
        if not self._notices:
            return ()
        (part, reason), *others = self._notices.items()
        more = f" and {len(others)} more" if others else ""
        return (f"{part}{more} could not be used ({reason}): what would have been spared was made anew",)

    def _save(self, parts: Mapping[str, object]) -> None:
        """Save what goes together, in this order: after a part that cannot be saved none that would count on it."""
        try:
            for name, value in parts.items():
                self._folder.save(name, value)
        except OSError:
            self._folder.forget()


def _are_of_pages(files: frozenset[str], trace: SiteTrace) -> bool:
    return not files or files <= {file for page in trace.pages for file in page.files}
