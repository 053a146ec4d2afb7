"""Links to words of a page, `#:~:text=`: whether a browser that follows them finds the words.

Compared as Chromium does, with ICU: letters without regard to case, accents, width and kana, quotation marks straight
or curly, dashes as they are; whole words, within one block. Where it cannot be known what a browser does (words that a
style sheet hides, limits of words in scripts without spaces), the words count as found.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple
from urllib.parse import unquote

import icu

from sitegen.text.characters import is_without_spaces

_BLOCKS: Final = frozenset(
    [
        "address", "article", "aside", "blockquote", "br", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    ]
)  # fmt: skip
"""Elements that words are not found across whatever the style sheet; `li`, `div` and `dt` may stand in a line."""
_INVISIBLE: Final = frozenset(
    ["head", "iframe", "noscript", "object", "script", "select", "style", "template", "textarea"]
)
_VOID: Final = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_FOLDED: Final = str.maketrans({**dict.fromkeys("׳‘’", "'"), **dict.fromkeys("״“”", '"'), "\xad": None})
"""What Chromium folds before ICU compares."""


class TextDirective(NamedTuple):
    """`prefix-,start,end,-suffix`, decoded; the parts that are not given are empty."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""


def text_directives(fragment: str) -> Iterator[tuple[str, TextDirective | None]]:
    """The text directives of a fragment, each as it is written and as it is read; None where it cannot be read.

    `fragment` is what follows `:~:`. Source: WICG, Scroll to Text Fragment, 3.3 and 3.4.
    """
    for part in fragment.split("&"):
        name, _, value = part.partition("=")
        if name == "text":
            yield unquote(value), _directive(value)


def _directive(value: str) -> TextDirective | None:
    terms = value.split(",")
    prefix = terms.pop(0)[:-1] if len(terms) > 1 and terms[0].endswith("-") else ""
    suffix = terms.pop()[1:] if len(terms) > 1 and terms[-1].startswith("-") else ""
    if not 1 <= len(terms) <= 2 or not all(terms):
        return None
    start, end = _decode(terms[0]), _decode(terms[1]) if len(terms) > 1 else ""
    return TextDirective(start, end, _decode(prefix), _decode(suffix)) if start else None


def _decode(term: str) -> str:
    return _normalize(unquote(term))


def _normalize(words: str) -> str:
    return " ".join(words.translate(_FOLDED).split())


class _Utf16Span(NamedTuple):
    """Where words are: half-open, in code units of UTF-16, as ICU counts."""

    start: int
    end: int


class PageWords:
    """The words of one page, as a browser looks for some in it."""

    def __init__(self, html: str) -> None:
        """`html` is the whole page."""
        reader = _BlockTextParser()
        reader.feed(html)
        reader.close()
        blocks = "".join(reader.pieces).split("\0")
        # No blank of the wanted words is like a line end.
        text = "\n".join(filter(None, map(_normalize, blocks)))
        self._has_words: Final = bool(text)
        self._text: Final = icu.UnicodeString(text)
        self._boundaries: Final = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
        self._boundaries.setText(self._text)

    def has(self, wanted: TextDirective) -> bool:
        """Whether a browser finds the words. Source: WICG, Scroll to Text Fragment, 3.6.1; UTS 10, 8 (searching)."""
        starts = self._find_all(wanted.start)
        if wanted.prefix:
            befores = {
                self._skip_blanks(one.end) for one in self._find_all(wanted.prefix) if self._is_word_boundary(one.start)
            }
            starts = [one for one in starts if one.start in befores]
        else:
            starts = [one for one in starts if self._is_word_boundary(one.start)]
        if not wanted.end:
            return any(map(self._end_check(wanted.suffix), starts))
        first = min((one.end for one in starts if self._is_word_boundary(one.end)), default=len(self._text) + 1)
        ends = [one for one in self._find_all(wanted.end) if first <= one.start and self._is_word_boundary(one.start)]
        return any(map(self._end_check(wanted.suffix), ends))

    def _end_check(self, suffix: str) -> Callable[[_Utf16Span], bool]:
        """What tells whether a stretch can be the last of what is wanted."""
        if not suffix:
            return lambda one: self._is_word_boundary(one.end)
        afters = {one.start for one in self._find_all(suffix) if self._is_word_boundary(one.end)}
        return lambda one: self._skip_blanks(one.end) in afters

    def _find_all(self, words: str) -> list[_Utf16Span]:
        """Every place that is alike, those that overlap included."""
        if not self._has_words:
            return []
        search = icu.StringSearch(icu.UnicodeString(words), self._text, _collator())
        search.setAttribute(icu.USearchAttribute.OVERLAP, icu.USearchAttributeValue.ON)
        found: list[_Utf16Span] = []
        start = search.first()
        while start != icu.StringSearch.DONE and search.getMatchedLength():
            found.append(_Utf16Span(start, start + search.getMatchedLength()))
            start = search.nextMatch()
        return found

    def _skip_blanks(self, index: int) -> int:
        while index < len(self._text) and self._text[index] in " \n":
            index += 1
        return index

    def _is_word_boundary(self, index: int) -> bool:
        """Whether a word begins or ends here; where only a dictionary could say, it may."""
        if (
            0 < index < len(self._text)
            and is_without_spaces(self._text[index])
            and is_without_spaces(self._text[index - 1])
        ):
            return True
        return bool(self._boundaries.isBoundary(index))


@functools.cache
def _collator() -> icu.Collator:
    """Letters alone count: no case, no accents, no width. It is that of no language: nobody knows the browser's."""
    collator = icu.Collator.createInstance(icu.Locale("@collation=search"))
    collator.setStrength(icu.Collator.PRIMARY)
    return collator


class _BlockTextParser(HTMLParser):
    """The words of the blocks of a page, with a zero character between them."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden_by, self._depth = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or what nobody sees."""
        if self._hidden_by:
            self._depth += tag == self._hidden_by
        elif tag in _INVISIBLE or (tag not in _VOID and any(name == "hidden" for name, _ in attrs)):
            self._hidden_by, self._depth = tag, 1
        elif tag in _BLOCKS:
            self.pieces.append("\0")

    def handle_endtag(self, tag: str) -> None:
        """A block ends, or what nobody sees."""
        if tag == self._hidden_by:
            self._depth -= 1
            self._hidden_by = self._hidden_by if self._depth else ""
        elif not self._hidden_by and tag in _BLOCKS:
            self.pieces.append("\0")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._hidden_by:
            self.pieces.append(data.replace("\0", ""))
