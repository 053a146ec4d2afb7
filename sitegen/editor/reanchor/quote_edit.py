"""A YAML file's text with one quote changed, and not a character outside of it.

ruamel.yaml writes the new value, in the style of the old one and with its comments; the rest of the file is never
written anew, since no library gives back every author's indentation. What comes out is read again before it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from textwrap import wrap
from typing import TYPE_CHECKING, Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from sitegen.content.yaml_reader import KeyPath, YamlValue, parse
from sitegen.core.problems import Problems
from sitegen.editor.reanchor.quote_nodes import QuoteNode, at, last_index, node_of, path_of

if TYPE_CHECKING:
    from sitegen.core.model import Quote

_STEP: Final = 2
_ENDLESS: Final = 1_000_000
"""Columns to a line: words on one line stay on one."""
_NARROWEST: Final = 40
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_QUOTED: Final[dict[str, type[str]]] = {"'": SingleQuotedScalarString, '"': DoubleQuotedScalarString}


@dataclass(frozen=True, slots=True)
class _Style:
    """How the words of a quote are written."""

    sign: str
    """What stands before them: a quotation mark, `|`, `>` or nothing."""
    width: int
    """Columns to a line."""

    def __call__(self, words: str) -> str:
        words = " ".join(words.split())
        if self.sign == "|":
            return cast("str", LiteralScalarString("\n".join(wrap(words, self.width, break_on_hyphens=False))))
        if self.sign == ">":
            folded = FoldedScalarString(words)
            lines = wrap(words, self.width, break_on_hyphens=False)
            folded.fold_pos = [sum(len(line) + 1 for line in lines[:n]) - 1 for n in range(1, len(lines))]
            return cast("str", folded)
        return _QUOTED[self.sign](words) if self.sign in _QUOTED else words


def change_quote(text: str, file: str, old: Quote, new: Quote) -> str | None:
    """The text of a file with `new` in place of `old`; None if that cannot be done without touching more of it.

    `old` goes to the end of the quote's `history`. Line ends, indentation, comments and the way of quoting stay.
    """
    mark = text[:1] if text[:1] == "\ufeff" else ""
    text = text.removeprefix("\ufeff")
    document = parse(text, file, Problems())
    path = path_of(document, old.location) if document else None
    quote = node_of(_plain_breaks(text), path) if path else None
    if document is None or path is None or quote is None:
        return None
    value = at(document.value, path)
    try:
        is_words = isinstance(quote.node, ScalarNode)
        edited = _from_words(text, quote, value, new) if is_words else _from_mapping(text, quote, value, new)
    except YAMLError:
        return None
    return mark + edited if edited is not None and _is_sound(document.value, edited, path, new) else None


def _plain_breaks(text: str) -> str:
    # As `located.parse` does: no editor counts these as line breaks.
    return text.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")


def _from_words(text: str, quote: QuoteNode, value: YamlValue, new: Quote) -> str | None:
    node, key = quote.node, quote.key
    start, end = node.start_mark.index, node.end_mark.index
    end = start + len(text[start:end].rstrip())
    written = text[start:end]
    if node.style in ("|", ">") and "#" in _BREAK.split(written)[0]:
        return None
    style = _Style(node.style or "", _width(written))
    made = CommentedMap({"exact": style(new.exact)})
    _set_context(made, new)
    _add_history(made, style(str(value)))
    if quote.is_flow:
        return text[:start] + _emitted(made, style.width, is_flow=True) + text[end:]
    rest = _BREAK.search(text, end)
    line_end = rest.start() if rest else len(text)
    column = key.start_mark.column + _STEP
    if node.start_mark.line != key.start_mark.line:
        column = node.start_mark.column
        return text[:start] + _block(text, made, style.width, column).lstrip("\r\n ") + text[end:]
    before = text[:start].rstrip(" \t")
    comment = text[end:line_end].rstrip()
    return before + comment + _block(text, made, style.width, column) + text[line_end:]


def _from_mapping(text: str, quote: QuoteNode, value: YamlValue, new: Quote) -> str | None:
    node = quote.node
    start, column = node.start_mark.index, node.start_mark.column
    is_flow = quote.is_flow or bool(node.flow_style)
    end = last_index(node)
    end = start + len(text[start:end].rstrip())
    if not is_flow:
        following = _BREAK.search(text, end)
        end = following.start() if following else len(text)
    snippet = text[start:end] if is_flow else " " * column + text[start:end]
    made = _reader().load(_BREAK.sub("\n", snippet))
    if not isinstance(made, CommentedMap) or not isinstance(value, dict):
        return None
    old = {name: given for name, given in value.items() if name != "history"}
    width = _set_words(made, new)
    _set_context(made, new)
    is_alone = set(old) == {"exact"}
    _add_history(made, _style_of(made["exact"])(str(old["exact"])) if is_alone else CommentedMap(old))
    if is_flow:
        return text[:start] + _emitted(made, _ENDLESS, is_flow=True) + text[end:]
    return text[:start] + _block(text, made, width, column).lstrip("\r\n ") + text[end:]


def _set_words(made: CommentedMap, new: Quote) -> int:
    """The new words, each in the style of the old ones; how wide their lines are."""
    names = {"from": new.exact, "to": new.until} if new.until else {"exact": new.exact}
    width = 0
    for name, words in names.items():
        style = _style_of(made[name])
        width = max(width, style.width)
        if " ".join(str(made[name]).split()) != words:
            made[name] = style(words)
    return width


def _set_context(made: CommentedMap, new: Quote) -> None:
    """What has to stand beside the words, behind them, and no count any more."""
    for name, words in (("suffix", new.suffix), ("prefix", new.prefix)):
        if words and str(made.get(name, "")) != words:
            if name in made:
                made[name] = _style_of(made[name])(words)
            else:
                made.insert(list(made).index("to" if "to" in made else "exact") + 1, name, words)
        elif not words:
            made.pop(name, None)
    made.pop("occurrence", None)


def _add_history(made: CommentedMap, old: object) -> None:
    history = made.get("history")
    if not isinstance(history, CommentedSeq):
        history = CommentedSeq([] if history is None else [history])
        made["history"] = history
    history.append(old)


def _style_of(words: object) -> _Style:
    signs = {SingleQuotedScalarString: "'", DoubleQuotedScalarString: '"', LiteralScalarString: "|"}
    sign = ">" if isinstance(words, FoldedScalarString) else signs.get(type(words), "")
    lines = str(words).split("\n")
    return _Style(sign, max(*map(len, lines), 80) if sign in ("|", ">") else _ENDLESS)


def _width(written: str) -> int:
    """How wide the lines of words are that were written on several; endless if they are on one."""
    lines = _BREAK.split(written)
    return max(_NARROWEST, *(len(line.strip()) for line in lines)) if len(lines) > 1 else _ENDLESS


def _reader() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    return yaml


def _emitted(made: CommentedMap, width: int, *, is_flow: bool = False) -> str:
    yaml = _reader()
    yaml.width = width
    yaml.indent(mapping=_STEP, sequence=2 * _STEP, offset=_STEP)
    if is_flow:
        made.fa.set_flow_style()
    stream = StringIO()
    yaml.dump(made, stream)
    return stream.getvalue().rstrip("\n")


def _block(text: str, made: CommentedMap, width: int, column: int) -> str:
    """The mapping as lines below its key, each behind a line end of the file's kind."""
    newline = _BREAK.search(text)
    indented = (f"{' ' * column}{line}".rstrip(" ") for line in _emitted(made, width).split("\n"))
    return "".join((newline.group() if newline else "\n") + line for line in indented)


def _is_sound(before: YamlValue, edited: str, path: KeyPath, new: Quote) -> bool:
    """Whether the edited text says the same as before, but for this quote, which says what it should."""
    document = parse(edited, "", Problems())
    if document is None or _without(document.value, path) != _without(before, path):
        return False
    quote, old = at(document.value, path), at(before, path)
    if not isinstance(quote, dict):
        return False
    told = {name: _on_one_line(words) for name, words in quote.items() if name != "history"}
    history = quote.get("history")
    return told == _wanted(new) and isinstance(history, list) and _as_mapping(history[-1]) == _as_mapping(old)


def _wanted(new: Quote) -> dict[str, str]:
    words = {"exact": new.exact} if not new.until else {"from": new.exact, "to": new.until}
    words |= {name: part for name, part in (("prefix", new.prefix), ("suffix", new.suffix)) if part}
    return {name: _on_one_line(part) for name, part in words.items()}


def _as_mapping(quote: YamlValue) -> dict[str, str]:
    parts = quote if isinstance(quote, dict) else {"exact": quote}
    return {name: _on_one_line(part) for name, part in parts.items() if name != "history"}


def _on_one_line(words: YamlValue) -> str:
    return " ".join(str(words).split())


def _without(value: YamlValue, path: KeyPath) -> YamlValue:
    """A value with nothing at the end of a path."""
    if not path:
        return None
    step = path[0]
    if isinstance(value, dict) and isinstance(step, str):
        return {key: _without(inner, path[1:]) if key == step else inner for key, inner in value.items()}
    if isinstance(value, list) and isinstance(step, int):
        return [_without(inner, path[1:]) if place == step else inner for place, inner in enumerate(value)]
    return value
