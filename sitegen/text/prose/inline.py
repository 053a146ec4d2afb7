"""What stands in a line of Markdown: words, emphasis, code, links and pictures."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from sitegen.core import urls
from sitegen.core.model import ArticleId
from sitegen.text.prose import raw_html, template_calls, wiki_links
from sitegen.text.prose.article_links import UNSEEN, ArticleLookup
from sitegen.text.prose.html_text import without_controls
from sitegen.text.prose.link_targets import for_browsers, is_relative_link, is_remote, leading_out, picture, section
from sitegen.text.prose.prose_builder import ProseBuilder
from sitegen.text.prose.prose_model import MarkupTag, ProsePart, SeedContext

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS: Final = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
}
# Article pages all stand at the same depth.
_ROOT: Final = urls.to_root(urls.article("x"))


class InlineReader:
    """Turns the inline tokens of one article into parts, and tells of links that lead nowhere."""

    def __init__(
        self, draft: ProseBuilder, reading: SeedContext, lookup: ArticleLookup, sections: Mapping[str, str]
    ) -> None:
        """`lookup` finds the articles of the archive.

        `sections` gives the elements of the article's headings by the fragments that call them.
        """
        self._draft, self._reading, self._lookup, self._sections = draft, reading, lookup, sections
        self._line = -1
        self._parts: list[ProsePart] = []
        self._links: list[tuple[int, bool]] = []
        self._raw_code: list[int] = []
        self._is_after_picture = False

    def parts(self, token: Token) -> list[ProsePart]:
        """The words and the markup of an inline token. Reports: dead-link."""
        return self.raw_parts(raw_html.inline_tokens(token.children or []), token.map[0] if token.map else -1)

    def raw_parts(self, tokens: Iterable[Token], line: int) -> list[ProsePart]:
        """The same from the tokens inside, the first of them on this line of the body, counted from 0."""
        self._line, self._parts, self._links, self._is_after_picture = line, [], [], False
        for token in tokens:
            self._take(token)
        return self._parts

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._say(token.content)
        elif kind == "softbreak":
            self._break(" ")
        elif kind == "hardbreak":
            self._parts.append(MarkupTag("<br>"))
            self._break("\n")
        elif kind == "code_inline":
            self._code(token.content)
        elif kind == "link_open":
            self._open_link(self._url(token))
        elif kind == "link_close":
            self._close_link()
        elif kind == "image":
            self._picture(token)
        elif kind == "footnote_ref":
            self._parts.append(MarkupTag(_footnote_ref(token)))
        elif kind in (raw_html.BLOCK, raw_html.INLINE):
            self._raw(token)
        else:
            self._parts.append(MarkupTag(_TAGS.get(kind) or token.content))

    def _say(self, words: str) -> None:
        words = without_controls(words)
        if words:
            # A picture stood apart from the letters that follow it, and so must the words in its place.
            space = " " if self._is_after_picture and words[0].isalnum() else ""
            self._is_after_picture = False
            self._parts.append(self._draft.say(space + words, self._line))

    def _break(self, words: str) -> None:
        self._say(words)
        if self._line >= 0:
            self._line += 1

    def _code(self, words: str) -> None:
        self._parts.append(MarkupTag("<code>"))
        start = self._draft.next
        self._say(words)
        self._draft.mark_code(start)
        self._parts.append(MarkupTag("</code>"))

    def _raw(self, token: Token) -> None:
        """A tag of HTML that is kept; what stands in code of HTML is code."""
        is_code = token.tag in ("code", "pre")
        if is_code and token.nesting < 0 and self._raw_code:
            self._draft.mark_code(self._raw_code.pop())
        if token.type == raw_html.BLOCK:
            self._draft.end_unit()
        if is_code and token.nesting > 0:
            self._raw_code.append(self._draft.next)
        self._parts.append(MarkupTag(token.content))

    # --- links and pictures

    def _open_link(self, url: str) -> None:
        # A link in a link cannot be: the outer one holds.
        is_shown = bool(url) and not any(shown for _, shown in self._links)
        self._links.append((self._draft.next, is_shown))
        if is_shown:
            self._parts.append(MarkupTag(f'<a href="{html.escape(url)}">'))

    def _close_link(self) -> None:
        start, is_shown = self._links.pop()
        if is_shown:
            self._parts.append(MarkupTag("</a>"))
            self._draft.mark_link(start)

    def _url(self, token: Token) -> str:
        """Where a link leads; empty where it leads nowhere. Reports: dead-link."""
        if "href" not in token.attrs:
            return ""  # kept HTML may have such a link, and that is no mistake
        href = str(token.attrs["href"])
        if wiki_links.LINK in token.meta:
            return self._to_article(href, token.meta[wiki_links.LINK])
        if template_calls.LINK not in token.meta:
            return self._target(href)
        self._report_dead_link(
            f'the link "{href}" goes by a call of another tool\'s templates',
            "nothing to do: its words are shown without it",
            "links go by calls of another tool's templates",
        )
        return ""

    def _target(self, href: str) -> str:
        """Where a link leads; empty, with a problem, where it leads nowhere. Reports: dead-link."""
        if href.startswith("#"):
            words = for_browsers(href)
            element = section(href.removesuffix(words), self._sections)
            if element or href == f"#{words}" != "#":
                return f"#{element}{words}"
            self._report_dead_link(
                f'the link "{href}" leads to no heading of this article',
                "its words are shown without it",
                "links lead to no heading of their article",
            )
            return ""
        found = self._lookup.at_path(href) if is_relative_link(href) else ArticleId("")
        if found:
            return self._to_article(href, found)
        url = leading_out(href, self._reading.url)
        found = self._lookup.at_url(url) if url else ArticleId("")
        if found not in ("", UNSEEN):
            return self._to_article(href, found)
        if not url:
            self._report_dead_link(
                f'the link "{href}" leads to no article here, and to no address on the web',
                "say in the article's `url` where it was published, so that relative links can be followed; "
                "until then its words are shown without it",
                "links lead to no article here, and to no address on the web",
            )
        return url

    def _to_article(self, href: str, article: ArticleId) -> str:
        """Where an article of the archive is; empty, with a problem, where readers do not see it."""
        if article != UNSEEN:
            self._draft.links_to.add(article)
            words = for_browsers(href)
            return f"{_ROOT}{urls.article(article)}{words and f'#{words}'}"
        self._report_dead_link(
            f'the link "{href}" leads to an article that readers do not see',
            "its words are shown without it, until the article is published",
            "links lead to articles that readers do not see",
        )
        return ""

    def _picture(self, token: Token) -> None:
        source = str(token.attrs.get("src", ""))
        words = words_of(token) or source
        file = picture(source, self._reading.media)
        if file:
            where = html.escape(f"{_ROOT}{urls.file_url(f'media/{file}')}")
            self._parts.append(MarkupTag(f'<img src="{where}" alt="{html.escape(words_of(token))}" loading="lazy">'))
        elif is_remote(source):
            self._open_link(self._target(source))
            self._say(words)
            self._close_link()
            self._is_after_picture = True
        else:
            self._report_dead_link(
                f'there is no picture "{source}" in content/media',
                "put the file there under this name; until then its words are shown",
                "pictures are not in content/media",
            )
            self._say(words)
            self._is_after_picture = True

    def _report_dead_link(self, message: str, hint: str, cause: str) -> None:
        self._draft.note_at(max(self._line, 0), "dead-link", message, hint, cause)


def words_of(token: Token) -> str:
    """The words inside an inline token or picture, plain and on one line."""
    return " ".join("".join(_words(token.children or ())).split())


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("text", "code_inline"):
            yield without_controls(token.content)
        elif token.type == "image":
            yield words_of(token)


def _footnote_ref(token: Token) -> str:
    """The number is drawn by the style sheet, since it is no part of the text."""
    # A footnote that is written where it is referred to has no second reference.
    times = token.meta.get("subId", 0)
    number, again = token.meta["id"] + 1, f".{times + 1}" if times else ""
    return (
        f'<a class="footnote" id="fnref-{number}{again}" href="#fn-{number}" '
        f'aria-label="Footnote {number}" data-n="{number}"></a>'
    )
