"""Seeds, and what is known about them: one article for each seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sitegen.content import schema
from sitegen.content.loader import front_matter_records
from sitegen.content.loader.field_values import markdown_of
from sitegen.content.loader.id_registry import ANOTHER_ID, IdRegistry
from sitegen.content.loader.raw_record import RawRecord, ids_in, stem_id
from sitegen.content.loader.record_parser import LoadContext, id_of, label_of, validated
from sitegen.content.loader.reference_index import ReferenceIndex
from sitegen.content.loader.seed_names import SeedNames
from sitegen.content.word_usage import SeedContent
from sitegen.content.yaml_reader import VisibilityMetadata, decode, may_have_front_matter, visibility_metadata
from sitegen.core.model import Article, ArticleId, ManualMention, NotMention, Status
from sitegen.core.problems import Location, Problems
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS


@dataclass(frozen=True, slots=True)
class SeedRecord:
    """A seed with what is written about it."""

    seed: str
    """Path below `seeds/`."""
    id: str
    entry: RawRecord | None = None
    """None = nothing is written about it."""
    written: schema.FrontMatter | None = None
    is_held_back: bool = False
    """Whether another tool does not show it, and nothing here says that it is to be."""


def read_articles(
    root: Path, seeds: Sequence[str], records: Sequence[RawRecord], known: IdRegistry, desk: LoadContext
) -> list[SeedRecord]:
    """Every seed that can be read, with its record, each under an id of its own.

    Reports: missing-seed, duplicate-article, duplicate-id, not-utf8, unreadable-file, hash-mismatch, held-back, and
    whatever can be wrong in a record.
    """
    by_seed = _by_seed(seeds, records, known, desk)
    found = []
    for seed in seeds:
        one = _read_seed(root, seed, by_seed.get(seed), known, desk)
        if one is not None:
            found.append(one)
    desk.held_back.tell(desk.problems)
    # Whoever chose an id keeps it before one whose id is only the name of its file.
    found.sort(key=lambda one: (one.entry is None, one.entry.location if one.entry else Location(one.seed)))
    return [one for one in found if _claims_id(one, known, desk.problems)]


def article(one: SeedRecord, shelf: ReferenceIndex) -> Article:
    """The article of a seed. Reports: unknown-id."""
    written, entry = one.written, one.entry
    if written is None or entry is None:
        status = Status.DRAFT if one.is_held_back else Status.PUBLISHED
        return Article(ArticleId(one.id), Location(f"{SEEDS}/{one.seed}"), one.seed, status=status)
    return Article(
        id=ArticleId(one.id),
        location=entry.location,
        seed=one.seed,
        title=written.title or "",
        date=written.date,
        publisher=written.publisher or "",
        authors=written.authors,
        url=written.url or "",
        archived_url=written.archived_url or "",
        rights=written.rights or "",
        language=written.language or "",
        topics=shelf.topics.find_all(written.topics, entry),
        actors=shelf.actors_of(written.actors, entry, "actors"),
        summary=markdown_of(written.summary, entry, "summary"),
        status=Status.DRAFT if one.is_held_back else written.status,
        withdrawn=markdown_of(written.withdrawn, entry, "withdrawn"),
        formerly=written.formerly,
        sha256=written.sha256 or "",
        mentions=_pins(written, entry, shelf),
        not_mentions=_not_mentions(written, entry, shelf),
    )


def _pins(written: schema.FrontMatter, entry: RawRecord, shelf: ReferenceIndex) -> tuple[ManualMention, ...]:
    found = []
    for index, pin in enumerate(written.mentions):
        actor = shelf.actor(pin.actor, entry, ("mentions", index, "actor"))
        if actor is not None:
            place = entry.words_place(("mentions", index, "text"))
            found.append(ManualMention(pin.text, actor, place, pin.occurrence or 0))
    return tuple(found)


def _not_mentions(written: schema.FrontMatter, entry: RawRecord, shelf: ReferenceIndex) -> tuple[NotMention, ...]:
    found = []
    for index, one in enumerate(written.not_mentions):
        actor = shelf.actor(one.actor, entry, ("not_mentions", index, "actor")) if one.actor else None
        if actor is not None or not one.actor:
            found.append(NotMention(one.text, entry.words_place(("not_mentions", index, "text")), actor))
    return tuple(found)


def _by_seed(
    seeds: Sequence[str], records: Sequence[RawRecord], known: IdRegistry, desk: LoadContext
) -> dict[str, RawRecord]:
    """Seed → its record; records that have no seed of their own are told, and their ids tolerated."""
    names = SeedNames(seeds, desk.problems)
    found: dict[str, RawRecord] = {}
    for entry in records:
        seed = names.find(entry)
        if seed in found:
            message = f'"{seed}" has a record already, at {found[seed].location}'
            desk.problems.add(entry.place(("seed",)), "duplicate-article", message, "put the two records into one")
        elif seed:
            found[seed] = entry
            continue
        validated(schema.WrittenArticle, entry, desk)
        known.tolerate(entry.values.get("id", entry.stem if entry.is_alone else None))
    return found


def _read_seed(
    root: Path, seed: str, record: RawRecord | None, known: IdRegistry, desk: LoadContext
) -> SeedRecord | None:
    file = f"{SEEDS}/{seed}"
    raw = source_files.read_source(root, file, desk.problems)
    text = None if raw is None else decode(raw, file, desk.problems)
    if raw is None or text is None:
        _leave_out(seed, record, (raw or b"").decode(errors="replace")[:4000], known)
        return None
    is_markdown = seed.lower().endswith(".md")
    entry, first = record, visibility_metadata(text, has_front_matter=is_markdown)
    if is_markdown and may_have_front_matter(text):
        front = front_matter_records.seed_front_matter_record(text, file, record, desk.problems)
        if front is front_matter_records.NoRecordReason.LOST:
            _leave_out(seed, record, text[:4000], known)
            return None
        if isinstance(front, RawRecord):
            entry = record.over(front) if record else front
        elif front is front_matter_records.NoRecordReason.SETTLED:
            first = first._replace(is_read=False, is_fenced=True)
    if entry is None:
        one: SeedRecord | None = SeedRecord(seed, stem_id(seed), is_held_back=desk.held_back.is_held(None, first, file))
    else:
        one = _with_record(seed, entry, _SeedSource(raw, first), known, desk)
    if one and not one.is_held_back and (one.written is None or one.written.status is Status.PUBLISHED):
        desk.habits.add(SeedContent(seed, text))
    return one


class _SeedSource(NamedTuple):
    raw: bytes
    head: VisibilityMetadata


def _with_record(
    seed: str, entry: RawRecord, text: _SeedSource, known: IdRegistry, desk: LoadContext
) -> SeedRecord | None:
    file = f"{SEEDS}/{seed}"
    is_seed = entry.file == file
    default = entry.stem if is_seed or entry.is_alone else stem_id(seed)
    identifier = id_of(entry, default, desk)
    model = schema.FrontMatter if is_seed else schema.WrittenArticle
    written = validated(model, entry, desk)
    if written is None or not identifier:
        known.tolerate(identifier or entry.values.get("id"))
        return None
    if is_seed and written.seed not in (None, seed):
        message = f'this front matter stands in the seed "{seed}", and says that it is about "{written.seed}"'
        desk.problems.add(entry.place(("seed",)), "unread-value", *entry.unread(message, ""))
    if written.sha256:
        _check_hash(written.sha256, text.raw, entry, desk.problems)
    is_held_back = desk.held_back.is_held(entry, text.head, file)
    return SeedRecord(seed, identifier, entry, written, is_held_back=is_held_back)


def _check_hash(demanded: str, raw: bytes, entry: RawRecord, problems: Problems) -> None:
    actual = hashlib.sha256(raw).hexdigest()
    if actual != demanded:
        message = f"the seed's bytes have another SHA-256, {actual}"
        hint = "bring back the seed as it was; if it was changed on purpose, write this SHA-256 here"
        place = entry.key_place(("sha256",))
        if entry.is_in_seed("sha256"):  # no text holds its own
            problems.add(place, "unread-value", *entry.unread(message, ""))
        else:
            problems.add(place, "hash-mismatch", message, hint)


def _leave_out(seed: str, record: RawRecord | None, text: str, known: IdRegistry) -> None:
    for identifier in ids_in(seed, text):
        known.tolerate(identifier)
    if record:
        known.tolerate(record.values.get("id", record.stem if record.is_alone else None))


def _claims_id(one: SeedRecord, known: IdRegistry, problems: Problems) -> bool:
    file = f"{SEEDS}/{one.seed}"
    if one.entry is None:
        return known.claim_at(one.id, file, Location(file), problems, _another_id(one.seed))
    hint = _another_id(one.seed) if one.entry.file == file else ANOTHER_ID
    return known.claim(one.id, label_of(one.entry) or file, one.entry, problems, hint)


def _another_id(seed: str) -> str:
    """What to do where a seed has the id of another one, as all that are called `index.md` have."""
    name = stem_id(seed.replace("/", "-"))
    return f"{ANOTHER_ID}: write content/articles/{name}.yaml with `seed: {seed}` and `id: {name}`, or what you like"
