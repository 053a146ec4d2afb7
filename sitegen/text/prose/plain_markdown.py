"""Markdown that is plain words: read without asking each rule of the parser, with the tokens that it would make.

Most paragraphs begin with a letter, as nothing else in Markdown does, and many have no sign that means anything. Any
other text goes through all rules of the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import mdTrim
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_SIGN: Final = re.compile(r"[&*<\[\\_`{]")
"""What can begin anything inside a line, for all rules that parsers here have; `!` and `^` only before a bracket."""
_ODD_LINE_ENDS: Final = (" \n", "\n ", "\n\t")
"""Blanks beside a line end belong to it, and may make it another one."""
_NO_LINE: Final = re.compile("[\n\r\0]")
"""What the parser takes for a line end, or for another sign."""
_STOP: Final = re.compile(r"[\n!&*<\[\\\]^_`{]")
"""Where the parser asks its rules: it stops at more signs than mean anything here, such as hyphens and colons."""


def plain_words_plugin(parser: MarkdownIt) -> None:
    """Let a parser pass its rules by where they have nothing to find; to be used after all other plugins."""
    parser.block.ruler.before("table", "plain_paragraph", _paragraph)
    parser.core.ruler.at("inline", _inline)
    parser.inline.terminator_re = _STOP


def plain_line(text: str) -> str:
    """The words of a text that is one paragraph of one line, in which nothing is Markdown; empty of any other text."""
    words = mdTrim(text)
    is_plain = text[:1].isalpha() and not _SIGN.search(words) and not _NO_LINE.search(words)
    return words if is_plain else ""


def _paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    """A paragraph of which each line begins with a letter, so that nothing ends it but a blank line."""
    if silent or state.level or state.blkIndent:
        return False
    line = start
    while line < state.lineMax and not state.isEmpty(line):
        if not state.src[state.bMarks[line]].isalpha():
            return False
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    words = state.push("inline", "", 0)
    words.content = mdTrim(state.src[state.bMarks[start] : state.eMarks[line - 1]])
    words.map, words.children = [start, line], []
    state.push("paragraph_close", "p", -1)
    return True


def _inline(state: StateCore) -> None:
    """The words of each block, in place of the parser's own rule of that name."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = token.children or []
        words = token.content
        if _SIGN.search(words) or ("\n" in words and any(end in words for end in _ODD_LINE_ENDS)):
            state.md.inline.parse(words, state.md, state.env, token.children)
        else:
            token.children += _lines(words)


def _lines(words: str) -> Iterator[Token]:
    for number, line in enumerate(words.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        if line:
            text = Token("text", "", 0)
            text.content = line
            yield text
