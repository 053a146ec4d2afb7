"""The preview's editor without HTTP: everything that can be asked and done in one run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, Archive, Site
from sitegen.core.problems import Severity
from sitegen.editor import (
    article_suggestions,
    author_files,
    form_pictures,
    mention_corrections,
    mention_edits,
    page_moves,
    pictures,
    placed_records,
    planning,
    record_changes,
    refactoring,
    sound_changes,
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
    MovedPage,
    RecordKind,
    SaveResult,
    SelectedPassage,
    Selection,
    refusal,
)
from sitegen.editor.article_view import ArticleViews
from sitegen.editor.author_files import ContentFile
from sitegen.editor.change_history import History
from sitegen.editor.file_choice import records_of
from sitegen.editor.mention_corrections import NamedWords
from sitegen.editor.planning import PlannedEdit
from sitegen.editor.refactoring import MergePlan, PreferredSide, RenamePlan, verified_load
from sitegen.editor.refactoring.verified_load import CheckedArchive
from sitegen.editor.seed_states import SeedStates
from sitegen.editor.validation import KnownRecords
from sitegen.files.source_files import CONTENT

Plan = TypeVar("Plan", RenamePlan, MergePlan)


class ArticleOverview(FrozenRecord):
    """What a page has to know to be annotated."""

    article: str
    """Empty = it is a page of no article."""
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
    changed by somebody else. Then nothing was written. `last_change` is as `last_number` of `History`.
    """

    def __init__(self, root: Path, last_change: int = 0) -> None:
        self._root = root
        self._history = History(root, last_change)
        self._views: ArticleViews | None = None
        self._checked: CheckedArchive | None = None
        self._seeds = SeedStates(root)

    def forget(self, changed: Collection[Path] | None = None) -> None:
        """Read the archive again before the next answer: these files changed, absolute paths; None = whatever did.

        Where only the words of seeds changed it is kept, since to read a large one takes seconds.
        """
        if changed is None or not all(map(self._seeds.is_as_read, changed)):
            self._views = None

    @property
    def undo_label(self) -> str:
        """The label of the change that `undo` takes back; empty = there is none."""
        return self._history.last_label

    def overview(self, article: str) -> ArticleOverview:
        """What is known about an article, and all that a form can refer to."""
        views = self._views_now()
        if not article:
            return ArticleOverview("", "", "", views.known, (), self.undo_label)
        view = views.of(article)
        place = view.article.location.file
        return ArticleOverview(
            article=view.article.id,
            title=view.searchable.prose.title,
            file=place if place.startswith(f"{CONTENT}/") else "",
            known=views.known,
            records=tuple(placed_records.records_about(self._root, views.known.archive, view.article.id)),
            undo=self.undo_label,
        )

    def record(self, kind: RecordKind, identifier: str) -> ListedRecord:
        """A record as it stands in its file now. Raises EditRefusedError where there is none."""
        archive = self._views_now().known.archive
        return placed_records.listed_record(placed_records.find_record(self._root, archive, kind, identifier))

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
        sound_changes.require_sound(self._root, self._loaded(), plan, form.kind)
        moved = page_moves.moved_by_form(self._loaded().loaded.archive, form, plan.checked.id)
        saved = self._write(plan, form.kind, moved)
        self._settle_pictures(form.pictures, is_saved=True)
        return saved

    def remove(self, kind: RecordKind, identifier: str, version: str) -> SaveResult:
        """Take a record out of its file, unless others refer to it."""
        plan = record_changes.plan_removal(kind, identifier, self._file_of(kind, identifier))
        self._require_version(replace(plan, checked=replace(plan.checked, yaml="")), version)
        sound_changes.require_unused(self._root, self._loaded(), kind, identifier)
        sound_changes.require_sound(self._root, self._loaded(), plan, kind)
        archive = self._loaded().loaded.archive
        return self._write(plan, kind, page_moves.moved_by_removal(archive, kind, identifier))

    def check_mention(self, change: MentionChange) -> CheckResult:
        """What would be written if this were said of selected words; nothing is written."""
        return self._plan_mention(change).checked

    def mention(self, change: MentionChange) -> SaveResult:
        """Let selected words name an actor, another one or nobody: at their place, in the article, or anywhere."""
        kind = RecordKind.ACTOR if change.way is MentionWay.ALIAS else "article"
        return self._write(self._plan_mention(change), kind)

    def rename(self, kind: RecordKind, identifier: str, new: str, *, is_dry: bool = False) -> RenamePlan:
        """Give a record another id, with all that refers to it; `is_dry`: only say what that would change."""
        plan = refactoring.plan_rename(self._root, f"{kind}:{identifier}", new, self._loaded())
        return plan if is_dry else self._done(plan)

    def merge(
        self,
        kind: RecordKind,
        identifier: str,
        into: str,
        prefer: Mapping[str, PreferredSide] | None = None,
        *,
        is_dry: bool = False,
    ) -> MergePlan:
        """Let a record become a part of another one; `prefer` as that of `plan_merge`."""
        plan = refactoring.plan_merge(self._root, f"{kind}:{identifier}", f"{kind}:{into}", prefer, self._loaded())
        return plan if is_dry else self._done(plan)

    def _done(self, plan: Plan) -> Plan:
        self._history.write_together(plan.changes, plan.moved)
        self.forget()
        return plan

    def add_picture(self, name: str, data: bytes) -> str:
        """Put a picture into `content/media/`; its path below.

        The form that it is for has it in `pictures`; where that is given up, `discard` takes it out again.
        """
        placed = pictures.plan_picture(self._root, name, data)
        if placed.change:
            self._history.write(placed.change)
            self.forget()
        return placed.path

    def discard(self, pictures: Sequence[str]) -> SaveResult:
        """Take pictures out again that were brought in for a form that is given up, and that nothing uses."""
        files = self._settle_pictures(pictures, is_saved=False)
        return SaveResult(f"{', '.join(files)} taken out again" if files else "", "", "", "", 0, "", files)

    def _settle_pictures(self, pictures: Sequence[str], *, is_saved: bool) -> tuple[str, ...]:
        """The files that are gone."""
        taken = form_pictures.settle(self._root, self._history, pictures, is_saved=is_saved) if pictures else []
        if taken:
            self.forget()
        return tuple(change.file for one in taken for change in one.files)

    def known_name(self, kind: RecordKind, identifier: str) -> tuple[str, str]:
        """By what people know a record, and what it is: `person`, `claim`; both empty where there is none."""
        records = records_of(self._views_now().known.archive, kind)
        found = next((one for one in records if one.id == identifier), None)
        if found is None:
            return "", ""
        return placed_records.name_of(found), found.kind.value if isinstance(found, Actor) else kind.value

    @property
    def undo_number(self) -> int:
        """The number of that change; 0 = there is none."""
        return self._history.last_number

    def undo(self, number: int = 0) -> SaveResult:
        """Take the last change of this run back, which has to have this number; 0 = whichever it is."""
        back = self._history.undo(number)
        self.forget()
        files = tuple(one.file for one in back.files)
        return SaveResult(back.label, "", "", files[0], 0, "", files, back.moved)

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
            self._seeds.read()  # before, so that none is newer than the archive
            self._checked = _read_archive(self._root, self._checked)
            archive = self._checked.loaded.archive if self._checked else Archive(Site())
            self._views = ArticleViews(self._root, KnownRecords(archive))
        return self._views

    def _loaded(self) -> CheckedArchive:
        """The archive as it is. Raises EditRefusedError where there is none."""
        self._views_now()
        if self._checked is None:
            raise refusal(CONTENT, "there is no archive any more", "look where its folder went")
        return self._checked

    def _plan(self, form: FilledForm) -> PlannedEdit:
        views = self._views_now()
        if form.id is None:
            return planning.plan_new_record(self._root, views.known, views.of(form.article), form)
        placed = placed_records.find_record(self._root, views.known.archive, form.kind, form.id)
        view = views.of(form.article) if form.selection else None
        return record_changes.plan_change(self._root, views.known, placed, form, view)

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

    def _write(self, plan: PlannedEdit, kind: str, moved: MovedPage | None = None) -> SaveResult:
        change, checked = plan.change, plan.checked
        self._history.write(change, moved)
        self.forget()
        files = (change.file,)
        return SaveResult(change.label, kind, checked.id, change.file, plan.line, checked.yaml, files, moved)

    def _require_version(self, plan: PlannedEdit, version: str) -> None:
        """Raise EditConflictError where the file is not as it was when its record was shown."""
        if plan.change.before is None and not version:
            return  # nothing was written about it; where there is such a file by now, `History` finds it
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
        archive = self._views_now().known.archive
        placed = placed_records.find_record(self._root, archive, kind, identifier)
        if placed.content is None:
            raise refusal(CONTENT, f'nothing is written about the {kind} "{identifier}"', "there is nothing to remove")
        return placed.content

    def _actor(self, identifier: str) -> Actor:
        found = next((one for one in self._views_now().known.archive.actors if one.id == identifier), None)
        if found is None:
            raise refusal(CONTENT, f'there is no actor "{identifier}"', "choose one of the list")
        return found


def _read_archive(root: Path, before: CheckedArchive | None) -> CheckedArchive | None:
    """The archive as it is, `before` being what it was. What is wrong in it is reported by its build."""
    try:
        return verified_load.load_again(root, before) if before else verified_load.load(root)
    except EditRefusedError:
        return None
