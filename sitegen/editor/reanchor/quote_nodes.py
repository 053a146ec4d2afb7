"""Where a quote stands in a YAML file: the nodes around it, with their places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.content.yaml_reader import Document, KeyPath, YamlValue

if TYPE_CHECKING:
    from sitegen.core.problems import Location


@dataclass(frozen=True, slots=True)
class QuoteNode:
    """A quote in a file."""

    path: KeyPath
    key: Any
    """ruamel's node of the word `quote`."""
    node: Any
    """ruamel's node of what stands behind it."""
    is_flow: bool
    """Whether it stands within brackets or braces."""


def path_of(document: Document, location: Location) -> KeyPath | None:
    """The way to the quote that begins at a place; None if there is none, or if an alias lets it stand in several."""
    found = [path for path in _quotes(document.value) if document.words_place(_words(document.value, path)) == location]
    return found[0] if len(found) == 1 else None


def at(value: YamlValue, path: KeyPath) -> YamlValue:
    """The part of a value to which a path leads."""
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def node_of(text: str, path: KeyPath) -> QuoteNode | None:
    """The quote's node; None where ruamel.yaml reads the text in another way than libyaml does."""
    try:
        node: Node | None = YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return None
    key: Node | None = None
    is_flow = False
    for step in path:
        is_flow = is_flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, MappingNode):
            key, node = next((pair for pair in node.value if pair[0].value == step), (None, None))
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            key, node = None, node.value[step]
        else:
            return None
    if key is None or not isinstance(node, ScalarNode | MappingNode) or node.anchor:
        return None
    return QuoteNode(path, key, node, is_flow)


def last_index(node: Any) -> int:
    """Where the last scalar within a node ends; what libyaml calls the end of a mapping is behind comments."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        return int(node.end_mark.index)
    children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
    return max((last_index(child) for child in children), default=int(node.end_mark.index))


def _quotes(value: YamlValue) -> Iterator[KeyPath]:
    records = enumerate(value) if isinstance(value, list) else [(None, value)]
    for number, record in records:
        if not isinstance(record, dict):
            continue
        prefix: KeyPath = () if number is None else (number,)
        if record.get("quote"):
            yield (*prefix, "quote")
        where = record.get("where")
        listed = enumerate(where) if isinstance(where, list) else [(None, where)]
        for place, passage in listed:
            if isinstance(passage, dict) and passage.get("quote"):
                yield (*prefix, "where", *(() if place is None else (place,)), "quote")


def _words(value: YamlValue, path: KeyPath) -> KeyPath:
    quote = at(value, path)
    if not isinstance(quote, dict):
        return path
    return (*path, "exact" if quote.get("exact") is not None else "from")
