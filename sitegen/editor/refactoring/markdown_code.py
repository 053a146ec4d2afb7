"""Which places of a Markdown text are code, where nothing is a link: told by the parser that renders it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.site.record_markdown import record_parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAY_BE_CODE: Final = re.compile(r"[`~\t]|^ {4}", re.MULTILINE)
_INDICATOR: Final = re.compile(r"[|>][-+\d]*[ \t]*(?:#.*)?")
_FIRST_SIGN: Final = 0xF0000
"""Of 65,534 signs that no text has (Unicode, plane 15): one marks each place."""
_MOST: Final = 0xFFFE


def places_in_code(text: str, places: Sequence[int], *, allows_html: bool) -> frozenset[int]:
    """Those of the places, offsets into the text, ascending, that are in a code span or block.

    `text` may also be the value of a YAML key as it is written, with its indicator and its indentation.
    """
    if not places or len(places) > _MOST or not _MAY_BE_CODE.search(text):
        return frozenset()
    pieces, done = [], 0
    for number, place in enumerate(places):
        pieces += [text[done:place], chr(_FIRST_SIGN + number)]
        done = place
    marked = "".join([*pieces, text[done:]])
    head, _, below = marked.partition("\n")
    if _INDICATOR.fullmatch(head):
        marked = textwrap.dedent(below)
    code = "".join(_code(_parser(allows_html).parse(marked)))
    signs = (ord(sign) - _FIRST_SIGN for sign in code)
    return frozenset(places[number] for number in signs if 0 <= number < len(places))


def _code(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("fence", "code_block", "code_inline"):
            yield token.info + token.content
        yield from _code(token.children or ())


@cache
def _parser(allows_html: bool) -> MarkdownIt:  # noqa: FBT001 - for the cache
    return record_parser(allow_html=allows_html)
