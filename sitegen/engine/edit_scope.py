"""How far an edit of records reaches: which records and quotes it changes, where it concerns no others than these.

Who readers see depends on who names whom in the whole archive. Where that may be otherwise after an edit, it is left to
a full build; and so is all by which other files would be read otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from msgspec.structs import replace

from sitegen.content.loader.record_updates import RecordUpdate
from sitegen.content.visibility import EditedVisibility, KeptVisibility, links_in
from sitegen.core.model import (
    ActorId,
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
from sitegen.core.problems import Problem
from sitegen.engine.visibility_pass import UnreadNameFinder
from sitegen.site import index as indexing
from sitegen.site.index.changed_rows import without_places
from sitegen.site.index.index_updater import ClaimEdit, NoteEdit

R = TypeVar("R", Article, Claim, Note)
_Records: TypeAlias = "dict[str, Any]"

_OF_ARTICLES: Final = ("mentions", "not_mentions", "summary")
"""What may change in the record of an article: nothing by which lists are put in order, or other files are read."""


class ChangedText(NamedTuple):
    """An article whose record or text changed."""

    records: tuple[Article | None, Article]
    """As its author wrote it."""
    before: Collection[ActorId]
    """Whose names stood in its text, as far as it was processed."""
    after: Collection[ActorId]


class ScopedEdit(NamedTuple):
    """What an edit of records changes, all of it."""

    archive: Archive
    """As readers see it then."""
    claims: tuple[ClaimEdit, ...]
    notes: tuple[NoteEdit, ...]
    articles: frozenset[ArticleId]
    """Those whose records changed, and those in which other words are quoted than before."""
    visibility: EditedVisibility | None
    """Whether all are seen who were; None where nothing is hidden."""
    told: frozenset[Problem]
    """What was told about the edited files, and still is."""


class EditScope:
    """The records that readers see, as their authors write them now; good as long as actors and topics stay."""

    def __init__(self, root: Path, archive: Archive, visibility: KeptVisibility | None, *, drafts: bool) -> None:
        """`root`: of the archive; `visibility`: None where nothing in it is hidden."""
        self._drafts, self._kept = drafts, visibility
        self._find_unread = UnreadNameFinder(root, archive, visibility) if visibility else None
        self._archive, self._records = archive, _by_kind(archive)
        self._links = links_in(archive, visibility) if visibility else None

    def of(
        self, updates: Sequence[RecordUpdate], names_in: Callable[[ArticleId], Collection[ActorId]]
    ) -> ScopedEdit | None:
        """What these records change, each as it was written and as it is; None where that may be more.

        `names_in`: whose names stand in the text of an article.
        """
        records = {kind: dict(some) for kind, some in self._records.items()}
        changed: list[tuple[Any, Any]] = []
        visible = self._visible()
        for update in updates:
            pair: tuple[Any, Any] = update
            if visible:
                pair = self._visible_pair(visible, update, names_in)
            if not self._put(update, pair, records, changed):
                return None
        told, told_now = visible.problems() if visible else ((), ())
        if {*told} != {*told_now} or (visible and not visible.is_settled):
            return None
        return self._scoped(records, changed)._replace(visibility=visible, told=frozenset(told))

    def _visible_pair(
        self, visible: EditedVisibility, update: RecordUpdate, names_in: Callable[[ArticleId], Collection[ActorId]]
    ) -> tuple[Any, Any]:
        before, after = update
        if not isinstance(after, Article):
            return visible.put(before, after)
        names = names_in(after.id)
        return self._put_names(visible, ChangedText((before, after), names, names))  # type: ignore[arg-type]

    def _visible(self) -> EditedVisibility | None:
        return self._kept and EditedVisibility(self._archive, self._kept, drafts=self._drafts, links=self._links)

    def _put(
        self,
        update: RecordUpdate,
        visible: tuple[Any, Any],
        records: Mapping[type, _Records],
        changed: list[tuple[Any, Any]],
    ) -> bool:
        """Put what readers see of an edited record among the records; False where more may be changed by it."""
        seen, (before, after) = records[type(update.after)].get(update.after.id), visible
        if update.before == update.after or before is after is seen is None:
            return True
        if self._kept is None and update.after.status is not Status.PUBLISHED:
            return False  # the first of which it is asked who is seen
        # What readers see of it has to be what was kept, and none may come or go but what is new.
        if (seen is None) != (before is None) or after is None or without_places(seen) != without_places(before):
            return False
        if without_places(before) != without_places(after):
            if not self._is_bounded(update, after):
                return False
            changed.append((seen, after))
        records[type(after)][after.id] = after
        return True

    def take(self, edit: ScopedEdit) -> None:
        """Go on from what an edit left."""
        self._records, self._archive = _by_kind(edit.archive), edit.archive
        if edit.visibility:
            known, self._kept = self._kept, edit.visibility.kept_after()
            is_longer = (
                known is None or known.unseen != self._kept.unseen or any(one.before is None for one in edit.claims)
            )
            if is_longer or any(one.before is None for one in edit.notes):
                self._links = links_in(self._archive, self._kept)

    def take_texts(self, texts: Iterable[ChangedText]) -> bool:
        """Note whose names stood and stand in the texts of articles; whether all are seen, and hidden, who were."""
        visible = self._visible()
        if visible is None:
            return True
        for text in texts:
            self._put_names(visible, text)
        self._kept = visible.kept_after()
        return visible.is_settled

    def _put_names(self, visible: EditedVisibility, text: ChangedText) -> tuple[Any, Any]:
        """Say of an article what it says, and whose names stand in it; what readers see of it."""
        (before, after), unread = text.records, tuple[ActorId, ...]()
        known = self._kept.unread.get(after.id, ()) if self._kept else ()
        if after.status is not Status.PUBLISHED and self._find_unread:
            unread = self._find_unread(after)
            visible.put_unread(after.id, unread)
        return visible.put(before, after, ((*text.before, *known), (*text.after, *unread)))

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
        return ScopedEdit(archive, claims, notes, frozenset(articles), None, frozenset())

    def _is_bounded(self, update: RecordUpdate, after: Any) -> bool:
        """Whether nothing else changes by it: its status stays as it is, and so do the terms of notes."""
        before = update.before
        if after.status is Status.WITHDRAWN or (before and before.status != update.after.status):
            return False
        if isinstance(after, Note) and after.terms != (before.terms if isinstance(before, Note) else ()):
            return False
        if isinstance(after, Article):
            now = update.after
            kept = {field: getattr(now, field) for field in (*_OF_ARTICLES, "location")}
            return isinstance(before, Article) and without_places(replace(before, **kept)) == without_places(now)
        return True


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
