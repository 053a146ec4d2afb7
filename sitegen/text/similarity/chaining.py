"""Where most of the lost words still stand, in their order: rows of equal words, joined over what lies between them.

Rare words show in which parts of the text to look, and only there rows of equal words, the seeds, are joined into
chains. The score of a chain is what its words are worth by their rarity, less what it costs to join over words between
them. Source: seed and extend with sparse chaining, as in the alignment of genomes (Eppstein, Galil, Giancarlo and
Italiano, 1992; Abouelhoda and Ohlebusch, 2005); the costs are ours, and `benchmarks/README.md` has what they give.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log2
from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.similarity.tokens import WordSequence

_MOST_BETWEEN: Final = 40
"""Words that may have been put in at one place, or as many as the quote has. Beyond that a passage is torn."""
_MOST_REGIONS: Final = 6
_LEAST_OF_BEST: Final = 0.4
"""Parts of the text that have less than this of what the best one has are not looked at."""
_COMMON: Final = 80
"""A word that stands more often does not show where to look."""
_CHAINS_PER_REGION: Final = 3
_FEW: Final = 3
_SENTENCES: Final = 0.2
"""The cost of joining over whole sentences, hardly any: they come and go as they are."""


class CommonRun(FrozenRecord):
    """Equal words in the same order, a seed: `length` of them from one number in the quote and one in the text."""

    here: int
    there: int
    length: int

    def cut_to(self, here: int, there: int) -> CommonRun | None:
        """What of it begins at or behind these numbers."""
        passed = max(here - self.here, there - self.there, 0)
        return (
            CommonRun(self.here + passed, self.there + passed, self.length - passed) if passed < self.length else None
        )


class Chain(FrozenRecord):
    """Rows one behind the other, in the quote as in the text."""

    score: float
    rows: tuple[CommonRun, ...]

    @property
    def start(self) -> int:
        """The first word in the text."""
        return self.rows[0].there

    @property
    def end(self) -> int:
        """One past the last word in the text."""
        return self.rows[-1].there + self.rows[-1].length


def find_chains(quote: WordSequence, text: WordSequence) -> list[Chain]:
    """The places where most of the quote's words stand, the best first; they do not overlap.

    Numbers of words, half-open. The best chain of a region is found in time quadratic in its rows, by dynamic
    programming.
    """
    found: list[Chain] = []
    for start, end in _regions(quote, text):
        found += _chains_in(quote, text, start, end)
    kept: list[Chain] = []
    for chain in sorted(found, key=lambda one: (-one.score, one.start)):
        if not any(chain.start < other.end and other.start < chain.end for other in kept):
            kept.append(chain)
    return kept


def most_between(quote: WordSequence) -> int:
    """How many words may have been put in at one place."""
    return max(_MOST_BETWEEN, len(quote))


def _regions(quote: WordSequence, text: WordSequence) -> list[tuple[int, int]]:
    """The parts of the text in which the rarest of the words come together, as ranges of word numbers."""
    counts = {key: len(text.places.get(key, ())) for key in set(quote.keys)}
    known = sorted(count for count in counts.values() if count)
    if not known:
        return []
    limit = max(_COMMON, known[0])
    size = max(len(quote), 16)
    scores: Counter[int] = Counter()
    for key, count in counts.items():
        if 0 < count <= limit:
            buckets = {number // size for number in text.places[key]}
            for bucket in buckets | {number - 1 for number in buckets}:
                scores[bucket] += _weight(count)  # type: ignore[assignment]
    best = max(scores.values())
    chosen = [bucket for bucket, score in scores.most_common(_MOST_REGIONS) if score >= best * _LEAST_OF_BEST]
    margin = len(quote) + most_between(quote)
    ranges = sorted((max(b * size - margin, 0), min((b + 2) * size + margin, len(text))) for b in chosen)
    return list(_merge_ranges(ranges))


def _merge_ranges(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first, last = ranges[0]
    for start, end in ranges[1:]:
        if start > last:
            yield first, last
            first = start
        last = max(last, end)
    yield first, last


def _weight(count: int) -> float:
    """What it says that a word is there which stands so often in the text."""
    return 1 / (1 + 0.25 * log2(count))


def _chains_in(quote: WordSequence, text: WordSequence, start: int, end: int) -> Iterator[Chain]:
    rows = _seed_matches(quote, text, start, end)
    for _ in range(_CHAINS_PER_REGION):
        chain = _best_chain(quote, text, rows)
        if chain is None:
            return
        yield chain
        rows = [row for row in rows if row.there + row.length <= chain.start or row.there >= chain.end]


def _seed_matches(quote: WordSequence, text: WordSequence, start: int, end: int) -> list[CommonRun]:
    """The longest rows of equal words in a part of the text, in the order of their places in it."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(quote.keys):
        numbers[key].append(number)
    open_rows: dict[int, CommonRun] = {}
    found: list[CommonRun] = []
    for there in range(start, end):
        following: dict[int, CommonRun] = {}
        for here in numbers.get(text.keys[there], ()):
            before = open_rows.pop(there - here, None)
            following[there - here] = (
                CommonRun(before.here, before.there, before.length + 1) if before else CommonRun(here, there, 1)
            )
        found += open_rows.values()
        open_rows = following
    found += open_rows.values()
    return sorted(found, key=lambda row: (row.there, row.here))


def _best_chain(quote: WordSequence, text: WordSequence, rows: list[CommonRun]) -> Chain | None:
    best: list[Chain] = []
    for row in rows:
        chain = Chain(_worth(quote, text, row), (row,))
        for before in best:
            last = before.rows[-1]
            rest = row.cut_to(last.here + last.length, last.there + last.length)
            if rest is None:
                continue
            longer = rest.there - before.start - (rest.here - before.rows[0].here)
            if longer > most_between(quote):
                continue
            joint = _cost(quote, text, last, rest)
            score = before.score + _worth(quote, text, rest) - joint
            if score > chain.score:
                chain = Chain(score, (*before.rows, rest))
        best.append(chain)
    return max(best, key=lambda chain: chain.score, default=None)


def _worth(quote: WordSequence, text: WordSequence, row: CommonRun) -> float:
    """What a row counts: its words by their rarity, and more for each that follows another."""
    words = quote.keys[row.here : row.here + row.length]
    return sum(_weight(len(text.places[word])) for word in words) + 0.3 * (row.length - 1)


def _cost(quote: WordSequence, text: WordSequence, last: CommonRun, rest: CommonRun) -> float:
    """What it costs to join two rows over words that are missing or more between them."""
    missing, more = rest.here - last.here - last.length, rest.there - last.there - last.length
    if not missing and not more:
        return 0.0
    is_cut = quote.is_cut_before(rest.here)
    if more > _FEW and is_cut and text.is_cut_before(rest.there):
        return _SENTENCES
    if missing > _FEW and is_cut and quote.is_cut_before(last.here + last.length):
        return _SENTENCES
    if more <= missing + _FEW:
        return 0.3 + 0.1 * max(missing, more)
    return 1.3 + 0.05 * missing + 0.02 * more
