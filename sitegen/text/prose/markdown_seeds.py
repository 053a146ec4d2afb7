"""Markdown → `Prose`: CommonMark, tables and footnotes, read as blocks of words and markup."""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeGuard

from sitegen.content.yaml_reader import split_front_matter
from sitegen.core import urls
from sitegen.core.model import Heading, RawHtml
from sitegen.text.prose import html_languages, plain_markdown, raw_html, template_calls, wiki_links
from sitegen.text.prose.article_links import ArticleLookup
from sitegen.text.prose.html_text import are_same_title, title_words, without_controls
from sitegen.text.prose.inline import InlineReader, words_of
from sitegen.text.prose.link_targets import sections
from sitegen.text.prose.prose_builder import ProseBuilder
from sitegen.text.prose.prose_model import MarkupTag, Prose, ProsePart, SeedContext

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TOP: Final = 2
"""The level of a seed's highest headings: the page's own headline is above them."""

_ALIGNED: Final = {"text-align:left": "", "text-align:center": ' class="center"', "text-align:right": ' class="right"'}

_REFERENCE: Final = re.compile(r' id="(fnref-[0-9.]+)"')
_WAY_BACK: Final = ' <a class="back" href="#'
_HEADING_ID: Final = re.compile(r"\s*\{#([^\s{}]+)\}\s*$")
_OWN_ID: Final = "own id"
_IS_SEED_TITLE: Final = "is the seed's title"

_PLAIN_TAGS: Final = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>",
    "bullet_list_open": "<ul>",
    "bullet_list_close": "</ul>",
    "ordered_list_close": "</ol>",
    "list_item_open": "<li>",
    "list_item_close": "</li>",
    "blockquote_open": "<blockquote>",
    "blockquote_close": "</blockquote>",
    "hr": "<hr>",
    "table_open": raw_html.TABLE_OPENS,
    "table_close": raw_html.TABLE_ENDS,
    "thead_open": "<thead>",
    "thead_close": "</thead>",
    "tbody_open": "<tbody>",
    "tbody_close": "</tbody>",
    "tr_open": "<tr>",
    "tr_close": "</tr>",
    "th_close": "</th>",
    "td_close": "</td>",
    "footnote_block_open": '<section class="footnotes" aria-label="Footnotes"><ol>',
    "footnote_block_close": "</ol></section>",
    "footnote_close": "</li>",
}


def without_front_matter(text: str) -> tuple[str, int]:
    """The body of a seed, and the seed's line, counted from 1, on which it begins."""
    _, body, first_line = split_front_matter(text)
    return body, first_line


def read_markdown(body: str, draft: ProseBuilder, reading: SeedContext, title: str, fallback: str) -> Prose:
    """The article in `body`; `title` is the author's, or empty; `fallback` serves where the text gives none.

    Reports: dead-link, footnote-label, markup-as-text, template-call.
    """
    is_html_kept = reading.raw_html is RawHtml.SANITIZE
    lookup = ArticleLookup(reading.articles, draft.seed, reading.url)
    whole = raw_html.with_whole_tables(body) if is_html_kept else body
    tokens = _parser(allows_html=is_html_kept).parse(whole, {wiki_links.LOOKUP: lookup})
    if not is_html_kept:
        html_languages.report_html(body, _parser(allows_html=True), draft)
    _take_own_ids(tokens)
    place, own_place = _title_place(tokens, title), _title_place(tokens, "")
    if own_place not in (-1, place):
        tokens[own_place].meta[_IS_SEED_TITLE] = True
    taken = tokens[place : place + 3] if place >= 0 else []
    rest = [*tokens[:place], *tokens[place + 3 :]] if taken else tokens
    ids = _heading_ids(rest)
    named = [(words_of(rest[at + 1]), element) for at, element in ids.items()]
    own = {str(rest[at].meta[_OWN_ID]): element for at, element in ids.items() if _OWN_ID in rest[at].meta}
    inline = InlineReader(draft, reading, lookup, {**own, **sections(named)})
    shown = title or (title_words(words_of(taken[1])) if taken else "") or fallback
    if taken and not title:
        draft.headline = _headline(inline.parts(taken[1]), draft, shown)
    else:
        line = taken[1].map[0] if taken and taken[1].map else -1
        draft.headline = (draft.say(shown, line),)
    if taken and place != own_place:
        aside = draft.aside()
        InlineReader(aside, reading, lookup, {}).parts(taken[1])
        draft.taken = aside.words()
    blocks = _leading_back(draft.headline, _BlockReader(draft, inline, ids, _shift(rest)).read(rest))
    template_calls.report_calls(draft)
    _report_spaced_labels(draft)
    draft.asked = lookup.asked
    return draft.prose(shown, blocks)


@functools.cache
def _parser(*, allows_html: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt

    from sitegen.text.prose.footnotes import footnotes_plugin

    parser = (
        MarkdownIt("commonmark", {"html": allows_html})
        .enable("table")
        .use(footnotes_plugin)
        .use(template_calls.template_plugin)
        .use(wiki_links.wiki_link_plugin)
    )
    if allows_html:
        parser.use(raw_html.office_tags)
    parser.use(plain_markdown.plain_words_plugin)
    # Where links may lead is decided in `targets`, which tells the author; here one would vanish unseen.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 (the parser's interface)
    return True


def _report_spaced_labels(draft: ProseBuilder) -> None:
    """Report what would be a footnote without the spaces in its label. Reports: footnote-label."""
    from sitegen.text.prose.footnotes import spaced_label_problems, spaced_labels

    said = draft.words()
    cause = "a footnote with a space in its label is none: its words are shown as they stand"
    for match, found in zip(spaced_labels(said), spaced_label_problems(said), strict=True):
        if not draft.is_code(match.start()):
            draft.note(draft.line_of(match.start()), *found, cause)


def _title_place(tokens: Sequence[Token], title: str) -> int:
    """Where the block begins that is the title: it gave it, or says the same; -1 if there is none."""
    heading = next((at for at, token in enumerate(tokens) if token.type == "heading_open" and not token.level), -1)
    if not title:
        return heading if heading >= 0 and title_words(words_of(tokens[heading + 1])) else -1
    first = 0 if tokens and tokens[0].type == "paragraph_open" else -1
    return next((at for at in (first, heading) if at >= 0 and are_same_title(words_of(tokens[at + 1]), title)), -1)


def _headline(parts: list[ProsePart], draft: ProseBuilder, shown: str) -> tuple[ProsePart, ...]:
    """The parts of the heading that is the title, without the dirt of a scrape around its words."""
    said = draft.words()
    start = said.find(shown)
    if start < 0:
        # Spaces and line ends in the heading are not those of a title.
        draft.keep_only(0, 0)
        return (draft.say(shown),)
    end = start + len(shown)
    if (start, end) == (0, len(said)):
        return tuple(parts)
    draft.keep_only(start, end)
    cut = [part if isinstance(part, MarkupTag) else part.cut(start, end) for part in parts]
    return tuple(part for part in cut if isinstance(part, MarkupTag) or part.start < part.end)


def _leading_back(
    headline: Iterable[ProsePart], blocks: Iterable[tuple[ProsePart, ...]]
) -> list[tuple[ProsePart, ...]]:
    """Blocks without the ways back from footnotes to references that went with a title that is not repeated."""
    found = list(blocks)
    tags = "".join(part.html for parts in (headline, *found) for part in parts if isinstance(part, MarkupTag))
    there = {*_REFERENCE.findall(tags)}
    return [tuple(part for part in parts if not _is_way_back(part) or _way(part) in there) for parts in found]


def _is_way_back(part: ProsePart) -> TypeGuard[MarkupTag]:
    return isinstance(part, MarkupTag) and part.html.startswith(_WAY_BACK)


def _way(part: MarkupTag) -> str:
    return part.html[len(_WAY_BACK) :].partition('"')[0]


def _take_own_ids(tokens: Sequence[Token]) -> None:
    """Take `{#costs}` from the ends of headings: there, other tools read it as the address and never show it."""
    for heading, words in itertools.pairwise(tokens):
        pieces = words.children or []
        if heading.type != "heading_open" or not pieces or pieces[-1].type != "text":
            continue
        match = _HEADING_ID.search(pieces[-1].content)
        if match and (match.start() or len(pieces) > 1):
            pieces[-1].content = pieces[-1].content[: match.start()]
            heading.meta[_OWN_ID] = urls.slug(match[1])


def _heading_ids(tokens: Sequence[Token]) -> dict[int, str]:
    """For each heading, by its place among the tokens, the element it is."""
    taken: dict[str, int] = {}
    places = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    return {at: urls.heading_element(words_of(tokens[at + 1]), taken) for at in places}


def _shift(tokens: Sequence[Token]) -> int:
    """By how many levels headings go down, so that the highest stand right below the headline."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    return _TOP - min(levels, default=_TOP)


class _BlockReader:
    """Makes the top blocks of an article from its tokens."""

    def __init__(self, draft: ProseBuilder, inline: InlineReader, ids: dict[int, str], shift: int) -> None:
        self._draft, self._inline, self._ids, self._shift = draft, inline, ids, shift

    def read(self, tokens: Sequence[Token]) -> list[tuple[ProsePart, ...]]:
        """One list of parts for each block at the top."""
        blocks: list[tuple[ProsePart, ...]] = []
        parts: list[ProsePart] = []
        depth = 0
        for place, token in enumerate(tokens):
            depth += token.nesting
            parts += self._parts(token, place, tokens)
            if not depth:
                if parts:
                    blocks.append(tuple(parts))
                parts = []
        return blocks

    def _parts(self, token: Token, place: int, tokens: Sequence[Token]) -> list[ProsePart]:
        if token.hidden:
            return []
        if token.type == "inline":
            self._draft.end_unit()
            start = self._draft.next
            parts = self._inline.parts(token)
            if place and _IS_SEED_TITLE in tokens[place - 1].meta:
                self._draft.mark_seed_title(start)
            return parts
        if token.type in ("heading_open", "heading_close"):
            return [self._heading(token, self._ids.get(place, ""), tokens[place + 1 : place + 2])]
        if token.type in ("fence", "code_block"):
            return self._code(token)
        if token.type == "html_block":
            self._draft.end_unit()
            return self._inline.raw_parts(raw_html.block_tokens(token.content), token.map[0] if token.map else -1)
        is_empty = token.tag == "th" and not tokens[place + token.nesting].content
        return [MarkupTag(_empty_cell(token) if is_empty else _PLAIN_TAGS.get(token.type) or _tag(token))]

    def _heading(self, token: Token, element: str, following: Sequence[Token]) -> MarkupTag:
        level = min(6, int(token.tag[1]) + self._shift)
        if token.nesting < 0:
            return MarkupTag(f"</h{level}>")
        self._draft.headings.append(Heading(int(token.tag[1]), element, words_of(following[0])))
        return MarkupTag(f'<h{level} id="{html.escape(element)}">')

    def _code(self, token: Token) -> list[ProsePart]:
        self._draft.end_unit()
        parts: list[ProsePart] = [MarkupTag(f"{raw_html.PRE_OPENS}<code>")]
        first = token.map[0] + (token.type == "fence") if token.map else -1
        start = self._draft.next
        lines = without_controls(token.content).rstrip("\n").split("\n")
        if any(lines):
            for number, line in enumerate(lines):
                end = "\n" if number < len(lines) - 1 else ""
                parts.append(self._draft.say(line + end, first + number if first >= 0 else -1))
            self._draft.mark_code(start)
        return [*parts, MarkupTag("</code></pre>")]


def _empty_cell(token: Token) -> str:
    """A cell without words heads no column."""
    return "<td>" if token.nesting > 0 else "</td>"


def _tag(token: Token) -> str:
    """The markup of a block token with attributes; empty for what needs none."""
    if token.type == "ordered_list_open":
        start = token.attrs.get("start", 1)
        return "<ol>" if start == 1 else f'<ol start="{int(start)}">'
    if token.type in ("th_open", "td_open"):
        scope = ' scope="col"' if token.tag == "th" else ""
        return f"<{token.tag}{scope}{_ALIGNED.get(str(token.attrs.get('style', '')), '')}>"
    if token.type == "footnote_open":
        return f'<li id="fn-{token.meta["id"] + 1}">'
    if token.type == "footnote_anchor":
        number = token.meta["id"] + 1
        again = f".{token.meta['subId'] + 1}" if token.meta["subId"] else ""
        return f'{_WAY_BACK}fnref-{number}{again}" aria-label="Back to the text"></a>'
    return ""
