"""What an edit of a few records and texts changes in an archive, from what the last build kept of the others.

Only the edited files are read, and compared with what was kept of them. Where they say anything that other files are
asked about, such as another name, the answer is a full build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from msgspec.structs import replace

from sitegen.content.loader.edited_files import read_again
from sitegen.content.loader.kept_files import KeptFile, kept_kind
from sitegen.core.model import AnchorCounts, Archive, ArticleId, Claim, Note, ReferenceKind, Topic, WordUsageEvidence
from sitegen.engine.cache import DamagedError
from sitegen.engine.cached_records import RECORDS
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.edit_plan import MAX_EDITED, ArticleEdit, EditPlanner
from sitegen.engine.page_traces import KnownSite
from sitegen.engine.record_cache import RecordTable
from sitegen.files.source_files import SEEDS
from sitegen.site import anchor_report, index

_KINDS: Final = ("actors", "claims", "notes", "topics")
"""The folders of `content/` whose files are read again by themselves, and the fields of `Archive`."""
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

    def health(self, known: Iterable[AnchorCounts]) -> tuple[AnchorCounts, ...]:
        """How the passages of each file are found, of which `known` is how they were."""
        counts: dict[str, Counter[str]] = {one.file: _counter(one) for one in known}
        before = (self.before, [edit.before.annotated for edit in self.articles.values()])
        now = (self.archive, [edit.after.annotated for edit in self.articles.values()])
        for (archive, annotated), sign in ((before, -1), (now, 1)):
            some = anchor_report.anchor_counts(_concerning(archive, self.articles), annotated, drafts=False)
            for one in some:
                found = counts.setdefault(one.file, Counter())
                found.update({way: sign * count for way, count in _counter(one).items()})
        return tuple(AnchorCounts(file, **found) for file, found in sorted(counts.items()) if any(found.values()))


class SelectiveEditor:
    """Reads the files that changed since the last build."""

    def __init__(self, root: Path, known: KnownSite, records: RecordTable, planner: EditPlanner) -> None:
        """`records`: what is kept of the author's files."""
        self._root, self._known, self._records, self._planner = root, known, records, planner
        self._archive = known.trace.archive

    def edit(self, sources: Iterable[str]) -> SelectiveEdit | FullBuildReason:
        """What these sources change. Raises DamagedError, OSError."""
        paths = sorted(sources)
        if len(paths) > MAX_EDITED or not self._known.trace.is_all_seen:
            return FullBuildReason("too much was edited, or there are drafts")
        seeds = [path for path in paths if path.startswith(f"{SEEDS}/")]
        table, archive = dict(self._records.sources), self._archive
        for path in (path for path in paths if path not in seeds):
            now = self._read(path, archive)
            if now is None:
                return FullBuildReason(f"{path} says what other files are asked about")
            archive, table[path] = now
        edited = {self._planner.article_of(path) for path in seeds}
        if None in edited:
            return FullBuildReason("a seed came or went")
        return self._with_articles(archive, self._records._replace(sources=table), {one for one in edited if one})

    def _read(self, path: str, archive: Archive) -> tuple[Archive, tuple[str, msgspec.Raw]] | None:
        """The archive with the records of a file as they are now, and what is to be kept of the file."""
        kind, kept = path.split("/")[1], self._records.sources.get(path)
        if kind not in _KINDS or kept is None:
            return None
        try:
            before: KeptFile[Any] = msgspec.msgpack.decode(kept[1], type=kept_kind(path))
        except msgspec.ValidationError as error:
            raise DamagedError(part=RECORDS) from error
        found = read_again(self._root, path, before, self._records.context, self._exists)
        if found is None:
            return None
        sha256, now = found
        records = {one.id: one for one in getattr(archive, kind)}
        for old, new in zip(before.records, now.records, strict=True):
            seen = records.get(old.record.id)
            if seen is None or _as_seen(old.record, seen) != seen:
                return None
            records[new.record.id] = _as_seen(new.record, seen)
        changed: Archive = replace(archive, **{kind: tuple(records.values())})
        return changed, (sha256, msgspec.Raw(msgspec.msgpack.encode(now)))

    def _exists(self, kind: ReferenceKind, written: str) -> bool:
        if kind is ReferenceKind.VERDICT:
            return any(step.id == written for step in self._archive.site.verdicts)
        fields = (field for field, one in _REFERENCES.items() if one is kind)
        return any(one.id == written for field in fields for one in getattr(self._archive, field))

    def _with_articles(
        self, archive: Archive, records: RecordTable, edited: set[ArticleId]
    ) -> SelectiveEdit | FullBuildReason:
        wanted = {*edited, *_requoted(self._archive, archive)} & self._known.articles.entries.keys()
        if len(wanted) > _MOST_REQUOTED:
            return FullBuildReason("many articles have other quotes")
        quotes = index.anchors_by_article(_concerning(archive, wanted), drafts=False)
        edits: dict[ArticleId, ArticleEdit] = {}
        for article in sorted(wanted):
            edit = self._planner.edit(article, is_alone=False, quotes=quotes.get(article, ()))
            if isinstance(edit, FullBuildReason):
                return edit
            if _decides_for_others(edit):
                return FullBuildReason("what an article says decides about others")
            edits[article] = edit
        evidence = self._planner.evidence_after(edit for name, edit in edits.items() if name in edited)
        if isinstance(evidence, FullBuildReason):
            return evidence
        return SelectiveEdit(self._archive, archive, records, edits, evidence)


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
