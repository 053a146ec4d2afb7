"""Front matter in TOML or JSON → plain values, as YAML would give them: every scalar is text.

Their parsers tell no places, so a value stands where its key at the top does.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

import yaml

from sitegen.content.yaml_reader.document import Document
from sitegen.content.yaml_reader.parser import MAX_DEPTH, document_of_nodes
from sitegen.content.yaml_reader.syntax_errors import YamlSource
from sitegen.core.problems import Problems

MAX_LENGTH: Final = 20_000
"""Characters of such front matter: tomllib looks again and again at some texts, which for longer ones takes seconds."""
MAX_DOTS: Final = 300
"""In a line of TOML; the time of a key grows with the square of its parts."""

_KEY: Final = r"^[ \t]*[\[{{,]*[ \t]*([\"']?){}\1[ \t]*[\]:=.]"
_INLINE_KEY: Final = r"([\"']){}\1[ \t]*:"


class _DuplicateJsonKeyError(ValueError):
    """A key of JSON is there twice, and one of them would not be read."""


def is_toml(matter: str) -> bool:
    """Whether this can be read as TOML; many a text has two lines `+++`."""
    return _toml(matter) is not None


def end_of_json(text: str) -> int:
    """Where the JSON at the head of a text ends, with the rest of its line; 0 if it is no mapping that stands alone."""
    value, end = _json(text)
    rest = text[end : end + MAX_LENGTH].partition("\n")[0]
    return end + len(rest) if value and not rest.strip() else 0


def parse_toml_or_json(matter: str, file: str, problems: Problems, first_line: int) -> Document | None:
    """The document that this TOML or JSON holds, whose first line is `first_line` of the file; None if it is too large.

    Reports: yaml-too-large.
    """
    value = _json(matter)[0] if matter.startswith("{") else _toml(matter)
    lines = {key: _line(key, matter) for key in value or {}}
    return document_of_nodes(_top(value or {}, lines), YamlSource(matter, file, first_line), problems)


def _toml(matter: str) -> Mapping[str, object] | None:
    if len(matter) > MAX_LENGTH or any(line.count(".") > MAX_DOTS for line in matter.split("\n")):
        return None
    try:
        found = tomllib.loads(matter, parse_float=str)
    except (ValueError, RecursionError):
        return None
    return found if _is_shallow(found, MAX_DEPTH) else None


def _json(text: str) -> tuple[Mapping[str, object] | None, int]:
    decoder = json.JSONDecoder(object_pairs_hook=_unique_pairs, parse_float=str, parse_int=str, parse_constant=str)
    try:
        found, end = decoder.raw_decode(text[:MAX_LENGTH])
    except (ValueError, RecursionError):
        return None, 0
    return (found, end) if isinstance(found, dict) and _is_shallow(found, MAX_DEPTH) else (None, 0)


def _unique_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DuplicateJsonKeyError
    return found


def _is_shallow(value: object, depth: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth > 0 and all(_is_shallow(one, depth - 1) for one in inner)


def _line(key: str, matter: str) -> tuple[int, int]:
    """Line and column of a key at the top, from 0; those of the first line where it is written with escapes."""
    pattern = re.escape(key)
    found = re.search(_KEY.format(pattern), matter, re.MULTILINE) or re.search(_INLINE_KEY.format(pattern), matter)
    at = found.start(1) if found else 0
    return matter.count("\n", 0, at), at - matter.rfind("\n", 0, at) - 1


def _top(value: Mapping[str, object], places: Mapping[str, tuple[int, int]]) -> yaml.Node:
    pairs = [(_text(key, places[key]), _node(inner, places[key])) for key, inner in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, *_marks((0, 0)))


def _node(value: object, place: tuple[int, int]) -> yaml.Node:
    marks = _marks(place)
    if isinstance(value, dict):
        pairs = [(_text(key, place), _node(inner, place)) for key, inner in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, *marks)
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(one, place) for one in value], *marks)
    if isinstance(value, bool):
        return _text(str(value).lower(), place)
    if isinstance(value, datetime | date | time):
        return _text(value.isoformat(), place)
    return _text("" if value is None else str(value), place, style=None if value is None else '"')


def _text(words: str, place: tuple[int, int], style: str | None = '"') -> yaml.ScalarNode:
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # JSON may hold half a character
    return yaml.ScalarNode("tag:yaml.org,2002:str", whole, *_marks(place), style=style)


def _marks(place: tuple[int, int]) -> tuple[yaml.Mark, yaml.Mark]:
    mark = yaml.Mark("", 1, *place, None, 0)
    return mark, mark
