"""A record as its author wrote it, with the places of its parts."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator
from html.entities import html5
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias, cast

from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.yaml_reader import Document, YamlValue, parse
from sitegen.content.yaml_reader.repair_hints import joined_colon_hint, wide_colon_hint
from sitegen.core import url_passwords, urls
from sitegen.core.problems import Location, Problems
from sitegen.files.source_files import SEEDS

Path: TypeAlias = ValuePath
Values: TypeAlias = "dict[str, YamlValue]"

_KEPT_BLANK: Final = frozenset({"quote", "exact", "from", "to"})
"""Keys whose empty text is kept, to be reported; elsewhere `publisher: ""` says that there is none."""
_ENTITY: Final = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_WORD = re.compile(r"[^\s\"'\[\]{},:#&*!|>]+")


class RawRecord:
    """One record of a file as its author wrote it: its values without the empty ones, and the location of each.

    A path leads from the record to a value by keys and indexes, and may have an index where one value stands for a
    list. A record of `content/articles/` may be merged with the front matter of its seed (`merged_with`): its keys win.
    """

    __slots__ = ("_beneath", "_document", "_own", "_prefix", "is_alone", "values")

    def __init__(self, document: Document, prefix: Path = (), beneath: RawRecord | None = None) -> None:
        """`beneath` is the front matter that gives the keys which this record does not."""
        found: YamlValue = document.value
        if prefix:
            found = cast("list[YamlValue]", found)[cast("int", prefix[0])]
        self._document = document
        self._prefix = prefix
        self._own = cast("Values", _without_empty(found))
        self._beneath = beneath
        self.is_alone = not prefix
        """Whether the file holds this record alone, so that its name is the record's id."""
        self.values: Values = {**beneath.values, **self._own} if beneath else self._own

    def merged_with(self, beneath: RawRecord) -> RawRecord:
        """This record with the keys of the front matter of its seed that it does not give itself."""
        return RawRecord(self._document, self._prefix, beneath)

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self._document.file

    @property
    def stem(self) -> str:
        """The file's name as an id."""
        return stem_id(self.file)

    @property
    def location(self) -> Location:
        """Where the record begins."""
        return self._document.place(self._prefix)

    @property
    def id_place(self) -> Location:
        """Where its id stands; where it gives none, where it begins."""
        return self.place(("id",)) if "id" in self.values else self.location

    def place(self, path: Path) -> Location:
        """Where the value at `path` begins."""
        document, whole = self._real(path)
        return document.place(whole)

    def key_place(self, path: Path) -> Location:
        """Where the key of the value at `path` begins."""
        document, whole = self._real(path)
        return document.key_place(whole)

    def words_place(self, path: Path) -> Location:
        """Where the words of the text at `path` begin."""
        document, whole = self._real(path)
        return document.words_place(whole)

    def lines(self, path: Path) -> tuple[str, ...]:
        """The short lines of an unquoted text, where it has several; else empty."""
        document, whole = self._real(path)
        return document.lines_of(whole)

    def is_of_front_matter(self, key: str) -> bool:
        """Whether a merged record has a key from the front matter."""
        return key not in self._own and self._beneath is not None

    def is_in_record(self, key: str) -> bool:
        """Whether a merged record gives a key itself."""
        return key in self._own and self._beneath is not None

    def is_in_seed(self, key: str) -> bool:
        """Whether a key stands in the front matter of a seed, which nobody edits, and not in a record."""
        return self.file.startswith(f"{SEEDS}/") if self._beneath is None else self.is_of_front_matter(key)

    def is_left_empty(self, path: Path) -> bool:
        """Whether a key stands in this record, and nothing behind it."""
        value: Any = self._document.value
        try:
            for step in (*self._prefix, *path):
                value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
        return value is None or value == []

    @property
    def way_out(self) -> str:
        """The hint where to write what the front matter of a seed, which nobody edits, lacks or says wrongly."""
        if self._beneath is not None:
            return f"say it in {self.file}: what stands there wins"
        return f"say it in content/articles/{self.stem}.yaml, with `seed: {self.file.removeprefix(f'{SEEDS}/')}`"

    def unread(self, message: str, hint: str) -> tuple[str, str]:
        """Message and hint for a value of a seed that is ignored; `hint` says what would be right."""
        return f"{message}, so it is not read", f"{self.way_out}; {hint}" if hint else self.way_out

    def decoded(self, keys: Container[str]) -> RawRecord:
        """This record with the HTML entities in the texts of these keys decoded."""
        found = RawRecord(self._document, self._prefix, self._beneath)
        found._own = {key: _decoded(value) if key in keys else value for key, value in self._own.items()}
        found.values = {**self._beneath.values, **found._own} if self._beneath else found._own
        return found

    def text_with_comments(self) -> list[tuple[Path, str, str]]:
        """Path, words and comment of each unquoted value that a lone `#` cuts off."""
        below = self._beneath.text_with_comments() if self._beneath else []
        cut = [found for found in below if found[0][0] not in self._own]
        if not self._document.has_comments:
            return cut
        found = self._document.value
        own = cast("list[YamlValue]", found)[cast("int", self._prefix[0])] if self._prefix else found
        self._collect(own, (), cut)
        return cut

    def passwords(self) -> Iterator[tuple[Path, url_passwords.Found]]:
        """Each URL with a password in its values, with the path of the value."""
        documents = [self._document, *([self._beneath._document] if self._beneath else [])]
        if any(document.has_passwords for document in documents):
            for path, text in _texts(self.values, ()):
                yield from ((path, found) for found in url_passwords.find(text))

    def _collect(self, value: YamlValue, path: Path, cut: list[tuple[Path, str, str]]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                self._collect(inner, (*path, key), cut)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                self._collect(inner, (*path, index), cut)
        elif comment := self._document.comment_after((*self._prefix, *path)):
            cut.append((path, value or "", comment))

    def _real(self, path: Path) -> tuple[Document, Path]:
        """The document that has a value, and the path in it: without indexes where one value stands for a list."""
        if path and self._beneath is not None and self.is_of_front_matter(str(path[0])):
            return self._beneath._real(path)
        value: YamlValue = self._own
        steps = list(self._prefix)
        for step in path:
            if isinstance(step, int):
                if isinstance(value, list):
                    value = value[step]
                    steps.append(step)
            elif isinstance(value, dict):
                value = value.get(step)
                steps.append(step)
        return self._document, tuple(steps)


def stem_id(path: str) -> str:
    """An id from a file's name."""
    return urls.slug_or_hash(PurePosixPath(path).stem)


def raw_records(file: str, text: str, problems: Problems) -> tuple[list[RawRecord], list[str]]:
    """The records of a YAML file, and the ids of those that could not be read.

    Reports: what `yaml_reader.parse` reports, wrong-type, empty-item.
    """
    own = Problems()
    document = parse(text, file, own)
    problems.extend(own)
    if document is None:
        return [], ids_in(file, text) if len(own) else []
    value = document.value
    if isinstance(value, dict):
        return [RawRecord(document)], []
    if not isinstance(value, list):
        report_no_mapping(document.place(), value, problems)
        return [], [stem_id(file)]
    found = []
    for index, item in enumerate(value):
        if isinstance(item, dict):
            found.append(RawRecord(document, (index,)))
        else:
            report_no_mapping(document.place((index,)), item, problems)
    return found, []


def ids_in(file: str, text: str) -> list[str]:
    """Every word of a broken file that may be an id, so that references to its records are not reported as unknown."""
    return [stem_id(file), *dict.fromkeys(_WORD.findall(text))]


def report_no_mapping(place: Location, value: YamlValue, problems: Problems) -> None:
    """Report a record that is no mapping. Reports: wrong-type, empty-item."""
    if value is None or value == "":
        problems.add(place, "empty-item", "there is nothing in this item", "fill it or delete it")
        return
    found = "a list" if isinstance(value, list) else f'the text "{_short(value)}"'
    message = f"a record is asked for, and here is {found}"
    hint = "a record is lines of `key: value`; is a colon missing, or the space behind it?"
    if isinstance(value, str):
        hint = wide_colon_hint(value) or joined_colon_hint(value) or hint
    problems.add(place, "wrong-type", message, hint)


def _texts(value: YamlValue, path: Path) -> Iterator[tuple[Path, str]]:
    """All texts in a value, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _decoded(value: YamlValue) -> YamlValue:
    if isinstance(value, list):
        return [_decoded(item) for item in value]
    return _ENTITY.sub(_character, value) if isinstance(value, str) else value


def _character(entity: re.Match[str]) -> str:
    """What an HTML entity stands for; an unknown one, or one without its semicolon, stays as it is."""
    return html.unescape(entity[0]) if entity[1] or f"{entity[2]};" in html5 else entity[0]


def _short(value: YamlValue) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _without_empty(value: YamlValue) -> YamlValue:
    """The value without the keys that are empty; the same object where none is."""
    if not isinstance(value, dict | list):
        return value
    filled: YamlValue
    if isinstance(value, dict):
        filled = {
            key: _without_empty(inner)
            for key, inner in value.items()
            if inner is not None and (not isinstance(inner, str) or key in _KEPT_BLANK or inner.strip())
        }
    else:
        filled = [_without_empty(item) for item in value]
    return value if filled == value else filled
