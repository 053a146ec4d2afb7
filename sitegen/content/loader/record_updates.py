"""A few files of records that changed, read against an archive that is known, where nothing else of it is concerned.

Whatever files decide together is looked at in every load: ids that are taken, old ids, references, topics, lookalikes.
Here it is asked whether any of it could come out otherwise, or anything be reported; then all has to be loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from sitegen.content.loader import folders
from sitegen.content.loader.article_records import read_seed
from sitegen.content.loader.file_reader import FileReader
from sitegen.content.loader.file_trace import FileTrace
from sitegen.content.loader.id_registry import IdRegistry, MediaRegistry, verdict_registry
from sitegen.content.loader.kept_files import (
    KeptFile,
    KeptRecord,
    KeptSeed,
    KeptSeedNames,
    KeptSite,
    KeptSource,
    ReadingContext,
    RecordPlace,
    ValuePath,
    label_of_record,
)
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.loader.references import Origin, ReferenceIndex, Resolver
from sitegen.content.loader.seed_names import SeedNames
from sitegen.content.loader.team import ReviewerNames, TeamRegistry
from sitegen.content.word_usage import same_facts
from sitegen.core import confusables
from sitegen.core.model import Actor, Article, Claim, Note, ReferenceKind, Topic
from sitegen.core.problems import Problems
from sitegen.files.source_files import CONTENT, SEEDS

_FOLDERS: Final = {f"{CONTENT}/{kind}/": kind for kind in ("articles", "claims", "notes")}
KindOfRecord: TypeAlias = "Article | Claim | Note"


class RecordUpdate(NamedTuple):
    """A record of a file that was read again."""

    before: KindOfRecord | None
    """As its author had written it; None = it was not there."""
    after: KindOfRecord


class ReadUpdates(NamedTuple):
    """What some files say now."""

    records: tuple[RecordUpdate, ...]
    """All that are in them, those too that say what they said."""
    sources: Mapping[str, KeptSource]
    """What is known of these files, and of the seeds that their records are about."""
    hashes: Mapping[str, str]
    """The SHA-256 of the bytes that were read, of each."""
    registries: Mapping[str, IdRegistry]


def kind_of_file(path: str) -> str:
    """Of which kind the records of a file are that can be read by itself: articles, claims, notes; else empty."""
    is_yaml = path.endswith(folders.YAML_ENDS) and path.count("/") >= 2
    return next((kind for top, kind in _FOLDERS.items() if is_yaml and path.startswith(top)), "")


class RecordUpdater:
    """Reads files again; good for as long as nothing else changed than what it was given back by `take`."""

    def __init__(
        self,
        root: Path,
        settings: tuple[KeptSite, ReadingContext],
        source: Callable[[str], KeptSource | None],
        sources: Iterable[str],
    ) -> None:
        """`sources` are the paths of all files that were read, and `source` gives what is known of one."""
        self._root, (self._site, self._context), self._source = root, settings, source
        self._registries = {kind: IdRegistry(kind.removesuffix("s")) for kind in folders.KINDS}
        self._skeletons: dict[str, dict[str, str]] = {kind: {} for kind in folders.KINDS}
        self._topics: dict[str, str] = {}
        self._actors: set[str] = set()
        """What they are called."""
        self._with_record: set[str] = set()
        """The topics that have one."""
        self._fresh: dict[str, KeptSource] = {}
        self._seeds: list[str] = []
        for path in sources:
            self._add(path)
        self._seed_names = SeedNames(self._seeds, Problems())

    def _add(self, path: str) -> None:
        """Register the ids of a file, and the topics that it names."""
        kept = self._source(path)
        if isinstance(kept, KeptSeed):
            self._seeds.append(path.removeprefix(f"{SEEDS}/"))
            self._add_record("articles", kept.article)
        elif isinstance(kept, KeptFile):
            kind = path.split("/")[1]
            for record in kept.records:
                self._add_record(kind, record)

    def _add_record(self, kind: str, kept: KeptRecord[Any]) -> None:
        record = kept.record
        if kind not in self._registries:
            return
        registry = self._registries[kind]
        registry.claim_at(record.id, kept.label, record.location, Problems())
        self._skeletons[kind].setdefault(confusables.skeleton(record.id), record.id)
        for old in record.formerly:
            registry.remember(old, record.id)
        for use in kept.topics:
            self._topics.setdefault(use.written, use.found)
        if isinstance(record, Actor):
            self._actors.add(kept.label or label_of_record(record))
        if isinstance(record, Topic):
            self._topics |= {record.name: record.id, record.id: record.id}
            self._with_record.add(record.id)

    def source(self, path: str) -> KeptSource | None:
        """What is known of a file."""
        return self._fresh.get(path) or self._source(path)

    def read(self, files: Iterable[str]) -> ReadUpdates | None:
        """What these files say now; None where only a load of the whole archive can tell.

        Files that were not there before are new ones. Each has to be one of those of `kind_of_file`.
        """
        reading = _Reading(self, FileReader(self._root, self._context), dict(self._registries))
        try:
            for path in sorted(files):
                reading.read(kind_of_file(path), path)
        except _ConcernsOthersError:
            return None
        return reading.all()

    def take(self, read: ReadUpdates) -> None:
        """Go on from what was read."""
        self._fresh |= read.sources
        self._registries |= read.registries
        for one in read.records:
            kind = "claims" if isinstance(one.after, Claim) else "notes" if isinstance(one.after, Note) else "articles"
            self._skeletons[kind].setdefault(confusables.skeleton(one.after.id), one.after.id)

    def go_on_from(self, source: Callable[[str], KeptSource | None]) -> None:
        """From now on `source` knows all that was taken."""
        self._source = source
        self._fresh.clear()

    def require_free(self, kind: str, identifier: str, registry: IdRegistry) -> None:
        """Raise _ConcernsOthersError where a new id is an old one of others, or looks like that of another record."""
        other = self._skeletons[kind].get(confusables.skeleton(identifier), identifier)
        if registry.is_former(identifier) or other != identifier or confusables.mixture(identifier)[0]:
            raise _ConcernsOthersError

    def named_topics(self, kept: KeptRecord[Any]) -> list[str]:
        """How a record writes the topics that have no record: the first use of a name makes one."""
        return [use.written for use in kept.topics if use.found not in self._with_record]

    def seed_of(self, raw: RawRecord) -> str:
        """The seed that a record is about; empty if there is none."""
        return self._seed_names.find(raw.values.get("seed"), raw, Problems())

    def references(self, registries: Mapping[str, IdRegistry]) -> ReferenceIndex:
        """All that references can lead to."""
        scale = [(step.id, step.label) for step in self._site.site.verdicts]
        team = TeamRegistry(self._site.site, is_complete=self._site.has_scale)
        resolvers: dict[ReferenceKind, Resolver] = {
            ReferenceKind.ACTOR: registries["actors"],
            ReferenceKind.ARTICLE: registries["articles"],
            ReferenceKind.CLAIM: registries["claims"],
            ReferenceKind.TOPIC: _KnownTopics(self._topics),
            ReferenceKind.VERDICT: verdict_registry(scale, is_complete=self._site.has_scale),
            ReferenceKind.MEDIA: MediaRegistry(()),
            ReferenceKind.MEMBER: team,
            ReferenceKind.REVIEWER: ReviewerNames(self._site.site, team, self._actors),
        }
        return ReferenceIndex(resolvers, Problems())


class _ConcernsOthersError(Exception):
    """What is read may let other files be read otherwise, or is to be reported with the rest of the archive."""


class _KnownTopics:
    """Finds the topics that the archive has, by what it calls them."""

    def __init__(self, topics: Mapping[str, str]) -> None:
        self._topics = topics

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """The topic that is meant. Raises _ConcernsOthersError for a name that nothing has: it may make a topic."""
        del raw, path, problems
        if written not in self._topics:
            raise _ConcernsOthersError
        return self._topics[written]


class _Reading:
    """Some files that are being read; `read` raises _ConcernsOthersError."""

    def __init__(self, archive: RecordUpdater, reader: FileReader, registries: dict[str, IdRegistry]) -> None:
        self._archive, self._reader, self._registries = archive, reader, registries
        self._records: list[RecordUpdate] = []
        self._sources: dict[str, KeptSource] = {}
        self._hashes: dict[str, str] = {}

    def all(self) -> ReadUpdates:
        """All that was read."""
        return ReadUpdates(tuple(self._records), self._sources, self._hashes, self._registries)

    def read(self, kind: str, path: str) -> None:
        """Read one file."""
        if kind == "articles":
            self._read_articles(path)
        elif kind:
            self._read_records(kind, path)
        else:
            raise _ConcernsOthersError

    def _keep(self, trace: FileTrace[Any], kept: KeptSource | None) -> None:
        if kept is None or trace.problems:
            raise _ConcernsOthersError
        self._sources[trace.file], self._hashes[trace.file] = kept, trace.sha256

    def _read_records(self, kind: str, path: str) -> None:
        known = self._archive.source(path)
        before = known if isinstance(known, KeptFile) else KeptFile((), (), ())
        was = {one.record.id: one for one in before.records}
        registry = self._registries[kind] = self._registries[kind].without(was)
        fresh = self._reader.read_records(kind, path, registry)
        references = self._archive.references(self._registries)
        for one in fresh:
            one.build(references)
        trace = self._reader.traces[-1]
        kept = trace.kept()
        self._keep(trace, kept)
        now = {one.record.id: one for one in trace.records}
        if before.problems or not was.keys() <= now.keys():
            raise _ConcernsOthersError  # what is gone may have been referred to
        for name, record in now.items():
            self._add(kind, was.get(name), record, registry)

    def _add(self, kind: str, before: KeptRecord[Any] | None, after: KeptRecord[Any], registry: IdRegistry) -> None:
        if before is None:
            self._archive.require_free(kind, after.record.id, registry)
        was = before.record.formerly if before else ()
        named = self._archive.named_topics(before) if before else []
        if was != after.record.formerly or named != self._archive.named_topics(after):
            raise _ConcernsOthersError
        self._records.append(RecordUpdate(before.record if before else None, after.record))

    def _read_articles(self, path: str) -> None:
        known = self._archive.source(path)
        registry = self._registries["articles"]
        found, sha256 = self._reader.read_article_records(path, registry)
        trace = self._reader.traces[-1]
        self._keep(trace, trace.kept())
        names = self._sources[path]
        if isinstance(known, KeptSeedNames) and isinstance(names, KeptSeedNames):
            same = [name for name, _ in known.records] == [name for name, _ in names.records]
            if not same:
                raise _ConcernsOthersError  # a seed may have lost its record
        for number, raw in enumerate(found):
            self._read_seed(raw, RecordPlace(path, number, sha256), is_new=not isinstance(known, KeptSeedNames))

    def _read_seed(self, raw: RawRecord, place: RecordPlace, *, is_new: bool) -> None:
        seed = self._archive.seed_of(raw)
        path = f"{SEEDS}/{seed}"
        known = self._archive.source(path)
        if not isinstance(known, KeptSeed) or path in self._sources or known.problems:
            raise _ConcernsOthersError
        was = known.place[:2] if known.place else None
        if was != (None if is_new else place[:2]):
            raise _ConcernsOthersError
        name = known.article.record.id
        registry = self._registries["articles"] = self._registries["articles"].without([name])
        fresh = read_seed(self._reader, seed, (place, raw), registry)
        if fresh is None or fresh.id != name:
            raise _ConcernsOthersError
        registry.claim_at(fresh.id, fresh.label, fresh.id_place, Problems())
        fresh.build(self._archive.references(self._registries))
        trace = self._reader.traces[-1]
        kept = trace.kept()
        self._keep(trace, kept)
        if not isinstance(kept, KeptSeed) or not same_facts(kept.words, known.words):
            raise _ConcernsOthersError
        self._add("articles", known.article, kept.article, registry)
