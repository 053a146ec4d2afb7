"""The preview's editor without HTTP: everything that can be asked and done in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec.structs import replace

from sitegen.content import loader
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, AnnotationTarget, Archive, Claim, Note, Site
from sitegen.core.problems import Problems, Severity
from sitegen.editor import (
    article_suggestions,
    author_files,
    file_choice,
    forms,
    mention_corrections,
    mention_edits,
    planning,
)
from sitegen.editor import (
    selection as selecting,
)
from sitegen.editor.api_types import (
    ArticleSuggestion,
    CheckResult,
    EditConflictError,
    EditRefusedError,
    FilledForm,
    ListedRecord,
    MentionChange,
    MentionWay,
    RecordKind,
    SaveResult,
    SelectedPassage,
    Selection,
    refusal,
)
from sitegen.editor.article_view import ArticleViews
from sitegen.editor.author_files import ContentFile, FileRecord, History
from sitegen.editor.mention_corrections import NamedWords
from sitegen.editor.planning import PlannedEdit
from sitegen.editor.validation import KnownRecords
from sitegen.files.source_files import CONTENT, SEEDS
from sitegen.files.walk import files_below
from sitegen.text.article_stage import front_matter


class ArticleOverview(FrozenRecord):
    """What a page has to know to be annotated."""

    article: str
    title: str
    file: str
    """Where the article's record is; empty = it has none, or it is the front matter of its seed."""
    known: KnownRecords
    records: tuple[ListedRecord, ...]
    undo: str
    """The label of the change that `undo` takes back; empty = there is none."""


class EditorSession:
    """Reads and writes the records of one archive, keeping what it read; to be called one method at a time.

    Its methods raise EditRefusedError where something has to be mended first, and EditConflictError where a file was
    changed by somebody else. Then nothing was written.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._history = History(root)
        self._views: ArticleViews | None = None
        self._front_matter: dict[str, str] = {}
        """The front matter of each seed when the archive was read, as a hash."""

    def forget(self, changed: Collection[Path] | None = None) -> None:
        """Read the archive again before the next answer: these files changed, absolute paths; None = whatever did.

        Where only the words of seeds changed it is kept, since to read a large one takes seconds.
        """
        if changed is None or not all(self._is_as_read(path) for path in changed):
            self._views = None

    def _is_as_read(self, path: Path) -> bool:
        """Whether a file is a seed whose front matter is what it was."""
        folder = self._root.resolve() / SEEDS
        seed = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
        known, raw = self._front_matter.get(seed), author_files.current_bytes(self._root, f"{SEEDS}/{seed}")
        return known is not None and raw is not None and known == _front_matter_hash(raw, seed)

    @property
    def undo_label(self) -> str:
        """The label of the change that `undo` takes back; empty = there is none."""
        last = self._history.last
        return last.label if last else ""

    def overview(self, article: str) -> ArticleOverview:
        """What is known about an article, and all that a form can refer to."""
        views = self._views_now()
        view = views.of(article)
        place = view.article.location.file
        return ArticleOverview(
            article=view.article.id,
            title=view.searchable.prose.title,
            file=place if place.startswith(f"{CONTENT}/") else "",
            known=views.known,
            records=tuple(self._listed(views.known.archive, view.article.id)),
            undo=self.undo_label,
        )

    def passage(self, article: str, selection: Selection) -> SelectedPassage:
        """Selected words as they stand in the text, and what is there already."""
        view = self._views_now().of(article)
        hit = selecting.locate(view.searchable, selection)
        start, end = view.searchable.span_of(hit)
        quote = selecting.quote_values(selecting.quote_for(view.searchable, hit))
        return SelectedPassage(
            words=view.searchable.prose.text[start:end],
            quote={"exact": quote} if isinstance(quote, str) else quote,
            on=view.annotations_at(start, end),
            actors=view.actors_at(start, end),
        )

    def check(self, form: FilledForm) -> CheckResult:
        """What a form would be written as, and what is wrong with it; nothing is written."""
        return self._plan(form).checked

    def save(self, form: FilledForm, version: str = "") -> SaveResult:
        """Write what a form says. `version` is that of the record's file when the form was opened (`version_of`)."""
        plan = self._plan(form)
        self._refuse_errors(plan)
        if form.id is not None:
            self._require_version(plan, version)
        return self._write(plan, form.kind)

    def remove(self, kind: RecordKind, identifier: str, version: str) -> SaveResult:
        """Take a record out of its file."""
        plan = planning.plan_removal(kind, identifier, self._file_of(kind, identifier))
        self._require_version(replace(plan, checked=replace(plan.checked, yaml="")), version)
        return self._write(plan, kind)

    def check_mention(self, change: MentionChange) -> CheckResult:
        """What would be written if this were said of selected words; nothing is written."""
        return self._plan_mention(change).checked

    def mention(self, change: MentionChange) -> SaveResult:
        """Let selected words name an actor, another one or nobody: at their place, in the article, or anywhere."""
        kind = RecordKind.ACTOR if change.way is MentionWay.ALIAS else "article"
        return self._write(self._plan_mention(change), kind)

    def undo(self) -> SaveResult:
        """Take the last change of this run back."""
        change = self._history.undo()
        self.forget()
        return SaveResult(change.label, "", "", change.file, 0, "")

    def suggestions(self, article: str) -> list[ArticleSuggestion]:
        """What may be worth doing about an article, the most pressing first."""
        return [one.suggested for one in article_suggestions.suggestions_for(self._root, self._views_now().of(article))]

    def accept(self, article: str, key: str, choice: str) -> SaveResult:
        """Carry out a choice of a suggestion, both by their keys."""
        plan = article_suggestions.plan_choice(self._root, self._views_now().of(article), key, choice)
        self._refuse_errors(plan)
        return self._write(plan, "suggestion")

    def _views_now(self) -> ArticleViews:
        if self._views is None:
            # What is wrong elsewhere in the archive is reported by its build.
            self._front_matter = _front_matter_hashes(
                self._root / SEEDS
            )  # before, so that none is newer than the archive
            archive = loader.load(self._root, Problems()) or Archive(Site())
            self._views = ArticleViews(self._root, KnownRecords(archive))
        return self._views

    def _plan(self, form: FilledForm) -> PlannedEdit:
        views = self._views_now()
        view = views.of(form.article)
        if form.id is None:
            return planning.plan_new_record(self._root, views.known, view, form)
        return planning.plan_change(views.known, view, form, self._file_of(form.kind, form.id))

    def _plan_mention(self, change: MentionChange) -> PlannedEdit:
        views = self._views_now()
        view = views.of(change.article)
        place = view.searchable.span_of(selecting.locate(view.searchable, change.selection))
        named, is_nobody = NamedWords(view, place), change.way in (MentionWay.NOBODY, MentionWay.NOWHERE)
        named = named.widened() if change.is_whole else named
        actor = None if is_nobody else self._actor(change.actor)
        if actor is not None and change.way is MentionWay.ALIAS:
            return mention_edits.plan_alias(self._root, actor, named.text)
        return mention_corrections.plan_correction(self._root, views, named, actor.id if actor else "", change.way)

    def record(self, kind: RecordKind, identifier: str) -> ListedRecord:
        """A record as it stands in its file now. Raises EditRefusedError where there is none."""
        content = self._file_of(kind, identifier)
        records = file_choice.records_of(self._views_now().known.archive, kind)
        known = next(one for one in records if one.id == identifier)
        placed = content.record(identifier)
        if placed is None:
            raise refusal(
                content.file, f'there is no {kind} "{identifier}" in this file any more', "load the page again"
            )
        return _listed_record(kind, known, [], placed, content.version)

    def _write(self, plan: PlannedEdit, kind: str) -> SaveResult:
        self._history.write(plan.change)
        self.forget()
        return SaveResult(plan.change.label, kind, plan.checked.id, plan.change.file, plan.line, plan.checked.yaml)

    def _require_version(self, plan: PlannedEdit, version: str) -> None:
        """Raise EditConflictError where the file is not as it was when its record was shown."""
        content = author_files.read(self._root, plan.change.file)
        if content.version == version:
            return
        as_it_is = planning.plan_of(replace(plan.change, after=content.raw), plan.checked.id)
        theirs = as_it_is.checked.yaml if content.record(plan.checked.id) else ""
        raise EditConflictError(content.file, plan.checked.yaml, theirs, content.version)

    @staticmethod
    def _refuse_errors(plan: PlannedEdit) -> None:
        errors = [one for one in plan.checked.problems if one.problem.severity is Severity.ERROR]
        if errors:
            raise EditRefusedError(*plan.checked.problems)

    def _file_of(self, kind: RecordKind, identifier: str) -> ContentFile:
        records = file_choice.records_of(self._views_now().known.archive, kind)
        found = next((one for one in records if one.id == identifier), None)
        if found is None:
            raise refusal(CONTENT, f'there is no {kind} "{identifier}" any more', "load the page again")
        return author_files.read(self._root, found.location.file)

    def _actor(self, identifier: str) -> Actor:
        found = next((one for one in self._views_now().known.archive.actors if one.id == identifier), None)
        if found is None:
            raise refusal(CONTENT, f'there is no actor "{identifier}"', "choose one of the list")
        return found

    def _listed(self, archive: Archive, article: str) -> Iterator[ListedRecord]:
        """The claims and notes about an article, as they stand in their files now."""
        read: dict[str, dict[str, FileRecord]] = {}
        versions: dict[str, str] = {}
        for kind, records in ((RecordKind.CLAIM, archive.claims), (RecordKind.NOTE, archive.notes)):
            for record in records:
                passages = [passage for passage in record.passages if passage.article == article]
                file = record.location.file
                if not passages:
                    continue
                if file not in read:
                    read[file], versions[file] = self._placed(file)
                if record.id in read[file]:
                    yield _listed_record(kind, record, passages, read[file][record.id], versions[file])

    def _placed(self, file: str) -> tuple[dict[str, FileRecord], str]:
        """The records of a file by their ids, and its version; none where it was broken since the archive was read."""
        try:
            content = author_files.read(self._root, file)
        except EditRefusedError:
            return {}, ""
        return {one.id: one for one in content.records()}, content.version


def _front_matter_hashes(folder: Path) -> dict[str, str]:
    names = files_below(folder, with_links=False)
    read = ((name, author_files.current_bytes(folder.parent, f"{SEEDS}/{name}")) for name in names)
    return {name: _front_matter_hash(raw, name) for name, raw in read if raw is not None}


def _front_matter_hash(raw: bytes, seed: str) -> str:
    return author_files.version_of(front_matter(raw, seed).encode())


def _listed_record(
    kind: RecordKind, record: Claim | Note | Actor, passages: list[AnnotationTarget], placed: FileRecord, version: str
) -> ListedRecord:
    quotes = [passage.quote for passage in passages if passage.quote]
    return ListedRecord(
        kind=kind,
        id=record.id,
        name=record.claim if isinstance(record, Claim) else record.title if isinstance(record, Note) else record.name,
        file=record.location.file,
        line=placed.line,
        version=version,
        values=forms.values_for_form(kind, placed.values),
        words=tuple(f"{one.exact} … {one.until}" if one.until else one.exact for one in quotes),
        is_draft=record.status is not None and record.status.is_unfinished,
    )
