"""What is a word of a language, and how frequent it is: word lists of two libraries, and the texts of the archive.

simplemma's dictionaries were looked through by people, so what they hold is a word; wordfreq's lists were counted in
large collections of texts, so they tell how frequent words are, common misspellings included. Both are loaded where a
word is asked for that only a list can tell from another. They are the extra `sitegen[spelling]`: without them there are
no lists, and what only a list can tell is left to the author.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from math import log10
from typing import Final, cast

_COMPLETE: Final = frozenset(
    {"ca", "cs", "da", "de", "en", "es", "fi", "fr", "it", "lt", "mk"}
    | {"nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk"}
)
"""Languages of which the dictionary has two thirds and more of the words that stand one to three times in a million."""
_QUOTED: Final = "en"
_PER_BILLION: Final = 9
LIBRARIES: Final = ("simplemma", "wordfreq")
_PROCLITICS: Final = {"ar": "والفبكسل", "he": "והבלמשכ"}
"""Letters that are words of their own, written before another one."""
_ENCLITICS: Final = ("هما", "هم", "هن", "ها", "كم", "نا", "ه", "ك", "ي")
"""Arabic pronouns, written behind another word."""
_MOST_PROCLITICS: Final = 4
_SHORTEST: Final = 3


def _nowhere(_: str) -> int:
    return 0


class WordLists:
    """The words of one language."""

    def __init__(self, language: str, times_elsewhere: Callable[[str], int] = _nowhere) -> None:
        """`language` is BCP 47. `times_elsewhere` tells how often a word stands in the other texts of the archive."""
        self.language: Final = language.replace("_", "-").partition("-")[0].lower()
        self.times_elsewhere: Final = times_elsewhere

    @property
    def has_dictionary(self) -> bool:
        """Whether there is a list of words that people looked through, however short."""
        return self.language in _dictionaries()

    @property
    def is_complete(self) -> bool:
        """Whether what the dictionary has not is no word."""
        return self.has_dictionary and self.language in _COMPLETE

    @property
    def is_long(self) -> bool:
        """Whether frequencies are known of rare words, too."""
        if not are_installed():
            return False
        from wordfreq import available_languages

        return self.language in available_languages("large")

    def has(self, word: str) -> bool:
        """Whether the dictionary has a word, in small letters."""
        forms = tuple(self._forms(word))
        if not forms:
            return False
        from simplemma import is_known

        return any(is_known(form, self.language, low_memory=True) for form in forms)

    def is_foreign(self, word: str) -> bool:
        """Whether it is an English word and none of this language: texts of all languages quote some."""
        if not are_installed():
            return False
        from simplemma import is_known

        return self.language != _QUOTED and not self.has(word) and is_known(word, _QUOTED, low_memory=True)

    def headword(self, word: str) -> str:
        """Under which word the dictionary has a form; the word itself where it has none."""
        if not self.has_dictionary:
            return word
        from simplemma import lemmatize

        return lemmatize(word, self.language, low_memory=True)

    def frequency(self, word: str) -> float:
        """How frequent a word is, as log10 of how often it stands among a billion words; 0 where it is on no list.

        Source: the Zipf scale of van Heuven and others, 2014.
        """
        share = _frequencies(self.language).get(word, 0.0)
        return log10(share) + _PER_BILLION if share else 0.0

    def rank(self, word: str) -> tuple[bool, float]:
        """By what the better of two spellings is chosen."""
        return self.has(word), self.frequency(word)

    def _forms(self, word: str) -> Iterator[str]:
        """The word, and what it is without the small words that are written onto it."""
        if not self.has_dictionary:
            return
        yield from self._stems(word)
        proclitics = _PROCLITICS.get(self.language, "")
        for place, letter in enumerate(word[:_MOST_PROCLITICS], 1):
            if letter not in proclitics or len(word) - place < _SHORTEST:
                return
            yield from self._stems(word[place:])

    def _stems(self, word: str) -> Iterator[str]:
        yield word
        for enclitic in _ENCLITICS if self.language == "ar" else ():
            stem = word.removesuffix(enclitic)
            if stem != word and len(stem) >= _SHORTEST:
                yield stem
                yield re.sub("ت$", "ة", stem)  # what ends in `ة` has `ت` before a pronoun


@functools.cache
def are_installed() -> bool:
    """Whether the lists are installed: the one without the other tells too little."""
    return all(find_spec(library) for library in LIBRARIES)


@functools.cache
def _dictionaries() -> frozenset[str]:
    if not are_installed():
        return frozenset()
    from simplemma.strategies.dictionaries import dictionary_factory

    return frozenset(dictionary_factory.SUPPORTED_LANGUAGES)


@functools.lru_cache(maxsize=4)
def _frequencies(language: str) -> Mapping[str, float]:
    """Word → its share of all words; empty where nobody counted."""
    if not are_installed():
        return {}
    from wordfreq import available_languages, get_frequency_dict

    if language not in available_languages("best"):
        return {}
    return cast("Mapping[str, float]", get_frequency_dict(language, "best"))
