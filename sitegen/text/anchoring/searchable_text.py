"""The text of one article, ready to be searched for many quotes and names."""

from __future__ import annotations

import functools
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.anchoring import loose_match
from sitegen.text.anchoring.word_boundaries import WordBoundaries
from sitegen.text.characters import widen_to_graphemes
from sitegen.text.normalize import NormalizedText, normalize, normalize_for_ids
from sitegen.text.prose import MarkupTag, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.text.prose import Prose
    from sitegen.text.similarity.tokens import WordSequence


class NormalizedSpan(FrozenRecord):
    """A place of the wanted words, as a half-open stretch of the *normalized* text."""

    start: int
    end: int


class SearchableText:
    """An article's text, normalized once, with the way back to the text itself and to the lines of its seed."""

    def __init__(self, prose: Prose, seed_file: str, language: str = "") -> None:
        """`seed_file` is the path to show to the author, `seeds/budget-vote.txt`; `language` a tag of BCP 47."""
        self.prose: Final = prose
        self.seed_file: Final = seed_file
        self.language: Final = language.replace("_", "-").partition("-")[0].casefold()
        """That of the text without its country or script; empty where it is not known."""

    @cached_property
    def normalized(self) -> NormalizedText:
        """The text normalized for comparing."""
        return normalize(self.prose.text)

    @cached_property
    def normalized_for_ids(self) -> NormalizedText:
        """The text normalized as mentions are counted."""
        return self.normalized if self.normalized.is_for_ids else normalize_for_ids(self.prose.text)

    @cached_property
    def words(self) -> WordSequence:
        """The text as a row of words, for what is like other words."""
        from sitegen.text.similarity.tokens import WordSequence  # only a mistake needs it

        return WordSequence(self.normalized, self.prose.text, self.language)

    def hits(self, words: str) -> list[NormalizedSpan]:
        """Every place of these words, in order, those that overlap included.

        Where there is none, the places where they are alike but for how they are set: a word broken at the end of a
        scanned line (`commit- tee`), `--` for a dash, blanks inside of guillemets.
        """
        wanted = normalize(words).text.strip()
        if not wanted:
            return []
        return _find_exactly(self.normalized.text, wanted) or _find_loosely(self.normalized.text, wanted)

    @cached_property
    def edges(self) -> WordBoundaries:
        """The edges of the words, for indexes of the normalized text."""
        return WordBoundaries(self.normalized.text, self._written, self._is_raised, self._is_line_start)

    def whole_hits(self, words: str) -> list[NormalizedSpan]:
        """As `hits`, those that begin and end at the edge of a word: where these words can be quoted."""
        return [hit for hit in self.hits(words) if self.is_whole(hit)]

    def is_whole(self, hit: NormalizedSpan) -> bool:
        """Whether a hit cuts no word and no number."""
        return not (self.edges.cut_at_start(hit.start) or self.edges.cut_at_end(hit.end))

    def _written(self, start: int, end: int) -> str:
        return self.prose.text[self.normalized.start_of(start) : self.normalized.end_of(end)]

    def _is_raised(self, index: int) -> bool:
        return self.normalized.start_of(index) in self._raised or self.normalized.end_of(index) in self._raised

    def _is_line_start(self, index: int) -> bool:
        """Whether a line begins here, of the seed or as it is shown: most lines of a seed are joined by blanks."""
        start = self.normalized.start_of(index)
        before = start - 1
        return self.line_at(start) != self.line_at(before) or self.prose.text[before] == "\n"

    @cached_property
    def _raised(self) -> frozenset[int]:
        """Where raised or lowered signs begin and end: the numbers of notes, in texts out of other tools."""
        return frozenset(superscript_edges(self.prose))

    def span_of(self, hit: NormalizedSpan) -> tuple[int, int]:
        """Where a hit is in the text itself, widened to whole grapheme clusters."""
        return widen_to_graphemes(self.prose.text, self.normalized.start_of(hit.start), self.normalized.end_of(hit.end))

    def fits(self, hit: NormalizedSpan, prefix: str, suffix: str) -> bool:
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

    # A context that was cut out by counting characters may begin or end inside a character that `normalize` would
    # compose, so it may also fit as it is. A prefix of ASCII cannot begin with an accent.

    def _follows(self, hit: NormalizedSpan, prefix: str) -> bool:
        text, wanted = self.normalized.text, _normalized(prefix)
        end = hit.start - (hit.start > 0 and text[hit.start - 1] == " ")
        if end >= len(wanted) and text.startswith(wanted, end - len(wanted)):
            return True
        if prefix.isascii():
            return False
        start = self.normalized.start_of(hit.start)
        return start >= len(prefix) and self.prose.text.startswith(prefix, start - len(prefix))

    def _precedes(self, hit: NormalizedSpan, suffix: str) -> bool:
        text = self.normalized.text
        if text.startswith(_normalized(suffix), hit.end + text.startswith(" ", hit.end)):
            return True
        return self.prose.text.startswith(suffix, self.normalized.end_of(hit.end))


# Asked again and again about one prefix, once for each place of a frequent word.
@functools.lru_cache(maxsize=64)
def _normalized(words: str) -> str:
    return normalize(words).text.strip()


def _find_exactly(text: str, wanted: str) -> list[NormalizedSpan]:
    hits: list[NormalizedSpan] = []
    start = text.find(wanted)
    while start >= 0:
        hits.append(NormalizedSpan(start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    return hits


def _find_loosely(text: str, wanted: str) -> list[NormalizedSpan]:
    pattern = loose_match.loose_pattern(wanted, text)
    hits: list[NormalizedSpan] = []
    match = pattern.search(text) if pattern else None
    while pattern and match:
        hits.append(NormalizedSpan(match.start(), match.end()))
        match = pattern.search(text, match.start() + 1)
    return hits


_RAISED: Final = ("<sup", "</sup", "<sub>", "<sub ", "</sub", "<rt", "</rt")


def superscript_edges(prose: Prose) -> Iterator[int]:
    """The offsets at which superscripts, subscripts and the readings of ruby begin or end."""
    for parts in (prose.headline, *prose.blocks):
        end, is_after = 0, False
        for part in parts:
            if isinstance(part, MarkupTag):
                if part.html.startswith(_RAISED):
                    is_after = True
                    yield end
            elif isinstance(part, TextRun):
                if is_after:
                    yield part.start
                end, is_after = part.end, False
