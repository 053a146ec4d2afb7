"""Capitalised words that stand together, and what of them is a name.

`Venezuelan President Hugo Chávez` is a run; the names in it are `Venezuelan` and `Hugo Chávez`.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sitegen.text import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTICLES: Final = """
    of the|of|for the|for|and the|and|&|de la|de los|de las|de|della|del|di|da|dos|das|du|des|van der|van den|van de|
    van|von der|von|zu|af|av|bin|ibn|ben|al|el|la|le|y|und|et
"""
_JOINED: Final = ("and", "und", "et", "&")
_CONTRACTED: Final = re.compile(r"(?i)(?:n['’]t|['’](?:ll|re|ve|d|m))$")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_FIRST_NAME: Final = "Jan"
"""Short for a month, and in many languages one of the commonest first names."""
_TOKEN: Final = re.compile(r"\S+")


class SplitName(NamedTuple):
    """A name in a run, as a half-open stretch of it."""

    start: int
    end: int
    words: tuple[str, ...]
    has_title: bool
    """Whether a title stands before it."""


@functools.cache
def run_pattern() -> re.Pattern[str]:
    """Finds runs. Imported late: `re` knows no capitals, and only this command asks for them."""
    import regex

    capital, letters, word = r"[\p{Lu}\p{Lt}]", r"[\p{L}\p{M}]", r"[\p{L}\p{M}\p{N}]"
    initials = rf"(?:{capital}\.)+(?:{capital}(?!{word}))?"
    parts = rf"['’](?![sS](?!{letters})){letters}+|[-‐‑](?=[\p{{Lu}}\p{{N}}]){word}+|&(?=\p{{Lu}}){letters}+"
    abbreviation = r"(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Pres|Jr|Sr)\."
    one = rf"(?>(?:{abbreviation}|{initials}|{capital}{word}*(?:{parts})*))(?!{word}|[-‐‑.]{letters})"
    particles = "|".join(part.strip() for part in _PARTICLES.split("|"))
    link = rf"[ \xa0\n]{{1,2}}(?:(?:{particles})[ \xa0\n]{{1,2}})?(?:[dl]['’]|(?:al|el|ad|as|ash)-)?"
    run = rf"(?<!{word}|{word}[-‐‑.])(?:(?:al|el)-)?{one}(?:{link}{one})*"
    # The patterns of the two libraries serve alike.
    return cast("re.Pattern[str]", regex.compile(run))  # type: ignore[no-untyped-call]


@functools.lru_cache(maxsize=1 << 16)
def split_names(run: str) -> tuple[SplitName, ...]:
    """The names in a run; words that are no part of any are left out, such as `The`, `Monday`, titles."""
    cutting = _NameSplitter()
    for token in _TOKEN.finditer(run):
        cutting.take(token.group(), token.start(), token.end(), is_last=token.end() == len(run))
    return tuple(cutting.split_names())


def is_initial(word: str) -> bool:
    """Whether a word is an initial, `J.`, or several, `U.S.`."""
    return _INITIAL.fullmatch(word) is not None


def tail_place(words: Sequence[str]) -> int:
    """Where the second of two names begins that `of` may join, `Nora Quill of the Pier Institute`; 0 for none.

    In the name of an organization or a place `of` is a part: `Bank of the West`, `Bay of Fundy`.
    """
    if "of" not in words:
        return 0
    head = words[: words.index("of")]
    is_name = len(head) > 1 and not any(word.islower() for word in head)
    if not is_name or not {word.casefold() for word in head}.isdisjoint(word_lists.ORGANIZATION | word_lists.PLACE):
        return 0
    return len(head) + (2 if words[len(head) + 1] == "the" else 1)


class _NameSplitter:
    """A run, word by word."""

    def __init__(self) -> None:
        self._done: list[SplitName] = []
        self._words: list[str] = []
        self._links: list[str] = []
        self._start = self._end = 0
        self._has_title = False
        self._title: tuple[str, int, int] | None = None
        """The last word, if it is a title that is spelled out, and where it stands."""

    def take(self, word: str, start: int, end: int, *, is_last: bool) -> None:
        """The next word of the run, and where it stands."""
        plain = word.casefold().rstrip(".")
        title, self._title = self._title, None
        if word.islower() and word[:2] not in ("d'", "d’", "l'", "l’"):
            self._links.append(word)
        elif self._is_title(word, plain):
            self._finish()
            self._has_title = True
            self._title = (word, start, end) if word.isalpha() else None
        elif title and plain in word_lists.FUNCTION_WORDS:
            self._has_title = False  # Doctor Who
            self._add(*title)
            self._add(word, start, end)
        elif self._is_of_calendar(word, is_last=is_last) or self._is_function_word(word, plain):
            self._finish()
        else:
            if self._links and not self._goes_on():
                self._finish()
            self._add(word, start, end)

    def split_names(self) -> Iterator[SplitName]:
        """The names, once all words were taken."""
        self._finish()
        yield from self._done

    def _is_title(self, word: str, plain: str) -> bool:
        if self._links and self._goes_on():
            return False  # Office of the President
        return plain in word_lists.TITLES and (not word.isupper() or len(word) > 2)

    def _is_of_calendar(self, word: str, *, is_last: bool) -> bool:
        plain = word.casefold().rstrip(".")
        if word == _FIRST_NAME and not is_last:
            return False
        return plain in word_lists.CALENDAR and not (self._words and plain in word_lists.ALSO_NAMES)

    def _is_function_word(self, word: str, plain: str) -> bool:
        if self._links and self._goes_on():
            return False
        is_contracted = _CONTRACTED.search(word) is not None
        return is_contracted or (plain in word_lists.FUNCTION_WORDS and not (word.isupper() and len(word) > 1))

    def _goes_on(self) -> bool:
        """Whether the small words before a capital one join it to the name before."""
        plain = [word.casefold() for word in self._words]
        if not plain:
            return False
        if self._links[0] == "&":
            return True
        if self._links[0] in _JOINED:
            return "of" in plain and not word_lists.SUBJECTS.isdisjoint(plain)
        if self._links[0] == "for":
            return not word_lists.ORGANIZATION.isdisjoint(plain)
        return True

    def _add(self, word: str, start: int, end: int) -> None:
        if not self._words:
            self._start = start
        self._words += [*self._links, word]
        self._links, self._end = [], end

    def _finish(self) -> None:
        if self._words and not all(word.casefold() in word_lists.OF_TITLES for word in self._words):
            self._done.append(SplitName(self._start, self._end, tuple(self._words), self._has_title))
        self._words, self._links, self._has_title = [], [], False
