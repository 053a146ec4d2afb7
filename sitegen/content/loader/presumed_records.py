"""What a load keeps of a file, made of that file alone: where its references lead is presumed from their words.

The load that takes it over looks whether they lead there, and reads the file again where one does not (`kept_files`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sitegen.content.loader.article_records import read_seed
from sitegen.content.loader.file_reader import FileReader
from sitegen.content.loader.file_trace import FileTrace, FreshRecord
from sitegen.content.loader.id_registry import IdRegistry, verdict_registry
from sitegen.content.loader.kept_files import RecordPlace, ValuePath
from sitegen.content.loader.prose_pages import read_page
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.loader.reading_plan import ReadingPlan, ReadSource
from sitegen.content.loader.references import Origin, ReferenceIndex, Resolver
from sitegen.content.loader.topics import TopicNameKey, topic_name_key
from sitegen.core import urls
from sitegen.core.model import ReferenceKind
from sitegen.core.problems import Problems
from sitegen.files.source_files import CONTENT, SEEDS


class PresumedIds:
    """Takes each reference for an id that there is."""

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:  # noqa: ARG002 - as a `Resolver` is asked
        """The id as it is written."""
        return unicodedata.normalize("NFC", written)


class PresumedTopics:
    """Takes each name for a topic: that with this id or name, or else a new one."""

    def __init__(self, topics: Iterable[tuple[str, str]]) -> None:
        """`topics`: id and name of each that has a record."""
        listed = [*topics]
        self._by_id = {urls.id_key(identifier): identifier for identifier, _ in listed}
        self._by_name: dict[TopicNameKey, str] = {}
        for identifier, name in listed:
            self._by_name.setdefault(topic_name_key(name), identifier)
        self._found: dict[str, str] = {}

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:  # noqa: ARG002 - as a `Resolver` is asked
        """The id that the topic has, or will have."""
        found = self._found.get(written)
        if found is None:
            found = self._by_id.get(urls.id_key(written)) or self._by_name.get(topic_name_key(written))
            found = self._found[written] = found or urls.slug_or_hash(written)
        return found


class PresumedRecords:
    """Reads files of one archive, each by itself."""

    def __init__(self, plan: ReadingPlan) -> None:
        self._plan, self._reader = plan, FileReader(plan.root, plan.context)
        self._references = self._index(plan.topics)

    def __call__(self, files: Sequence[str]) -> list[ReadSource]:
        """What is to be kept of these files, and of the seeds that those of `content/articles/` are about.

        Of files with a mistake it is nothing.
        """
        return [one for file in files for one in self._read(file)]

    def read_topics(self, files: Sequence[str]) -> tuple[list[ReadSource], list[tuple[str, str]]]:
        """The same of files of topics, which name one another; and id and name of each topic."""
        read = [(self._read_records("topics", file), self._taken()) for file in files]
        names = [(one.id, one.name) for records, _ in read for one in records]
        self._references = self._index((*self._plan.topics, *names))
        return [one for records, trace in read for one in self._built(records, trace)], names

    def _index(self, topics: Iterable[tuple[str, str]]) -> ReferenceIndex:
        settings, ids = self._plan.settings, PresumedIds()
        scale = [(step.id, step.label) for step in settings.site.verdicts]
        resolvers: dict[ReferenceKind, Resolver] = dict.fromkeys(ReferenceKind, ids)
        resolvers |= {
            ReferenceKind.TOPIC: PresumedTopics(topics),
            ReferenceKind.VERDICT: verdict_registry(scale, is_complete=settings.has_scale),
            ReferenceKind.MEDIA: self._plan.media,
        }
        return ReferenceIndex(resolvers, Problems())

    def _read(self, file: str) -> Iterator[ReadSource]:
        if file.startswith(f"{SEEDS}/"):
            yield from self._seed(file.removeprefix(f"{SEEDS}/"), None)
        elif file.startswith(f"{CONTENT}/articles/"):
            yield from self._article_records(file)
        elif file.startswith(f"{CONTENT}/pages/"):
            page = read_page(self._reader, file, IdRegistry("prose page"))
            yield from self._built([page] if page else [], self._taken())
        else:
            records = self._read_records(file.split("/")[1], file)
            yield from self._built(records, self._taken())

    def _read_records(self, kind: str, file: str) -> list[FreshRecord[Any]]:
        return self._reader.read_records(kind, file, IdRegistry(kind.removesuffix("s")))

    def _article_records(self, file: str) -> Iterator[ReadSource]:
        """A file of `content/articles/`, and each seed that it is about."""
        found, sha256 = self._reader.read_article_records(file, IdRegistry("article"))
        yield from _packed(self._taken())
        for number, raw in enumerate(found):
            seed = raw.values.get("seed")
            if isinstance(seed, str) and seed in self._plan.seeds:
                yield from self._seed(seed, (RecordPlace(file, number, sha256), raw))

    def _seed(self, seed: str, record: tuple[RecordPlace, RawRecord] | None) -> Iterator[ReadSource]:
        fresh = read_seed(self._reader, seed, record, IdRegistry("article"))
        trace = self._taken()
        if fresh:
            fresh.build(self._references)
            yield from _packed(trace)

    def _built(self, records: Iterable[FreshRecord[Any]], trace: FileTrace[Any]) -> Iterator[ReadSource]:
        for one in records:
            one.build(self._references)
        yield from _packed(trace)

    def _taken(self) -> FileTrace[Any]:
        """The trace of the file that was read last."""
        trace = self._reader.traces[-1]
        self._reader.traces.clear()
        return trace


def _packed(trace: FileTrace[Any]) -> Iterator[ReadSource]:
    """What is to be kept of a file, packed; nothing where it has to be read again, or holds what cannot be packed."""
    kept = trace.kept()
    if kept is not None:
        try:
            yield ReadSource(trace.file, trace.sha256, msgspec.msgpack.encode(kept))
        except (UnicodeEncodeError, TypeError):
            return
