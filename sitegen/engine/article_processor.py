"""The article stage over all articles that readers see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from msgspec.structs import replace

from sitegen.content.visibility import is_visible
from sitegen.core import urls
from sitegen.core.model import (
    NO_EVIDENCE,
    Actor,
    ActorId,
    AnchorCounts,
    AnchorRequest,
    AnnotatedArticle,
    Archive,
    Article,
    ArticleBody,
    ArticleId,
    Markdown,
    Note,
    Site,
)
from sitegen.core.problems import Location, Problem, Problems
from sitegen.engine.article_cache import ArticleCache, CachedArticle, CacheEntry, SharedContext
from sitegen.engine.cache import BlobFile, BlobRef, BlobStore, DamagedError, check_blob, pack, unpack
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.site import anchor_report, index
from sitegen.site.index.stored_articles import ArticleOutline, outline_of
from sitegen.text import article_stage, mentions
from sitegen.text.article_stage import StageResult, StageSettings
from sitegen.text.mentions.name_changes import NO_WORDS, ChangedWords, changed_words
from sitegen.text.mentions.unlinked import index_all_names
from sitegen.text.prose.article_links import index_articles

Item = TypeVar("Item")

_NOWHERE: Final = Location("")
NO_HASHES: Final[Mapping[str, str]] = {}
_MOST_AT_HAND: Final = 200
"""Articles that are kept as they were read."""
ARTICLES_PER_BATCH: Final = 25
"""Articles that go to a process at once: large enough that passing them on costs little."""


class SeedMissing(NamedTuple):
    """An article whose seed is gone, or cannot be read any more."""

    problems: tuple[Problem, ...]


class ArticleFacts(NamedTuple):
    """What is at hand of an annotated article while a site is made; all else is in the blob store."""

    outline: ArticleOutline
    problems: tuple[Problem, ...]
    possible_actors: tuple[ActorId, ...]
    """As in `AnnotatedArticle`, like the next."""
    ignored_words: tuple[str, ...]
    health: tuple[AnchorCounts, ...]
    """How the quotes were found that point at it."""


class ProcessedArticle(NamedTuple):
    """An article after the article stage, and what of it goes into the blob store."""

    facts: ArticleFacts
    sha256: str
    record: Any
    """A `CachedArticle`, packed where blobs are."""
    body: Any
    """An `ArticleBody`, likewise."""
    ngrams: bytes
    """As `StageResult` has it."""
    damage: DamagedError | None = None
    """What was wrong with its blobs of the last build."""
    is_reused: bool = False
    """Whether it is as the last build left it."""


class ArticleTask(NamedTuple):
    """An article, and what has to be found in it."""

    article: Article
    quotes: tuple[AnchorRequest, ...]
    entry: CacheEntry | None = None
    """Where the cache has it; None = nowhere."""
    sha256: str = ""
    """Of its seed, in hexadecimal; empty = not known without reading it."""


class StoredBodies(Mapping[ArticleId, ArticleBody]):
    """The bodies of articles in a store, each read when it is asked for: all can be larger than the memory."""

    def __init__(self, store: BlobStore, refs: Mapping[ArticleId, BlobRef]) -> None:
        self._store, self._refs = store, refs

    def __getitem__(self, article: ArticleId) -> ArticleBody:
        return self._store.read(self._refs[article], ArticleBody)

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._refs)

    def __len__(self) -> int:
        return len(self._refs)


class StoredAnnotated:
    """Reads annotated articles from a store: those that were read last are at hand, as a page asks for much of one."""

    def __init__(self, store: BlobStore, entries: Mapping[ArticleId, CacheEntry]) -> None:
        """`entries` may still be added to."""
        self._store, self._entries = store, entries
        self._at_hand: dict[BlobRef, AnnotatedArticle] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return StoredAnnotated, (self._store, self._entries)

    def __call__(self, article: ArticleId) -> AnnotatedArticle:
        """An article. Raises DamagedError."""
        ref = self._entries[article].article
        found = self._at_hand.get(ref)
        if found is None:
            if len(self._at_hand) >= _MOST_AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            found = self._at_hand[ref] = self._store.read(ref, CachedArticle).annotated
        return found


class ArticleProcessor(NamedTuple):
    """What it takes to run the article stage, in any process."""

    root: Path
    settings: StageSettings
    blobs: BlobFile | None = None
    """Those of the last build, where its articles may be used again."""
    changed: ChangedWords = NO_WORDS
    """The names and terms that changed since then."""
    packs: bool = True
    """Whether the new store takes blobs."""
    amends: bool = False
    """Whether that is the store of the last build, which has what is used again."""

    def with_links(self, articles: Mapping[str, ArticleId]) -> ArticleProcessor:
        """The same, where links from one seed to another lead to these."""
        return self._replace(settings=replace(self.settings, articles=articles))


def article_tasks(
    archive: Archive, last: ArticleCache | None, *, drafts: bool, hashes: Mapping[str, str] = NO_HASHES
) -> list[ArticleTask]:
    """The articles that readers see, in the order of their ids; `hashes` are those of sources, as far as known."""
    wanted = index.anchors_by_article(archive, drafts=drafts)
    known = last.entries if last else {}
    return [
        ArticleTask(one, wanted.get(one.id, ()), known.get(one.id), hashes.get(f"{SEEDS}/{one.seed}", ""))
        for one in archive.articles
        if is_visible(one.status, drafts=drafts)
    ]


def processor_for(root: Path, archive: Archive, last: ArticleCache | None, *, drafts: bool) -> ArticleProcessor:
    """What processes the articles of an archive; with `last` only those about which something changed."""
    found = names_only(archive, drafts=drafts)
    processor = ArticleProcessor(root, stage_settings(found, drafts=drafts))
    if last is None or not _is_alike(last.shared, found, drafts=drafts):
        return processor
    return processor._replace(blobs=last.blobs, changed=changed_words(last.shared.archive, found))


def article_links(archive: Archive, *, drafts: bool) -> dict[str, ArticleId]:
    """To what links from one seed to another lead; `archive` has all articles, those too that readers do not see."""
    seen = {one.id for one in archive.articles if is_visible(one.status, drafts=drafts)}
    return index_articles(archive.articles, seen)


def names_only(archive: Archive, *, drafts: bool) -> Archive:
    """The names and terms of an archive: of its records all that the article stage is shown, and nothing else."""
    seen = (note for note in archive.notes if note.terms and is_visible(note.status, drafts=drafts))
    return Archive(
        Site(
            language=archive.site.language,
            raw_html=archive.site.raw_html,
            link_mentions=archive.site.link_mentions,
            not_mentions=tuple(replace(one, location=_NOWHERE) for one in archive.site.not_mentions),
        ),
        actors=tuple(map(_name, archive.actors)),
        hidden_actors=tuple(map(_name, archive.hidden_actors)),
        notes=tuple(Note(note.id, _NOWHERE, "", Markdown("", _NOWHERE), terms=note.terms) for note in seen),
        media=archive.media,
        word_usage=replace(archive.word_usage, evidence=NO_EVIDENCE),
    )


def _name(actor: Actor) -> Actor:
    named = Actor(actor.id, _NOWHERE, actor.name, actor.kind, "", actor.aliases, actor.surnames)
    return replace(named, is_pinned_only=actor.is_pinned_only)


def stage_settings(archive: Archive, *, drafts: bool) -> StageSettings:
    """What is the same for every article; `archive` is what `names_only` gives."""
    ignored_words = tuple(one.text for one in archive.site.not_mentions)
    return StageSettings(
        names=mentions.index_names(archive.actors, archive.notes, archive.word_usage, ignored_words),
        pages={actor.id: urls.actor(actor.kind, actor.id) for actor in archive.actors},
        language=archive.site.language,
        raw_html=archive.site.raw_html,
        link_mentions=archive.site.link_mentions,
        media=frozenset(archive.media),
        unseen=mentions.index_names(archive.hidden_actors, ()) if archive.hidden_actors else None,
        all_names=index_all_names(archive.actors, archive.word_usage, ignored_words) if drafts else None,
    )


def _is_alike(shared: SharedContext, found: Archive, *, drafts: bool) -> bool:
    """Whether articles are processed in the same way as in the last build, names and terms aside."""
    before = shared.archive
    return shared.drafts == drafts and (before.site, before.media) == (found.site, found.media)


def batch_processor(
    processor: ArticleProcessor,
) -> Callable[[Sequence[ArticleTask]], list[ProcessedArticle | SeedMissing]]:
    """A function that processes a batch of articles, for `processes.map_processes`."""

    def process_batch(batch: Sequence[ArticleTask]) -> list[ProcessedArticle | SeedMissing]:
        return [_process_or_reuse(processor, task) for task in batch]

    return process_batch


def process(processor: ArticleProcessor, task: ArticleTask, seed: bytes) -> StageResult:
    """What the article stage makes of an article whose seed holds these bytes."""
    return article_stage.annotate_article(processor.settings, task.article, seed, task.quotes)


def _process_or_reuse(processor: ArticleProcessor, task: ArticleTask) -> ProcessedArticle | SeedMissing:
    reused, damage, seed = None, None, None
    sha256, problems = task.sha256, Problems()
    if task.entry is None or sha256 != task.entry.sha256:  # that of a link is no hash of bytes
        seed = _read(processor, task, problems)
        if seed is None:
            return SeedMissing(tuple(problems))
        sha256 = hashlib.sha256(seed).hexdigest()
    try:
        reused = _reused(processor, task, sha256)
    except DamagedError as error:
        damage = error
    if reused:
        return reused
    seed = _read(processor, task, problems) if seed is None else seed
    if seed is None:
        return SeedMissing(tuple(problems))
    annotated, body, links, ngrams = process(processor, task, seed)
    facts = _facts(task, annotated)
    record = CachedArticle(task.article, task.quotes, annotated, links)
    if not processor.packs:
        return ProcessedArticle(facts, body.sha256, record, body, ngrams, damage)
    return ProcessedArticle(facts, body.sha256, pack(record), pack(body), ngrams, damage)


def _facts(task: ArticleTask, annotated: AnnotatedArticle) -> ArticleFacts:
    return ArticleFacts(
        outline_of(annotated),
        annotated.problems,
        annotated.possible_actors,
        annotated.ignored_words,
        anchor_report.article_counts(task.quotes, annotated),
    )


def _read(processor: ArticleProcessor, task: ArticleTask, problems: Problems) -> bytes | None:
    return source_files.read_source(processor.root, f"{SEEDS}/{task.article.seed}", problems)


def _reused(processor: ArticleProcessor, task: ArticleTask, sha256: str) -> ProcessedArticle | None:
    """The article from the cache, where the article stage would give the same again of a seed with this hash.

    Raises DamagedError.
    """
    entry, blobs = task.entry, processor.blobs
    if entry is None or blobs is None or sha256 != entry.sha256:
        return None
    packed, body = blobs.raw(entry.article), blobs.raw(entry.body)
    record = unpack(packed, CachedArticle)
    if record.article != task.article or record.quotes != task.quotes or processor.changed.touch(task.article):
        return None
    if any(processor.settings.articles.get(key, "") != found for key, found in record.links):
        return None
    if processor.changed.may_stand_in(entry.ngrams) and processor.changed.stand_in(unpack(body, ArticleBody).text):
        return None
    check_blob(body)  # it is used as it is
    if processor.amends:
        packed = body = b""  # where they are, they stay
    return ProcessedArticle(_facts(task, record.annotated), entry.sha256, packed, body, entry.ngrams, is_reused=True)


def in_batches(items: Sequence[Item], size: int = ARTICLES_PER_BATCH) -> Iterator[list[Item]]:
    """Items in lists of at most `size`."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
