"""The author's files as the preview reads and writes them: whole, never elsewhere, never over a change of others."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_reader import Document, YamlValue, decode, parse
from sitegen.content.yaml_reader import KeyPath as Steps
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem, Problems
from sitegen.editor.api_types import EditConflictError, EditRefusedError, FieldProblem, FileChange, FormValues
from sitegen.editor.reanchor.quote_edit import replace_content_file
from sitegen.files import source_files
from sitegen.files.atomic import is_within, remove_atomic
from sitegen.files.source_files import CONTENT
from sitegen.files.source_rules import LinkError, resolve_links


class FileRecord(FrozenRecord):
    """A record in its file."""

    id: str
    """As its author wrote it; empty where it has none."""
    path: Steps
    line: int
    values: FormValues


class ContentFile:
    """A YAML file below `content/` as it was at one moment."""

    def __init__(self, file: str, raw: bytes, text: str, document: Document | None) -> None:
        self.file, self.raw, self.text = file, raw, text
        self._document = document

    @property
    def version(self) -> str:
        """As `version_of`: another one where somebody changed the file since."""
        return version_of(self.raw)

    @property
    def is_list(self) -> bool:
        """Whether it holds a list of records, or none yet; else it is one record."""
        return self._document is None or isinstance(self._document.value, list)

    def records(self) -> Iterator[FileRecord]:
        """The records in it, in their order."""
        if self._document is None:
            return
        value = self._document.value
        listed: list[tuple[Steps, YamlValue]] = [((), value)]
        if isinstance(value, list):
            listed = [((index,), item) for index, item in enumerate(value)]
        for path, item in listed:
            if isinstance(item, dict):
                line = self._document.place(path).line
                yield FileRecord(self._id(item, path), path, line, cast("FormValues", without_empty(item) or {}))

    def record(self, identifier: str) -> FileRecord | None:
        """The record with this id."""
        key = urls.id_key(identifier)
        return next((one for one in self.records() if urls.id_key(one.id) == key), None)

    def _id(self, record: dict[str, YamlValue], path: Steps) -> str:
        given = record.get("id")
        return given if given and isinstance(given, str) else "" if path else stem_id(self.file)


def read(root: Path, file: str) -> ContentFile:
    """A file of records, `file` being its path below the root.

    Raises EditRefusedError where it cannot be read, is no YAML, or lies outside of `content/`.
    """
    _refuse_outside(root, file)
    problems = Problems()
    raw = source_files.read_source(root, file, problems)
    text = None if raw is None else decode(raw, file, problems)
    if raw is None or text is None:
        raise EditRefusedError(*map(FieldProblem, problems))
    return parse_text(file, raw, raw.decode())  # with the byte order mark, which is to stay


def parse_text(file: str, raw: bytes, text: str) -> ContentFile:
    """A file with this text, parsed. Raises EditRefusedError with the reader's problems where it is no YAML."""
    problems = Problems()
    document = parse(text, file, problems)
    if document is None and len(problems):
        raise EditRefusedError(*map(FieldProblem, problems))
    return ContentFile(file, raw, text, document)


def version_of(raw: bytes) -> str:
    """The SHA-256 of a file in hexadecimal, by which two states of it are compared."""
    return hashlib.sha256(raw).hexdigest()


def without_empty(value: YamlValue) -> YamlValue:
    """A value without its empty parts (`key:`), as the loader leaves them out, too."""
    if isinstance(value, dict):
        kept = {key: without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner is not None and inner != ""}
    if isinstance(value, list):
        return [inner for inner in map(without_empty, value) if inner is not None and inner != ""]
    return value


def write_together(root: Path, changes: Sequence[FileChange]) -> None:
    """Put all of these changes in place, in their order, or leave every file as it was.

    All files are looked at before the first is written. Where one cannot be written after all, or somebody else changed
    it at that moment, those before it are put back. Each file is there whole, as it was or as it is to be; of a process
    that is killed between two files the later ones stay as they were. Raises EditConflictError, EditRefusedError.
    """
    for change in changes:
        _refuse_outside(root, change.file)
        if current_bytes(root, change.file) != change.before:
            raise conflict_of(root, change)
    done: list[FileChange] = []
    try:
        for change in changes:
            write(root, change)
            done.append(change)
    except BaseException:
        for change in reversed(done):
            with contextlib.suppress(EditConflictError, EditRefusedError):  # what somebody else wrote meanwhile stays
                write(root, FileChange(change.label, change.file, change.after, change.before))
        raise


def write(root: Path, change: FileChange) -> None:
    """Put what a change makes of its file in place; raises EditConflictError if the file is not as it was before it.

    A file is there whole or as it was. Raises EditRefusedError where it cannot be written.
    """
    _refuse_outside(root, change.file)
    try:
        if current_bytes(root, change.file) != change.before:
            raise conflict_of(root, change)
        _apply(root, change)
    except OSError as error:
        if not isinstance(error, FileExistsError) and current_bytes(root, change.file) == change.before:
            raise _refused(change.file, error.strerror or str(error)) from None
        raise conflict_of(root, change) from None


def current_bytes(root: Path, file: str) -> bytes | None:
    """What a file holds at this moment; None if it is not there, or cannot be read."""
    with contextlib.suppress(OSError):
        return source_files.read_bytes(root, file)
    return None


def exists(root: Path, file: str) -> bool:
    """Whether there is anything of that name, be it a link that is not followed."""
    return os.path.lexists(root / file)


def conflict_of(root: Path, change: FileChange) -> EditConflictError:
    """The error for a file that somebody else changed meanwhile, with both texts."""
    mine, theirs = change.after or b"", current_bytes(root, change.file) or b""
    return EditConflictError(change.file, mine.decode(errors="replace"), theirs.decode(errors="replace"))


def _refuse_outside(root: Path, file: str) -> None:
    if not _is_in_content(root, file):
        raise _refused(file, f"it is a link that is not followed, or none of the files of {CONTENT}/")


def _is_in_content(root: Path, file: str) -> bool:
    """Whether a path lies below `content/`, and so does what it leads to."""
    try:
        return is_within(file) and resolve_links(str(root), file).startswith(f"{CONTENT}/")
    except LinkError:
        return False


def _apply(root: Path, change: FileChange) -> None:
    place = root / change.file
    if change.before is None:
        place.parent.mkdir(parents=True, exist_ok=True)
    if change.after is not None:
        replace_content_file(root, change.file, change.before, change.after)
    elif change.before is not None:
        remove_atomic(place, change.before)


def _refused(file: str, reason: str) -> EditRefusedError:
    message = f"{file} is left as it was: {reason}"
    hint = "look whether the file and its folder can be written, and whether there is room left"
    return EditRefusedError(FieldProblem(Problem(Location(file), "not-written", message, hint)))
