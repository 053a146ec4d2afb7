"""Seeds, and what is known about them: one article for each seed."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sitegen.content import schema
from sitegen.content.loader import front_matter_records
from sitegen.content.loader.id_registry import ANOTHER_ID, IdRegistry
from sitegen.content.loader.raw_record import RawRecord, ids_in, stem_id
from sitegen.content.loader.record_builders import RecordBuilder, ReferenceIndex
from sitegen.content.loader.record_parser import LoadContext, id_of, label_of, validated
from sitegen.content.word_usage import SeedContent
from sitegen.content.yaml_reader import VisibilityMetadata, decode, may_have_front_matter, visibility_metadata
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Article, ArticleId, Status
from sitegen.core.problems import Location, Problems
from sitegen.core.suggestions import Suggestions
from sitegen.files import source_files
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


def read_articles(
    root: Path, seeds: Sequence[str], records: Sequence[RawRecord], registry: IdRegistry, context: LoadContext
) -> list[SeedRecord]:
    """Every seed that can be read, with its record, each under an id of its own.

    Reports: missing-seed, duplicate-article, duplicate-id, not-utf8, unreadable-file, hash-mismatch, held-back, and
    whatever can be wrong in a record.
    """
    by_seed = _by_seed(seeds, records, registry, context)
    found = []
    for seed in seeds:
        one = _read_seed(root, seed, by_seed.get(seed), registry, context)
        if one is not None:
            found.append(one)
    context.held_back.report(context.problems)
    # Whoever chose an id keeps it before one whose id is only the name of its file.
    found.sort(key=lambda one: (one.raw is None, one.raw.location if one.raw else Location(one.seed)))
    return [one for one in found if _claims_id(one, registry, context.problems)]


def build_article(one: SeedRecord, references: ReferenceIndex) -> Article:
    """The article of a seed. Reports: unknown-id, duplicate-id of a topic."""
    written, raw = one.written, one.raw
    if written is None or raw is None:
        status = Status.DRAFT if one.is_held_back else Status.PUBLISHED
        return Article(ArticleId(one.id), Location(f"{SEEDS}/{one.seed}"), one.seed, status=status)
    found = RecordBuilder(raw, references).fields(Article, written) | {"seed": one.seed}
    if one.is_held_back:
        found["status"] = Status.DRAFT
    return Article(id=ArticleId(one.id), location=raw.location, **found)


def _by_seed(
    seeds: Sequence[str], records: Sequence[RawRecord], registry: IdRegistry, context: LoadContext
) -> dict[str, RawRecord]:
    """Seed → its record. Reports records without a seed of their own; references to their ids are no problem."""
    names = _SeedNames(seeds, context.problems)
    found: dict[str, RawRecord] = {}
    for raw in records:
        seed = names.find(raw)
        if seed in found:
            message = f'"{seed}" has a record already, at {found[seed].location}'
            context.problems.add(raw.place(("seed",)), "duplicate-article", message, "put the two records into one")
        elif seed:
            found[seed] = raw
            continue
        validated(schema.WrittenArticle, raw, context)
        registry.tolerate(raw.values.get("id", raw.stem if raw.is_alone else None))
    return found


def _read_seed(
    root: Path, seed: str, record: RawRecord | None, registry: IdRegistry, context: LoadContext
) -> SeedRecord | None:
    file = f"{SEEDS}/{seed}"
    data = source_files.read_source(root, file, context.problems)
    text = None if data is None else decode(data, file, context.problems)
    if data is None or text is None:
        _leave_out(seed, record, (data or b"").decode(errors="replace")[:4000], registry)
        return None
    is_markdown = seed.lower().endswith(".md")
    raw, first = record, visibility_metadata(text, has_front_matter=is_markdown)
    if is_markdown and may_have_front_matter(text):
        front = front_matter_records.seed_front_matter_record(text, file, record, context.problems)
        if front is front_matter_records.NoRecordReason.LOST:
            _leave_out(seed, record, text[:4000], registry)
            return None
        if isinstance(front, RawRecord):
            raw = record.merged_with(front) if record else front
        elif front is front_matter_records.NoRecordReason.SETTLED:
            first = first._replace(is_read=False, is_fenced=True)
    if raw is None:
        one: SeedRecord | None = SeedRecord(
            seed, stem_id(seed), is_held_back=context.held_back.is_held(None, first, file)
        )
    else:
        one = _with_record(seed, raw, _SeedSource(data, first), registry, context)
    if one and not one.is_held_back and (one.written is None or one.written.status is Status.PUBLISHED):
        context.word_usage.add(SeedContent(seed, text))
    return one


class _SeedSource(NamedTuple):
    data: bytes
    head: VisibilityMetadata


def _with_record(
    seed: str, raw: RawRecord, text: _SeedSource, registry: IdRegistry, context: LoadContext
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
        _check_hash(written.sha256, text.data, raw, context.problems)
    is_held_back = context.held_back.is_held(raw, text.head, file)
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


def _claims_id(one: SeedRecord, registry: IdRegistry, problems: Problems) -> bool:
    file = f"{SEEDS}/{one.seed}"
    if one.raw is None:
        return registry.claim_at(one.id, file, Location(file), problems, _another_id(one.seed))
    hint = _another_id(one.seed) if one.raw.file == file else ANOTHER_ID
    return registry.claim(one.id, label_of(one.raw) or file, one.raw, problems, hint)


def _another_id(seed: str) -> str:
    """The hint where two seeds have one id, as all that are called `index.md` have."""
    name = stem_id(seed.replace("/", "-"))
    return f"{ANOTHER_ID}: write content/articles/{name}.yaml with `seed: {seed}` and `id: {name}`, or what you like"


class _SeedNames:
    """Finds seeds by the paths that records give."""

    def __init__(self, seeds: Sequence[str], problems: Problems) -> None:
        """`problems` are those of the walk so far: a seed that is reported there is not reported as missing."""
        self._names = {schema.to_nfc(seed): seed for seed in seeds}
        self._reported = {problem.location.file for problem in problems}
        self._suggestions = Suggestions({name: name for name in self._names})
        self._problems = problems

    def find(self, raw: RawRecord) -> str:
        """The seed that a record is about; empty if it has none. Reports: bad-value, missing-seed."""
        given = raw.values.get("seed")
        if not isinstance(given, str):
            return ""  # reported by validation
        path = posixpath.normpath(schema.to_nfc(given.strip()))
        if path in self._names:
            return self._names[path]
        if path.startswith(("/", "..")) or "\\" in path:
            message = f'"{given}" is no path below {SEEDS}/'
            hint = f"write the way from {SEEDS}/ to the file, with forward slashes: 2024/vote.txt"
            self._problems.add(raw.place(("seed",)), "bad-value", message, hint)
        elif f"{SEEDS}/{path}" not in self._reported:
            message = f'there is no seed "{given}" in {SEEDS}/'
            self._problems.add(raw.place(("seed",)), "missing-seed", message, self._hint(path))
        return ""

    def _hint(self, path: str) -> str:
        within = path.removeprefix(f"{SEEDS}/")
        if within in self._names:
            return f'write "{within}": the path begins below {SEEDS}/'
        near = self._suggestions.hint(path)
        return near or "seeds are .txt and .md files whose names begin neither with . nor with _"
