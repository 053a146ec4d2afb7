"""The article stage over all articles that readers see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from sitegen.content.visibility import is_visible
from sitegen.core import urls
from sitegen.core.model import (
    NO_EVIDENCE,
    Actor,
    AnnotatedArticle,
    AnnotationQuote,
    Archive,
    Article,
    ArticleBody,
    ArticleId,
    Markdown,
    Note,
    Site,
)
from sitegen.core.problems import Location, Problem, Problems
from sitegen.engine.cache import BlobFile, BlobRef, BlobStore, DamagedError, check_blob, pack, unpack
from sitegen.engine.cached_records import ArticleEntry, CachedArticle, PreviousBuild, SharedContext, expected
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.site import index
from sitegen.text import article_stage, mentions
from sitegen.text.article_stage import StageResult, StageSettings
from sitegen.text.mentions.name_changes import NO_WORDS, ChangedWords, changed_words
from sitegen.text.mentions.unlinked import index_all_names
from sitegen.text.prose.article_links import index_articles

Item = TypeVar("Item")

_NOWHERE: Final = Location("")
ARTICLES_PER_BATCH: Final = 50
"""Articles that go to a process at once: large enough that passing them on costs little."""


class SeedMissing(NamedTuple):
    """An article whose seed is gone, or cannot be read any more."""

    problems: tuple[Problem, ...]


class ProcessedArticle(NamedTuple):
    """An article that is woven, and what of it goes on the pile."""

    woven: AnnotatedArticle
    sha256: str
    strip: Any
    """A `Strip`, packed where things are."""
    body: Any
    """A `Body`, likewise."""
    damage: DamagedError | None = None
    """What was wrong with it in the pile of the last build."""


class ArticleTask(NamedTuple):
    """An article, and what has to be found in it."""

    article: Article
    anchors: tuple[AnnotationQuote, ...]
    kept: ArticleEntry | None = None
    """Where it is in the pile of the last build."""


class StoredBodies(Mapping[ArticleId, ArticleBody]):
    """The bodies of articles in a pile, each read when it is asked for: together they can be larger than the memory."""

    def __init__(self, pile: BlobStore, places: Mapping[ArticleId, BlobRef]) -> None:
        self._pile, self._places = pile, places

    def __getitem__(self, article: ArticleId) -> ArticleBody:
        return expected(self._pile.piece(self._places[article]), ArticleBody)

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class ArticleProcessor(NamedTuple):
    """What weaves articles, in any process."""

    root: Path
    setting: StageSettings
    pile: BlobFile | None = None
    """That of the last build."""
    changed: ChangedWords = NO_WORDS
    packs: bool = True
    """Whether what goes on the new pile is packed."""

    def with_links(self, articles: Mapping[str, ArticleId]) -> ArticleProcessor:
        """The same, where links from one seed to another lead to these."""
        return self._replace(setting=replace(self.setting, articles=articles))


def article_tasks(archive: Archive, last: PreviousBuild | None, *, drafts: bool) -> list[ArticleTask]:
    """The articles that readers see, in the order of their ids."""
    wanted = index.anchors_by_article(archive, drafts=drafts)
    known = last.kept if last else {}
    return [
        ArticleTask(one, wanted.get(one.id, ()), known.get(one.id))
        for one in archive.articles
        if is_visible(one.status, drafts=drafts)
    ]


def processor_for(root: Path, archive: Archive, last: PreviousBuild | None, *, drafts: bool) -> ArticleProcessor:
    """What weaves the articles of an archive; with `last` only those about which something changed."""
    found = names_only(archive, drafts=drafts)
    whole = ArticleProcessor(root, stage_settings(found, drafts=drafts))
    if last is None or not _is_alike(last.common, found, drafts=drafts):
        return whole
    return whole._replace(pile=last.pile, changed=changed_words(last.common.archive, found))


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
        unseen_actors=tuple(map(_name, archive.unseen_actors)),
        notes=tuple(Note(note.id, _NOWHERE, "", Markdown("", _NOWHERE), terms=note.terms) for note in seen),
        media=archive.media,
        habits=replace(archive.habits, traces=NO_EVIDENCE),
    )


def _name(actor: Actor) -> Actor:
    named = Actor(actor.id, _NOWHERE, actor.name, actor.kind, "", actor.aliases, actor.surnames)
    return replace(named, is_pinned_only=actor.is_pinned_only)


def stage_settings(archive: Archive, *, drafts: bool) -> StageSettings:
    """What is the same for every article; `archive` is what `named` gives."""
    nobody = tuple(one.text for one in archive.site.not_mentions)
    return StageSettings(
        names=mentions.index_names(archive.actors, archive.notes, archive.habits, nobody),
        pages={actor.id: urls.actor(actor.kind, actor.id) for actor in archive.actors},
        language=archive.site.language,
        raw_html=archive.site.raw_html,
        link_mentions=archive.site.link_mentions,
        media=frozenset(archive.media),
        unseen=mentions.index_names(archive.unseen_actors, ()) if archive.unseen_actors else None,
        all_names=index_all_names(archive.actors, archive.habits, nobody) if drafts else None,
    )


def _is_alike(common: SharedContext, found: Archive, *, drafts: bool) -> bool:
    """Whether articles are woven in the same way as in the last build, names and terms aside."""
    before = common.archive
    return common.drafts == drafts and (before.site, before.media) == (found.site, found.media)


def batch_processor(loom: ArticleProcessor) -> Callable[[Sequence[ArticleTask]], list[ProcessedArticle | SeedMissing]]:
    """Weaves a batch of articles."""

    def weave(batch: Sequence[ArticleTask]) -> list[ProcessedArticle | SeedMissing]:
        return [_ready(loom, one) for one in batch]

    return weave


def _ready(loom: ArticleProcessor, one: ArticleTask) -> ProcessedArticle | SeedMissing:
    problems = Problems()
    seed = source_files.read_source(loom.root, f"{SEEDS}/{one.article.seed}", problems)
    if seed is None:
        return SeedMissing(tuple(problems))
    damage = None
    try:
        same = _same(loom, one, seed)
    except DamagedError as error:
        same, damage = None, error
    if same:
        return same
    woven, body, asked = process(loom, one, seed)
    strip = CachedArticle(one.article, one.anchors, woven, asked)
    if not loom.packs:
        return ProcessedArticle(woven, body.sha256, strip, body, damage)
    return ProcessedArticle(woven, body.sha256, pack(strip), pack(body), damage)


def process(loom: ArticleProcessor, one: ArticleTask, seed: bytes) -> StageResult:
    """An article, woven anew."""
    return article_stage.annotate_article(loom.setting, one.article, seed, one.anchors)


def _same(loom: ArticleProcessor, one: ArticleTask, seed: bytes) -> ProcessedArticle | None:
    """The article as it was woven by the last build, where that would give the same now. Raises DamagedError."""
    kept, pile = one.kept, loom.pile
    if kept is None or pile is None or hashlib.sha256(seed).hexdigest() != kept.sha256:
        return None
    packed, body = pile.raw(kept.strip), pile.raw(kept.body)
    strip = expected(unpack(packed), CachedArticle)
    if strip.article != one.article or strip.anchors != one.anchors or loom.changed.touch(one.article):
        return None
    if any(loom.setting.articles.get(key, "") != found for key, found in strip.asked):
        return None
    if loom.changed and loom.changed.stand_in(expected(unpack(body), ArticleBody).text):
        return None
    check_blob(body)  # it goes on the new pile as it is
    return ProcessedArticle(strip.woven, kept.sha256, packed, body)


def in_batches(items: Sequence[Item], size: int = ARTICLES_PER_BATCH) -> Iterator[list[Item]]:
    """Items in lists of at most `size`."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
