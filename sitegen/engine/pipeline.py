"""A full build, from the author's files to every file of the site: load → process articles → index → write → check.

Everything is gathered before anything is published: a problem found at the last page leaves the site as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.content.media import MediaFacts
from sitegen.core.model import Archive
from sitegen.core.problems import Problems
from sitegen.engine.article_cache import ArticleCache
from sitegen.engine.article_processor import ArticleFacts, StoredBodies
from sitegen.engine.build_context import BuildContext
from sitegen.engine.build_types import Stats
from sitegen.engine.cache import DamagedError
from sitegen.engine.cached_records import Diagnostics
from sitegen.engine.media_files import KnownMedia, MediaPublisher
from sitegen.engine.page_traces import SiteRecord
from sitegen.engine.record_cache import NO_RECORDS, RecordCache, RecordTable, load_archive
from sitegen.engine.site_writer import SiteWriter
from sitegen.engine.visibility_pass import ProcessedArchive, ProcessingContext, process_articles
from sitegen.files import processes
from sitegen.files.work_sharing import FORK_FROM, LocalWork
from sitegen.site import anchor_report, index
from sitegen.site.index import SiteIndex
from sitegen.site.index.stored_articles import StoredSource, stored_entry
from sitegen.site.index.table_makers import newest_first
from sitegen.site.pages.views import Views


class Reusable(NamedTuple):
    """What a full build may use instead of making it again; what comes out does not depend on it."""

    articles: ArticleCache | None
    media: KnownMedia
    records: RecordCache = NO_RECORDS
    hold_records: Callable[[RecordTable], None] | None = None
    """Keeps what was read of the author's files, where it is not what was kept."""


FILES_PER_ARTICLE: Final = 3
"""About how many files an archive has for each article: reading so many is as much work as one article is."""
NOTHING_KEPT: Final = Reusable(None, KnownMedia({}, None))


class BuildResult(NamedTuple):
    """What a full build made, and what the next build may use of it."""

    diagnostics: Diagnostics
    stats: Stats
    site: SiteRecord | None = None
    """What is kept of the articles and pages; None where they cannot be kept."""
    unindexed: Views | None = None
    """Of what the search index is to be made once the pages are published; None = it is made, or there is none."""
    media: dict[str, MediaFacts] = {}  # noqa: RUF012 - never changed
    """What was found in files of `content/media/`."""
    damage: DamagedError | None = None
    """What was wrong with the articles that might have been used again."""
    record_damage: DamagedError | None = None
    """What was wrong with what was kept of them."""


def make_site(context: BuildContext, reusable: Reusable) -> BuildResult:
    """Make every file of a site and put it into the target. Reports everything that is wrong with the archive.

    Raises DamagedError where the store of the build itself does not give back what was put into it.
    """
    context.timer("read")
    share = partial(_readers, 0 if context.work.is_outside else context.options.jobs)
    loaded = load_archive(context.options.root, context.problems, reusable.records, share)
    if loaded is None:
        return BuildResult(Diagnostics({}, tuple(context.problems)), Stats())
    if loaded.records and reusable.hold_records:
        reusable.hold_records(loaded.records)
    archive, hashes, record_damage = loaded.archive, loaded.hashes, loaded.damage
    del loaded
    if context.options.base_url:
        archive = replace(archive, site=replace(archive.site, base_url=context.options.base_url.rstrip("/") + "/"))
    with processes.reduced_gc():
        try:
            processed = _process(context, archive, reusable.articles, hashes)
            del archive, hashes
            if len(processed.facts) >= FORK_FROM:
                processes.return_free_memory()
            made = _write(context, processed, reusable.media)
            return made._replace(record_damage=record_damage)
        finally:
            context.store.close()


def _readers(jobs: int, files: int) -> int:
    """How many processes to use for so many files that have to be read."""
    return LocalWork(jobs).workers(files // FILES_PER_ARTICLE)


def _process(
    context: BuildContext, archive: Archive, last: ArticleCache | None, hashes: Mapping[str, str]
) -> ProcessedArchive:
    """The archive as readers see it, with its articles."""
    given = ProcessingContext(
        root=context.options.root,
        drafts=context.options.drafts,
        problems=context.problems,
        timer=context.timer,
        work=context.work,
        size=len(archive.articles),
        last=last,
        store=context.store,
        hashes=hashes,
    )
    processed = process_articles(given, archive)
    _report_unmet(processed.archive, processed.facts.values(), context.problems)
    return processed


def _write(context: BuildContext, processed: ProcessedArchive, media: KnownMedia) -> BuildResult:
    options, problems, archive = context.options, context.problems, processed.archive
    facts = processed.facts
    own = {article: one.problems for article, one in facts.items() if one.problems}
    # Whether there is a search depends on what is wrong by now.
    so_far = Diagnostics(own, tuple(problems), archive.site.accept).all()
    bodies = StoredBodies(context.store, {article: one.body for article, one in processed.entries.items()})
    site = _index(context, processed, bodies)
    files = MediaPublisher(options.root, archive, problems, media)
    writer = SiteWriter(context, site, processed, files)
    count = writer.write(is_blocked=so_far.blocks(strict=options.strict, keep_going=options.keep_going))
    context.store.close()  # only now is it known whether the disk took all of it
    diagnostics = Diagnostics(own, tuple(problems), archive.site.accept)
    problems.extend(diagnostics.all())
    stats = Stats(
        articles=len(facts),
        mentions=sum(count for one in facts.values() for _, count in one.outline.named),
        passages=sum(len(one.outline.annotations) for one in facts.values()),
        pages=count,
        drafts=anchor_report.draft_count(archive) if options.drafts else 0,
        health=anchor_report.merged_counts(one.health for one in facts.values()),
        unused=writer.unused,
    )
    made = BuildResult(diagnostics, stats, writer.kept(), writer.unindexed)
    return made._replace(media=files.known, damage=processed.damage)


def _index(context: BuildContext, processed: ProcessedArchive, bodies: StoredBodies) -> SiteIndex:
    """The index of an archive; where few pages will be made, its tables and their rows are made when they are read."""
    archive, drafts, known = processed.archive, context.options.drafts, context.known
    by_id = {article.id: article for article in archive.articles}
    entries = [stored_entry(by_id[name], one.outline, processed.read) for name, one in processed.facts.items()]
    before = known.trace.archive if known else None
    if before is None or (before.site, before.media) != (archive.site, archive.media):
        return index.index_of_entries(archive, entries, bodies, drafts=drafts)
    return index.index_of(StoredSource(archive, newest_first(entries), bodies, drafts=drafts))


def _report_unmet(archive: Archive, articles: Iterable[ArticleFacts], problems: Problems) -> None:
    """Words of the archive's `not_mentions` that stand in no article. Reports: not-mention-not-found."""
    met = {words for one in articles for words in one.ignored_words}
    for one in archive.site.not_mentions:
        if one.text not in met:
            message, hint = f'no article has the words "{one.text}"', "mend this item of not_mentions, or take it out"
            problems.add(one.location, "not-mention-not-found", message, hint)
