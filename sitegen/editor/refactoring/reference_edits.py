"""All references of an archive to one record, written anew in the author's files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, cast

from sitegen.content import schema
from sitegen.content.loader.folders import ArchiveFiles
from sitegen.content.schema.record_models import WrittenPage
from sitegen.content.yaml_edit.key_lines import item_comments
from sitegen.content.yaml_edit.plain_values import NewValue, canonical
from sitegen.content.yaml_edit.text_rewrites import TextRewrite, rewrite_texts
from sitegen.content.yaml_reader import Document, KeyPath, YamlValue, front_matter_span, parse
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problems
from sitegen.editor.api_types import EditRefusedError, FieldProblem
from sitegen.editor.refactoring.archive_edit import CANNOT_EDIT, ArchiveEdit
from sitegen.editor.refactoring.record_targets import refused
from sitegen.editor.refactoring.reference_rewriting import ReferenceRewriter, WrittenText, model_of, texts_in
from sitegen.files import source_files

_BY_HAND: Final = "change it by hand, then try again"


class ReferenceEdit(FrozenRecord):
    """A text of the author's files that named the record, and names it as it is called now."""

    location: Location
    """As the files were before."""
    key: str
    """Where it stands in its record: `speaker`, `related.actor`; empty for the text of a prose page."""
    is_link: bool
    """Whether it is Markdown, with a link in it."""


class ReferenceEditor:
    """Rewrites the references of one archive. Raises EditRefusedError where one cannot be written, or read."""

    def __init__(
        self, edit: ArchiveEdit, files: ArchiveFiles, rewriter: ReferenceRewriter, may_name: Callable[[str], bool]
    ) -> None:
        """`may_name` says of the text of a file whether the record may be named in it."""
        self._edit, self._files, self._rewriter, self._may_name = edit, files, rewriter, may_name
        self.lost_comments: list[str] = []
        """Comments behind items that are there twice now, of which one is taken out."""

    def rewrite_all(self) -> list[ReferenceEdit]:
        """Rewrite records, prose pages and settings, no seeds; the references that were changed, by their files."""
        listed = [file for found in self._files.records.values() for file in found]
        site = [self._files.site] if self._files.site else []
        done = [one for file in sorted((*listed, *site)) if self._is_wanted(file) for one in self._in_records(file)]
        done += [one for file in self._files.pages if self._is_wanted(file) for one in self._in_page(file)]
        return done

    def _is_wanted(self, file: str) -> bool:
        raw = source_files.read_source(self._edit.root, file, Problems())
        return raw is not None and self._may_name(raw.decode(errors="replace"))

    def _in_records(self, file: str) -> Iterator[ReferenceEdit]:
        model, text = model_of(file), self._edit.text(file)
        if model is None:
            return
        document = _document(text, file)
        if document is None:
            return
        wanted = list(self._wanted(texts_in(document.value, model)))
        if wanted:
            edited = _rewritten(text, file, wanted, document)
            self._edit.put(file, edited)
            self._without_twins(file, model, [one.path for one, _ in wanted])
            yield from (_reference_edit(document, one) for one, _ in wanted)

    def _wanted(self, texts: Iterable[WrittenText]) -> Iterator[tuple[WrittenText, TextRewrite]]:
        for one in texts:
            rewrite = self._rewriter.rewrite(one)
            if rewrite:
                yield one, rewrite

    def _in_page(self, file: str) -> Iterator[ReferenceEdit]:
        text = self._edit.text(file)
        start, end = front_matter_span(text) or (0, 0)
        matter = text[start:end]
        document = _document(matter, file) if matter.strip() else None
        wanted = list(self._wanted(texts_in(document.value, WrittenPage))) if document else []
        new_matter = _rewritten(matter, file, wanted, document) if document and wanted else matter
        body = text[end:]
        new_body = self._rewriter.links.text(body)
        self._edit.put(file, text[:start] + new_matter + new_body)
        yield from (_reference_edit(document, one) for one, _ in wanted if document)
        if new_body != body:
            at = next(number for number, (one, two) in enumerate(zip(body, new_body, strict=False)) if one != two)
            yield ReferenceEdit(Location(file, text.count("\n", 0, end + at) + 1), "", is_link=True)

    def _without_twins(self, file: str, model: type[schema.Written], changed: Sequence[KeyPath]) -> None:
        """Take out of lists what is there twice now, since two records became one."""
        for path in dict.fromkeys(one for way in changed for one in _lists_around(way)):
            document = _document(self._edit.text(file), file)
            listed = _value_at(document.value if document else None, path)
            if not isinstance(listed, list):
                continue
            names = {one.path: one for one in texts_in(document.value if document else None, model)}
            kept: dict[str, YamlValue] = {}
            goes = []
            for number, item in enumerate(listed):
                named = names.get((*path, number))
                key = self._rewriter.meaning(named.use, named.words) if named else json.dumps(canonical(item))
                goes.append(key in kept)
                kept.setdefault(key, item)
            if len(kept) < len(listed):
                behind = zip(item_comments(self._edit.text(file), file, path), goes, strict=False)
                self.lost_comments += [
                    f"the comment “{words}” of {file}" for words, is_gone in behind if words and is_gone
                ]
                new = cast("NewValue", list(kept.values()))
                self._edit.change(file, path[:-1], {str(path[-1]): new}, ())


def _document(text: str, file: str) -> Document | None:
    """A text as YAML, the byte order mark aside; None where it says nothing. Raises EditRefusedError."""
    problems = Problems()
    document = parse(text.removeprefix("\ufeff"), file, problems)
    if document is None and len(problems):
        raise EditRefusedError(*map(FieldProblem, problems))
    return document


def _rewritten(text: str, file: str, wanted: Sequence[tuple[WrittenText, TextRewrite]], document: Document) -> str:
    edited = rewrite_texts(text, file, {one.path: rewrite for one, rewrite in wanted})
    if edited is None:
        place = document.place(wanted[0][0].path)
        raise refused("not-written", f"a reference in this file: {CANNOT_EDIT}", _BY_HAND, place)
    return edited


def _reference_edit(document: Document, one: WrittenText) -> ReferenceEdit:
    keys = [step for step in one.path if isinstance(step, str)]
    return ReferenceEdit(document.place(one.path), ".".join(keys), is_link=one.use.is_markdown)


def _lists_around(path: KeyPath) -> Iterator[KeyPath]:
    """The lists of a record, the outermost first, in which something stands."""
    for end in range(1, len(path)):
        if isinstance(path[end], int) and isinstance(path[end - 1], str):
            yield path[:end]


def _value_at(value: YamlValue, path: KeyPath) -> YamlValue:
    found: Any = value
    for step in path:
        found = found[step]
    return cast("YamlValue", found)
