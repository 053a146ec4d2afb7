"""Plain words in Markdown: the short way gives the tokens of the long one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import inline

from sitegen.core.model import ArticleId
from sitegen.site import record_markdown
from sitegen.text.prose import markdown_seeds, wiki_links
from sitegen.text.prose.article_links import ArticleLookup
from sitegen.text.prose.plain_markdown import plain_line

PIECES = (
    "The pier", "was", "Éva", "Ñ", "名", "ａ", "²", "1", "1.", "1)", "12:30", "well-known", "e.g.", "—", "’", "“",
    "\n", "\n\n", "\n \n", " ", "  ", "    ", "\t", "\xa0", "\x0b", "\u2028",
    "#", "# ", "## ", "-", "- ", "* ", "+ ", "> ", "---", "===", "***", "```", "~~~", "|", "|-|", ":-",
    "*", "_", "**", "`", "[", "]", "(", ")", "![", "[[", "]]", "[^", "]:", "[^1]: ", "^[", "<", ">", "<b>", "</b>",
    "<!--", "\r", "\0", "&amp;", "&",
    "\\", "\\\n", "{{", "}}", "{%", "!", "^", "~~", "=", "+", "$", "@", "http://a.b", "a.md", '"', "'",
)  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)


def seed_parser(*, html: bool) -> MarkdownIt:
    return markdown_seeds._parser.__wrapped__(allows_html=html)


def record_parser(*, html: bool) -> MarkdownIt:
    return record_markdown.record_parser(allow_html=html)


def long_way(parser: MarkdownIt) -> MarkdownIt:
    parser.block.ruler.disable("plain_paragraph")
    parser.core.ruler.at("inline", inline)
    parser.inline.terminator_re = ParserInline().terminator_re
    return parser


WAYS = {
    f"{kind.__name__}, html {html}": (kind(html=html), long_way(kind(html=html)))
    for kind in (seed_parser, record_parser)
    for html in (False, True)
}


def tokens(parser: MarkdownIt, text: str) -> list[dict[str, Any]]:
    lookup = ArticleLookup({"a.md": ArticleId("a")}, "b.md", "")
    return [dict(token.as_dict()) for token in parser.parse(text, {wiki_links.LOOKUP: lookup})]


@pytest.mark.parametrize("name", WAYS)
@given(text=MARKDOWN)
@example(text="A line\nand another - with: signs! that = mean @ nothing ~ here\n\nThe end")
@example(text="A line  \nbroken by blanks \nand one\n\tindented")
@example(text="Words\n1. no list\n- a list\n\n- words\n\n  words in it\n\n> words\n> there")
@example(text="Cell|Cell\n-|-\nwords|words\n\nTitle\n===\n\nTitle\n- ")
@example(
    text="Words[^1] and [a link](a.md) ![a picture](b.png) a^[note]\n\n[^1]: Note\n\n    words of it\n\n[a]: b\nwords"
)
def test_the_short_way_gives_the_same_tokens(name: str, text: str) -> None:
    short, long = WAYS[name]
    assert tokens(short, text) == tokens(long, text)


@pytest.mark.parametrize("name", WAYS)
def test_a_paragraph_of_plain_words_asks_no_rule(name: str) -> None:
    parser: MarkdownIt = {"s": seed_parser, "r": record_parser}[name[0]](html=name.endswith("True"))
    asked: list[str] = []

    def spy(rule: str) -> Callable[..., bool]:
        return lambda *_: bool(asked.append(rule))

    parser.block.ruler.at("paragraph", spy("block"))
    parser.inline.ruler.at("text", spy("inline"))
    assert [token.type for token in parser.parse("The well-known pier: 12 m.\nIt stands.\n\nÉva came.")] == [
        "paragraph_open", "inline", "paragraph_close", "paragraph_open", "inline", "paragraph_close",
    ]  # fmt: skip
    assert asked == []


@given(MARKDOWN)
@example("The pier stands.")
@example("The pier stands. \n")
@example("A\r0")
def test_a_plain_line_is_a_paragraph_of_its_words(text: str) -> None:
    words = plain_line(text)
    found = tokens(WAYS["record_parser, html True"][1], text)
    is_plain = [one["type"] for one in found] == ["paragraph_open", "inline", "paragraph_close"]
    if words:
        assert is_plain
        assert [(one["type"], one["content"]) for one in found[1]["children"]] == [("text", words)]
