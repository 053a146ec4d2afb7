"""Single texts of a YAML file rewritten where they stand, such as ids that changed; nothing beside them moves."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

from sitegen.content.yaml_edit.nodes import ScalarNode, YamlFile, node_at, read_yaml_file
from sitegen.content.yaml_edit.plain_values import NewValue
from sitegen.content.yaml_edit.record_edits import change
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError
from sitegen.content.yaml_reader import KeyPath, YamlValue

TextRewrite: TypeAlias = Callable[[str], str]
"""What a text becomes. It is also given texts as they are written, and leaves alone what is not to be changed."""


def rewrite_texts(text: str, file: str, rewrites: Mapping[KeyPath, TextRewrite]) -> str | None:
    """The file's text with the texts at these paths rewritten; None where that cannot be done.

    A text is changed as it is written: its quotation marks, its lines and the comments beside it stay. One that is
    written otherwise than it says (`"\\u0061"`) is written anew, in its style. What comes out was read again: these
    texts say what they should, and all else what it said.
    """
    found = read_yaml_file(text, file)
    if found is None or found.root is None:
        return None
    wanted = copy.deepcopy(found.value)
    for path, rewrite in rewrites.items():
        wanted = _with_text(wanted, path, rewrite)
    edited = _rewritten_in_place(found, rewrites)
    if edited is not None and _says(edited, file, wanted):
        return edited
    edited = _rewritten_by_key(text, file, wanted, rewrites)
    return edited if edited is not None and _says(edited, file, wanted) else None


def _rewritten_in_place(found: YamlFile, rewrites: Mapping[KeyPath, TextRewrite]) -> str | None:
    edits = EditList.of(found)
    for path, rewrite in rewrites.items():
        node, value = node_at(found.root, path), _value_at(found.value, path)
        if not isinstance(node, ScalarNode) or not isinstance(value, str):
            continue  # behind an alias: it is rewritten where its anchor is, or it is found below that it was not
        written = found.text[node.start : node.end]
        is_plain = bool(value) and written.count(value) == 1
        edits.replace_span(
            node.start, node.end, written.replace(value, rewrite(value)) if is_plain else rewrite(written)
        )
    try:
        return edits.apply()
    except UnwritableError:
        return None


def _rewritten_by_key(text: str, file: str, wanted: YamlValue, rewrites: Mapping[KeyPath, TextRewrite]) -> str | None:
    """The text with the keys written anew that hold one of these texts."""
    edited: str | None = text
    for owner, key in dict.fromkeys(map(_key_of, rewrites)):
        if edited is None or key is None:
            return None
        mapping = _value_at(wanted, owner)
        new = mapping.get(key) if isinstance(mapping, dict) else None
        edited = change(edited, file, owner, {key: cast("NewValue", new)}) if new is not None else None
    return edited


def _key_of(path: KeyPath) -> tuple[KeyPath, str | None]:
    """The mapping that holds the text at a path, be it in a list, and the key there."""
    for end in range(len(path) - 1, -1, -1):
        if isinstance(step := path[end], str):
            return path[:end], step
    return (), None


def _value_at(value: YamlValue, path: KeyPath) -> YamlValue:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def _with_text(value: YamlValue, path: KeyPath, rewrite: TextRewrite) -> YamlValue:
    """A value with another text at a path; it is changed where it is a list or a mapping."""
    if not path:
        return rewrite(value) if isinstance(value, str) else value
    inner: list[YamlValue] | dict[str, YamlValue] = cast("list[YamlValue] | dict[str, YamlValue]", value)
    inner[path[0]] = _with_text(inner[path[0]], path[1:], rewrite)  # type: ignore[index]
    return value


def _says(text: str, file: str, wanted: YamlValue) -> bool:
    found = read_yaml_file(text, file)
    return found is not None and found.value == wanted
