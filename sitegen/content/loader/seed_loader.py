"""One article for each seed: known ones as they are, the others read, with the records that are about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.content.loader.id_registry import ANOTHER_ID, IdRegistry
from sitegen.content.loader.kept_files import KeptSeed, KeptSeedNames, KnownArchive, RecordOrigin, RecordPlace
from sitegen.content.loader.reused_records import ReusedSeed
from sitegen.content.loader.seed_names import SeedNames
from sitegen.content.word_usage import SeedFacts
from sitegen.core import urls
from sitegen.core.problems import Location, Problems
from sitegen.files.source_files import SEEDS

if TYPE_CHECKING:
    from sitegen.content.loader.article_records import FreshSeed
    from sitegen.content.loader.file_reader import FileReader
    from sitegen.content.loader.raw_record import RawRecord

LoadedSeed: TypeAlias = "ReusedSeed | FreshSeed"


class _SeedRecordRef(NamedTuple):
    """A record of `content/articles/`."""

    place: RecordPlace
    given: object
    """What it gives as `seed`."""
    location: Location
    raw: RawRecord | None
    """None where its file is known, and so not read."""


class SeedLoader:
    """Loads the articles of an archive."""

    def __init__(
        self,
        known: KnownArchive,
        reader: Callable[[], FileReader],
        stale: Callable[[str], Callable[[], None]],
        problems: Problems,
    ) -> None:
        """`stale` gives for a file the function by which it is told that it has to be read after all."""
        self._known, self._reader, self._stale, self._problems = known, reader, stale, problems
        self._read: dict[str, list[RawRecord]] = {}
        self.reused: list[str] = []
        """The files that were not read."""
        self.words: list[tuple[str, SeedFacts]] = []
        """What each published seed is evidence of."""

    def load(self, seeds: Sequence[str], files: Sequence[str], registry: IdRegistry) -> list[LoadedSeed]:
        """Every seed that can be read, with its record, each under an id of its own.

        Reports: missing-seed, duplicate-article, duplicate-id, not-utf8, unreadable-file, hash-mismatch, held-back, and
        whatever can be wrong in a record.
        """
        by_seed = self._by_seed(seeds, files, registry)
        found = [one for seed in seeds if (one := self._seed(seed, by_seed.get(seed), registry)) is not None]
        self.words = [(one.seed, one.words) for one in found if one.words]
        # Whoever chose an id keeps it before one whose id is only the name of its file.
        found.sort(key=_claim_order)
        return [one for one in found if self._claims_id(one, registry)]

    def _seed(self, seed: str, record: _SeedRecordRef | None, registry: IdRegistry) -> LoadedSeed | None:
        file = f"{SEEDS}/{seed}"
        kept = self._known.sources.get(file)
        if isinstance(kept, KeptSeed) and kept.place == (record.place if record else None):
            self.reused.append(file)
            if kept.problems:
                self._problems.extend(kept.problems)
            return ReusedSeed(kept, self._stale(file))
        from sitegen.content.loader.article_records import read_seed

        with_raw = None
        if record:
            raw = record.raw or self._raw(record.place, registry)
            if raw is None:  # its file is another by now
                self._stale(record.place.file)()
                return None
            with_raw = record.place, raw
        return read_seed(self._reader(), seed, with_raw, registry)

    def _raw(self, place: RecordPlace, registry: IdRegistry) -> RawRecord | None:
        """A record of a file that is known, read after all, since its seed is not."""
        if place.file not in self._read:
            found, sha256 = self._reader().read_article_records(place.file, registry)
            self._read[place.file] = found if sha256 == place.sha256 else []
        found = self._read[place.file]
        return found[place.number] if place.number < len(found) else None

    def _by_seed(self, seeds: Sequence[str], files: Sequence[str], registry: IdRegistry) -> dict[str, _SeedRecordRef]:
        """Seed → its record. Reports records without a seed of their own; references to their ids are no problem."""
        names = SeedNames(seeds, self._problems)
        found: dict[str, _SeedRecordRef] = {}
        for record in [one for file in files for one in self._records(file, registry)]:
            origin = record.raw or RecordOrigin(record.location, (), self._stale(record.place.file))
            seed = names.find(record.given, origin, self._problems)
            if seed in found:
                message = f'"{seed}" has a record already, at {found[seed].location}'
                place = origin.place(("seed",))
                self._problems.add(place, "duplicate-article", message, "put the two records into one")
            elif seed:
                found[seed] = record
                continue
            self._without_seed(record, registry)
        return found

    def _without_seed(self, record: _SeedRecordRef, registry: IdRegistry) -> None:
        if record.raw is None:
            self._stale(record.place.file)()
            return
        from sitegen.content.loader.article_records import report_record_without_seed

        report_record_without_seed(record.raw, registry, self._reader(), self._problems)

    def _records(self, file: str, registry: IdRegistry) -> Iterator[_SeedRecordRef]:
        kept = self._known.sources.get(file)
        if isinstance(kept, KeptSeedNames):
            self.reused.append(file)
            sha256 = self._known.hashes[file]
            for number, (given, location) in enumerate(kept.records):
                yield _SeedRecordRef(RecordPlace(file, number, sha256), given, location, None)
            return
        found, sha256 = self._reader().read_article_records(file, registry)
        for number, raw in enumerate(found):
            yield _SeedRecordRef(RecordPlace(file, number, sha256), raw.values.get("seed"), raw.location, raw)

    def _claims_id(self, one: LoadedSeed, registry: IdRegistry) -> bool:
        file, hint = f"{SEEDS}/{one.seed}", ANOTHER_ID
        if registry.place_of(one.id) is not None:
            is_seed = not one.has_record or one.origin is None or one.origin.location.file == file
            hint = _another_id(one.seed) if is_seed else ANOTHER_ID
            if isinstance(one, ReusedSeed):
                self._stale(file)()
        return registry.claim_at(one.id, one.label, one.id_place, self._problems, hint)


def _claim_order(one: LoadedSeed) -> tuple[bool, str, int, int]:
    place = one.origin.location if one.has_record and one.origin else Location(one.seed)
    return not one.has_record, place.file, place.line, place.column


def _another_id(seed: str) -> str:
    """The hint where two seeds have one id, as all that are called `index.md` have."""
    name = urls.slug_or_hash(PurePosixPath(seed.replace("/", "-")).stem)
    return f"{ANOTHER_ID}: write content/articles/{name}.yaml with `seed: {seed}` and `id: {name}`, or what you like"
