"""What a load leaves of the files that it read, so that the next one need not read them again.

A file is kept with the hash of its bytes, so what is kept is true of that content whenever it was written. Kept is what
was made of the file alone. What other files decide is looked at anew in each load: references, ids that are taken, old
ids, topics, names. Where one of these would say anything of a file that is kept, the file is read again, and says it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar

import msgspec

from sitegen.content.word_usage import SeedFacts
from sitegen.core.model import (
    Actor,
    Article,
    Claim,
    Date,
    Note,
    ProsePage,
    ReferenceKind,
    Site,
    Topic,
    WordUsage,
)
from sitegen.core.problems import Location, Problem
from sitegen.files.source_files import CONTENT, SEEDS

R = TypeVar("R", Actor, Article, Claim, Note, ProsePage, Topic)
ValuePath: TypeAlias = "tuple[str | int, ...]"
"""From a record to a value, by keys and indexes."""


ID: Final = "id"
"""The key of the first place of a record, where that is not where it begins."""


class Lookup(NamedTuple):
    """A reference, and what it led to."""

    kind: ReferenceKind
    written: str
    found: str


class TopicUse(NamedTuple):
    """The name of a topic where it is used: the first one may make the topic."""

    written: str
    found: str
    place: Location


class KeptRecord(NamedTuple, Generic[R]):
    """A record of a file."""

    record: R
    """With all of its old ids."""
    label: str
    """By which its id is suggested; empty = as `label_of_record` has it."""
    places: tuple[tuple[str, Location], ...]
    """Where the values stand that other records can make a problem of, by their paths (`path_key`)."""
    topics: tuple[TopicUse, ...]


class KeptFile(NamedTuple, Generic[R]):
    """A file of records of one kind, or of a prose page."""

    records: tuple[KeptRecord[R], ...]
    """In the order of the file."""
    lookups: tuple[Lookup, ...]
    """But for topics."""
    problems: tuple[Problem, ...]
    """That the file has of its own."""


class KeptSeedNames(NamedTuple):
    """A file of `content/articles/`: about which seeds its records are. What they say is kept with the seeds."""

    records: tuple[tuple[str, Location], ...]
    """Of each record `seed` as it is written, and where the record begins."""


class RecordPlace(NamedTuple):
    """Which record of `content/articles/` is about a seed."""

    file: str
    number: int
    """In its file, from 0."""
    sha256: str
    """Of the file's bytes."""


class KeptSeed(NamedTuple):
    """A seed with what is written about it."""

    article: KeptRecord[Article]
    place: RecordPlace | None
    """The record that says so; None where the seed alone does."""
    has_record: bool
    """Whether anything is written about it, be it in its front matter."""
    words: SeedFacts | None
    """None where it is not published."""
    lookups: tuple[Lookup, ...]
    problems: tuple[Problem, ...]


KeptSource: TypeAlias = (
    KeptSeed
    | KeptSeedNames
    | KeptFile[Actor]
    | KeptFile[Claim]
    | KeptFile[Note]
    | KeptFile[ProsePage]
    | KeptFile[Topic]
)


class ReadingContext(NamedTuple):
    """The settings that decide what a record says."""

    timezone: str
    as_of: Date | None


class KeptSite(NamedTuple):
    """The settings of an archive."""

    file: str
    """Empty = there is none."""
    sha256: str
    media: str
    """The hash of the paths below `content/media/`, which the settings name."""
    site: Site
    has_scale: bool
    problems: tuple[Problem, ...]


class KeptUsage(NamedTuple):
    """The word usage of all seeds that were kept, for these names of one word."""

    names: tuple[str, ...]
    usage: WordUsage


class KeptArchive(NamedTuple):
    """All that a load leaves for the next one."""

    site: KeptSite
    context: ReadingContext
    usage: KeptUsage
    sources: Mapping[str, tuple[str, KeptSource]]
    """Of files that were read: by path below the archive's root the SHA-256 of its bytes, and what was made of it."""
    reused: Collection[str]
    """The files that were not read, since they were known."""
    packed: Mapping[str, tuple[str, msgspec.Raw]] = {}
    """Of files that were read in several processes, packed, what `sources` has of others; some are among `reused`."""


class KnownArchive(NamedTuple):
    """What of an earlier load holds for the files as they are now; `hashes` is that of each file now."""

    site: KeptSite | None
    context: ReadingContext | None
    usage: KeptUsage | None
    sources: Mapping[str, KeptSource]
    """By path below the archive's root; only of files whose content is the same."""
    hashes: Mapping[str, str]
    is_whole: bool
    """Whether all seeds are in `sources` of which `usage` was made."""
    changes: Mapping[str, bytes | None] = {}
    """Files of `content/` as they are to be read instead of as they are; None = there is none."""

    def without(self, paths: Collection[str]) -> KnownArchive:
        """The same, but for these files."""
        left = {path: one for path, one in self.sources.items() if path not in paths}
        return self._replace(sources=left, is_whole=False)


NOTHING_KNOWN: Final = KnownArchive(None, None, None, {}, {}, is_whole=False)

_KINDS: Final[dict[str, Any]] = {
    f"{SEEDS}/": KeptSeed,
    f"{CONTENT}/articles/": KeptSeedNames,
    f"{CONTENT}/actors/": KeptFile[Actor],
    f"{CONTENT}/claims/": KeptFile[Claim],
    f"{CONTENT}/notes/": KeptFile[Note],
    f"{CONTENT}/pages/": KeptFile[ProsePage],
    f"{CONTENT}/topics/": KeptFile[Topic],
}


def kept_kind(path: str) -> Any:
    """The type of what is kept of a file; None where nothing is."""
    end = len(SEEDS) if path.startswith(f"{SEEDS}/") else path.find("/", len(CONTENT) + 1)
    return _KINDS.get(path[: end + 1])


class SourceDecoder:
    """Unpacks what is kept of files."""

    def __init__(self) -> None:
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}

    def __call__(self, path: str, packed: bytes | msgspec.Raw) -> KeptSource | None:
        """What is kept of the file with this path; None for a name that no archive has. Raises as msgspec does."""
        kind = kept_kind(path)
        if kind is None:
            return None
        decoder = self._decoders.get(kind)
        if decoder is None:
            decoder = self._decoders[kind] = msgspec.msgpack.Decoder(kind)
        found: KeptSource = decoder.decode(packed)
        return found


def path_key(path: Iterable[str | int]) -> str:
    """A path as `KeptRecord.places` has it."""
    return "/".join(map(str, path))


def label_of_record(record: Actor | Article | Claim | Note | ProsePage | Topic) -> str:
    """The name, title or claim of a record, or what stands for it."""
    if isinstance(record, Claim):
        return record.claim
    if isinstance(record, Article):
        return record.title or f"{SEEDS}/{record.seed}"
    return record.name if isinstance(record, Actor | Topic) else record.title


class RecordOrigin:
    """Where a kept record stands, as other records ask for it. Asked for anything else, the file has to be read."""

    __slots__ = ("_places", "_stale", "location")

    def __init__(self, location: Location, places: tuple[tuple[str, Location], ...], stale: Callable[[], None]) -> None:
        """`stale` is called where the file has to be read after all: what was answered is of no account then."""
        self.location = location
        self._places, self._stale = places, stale

    def place(self, path: ValuePath) -> Location:
        """Where the value at `path` begins."""
        wanted = path_key(path)
        for key, found in self._places:
            if key == wanted:
                return found
        self._stale()
        return self.location

    words_place = place

    def is_in_seed(self, key: str) -> bool:  # noqa: ARG002 - as a `RawRecord` is asked
        """Asked only for what is wrong."""
        self._stale()
        return False

    def unread(self, message: str, hint: str) -> tuple[str, str]:
        """Asked only for what is wrong."""
        self._stale()
        return message, hint
