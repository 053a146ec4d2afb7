"""What a build knows of the last one: how files looked, what was told, what each article's page was made of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content.media import MediaFacts
from sitegen.engine.build_types import Options, Stats
from sitegen.engine.cache import CACHE_NAME, BlobFile, CacheFolder, DamagedError, MemoryStore
from sitegen.engine.cached_records import (
    COMMON,
    FILES,
    INDEX,
    PICTURES,
    PROGRAMS,
    ArticleTable,
    BuildRecord,
    Diagnostics,
    PreviousBuild,
    SharedContext,
    articles_in,
    files_in,
    pictures_in,
)
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest
from sitegen.files.source_files import CONTENT, SEEDS, packaged_theme

_OF_PUBLISHING: Final = ".sitegen-*"
"""What publishing keeps at the top of an output. `publish` knows the names, and takes longer to load than a build does
that finds nothing to do."""


class CurrentState(NamedTuple):
    """How everything looks when a build begins."""

    programs: dict[str, FileSignature]
    sources: SourceManifest


def asked(options: Options) -> tuple[object, ...]:
    """All that decides what a build does, but for how many processes do it; whether drafts are shown comes first."""
    return (
        options.drafts,
        options.strict,
        options.keep_going,
        options.base_url,
        options.search,
        options.most_indexed,
        os.environ.get("PAGEFIND_BINARY_PATH"),
        str(Path(options.root).resolve()),
    )


class BuildCache:
    """What is remembered between the builds into one folder."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._output = Path(os.path.realpath(options.output))
        self.cache = CacheFolder(options.root, self._output)
        self.last: BuildRecord | None = None
        self.outputs: dict[str, FileSignature] = {}
        """How the files of the last build look now; known where `changes` tells of some."""
        self._of_last: set[str] = set()
        """What of the last build is to stay until this one is published."""
        self._notices: dict[str, str] = {}
        self._now = self._looked()

    def changes(self) -> set[str] | None:
        """The paths of the sources that changed since the last build; None where all has to be made anew.

        Seeds whose pages alone look otherwise are among them: what is made of them is compared with what is there.
        """
        last, now = self.last, self._now
        if not last or not now or last.asked != asked(self._options):
            return None
        if any(problem.code.startswith("search-") for problem in last.told.others):
            return None  # what was to be mended is not in the archive
        paths = last.outputs.listed()
        outputs = signatures.signature_table(self._output, paths)
        if self._is_interrupted(paths) or outputs is None:
            return None
        changed = signatures.changed_paths(last.sources, now.sources)
        if outputs == last.outputs and not changed:
            return changed
        self.outputs = outputs.by_path()
        others = (
            set() if outputs == last.outputs else dict(last.outputs.by_path().items() ^ self.outputs.items()).keys()
        )
        seeds = self._seeds_of(others)
        return None if seeds is None else changed | seeds

    def _seeds_of(self, paths: Set[str]) -> set[str] | None:
        """The seeds whose pages these files are; None where one of them is no article's page."""
        from sitegen.core import urls

        articles = self.articles() if paths else None
        kept = articles.kept if articles else {}
        seeds = {urls.output_path(urls.article(article)): f"{SEEDS}/{one.seed}" for article, one in kept.items()}
        return {seeds[path] for path in paths} if paths <= seeds.keys() else None

    def _is_interrupted(self, outputs: Iterable[str]) -> bool:
        """Whether a build was killed before it had published, or while it did: what it left has to be cleared away."""
        return not {path.name for path in self._output.glob(_OF_PUBLISHING)} <= set(outputs)

    def last_drafts(self) -> int | None:
        """How many drafts the last build showed; None where it was made without, or there is none that is known."""
        return self.last.stats.drafts if self.last and self.last.is_with_drafts else None

    def articles(self) -> PreviousBuild | None:
        """The articles of the last build; None where there was none, or they were woven by another program."""
        if not self.last or not self._now or not self.last.has_articles:
            return None
        try:
            return articles_in(self.cache)
        except DamagedError as damage:
            self.note(damage)
            return None

    def note(self, damage: DamagedError, part: str = "") -> None:
        """Something of the last build cannot be used: to be told once this one has ended."""
        self._notices[self.cache.shown(damage.part or part)] = damage.reason

    def notices(self) -> tuple[str, ...]:
        """What there is to tell, in one line."""
        if not self._notices:
            return ()
        (part, reason), *others = self._notices.items()
        more = f" and {len(others)} more" if others else ""
        return (f"{part}{more} could not be used ({reason}): what would have been spared was made anew",)

    def is_put_aside(self, fault: Exception) -> bool:
        """Put aside all that is remembered, if there is anything that a build may have ended in."""
        if self.last is None and not isinstance(fault, DamagedError):
            return False
        self.cache.forget()
        self.last = self._now = None
        reason = (
            str(fault) if isinstance(fault, DamagedError) else f"it led to a fault ({type(fault).__name__}: {fault})"
        )
        self._notices = {CACHE_NAME: " ".join(reason.split())}
        return True

    def pile(self, last: PreviousBuild | None) -> BlobFile | MemoryStore:
        """Where the articles of a new build go; in memory where nothing can be kept."""
        if self._now is None:
            return MemoryStore()
        self._of_last = {FILES, PROGRAMS, COMMON, INDEX, PICTURES, last.pile.name if last else ""}
        self.cache.forget(self._of_last)
        return self.cache.pile()

    def give_up(self) -> None:
        """Leave what is remembered as it was before this build: nothing at all, where there was nothing."""
        if self._now and self.last is None:
            self.cache.abandon()
        elif self._of_last:
            self.cache.forget(self._of_last)

    def refresh(self) -> None:
        """Remember how the sources look now, where they say the same as before but look otherwise."""
        if self.last and self._now and self.last.sources != self._now.sources:
            self._save({FILES: self.last._replace(sources=self._now.sources)})

    def pictures(self) -> dict[str, MediaFacts]:
        """What is known of files of `content/media/`, by the hash of their bytes and the end of their names."""
        if self.last is None or self._now is None:
            return {}
        try:
            return pictures_in(self.cache)
        except DamagedError as damage:
            self.note(damage)
            return {}

    @property
    def sources(self) -> SourceManifest | None:
        """How the sources looked when this build began; None where they cannot be told from one another."""
        return self._now.sources if self._now else None

    def remember(
        self,
        outputs: Iterable[str],
        told: Diagnostics,
        stats: Stats,
        site: tuple[SharedContext, ArticleTable] | None,
        pictures: Mapping[str, MediaFacts],
    ) -> None:
        """Remember a build that was published: what it made and told, and its articles where they were kept."""
        looks = signatures.signature_table(self._output, sorted(outputs))
        if self._now is None or looks is None:
            self.cache.forget()
            return
        self.cache.forget({site[1].pile} if site else ())
        articles = dict(zip((COMMON, INDEX), site, strict=True)) if site else {}
        files = BuildRecord(asked(self._options), self._now.sources, looks, told, stats, has_articles=bool(site))
        self._save({PROGRAMS: self._now.programs, **articles, PICTURES: dict(pictures), FILES: files})

    def amend(self, index: ArticleTable, written: Iterable[str], told: Diagnostics) -> None:
        """Remember that some sources changed, and with them some files of the output."""
        looks = signatures.signature_table(self._output, written)
        if self.last is None or self._now is None or looks is None:
            self.cache.forget()
            return
        outputs = SignatureTable.of(self.outputs | looks.by_path())
        files = self.last._replace(sources=self._now.sources, outputs=outputs, told=told)
        self._save({INDEX: index, FILES: files})

    def _looked(self) -> CurrentState | None:
        if not any((self._options.root / name).exists() for name in (SEEDS, CONTENT)) or not self._is_open():
            return None
        try:
            moment = signatures.file_system_time(self.cache.folder)
        except OSError:
            return None
        programs, sources = (
            signatures.program_signatures(packaged_theme()),
            signatures.source_signatures(self._options.root),
        )
        if programs is None or sources is None:
            return None
        self.last = self._last(programs)
        before = self.last.sources if self.last else None
        return CurrentState(programs, signatures.make_manifest(self._options.root, sources, moment, before))

    def _is_open(self) -> bool:
        try:
            is_blocked = self.cache.is_blocked()
        except OSError:
            return False
        if is_blocked:
            self._notices[CACHE_NAME] = "it is no folder"
        return self.cache.open()

    def _last(self, programs: Mapping[str, FileSignature]) -> BuildRecord | None:
        try:
            return files_in(self.cache, programs)
        except DamagedError as damage:
            self.note(damage)
            return None

    def _save(self, parts: Mapping[str, object]) -> None:
        """Save what goes together, in this order: after a part that cannot be saved none that would count on it."""
        try:
            for name, value in parts.items():
                self.cache.save(name, value)
        except OSError:
            self.cache.forget()
