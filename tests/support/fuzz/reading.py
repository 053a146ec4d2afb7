"""Laws of what authors write in YAML: texts, front matter, records and settings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from sitegen.content import schema
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import Path, raw_records
from sitegen.content.loader.record_parser import LoadContext, parse_all, validated
from sitegen.content.yaml_reader import Document, parse, split_front_matter
from sitegen.core import urls
from sitegen.core.problems import Problems
from support.fuzz import words
from support.fuzz.laws import assert_told_well, law, lines_of
from support.fuzz.lots import Lots

ZONE: Final = ZoneInfo("Europe/Lisbon")
MODELS: Final[dict[str, Any]] = {
    "actor": schema.WrittenActor,
    "article": schema.WrittenArticle,
    "claim": schema.WrittenClaim,
    "note": schema.WrittenNote,
    "topic": schema.WrittenTopic,
}


def document_of(text: str) -> Document | None:
    """What editing may begin with; None for an empty text and what is no YAML.

    That the last line has no end makes no difference to a file that is edited.
    """
    problems = Problems()
    document = parse(text if text.endswith(("\n", "\r")) else text + "\n", "content/x.yaml", problems)
    return None if len(problems) else document


@law("content/**/*.yaml", bytes(1))
def yaml_is_read_as_typed_or_told(lots: Lots) -> None:
    text = lots.text_or(words.yaml)
    problems = Problems()
    document = parse(text, "content/x.yaml", problems)
    assert_told_well(problems, lines_of(text))
    if document is None:
        assert len(problems) or _as_ours(_composed(text)) is None
        return
    assert document.value == _as_ours(_composed(text))
    for path in paths(document.value):
        _assert_placed(document, path, lines_of(text))


def _composed(text: str) -> yaml.Node | None:
    """What libyaml makes of it, where lines end as editors end them."""
    for sign in "\u2028\u2029\x85":
        text = text.replace(sign, " ")
    node: yaml.Node | None = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
    return node


def _as_ours(node: yaml.Node | None) -> object:
    """The same by the plainest way: every scalar as it was typed, of keys that are given twice the first."""
    if isinstance(node, yaml.SequenceNode):
        return [_as_ours(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _as_ours(value) for key, value in reversed(node.value)}
    if node is None or (not node.value and not getattr(node, "style", None)):
        return None
    return "".join(sign for sign in node.value if sign in "\t\n" or not _is_unseen(sign))


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in "\ufffe\uffff"


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """The ways to all parts of a value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


def _assert_placed(document: Document, path: Path, lines: int) -> None:
    for place in (document.place(path), document.key_place(path), document.words_place(path)):
        assert 1 <= place.line <= lines
        assert place.column >= 1
    document.comment_after(path)


@law("seeds/**/*.md", bytes(1))
def front_matter_and_body_are_the_text(lots: Lots) -> None:
    text = lots.text_or(_with_front_matter)
    matter, body, line = split_front_matter(text)
    lines = _unix(text.removeprefix("\ufeff")).split("\n")
    assert _unix(body) == "\n".join(lines[line - 1 :])
    if matter is not None:
        assert matter == "".join(f"{one}\n" for one in lines[1 : line - 2])
        problems = Problems()
        parse(matter, "seeds/x.md", problems, 2)
        assert_told_well(problems, line)


def _with_front_matter(lots: Lots) -> str:
    head = lots.one(["---\n", "---\r\n", "\ufeff---\n", "--- \n", ""])
    matter = words.record(lots) if lots.maybe() else words.yaml(lots)
    return f"{head}{matter}\n---\n{words.markdown(lots, 10)}"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@law("content/*/*.yaml", bytes(2))
def records_are_read_or_told(lots: Lots) -> None:
    kind = lots.one(sorted(MODELS))
    text = lots.text_or(words.records)
    problems, known = Problems(), IdRegistry(kind)
    found, _ = raw_records(f"content/{kind}s/x.yaml", text, problems)
    read: Sequence[Any] = parse_all(found, MODELS[kind], known, LoadContext(schema.ValidationContext(ZONE), problems))
    assert_told_well(problems, lines_of(text))
    assert all(urls.is_id(one.id) for one in read)
    assert len({urls.id_key(one.id) for one in read}) == len(read)


@law("content/site.yaml", bytes(1))
def settings_are_read_or_told(lots: Lots) -> None:
    text = lots.text_or(lambda lots: words.record(lots, words.SETTINGS))
    problems = Problems()
    for entry in raw_records("content/site.yaml", text, problems)[0]:
        validated(schema.WrittenSite, entry, LoadContext(schema.ValidationContext(ZONE), problems))
    assert_told_well(problems, lines_of(text))
