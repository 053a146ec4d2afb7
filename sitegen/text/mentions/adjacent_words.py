"""What stands beside the words that may name somebody: it tells whose name they are part of."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from sitegen.text.word_lists import (
    BEFORE_NOUNS,
    FAMILIES_BEFORE,
    FAMILIES_BEHIND,
    GIVEN_NAMES,
    is_day,
    is_opener,
    is_title,
)

_FAR: Final = 60
"""Characters of text that are looked at on either side; no word of a name is longer."""
_MOST_GIVEN: Final = 6
"""Words between the first given name and the surname, nicknames included."""

_SPACES: Final = frozenset(" \t\xa0\u2009\u202f")
_OF_NAME: Final = re.compile(r"[^\S\n]+(?:of|for)[^\S\n]+(?:the[^\S\n]+)?[A-Z]")
_SMALL_WORD: Final = re.compile(r"\b[^\W\d_A-Z]{5,}")
_BEHIND: Final = re.compile(
    r"(?:,|\b(?:of|in|at|for|near|upon|to|from|von|zu|zum|zur|bei|aus|am|im|de|du|des|d['’]|di|da|del|della|dei|do|à|en|van|te|av|af|i|på)"
    r"(?:\s+(?:the|der|den|dem|die|la|le|les|los|las|el|il))?)\s*\Z"
)
_WORD: Final = re.compile(r"[^\W_]+")
_AROUND: Final = "()[]“”„\"'‘’«»"
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?){2,}")
_NO_INITIALS: Final = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "A.D.", "B.C."})
_INITIAL_BEFORE: Final = re.compile(r"(?<![\w.])([^\W\d_])\.(?:[ \xa0\u202f-]?[^\W\d_]\.)*[ \xa0\u202f-]?\Z")
_BARE_INITIAL_BEFORE: Final = re.compile(r"(?<!\w)[B-HJ-Z][ \xa0\u202f]\Z")
"""Without a full stop A and I may be words."""
_NAME_BEFORE: Final = re.compile(r"(?<!\w)([^\W\d_])[\w’'-]*\.?[ \xa0\u202f][(\[“„\"'‘«]\Z")
_NAME_BEHIND: Final = re.compile(r"[)\]”“\"'’»][ \xa0\u202f]([^\W\d_])")
_SENTENCE_START: Final = re.compile(
    r"(?:^|[.!?…。！？:][\"'”’»›)\]]*\s+(?:[–—]\s+)?|\n)(?:[\"'“‘„‚«»‹›(\[¿¡]|[«‹][ \xa0\u202f])*\Z"
)


class CapitalUsage(NamedTuple):
    """How the archive writes words with a capital that stand beside others; those are left out that are given names."""

    first: frozenset[str] = frozenset()
    """They owe their capital to the sentence that they begin: elsewhere they are small, and no name."""
    small: frozenset[str] = frozenset()
    """They are written small, too."""
    nouns: frozenset[str] = frozenset()
    """They are nouns of a language that begins all of them with a capital."""
    given: frozenset[str] = frozenset()
    """They are given names of its people, initials left out."""


NO_CAPITAL_USAGE: Final = CapitalUsage()


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a block begins with the word that begins here; opening quotes may come before."""
    before = text[max(start - _FAR, 0) : start]
    # So that `^` is the beginning of the text alone.
    return _SENTENCE_START.search(before if start <= _FAR else f"x{before}") is not None


def word_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the word before begins, and the word; None where none stands before in the same line."""
    end = start
    while end and text[end - 1] in _SPACES:
        end -= 1
    if end in {0, start} or text[end - 1] == "\n":
        return None
    begin = text.rfind(" ", 0, end) + 1
    word = text[begin:end]
    if not word.isalnum():
        # Seldom: a line may begin, or another kind of space stand, before this word.
        word = word.split()[-1]
        begin = end - len(word)
    return begin, word


def whole_name_start(
    text: str, start: int, given: tuple[str, ...], particles: Collection[str] = ()
) -> tuple[int, bool] | None:
    """Where the whole name begins of which the surname begins here, and whether its first word is spelled out.

    Middle names may be missing or initials, and a nickname stand in quotes or brackets. None where other words or
    initials, or none of the given names, stand before the surname, but for its own small words (`van`), which may have
    capitals.
    """
    place = start_with_particles(text, start, particles)
    middle: tuple[str, ...] = ()
    for _ in range(min(len(given) + 1, _MOST_GIVEN) if given else 0):
        before = word_before(text, place)
        if before is None:
            return None
        word = before[1].strip(_AROUND)
        is_aside = _is_aside(before[1])
        # `[Ada] Moss` has what an editor added, `Tom (Ada) Moss` a nickname.
        is_first = not is_aside or before[1][0] == "["
        if is_first and _is_short_for(word, given) and _are_short_for(middle, given[1:]):
            begin = before[0] + before[1].find(word)
            return None if follows_initial(text, begin) else (begin, word.casefold() == given[0].casefold())
        if not is_aside:
            middle = (word, *middle)
        place = before[0]
    return None


def listed_end(text: str, start: int, end: int, given: tuple[str, ...]) -> int:
    """Where the given names end behind a surname that begins a line, as in a list of authors: `Reyes, Ana`; else 0."""
    names = ", " + " ".join(given)
    is_listed = given and text.startswith(names, end) and not text[end + len(names) : end + len(names) + 1].isalnum()
    return end + len(names) if is_listed and (not start or text[start - 1] == "\n") else 0


def is_in_longer_name(
    text: str, start: int, end: int, usage: CapitalUsage = NO_CAPITAL_USAGE, *, is_piece: bool = False
) -> bool:
    """Whether this one word is a part of a longer name that we do not know: the World Cup is not the World.

    Asked of common words alone, which the text has in small letters too, and of the pieces of an actor's longer name:
    the Royal Academy and the Academy of Arts are not every Academy.
    """
    word = text[start:end]
    if " " in word or not word[:1].isupper() or word.isupper():
        return False
    if is_piece and (_follows_capital(text, start) or _OF_NAME.match(text, end)):
        return True
    is_common = word in usage.small or _stands_small(text, word)
    return is_common and (precedes_name(text, end) or _follows_capital(text, start))


def is_capitalized_by_position(text: str, start: int, end: int, usage: CapitalUsage = NO_CAPITAL_USAGE) -> bool:
    """Whether this is an everyday word that begins a sentence: `Will he come?` does not ask for Will."""
    if not text[start].isupper() or not begins_sentence(text, start):
        return False
    word = text[start:end]
    return is_opener(word) or word.casefold() in BEFORE_NOUNS or word in usage.first or _stands_small(text, word)


def start_with_particles(text: str, start: int, particles: Collection[str]) -> int:
    """Where a surname that begins here begins with the small words before it that are its own: `Van Hoorn`."""
    while particles and (before := word_before(text, start)) and before[1].lstrip(_AROUND).casefold() in particles:
        start = before[0] + len(before[1]) - len(before[1].lstrip(_AROUND))
    return start


def follows_given_name(text: str, start: int, usage: CapitalUsage = NO_CAPITAL_USAGE) -> bool:
    """Whether the word before this surname looks like the given name of somebody else."""
    before = word_before(text, start)
    while before and _is_aside(before[1]):
        before = word_before(text, before[0])
    if before is None:
        return False
    place, word = before
    bare = word.lstrip(_AROUND)
    if bare in GIVEN_NAMES:
        return True
    if not bare[:1].isupper() or not _is_name_like(bare) or is_title(bare) or is_day(bare) or bare in usage.nouns:
        return False
    behind = place + len(word)
    if is_capitalized_by_position(text, behind - len(bare), behind, usage):
        return False
    further = word_before(text, place)
    return not (further and further[1].casefold().lstrip(_AROUND) in BEFORE_NOUNS)


def follows_known_name(text: str, start: int, usage: CapitalUsage) -> bool:
    """Whether the word before is a given name of the archive's people, and no word that begins a sentence."""
    before = word_before(text, start)
    bare = before[1].lstrip(_AROUND) if before else ""
    if before is None or bare not in usage.given:
        return False
    behind = before[0] + len(before[1])
    return not is_capitalized_by_position(text, behind - len(bare), behind, usage)


def follows_initial(text: str, start: int) -> bool:
    """Whether a name that begins here with an initial goes on to the left with another: `J. Clay` of `A. J. Clay`."""
    if not text[start].isupper() or text[start + 1 : start + 2] not in {".", " "}:
        return False
    found = _INITIAL_BEFORE.search(text, max(start - _FAR, 0), start)
    if found:
        return found[1].isupper()
    return text[start + 1] == " " and _BARE_INITIAL_BEFORE.search(text, max(start - _FAR, 0), start) is not None


def is_nickname(text: str, start: int, end: int) -> bool:
    """Whether these words stand in quotes or brackets within a name: `Ada “Moss” Reed`."""
    behind = _NAME_BEHIND.match(text, end)
    if not behind or not behind[1].isupper():
        return False
    before = _NAME_BEFORE.search(text, max(start - _FAR, 0), start)
    return before is not None and before[1].isupper()


def follows_preposition(text: str, start: int) -> bool:
    """Whether these words stand behind a comma or a preposition, with an article or without."""
    return _BEHIND.search(text, max(start - _FAR, 0), start) is not None


def has_small_words(text: str) -> bool:
    """Whether a headline has words in small letters that are not short: then its capitals tell names."""
    return _SMALL_WORD.search(text) is not None


def precedes_name(text: str, end: int, usage: CapitalUsage = NO_CAPITAL_USAGE) -> bool:
    """Whether the word behind is capitalised and no noun, and so perhaps a surname or the rest of a longer name."""
    if text[end : end + 1] not in _SPACES or not text[end + 1 : end + 2].isupper():
        return False
    behind = _WORD.match(text, end + 1)
    return not (behind and behind[0] in usage.nouns)


def is_of_family(text: str, start: int, end: int) -> bool:
    """Whether this surname is that of several people: `the Moss family`, `Familie Moss`."""
    before = word_before(text, start)
    if before and before[1].lstrip(_AROUND).casefold() in FAMILIES_BEFORE:
        return True
    behind = _WORD.match(text, end + 1) if text[end : end + 1] in _SPACES else None
    return behind is not None and behind[0].casefold() in FAMILIES_BEHIND


def _follows_capital(text: str, start: int) -> bool:
    """Whether a capitalised word stands before that does not begin a sentence."""
    before = word_before(text, start)
    return (
        before is not None
        and before[1][0].isupper()
        and before[1][-1].isalnum()
        and not is_title(before[1])
        and not begins_sentence(text, before[0])
    )


def _is_short_for(word: str, given: tuple[str, ...]) -> bool:
    """Whether this is the first of these names, its initial, or the initials of some: `Ada`, `A.`, `A.B.`."""
    if not word:
        return False
    if word.casefold() == given[0].casefold():
        # `mark Holt absent` names no Mark.
        return not word[0].islower() or given[0][0].islower()
    letters = word.replace(".", "").replace("-", "")
    is_initials = letters.isupper() and ("." in word or len(letters) == 1) and len(letters) <= len(given)
    return is_initials and all(
        name[:1].casefold() == letter.casefold() for name, letter in zip(given, letters, strict=False)
    )


def _are_short_for(words: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether these are the first of these names, or their initials, in order."""
    return len(words) <= len(names) and all(
        _is_short_for(word, (name,)) for word, name in zip(words, names, strict=False)
    )


def _is_aside(word: str) -> bool:
    """Whether this is a nickname: `“Red”`, `(Red)`."""
    return len(word) > 2 and word[0] in _AROUND and word[-1] in _AROUND


def _is_name_like(word: str) -> bool:
    """Whether this may be a given name or initials: letters, hyphens, an apostrophe, full stops behind lone letters."""
    letters = word.removesuffix(".") if len(word) == 2 else word
    if _INITIALS.fullmatch(word):
        return word not in _NO_INITIALS
    return letters.replace("-", "").replace("’", "").replace("'", "").isalpha() and not letters.endswith(("’s", "'s"))


def _stands_small(text: str, word: str) -> bool:
    """Whether the text has this word in small letters too, so that its capital is the sentence's."""
    known = _small_words(text)
    if word not in known:
        small = word[0].lower() + word[1:]
        known[word] = small in text and re.search(rf"\b{re.escape(small)}\b", text) is not None
    return known[word]


@lru_cache(maxsize=1)
def _small_words(text: str) -> dict[str, bool]:  # noqa: ARG001 - each text has its own
    """What is known of words of the text that is read just now: a surname may come ten thousand times."""
    return {}
