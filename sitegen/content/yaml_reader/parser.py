"""YAML text → plain values that remember where they stand.

Every scalar is text as the author typed it: `No`, `0123`, `12:30` and `~` mean what they say, because nodes are
composed and never constructed. Of the nodes nothing is kept but numbers (`sitegen.content.yaml_reader.document`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Final, cast

import yaml

from sitegen.content.yaml_reader.document import PAIR, Document, PositionTable, YamlValue
from sitegen.content.yaml_reader.repair_hints import QUOTES_HINT, key_fault
from sitegen.content.yaml_reader.syntax_errors import TAB_HINT, YamlSource, report_syntax_error, without_empty_end
from sitegen.core.problems import Location, Problems

MAX_DEPTH: Final = 30
"""Levels of lists and mappings; the deepest record of the format has five."""
MAX_ALIASED_NODES: Final = 100_000
"""Values that a file with aliases may unfold to; without aliases a file cannot unfold to more than it is long."""

MAX_KEYS: Final = 1000
"""Keys of a mapping: a record has at most 30, and each that is none of ours is reported with what may be meant."""

MAX_PARTS: Final = 1_000_000
"""Lines, commas and dashes of a file. It has at most three values for each, which libyaml's nodes make 0.2 kB large;
of such records as people write it are 100,000."""

_BEFORE_PARTS: Final = "\n,-?[{"
_SCALAR_TAG, _LIST_TAG, _MAPPING_TAG = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_ANCHOR = re.compile(r"&([^\s\[\]{},]+)")

_RECORD: Final = 2
"""The depth of a mapping in a list, as `_mapping` counts it; one that a file holds alone has 1."""


class CleanedText(str):
    """Text without the control characters that were written in it; whoever reads an id must refuse it."""

    __slots__ = ()


def parse(
    text: str, file: str, problems: Problems, first_line: int = 1, is_foreign: Callable[[str], bool] | None = None
) -> Document | None:
    """The document that `text` holds, a byte order mark aside; None for an empty one, and for one that is no YAML.

    `first_line` is the line of the file, counted from 1, in which `text` begins. A key at the top that `is_foreign`
    may be given twice: nobody reads it.
    Reports: yaml-syntax, yaml-tab, yaml-tag, yaml-too-large, duplicate-key. All but the last leave no document.
    """
    # YAML 1.1 counts these as line breaks and no editor does; a space keeps every index and all line numbers right.
    text = text.removeprefix("\ufeff").replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")
    source = YamlSource(without_empty_end(text), file, first_line)
    text = source.text
    if _has_too_many_parts(text):
        message = f"there are more than {MAX_PARTS:,} lines, commas and dashes in it"
        problems.add(source.location(0, 0), "yaml-too-large", message, "split it into several files")
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_TextLoader)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        report_syntax_error(error, source, problems)
        return None
    if node is None or _is_nothing(node):
        return None
    reader = _NodeReader(source, problems, is_foreign)
    if "*" in text and "&" in text and not reader.unfolds(node):
        return None
    value = reader.value(node, 0)
    return None if reader.is_broken else Document(value, reader.places, source)


def document_of_nodes(node: yaml.Node, source: YamlSource, problems: Problems) -> Document | None:
    """The document of nodes that were made of another language than YAML; None, with a problem, if it is too large.

    Reports: yaml-too-large.
    """
    # What is odd in YAML is not there; escapes may be.
    reader = _NodeReader(YamlSource("\\\n", source.file, source.first_line), problems, None)
    value = reader.value(node, 0)
    return None if reader.is_broken else Document(value, reader.places, source)


def _is_nothing(node: yaml.Node) -> bool:
    """Whether there is nothing but a `---`."""
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style and node.tag == _SCALAR_TAG
    return is_plain and node.value == "" and node.start_mark.index == node.end_mark.index


def _has_too_many_parts(text: str) -> bool:
    """Whether a text may hold more values than fit into memory; asked before libyaml makes nodes of them."""
    return len(text) > MAX_PARTS and sum(map(text.count, _BEFORE_PARTS)) > MAX_PARTS


class _NodeReader:
    """Nodes → plain values, with what libyaml lets pass and an author would not want."""

    __slots__ = ("_first_keys", "_has_escapes", "_is_foreign", "_is_odd", "_problems", "_source", "is_broken", "places")

    def __init__(self, source: YamlSource, problems: Problems, is_foreign: Callable[[str], bool] | None) -> None:
        text = source.text
        self._is_foreign = is_foreign
        self._source = source
        self._problems = problems
        self._is_odd = "\t" in text or "!" in text or "&" in text
        self._has_escapes = "\\" in text
        self._first_keys: tuple[yaml.Node | None, dict[str, yaml.Node]] = None, {}
        self.is_broken = False
        self.places = PositionTable(text)

    def value(self, node: yaml.Node, depth: int) -> YamlValue:
        if self._is_odd:
            self._check(node)
        found = node.value
        if isinstance(node, yaml.ScalarNode):
            self.places.add_text(node)
            if self._has_escapes and _CONTROLS.search(found):
                return CleanedText(_CONTROLS.sub("", found))
            return cast("str", found) if found or node.style else None
        if depth >= MAX_DEPTH:
            self._reject(node, "yaml-too-large", f"lists and mappings are nested more than {MAX_DEPTH} deep")
            return None
        if isinstance(node, yaml.SequenceNode):
            return self._list(node, depth + 1)
        return self._mapping(node, depth + 1)

    def _list(self, node: yaml.Node, depth: int) -> list[YamlValue]:
        found: list[YamlValue] = []
        first = self.places.add_parent(node, len(node.value))
        for index, item in enumerate(node.value, first):
            self.places.begin_item(index)
            found.append(self.value(item, depth))
        return found

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, YamlValue]:
        found: dict[str, YamlValue] = {}
        if len(node.value) > MAX_KEYS:
            self._reject(node, "yaml-too-large", f"there are more than {MAX_KEYS:,} keys here")
            return found
        index = self.places.add_parent(node, PAIR * len(node.value))
        again: list[yaml.Node] = []
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or not key:
                self._reject(key_node, "yaml-syntax", "a key must be a word", QUOTES_HINT)
            elif not key[0].isalnum() and not self._is_foreign and (fault := key_fault(key)):
                self._reject(key_node, "yaml-syntax", *fault)
            elif key in found:
                if depth > 1 or not self._is_foreign or not self._is_foreign(key):
                    again.append(key_node)
            else:
                self.places.begin_pair(index, key_node)
                index += PAIR
                # Thousands of records have the same keys, and libyaml makes each anew.
                found[sys.intern(key)] = self.value(value_node, depth)
        if len(again) > 1 and depth <= _RECORD:
            self._report_new_record(node, again, is_item=depth == _RECORD)
        else:
            for key_node in again:
                self._report_duplicate(node, key_node)
        return found

    def unfolds(self, root: yaml.Node) -> bool:
        """Whether the aliases of a document lead to a tree of reasonable size. Reports: yaml-too-large."""
        try:
            size = self._size(root, {}, 0)
        except RecursionError:
            size = 0
        if size == 0:
            self._reject(root, "yaml-too-large", "an alias repeats the value it stands in, or too much is nested")
        elif size > MAX_ALIASED_NODES:
            self._reject(root, "yaml-too-large", f"the aliases unfold to more than {MAX_ALIASED_NODES} values")
        return not self.is_broken

    def _size(self, node: yaml.Node, sizes: dict[int, int], depth: int) -> int:
        """The number of nodes from this one down, each alias counted every time. Raises RecursionError for a cycle."""
        if isinstance(node, yaml.ScalarNode):
            return 1
        if id(node) in sizes:
            if not sizes[id(node)]:
                raise RecursionError
            return sizes[id(node)]
        if depth > MAX_DEPTH:
            raise RecursionError
        sizes[id(node)] = 0
        pairs = node.value if isinstance(node, yaml.MappingNode) else [node.value]
        sizes[id(node)] = 1 + sum(self._size(child, sizes, depth + 1) for pair in pairs for child in pair)
        return sizes[id(node)]

    def _check(self, node: yaml.Node) -> None:
        text, start = self._source.text, node.start_mark.index
        expected = _TAGS[type(node)]
        if node.tag != expected:
            shown = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._reject(node, "yaml-tag", f'"{shown}" is a YAML tag; values have none here', QUOTES_HINT)
        if start and text[start - 1] == "\t":
            line, column = node.start_mark.line, node.start_mark.column
            place = self._source.location(line, column - 1)
            self._reject_at(place, "yaml-tab", "there is a tab in front of this value", TAB_HINT)
        anchor = _ANCHOR.match(text, start)
        # `title: &Partners report` would lose a word without a sound.
        if anchor and f"*{anchor[1]}" not in text:
            self._reject(node, "yaml-syntax", f'"&{anchor[1]}" means an anchor that nothing refers to', QUOTES_HINT)

    def _report_new_record(self, mapping: yaml.Node, again: list[yaml.Node], *, is_item: bool) -> None:
        """Keys that come again are mostly those of the next record, whose `- ` is missing: reported once."""
        first = again[0].value
        if is_item:
            hint = f"does a new record begin here? Put `- ` before `{first}`, in place of two spaces"
        else:
            others = "and two spaces before its other lines"
            hint = f"does a new record begin here? Put `- ` before the first key of each, {others}"
        self._report_duplicate(mapping, again[0], ", and so are other keys of this record", hint)

    def _report_duplicate(
        self, mapping: yaml.Node, second: yaml.Node, more: str = "", hint: str = "keep one of them"
    ) -> None:
        key = second.value
        if self._first_keys[0] is not mapping:
            keys = [pair[0] for pair in mapping.value if isinstance(pair[0], yaml.ScalarNode)]
            self._first_keys = mapping, {one.value: one for one in reversed(keys)}
        first = self._first_keys[1][key]
        lines = [mark.line + self._source.first_line for mark in (first.start_mark, second.start_mark)]
        message = f'"{key}" is given twice, in line {lines[0]} and in line {lines[1]}{more}'
        place = self._source.location(second.start_mark.line, second.start_mark.column)
        self._problems.add(place, "duplicate-key", message, hint)

    def _reject(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        self._reject_at(self._source.location(node.start_mark.line, node.start_mark.column), code, message, hint)

    def _reject_at(self, place: Location, code: str, message: str, hint: str) -> None:
        self._problems.add(place, code, message, hint)
        self.is_broken = True


class _TextLoader(yaml.CBaseLoader):
    """The loader for which every scalar is text; it looks for no rules that could say otherwise, as it has none."""

    def resolve(self, kind: type[yaml.Node], _value: str, _implicit: object) -> str:
        """The tag of a node that has none of its own."""
        return _TAGS[kind]


_TAGS: Final[dict[type[yaml.Node], str]] = {
    yaml.ScalarNode: _SCALAR_TAG,
    yaml.SequenceNode: _LIST_TAG,
    yaml.MappingNode: _MAPPING_TAG,
}
