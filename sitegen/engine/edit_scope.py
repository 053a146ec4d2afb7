"""How far an edit of records reaches: which records and quotes it changes, where it concerns no others than these.

Who readers see depends on who names whom in the whole archive, so what an edit says of hidden records, or no longer
says of others, is left to a full build; and so is all by which other files would be read otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from msgspec.structs import replace

from sitegen.content.loader.record_updates import RecordUpdate
from sitegen.content.visibility import is_visible
from sitegen.content.visibility.record_links import LinkIndex
from sitegen.content.visibility.record_references import ActorOrTopic, named_by
from sitegen.core.model import (
    AnchorRequest,
    AnnotatedArticle,
    AnnotationKind,
    Archive,
    Article,
    ArticleId,
    Claim,
    Note,
    Status,
)
from sitegen.site import index as indexing
from sitegen.site.index.changed_rows import without_places
from sitegen.site.index.index_updater import ClaimEdit, NoteEdit

R = TypeVar("R", Article, Claim, Note)
_Records: TypeAlias = "dict[str, Any]"

_OF_ARTICLES: Final = ("mentions", "not_mentions", "summary")
"""What may change in the record of an article: nothing by which lists are put in order, or other files are read."""


class ScopedEdit(NamedTuple):
    """What an edit of records changes, all of it."""

    archive: Archive
    """As readers see it then."""
    claims: tuple[ClaimEdit, ...]
    notes: tuple[NoteEdit, ...]
    articles: frozenset[ArticleId]
    """Those whose records changed, and those in which other words are quoted than before."""


class EditScope:
    """The records that readers see, as their authors write them now; good as long as actors and topics stay."""

    def __init__(self, archive: Archive, *, drafts: bool, has_unseen: bool) -> None:
        """`has_unseen`: whether anything in the archive is not seen by all."""
        self._drafts, self._has_unseen = drafts, has_unseen
        self._archive, self._links = archive, LinkIndex(archive)
        self._records = _by_kind(archive)
        self._named = {ActorOrTopic(is_topic=False, id=one.id): one.status for one in archive.actors}
        self._named |= {ActorOrTopic(is_topic=True, id=one.id): one.status for one in archive.topics}

    def of(self, updates: Sequence[RecordUpdate]) -> ScopedEdit | None:
        """What these records change, each as it was written and as it is; None where that may be more."""
        records = {kind: dict(some) for kind, some in self._records.items()}
        changed: list[tuple[Any, Any]] = []
        for update in updates:
            seen, after = self._records[type(update.after)].get(update.after.id), update.after
            is_same = update.before is not None and without_places(update.before) == without_places(after)
            if is_same and (seen is None or update.before == after):
                continue
            if (seen is None) != (update.before is None) or (
                seen and without_places(seen) != without_places(update.before)
            ):
                return None  # what readers see of it is not what was written
            if not is_same and not self._is_bounded(update.before, after):
                return None
            records[type(after)][after.id] = after
            if not is_same:
                changed.append((seen, after))
        return self._scoped(records, changed)

    def take(self, edit: ScopedEdit) -> None:
        """Go on from what an edit left."""
        self._records, self._archive = _by_kind(edit.archive), edit.archive

    def _scoped(self, records: Mapping[type, _Records], changed: Sequence[tuple[Any, Any]]) -> ScopedEdit:
        claims = tuple(ClaimEdit(*pair) for pair in changed if isinstance(pair[1], Claim))
        notes = tuple(NoteEdit(*pair) for pair in changed if isinstance(pair[1], Note))
        articles = {one.id for _, one in changed if isinstance(one, Article)}
        for before, after in changed:
            if not isinstance(after, Article):
                articles |= {article for article, *_ in _quotes_of(before) ^ _quotes_of(after)}
        articles_of, claims_of, notes_of = (
            tuple(records[kind][name] for name in sorted(records[kind])) for kind in (Article, Claim, Note)
        )
        archive = replace(self._archive, articles=articles_of, claims=claims_of, notes=notes_of)
        return ScopedEdit(archive, claims, notes, frozenset(articles))

    def _is_bounded(self, before: Any, after: Any) -> bool:
        """Whether nothing else changes by it: who is seen stays as it is, and so do the terms of notes."""
        if not is_visible(after.status, drafts=self._drafts) or (before and before.status != after.status):
            return False
        if isinstance(after, Note) and after.terms != (before.terms if before else ()):
            return False
        if isinstance(after, Article):
            kept = {field: getattr(after, field) for field in (*_OF_ARTICLES, "location")}
            if before is None or without_places(replace(before, **kept)) != without_places(after):
                return False
        return self._leaves_visibility(before, after)

    def _leaves_visibility(self, before: Any, after: Any) -> bool:
        was, now = ({*named_by(one, self._links)} if one else set[ActorOrTopic]() for one in (before, after))
        if not now <= self._named.keys():
            return False  # it names somebody whom readers do not see
        if not self._has_unseen or was == now:
            return True
        # To name somebody who is seen hides nobody; to name somebody no longer may.
        is_shown = after.status is Status.PUBLISHED and all(self._named[one] is not Status.DRAFT for one in now - was)
        return was <= now and is_shown


def requests_in(
    article: ArticleId, annotated: AnnotatedArticle, scoped: ScopedEdit, *, drafts: bool
) -> tuple[AnchorRequest, ...]:
    """The quotes that have to be found in an article, which was annotated as in `annotated` before the edit."""
    named = {one.span.annotation for one in annotated.passages} | {one.anchor.annotation for one in annotated.lost}
    claims = {one.id for one in named if one.kind is AnnotationKind.CLAIM} | {one.after.id for one in scoped.claims}
    notes = {one.id for one in named if one.kind is AnnotationKind.NOTE} | {one.after.id for one in scoped.notes}
    found = replace(
        scoped.archive,
        claims=tuple(_with_ids(scoped.archive.claims, claims)),
        notes=tuple(_with_ids(scoped.archive.notes, notes)),
    )
    return indexing.anchors_by_article(found, drafts=drafts).get(article, ())


def _by_kind(archive: Archive) -> dict[type, _Records]:
    return {
        Article: {one.id: one for one in archive.articles},
        Claim: {one.id: one for one in archive.claims},
        Note: {one.id: one for one in archive.notes},
    }


def _with_ids(records: Sequence[R], names: Iterable[str]) -> Iterator[R]:
    """Those of some records, sorted by their ids, that have these."""
    for name in sorted(names):
        place = bisect_left(records, name, key=lambda one: one.id)
        if place < len(records) and records[place].id == name:
            yield records[place]


def _quotes_of(record: Claim | Note | None) -> set[tuple[ArticleId, int, object]]:
    """The quotes of a record, each with its article and its number there."""
    passages = indexing.numbered_passages(record.passages) if record else ()
    return {(one.article, number, without_places(one.quote)) for one, number in passages if one.quote}
