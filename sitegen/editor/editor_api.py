"""The preview's editor without its page: everything that can be asked and done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content import loader
from sitegen.core.model import Actor, AnnotationTarget, Archive, Claim, Note, Site, Status
from sitegen.core.problems import Problems, Severity
from sitegen.editor import (
    article_suggestions,
    author_files,
    composition,
    file_choice,
    forms,
    mention_edits,
)
from sitegen.editor import (
    selection as selecting,
)
from sitegen.editor.api_types import (
    Checked,
    ConflictError,
    Draft,
    Kind,
    Listed,
    Quoted,
    RefusedError,
    Saved,
    Selection,
    Suggested,
)
from sitegen.editor.article_view import Readings
from sitegen.editor.author_files import ContentFile, Placed
from sitegen.editor.composition import Composed, refused
from sitegen.editor.history import History
from sitegen.editor.validation import Known
from sitegen.files.source_files import CONTENT, SEEDS
from sitegen.text.article_stage import front_matter


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page has to know to be annotated."""

    article: str
    title: str
    file: str
    """Where the article's record is; empty = it has none, or it is the front matter of its seed."""
    known: Known
    records: tuple[Listed, ...]
    undo: str
    """What would be taken back; empty = nothing."""


class Editor:
    """Reads an archive's records and writes them; to be asked one thing at a time.

    Its methods raise RefusedError where something has to be mended first, and ConflictError where a file was changed
    by somebody else. Then nothing was written.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._history = History(root)
        self._readings: Readings | None = None
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
        known, raw = self._fronts.get(seed), author_files.now(self._root, f"{SEEDS}/{seed}")
        return known is not None and raw is not None and known == _front(raw, seed)

    @property
    def undo_label(self) -> str:
        """What would be taken back; empty = nothing."""
        last = self._history.last
        return last.label if last else ""

    def overview(self, article: str) -> Overview:
        """What is known about an article, and all that a form can refer to."""
        readings = self._read()
        reading = readings.of(article)
        place = reading.article.location.file
        return Overview(
            article=reading.article.id,
            title=reading.target.prose.title,
            file=place if place.startswith(f"{CONTENT}/") else "",
            known=readings.known,
            records=tuple(self._listed(readings.known.archive, reading.article.id)),
            undo=self.undo_label,
        )

    def passage(self, article: str, selection: Selection) -> Quoted:
        """Selected words as they stand in the text, and what is there already."""
        reading = self._read().of(article)
        hit = selecting.place(reading.target, selection)
        start, end = reading.target.place(hit)
        quote = selecting.written(selecting.quote(reading.target, hit))
        return Quoted(
            words=reading.target.prose.text[start:end],
            quote={"exact": quote} if isinstance(quote, str) else quote,
            on=reading.annotations_at(start, end),
            actors=reading.actors_at(start, end),
        )

    def check(self, draft: Draft) -> Checked:
        """What a form would be written as, and what is wrong with it."""
        return self._composed(draft).checked

    def save(self, draft: Draft, version: str = "") -> Saved:
        """Write what a form says. `version` is that of the changed record's file when the form was opened."""
        made = self._composed(draft)
        self._refuse_errors(made)
        if draft.id is not None:
            self._demand(made, version)
        return self._written(made, draft.kind)

    def remove(self, kind: Kind, identifier: str, version: str) -> Saved:
        """Take a record out of its file."""
        made = composition.removed_record(kind, identifier, self._file_of(kind, identifier))
        self._demand(replace(made, checked=replace(made.checked, yaml="")), version)
        return self._written(made, kind)

    def mention(self, article: str, selection: Selection, actor: str, *, everywhere: bool) -> Saved:
        """Let selected words mean an actor: as an alias, or at this place alone."""
        reading = self._read().of(article)
        hit = selecting.place(reading.target, selection)
        place = reading.target.place(hit)
        words = " ".join(reading.target.prose.text[slice(*place)].split())
        known = self._actor(actor)
        if everywhere:
            return self._written(mention_edits.alias(self._root, known, words), Kind.ACTOR)
        return self._written(mention_edits.pin(self._root, reading, words, known.id, place), "article")

    def undo(self) -> Saved:
        """Take the last change of this run back."""
        done = self._history.undo()
        self.forget()
        return Saved(done.label, "", "", done.file, 0, "")

    def suggestions(self, article: str) -> list[Suggested]:
        """What may be worth doing about an article."""
        return [one.suggested for one in article_suggestions.answerable(self._root, self._read().of(article))]

    def accept(self, article: str, key: str, choice: str) -> Saved:
        """Do what is suggested."""
        made = article_suggestions.accepted(self._root, self._read().of(article), key, choice)
        self._refuse_errors(made)
        return self._written(made, "suggestion")

    def _read(self) -> Readings:
        if self._readings is None:
            # What is wrong elsewhere in the archive is told by its build.
            self._fronts = _fronts(self._root / SEEDS)  # before, so that none is newer than the archive
            archive = loader.load(self._root, Problems()) or Archive(Site())
            self._readings = Readings(self._root, Known(archive))
        return self._readings

    def _composed(self, draft: Draft) -> Composed:
        readings = self._read()
        reading = readings.of(draft.article)
        if draft.id is None:
            return composition.new_record(self._root, readings.known, reading, draft)
        return composition.changed_record(readings.known, reading, draft, self._file_of(draft.kind, draft.id))

    def _written(self, made: Composed, kind: str) -> Saved:
        self._history.write(made.change)
        self.forget()
        return Saved(made.change.label, kind, made.checked.id, made.change.file, made.line, made.checked.yaml)

    def _demand(self, made: Composed, version: str) -> None:
        """Raise ConflictError where the file is not as it was when its record was shown."""
        there = author_files.read(self._root, made.change.file)
        if there.version == version:
            return
        as_it_is = composition.composed(replace(made.change, after=there.raw), made.checked.id)
        theirs = as_it_is.checked.yaml if there.record(made.checked.id) else ""
        raise ConflictError(there.file, made.checked.yaml, theirs, there.version)

    @staticmethod
    def _refuse_errors(made: Composed) -> None:
        errors = [one for one in made.checked.problems if one.problem.severity is Severity.ERROR]
        if errors:
            raise RefusedError(*made.checked.problems)

    def _file_of(self, kind: Kind, identifier: str) -> ContentFile:
        records = file_choice.all_of(self._read().known.archive, kind)
        found = next((one for one in records if one.id == identifier), None)
        if found is None:
            raise refused(CONTENT, f'there is no {kind} "{identifier}" any more', "load the page again")
        return author_files.read(self._root, found.location.file)

    def _actor(self, identifier: str) -> Actor:
        found = next((one for one in self._read().known.archive.actors if one.id == identifier), None)
        if found is None:
            raise refused(CONTENT, f'there is no actor "{identifier}"', "choose one of the list")
        return found

    def _listed(self, archive: Archive, article: str) -> Iterator[Listed]:
        """The claims and notes about an article, as they stand in their files now."""
        read: dict[str, dict[str, Placed]] = {}
        versions: dict[str, str] = {}
        for kind, records in ((Kind.CLAIM, archive.claims), (Kind.NOTE, archive.notes)):
            for record in records:
                passages = [passage for passage in record.passages if passage.article == article]
                file = record.location.file
                if not passages:
                    continue
                if file not in read:
                    read[file], versions[file] = self._placed(file)
                if record.id in read[file]:
                    yield _as_listed(kind, record, passages, read[file][record.id], versions[file])

    def _placed(self, file: str) -> tuple[dict[str, Placed], str]:
        """The records of a file by their ids, and its version; none where it was broken since the archive was read."""
        try:
            there = author_files.read(self._root, file)
        except RefusedError:
            return {}, ""
        return {one.id: one for one in there.records()}, there.version


def _fronts(folder: Path) -> dict[str, str]:
    seeds = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    names = [path.relative_to(folder).as_posix() for path in seeds]
    read = ((name, author_files.now(folder.parent, f"{SEEDS}/{name}")) for name in names)
    return {name: _front(raw, name) for name, raw in read if raw is not None}


def _front(raw: bytes, seed: str) -> str:
    return author_files.version_of(front_matter(raw, seed).encode())


def _as_listed(
    kind: Kind, record: Claim | Note, passages: list[AnnotationTarget], placed: Placed, version: str
) -> Listed:
    quotes = [passage.quote for passage in passages if passage.quote]
    return Listed(
        kind=kind,
        id=record.id,
        name=record.claim if isinstance(record, Claim) else record.title,
        file=record.location.file,
        line=placed.line,
        version=version,
        values=forms.shown(kind, placed.values),
        words=tuple(f"{one.exact} … {one.until}" if one.until else one.exact for one in quotes),
        is_draft=record.status is Status.DRAFT,
    )
