"""Text made comparable: typography evened out, with the way back to the original offsets.

A normalized text is in NFC, with one space for a run of white space, straight quotes, `-` for every dash, `...` for
`…`, the letters of a ligature, and nothing for soft hyphens, zero-width and direction marks. Guillemets are quotes;
case and words stay. It is for comparing only: what is found is always a slice of the original. Source: Unicode Standard
Annex 15 (NFC) and the property Dash; the rest is ours.

Most characters stay themselves, so the map between the two texts is a short list of the places where the length
changes; a text without such places has an empty list. One character for one needs no entry at all.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The letter apostrophe U+02BC is how some names are typed; ′ and ″ stand for quotes in badly converted scans.
# Guillemets are on few keyboards, and are typed straight as curly quotes are.
_SINGLE_QUOTES: Final = "‘’‚‛′ʼ＇‹›"
_DOUBLE_QUOTES: Final = "“”„‟″〝〞〟＂«»"
HYPHENS: Final = "-‐‑﹣－\u058a\u05be\u1806\u2e17\u30a0"
"""The dashes that join the parts of one word; the longer ones stand between words."""
_DASHES: Final = "‐‑‒–—―−⸺⸻﹘﹣－"

# What came later. Ids that are published are counted without it, so it is apart (docs/decisions/0012).
_ADDED_DASHES: Final = (
    "\u058a\u05be\u1400\u1806\u2053\u207b\u208b\u2e17\u2e1a\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32"
    "\U00010d6e\U00010ead"
    "\uff5e"
)
"""The rest of Unicode's property Dash; and U+FF5E, which some programs write where others write U+301C."""
_ADDED_SINGLE_QUOTES: Final = (
    "\xb4\u02b9\u02bb\u02bd\u02be\u02bf\u0374\u055a\u05f3\u07f4\u07f5\u1fbd\u1ffd\u2035\ua78b\ua78c"
)
"""Letters and accents that stand where keyboards have an apostrophe: ʻokina, ayin, geresh."""
_ADDED_DOUBLE_QUOTES: Final = "\u02ba\u02ee\u05f4\u2036\u275d\u275e\u2e42"
_ADDED: Final = {
    **dict.fromkeys(map(ord, _ADDED_DASHES), "-"),
    **dict.fromkeys(map(ord, _ADDED_SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _ADDED_DOUBLE_QUOTES), '"'),
}
_LIGATURES: Final = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_HAS_ADDED: Final = re.compile(f"[\xad¬\ufb00-\ufb06{''.join(map(chr, _ADDED))}]")
_HAS_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")

_ASCII_SPACES: Final = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
_WIDTHS: Final = "".join(map(chr, range(0x2000, 0x200B)))
_OTHER_SPACES: Final = _WIDTHS + "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE: Final = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

_ONE_FOR_ONE: Final = (
    *((space, " ") for space in _ASCII_SPACES + _OTHER_SPACES),
    *((quote, "'") for quote in _SINGLE_QUOTES),
    *((quote, '"') for quote in _DOUBLE_QUOTES),
    *((dash, "-") for dash in _DASHES),
)
_WIDE_SPACE: Final = re.compile("  +")
_CHANGES_LENGTH: Final = re.compile(f" [ {_INVISIBLE}]+|[{_INVISIBLE}][ {_INVISIBLE}]*|…")
_NO_LETTER: Final = rf"\s\d!-/:-@\[-`{{-~{_INVISIBLE}"
_LINE_END: Final = f"(?<=[^{_NO_LETTER}])[{_INVISIBLE}]*[\xad¬][{_INVISIBLE}]* [ {_INVISIBLE}]*(?=[^{_NO_LETTER}])"
"""A word that is broken at the end of a line by a soft hyphen, or by the `¬` of programs that read scans."""
_CHANGES_LENGTH_NOW: Final = re.compile(f"(?P<broken>{_LINE_END})|[\ufb00-\ufb06]|{_CHANGES_LENGTH.pattern}")
_HAS_INVISIBLE: Final = re.compile(f"[{_INVISIBLE}]")
_INVISIBLES: Final = re.compile(f"[{_INVISIBLE}]+")


class NormalizedText(FrozenRecord):
    """A normalized text; offsets of both texts are code points, stretches half-open.

    The four tuples tell the places where the length changes, in order: where each stands in the normalized text
    and in the original.
    """

    text: str
    _starts: tuple[int, ...] = ()
    _ends: tuple[int, ...] = ()
    _original_starts: tuple[int, ...] = ()
    _original_ends: tuple[int, ...] = ()
    is_for_ids: bool = True
    """Whether `normalize_for_ids` gives the same."""

    def start_of(self, index: int) -> int:
        """Where a stretch that begins at `index` of the normalized text begins in the original.

        What normalizing dropped before it is left outside; a place that normalizing changed is taken whole.
        """
        passed = bisect_right(self._ends, index)
        if passed < len(self._starts) and self._starts[passed] < index:
            return self._original_starts[passed]
        if not passed:
            return index
        return index - self._ends[passed - 1] + self._original_ends[passed - 1]

    def end_of(self, index: int) -> int:
        """Where a stretch that ends at `index` of the normalized text ends in the original.

        What normalizing dropped after it is left outside; a place that normalizing changed is taken whole.
        """
        begun = bisect_left(self._starts, index)
        if not begun:
            return index
        return max(index - self._ends[begun - 1], 0) + self._original_ends[begun - 1]

    def indexes_of(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the original is in the normalized text.

        Of a place that normalizing changed all is in it that begins in the middle of that, and nothing that ends there.
        """
        passed = bisect_right(self._original_ends, start)
        shift = self._ends[passed - 1] - self._original_ends[passed - 1] if passed else 0
        if passed == len(self._starts) or end <= self._original_starts[passed]:
            return start + shift, end + shift
        first = min(start + shift, self._starts[passed])
        last = bisect_left(self._original_starts, end) - 1
        beyond = end - self._original_ends[last]
        return first, self._starts[last] if beyond < 0 else self._ends[last] + beyond


def normalize(text: str) -> NormalizedText:
    """`text` normalized for comparing, with the map back to its offsets in code points."""
    return (
        _normalize_ascii(text)
        if text.isascii()
        else _normalize_other(text, has_later=_HAS_ADDED.search(text) is not None)
    )


def normalize_for_ids(text: str) -> NormalizedText:
    """As `normalize`, but as it was when the first ids were published: what mentions are counted by never changes."""
    return _normalize_ascii(text) if text.isascii() else _normalize_other(text, has_later=False)


def _normalize_ascii(text: str) -> NormalizedText:
    # A printable text has no tabs and newlines, and most have no two spaces in a row.
    if not text.isprintable():
        for space in _ASCII_SPACES:
            text = text.replace(space, " ")
    return _assemble(text, _WIDE_SPACE) if "  " in text else NormalizedText(text)


def _normalize_other(text: str, *, has_later: bool) -> NormalizedText:
    for special, plain in _ONE_FOR_ONE:
        text = text.replace(special, plain)
    if has_later:
        text = text.translate(_ADDED)
    pattern = _pattern_for(text, has_later=has_later)
    return replace(_assemble(text, pattern, _LIGATURES), is_for_ids=False) if has_later else _assemble(text, pattern)


def _pattern_for(text: str, *, has_later: bool) -> re.Pattern[str]:
    """What changes its length in this text: decomposed letters are looked for only where there are some."""
    plain = _CHANGES_LENGTH_NOW if has_later else _CHANGES_LENGTH
    # The last letter of a ligature may have an accent.
    if unicodedata.is_normalized("NFC", text) and not (has_later and _HAS_LIGATURE.search(text)):
        if not _HAS_INVISIBLE.search(text):
            return plain
        # An invisible character may stand between a letter and its accent.
        if unicodedata.is_normalized("NFC", _INVISIBLES.sub("", text)):
            return plain
    return _with_clusters(plain.pattern)


@functools.cache
def _with_clusters(others: str) -> re.Pattern[str]:
    """As the other things that change their length, and letters with the marks or jamo that may join them.

    A cluster is one unit, since composing makes one character of several. Imported late: `re` knows no marks,
    and most archives hold no decomposed letter.
    """
    import regex

    joins = r"\p{M}\u1160-\u11FF\uD7B0-\uD7FF\U00016D67"
    cluster = f"[^ {_INVISIBLE}{joins}]?(?:[{_INVISIBLE}]*[{joins}])+"
    pattern = rf"{cluster}|[\p{{NFC_QC=No}}]|{others}"
    # The patterns of the two libraries serve alike.
    return cast("re.Pattern[str]", regex.compile(pattern))  # type: ignore[no-untyped-call]


def _replacement(found: str, ligatures: Mapping[int, str]) -> str:
    if found[0] == " ":
        return " "
    if found == "…":
        return "..."
    visible = _INVISIBLES.sub("", found)
    if not visible or visible.isspace():
        return visible[:1]
    return unicodedata.normalize("NFC", visible.translate(ligatures)).replace("…", "...")


def _assemble(
    text: str, pattern: re.Pattern[str], ligatures: Mapping[int, str] = MappingProxyType({})
) -> NormalizedText:
    pieces: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, piece in _changes(text, pattern, ligatures):
        length += start - done
        rows.append((length, length + len(piece), start, end))
        pieces += (text[done:start], piece)
        length += len(piece)
        done = end
    if not rows:
        return NormalizedText(text)
    pieces.append(text[done:])
    starts, ends, original_starts, original_ends = zip(*rows, strict=True)
    return NormalizedText("".join(pieces), starts, ends, original_starts, original_ends)


def _changes(text: str, pattern: re.Pattern[str], ligatures: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(text):
        found = match.group()
        piece = "- " if match.lastgroup else _replacement(found, ligatures)
        if piece != found:
            yield match.start(), match.end(), piece
