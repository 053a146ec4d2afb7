"""How an archive writes its words: what of the capitalised ones is a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from sitegen.suggest.article_scan import ArticleScan, NameOccurrence
from sitegen.suggest.capitalized_runs import is_initial
from sitegen.suggest.spelling_distance import is_in_capitals, name_key, surname_key
from sitegen.text import word_lists

ATTRIBUTIVE: Final = 0.4
"""Of the places of a word that ends like an adjective of a nation: used as one from this share on."""

NOUN: Final = 0.2
"""Of the places of a capitalised German word, those behind an article: a noun from this share on."""

TELLING: Final = 20
"""Places of a word from which on shares of them mean something."""
SURNAME: Final = 0.15
"""Of the places of a word, those at the end of a longer name: no surname below this share."""
INITIAL: Final = 0.5
"""Of the places of an initial, those at the beginning of a longer name: below this share it is somebody by itself."""


class WordStats:
    """How the archive writes its words: small, or with a capital where nothing but a name explains it."""

    def __init__(self, scans: Sequence[ArticleScan]) -> None:
        self._words: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._single: Counter[str] = Counter()
        self._determined: Counter[str] = Counter()
        self._attribute: Counter[str] = Counter()
        self._begins: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        for scan in scans:
            self._words.update(scan.words)
            longer = [one for one in scan.occurrences if len(one.words) > 1]
            self._begins.update(_spelled(one.words[0]) for one in longer)
            self._ends.update(_spelled(one.words[-1]) for one in longer)
            strong = [one for one in scan.occurrences if not (one.is_first or one.is_headline)]
            self._first.update(one.words[0] for one in strong)
            self._single.update(one.words[0] for one in strong if len(one.words) == 1)
            self._attribute.update(one.words[0] for one in strong if len(one.words) == 1 and one.is_attribute)
            self._determined.update(one.words[0] for one in strong if one.before in word_lists.DETERMINERS)

    def kept(self, scan: ArticleScan) -> list[NameOccurrence]:
        """The occurrences of an article that are names."""
        surnames = {surname_key(one.words) for one in scan.occurrences}
        judged = (one for one in (self._judged(one, surnames) for one in scan.occurrences) if one)
        return [one for one in judged if not scan.is_of_nouns or self._is_like_person(one)]

    def _is_like_person(self, occurrence: NameOccurrence) -> bool:
        """Whether this looks like a person's full name, or a surname, where every noun has a capital."""
        words = occurrence.words
        large = [word for word in words if not word.islower()]
        if len(large) == 1:
            return True  # it counts only where it is the surname of somebody
        is_short = len(large) <= 3 and word_lists.NAME_PARTICLES.issuperset(word for word in words if word.islower())
        if not is_short or occurrence.before in word_lists.DETERMINERS or any(map(is_in_capitals, large)):
            return False
        return not any(self._is_noun(word) for word in large) and self._are_in_place(large[0], large[-1])

    def _are_in_place(self, first: str, last: str) -> bool:
        """Whether words are a first name and a surname by where they stand elsewhere: not `Tisch Mimi`, `O. Lieder`.

        Where every noun has a capital, what was noted down side by side looks like a name.
        """
        return self._is_first(first) and (is_initial(last) or self._is_last(_spelled(last)))

    def _is_first(self, word: str) -> bool:
        places, begins = self._words[_spelled(word)], self._begins[_spelled(word)]
        if is_initial(word):
            return places < TELLING or begins >= INITIAL * places
        return places < TELLING or begins > self._ends[word]

    def _is_last(self, word: str) -> bool:
        places, ends = self._words[word], self._ends[word]
        return places < TELLING or (ends >= SURNAME * places and ends > self._begins[word])

    def _is_noun(self, word: str) -> bool:
        """Whether a word is written small, too, or with an article before it."""
        return self._small(word) > 0 or self._determined[word] > NOUN * self._first[word]

    def _judged(self, occurrence: NameOccurrence, surnames: Collection[str]) -> NameOccurrence | None:
        """The occurrence as a name: without a first word that is none; None where nothing is left of it.

        `surnames` are those of the article: what begins a sentence and is nowhere small may be one of them.
        """
        first = occurrence.words[0]
        if is_in_capitals(first):
            plain = first.replace(".", "").casefold()
            return None if len(occurrence.words) == 1 and plain in word_lists.INITIALISMS else occurrence
        if len(occurrence.words) == 1:
            is_known = self._is_name(first, self._single) or (name_key(first) in surnames and not self._small(first))
            is_name = len(first) > 1 and is_known and "." not in first[1:]
            return occurrence if is_name or (occurrence.has_title and len(first) > 2) else None
        if not occurrence.is_first or self._is_name(first, self._first) or not self._small(first):
            return occurrence
        return self._judged(_without_first(occurrence), surnames)

    def _is_name(self, word: str, counts: Counter[str]) -> bool:
        return counts[word] > self._small(word)

    def _small(self, word: str) -> int:
        return self._words[word.casefold()]

    def is_adjective(self, word: str) -> bool:
        """Whether a word looks like an adjective of a nation, and is used as one."""
        plain = word.casefold()
        is_like = plain in word_lists.NATIONAL or plain.endswith(word_lists.NATIONAL_ENDINGS)
        return is_like and self._attribute[word] > ATTRIBUTIVE * self._single[word]

    def is_national(self, words: Sequence[str], places: Sequence[NameOccurrence]) -> bool:
        """Whether a name that stands in these places is an adjective or the people of a nation, not somebody."""
        last = words[-1].casefold()
        plain = last.removesuffix("s")
        rest = {word.casefold() for word in words[:-1]}
        if len(words) > 1:
            return (plain in word_lists.NATIONAL or plain.endswith(word_lists.NATIONAL_ENDINGS)) and (
                rest <= word_lists.COMPASS | word_lists.NATIONAL
            )
        if plain in word_lists.NATIONAL or last in word_lists.NATIONAL:
            return True
        if plain != last and plain.endswith(word_lists.NATIONAL_ENDINGS):
            return True
        if not plain.endswith(word_lists.NATIONAL_ENDINGS) or any(one.has_title for one in places):
            return False
        used = sum(one.is_attribute or one.before in word_lists.DETERMINERS for one in places)
        return used >= ATTRIBUTIVE * len(places)


def _spelled(word: str) -> str:
    """A word as it is counted in a text: an initial by its first letter."""
    return word.partition(".")[0]


def _without_first(occurrence: NameOccurrence) -> NameOccurrence:
    """Without the first word and the small words behind it."""
    words, dropped = occurrence.words, 1
    while dropped < len(words) - 1 and words[dropped].islower():
        dropped += 1
    gone = sum(len(word) + 1 for word in words[:dropped])
    return occurrence._replace(start=occurrence.start + gone, words=words[dropped:], is_first=False, before="")
