"""What an edit of a few records and texts changes in an archive, from what the last build kept of the others.

Only the edited files are read, and compared with what was kept of them. Where they say anything that other files are
asked about, such as another id, the answer is a full build; of names `selective_names` knows what they change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from sitegen.content.loader.edited_files import read_again, says_the_same
from sitegen.content.loader.kept_files import KeptFile, KeptSeed
from sitegen.content.visibility import EditedVisibility, KeptVisibility
from sitegen.core.model import (
    ActorId,
    AnchorCounts,
    Archive,
    ArticleId,
    Claim,
    Note,
    ReferenceKind,
    Status,
    Topic,
    WordUsageEvidence,
)
from sitegen.core.problems import Problem
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.edit_plan import MAX_EDITED, ArticleEdit, EditPlanner
from sitegen.engine.incremental import make_toolchain
from sitegen.engine.page_traces import KnownSite
from sitegen.engine.record_cache import KeptSources, RecordTable
from sitegen.engine.selective_names import NameEdit, NameEditor, NamesTold
from sitegen.engine.visibility_pass import UnreadNameFinder
from sitegen.files.source_files import SEEDS
from sitegen.site import anchor_report, index
from sitegen.site.index.changed_rows import without_places

_KINDS: Final = ("actors", "claims", "notes", "topics")
"""The folders of `content/` whose files are read again by themselves, and the fields of `Archive`."""
_HIDDEN_FIELDS: Final = ("hidden_actors", "hidden_topics")
_MOST_REQUOTED: Final = 100
"""More articles whose quotes are others are left to a full build."""
_REFERENCES: Final[dict[str, ReferenceKind]] = {
    "actors": ReferenceKind.ACTOR,
    "articles": ReferenceKind.ARTICLE,
    "claims": ReferenceKind.CLAIM,
}


class SelectiveEdit(NamedTuple):
    """What an edit changes."""

    before: Archive
    """As readers saw it."""
    archive: Archive
    """As they see it now."""
    records: RecordTable
    """What is to be kept of the author's files."""
    articles: Mapping[ArticleId, ArticleEdit]
    """The articles with other words or other quotes."""
    evidence: WordUsageEvidence
    visibility: KeptVisibility | None
    """What is to be kept of who is seen."""
    problems: tuple[Problem, ...]
    """Of the archive as a whole."""
    names: Archive | None = None
    """What the article stage is shown of the archive; None = what it was."""

    def is_unseen(self, *, drafts: bool) -> bool:
        """Whether readers see nothing of it; with drafts the page for editors has the places of records."""
        pairs = (
            pair
            for field in (*_KINDS, *_HIDDEN_FIELDS)
            for pair in zip(getattr(self.before, field), getattr(self.archive, field), strict=True)
        )
        other = ((one, now) for one, now in pairs if one is not now and one != now)
        return not self.articles and all(not drafts and without_places(a) == without_places(b) for a, b in other)

    def health(self, known: Iterable[AnchorCounts], *, drafts: bool) -> tuple[AnchorCounts, ...]:
        """How the passages of each file are found, of which `known` is how they were."""
        counts: dict[str, Counter[str]] = {one.file: _counter(one) for one in known}
        before = (self.before, [edit.before.annotated for edit in self.articles.values()])
        now = (self.archive, [edit.after.annotated for edit in self.articles.values()])
        for (archive, annotated), sign in ((before, -1), (now, 1)):
            some = anchor_report.anchor_counts(_concerning(archive, self.articles), annotated, drafts=drafts)
            for one in some:
                found = counts.setdefault(one.file, Counter())
                found.update({way: sign * count for way, count in _counter(one).items()})
        return tuple(AnchorCounts(file, **found) for file, found in sorted(counts.items()) if any(found.values()))


class SelectiveEditor:
    """Reads the files that changed since the last build."""

    def __init__(self, known: KnownSite, records: RecordTable, names: NameEditor) -> None:
        """`records`: what is kept of the author's files."""
        self._root, self._known, self._records, self._names = names.root, known, records, names
        self._archive, self._drafts = known.trace.archive, known.articles.shared.drafts
        kept = known.trace.visibility
        self._visibility = EditedVisibility(self._archive, kept, drafts=self._drafts) if kept else None
        self._by_seed = {f"{SEEDS}/{entry.seed}": article for article, entry in known.articles.entries.items()}
        self._file_problems: tuple[Problem, ...] = ()
        """Those that edited files have of their own, before as after."""
        self._files: dict[str, tuple[KeptFile[Any], KeptFile[Any]]] = {}
        """The edited files of records as they were and as they are now."""

    @cached_property
    def _planner(self) -> EditPlanner:
        """Made when an article is to be processed again: it has to know all names."""
        processor = make_toolchain(self._root, self._known.articles.shared).processor
        return EditPlanner(self._root, self._known.articles, processor)

    def edit(self, sources: Iterable[str], problems: tuple[Problem, ...]) -> SelectiveEdit | FullBuildReason:
        """What these sources change; `problems` are those of the archive as a whole. Raises DamagedError, OSError."""
        paths = sorted(sources)
        if len(paths) > MAX_EDITED:
            return FullBuildReason("too much was edited")
        named = self._read_all([path for path in paths if path not in self._by_seed], problems)
        if isinstance(named, FullBuildReason):
            return named
        told = self._problems_after(paths, named.problems)
        if told is None:
            return FullBuildReason("something was wrong in an edited file")
        if named.names:
            self._planner = self._planner.with_names(named.names, named.evidence)
        articles = self._articles(named, {self._by_seed[path] for path in paths if path in self._by_seed})
        if isinstance(articles, FullBuildReason):
            return articles
        if self._visibility and not self._visibility.is_settled:
            return FullBuildReason("who is seen may be others")
        kept = self._visibility.kept_after() if self._visibility else None
        told = (*told, *named.told)
        return SelectiveEdit(self._archive, named.archive, named.records, *articles, kept, told, named.names)

    def _read_all(self, paths: Iterable[str], problems: tuple[Problem, ...]) -> NameEdit | FullBuildReason:
        """The archive with the records of these files, and what is to be kept of all."""
        table, archive = dict(self._records.sources), self._archive
        for path in paths:
            now = self._read_unseen(path, archive) if path.startswith(f"{SEEDS}/") else self._read(path, archive)
            if now is None:
                return FullBuildReason(f"{path} says what other files are asked about")
            archive, table[path] = now
        return self._names.edit(archive, self._records._replace(sources=table), NamesTold(self._files, problems))

    def _problems_after(self, paths: Iterable[str], problems: tuple[Problem, ...]) -> tuple[Problem, ...] | None:
        """The problems of the archive after the edit; None where any is of another kind that speaks of these files."""
        before, after = self._visibility.problems() if self._visibility else ((), ())
        known = {*before, *self._file_problems}
        for one in problems:
            if any(path in f"{one}" for path in paths) and known.isdisjoint((one, replace(one, is_note=False))):
                return None
        gone = {*before}.difference(self._file_problems)
        return (*(one for one in problems if gone.isdisjoint((one, replace(one, is_note=False)))), *after)

    def _read(self, path: str, archive: Archive) -> tuple[Archive, tuple[str, msgspec.Raw]] | None:
        """The archive with the records of a file as they are now, and what is to be kept of the file."""
        kind, before = path.split("/")[1], self._kept(path)
        if kind not in _KINDS or not isinstance(before, KeptFile):
            return None
        found = read_again(self._root, path, before, self._records.context, self._exists)
        if found is None:
            return None
        sha256, now = found
        self._files[path] = before, now
        self._file_problems += before.problems
        fields = (kind, *(field for field in _HIDDEN_FIELDS if field.endswith(kind)))
        records = {field: {one.id: one for one in getattr(archive, field)} for field in fields}
        for old, new in zip(before.records, now.records, strict=True):
            if not self._put(old.record, new.record, records):
                return None
        changed: Archive = replace(archive, **{field: tuple(some.values()) for field, some in records.items()})
        return changed, (sha256, msgspec.Raw(msgspec.msgpack.encode(now)))

    @cached_property
    def _kept(self) -> KeptSources:
        return KeptSources(self._records)

    def _read_unseen(self, path: str, archive: Archive) -> tuple[Archive, tuple[str, msgspec.Raw]] | None:
        """The same of the seed of an article that readers do not see: it may hide those whose names stand there."""
        before = self._kept(path)
        if not isinstance(before, KeptSeed) or self._visibility is None:
            return None
        sha256 = says_the_same(self._root, path, before, self._records.context)
        if sha256 is None:
            return None
        self._file_problems += before.problems
        self._put_unread(path, (), ())
        return archive, (sha256, self._records.sources[path][1])

    def _put_unread(self, path: str, was: Collection[ActorId], now: Collection[ActorId]) -> None:
        """Say whose names stand in an article that is not published, `was` and `now` as far as it was processed."""
        source, kept = self._kept(path), self._known.trace.visibility
        if isinstance(source, KeptSeed) and self._visibility and kept:
            article = source.article.record
            unread = UnreadNameFinder(self._root, self._archive, kept)(article)
            self._visibility.put(article, article, ((*was, *kept.unread.get(article.id, ())), (*now, *unread)))
            self._visibility.put_unread(article.id, unread)

    def _put(self, old: Any, new: Any, records: Mapping[str, dict[str, Any]]) -> bool:
        """Put what readers see of a record among those of its kind; False where it comes or goes, or is not as kept."""
        before, after = self._visibility.put(old, new) if self._visibility else (old, new)
        some = next((some for some in records.values() if old.id in some), None)
        if some is None or before is None or after is None:
            return some is before is after is None
        seen = some[old.id]
        if _as_seen(before, seen) != seen:
            return False
        some[new.id] = _as_seen(after, seen)
        return True

    def _exists(self, kind: ReferenceKind, written: str) -> bool:
        if kind is ReferenceKind.VERDICT:
            return any(step.id == written for step in self._archive.site.verdicts)
        fields = (field for field, one in _REFERENCES.items() if one is kind)
        kept = self._known.trace.visibility
        unseen = (one.id for one in kept.unseen if one.kind == kind) if kept else ()
        return written in unseen or any(one.id == written for field in fields for one in getattr(self._archive, field))

    def _articles(
        self, named: NameEdit, edited: Collection[ArticleId]
    ) -> tuple[Mapping[ArticleId, ArticleEdit], WordUsageEvidence] | FullBuildReason:
        """The articles that are to be processed again, those `edited` for their words."""
        archive = named.archive
        wanted = {*edited, *_requoted(self._archive, archive)} & self._known.articles.entries.keys()
        if len(wanted) > _MOST_REQUOTED:
            return FullBuildReason("many articles have other quotes")
        wanted |= named.articles
        quotes = index.anchors_by_article(_concerning(archive, wanted), drafts=self._drafts)
        edits: dict[ArticleId, ArticleEdit] = {}
        for article in sorted(wanted):
            edit = self._planner.edit(article, is_alone=False, quotes=quotes.get(article, ()))
            if isinstance(edit, FullBuildReason):
                return edit
            if _decides_for_others(edit):
                return FullBuildReason("what an article says decides about others")
            self._put_names(edit)
            edits[article] = edit
        if not edits:
            return edits, named.evidence
        evidence = self._planner.evidence_after(edit for name, edit in edits.items() if name in edited)
        return evidence if isinstance(evidence, FullBuildReason) else (edits, evidence)

    def _put_names(self, edit: ArticleEdit) -> None:
        """Say whose names stand in an article."""
        article, names = edit.before.article, [one.annotated.possible_actors for one in (edit.before, edit.after)]
        if article.status is not Status.PUBLISHED:
            self._put_unread(f"{SEEDS}/{article.seed}", *names)
        elif self._visibility:
            self._visibility.put(article, article, names)


def _counter(counts: AnchorCounts) -> Counter[str]:
    return Counter({name: getattr(counts, name) for name in counts.__struct_fields__ if name != "file"})


def _as_seen(record: Any, seen: Any) -> Any:
    """A record as the archive has it: some of its old ids may lead elsewhere, and no topic stands below itself."""
    own = replace(record, formerly=seen.formerly)
    return replace(own, parent=seen.parent) if isinstance(own, Topic) else own


def _requoted(before: Archive, now: Archive) -> Iterator[ArticleId]:
    """The articles of which other words are quoted, or in other places of the author's files."""
    for kind in ("claims", "notes"):
        old: tuple[Claim | Note, ...] = getattr(before, kind)
        new: tuple[Claim | Note, ...] = getattr(now, kind)
        for one, other in zip(old, new, strict=True):
            if one is not other and one.passages != other.passages:
                yield from (passage.article for passage in (*one.passages, *other.passages))


def _concerning(archive: Archive, articles: Iterable[ArticleId]) -> Archive:
    """The claims and notes with passages in these articles, and nothing else."""
    wanted = frozenset(articles)

    def concerns(one: Claim | Note) -> bool:
        return any(passage.article in wanted for passage in one.passages)

    claims, notes = tuple(filter(concerns, archive.claims)), tuple(filter(concerns, archive.notes))
    return Archive(archive.site, claims=claims, notes=notes)


def _decides_for_others(edit: ArticleEdit) -> bool:
    """Whether the archive as a whole would be told something else of an article."""
    before, now = edit.before.annotated, edit.after.annotated
    return (before.title, before.ignored_words) != (now.title, now.ignored_words)
