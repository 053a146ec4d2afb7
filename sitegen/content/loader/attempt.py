"""One way through all files of an archive: known ones as they are, the others read, then joined and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sitegen.content.loader import folders, former_ids, name_checks
from sitegen.content.loader.id_registry import IdRegistry, MediaRegistry, verdict_registry
from sitegen.content.loader.kept_files import (
    KeptArchive,
    KeptFile,
    KeptSeed,
    KeptSeedNames,
    KeptSite,
    KeptUsage,
    KnownArchive,
    ReadingContext,
)
from sitegen.content.loader.references import Origin, ReferenceIndex, Resolver
from sitegen.content.loader.reused_records import claim_records
from sitegen.content.loader.seed_loader import SeedLoader
from sitegen.content.loader.source_checks import report_incomplete_sources
from sitegen.content.loader.team import ReviewerNames, TeamRegistry
from sitegen.content.loader.topics import TopicRegistry
from sitegen.content.word_usage import WordUsageCollector, common_words
from sitegen.core import urls
from sitegen.core.model import Actor, ActorKind, Archive, ProsePage, ReferenceKind, Topic
from sitegen.core.problems import Problem, Problems

if TYPE_CHECKING:
    from sitegen.content.loader.file_reader import FileReader

T = TypeVar("T")

_YAML_KINDS: Final = ("actors", "claims", "notes", "topics")
"""Folders whose files hold records of that kind alone."""


class LoadAttempt:
    """The records of an archive; `archive` looks up their references. Good where nothing proves to be `stale`."""

    def __init__(
        self,
        root: Path,
        files: folders.ArchiveFiles,
        context: ReadingContext,
        known: KnownArchive,
        found: Iterable[Problem],
    ) -> None:
        """`found` are the problems of the walk that found the files."""
        self._root, self._files, self._context, self._known = root, files, context, known
        self.problems = Problems(found)
        self.stale: set[str] = set()
        """The known files that have to be read after all: something is wrong in them that other files decide."""
        self._file_reader: FileReader | None = None
        self._registries = {kind: IdRegistry(kind.removesuffix("s")) for kind in folders.KINDS}
        self._pages_registry = IdRegistry("prose page")
        self._reused: list[str] = []
        self._records: dict[str, list[Any]] = {kind: self._read(kind) for kind in _YAML_KINDS}
        seeds = SeedLoader(known, self._reader, self._stale, self.problems)
        self._records["articles"] = [*seeds.load(files.seeds, files.records["articles"], self._registries["articles"])]
        self._reused += seeds.reused
        self._words = seeds.words

    def _reader(self) -> FileReader:
        """Made when the first file has to be read: it is what loads YAML and the schemas."""
        if self._file_reader is None:
            from sitegen.content.loader.file_reader import FileReader

            self._file_reader = FileReader(self._root, self._context, self._known.changes)
        return self._file_reader

    def _stale(self, file: str) -> Callable[[], None]:
        return partial(self.stale.add, file)

    def _read(self, kind: str) -> list[Any]:
        """The records of a kind, in the order of the files."""
        found: list[Any] = []
        registry = self._registries[kind]
        for file in self._files.records[kind]:
            kept = self._known_file(file)
            if kept:
                found += claim_records(kept, registry, self.problems, self._stale(file))
            else:
                found += self._reader().read_records(kind, file, registry)
        return found

    def _known_file(self, file: str) -> KeptFile[Any] | None:
        kept = self._known.sources.get(file)
        if not isinstance(kept, KeptFile):
            return None
        self._reused.append(file)
        if kept.problems:
            self.problems.extend(kept.problems)
        return kept

    def archive(self, settings: KeptSite, media: MediaRegistry) -> Archive:
        """The archive. To be called once: it empties the lists of records, to spare memory."""
        problems, records = self.problems, self._records
        topics = TopicRegistry(records["topics"], self._registries["topics"], problems)
        self._remember_old_ids()
        references = self._references(settings, topics, media)
        self._check_lookups(references)
        renamed = {kind: former_ids.renamed_records(read) for kind, read in records.items()}
        articles = [one.build(references) for one in _taken(records["articles"])]
        origins: list[Origin] = [one.origin for one in sorted(records["actors"], key=_by_id)]
        actors: list[Actor] = [one.build(references) for one in _taken(records["actors"])]
        claims = [one.build(references) for one in _taken(records["claims"])]
        notes = [one.build(references) for one in _taken(records["notes"])]
        # Last, since those of the others may name new ones.
        subjects = topics.all(partial(_built_topic, references))
        usage = self._usage(actors)
        name_checks.report_common_names(zip(actors, origins, strict=True), usage.usage, problems)
        archive = Archive(
            site=settings.site,
            articles=tuple(former_ids.without_collisions(articles, renamed["articles"], problems)),
            actors=tuple(_with_old_ids_of_actors(actors, renamed["actors"], problems)),
            topics=tuple(former_ids.without_collisions(subjects, renamed["topics"], problems)),
            claims=tuple(former_ids.without_collisions(claims, renamed["claims"], problems)),
            notes=tuple(former_ids.without_collisions(notes, renamed["notes"], problems)),
            pages=tuple(self._pages(references)),
            media=media.paths,
            word_usage=usage.usage,
        )
        name_checks.report_lookalikes(archive, problems)
        report_incomplete_sources(archive, problems)
        for trace in self._file_reader.traces if self._file_reader else ():
            problems.extend(trace.problems)
        return archive

    def kept(self, settings: KeptSite) -> KeptArchive:
        """What the next load may know."""
        traces = self._file_reader.traces if self._file_reader else ()
        found = {trace.file: (trace.sha256, kept) for trace in traces if (kept := trace.kept()) is not None}
        return KeptArchive(settings, self._context, self._kept_usage, found, self._reused)

    def _references(self, settings: KeptSite, topics: TopicRegistry, media: MediaRegistry) -> ReferenceIndex:
        scale = [(step.id, step.label) for step in settings.site.verdicts]
        team = TeamRegistry(settings.site, is_complete=settings.has_scale)
        resolvers: dict[ReferenceKind, Resolver] = {
            ReferenceKind.ACTOR: self._registries["actors"],
            ReferenceKind.ARTICLE: self._registries["articles"],
            ReferenceKind.CLAIM: self._registries["claims"],
            ReferenceKind.TOPIC: topics,
            ReferenceKind.VERDICT: verdict_registry(scale, is_complete=settings.has_scale),
            ReferenceKind.MEDIA: media,
            ReferenceKind.MEMBER: team,
            ReferenceKind.REVIEWER: ReviewerNames(settings.site, team, self._registries["actors"].labels()),
        }
        return ReferenceIndex(resolvers, Problems())

    def _check_lookups(self, references: ReferenceIndex) -> None:
        """Let all files be read whose references lead elsewhere than they did."""
        sure: set[Any] = set()
        for file in self._reused:
            kept = self._known.sources[file]
            if not isinstance(kept, KeptSeedNames) and (unsure := [one for one in kept.lookups if one not in sure]):
                if references.hold(unsure):
                    sure.update(unsure)
                else:
                    self.stale.add(file)

    def _usage(self, actors: list[Actor]) -> KeptUsage:
        """How the archive writes its words; as it was where neither seeds nor the names that matter changed."""
        common, before = common_words((actor.name, *actor.aliases) for actor in actors), self._known.usage
        reused = sum(isinstance(self._known.sources[file], KeptSeed) for file in self._reused)
        if before and self._known.is_whole and before.names == common and reused == len(self._files.seeds):
            self._kept_usage = before
            return before
        collector = WordUsageCollector()
        for seed, words in self._words:
            collector.add(seed, words)
        self._kept_usage = KeptUsage(common, collector.usage(common))
        return self._kept_usage

    def _pages(self, references: ReferenceIndex) -> list[ProsePage]:
        """The prose pages, sorted by id. Reports: path-collision for an id that a build uses itself."""
        records: list[Any] = []
        for file in self._files.pages:
            kept = self._known_file(file)
            if kept:
                records += claim_records(kept, self._pages_registry, self.problems, self._stale(file))
                continue
            from sitegen.content.loader.prose_pages import read_page

            one = read_page(self._reader(), file, self._pages_registry)
            records += [one] if one else []
        renamed = former_ids.renamed_records(records)
        pages = [one.build(references) for one in sorted(records, key=_by_id)]
        return former_ids.without_collisions(pages, renamed, self.problems, urls.RESERVED)

    def _remember_old_ids(self) -> None:
        for kind, read in self._records.items():
            for one in read:
                for old in one.formerly:
                    self._registries[kind].remember(old, one.id)


def _with_old_ids_of_actors(actors: list[Actor], renamed: Mapping[str, Origin], problems: Problems) -> list[Actor]:
    """Actors with their usable old ids, by id; kinds are apart, since each has its own section of the site."""
    kept = []
    for kind in ActorKind:
        kept += former_ids.without_collisions([actor for actor in actors if actor.kind is kind], renamed, problems)
    return sorted(kept, key=lambda actor: actor.id)


def _built_topic(references: ReferenceIndex, one: Any) -> Topic:
    topic: Topic = one.build(references)
    return topic


def _by_id(one: Any) -> str:
    identifier: str = one.id
    return identifier


def _taken(found: list[Any]) -> Iterator[Any]:
    """Yield all in the order of their ids, and empty the list: what is parsed need not stay beside what is built."""
    found.sort(key=_by_id, reverse=True)
    while found:
        yield found.pop()
