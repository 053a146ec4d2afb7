"""Whether two passages say the same: they differ by slips of spelling, spacing and typography within words alone.

A word more, less or another, a number, a mark that parts sentences or clauses, a denial: any of them may turn what
was said into its contrary, and is left to the author, in every language. docs/decisions/0018 has the reasons.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.relocation import spelling, word_pairing
from sitegen.text.relocation.normalized_words import Token, TokenKind, tokenize

if TYPE_CHECKING:
    from sitegen.text.relocation.dictionaries import WordLists


def are_grouped_alike(here: Sequence[Token], there: Sequence[Token], language: str) -> bool:
    """Whether two stretches are one number, with blanks or the mark of its language between thousands, or nothing."""
    one, other = _written(here), _written(there)
    pattern = _whole(language)
    return bool(pattern.fullmatch(one) and pattern.fullmatch(other)) and _digits(one) == _digits(other)


def _written(side: Sequence[Token]) -> str:
    return "".join(token.joint + token.text for token in side).strip()


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


@functools.cache
def _whole(language: str) -> re.Pattern[str]:
    """A whole number as the language writes it. Source: the number symbols of CLDR."""
    from icu import DecimalFormatSymbols, Locale

    symbols = DecimalFormatSymbols(Locale(language or "und"))
    mark = symbols.getSymbol(DecimalFormatSymbols.kGroupingSeparatorSymbol)
    marks = {" ", "'", mark} if mark in ".,'" else {" ", "'"}
    parting = "|".join(re.escape(one) for one in sorted(marks))
    return re.compile(rf"\d{{1,3}}(?:({parting})\d{{3}})(?:\1\d{{3}})*|\d+")


_NOUNS_HAVE_CAPITALS: Final = frozenset({"de", "lb", "nds", "gsw", "bar"})
_LONG_PART: Final = 4
"""Letters from which on a part of a word is no article, preposition or denial: `not able` is not `notable`."""
_PARTS: Final = 2
_KOREAN_DENIALS: Final = frozenset({"안", "못"})
_OPENING: Final = frozenset({*".!?:…\"'(", "..."})


class EquivalenceJudge(FrozenRecord):
    """What decides whether passages in a language say the same."""

    lists: WordLists
    names: Collection[str] = frozenset()
    """The words of the names of the archive, in small letters."""

    def are_equivalent(self, before: str, after: str) -> bool:
        """Whether nothing differs between the two passages but slips: typos, spacing and typography within words.

        The tokens of both are aligned by the edit distance (Levenshtein, of rapidfuzz); each stretch that differs has
        to be one word with a typo, the same words otherwise spaced, or numbers written in another way.
        """
        old, new = tokenize(before), tokenize(after)
        pairs: list[tuple[int, int]] = []
        for olds, news in _stretches(old, new):
            here, there = old[olds.start : olds.stop], new[news.start : news.stop]
            if [one.key for one in here] == [one.key for one in there]:
                pairs += zip(olds, news, strict=True)
            elif not self._is_slip(old, olds, new, news):
                return False
            elif len(here) == len(there):
                pairs += zip(olds, news, strict=True)
        return self._are_alike(old, new, pairs)

    def _is_slip(self, old: Sequence[Token], olds: range, new: Sequence[Token], news: range) -> bool:
        here, there = old[olds.start : olds.stop], new[news.start : news.stop]
        kinds = {token.kind for token in (*here, *there)}
        if kinds == {TokenKind.WORD}:
            if _letters(here) == _letters(there):
                return self._are_spaced(here, there)
            pairs = list(zip(olds, news, strict=False))
            return len(here) == len(there) and all(self._is_one_word(old, one, new, other) for one, other in pairs)
        if kinds == {TokenKind.NUMBER}:
            return are_grouped_alike(here, there, self.lists.language)
        if kinds == {TokenKind.CHARACTER} and not (here and there):
            return word_pairing.is_kana_left_out(old, olds, new, news, self.lists)
        if kinds == {TokenKind.CHARACTER} and len(here) == len(there):
            return word_pairing.is_typo_of_han(old, olds, new, news, self.lists)
        return False

    def _is_one_word(self, old: Sequence[Token], here: int, new: Sequence[Token], there: int) -> bool:
        one, other = old[here], new[there]
        if one.key == other.key:
            return True
        capitals = [_has_capital(token) for token in (one, other)]
        if any(map(_is_acronym, (one, other))) or capitals[0] != capitals[1]:
            return False
        is_free = self.lists.language in _NOUNS_HAVE_CAPITALS or _opens(old, here) or _opens(new, there)
        if capitals[0] and not is_free:
            return False
        if _is_hangul(one) and _is_hangul(other):
            return word_pairing.is_typo_of_hangul(one.text, other.text, self.lists)
        may_be_name = capitals[0]
        words = one.text.lower(), other.text.lower()
        return spelling.is_one_word(*words, self.lists, self.names, may_be_name=may_be_name)

    def _are_spaced(self, here: Sequence[Token], there: Sequence[Token]) -> bool:
        """Whether one way to part these letters is a slip: of `not able` and `notable` either is right."""
        if _is_hangul(here[0]):
            starts = {token.text[0] for token in (*here[1:], *there[1:])} | {here[0].text, there[0].text}
            return min(len(here), len(there)) == 1 and not starts & _KOREAN_DENIALS
        if spelling.is_written_either_way(_letters(here), self.lists.language):
            return True
        if _is_hyphen_for_reading(here) or _is_hyphen_for_reading(there):
            return True
        sides = [[token.text.lower() for token in side] for side in (here, there)]
        if not all(all(spelling.is_word(word, self.lists) for word in side) for side in sides):
            return True
        return all(len(word) >= _LONG_PART for side in sides for word in side)

    def _are_alike(self, old: Sequence[Token], new: Sequence[Token], pairs: Sequence[tuple[int, int]]) -> bool:
        """Whether what stands between the tokens that are each other's, their capitals and vowel points, agree."""
        shouted = {_is_shouted([old[here] for here, _ in pairs]), _is_shouted([new[there] for _, there in pairs])}
        known = set(pairs)
        for here, there in pairs:
            one, other = old[here], new[there]
            if any(dict(other.points).get(place, mark) != mark for place, mark in one.points):
                return False
            if len(shouted) == 1 and not (_opens(old, here) or _opens(new, there) or _same_capitals(one, other)):
                return False
            if here and (here - 1, there - 1) in known and not _joints_agree(old, here, new, there):
                return False
        return True


def _stretches(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[range, range]]:
    """Stretches that are equal, and between them those that are not."""
    gone: tuple[range, range] | None = None
    for step in Levenshtein.opcodes([one.key for one in old], [one.key for one in new]):
        here, there = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if step.tag == "equal":
            if gone:
                yield gone
            gone = None
            yield here, there
        else:
            gone = (range(gone[0].start, here.stop), range(gone[1].start, there.stop)) if gone else (here, there)
    if gone:
        yield gone


def _joints_agree(old: Sequence[Token], here: int, new: Sequence[Token], there: int) -> bool:
    one, other = old[here].joint, new[there].joint
    if one == other:
        return True
    return not (old[here - 1].kind is TokenKind.NUMBER and old[here].kind is TokenKind.NUMBER)


def _is_hyphen_for_reading(side: Sequence[Token]) -> bool:
    """Whether a hyphen parts two like vowels of one word, as in `re-elected` and `co-operation`."""
    if len(side) != _PARTS or side[1].joint != "-":
        return False
    before, after = side[0].text[-1].lower(), side[1].text[0].lower()
    return before == after and len(side[1].text) >= _LONG_PART


def _letters(side: Sequence[Token]) -> str:
    return "".join(token.text for token in side).lower()


def _has_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _is_hangul(token: Token) -> bool:
    return all("\uac00" <= sign <= "\ud7a3" for sign in token.text)


def _is_shouted(side: Sequence[Token]) -> bool:
    """Whether all is in capitals, as headlines are."""
    words = " ".join(token.text for token in side if token.kind is TokenKind.WORD)
    return " " in words and words.isupper()


def _opens(side: Sequence[Token], number: int) -> bool:
    """Whether a sentence may begin with this token: then its capital says nothing."""
    return number == 0 or side[number - 1].text in _OPENING


def _same_capitals(one: Token, other: Token) -> bool:
    return _has_capital(one) == _has_capital(other) and _is_acronym(one) == _is_acronym(other)
