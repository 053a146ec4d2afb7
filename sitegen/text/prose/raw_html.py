"""HTML in Markdown, where an archive asks to keep it: text markup, lists, tables, links; nothing that can run.

What is kept (`cleaning`) becomes tokens like those of Markdown, so that its words are words of the article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from sitegen.text.prose.sanitizer import BLOCK_TAGS, INLINE_TAGS, attributes_of, sanitize

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

BLOCK: Final = "raw_block"
"""Type of a token for a tag at which a paragraph, item or cell begins or ends."""
INLINE: Final = "raw_inline"

# What may be wider than the page scrolls by itself; the keyboard has to reach it for that.
TABLE_OPENS: Final = '<div class="table" role="region" aria-label="Table" tabindex="0"><table>'
TABLE_ENDS: Final = "</table></div>"
PRE_OPENS: Final = '<pre tabindex="0">'

_MARKDOWN: Final = "Markdown"
"""In place of a tag's name: what Markdown itself opened."""

_EDGE: Final = "edge"
"""Type of a token for the edge of a block that cannot be inside a line."""
_GONE: Final = "gone"
"""Type of a token for HTML of which nothing stays."""
_NO_WORDS: Final = frozenset({"script", "style"})
_EDGES: Final = BLOCK_TAGS | {"br", ""}
"""Tags beside which white space is none; the empty one is the edge of all."""
_CODE_TAGS: Final = frozenset({"code", "pre"})

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)/?>")
_OFFICE: Final = re.compile(r"</?(?:o|w|v|m|x|st1):[A-Za-z]\w*(?:\s[^<>]{0,500})?/?>")
"""Tags of a namespace, as word processors write them into HTML; Markdown takes them for words, or for an address."""
_SPACES: Final = re.compile(r"[ \t\n\f]+")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_LINE: Final = re.compile(r" {0,3}<table\b", re.IGNORECASE)
_TABLE_END: Final = re.compile(r"</table>", re.IGNORECASE)
_NOTHING: Final = "<!-- -->"


def with_whole_tables(body: str) -> str:
    """`body` with a comment in each blank line between two lines of tags in a table.

    In Markdown a blank line ends HTML: the rest of the table would be words without cells, or code.
    """
    if "<table" not in body.lower():
        return body
    lines = body.split("\n")
    fence, done = "", 0
    for place, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence and place >= done and _TABLE_LINE.match(line):
            done = _fill(lines, place)
    return "\n".join(lines)


def _fill(lines: list[str], start: int) -> int:
    """The blank lines of the table that begins in this line, as far as there are only tags around them.

    Gives the line behind: a table that begins before it has nothing more to fill.
    """
    last = start
    for place in range(start, len(lines)):
        words = lines[place].strip()
        if not words:
            continue
        if place > last + 1:
            if not (lines[last].rstrip().endswith(">") and words.startswith("<")):
                return place
            lines[last + 1 : place] = [_NOTHING] * (place - last - 1)
        if _TABLE_END.search(words):
            return place + 1
        last = place
    return len(lines)


def block_tokens(source: str) -> list[Token]:
    """A block of HTML, cleaned, as tokens."""
    tokens: list[Token] = []
    clean = sanitize(source)
    done, before, is_pre = 0, "", False
    for match in _TAG.finditer(clean):
        name = match[2].lower()
        tokens += _words(html.unescape(clean[done : match.start()]), before, name, is_pre=is_pre)
        tokens += _tokens(match)
        done, before = match.end(), name
        is_pre = not match[1] if name == "pre" else is_pre
    return [*tokens, *_words(html.unescape(clean[done:]), before, "", is_pre=is_pre)]


def office_tags(parser: MarkdownIt) -> None:
    """Let a parser know tags such as `<o:p>` as HTML."""
    parser.inline.ruler.before("autolink", "office_tag", _office_tag)


def _office_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's interface)
    match = _OFFICE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
    state.pos = match.end()
    return True


def inline_tokens(children: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a line with its HTML treated as in a block: tags that are kept made tokens, of others the words.

    Of scripts and styles nothing stays, nor of comments. A tag without its partner goes: alone it marks nothing.
    """
    if not any(token.type == "html_inline" for token in children):
        return children
    partners = _partners(children)
    made: list[Token] = []
    done = 0
    for place, token in enumerate(children):
        if place < done:
            continue
        if place in partners and _name(token) in _NO_WORDS:
            done = partners[place] + 1
            made.append(Token(_GONE, "", 0))
        else:
            made += _inline(token, is_paired=place in partners)
    return list(_close_up(made))


def _partners(children: Sequence[Token]) -> dict[int, int]:
    """The places of tags that open and close in the right order, with Markdown's own: → the last one's."""
    paired: dict[int, int] = {}
    open_tags: list[tuple[str, int]] = []
    for place, token in enumerate(children):
        match = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        name = match[2].lower() if match else _MARKDOWN
        if match and name in ("br", "img"):
            paired[place] = place
        elif (match and not match[1]) or token.nesting > 0:
            open_tags.append((name, place))
        elif match or token.nesting < 0:
            paired.update(dict.fromkeys(_close_tags(open_tags, name, place), place))
    return paired


def _close_tags(open_tags: list[tuple[str, int]], name: str, place: int) -> tuple[int, ...]:
    """What a closing tag and its partner are; neither skips the end of what Markdown opened in between."""
    for depth, (opened, at) in enumerate(reversed(open_tags), 1):
        if opened == name:
            del open_tags[-depth:]
            return at, place
        if opened == _MARKDOWN:
            break
    return ()


def _name(token: Token) -> str:
    """Of an HTML tag; empty for all else."""
    match = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
    return match[2].lower() if match else ""


def _inline(token: Token, *, is_paired: bool) -> list[Token]:
    if token.type != "html_inline":
        return [token]
    name = _name(token)
    if name in BLOCK_TAGS:
        return [Token(_EDGE, "", 0)]
    if not is_paired or name not in INLINE_TAGS | {"a", "br", "img"}:
        return [Token(_GONE, "", 0)]
    # Cleaned together with its end, since alone it would be closed at once.
    clean = _TAG.match(token.content if token.content.startswith("</") else sanitize(token.content))
    return _tokens(clean) if clean else []


def _close_up(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens without the gaps: one blank at the edge of a block, or for two around nothing."""
    last, gap = " ", ""
    for token in tokens:
        if token.type in (_EDGE, _GONE):
            gap = token.type if gap != _EDGE else gap
            continue
        if gap and token.type == "text":
            token.content = token.content.lstrip(" ") if last.isspace() else token.content
        if gap == _EDGE and token.type in ("text", "code_inline") and not _is_apart(last, token.content):
            yield _text(" ")
        if token.type in ("softbreak", "hardbreak"):
            last, gap = " ", ""
        elif token.type in ("text", "code_inline") and token.content:
            last, gap = token.content[-1], ""
        yield token


def _is_apart(last: str, words: str) -> bool:
    return not words or last.isspace() or words[0].isspace()


def _tokens(tag: re.Match[str]) -> list[Token]:
    name, closes = tag[2].lower(), bool(tag[1])
    if name == "br":
        return [Token("hardbreak", "br", 0)]
    if name == "a":
        link = Token("link_close" if closes else "link_open", "a", -1 if closes else 1)
        link.attrs = {} if closes else attributes_of(tag[3])
        return [link]
    if name == "img":
        image = Token("image", "img", 0)
        image.attrs = attributes_of(tag[3])
        image.children = [_text(str(image.attrs.get("alt", "")))]
        return [image]
    kept = (
        "" if closes else "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes_of(tag[3]).items())
    )
    made = Token(BLOCK if name in BLOCK_TAGS else INLINE, name, 0)
    made.nesting = -1 if closes else 1
    made.content = _closing(name) if closes else _opening(name, kept)
    return [made]


def _opening(name: str, attributes: str) -> str:
    return {"table": TABLE_OPENS, "pre": PRE_OPENS}.get(name, f"<{name}{attributes}>")


def _closing(name: str) -> str:
    return TABLE_ENDS if name == "table" else f"</{name}>"


def _words(words: str, before: str, after: str, *, is_pre: bool) -> Iterator[Token]:
    """The words between two tags; white space at the edge of a block is none, and in code it is kept."""
    edges = _CODE_TAGS if is_pre else _EDGES
    blank = "\n" if is_pre else " "
    words = words if is_pre else _SPACES.sub(" ", words)
    words = words.lstrip(blank) if before in edges else words
    words = words.rstrip(blank) if after in edges else words
    if words:
        yield _text(words)


def _text(words: str) -> Token:
    token = Token("text", "", 0)
    token.content = words
    return token
