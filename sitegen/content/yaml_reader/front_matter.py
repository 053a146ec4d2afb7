"""The front matter that may stand before a text: YAML between two lines `---`, TOML between two `+++`, or JSON.

Sources: the front matter of Jekyll (YAML) and Hugo (all three), and Pandoc's rule that behind a `---` which begins
front matter there is no blank line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sitegen.content.yaml_reader import toml_json
from sitegen.content.yaml_reader.document import Document
from sitegen.content.yaml_reader.parser import parse
from sitegen.core.problems import Problems

_FENCE: Final = "---"
_TOML_FENCE: Final = "+++"
_KEY: Final = re.compile(r"^[^\s#:\-][^:\n]*:(?:\s|$)", re.MULTILINE)
_ONLY_COMMENTS: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z")
_BLANK_LINE: Final = re.compile(r"[ \t]*(?:\n|\Z)")
_OF_MAPPING: Final = re.compile(r"(?:[\"']?[\w.<][\w.<-]*[\"']?:(?:\s|$)|[ \t#\]}]|- |-?$)")
"""How a line of a mapping begins, if its keys are single words."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_LIKE_TABLES: Final = re.compile(r"\+\+\+[ \t]*\r?\n\s*[\w\"'.-]+[ \t]*=|\{\s*\"[\w-]+\"\s*:")

Split = tuple[str | None, str, int]


def split_front_matter(text: str) -> Split:
    """The front matter at the head of a text (None if there is none), the body, and the line, from 1, where it begins.

    YAML and TOML are without their fences, and begin in line 2. Two rules with prose between them are no front matter:
    a line of it has to be a key, and where a blank line follows the first rule, all have to be of a mapping. TOML and
    JSON are none if they cannot be read.
    """
    text = text.removeprefix("\ufeff")
    if not may_have_front_matter(text):
        return None, text, 1
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("{"):
        end = toml_json.end_of_json(text)
        return (text[:end], text[end + 1 :], text.count("\n", 0, end) + 2) if end else (None, text, 1)
    return _between_fences(text)


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Where the YAML front matter of a text stands in it, without its fences, whatever its line ends are.

    None where it has none, or where that is TOML or JSON.
    """
    matter = split_front_matter(text)[0]
    if matter is None or not text.removeprefix("\ufeff").startswith(_FENCE):
        return None
    ends = [found.end() for found in _BREAK.finditer(text)]
    return ends[0], ends[matter.count("\n")]


def may_have_front_matter(text: str) -> bool:
    """Whether a text begins as one with front matter does."""
    return text.startswith((_FENCE, _TOML_FENCE, "{"))


def looks_unreadable(text: str) -> bool:
    """Whether a text that has no front matter begins as TOML or JSON that another tool may be able to read."""
    return bool(_LIKE_TABLES.match(text))


def parse_front_matter(
    text: str, file: str, problems: Problems, may_be_twice: Callable[[str], bool] | None = None
) -> Document | None:
    """The front matter of a text as a document; None if it has none, or with a problem if that cannot be read.

    Reports: what `parse` does.
    """
    matter = split_front_matter(text)[0]
    if matter is None:
        return None
    if text.startswith(_FENCE):
        return parse(matter, file, problems, 2, may_be_twice)
    return toml_json.parse_toml_or_json(matter, file, problems, 1 if matter.startswith("{") else 2)


def is_unclosed(text: str) -> bool:
    """Whether a text that has no front matter begins as if it should have some: `---`, a key, and no second `---`."""
    first, _, rest = text.partition("\n")
    return first.rstrip() == _FENCE and bool(_KEY.match(rest))


def _between_fences(text: str) -> Split:
    fence = text[:3]
    start = text.find("\n") + 1
    if not start or text[:start].strip() != fence:
        return None, text, 1
    end = text.find(fence, start)
    while end >= 0:
        line_end = text.find("\n", end)
        rest = text[end + 3 : line_end if line_end >= 0 else len(text)]
        if text[end - 1] == "\n" and not rest.strip():
            return _split_at(text, start, end, line_end)
        end = text.find(fence, end + 3)
    return None, text, 1


def _split_at(text: str, start: int, end: int, line_end: int) -> Split:
    matter = text[start:end]
    is_front_matter = _is_yaml(matter) if text.startswith(_FENCE) else toml_json.is_toml(matter)
    if not is_front_matter:
        return None, text, 1
    body = text[line_end + 1 :] if line_end >= 0 else ""
    return matter, body, matter.count("\n") + 3


def _is_yaml(matter: str) -> bool:
    if not matter or _ONLY_COMMENTS.match(matter):
        return True
    if _BLANK_LINE.match(matter):
        return bool(_KEY.search(matter)) and all(map(_OF_MAPPING.match, filter(None, matter.split("\n"))))
    return bool(_KEY.search(matter))
