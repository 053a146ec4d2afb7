"""Who and what is where: from the annotated articles back to every record.

Readers' lists are built from these indexes alone. Whom readers do not see is not in the archive that they are made of
(`content.visibility`); articles that are no more than drafts are left out of the lists here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from sitegen.content.visibility import is_visible
from sitegen.core.model import (
    AnchorRequest,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Archive,
    ArticleBody,
    ArticleId,
)
from sitegen.site.index.passage_locations import (
    ArticleEntry,
    PassageLocation,
    numbered_passages,
    speakers_at,
    whole_annotation,
)
from sitegen.site.index.read_log import ReadKey, ReadLog, RecordedTable
from sitegen.site.index.site_tables import (
    NOT_NAMED,
    ActorMentions,
    ActorName,
    AnnotationCounts,
    MentionCounts,
    SiteIndex,
)
from sitegen.site.index.table_makers import (
    CLAIMS_BY,
    NOTES_BY,
    RELATIONS,
    TABLES,
    IndexSource,
    actors_of,
    alphabetical_ranks,
    articles_as_whole,
    most_first,
    newest_first,
    only_about,
    related_claims,
)
from sitegen.site.index.verdict_changes import (
    ChangeKind,
    VerdictChange,
    verdict_changes,
    withdrawn_key,
)

__all__ = [
    "CLAIMS_BY",
    "NOTES_BY",
    "NOT_NAMED",
    "RELATIONS",
    "ActorMentions",
    "ActorName",
    "AnnotationCounts",
    "ArticleEntry",
    "ChangeKind",
    "MentionCounts",
    "PassageLocation",
    "ReadKey",
    "ReadLog",
    "SiteIndex",
    "VerdictChange",
    "actors_of",
    "alphabetical_ranks",
    "anchors_by_article",
    "articles_as_whole",
    "build_index",
    "index_of",
    "index_of_entries",
    "most_first",
    "newest_first",
    "numbered_passages",
    "only_about",
    "related_claims",
    "speakers_at",
    "verdict_changes",
    "whole_annotation",
    "with_log",
    "withdrawn_key",
]

_NAMES: Final = {"bodies": "articles"}
"""Tables that are not noted under their own names: who reads the words of an article reads the article."""


def anchors_by_article(archive: Archive, *, drafts: bool) -> dict[ArticleId, tuple[AnchorRequest, ...]]:
    """The quotes that the article stage has to find in each article, of the records that readers see."""
    wanted: defaultdict[ArticleId, list[AnchorRequest]] = defaultdict(list)
    for kind, records in (
        (AnnotationKind.CLAIM, archive.claims),
        (AnnotationKind.NOTE, archive.notes),
    ):
        for record in records:
            if not is_visible(record.status, drafts=drafts):
                continue
            for passage, number in numbered_passages(record.passages):
                if passage.quote is not None:
                    wanted[passage.article].append(AnchorRequest(AnnotationId(kind, record.id, number), passage.quote))
    return {article: tuple(found) for article, found in wanted.items()}


def build_index(
    archive: Archive, annotated: Iterable[AnnotatedArticle], bodies: Mapping[ArticleId, ArticleBody], *, drafts: bool
) -> SiteIndex:
    """The index of all articles in `annotated`, which are those that readers see; `bodies` has the body of each.

    `archive` is what `visibility.without_hidden` gives.
    """
    by_id = {article.id: article for article in archive.articles}
    entries = (ArticleEntry(by_id[one.article], one) for one in annotated)
    return index_of_entries(archive, entries, bodies, drafts=drafts)


def index_of_entries(
    archive: Archive, entries: Iterable[ArticleEntry], bodies: Mapping[ArticleId, ArticleBody], *, drafts: bool
) -> SiteIndex:
    """The same of entries, in any order."""
    return index_of(IndexSource(archive, newest_first(entries), bodies, drafts=drafts), at_once=True)


def index_of(source: IndexSource, *, at_once: bool = False) -> SiteIndex:
    """The index of what is in `source`: its tables are made at once, as processes share them, or each when it is read.

    They note who reads them, each under the name of its field.
    """
    log = ReadLog()
    tables: dict[str, Any] = {
        name: RecordedTable(_NAMES.get(name, name), make(source) if at_once else partial(make, source), log)
        for name, make in TABLES.items()
    }
    archive = source.archive
    return SiteIndex(site=archive.site, log=log, whole=archive, in_order=tuple(source.entries), **tables)


def with_log(index: SiteIndex) -> SiteIndex:
    """The same with tables that note who reads them, each under the name of its field."""
    tables: dict[str, Any] = {
        name: RecordedTable(_NAMES.get(name, name), rows, index.log)
        for name in index.__struct_fields__
        if isinstance(rows := getattr(index, name), Mapping) and not isinstance(rows, RecordedTable)
    }
    return replace(index, **tables)
