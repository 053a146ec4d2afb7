"""One file of records, or one seed, read again after an edit by itself: without the files to which it refers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import KeptFile, KeptRecord, KeptSeed, Lookup, ReadingContext, ValuePath
from sitegen.content.loader.references import Origin, ReferenceIndex, Resolver
from sitegen.core.model import Actor, Note, ReferenceKind, Topic
from sitegen.core.problems import Problems
from sitegen.files.source_files import SEEDS

Exists = Callable[[ReferenceKind, str], bool]
"""Whether there is a record with just this id."""
_KINDS: Final = ("actors", "claims", "notes", "topics")


class _KnownReferences:
    """What references of one kind led to when the file was read last, and the ids that there are."""

    def __init__(self, kind: ReferenceKind, known: Mapping[str, str], exists: Exists) -> None:
        self._kind, self._known, self._exists = kind, known, exists

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:  # noqa: ARG002
        """The id that is meant; None where other files have to be asked."""
        if written in self._known:
            return self._known[written]
        return written if self._kind is not ReferenceKind.TOPIC and self._exists(self._kind, written) else None


def read_again(
    root: Path, file: str, before: KeptFile[Any], context: ReadingContext, exists: Exists
) -> tuple[str, KeptFile[Any]] | None:
    """A file as it is now: the SHA-256 of its bytes, and what is to be kept of it.

    None where what it says concerns other files, or more than its own records: their ids and old ids are as they were,
    they use the same topics, refer to what they referred to or to ids that there are, and the same is wrong with them.
    A whole load has to follow then. Names of actors may be others, which the caller has to look at.
    """
    from sitegen.content.loader.file_reader import FileReader

    kind = file.split("/")[1]
    if kind not in _KINDS:
        return None
    reader = FileReader(root, context)
    records = reader.read_records(kind, file, IdRegistry(kind.removesuffix("s")))
    references = ReferenceIndex(_resolvers(before.lookups, before.records, exists), Problems())
    for record in records:
        record.build(references)
    (trace,) = reader.traces
    now: Any = trace.kept()
    return (trace.sha256, now) if isinstance(now, KeptFile) and _is_alike(before, now) else None


def says_the_same(root: Path, path: str, before: KeptSeed, context: ReadingContext) -> str | None:
    """The SHA-256 of a seed that says, but for its words, all that it said; None where it may say more.

    It is no published one: the words of these are evidence for the archive.
    """
    from sitegen.content.loader.article_records import read_seed
    from sitegen.content.loader.file_reader import FileReader

    reader, record = FileReader(root, context), None
    if before.place:
        found, sha256 = reader.read_article_records(before.place.file, IdRegistry("article"))
        if sha256 != before.place.sha256:
            return None
        record = before.place, found[before.place.number]
    fresh = read_seed(reader, path.removeprefix(f"{SEEDS}/"), record, IdRegistry("article"))
    if fresh is None:
        return None
    fresh.build(ReferenceIndex(_resolvers(before.lookups, [before.article], _nothing), Problems()))
    trace = reader.traces[-1]
    return trace.sha256 if trace.kept() == before and before.words is None else None


def _nothing(_kind: ReferenceKind, _written: str) -> bool:
    return False


def _resolvers(
    lookups: Iterable[Lookup], records: Iterable[KeptRecord[Any]], exists: Exists
) -> dict[ReferenceKind, Resolver]:
    known: dict[ReferenceKind, dict[str, str]] = {kind: {} for kind in ReferenceKind}
    for one in lookups:
        known[one.kind][one.written] = one.found
    for record in records:
        known[ReferenceKind.TOPIC].update((use.written, use.found) for use in record.topics)
    return {kind: _KnownReferences(kind, found, exists) for kind, found in known.items()}


def _is_alike(before: KeptFile[Any], now: KeptFile[Any]) -> bool:
    return (
        before.problems == now.problems
        and len(before.records) == len(now.records)
        and all(map(_are_alike, before.records, now.records))
    )


def _are_alike(before: KeptRecord[Any], now: KeptRecord[Any]) -> bool:
    """Whether nothing that other files are asked about is another."""
    return _told_elsewhere(before) == _told_elsewhere(now)


def _is_of_name(key: str) -> bool:
    return key.partition("/")[0] in {"name", "aliases"}


def _told_elsewhere(kept: KeptRecord[Any]) -> tuple[object, ...]:
    record = kept.record
    uses = [(use.written, use.found) for use in kept.topics]
    keys = [key for key, _ in kept.places if not (isinstance(record, Actor) and _is_of_name(key))]
    shared = (record.id, record.formerly, record.status, keys, uses)
    if isinstance(record, Actor):
        return (*shared, record.kind, record.image)
    if isinstance(record, Topic):
        return (*shared, record.name, record.parent)
    return (*shared, record.terms) if isinstance(record, Note) else shared
