"""Lists of short texts that were written as one text: without dashes, or with commas and no brackets.

Where a comma may be a part of one name (`Springfield, Illinois`) nothing is told, or what is told can be answered: one
text that is meant is the only item of a list, and a topic with a comma in its name has a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from sitegen.content import schema
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.loader.written_lists import MANY, SEMICOLON, Parts, list_parts, quoted, written_list
from sitegen.core.model import ReferenceKind
from sitegen.core.problems import Problems

_SIGN: Final = re.compile(r"[-\u2010-\u2015\u2022\u2023\u2043\u00b7*]\s*\S")
_LEAST: Final = 2
_AND: Final = re.compile(r"(?:and|or|und|oder|et|ou|y|e|o|en|og|och|&)\s", re.IGNORECASE)
"""How the last part of one name begins that is an enumeration: `Ministry of Food, Farming, and Fisheries`."""
_TITLE: Final = re.compile(r"(?:[JS]r\.?|I{1,3}|IV|V|(?:\w{1,4}\.\s?)+|[A-Z]\w{0,2}[A-Z])$")
"""What stands behind a name and a comma: `Jr.`, `III`, `M. D.`, `PhD`."""


def report_lists_as_text(model: type[schema.Written], raw: RawRecord, problems: Problems) -> None:
    """Report texts that were meant for lists of words, names or topics. Reports: list-as-text.

    Of ids nothing is told here: several in one text lead nowhere, which says so.
    """
    for key, are_several in _lists_of_words(model).items():
        text = raw.values.get(key)
        if isinstance(text, str) and not raw.is_in_seed(key) and (found := _fault(key, text, raw, are_several)):
            problems.add(raw.place((key,)), "list-as-text", *found)


def _fault(key: str, text: str, raw: RawRecord, are_several: Callable[[Parts, RawRecord], bool]) -> tuple[str, ...]:
    """Message and hint; empty where nothing is wrong."""
    shown, lines = _excerpt(text), raw.lines((key,))
    if _SIGN.match(text.strip()):
        message = f'"{text.strip()[0]}" begins this text, and makes no list of it: "{shown}" is one'
        return message, "in a list each item stands on a line of its own, behind a hyphen and a space"
    if lines:
        message = f'YAML makes one text of these {len(lines)} lines: "{shown}"'
        return (
            message,
            f"if they are several, put `- ` before each, `- {lines[0]}`; if they are one, write it on one line",
        )
    parts = list_parts(text)
    if len(parts) < _LEAST or not (SEMICOLON.search(text) or are_several(parts, raw)):
        return ()
    listed = written_list(key, parts)
    return f'"{shown}" is one text, and no list', f"write {listed}, or where one is meant, `{key}: [{quoted(shown)}]`"


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


@cache
def _lists_of_words(model: type[schema.Written]) -> Mapping[str, Callable[[Parts, RawRecord], bool]]:
    """The keys of a record that hold lists of words, names or topics; and what says of parts that they are several."""
    return {key: _rule(model, key) for key in schema.keys_at(model, ()) if _holds_words(model, key)}


def _holds_words(model: type[schema.Written], key: str) -> bool:
    is_topic = schema.reference_at(model, (key,)) is ReferenceKind.TOPIC
    is_text = schema.is_reader_text(model, (key,)) and not schema.is_markdown(model, (key,))
    return schema.is_list(model, (key,)) and (is_topic or is_text)


def _rule(model: type[schema.Written], key: str) -> Callable[[Parts, RawRecord], bool]:
    if key == "not_mentions":
        return _are_words  # any words of an article
    if key in ("surname", "terms"):
        return _are_short
    is_topic = schema.reference_at(model, (key,)) is ReferenceKind.TOPIC
    return _are_many if is_topic else _are_names


def _are_words(parts: Parts, raw: RawRecord) -> bool:
    del parts, raw
    return False


def _are_short(parts: Parts, raw: RawRecord) -> bool:
    """Of words that no comma is a part of."""
    del raw
    return len(parts) >= _LEAST


def _are_many(parts: Parts, raw: RawRecord) -> bool:
    del raw
    return len(parts) >= MANY and not _AND.match(parts[-1])


def _are_names(parts: Parts, raw: RawRecord) -> bool:
    """Whether these are several names: `Holt, Ana` and `Ana Holt, Jr.` are one, and places have commas in them."""
    if len(parts) >= MANY:
        return _are_many(parts, raw)
    if raw.values.get("kind", "person") != "person" or _TITLE.match(parts[1]) or _AND.match(parts[1]):
        return False
    first, second = ({word.casefold() for word in part.split()} for part in parts)
    name = raw.values.get("name")
    own = [word.casefold() for word in name.split()] if isinstance(name, str) else []
    surnames = _surname(raw) or {*own[-1:]}
    if first & surnames and second & set(own) - surnames and not first & second:
        return False  # its own name, the surname first
    return bool(own or first & second) or all(len(words) > 1 for words in (first, second))


def _surname(raw: RawRecord) -> set[str]:
    given = raw.values.get("surname")
    listed = given if isinstance(given, list) else [given]
    return {word.casefold() for one in listed if isinstance(one, str) for word in one.split()}
