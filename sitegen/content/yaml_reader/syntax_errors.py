"""What libyaml says about broken YAML, in words for the person who wrote it."""

from __future__ import annotations

import re
from typing import Final

import yaml
from yaml.reader import ReaderError

from sitegen.content.yaml_reader import repair_hints
from sitegen.content.yaml_reader.repair_hints import QUOTES_HINT
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problems

TAB_HINT: Final = "use spaces: YAML allows no tab before a key or a value"

_DOCUMENT_HINT = (
    "delete the line `{}`; where several records are meant, each begins with `- `, and is indented behind it"
)
_QUOTED = "a quotation mark is opened here and never closed"
_ESCAPE = 'inside "…" a backslash begins an escape, and this is none'
_EXPLANATIONS: Final = (
    ("found unexpected end of stream", _QUOTED, "close the quotation"),
    ("found unexpected document indicator", _QUOTED, "close the quotation"),
    ("escape character", _ESCAPE, "use '…' instead of \"…\", or write two backslashes"),
    ("expected hexdecimal", _ESCAPE, "use '…' instead of \"…\", or write two backslashes"),
    (
        "invalid Unicode character escape",
        'inside "…" this escape stands for no character, or for half of one',
        "write the character itself: YAML joins no two \\u as JSON does",
    ),
    ("undefined alias", "an asterisk here means an alias, and there is no anchor of that name", QUOTES_HINT),
    ("did not find expected alphabetic", "this sign has a meaning of its own in YAML", QUOTES_HINT),
    ("cannot start any token", "no unquoted value can begin with this sign", QUOTES_HINT),
    (
        "block sequence entries",
        "a list cannot begin on the line of its key",
        f"begin the list on the next line; if it is no list, {QUOTES_HINT}",
    ),
    ("expected ',' or ']'", "a list that is opened with [ goes on wrongly", f"close it with ], or {QUOTES_HINT}"),
    (
        "expected ',' or '}'",
        "a mapping that is opened with { goes on wrongly",
        f"close it with }}, or {QUOTES_HINT}",
    ),
    ("could not find expected ':'", "this line is neither `key: value` nor a list item", "is a colon missing?"),
    ("found another document", "a second YAML document begins here", _DOCUMENT_HINT.format("---")),
    ("while scanning a directive", "no line can begin with a percent sign", QUOTES_HINT),
    ("non-alphabetical character", "no line can begin with a percent sign", QUOTES_HINT),
    ("second occurrence", "this anchor is defined twice", QUOTES_HINT),
    ("expected key", "the line does not go on as YAML", f"look for a wrong indentation, or {QUOTES_HINT}"),
    ("'-' indicator", "this is no item of the list above", "look for a wrong indentation"),
    ("expected node content", "a value was expected here", QUOTES_HINT),
    ("mapping keys are not allowed", "no unquoted value can begin with a question mark and a space", QUOTES_HINT),
    (
        "comment or line break",
        "nothing can follow | or > on its line",
        f"begin the text on the next line, indented by two spaces; or, if the sign is a part of it, {QUOTES_HINT}",
    ),
)
"""A part of libyaml's message, what it means, and what helps."""

_STARTS_EARLIER: Final = ("unexpected end of stream", "unexpected document indicator", "expected ':'", "expected ','")
"""Where libyaml notices these is far behind the place to mend."""

_KEY_AND_VALUE = re.compile(r"[ ]*(?:- +)*[^\s:#\-][^:]*:[ ]+\S")

_EMPTY_END = re.compile(r"\n---[ \t]*(?:#[^\n]*)?(?:\r?\n[ \t]*(?:#[^\n]*)?)*\Z")


class YamlSource(FrozenRecord):
    """A YAML text, and where it comes from."""

    text: str
    file: str
    first_line: int
    """The line of the file, counted from 1, in which the text begins."""

    def location(self, line: int, column: int) -> Location:
        """The location in the file of a line and column of the text, both from 0."""
        return Location(self.file, line + self.first_line, column + 1)


def without_empty_end(text: str) -> str:
    """The text without a last `---` below which nothing stands: records are framed like front matter by habit."""
    match = _EMPTY_END.search(text) if "\n---" in text else None
    return text[: match.start() + 1] if match and text[: match.start()].strip("-. \t\n") else text


def report_syntax_error(error: yaml.YAMLError | UnicodeEncodeError, source: YamlSource, problems: Problems) -> None:
    """Report why libyaml does not read a text.

    Reports: yaml-syntax, yaml-tab, yaml-too-large.
    """
    if isinstance(error, yaml.MarkedYAMLError):
        _report_marked(error, source, problems)
    else:
        _report_character(error, source, problems)


def _report_marked(error: yaml.MarkedYAMLError, source: YamlSource, problems: Problems) -> None:
    message = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(words in message for words in _STARTS_EARLIER):
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = source.text.splitlines()
    if lines and line >= len(lines):  # libyaml was still waiting for something when the text ended
        line, column = len(lines) - 1, len(lines[-1])
    for number in {line, error.problem_mark.line if error.problem_mark else line}:
        written = lines[number] if number < len(lines) else ""
        indentation = written[: len(written) - len(written.lstrip())]
        at_mark = column if number == line and written[column : column + 1] == "\t" else -1
        tab = indentation.find("\t") if "\t" in indentation else at_mark
        if tab >= 0:
            problems.add(source.location(number, tab), "yaml-tab", "there is a tab here", TAB_HINT)
            return
    if cause := repair_hints.likely_cause(message, lines, line):
        number, column, meaning, hint = cause
        problems.add(source.location(number, column), "yaml-syntax", meaning, hint)
        return
    place = source.location(line, column)
    if "nesting depth" in message:
        problems.add(place, "yaml-too-large", "lists and mappings are nested far too deep")
        return
    problems.add(place, "yaml-syntax", *_explanation(message, lines, line, column))


def _explanation(message: str, lines: list[str], line: int, column: int) -> tuple[str, str]:
    if "expected <document start>" in message:
        return _second_document(lines, line)
    if "mapping values are not allowed" in message:
        return _stray_colon(lines[line][:column] if line < len(lines) else "")
    for words, meaning, hint in _EXPLANATIONS:
        if words in message:
            return meaning, hint
    return f"this is no YAML: {message}", QUOTES_HINT


def _second_document(lines: list[str], line: int) -> tuple[str, str]:
    """Something behind the end of a document, be it that of a line `...` or of what the file begins with."""
    if any(one.startswith("...") for one in lines[: line + 1]):
        return "a second YAML document begins here", _DOCUMENT_HINT.format("...")
    begins = next((one.strip()[:1] for one in lines if one.strip() and not one.startswith(("#", "---"))), "")
    if begins in ("[", "{", "'", '"'):
        meaning = f"the file begins with `{begins}`, and what that begins has ended above"
        return meaning, f"a record begins with a key; where a key or a text begins with `{begins}`, {QUOTES_HINT}"
    return "this belongs to nothing above it", f"look for a wrong indentation, or {QUOTES_HINT}"


def _stray_colon(before: str) -> tuple[str, str]:
    if _KEY_AND_VALUE.match(before):
        return "there is a colon inside an unquoted value", QUOTES_HINT
    return (
        "a key cannot begin here",
        "look for a wrong indentation, or for a missing space behind the colon in the line above",
    )


def _report_character(error: yaml.YAMLError | UnicodeEncodeError, source: YamlSource, problems: Problems) -> None:
    position = getattr(error, "start", 0)
    if isinstance(error, ReaderError):  # libyaml counts bytes
        position = len(source.text.encode()[: error.position].decode(errors="ignore"))
    before = source.text[:position]
    line, column = before.count("\n"), position - before.rfind("\n") - 1
    code_point = ord(source.text[position]) if position < len(source.text) else 0
    message = f"the character U+{code_point:04X} cannot stand in YAML"
    problems.add(source.location(line, column), "yaml-syntax", message, "delete it; it cannot be seen")
