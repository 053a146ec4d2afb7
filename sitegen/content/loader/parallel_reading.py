"""Files of an archive read in several processes: each gives what a load keeps of them, as if an earlier load had.

What the references of a file lead to is presumed there (`presumed_records`). The load then takes these files for known,
looks where their references lead, and reads itself what is otherwise: so nothing here decides what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from sitegen.content.loader.folders import KINDS, ArchiveFiles
from sitegen.content.loader.kept_files import (
    KeptFile,
    KeptSeedNames,
    KeptSource,
    KnownArchive,
    SourceDecoder,
)
from sitegen.content.loader.reading_plan import ReadingPlan, ReadSource
from sitegen.core.model import Topic
from sitegen.files import processes
from sitegen.files.source_files import SEEDS

if TYPE_CHECKING:
    from sitegen.content.loader.presumed_records import PresumedRecords

Workers = Callable[[int], int]
"""How many processes to use for so many files; below two this process alone reads, and each file once."""


def alone(files: int) -> int:  # noqa: ARG001 - as `Workers` are asked
    """No other process."""
    return 1


_FILES_PER_BATCH: Final = 50
_TOPICS: Final = "topics"
_ARTICLES: Final = "articles"


class ReadSources(NamedTuple):
    """What a load knows once files were read in several processes."""

    known: KnownArchive
    packed: Mapping[str, tuple[str, msgspec.Raw]]
    """By path of each file that was read: the SHA-256 of its bytes, and a `KeptSource`."""


def read_unknown(plan: ReadingPlan, files: ArchiveFiles, known: KnownArchive, workers: Workers) -> ReadSources:
    """What is known of an archive's files, those included that were not known, as far as they hold no mistake.

    Reports nothing: what is wrong in a file is said where it is read again.
    """
    wanted = _Unread.of(files, known)
    number = workers(len(wanted))
    if number < 2:
        return ReadSources(known, {})
    decode, sources, hashes = SourceDecoder(), {**known.sources}, {**known.hashes}
    packed: dict[str, tuple[str, msgspec.Raw]] = {}
    for path, sha256, data in _read(plan, wanted, number):
        found = decode(path, data)
        if found is not None:
            packed[path] = sha256, msgspec.Raw(data)
            sources[path], hashes[path] = found, sha256
    # The words of the seeds were not counted yet.
    return ReadSources(known._replace(sources=sources, hashes=hashes, is_whole=False), packed)


class _Unread(NamedTuple):
    """The files that are not known, as paths below the archive's root."""

    topics: Sequence[str]
    known_topics: tuple[tuple[str, str], ...]
    articles: Sequence[str]
    """Those of `content/articles/`, with which the seeds are read that they are about."""
    others: Sequence[str]
    seeds: Sequence[str]
    """Those about which no known file has a record."""

    @classmethod
    def of(cls, files: ArchiveFiles, known: KnownArchive) -> _Unread:
        sources = known.sources
        by_kind = {kind: [file for file in files.records[kind] if file not in sources] for kind in KINDS}
        others = chain(
            *(some for kind, some in by_kind.items() if kind not in (_TOPICS, _ARTICLES)),
            (file for file in files.pages if file not in sources),
        )
        with_record = {given for one in sources.values() if isinstance(one, KeptSeedNames) for given, _ in one.records}
        seeds = [f"{SEEDS}/{seed}" for seed in files.seeds if seed not in with_record]
        return cls(
            by_kind[_TOPICS],
            tuple(_names(sources[file] for file in files.records[_TOPICS] if file in sources)),
            by_kind[_ARTICLES],
            [*others],
            [seed for seed in seeds if seed not in sources],
        )

    def __len__(self) -> int:
        return sum(map(len, (self.topics, self.articles, self.others, self.seeds)))


def _read(plan: ReadingPlan, wanted: _Unread, workers: int) -> Iterator[ReadSource]:
    """All files that say what they say without a mistake."""
    reader = _reader(plan)
    topics, names = reader.read_topics(wanted.topics)
    yield from topics
    plan = plan._replace(topics=(*wanted.known_topics, *names))
    done: set[str] = set()
    if wanted.articles:  # first of all, as they say which seeds are left
        for one in _read_batches(plan, wanted.articles, workers):
            done.add(one.path)
            yield one
    yield from _read_batches(plan, [*wanted.others, *(seed for seed in wanted.seeds if seed not in done)], workers)


def _read_batches(plan: ReadingPlan, files: Sequence[str], workers: int) -> Iterator[ReadSource]:
    batches = (files[start : start + _FILES_PER_BATCH] for start in range(0, len(files), _FILES_PER_BATCH))
    for found in processes.map_processes(workers, _reader, plan, batches):
        yield from found


def _reader(plan: ReadingPlan) -> PresumedRecords:
    """What reads in this process; it is loaded where something is to be read."""
    from sitegen.content.loader.presumed_records import PresumedRecords

    return PresumedRecords(plan)


def _names(topics: Iterable[KeptSource]) -> Iterator[tuple[str, str]]:
    for file in topics:
        for one in file.records if isinstance(file, KeptFile) else ():
            if isinstance(one.record, Topic):
                yield one.record.id, one.record.name
