"""Words of scripts that put no spaces between them, as Pagefind can find them, and the ends of compound words.

Pagefind cuts words at spaces. So between words of such scripts goes a mark and a space, which the search page takes out
of what it shows. Where words end is told by ICU's dictionaries, as it is in the browsers that cut what is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sitegen.text.characters import WITHOUT_SPACES
from sitegen.text.mentions.whole_words import segment

BREAK: Final = "\u2060 "
"""A word joiner, by which the search page knows the space behind it to be none of the text. Not a zero-width space,
which Pagefind takes away."""

_RUN: Final = re.compile(f"[{WITHOUT_SPACES}]+")
_TSHEG: Final = "\u0f0b"
"""What stands between Tibetan syllables."""
_MOST_CUT: Final = 2_000
"""Letters that are cut at once; ICU looks at no more than a phrase before it decides."""
_SYLLABLES: Final = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]{2,8}")
_IDEOGRAPHS: Final = re.compile(
    r"[\u3005\u3007\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]{2,8}"
)


def with_breaks(text: str) -> str:
    """The text, or HTML, with `BREAK` between the words of scripts without spaces."""
    if text.isascii():
        return text
    return _RUN.sub(_cut, text).replace(_TSHEG, _TSHEG + BREAK)


def ends_of_words(text: str) -> set[str]:
    """The ends of compound words: `기차` of `밤기차`, `图书馆` of `市图书馆`; a search finds the beginnings by itself.

    Of Korean words, Chinese ones and Japanese ones without kana, up to eight signs long.
    """
    if text.isascii():
        return set()
    compounds = set(_SYLLABLES.findall(text))
    compounds.update(word for run in _RUN.findall(text) for word in _words(run) if _IDEOGRAPHS.fullmatch(word))
    return {word[start:] for word in compounds for start in range(1, len(word))}


def _cut(run: re.Match[str]) -> str:
    """The words of a run, parted from the signs before it, and from letters of other scripts behind it."""
    before, behind = run.string[max(run.start() - 1, 0) : run.start()], run.string[run.end() : run.end() + 1]
    words = BREAK.join(_words(run[0]))
    is_apart = not before or before == ">" or before.isspace()  # behind a tag, too
    return f"{'' if is_apart else BREAK}{words}{BREAK if behind.isalnum() else ''}"


def _words(run: str) -> Iterator[str]:
    for start in range(0, len(run), _MOST_CUT):
        part = run[start : start + _MOST_CUT]
        yield from (part[first:last] for first, last in pairwise(segment(part)))
