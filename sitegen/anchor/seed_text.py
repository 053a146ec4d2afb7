"""The text of one article, ready to be searched for many quotes and names."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.characters.graphemes import widened
from sitegen.fold import Folded, fold, fold_for_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.nearness.words import Words
    from sitegen.prose import Prose

_LETTER: Final = r"[^\W\d_]"
_HYPHEN: Final = re.compile(f"(?<={_LETTER})(- ?)(?={_LETTER})")
_BETWEEN_LETTERS: Final = re.compile(f"(?<={_LETTER})(?={_LETTER})")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of the wanted words, as a half-open stretch of the *folded* text."""

    start: int
    end: int


class SeedText:
    """An article's text, folded once, with the way back to the text itself and to the lines of its seed."""

    def __init__(self, prose: Prose, seed_file: str, language: str = "") -> None:
        """`seed_file` is the path to show to the author, `seeds/budget-vote.txt`; `language` a tag of BCP 47."""
        self.prose: Final = prose
        self.seed_file: Final = seed_file
        self.language: Final = language.replace("_", "-").partition("-")[0].casefold()
        """That of the text without its country or script; empty where it is not known."""

    @cached_property
    def folded(self) -> Folded:
        """The text folded for comparing."""
        return fold(self.prose.text)

    @cached_property
    def folded_for_ids(self) -> Folded:
        """The text folded as mentions are counted."""
        return self.folded if self.folded.is_for_ids else fold_for_ids(self.prose.text)

    @cached_property
    def words(self) -> Words:
        """The text as a row of words, for what is like other words."""
        from sitegen.nearness.words import Words  # only a mistake needs it

        return Words(self.folded, self.prose.text)

    def hits(self, words: str) -> list[Hit]:
        """Every place of these words, in order, those that overlap included.

        Where there is none, and the words or the text have a word broken at the end of a scanned line
        (`commit- tee`), the places where they are alike but for such breaks.
        """
        wanted = fold(words).text.strip()
        if not wanted:
            return []
        return _occurrences(self.folded.text, wanted) or _over_line_ends(self.folded.text, wanted)

    def place(self, hit: Hit) -> tuple[int, int]:
        """Where a hit is in the text itself, widened to whole grapheme clusters."""
        return widened(self.prose.text, self.folded.start_of(hit.start), self.folded.end_of(hit.end))

    def fits(self, hit: Hit, prefix: str, suffix: str) -> bool:
        """Whether these words stand directly before and after a hit, white space apart."""
        return (not prefix or self._follows(hit, prefix)) and (not suffix or self._precedes(hit, suffix))

    def line_at(self, offset: int) -> int:
        """The line of the seed, from 1, on which this character of the text stands; 0 if nobody knows."""
        lines = self.prose.lines
        after = bisect_right(lines, offset, key=lambda pair: pair[0])
        return lines[after - 1][1] if after else 0

    def spot(self, offset: int) -> str:
        """`line 4`; a headline that the seed has on no line is `the headline`."""
        line = self.line_at(offset)
        return f"line {line}" if line else "the headline"

    def on_lines(self, offsets: Iterable[int]) -> str:
        """`on line 4`, `on lines 4, 7`, `in the headline and on line 4`."""
        lines = list(dict.fromkeys(map(self.line_at, offsets)))
        numbers = ", ".join(str(line) for line in lines if line)
        parts = ["in the headline"] if 0 in lines else []
        parts += [f"on line{'s' if ',' in numbers else ''} {numbers}"] if numbers else []
        return " and ".join(parts)

    # A context that was cut out by counting characters may begin or end inside a character that folding would
    # compose, so it may also fit as it is. A prefix of ASCII cannot begin with an accent.

    def _follows(self, hit: Hit, prefix: str) -> bool:
        text, wanted = self.folded.text, _folded(prefix)
        end = hit.start - (hit.start > 0 and text[hit.start - 1] == " ")
        if end >= len(wanted) and text.startswith(wanted, end - len(wanted)):
            return True
        if prefix.isascii():
            return False
        start = self.folded.start_of(hit.start)
        return start >= len(prefix) and self.prose.text.startswith(prefix, start - len(prefix))

    def _precedes(self, hit: Hit, suffix: str) -> bool:
        text = self.folded.text
        if text.startswith(_folded(suffix), hit.end + text.startswith(" ", hit.end)):
            return True
        return self.prose.text.startswith(suffix, self.folded.end_of(hit.end))


# Asked again and again about one prefix, once for each place of a frequent word.
@functools.lru_cache(maxsize=64)
def _folded(words: str) -> str:
    return fold(words).text.strip()


def _occurrences(text: str, wanted: str) -> list[Hit]:
    hits: list[Hit] = []
    start = text.find(wanted)
    while start >= 0:
        hits.append(Hit(start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    return hits


def _over_line_ends(text: str, wanted: str) -> list[Hit]:
    if "- " not in text and "- " not in wanted:
        return []
    pattern = _allowing_line_ends(wanted)
    hits: list[Hit] = []
    match = pattern.search(text)
    while match:
        hits.append(Hit(match.start(), match.end()))
        match = pattern.search(text, match.start() + 1)
    return hits


def _allowing_line_ends(wanted: str) -> re.Pattern[str]:
    """`commit- tee` for `committee`, `rent- controlled` for `rent-controlled`, and the other way round.

    A hyphen without a space is never taken for nothing: `re-sign` is not `resign`.
    """
    pattern = ""
    for number, piece in enumerate(_HYPHEN.split(wanted)):
        if number % 2:
            pattern += "- ?" if piece == "-" else "(?:- ?)?"
        else:
            pattern += "(?:- )?".join(re.escape(part) for part in _BETWEEN_LETTERS.split(piece))
    return re.compile(pattern)
