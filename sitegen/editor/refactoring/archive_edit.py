"""The author's files with changes that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sitegen.content.yaml_edit import key_lines, record_edits
from sitegen.content.yaml_edit.record_edits import NewValue
from sitegen.content.yaml_reader import KeyPath, decode
from sitegen.core.problems import Problems
from sitegen.editor import author_files
from sitegen.editor.api_types import EditRefusedError, FieldProblem, FileChange, refusal
from sitegen.editor.author_files import ContentFile
from sitegen.files import source_files

CANNOT_EDIT: Final = "this cannot be changed without touching more of the file"


class ArchiveEdit:
    """Files of one archive, each read once and changed in memory. Its methods raise EditRefusedError."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before: dict[str, bytes | None] = {}
        self._texts: dict[str, str | None] = {}

    def text(self, file: str) -> str:
        """A file as it is to be, with its byte order mark; its path is below the root."""
        if file not in self._texts:
            problems = Problems()
            raw = source_files.read_source(self.root, file, problems)
            if raw is None or decode(raw, file, problems) is None:
                raise EditRefusedError(*map(FieldProblem, problems))
            self._before[file], self._texts[file] = raw, raw.decode()  # with the byte order mark, which is to stay
        found = self._texts[file]
        if found is None:
            raise refusal(file, "this file is to be removed")
        return found

    def content(self, file: str) -> ContentFile:
        """A file of records as it is to be."""
        text = self.text(file)
        return author_files.parse_text(file, text.encode(), text)

    def put(self, file: str, text: str | None) -> None:
        """Let a file that was read have another text; None = it is to be removed."""
        if text is None or text != self.text(file):
            self._texts[file] = text

    def add(self, file: str, text: str | None) -> None:
        """A new file. None, or a file that is there already, is refused."""
        if text is None or author_files.exists(self.root, file) or file in self._texts:
            raise refusal(file, "there is such a file already" if text else CANNOT_EDIT)
        self._before[file], self._texts[file] = None, text

    def is_free(self, file: str) -> bool:
        """Whether nothing of that name is there, or is to be."""
        return file not in self._texts and not author_files.exists(self.root, file)

    def change(self, file: str, path: KeyPath, changes: Mapping[str, NewValue | None], order: Sequence[str]) -> None:
        """Set keys of the mapping at a path, or take those out for which None is given."""
        edited = record_edits.change(self.text(file), file, path, changes, order)
        if edited is None:
            raise refusal(file, CANNOT_EDIT)
        self.put(file, edited)

    def write_as(self, file: str, path: KeyPath, key: str, written: Sequence[str]) -> None:
        """Write a key as in these lines, which say the same (`key_lines`); where that cannot be it stays as it is."""
        edited = key_lines.put_key_lines(self.text(file), file, path, key, written)
        if edited is not None:
            self.put(file, edited)

    def remove(self, file: str, path: KeyPath) -> str:
        """Take a record out of a file, and the file away with its last one; the record as it stood there."""
        taken = record_edits.remove(self.text(file), file, path)
        if taken is None:
            raise refusal(file, "the record cannot be taken out without touching more of the file")
        self.put(file, taken[0])
        return taken[1]

    def changes(self, label: str, first: str) -> tuple[FileChange, ...]:
        """What is to be written: `first` that file, then the others by their paths."""
        found = []
        for file in sorted(self._texts, key=lambda one: (one != first, one)):
            text, before = self._texts[file], self._before[file]
            after = None if text is None else text.encode()
            if after != before:
                found.append(FileChange(label, file, before, after))
        return tuple(found)
