"""HTML in Markdown, where an archive asks to keep it: text markup, lists, tables, links; nothing that can run.

What is kept becomes tokens like those of Markdown, so that its words are words of the article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

BLOCK: Final = "raw_block"
"""Type of a token for a tag at which a paragraph, item or cell begins or ends."""
INLINE: Final = "raw_inline"

_MARKDOWN: Final = "Markdown"
"""In place of a tag's name: what Markdown itself opened."""

_INLINE_TAGS: Final = frozenset(
    {"abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "s", "samp", "small", "strong"}
    | {"sub", "sup", "u", "var"}
)
_BLOCK_TAGS: Final = frozenset(
    {"blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_ATTRIBUTES: Final = {"a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)/?>")
_ATTRIBUTE: Final = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_LINE_ENDS: Final = re.compile(r"\s*\n\s*")


def block_tokens(source: str) -> list[Token]:
    """A block of HTML, cleaned, as tokens."""
    tokens: list[Token] = []
    clean = _cleaned(source)
    done = 0
    for match in _TAG.finditer(clean):
        tokens += _texts(clean[done : match.start()])
        tokens += _tokens(match)
        done = match.end()
    return [*tokens, *_texts(clean[done:])]


def inline_tokens(children: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a line with its HTML tags made tokens; a tag without its partner is shown as it was typed."""
    if not any(token.type == "html_inline" for token in children):
        return children
    partners = _partners(children)
    return [made for place, token in enumerate(children) for made in _inline(token, is_paired=place in partners)]


def _partners(children: Sequence[Token]) -> set[int]:
    """The places of tags that open and close in the right order, among themselves and with Markdown's own."""
    paired: set[int] = set()
    open_tags: list[tuple[str, int]] = []
    for place, token in enumerate(children):
        match = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        name = match[2].lower() if match else _MARKDOWN
        if match and name in ("br", "img"):
            paired.add(place)
        elif (match and not match[1]) or token.nesting > 0:
            open_tags.append((name, place))
        elif match or token.nesting < 0:
            paired |= _closed(open_tags, name, place)
    return paired


def _closed(open_tags: list[tuple[str, int]], name: str, place: int) -> set[int]:
    """What a closing tag and its partner are; neither skips the end of what Markdown opened in between."""
    for depth, (opened, at) in enumerate(reversed(open_tags), 1):
        if opened == name:
            del open_tags[-depth:]
            return {at, place}
        if opened == _MARKDOWN:
            break
    return set()


def _inline(token: Token, *, is_paired: bool) -> list[Token]:
    if token.type != "html_inline":
        return [token]
    match = _TAG.fullmatch(token.content)
    name = match[2].lower() if match else ""
    if not match or not is_paired or name not in _INLINE_TAGS | {"a", "br", "img"}:
        return [_text(token.content)]
    # Cleaned together with its end, since alone it would be closed at once.
    clean = _TAG.match(token.content if match[1] else _cleaned(token.content))
    return _tokens(clean) if clean else []


def _tokens(tag: re.Match[str]) -> list[Token]:
    name, closes = tag[2].lower(), bool(tag[1])
    if name == "br":
        return [Token("hardbreak", "br", 0)]
    if name == "a":
        link = Token("link_close" if closes else "link_open", "a", -1 if closes else 1)
        link.attrs = {} if closes else _attributes(tag)
        return [link]
    if name == "img":
        image = Token("image", "img", 0)
        image.attrs = _attributes(tag)
        image.children = [_text(str(image.attrs.get("alt", "")))]
        return [image]
    kept = "" if closes else "".join(f' {key}="{html.escape(str(value))}"' for key, value in _attributes(tag).items())
    made = Token(BLOCK if name in _BLOCK_TAGS else INLINE, name, 0)
    made.content = f"</{name}>" if closes else f"<{name}{kept}>"
    return [made]


def _attributes(tag: re.Match[str]) -> dict[str, str | int | float]:
    return {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(tag[3])}


def _texts(source: str) -> Iterator[Token]:
    """The words between two tags; line ends between blocks are none."""
    words = _LINE_ENDS.sub(" ", html.unescape(source))
    if words.strip():
        yield _text(words)


def _text(words: str) -> Token:
    token = Token("text", "", 0)
    token.content = words
    return token


def _cleaned(source: str) -> str:
    import nh3  # only archives that ask for it pay for loading it

    return nh3.clean(
        source,
        tags=set(_INLINE_TAGS | _BLOCK_TAGS | {"a", "br", "img"}),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        link_rel=None,
    )
