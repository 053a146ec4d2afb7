"""In which other articles the words of a lost quote stand: then the quote may be right, and its `article` wrong.

It is looked for when problems are told, and not when they are found: an article is processed without knowing others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from sitegen.content.loader.folders import find_files
from sitegen.content.yaml_reader import Document, KeyPath, YamlValue, decode, parse
from sitegen.core.problems import Location, Problem, Problems
from sitegen.files import source_files
from sitegen.text import prose
from sitegen.text.normalize import normalize

_LOST: Final = "quote-not-found"
_WORD: Final = re.compile(r"[^\W_]+")
_LEAST: Final = 8
"""Characters of a quote that is looked for elsewhere: shorter words stand in many texts."""
_MOST: Final = 3
"""Articles that are named."""


def with_other_articles(root: Path, problems: Problems) -> Problems:
    """The problems, those of lost quotes with the other articles that have their words; as they are where none is lost.

    The time is that of reading all seeds; only those are parsed in which the longest word of a quote stands.
    """
    words = {one: _words_at(root, one.location) for one in problems if one.code == _LOST}
    wanted = {one: normalize(text).text.strip() for one, text in words.items() if len(text) >= _LEAST}
    if not wanted:
        return problems
    found = _standing_in(root, set(wanted.values()))
    return Problems(_with_articles(one, found.get(wanted.get(one, ""), [])) for one in problems)


def _with_articles(problem: Problem, seeds: list[str]) -> Problem:
    if not seeds:
        return problem
    more = f" and {len(seeds) - _MOST} more" if len(seeds) > _MOST else ""
    hint = f"they stand in {', '.join(seeds[:_MOST])}{more}: is that the `article` that is meant?"
    is_like = problem.hint.startswith("did you mean")
    return replace(problem, hint=f"{hint} Or {problem.hint}" if is_like else hint)


def _standing_in(root: Path, wanted: set[str]) -> dict[str, list[str]]:
    """The seeds in which each of these normalized texts stands, by their paths."""
    longest = {text: max(_WORD.findall(text) or [""], key=len) for text in wanted}
    found: dict[str, list[str]] = {text: [] for text in wanted}
    files = find_files(root, Problems())
    for seed in sorted(files.seeds) if files else ():
        file = f"{source_files.SEEDS}/{seed}"
        raw = source_files.read_source(root, file, Problems())
        written = raw.decode(errors="replace") if raw else ""
        likely = [text for text, word in longest.items() if word in written]
        if raw is None or not likely:
            continue
        text = normalize(prose.read_seed(raw, file).text).text
        for one in likely:
            if one in text:
                found[one].append(file)
    return found


def _words_at(root: Path, location: Location) -> str:
    """The text that stands at a place of a YAML file; empty if there is none."""
    raw = source_files.read_source(root, location.file, Problems())
    text = None if raw is None else decode(raw, location.file, Problems())
    document = None if text is None else parse(text, location.file, Problems())
    if document is None:
        return ""
    found = (text for path, text in _texts(document.value, ()) if location in _places(document, path))
    return next(found, "")


def _places(document: Document, path: KeyPath) -> tuple[Location, ...]:
    return document.place(path), document.words_place(path)


def _texts(value: YamlValue, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
