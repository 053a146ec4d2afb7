"""The preview's editor without its page: everything that can be asked and done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content import loader
from sitegen.core.model import Actor, AnnotationTarget, Archive, Claim, Note, Site, Status
from sitegen.core.problems import Problems, Severity
from sitegen.editor import article_suggestions, author_files, file_choice, forms, mention_edits, planning
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
    RecordKind,
    SaveResult,
    SelectedPassage,
    Selection,
)
from sitegen.editor.article_view import ArticleViews
from sitegen.editor.author_files import ContentFile, FileRecord
from sitegen.editor.history import History
from sitegen.editor.planning import PlannedEdit, refusal
from sitegen.editor.validation import KnownRecords
from sitegen.files.source_files import CONTENT, SEEDS
from sitegen.files.walk import files_below
from sitegen.text.article_stage import front_matter


@dataclass(frozen=True, slots=True)
class ArticleOverview:
    """What a page has to know to be annotated."""

    article: str
    title: str
    file: str
    """Where the article's record is; empty = it has none, or it is the front matter of its seed."""
    known: KnownRecords
    records: tuple[ListedRecord, ...]
    undo: str
    """What would be taken back; empty = nothing."""


class EditorSession:
    """Reads an archive's records and writes them; to be asked one thing at a time.

    Its methods raise EditRefusedError where something has to be mended first, and EditConflictError where a file was
    changed by somebody else. Then nothing was written.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._history = History(root)
        self._readings: ArticleViews | None = None
        self._fronts: dict[str, str] = {}
        """The front matter of each seed when the archive was read, as a hash."""

    def forget(self, changed: Collection[Path] | None = None) -> None:
        """Read the archive again before the next answer: these files changed, absolute paths; None = whatever did.

        Where only the words of seeds changed it is kept, since to read a large one takes seconds.
        """
        if changed is None or not all(self._is_as_read(path) for path in changed):
            self._readings = None

    def _is_as_read(self, path: Path) -> bool:
        """Whether a file is a seed whose front matter is what it was."""
        folder = self._root.resolve() / SEEDS
        seed = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
        known, raw = self._fronts.get(seed), author_files.current_bytes(self._root, f"{SEEDS}/{seed}")
        return known is not None and raw is not None and known == _front_matter_hash(raw, seed)

    @property
    def undo_label(self) -> str:
        """What would be taken back; empty = nothing."""
        last = self._history.last
        return last.label if last else ""

    def overview(self, article: str) -> ArticleOverview:
        """What is known about an article, and all that a form can refer to."""
        readings = self._read()
        reading = readings.of(article)
        place = reading.article.location.file
        return ArticleOverview(
            article=reading.article.id,
            title=reading.target.prose.title,
            file=place if place.startswith(f"{CONTENT}/") else "",
            known=readings.known,
            records=tuple(self._listed(readings.known.archive, reading.article.id)),
            undo=self.undo_label,
        )

    def passage(self, article: str, selection: Selection) -> SelectedPassage:
        """Selected words as they stand in the text, and what is there already."""
        reading = self._read().of(article)
        hit = selecting.locate(reading.target, selection)
        start, end = reading.target.span_of(hit)
        quote = selecting.quote_values(selecting.quote_for(reading.target, hit))
        return SelectedPassage(
            words=reading.target.prose.text[start:end],
            quote={"exact": quote} if isinstance(quote, str) else quote,
            on=reading.annotations_at(start, end),
            actors=reading.actors_at(start, end),
        )

    def check(self, draft: FilledForm) -> CheckResult:
        """What a form would be written as, and what is wrong with it."""
        return self._composed(draft).checked

    def save(self, draft: FilledForm, version: str = "") -> SaveResult:
        """Write what a form says. `version` is that of the changed record's file when the form was opened."""
        made = self._composed(draft)
        self._refuse_errors(made)
        if draft.id is not None:
            self._demand(made, version)
        return self._written(made, draft.kind)

    def remove(self, kind: RecordKind, identifier: str, version: str) -> SaveResult:
        """Take a record out of its file."""
        made = planning.plan_removal(kind, identifier, self._file_of(kind, identifier))
        self._demand(replace(made, checked=replace(made.checked, yaml="")), version)
        return self._written(made, kind)

    def mention(self, article: str, selection: Selection, actor: str, *, everywhere: bool) -> SaveResult:
        """Let selected words mean an actor: as an alias, or at this place alone."""
        reading = self._read().of(article)
        hit = selecting.locate(reading.target, selection)
        place = reading.target.span_of(hit)
        words = " ".join(reading.target.prose.text[slice(*place)].split())
        known = self._actor(actor)
        if everywhere:
            return self._written(mention_edits.plan_alias(self._root, known, words), RecordKind.ACTOR)
        return self._written(mention_edits.plan_mention(self._root, reading, words, known.id, place), "article")

    def undo(self) -> SaveResult:
        """Take the last change of this run back."""
        done = self._history.undo()
        self.forget()
        return SaveResult(done.label, "", "", done.file, 0, "")

    def suggestions(self, article: str) -> list[ArticleSuggestion]:
        """What may be worth doing about an article."""
        return [one.suggested for one in article_suggestions.suggestions_for(self._root, self._read().of(article))]

    def accept(self, article: str, key: str, choice: str) -> SaveResult:
        """Do what is suggested."""
        made = article_suggestions.plan_choice(self._root, self._read().of(article), key, choice)
        self._refuse_errors(made)
        return self._written(made, "suggestion")

    def _read(self) -> ArticleViews:
        if self._readings is None:
            # What is wrong elsewhere in the archive is told by its build.
            self._fronts = _front_matter_hashes(self._root / SEEDS)  # before, so that none is newer than the archive
            archive = loader.load(self._root, Problems()) or Archive(Site())
            self._readings = ArticleViews(self._root, KnownRecords(archive))
        return self._readings

    def _composed(self, draft: FilledForm) -> PlannedEdit:
        readings = self._read()
        reading = readings.of(draft.article)
        if draft.id is None:
            return planning.plan_new_record(self._root, readings.known, reading, draft)
        return planning.plan_change(readings.known, reading, draft, self._file_of(draft.kind, draft.id))

    def _written(self, made: PlannedEdit, kind: str) -> SaveResult:
        self._history.write(made.change)
        self.forget()
        return SaveResult(made.change.label, kind, made.checked.id, made.change.file, made.line, made.checked.yaml)

    def _demand(self, made: PlannedEdit, version: str) -> None:
        """Raise EditConflictError where the file is not as it was when its record was shown."""
        there = author_files.read(self._root, made.change.file)
        if there.version == version:
            return
        as_it_is = planning.plan_of(replace(made.change, after=there.raw), made.checked.id)
        theirs = as_it_is.checked.yaml if there.record(made.checked.id) else ""
        raise EditConflictError(there.file, made.checked.yaml, theirs, there.version)

    @staticmethod
    def _refuse_errors(made: PlannedEdit) -> None:
        errors = [one for one in made.checked.problems if one.problem.severity is Severity.ERROR]
        if errors:
            raise EditRefusedError(*made.checked.problems)

    def _file_of(self, kind: RecordKind, identifier: str) -> ContentFile:
        records = file_choice.records_of(self._read().known.archive, kind)
        found = next((one for one in records if one.id == identifier), None)
        if found is None:
            raise refusal(CONTENT, f'there is no {kind} "{identifier}" any more', "load the page again")
        return author_files.read(self._root, found.location.file)

    def _actor(self, identifier: str) -> Actor:
        found = next((one for one in self._read().known.archive.actors if one.id == identifier), None)
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
            there = author_files.read(self._root, file)
        except EditRefusedError:
            return {}, ""
        return {one.id: one for one in there.records()}, there.version


def _front_matter_hashes(folder: Path) -> dict[str, str]:
    names = files_below(folder, with_links=False)
    read = ((name, author_files.current_bytes(folder.parent, f"{SEEDS}/{name}")) for name in names)
    return {name: _front_matter_hash(raw, name) for name, raw in read if raw is not None}


def _front_matter_hash(raw: bytes, seed: str) -> str:
    return author_files.version_of(front_matter(raw, seed).encode())


def _listed_record(
    kind: RecordKind, record: Claim | Note, passages: list[AnnotationTarget], placed: FileRecord, version: str
) -> ListedRecord:
    quotes = [passage.quote for passage in passages if passage.quote]
    return ListedRecord(
        kind=kind,
        id=record.id,
        name=record.claim if isinstance(record, Claim) else record.title,
        file=record.location.file,
        line=placed.line,
        version=version,
        values=forms.values_for_form(kind, placed.values),
        words=tuple(f"{one.exact} … {one.until}" if one.until else one.exact for one in quotes),
        is_draft=record.status is Status.DRAFT,
    )
