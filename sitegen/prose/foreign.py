"""HTML in a Markdown seed that is not kept as markup, so that readers see it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sitegen.prose.draft import Draft

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAYBE_HTML: Final = re.compile(r"<[A-Za-z/!]")
_HTML: Final = re.compile(r"<!--|</?[A-Za-z][^<>]*>?")
_LONGEST: Final = 50

_Found = tuple[int, str]
"""A line of the body, counted from 0, and what stands there."""


def tell_html(body: str, parser: MarkdownIt, draft: Draft) -> None:
    """Tell of HTML that is shown as text; `parser` is one that knows HTML. Reports: markup-as-text."""
    if not _MAYBE_HTML.search(body):
        return
    found = [one for token in parser.parse(body) for one in _html(token)]
    if found:
        _tell(found, draft)


def _html(token: Token) -> Iterator[_Found]:
    line = token.map[0] if token.map else 0
    if token.type == "html_block":
        for match in _HTML.finditer(token.content):
            yield line + token.content.count("\n", 0, match.start()), match.group()
    for child in token.children or ():
        if child.type == "html_inline":
            before = token.content.partition(child.content)[0]
            yield line + before.count("\n"), child.content


def _tell(found: Sequence[_Found], draft: Draft) -> None:
    line, words = found[0]
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    often = f"; there are {len(found)} of its kind" if len(found) > 1 else ""
    hint = "`raw_html: sanitize` in content/site.yaml keeps it as markup, without what can run"
    draft.report_at(line, "markup-as-text", f'"{shown}" is HTML, and shown as text{often}', hint)
