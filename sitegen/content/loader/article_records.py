"""Seeds that are not known, and what is written about them."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sitegen.content import schema
from sitegen.content.loader import front_matter_records
from sitegen.content.loader.file_reader import FileReader
from sitegen.content.loader.file_trace import FileTrace
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import KeptSeed, KeptSource, RecordPlace
from sitegen.content.loader.raw_record import RawRecord, ids_in, stem_id
from sitegen.content.loader.record_builders import RecordBuilder
from sitegen.content.loader.record_parser import LoadContext, id_of, label_of, validated
from sitegen.content.loader.references import ReferenceIndex
from sitegen.content.word_usage import SeedFacts, facts_in
from sitegen.content.yaml_reader import VisibilityMetadata, decode, may_have_front_matter, visibility_metadata
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Article, ArticleId, Status
from sitegen.core.problems import Location, Problems
from sitegen.files.source_files import SEEDS


class SeedRecord(FrozenRecord):
    """A seed with what is written about it."""

    seed: str
    """Path below `seeds/`."""
    id: str
    raw: RawRecord | None = None
    """None = nothing is written about it."""
    written: schema.FrontMatter | None = None
    is_held_back: bool = False
    """Whether front matter of another tool hides it, and no `status` here says otherwise."""


class SeedTrace(FileTrace[Article]):
    """What is found in a seed while it is read."""

    __slots__ = ("has_record", "place", "words")
    place: RecordPlace | None
    """Which record of `content/articles/` is about it."""
    has_record: bool
    words: SeedFacts | None
    """None where readers do not see it."""

    def kept(self) -> KeptSource | None:
        """What the next load may know of the seed; None where it has to read it."""
        if not self.is_sound or not self.records:
            return None
        return KeptSeed(self.records[0], self.place, self.has_record, self.words, self.lookups, self.problems)


class FreshSeed:
    """A seed that was read, to be built once all ids are known."""

    __slots__ = ("_record", "_trace", "formerly", "id", "origin")

    def __init__(self, record: SeedRecord, trace: SeedTrace) -> None:
        self._record, self._trace = record, trace
        self.id, self.origin = record.id, record.raw
        self.formerly = record.written.formerly if record.written else ()

    @property
    def seed(self) -> str:
        """Its path below `seeds/`."""
        return self._record.seed

    @property
    def has_record(self) -> bool:
        """Whether anything is written about it."""
        return self._record.raw is not None

    @property
    def words(self) -> SeedFacts | None:
        """What it is evidence of; None where readers do not see it."""
        return self._trace.words

    @property
    def label(self) -> str:
        """By which its id is suggested."""
        return (label_of(self._record.raw) if self._record.raw else "") or f"{SEEDS}/{self.seed}"

    @property
    def id_place(self) -> Location:
        """Where its id stands; where none is given, where its record begins."""
        return self._record.raw.id_place if self._record.raw else Location(f"{SEEDS}/{self.seed}")

    def build(self, references: ReferenceIndex) -> Article:
        """The article. Reports: unknown-id, duplicate-id of a topic."""
        article = _build_article(self._record, references)
        self._trace.add(article, self._record.raw, self.label, references)
        return article


def _build_article(one: SeedRecord, references: ReferenceIndex) -> Article:
    written, raw = one.written, one.raw
    if written is None or raw is None:
        status = Status.DRAFT if one.is_held_back else Status.PUBLISHED
        return Article(ArticleId(one.id), Location(f"{SEEDS}/{one.seed}"), one.seed, status=status)
    found = RecordBuilder(raw, references).fields(Article, written) | {"seed": one.seed}
    if one.is_held_back:
        found["status"] = Status.DRAFT
    return Article(id=ArticleId(one.id), location=raw.location, **found)


def report_record_without_seed(raw: RawRecord, registry: IdRegistry, reader: FileReader, problems: Problems) -> None:
    """Report what is wrong in a record that is about no seed of its own; references to its id are no problem.

    Reports: whatever can be wrong in a record.
    """
    validated(schema.WrittenArticle, raw, reader.context)
    problems.extend(reader.problems.take())
    registry.tolerate(raw.values.get("id", raw.stem if raw.is_alone else None))


def read_seed(
    reader: FileReader, seed: str, record: tuple[RecordPlace, RawRecord] | None, registry: IdRegistry
) -> FreshSeed | None:
    """A seed with its record; None where it cannot be read, or what is written about it cannot be used.

    Reports, to the trace of the seed: not-utf8, unreadable-file, outside-link, hash-mismatch, held-back, and whatever
    can be wrong in a record.
    """
    trace, data = reader.read(SeedTrace, f"{SEEDS}/{seed}")
    text = None if data is None else decode(data, trace.file, reader.problems)
    raw = record[1] if record else None
    one = None
    if data is None or text is None:
        _leave_out(seed, raw, (data or b"").decode(errors="replace")[:4000], registry)
    else:
        one = _seed_record(seed, _SeedSource(data, text), raw, registry, reader.context)
    trace.take(reader.problems)
    if one is None or text is None:
        return None
    trace.place = record[0] if record else None
    trace.has_record = one.raw is not None
    is_seen = not one.is_held_back and (one.written is None or one.written.status is Status.PUBLISHED)
    trace.words = facts_in(text) if is_seen else None
    return FreshSeed(one, trace)


def _seed_record(
    seed: str, source: _SeedSource, record: RawRecord | None, registry: IdRegistry, context: LoadContext
) -> SeedRecord | None:
    file, text = f"{SEEDS}/{seed}", source.text
    is_markdown = seed.lower().endswith(".md")
    raw, head = record, visibility_metadata(text, has_front_matter=is_markdown)
    if is_markdown and may_have_front_matter(text):
        front = front_matter_records.seed_front_matter_record(text, file, record, context.problems)
        if front is front_matter_records.NoRecordReason.LOST:
            _leave_out(seed, record, text[:4000], registry)
            return None
        if isinstance(front, RawRecord):
            raw = record.merged_with(front) if record else front
        elif front is front_matter_records.NoRecordReason.SETTLED:
            head = head._replace(is_read=False, is_fenced=True)
    if raw is None:
        is_held_back = context.held_back.is_held(None, head, file, context.problems)
        return SeedRecord(seed, stem_id(seed), is_held_back=is_held_back)
    return _with_record(seed, raw, source._replace(head=head), registry, context)


class _SeedSource(NamedTuple):
    data: bytes
    text: str
    head: VisibilityMetadata = VisibilityMetadata((), is_read=False, is_fenced=False)


def _with_record(
    seed: str, raw: RawRecord, source: _SeedSource, registry: IdRegistry, context: LoadContext
) -> SeedRecord | None:
    file = f"{SEEDS}/{seed}"
    is_seed = raw.file == file
    default = raw.stem if is_seed or raw.is_alone else stem_id(seed)
    identifier = id_of(raw, default, context)
    model = schema.FrontMatter if is_seed else schema.WrittenArticle
    written = validated(model, raw, context)
    if written is None or not identifier:
        registry.tolerate(identifier or raw.values.get("id"))
        return None
    if is_seed and written.seed not in (None, seed):
        message = f'this front matter stands in the seed "{seed}", and says that it is about "{written.seed}"'
        context.problems.add(raw.place(("seed",)), "unread-value", *raw.unread(message, ""))
    if written.sha256:
        _check_hash(written.sha256, source.data, raw, context.problems)
    is_held_back = context.held_back.is_held(raw, source.head, file, context.problems)
    return SeedRecord(seed, identifier, raw, written, is_held_back=is_held_back)


def _check_hash(demanded: str, data: bytes, raw: RawRecord, problems: Problems) -> None:
    actual = hashlib.sha256(data).hexdigest()
    if actual != demanded:
        message = f"the seed's bytes have another SHA-256, {actual}"
        hint = "bring back the seed as it was; if it was changed on purpose, write this SHA-256 here"
        place = raw.key_place(("sha256",))
        if raw.is_in_seed("sha256"):  # no text holds its own
            problems.add(place, "unread-value", *raw.unread(message, ""))
        else:
            problems.add(place, "hash-mismatch", message, hint)


def _leave_out(seed: str, record: RawRecord | None, text: str, registry: IdRegistry) -> None:
    for identifier in ids_in(seed, text):
        registry.tolerate(identifier)
    if record:
        registry.tolerate(record.values.get("id", record.stem if record.is_alone else None))
