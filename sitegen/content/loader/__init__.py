"""`seeds/` and `content/` → the archive, checked against itself; all problems are reported in one run."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sitegen.content import schema
from sitegen.content.loader import folders, former_ids, name_checks
from sitegen.content.loader.article_records import SeedRecord, build_article, read_articles
from sitegen.content.loader.id_registry import IdRegistry, MediaRegistry, verdict_registry
from sitegen.content.loader.prose_pages import read_pages
from sitegen.content.loader.raw_record import RawRecord, ids_in, raw_records
from sitegen.content.loader.record_builders import (
    ReferenceIndex,
    Resolver,
    build_actor,
    build_claim,
    build_note,
    build_topic,
)
from sitegen.content.loader.record_parser import LoadContext, ParsedRecord, parse_all
from sitegen.content.loader.site_config import LoadedSite, read_site
from sitegen.content.loader.topics import TopicRegistry
from sitegen.content.loader.unpublished_seeds import UnpublishedSeeds
from sitegen.content.yaml_reader import decode
from sitegen.core.model import Actor, ActorKind, Archive
from sitegen.core.problems import Problems
from sitegen.files import source_files

T = TypeVar("T", SeedRecord, ParsedRecord[schema.WrittenClaim], ParsedRecord[schema.WrittenNote])

__all__ = ["load"]


def load(root: Path, problems: Problems) -> Archive | None:
    """All that the author wrote, every reference looked up; None where there is no archive.

    A value that is wrong is left out alone where its record can do without it, else the record is. A reference to a
    record that is left out leads nowhere, but is no mistake of its own.
    Reports: every code of files and folders (but those of the output), of YAML, and of records.
    """
    files = folders.find_files(root, problems)
    if files is None:
        return None
    media = MediaRegistry(files.media)
    with _gc_disabled():
        settings = read_site(root, files.site, media, problems)
        site = settings.site
        problems.accept(site.accept)
        zone = ZoneInfo(site.timezone)
        context = LoadContext(schema.ValidationContext(zone), problems, UnpublishedSeeds(site.as_of, zone))
        return _RecordLoader(root, files, context).archive(settings, media)


@contextmanager
def _gc_disabled() -> Iterator[None]:
    """Context manager: no garbage collection; all records live until the end and would be scanned again and again.

    Measured on 10,000 seeds with front matter and 20,000 files of one or two records: 5.0 s instead of 5.8 s.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _RecordLoader:
    """The records of an archive, parsed; `archive` looks up their references."""

    def __init__(self, root: Path, files: folders.ArchiveFiles, context: LoadContext) -> None:
        self._root, self._files, self._context = root, files, context
        self._registries = {kind: IdRegistry(kind.removesuffix("s")) for kind in folders.KINDS}
        read = {kind: self._raw_records(kind) for kind in folders.KINDS}
        ids = self._registries
        self._actors = parse_all(read["actors"], schema.WrittenActor, ids["actors"], context)
        self._claims = parse_all(read["claims"], schema.WrittenClaim, ids["claims"], context)
        self._notes = parse_all(read["notes"], schema.WrittenNote, ids["notes"], context)
        self._topics = parse_all(read["topics"], schema.WrittenTopic, ids["topics"], context)
        self._articles = read_articles(root, files.seeds, read["articles"], ids["articles"], context)

    def _raw_records(self, kind: str) -> list[RawRecord]:
        found: list[RawRecord] = []
        for file in self._files.records[kind]:
            data = source_files.read_source(self._root, file, self._context.problems)
            text = None if data is None else decode(data, file, self._context.problems)
            if text is None:
                lost = ids_in(file, (data or b"").decode(errors="replace"))
            else:
                listed, lost = raw_records(file, text, self._context.problems)
                found += listed
            for identifier in lost:
                self._registries[kind].tolerate(identifier)
        return found

    def archive(self, settings: LoadedSite, media: MediaRegistry) -> Archive:
        """The archive. To be called once: it empties the lists of parsed records, to spare memory."""
        problems, topics = (
            self._context.problems,
            TopicRegistry(self._topics, self._registries["topics"], self._context),
        )
        references = self._references(settings, topics, media)
        self._remember_old_ids()
        renamed = {kind: former_ids.renamed_records(read) for kind, read in self._read().items()}
        articles = [build_article(one, references) for one in _taken(self._articles)]
        actors = [build_actor(one, references) for one in sorted(self._actors, key=lambda one: one.id)]
        claims = [build_claim(one, references) for one in _taken(self._claims)]
        notes = [build_note(one, references) for one in _taken(self._notes)]
        # Last, since those of the others may name new ones.
        subjects = topics.all(lambda one: build_topic(one, references))
        usage = self._context.word_usage.usage(name for actor in actors for name in (actor.name, *actor.aliases))
        name_checks.report_common_names(self._actors, usage, problems)
        archive = Archive(
            site=settings.site,
            articles=tuple(former_ids.without_collisions(articles, renamed["articles"], problems)),
            actors=tuple(_with_old_ids_of_actors(actors, renamed["actors"], problems)),
            topics=tuple(former_ids.without_collisions(subjects, renamed["topics"], problems)),
            claims=tuple(former_ids.without_collisions(claims, renamed["claims"], problems)),
            notes=tuple(former_ids.without_collisions(notes, renamed["notes"], problems)),
            pages=tuple(read_pages(self._root, self._files.pages, self._context)),
            media=media.paths,
            word_usage=usage,
        )
        name_checks.report_lookalikes(archive, problems)
        return archive

    def _references(self, settings: LoadedSite, topics: TopicRegistry, media: MediaRegistry) -> ReferenceIndex:
        scale = [(step.id, step.label) for step in settings.site.verdicts]
        resolvers: dict[schema.ReferenceKind, Resolver] = {
            schema.ReferenceKind.ACTOR: self._registries["actors"],
            schema.ReferenceKind.ARTICLE: self._registries["articles"],
            schema.ReferenceKind.CLAIM: self._registries["claims"],
            schema.ReferenceKind.TOPIC: topics,
            schema.ReferenceKind.VERDICT: verdict_registry(scale, is_complete=settings.has_scale),
            schema.ReferenceKind.MEDIA: media,
        }
        return ReferenceIndex(resolvers, self._context.problems)

    def _read(self) -> dict[str, Sequence[former_ids.HasFormerIds]]:
        return {
            "actors": self._actors,
            "articles": self._articles,
            "claims": self._claims,
            "notes": self._notes,
            "topics": self._topics,
        }

    def _remember_old_ids(self) -> None:
        for kind, read in self._read().items():
            for one in read:
                for old in one.written.formerly if one.written else ():
                    self._registries[kind].remember(old, one.id)


def _with_old_ids_of_actors(actors: list[Actor], renamed: Mapping[str, RawRecord], problems: Problems) -> list[Actor]:
    """Actors with their usable old ids, by id; kinds are apart, since each has its own section of the site."""
    kept = []
    for kind in ActorKind:
        kept += former_ids.without_collisions([actor for actor in actors if actor.kind is kind], renamed, problems)
    return sorted(kept, key=lambda actor: actor.id)


def _taken(found: list[T]) -> Iterator[T]:
    """Yield all in the order of their ids, and empty the list: what is parsed need not stay beside what is built."""
    found.sort(key=lambda one: one.id, reverse=True)
    while found:
        yield found.pop()
