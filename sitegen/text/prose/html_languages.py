"""HTML in a Markdown seed that is not kept as markup, so that readers see it as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sitegen.text.prose.prose_builder import ProseBuilder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAYBE_HTML: Final = re.compile(r"<[A-Za-z/!]")
_HTML: Final = re.compile(r"<!--|</?[A-Za-z][^<>]*>?")
_LONGEST: Final = 50


def report_html(body: str, parser: MarkdownIt, draft: ProseBuilder) -> None:
    """Report HTML that is shown as text; `parser` is one that knows HTML. Reports: markup-as-text."""
    if not _MAYBE_HTML.search(body):
        return
    found = [(token, words) for token in parser.parse(body) for words in _html(token)]
    if found:
        _report(*found[0], len(found), draft)


def _html(token: Token) -> Iterator[str]:
    if token.type == "html_block":
        yield from _HTML.findall(token.content)
    yield from (child.content for child in token.children or () if child.type == "html_inline")


def _report(token: Token, words: str, times: int, draft: ProseBuilder) -> None:
    """Of all of it the first, which is in this token."""
    line = (token.map[0] if token.map else 0) + token.content.partition(words)[0].count("\n")
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    often = f"; there are {times} of its kind" if times > 1 else ""
    hint = "`raw_html: sanitize` in content/site.yaml keeps it as markup, without what can run"
    message = f'"{shown}" is HTML, and shown as text{often}'
    draft.report_at(line, "markup-as-text", message, hint, "HTML is shown as text")
