"""Weaving, and finding out which actors and topics readers see: for that one has to know whose names stand in what.

Whether an actor is seen decides whether its words are linked. So all is woven by what the last build found (or with
everybody, where there was none), and woven again where somebody proves to be seen, or not to be. Whose names stand in a
text does not depend on that guess, so the second time is the last, and the guess is of no account for what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content import visibility
from sitegen.content.visibility import HiddenRecords, VisibilityGraph
from sitegen.content.yaml_reader import split_front_matter
from sitegen.core.model import Actor, ActorId, AnnotatedArticle, Archive, Article, ArticleId, Site, Status
from sitegen.core.problems import Problems
from sitegen.engine.article_processor import (
    ARTICLES_PER_BATCH,
    ArticleProcessor,
    ArticleTask,
    SeedMissing,
    StoredBodies,
    article_links,
    article_tasks,
    batch_processor,
    in_batches,
    names_only,
    processor_for,
    stage_settings,
)
from sitegen.engine.build_types import Options, StageTimer
from sitegen.engine.cache import BlobStore, DamagedError
from sitegen.engine.cached_records import ArticleEntry, PreviousBuild
from sitegen.files import processes, source_files
from sitegen.files.source_files import SEEDS
from sitegen.text import mentions, prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions.any_occurrence import AnyOccurrenceFinder
from sitegen.text.mentions.name_changes import ChangedWords, changed_words
from sitegen.text.mentions.name_index import NameIndex

_BYLINE: Final = re.compile(
    r"^(?:authors?|publisher|rights)[ \t]*:.*(?:\n(?:[ \t]|- ).*)*", re.MULTILINE | re.IGNORECASE
)
"""Of front matter."""


class ProcessingContext(NamedTuple):
    """What a build makes articles of, and where they go."""

    options: Options
    problems: Problems
    watch: StageTimer
    workers: int
    last: PreviousBuild | None
    pile: BlobStore


class ProcessedArchive(NamedTuple):
    """The articles that readers see, woven, and the archive as they see it."""

    archive: Archive
    woven: list[AnnotatedArticle]
    kept: dict[ArticleId, ArticleEntry]
    damage: DamagedError | None
    """What is wrong with the pile of the last build; None = nothing that was looked at."""


def process_articles(seeing: ProcessingContext, archive: Archive) -> ProcessedArchive:
    """The article stage over all articles that readers see; what it gives is on the pile.

    Reports: all that `seen.as_seen` does, and what is wrong with seeds that cannot be read.
    """
    drafts = seeing.options.drafts
    guess = _guess(archive, seeing.last, drafts=drafts)
    first = visibility.without_hidden(archive, guess, Problems(), drafts=drafts)
    made = _Processed({}, {})
    links = article_links(archive, drafts=drafts)
    given = processor_for(seeing.options.root, first, seeing.last, drafts=drafts).with_links(links)
    damage = _process(seeing, article_tasks(first, seeing.last, drafts=drafts), given, made)
    unseen = _find_unseen(seeing, archive, made.woven)
    found = visibility.without_hidden(archive, unseen, seeing.problems, drafts=drafts)
    if (unseen.actors, unseen.topics) != (guess.actors, guess.topics):
        _process_again(seeing, first, found, made, links)
    return ProcessedArchive(
        found, [made.woven[one.id] for one in found.articles if one.id in made.woven], made.kept, damage
    )


class _Processed(NamedTuple):
    woven: dict[ArticleId, AnnotatedArticle]
    kept: dict[ArticleId, ArticleEntry]
    """In the order of the articles."""


def _guess(archive: Archive, last: PreviousBuild | None, *, drafts: bool) -> HiddenRecords:
    """Who is not seen by its own status, and those of no status who were not seen by the last build's readers."""
    own = visibility.hidden_by_status(archive, drafts=drafts)
    if last is None:
        return own
    before = {actor.id for actor in last.common.archive.unseen_actors}
    left = frozenset(one.id for one in archive.actors if one.status is None and one.id in before)
    return own._replace(actors=own.actors | left)


def _process(
    seeing: ProcessingContext, jobs: list[ArticleTask], given: ArticleProcessor, made: _Processed
) -> DamagedError | None:
    """Weave some articles; what is wrong with the pile of the last build, where that was looked at."""
    damage = None
    given = given._replace(packs=seeing.pile.packs)
    seeing.watch("weave", 0, len(jobs))
    done = chain.from_iterable(processes.map_processes(seeing.workers, batch_processor, given, in_batches(jobs)))
    for count, (job, one) in enumerate(zip(jobs, done, strict=True), 1):
        if isinstance(one, SeedMissing):
            seeing.problems.extend(one.problems)
            continue
        damage = damage or one.damage
        made.woven[job.article.id] = one.woven
        places = seeing.pile.add(one.strip), seeing.pile.add(one.body)
        made.kept[job.article.id] = ArticleEntry(job.article.seed, one.sha256, *places)
        seeing.watch("weave", count, len(jobs))
    seeing.pile.flush()
    return damage


def _process_again(
    seeing: ProcessingContext, before: Archive, after: Archive, made: _Processed, links: Mapping[str, ArticleId]
) -> None:
    """The articles which it concerns that other actors are seen."""
    drafts = seeing.options.drafts
    old, new = names_only(before, drafts=drafts), names_only(after, drafts=drafts)
    concerns = _concerned(changed_words(old, new), before, seeing.pile, made)
    jobs = [
        job
        for job in article_tasks(after, None, drafts=drafts)
        if job.article.id in made.woven and concerns(job.article)
    ]
    _process(
        seeing, jobs, ArticleProcessor(seeing.options.root, stage_settings(new, drafts=drafts)).with_links(links), made
    )


def _concerned(changed: ChangedWords, before: Archive, pile: BlobStore, made: _Processed) -> Callable[[Article], bool]:
    """Whether an article is another one now, or has words of those who came or went."""
    was = {one.id: one for one in before.articles}
    bodies = StoredBodies(pile, {article: kept.body for article, kept in made.kept.items()})

    def concerns(article: Article) -> bool:
        if was[article.id] != article or changed.touch(article):
            return True
        try:
            return bool(changed) and changed.stand_in(bodies[article.id].text)
        except DamagedError:
            return True

    return concerns


def _find_unseen(
    seeing: ProcessingContext, archive: Archive, woven: Mapping[ArticleId, AnnotatedArticle]
) -> HiddenRecords:
    """Whom and what readers do not see."""
    options = seeing.options
    if not visibility.has_hidden(archive):
        return visibility.NOTHING_HIDDEN
    standing: dict[ArticleId, tuple[ActorId, ...]] = {one.article: one.standing for one in woven.values()}
    # Drafts are asked in another way than what is shown, also where they are woven.
    unread = [one for one in archive.articles if one.status is not Status.PUBLISHED]
    # With drafts it is asked, too, who would not be seen without them.
    unsure = (
        {
            one
            for drafts in {options.drafts, False}
            for one in VisibilityGraph(archive, standing, drafts=drafts).unsure()
        }
        if unread
        else set()
    )
    for article, actors in _standing(seeing, archive, unread, unsure).items():
        standing[article] = tuple(sorted({*standing.get(article, ()), *actors}))
    return visibility.find_hidden(archive, standing, drafts=options.drafts)


class _NameFinder(NamedTuple):
    """What finds names in articles that are not woven, since readers do not see them."""

    root: Path
    site: Site
    media: frozenset[str]
    lexicon: NameIndex
    anywhere: AnyOccurrenceFinder


def _standing(
    seeing: ProcessingContext, archive: Archive, articles: Sequence[Article], actors: Iterable[Actor]
) -> dict[ArticleId, tuple[ActorId, ...]]:
    """Which of these actors' names stand in these articles in any way."""
    some = sorted(actors, key=lambda one: one.id)
    if not some:
        return {}
    media = frozenset(archive.media)
    reader = _NameFinder(
        seeing.options.root, archive.site, media, mentions.index_names(some, ()), AnyOccurrenceFinder(some)
    )
    workers = seeing.workers if len(articles) > ARTICLES_PER_BATCH else 1
    found = chain.from_iterable(processes.map_processes(workers, _reading, reader, in_batches(articles)))
    return {one.id: standing for one, standing in zip(articles, found, strict=True)}


def _reading(reader: _NameFinder) -> Callable[[Sequence[Article]], list[tuple[ActorId, ...]]]:
    def read(articles: Sequence[Article]) -> list[tuple[ActorId, ...]]:
        return [_named_in(reader, one) for one in articles]

    return read


def _named_in(reader: _NameFinder, one: Article) -> tuple[ActorId, ...]:
    file = f"{SEEDS}/{one.seed}"
    seed = source_files.read_source(reader.root, file, Problems())
    if seed is None:
        return ()  # that it cannot be read was told when it was loaded
    reading = prose.SeedContext(one.title, one.url, reader.site.raw_html, reader.media)
    target = SearchableText(prose.read_seed(seed, file, reading), file, one.language or reader.site.language)
    found = {
        *mentions.actors_standing(reader.lexicon.names_in(target, ())),
        *reader.anywhere.named_in(target.prose.text),
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
