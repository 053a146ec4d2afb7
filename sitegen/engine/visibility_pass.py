"""The article stage over all articles, and which actors and topics readers see: each depends on the other.

Whether an actor is seen decides whether its words are linked, and whose names stand in which texts decides who is seen.
So articles are processed with whom the last build found (everybody, where there was none), and again where somebody
proves to be seen, or not to be. Whose names stand in a text does not depend on that guess: the second time is the last,
and the guess is of no account for what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content import visibility
from sitegen.content.visibility import HiddenRecords, KeptVisibility, VisibilityGraph
from sitegen.content.yaml_reader import split_front_matter
from sitegen.core.model import Actor, ActorId, Archive, Article, ArticleId, Site, Status
from sitegen.core.problems import Problems
from sitegen.engine.article_cache import ArticleCache, CacheEntry
from sitegen.engine.article_processor import (
    ARTICLES_PER_BATCH,
    ArticleFacts,
    ArticleProcessor,
    ArticleTask,
    SeedMissing,
    StoredAnnotated,
    StoredBodies,
    article_links,
    article_tasks,
    batch_processor,
    in_batches,
    names_only,
    processor_for,
    stage_settings,
)
from sitegen.engine.build_types import StageTimer
from sitegen.engine.cache import BlobStore, DamagedError
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.files.work_sharing import LocalWork, WorkSharing
from sitegen.text import mentions, prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions.any_occurrence import AnyOccurrenceFinder
from sitegen.text.mentions.name_changes import ChangedWords, changed_words
from sitegen.text.mentions.name_index import NameIndex
from sitegen.text.mentions.ngram_filter import UNKNOWN

_BYLINE: Final = re.compile(
    r"^(?:authors?|publisher|rights)[ \t]*:.*(?:\n(?:[ \t]|- ).*)*", re.MULTILINE | re.IGNORECASE
)
"""Of front matter."""


class ProcessingContext(NamedTuple):
    """How articles are processed, and where they go."""

    root: Path
    drafts: bool
    problems: Problems
    timer: StageTimer
    work: WorkSharing
    """Who does it."""
    size: int
    """How many articles the archive has."""
    last: ArticleCache | None
    """The articles of the last build, which are used again where they would be the same."""
    store: BlobStore
    hashes: Mapping[str, str] = {}
    """The SHA-256 of each source, by its path below the archive's root, where it is known without reading it."""

    @property
    def is_amended(self) -> bool:
        """Whether the store is that of the last build, and has what is used again."""
        return self.last is not None and self.store is self.last.blobs


class ProcessedArchive(NamedTuple):
    """The articles that readers see, processed, and the archive as they see it."""

    archive: Archive
    facts: dict[ArticleId, ArticleFacts]
    entries: dict[ArticleId, CacheEntry]
    """Where the store has each of them."""
    read: StoredAnnotated
    """Reads them."""
    damage: DamagedError | None
    """What is wrong with the blobs of the last build; None = nothing that was looked at."""
    visibility: KeptVisibility | None = None
    """What is to be kept of who is seen; None where no record is a draft or withdrawn."""


def process_articles(context: ProcessingContext, archive: Archive) -> ProcessedArchive:
    """The article stage over all articles that readers see; what it gives is in the store.

    Reports: all that `seen.as_seen` does, and what is wrong with seeds that cannot be read.
    """
    drafts = context.drafts
    guess = _guess(archive, context.last, drafts=drafts)
    first = visibility.without_hidden(archive, guess, Problems(), drafts=drafts)
    made = _Processed({}, {})
    links = article_links(archive, drafts=drafts)
    given = processor_for(context.root, first, context.last, drafts=drafts).with_links(links)
    tasks = article_tasks(first, context.last, drafts=drafts, hashes=context.hashes)
    damage = _process(context, tasks, given, made)
    unseen, graphs, unsure, unread = _find_unseen(context, archive, made.facts)
    found = visibility.without_hidden(archive, unseen, context.problems, drafts=drafts)
    if (unseen.actors, unseen.topics) != (guess.actors, guess.topics):
        _process_again(context, first, found, made, links)
    facts = {one.id: made.facts[one.id]._replace(possible_actors=()) for one in found.articles if one.id in made.facts}
    read = StoredAnnotated(context.store, made.entries)
    kept = visibility.kept_visibility(archive, found, unseen, graphs, drafts=drafts) if graphs else None
    kept = kept and kept._replace(unsure=unsure, unread={one: names for one, names in unread.items() if names})
    return ProcessedArchive(found, facts, made.entries, read, damage, kept)


class _Processed(NamedTuple):
    facts: dict[ArticleId, ArticleFacts]
    entries: dict[ArticleId, CacheEntry]
    """In the order of the articles."""


def _guess(archive: Archive, last: ArticleCache | None, *, drafts: bool) -> HiddenRecords:
    """Who is not seen by its own status, and those of no status who were not seen by the last build's readers."""
    own = visibility.hidden_by_status(archive, drafts=drafts)
    if last is None:
        return own
    before = {actor.id for actor in last.shared.archive.hidden_actors}
    left = frozenset(one.id for one in archive.actors if one.status is None and one.id in before)
    return own._replace(actors=own.actors | left)


def _process(
    context: ProcessingContext, jobs: list[ArticleTask], given: ArticleProcessor, made: _Processed
) -> DamagedError | None:
    """Process some articles; what is wrong with the blobs of the last build, where they were looked at."""
    damage = None
    given = given._replace(packs=context.store.packs, amends=context.is_amended)
    context.timer("weave", 0, len(jobs))
    # To hand over what is used again takes longer than to unpack it here.
    is_little = context.is_amended and sum(map(_may_concern(given.changed), jobs)) <= ARTICLES_PER_BATCH
    work = LocalWork(1) if is_little else context.work
    done = chain.from_iterable(work.map(context.size, batch_processor, given, in_batches(jobs)))
    for count, (job, one) in enumerate(zip(jobs, done, strict=True), 1):
        if isinstance(one, SeedMissing):
            context.problems.extend(one.problems)
            continue
        damage = damage or one.damage
        made.facts[job.article.id] = one.facts
        if one.is_reused and job.entry and context.is_amended:
            made.entries[job.article.id] = job.entry
            continue
        refs = context.store.add(one.record), context.store.add(one.body)
        made.entries[job.article.id] = CacheEntry(job.article.seed, one.sha256, *refs, ngrams=one.ngrams)
        context.timer("weave", count, len(jobs))
    context.store.flush(is_shared=context.work.is_outside)
    return damage


def _may_concern(changed: ChangedWords) -> Callable[[ArticleTask], bool]:
    """Whether words that changed may stand in an article, as far as that is told without looking at it."""
    return lambda job: changed.may_stand_in(job.entry.ngrams if job.entry else UNKNOWN)


def _process_again(
    context: ProcessingContext, before: Archive, after: Archive, made: _Processed, links: Mapping[str, ArticleId]
) -> None:
    """Process the articles again which it concerns that other actors are seen than was guessed."""
    drafts = context.drafts
    old, new = names_only(before, drafts=drafts), names_only(after, drafts=drafts)
    concerns = _make_concern_test(changed_words(old, new), before, context.store, made)
    # A claim comes and goes with its speakers.
    quotes = {one.article.id: one.quotes for one in article_tasks(before, None, drafts=drafts)}
    jobs = [
        job
        for job in article_tasks(after, None, drafts=drafts)
        if job.article.id in made.facts and (job.quotes != quotes[job.article.id] or concerns(job.article))
    ]
    _process(context, jobs, ArticleProcessor(context.root, stage_settings(new, drafts=drafts)).with_links(links), made)


def _make_concern_test(
    changed: ChangedWords, before: Archive, store: BlobStore, made: _Processed
) -> Callable[[Article], bool]:
    """Whether an article is another one now, or has words of those who came or went."""
    was = {one.id: one for one in before.articles}
    bodies = StoredBodies(store, {article: entry.body for article, entry in made.entries.items()})

    def concerns(article: Article) -> bool:
        if was[article.id] != article or changed.touch(article):
            return True
        if not changed.may_stand_in(made.entries[article.id].ngrams):
            return False
        try:
            return changed.stand_in(bodies[article.id].text)
        except DamagedError:
            return True

    return concerns


class _Unseen(NamedTuple):
    """The records that readers do not see."""

    records: HiddenRecords
    graphs: list[VisibilityGraph]
    unsure: tuple[ActorId, ...]
    """As in `KeptVisibility`, as the next."""
    unread: dict[ArticleId, tuple[ActorId, ...]]


def _find_unseen(context: ProcessingContext, archive: Archive, facts: Mapping[ArticleId, ArticleFacts]) -> _Unseen:
    """The records that readers do not see."""
    if not visibility.has_hidden(archive):
        return _Unseen(visibility.NOTHING_HIDDEN, [], (), {})
    names_in_texts = {article: one.possible_actors for article, one in facts.items()}
    # Drafts are asked in another way than what is shown, also where they are processed.
    unread = [one for one in archive.articles if one.status is not Status.PUBLISHED]
    # With drafts it is asked, too, who would not be seen without them.
    unsure = {
        one
        for drafts in ({context.drafts, False} if unread else ())
        for one in VisibilityGraph(archive, names_in_texts, drafts=drafts).undecided_actors()
    }
    found = _names_in_unread(context, archive, unread, unsure)
    for article, actors in found.items():
        names_in_texts[article] = tuple(sorted({*names_in_texts.get(article, ()), *actors}))
    graphs = visibility.graphs_of(archive, names_in_texts, drafts=context.drafts)
    return _Unseen(visibility.hidden_in(graphs), graphs, tuple(sorted(one.id for one in unsure)), found)


class UnreadNameFinder:
    """Finds which of `KeptVisibility.unsure` stand in an article that is not published, once its seed was edited."""

    def __init__(self, root: Path, archive: Archive, kept: KeptVisibility) -> None:
        """`archive`: as readers see it."""
        self._root, self._archive, self._unsure = root, archive, frozenset(kept.unsure)

    def __call__(self, article: Article) -> tuple[ActorId, ...]:
        """Those who stand in it; `article` as its author wrote it."""
        return _named_in(self._reader, article) if self._unsure else ()

    @cached_property
    def _reader(self) -> _NameFinder:
        every = (*self._archive.actors, *self._archive.hidden_actors)
        return _finder_of(self._root, self._archive, (one for one in every if one.id in self._unsure))


class _NameFinder(NamedTuple):
    """What finds names in articles that are not processed, since readers do not see them."""

    root: Path
    site: Site
    media: frozenset[str]
    lexicon: NameIndex
    anywhere: AnyOccurrenceFinder


def _names_in_unread(
    context: ProcessingContext, archive: Archive, articles: Sequence[Article], actors: Iterable[Actor]
) -> dict[ArticleId, tuple[ActorId, ...]]:
    """Which of these actors' names stand in these articles in any way."""
    some = [*actors]
    if not some:
        return {}
    reader = _finder_of(context.root, archive, some)
    work = context.work if len(articles) > ARTICLES_PER_BATCH else LocalWork(1)
    found = chain.from_iterable(work.map(context.size, _names_reader, reader, in_batches(articles)))
    return {one.id: actors for one, actors in zip(articles, found, strict=True)}


def _finder_of(root: Path, archive: Archive, actors: Iterable[Actor]) -> _NameFinder:
    some, media = sorted(actors, key=lambda one: one.id), frozenset(archive.media)
    return _NameFinder(root, archive.site, media, mentions.index_names(some, ()), AnyOccurrenceFinder(some))


def _names_reader(reader: _NameFinder) -> Callable[[Sequence[Article]], list[tuple[ActorId, ...]]]:
    def read(articles: Sequence[Article]) -> list[tuple[ActorId, ...]]:
        return [_named_in(reader, one) for one in articles]

    return read


def _named_in(reader: _NameFinder, one: Article) -> tuple[ActorId, ...]:
    file = f"{SEEDS}/{one.seed}"
    seed = source_files.read_source(reader.root, file, Problems())
    if seed is None:
        return ()  # that it cannot be read was reported when it was loaded
    reading = prose.SeedContext(one.title, one.url, reader.site.raw_html, reader.media)
    searchable = SearchableText(prose.read_seed(seed, file, reading), file, one.language or reader.site.language)
    found = {
        *mentions.possible_actors(reader.lexicon.names_in(searchable, ())),
        *reader.anywhere.named_in(searchable.prose.text),
    }
    for text in (_as_it_stands(seed, file), one.seed, one.title, one.url, one.archived_url, _words_of(one)):
        found |= reader.anywhere.named_in(text)
    return tuple(sorted(found))


def _words_of(one: Article) -> str:
    pinned, refused = [pin.text for pin in one.mentions], [word.text for word in one.not_mentions]
    return "\n".join((one.summary.text if one.summary else "", *pinned, *refused))


def _as_it_stands(seed: bytes, file: str) -> str:
    """A seed with its code and addresses; who wrote and who published it are named by every other article, too."""
    text = seed.decode(errors="replace").removeprefix("\ufeff")
    matter, body, _ = split_front_matter(text) if file.lower().endswith(".md") else (None, text, 1)
    return f"{_BYLINE.sub('', matter or '')}\n{body}"
