"""Words of a passage with the typography evened out: what is left decides whether two passages say the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, cast

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.characters import WITHOUT_SPACES
from sitegen.text.normalize import HYPHENS, normalize

_JOINING: Final = "-"
_DASH: Final = "\u2053"
"""A dash of any length, by a sign that `normalize` leaves alone."""
_PER_SIGN: Final = {
    **dict.fromkeys(HYPHENS + "\u05be", _JOINING),
    **dict.fromkeys("\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58", _DASH),
    **dict.fromkeys("\u05f3\u02bb\u00b4`", "'"),
    **dict.fromkeys("\u05f4\u300c\u300d\u300e\u300f\uff62\uff63", '"'),
    **dict.fromkeys("\u3001\uff0c\uff64\u060c", ","),
    **dict.fromkeys("\u3002\uff0e\uff61\u06d4\u0964", "."),
    **dict.fromkeys("\u061b\uff1b", ";"),
    **dict.fromkeys("\u061f\uff1f\u037e", "?"),
    # Marks that are there for sight alone: the line of a long Arabic word, what opens a Spanish question.
    **dict.fromkeys("\u0640\u00bf\u00a1", ""),
    # Japanese signs of one shape, of two scripts. Not those that are numbers too.
    "ロ": "口",
    "カ": "力",
    "タ": "夕",
    "エ": "工",
    "ト": "卜",
    "ヘ": "へ",
    "\u0153": "oe",
    "\u0152": "Oe",
    "\u00e6": "ae",
    "\u00c6": "Ae",
    # One letter of Arabic script as Persian keyboards write it.
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
}
"""Sign → the one that it is written for elsewhere. Hyphens join words, dashes part them."""
_POINTS: Final = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0655\u0670"
"""Hebrew and Arabic vowels, and the hamza upon another letter: most texts leave out some."""


_ENDS_DEFINITE: Final = re.compile(r"^([وفبك]?ال\w{2,})ه$")


_DOTS: Final = re.compile(r"\.{4,}")

QUOTES: Final = frozenset("\"'")
_BESIDE_QUOTES: Final = frozenset(",:")
"""Habits differ in whether one stands there, and on which side."""


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()
    CHARACTER = auto()
    """One of a script without spaces, in which it is a word or a part of one."""
    NUMBER = auto()
    MARK = auto()


class Token(FrozenRecord):
    """A word, number or punctuation mark."""

    kind: TokenKind
    text: str
    """As written, but for typography."""
    joint: str = ""
    """What stands between it and the token before: nothing, a blank, or a hyphen or apostrophe within a word."""
    points: tuple[tuple[int, str], ...] = ()
    """Its vowel points, with the letters that they stand behind, where it has some."""

    @property
    def key(self) -> tuple[TokenKind, str]:
        """What is equal in equal tokens: capitals and points are looked at apart."""
        return self.kind, self.text.lower()  # not casefolded: `Maße` are no `Masse`


@functools.lru_cache(maxsize=8)  # one quote is compared with several places
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a passage, without quotation marks at its ends and commas and colons beside those within."""
    found = list(_tokens(even_out(text)))
    quotes = [token.kind is TokenKind.MARK and token.text in QUOTES for token in found]
    beside = [before or after for before, after in zip([False, *quotes][:-1], [*quotes, False][1:], strict=True)]
    first = next((number for number, is_quote in enumerate(quotes) if not is_quote), 0)
    last = next((number for number in reversed(range(len(quotes))) if not quotes[number]), -1)
    return tuple(
        token
        for number, (token, is_beside) in enumerate(zip(found, beside, strict=True))
        if first <= number <= last and not (is_beside and token.text in _BESIDE_QUOTES)
    )


def even_out(text: str) -> str:
    """A text in one typography: composed, straight, of one width, without ligatures and signs that nobody sees."""
    plain = "".join(_PER_SIGN.get(sign, sign) for sign in unicodedata.normalize("NFC", text))
    return _DOTS.sub("...", normalize("".join(_wide_and_ligatures(plain)).replace("--", _DASH)).text).strip()


def _wide_and_ligatures(text: str) -> Iterator[str]:
    """Half-width kana, full-width letters and digits, `ﬁ`, Arabic digits; but not `²`, which is another number."""
    for match in _runs().finditer(text):
        run = match.group()
        if match.lastgroup == "digits":
            yield "".join(str(unicodedata.decimal(digit)) for digit in run)
        elif match.lastgroup == "plain":
            normalized = unicodedata.normalize("NFKC", run)
            # NFKC makes blanks of signs that stand alone, such as `´`, which is not what they are written for.
            yield "".join(_PER_SIGN.get(sign, sign) for sign in normalized) if not normalized.isspace() else " "
        else:
            yield run


@functools.cache
def _runs() -> re.Pattern[str]:
    import regex

    kept = r"\p{No}\u2010-\u2015\u2026"  # other numbers, dashes, and dots that NFKC would write as several signs
    pattern = rf"(?P<digits>\p{{Nd}}+)|(?P<kept>[{kept}]+)|(?P<plain>(?:(?![{kept}\p{{Nd}}])\X)+|.)"
    return cast("re.Pattern[str]", regex.compile(pattern, regex.DOTALL))  # type: ignore[no-untyped-call]


@functools.cache
def _pattern() -> re.Pattern[str]:
    import regex

    signs = (
        rf"(?P<CHARACTER>(?=[{WITHOUT_SPACES}])[\p{{L}}\p{{Nl}}]\p{{M}}*)",
        r"(?P<NUMBER>\p{Nd}+(?:[.,:/'](?=\p{Nd})\p{Nd}+)*|\p{No})",
        rf"(?P<WORD>[[\p{{L}}\p{{M}}\p{{Nl}}_]--[{WITHOUT_SPACES}]]+)",
        r"(?P<MARK>\.\.\.|\S)",
    )
    # The patterns of the two libraries serve alike.
    return cast("re.Pattern[str]", regex.compile("(?V1)" + "|".join(signs)))  # type: ignore[no-untyped-call]


@functools.cache
def _points() -> re.Pattern[str]:
    import regex

    return cast("re.Pattern[str]", regex.compile(f"([{_POINTS}]+)"))  # type: ignore[no-untyped-call]


def _tokens(text: str) -> Iterator[Token]:
    end, joint = 0, ""
    found = [(TokenKind[match.lastgroup or "MARK"], match) for match in _pattern().finditer(text)]
    for number, (kind, match) in enumerate(found):
        blank = " " if match.start() > end else ""
        end = match.end()
        if not blank and kind is TokenKind.MARK and match.group() in "-'" and _is_within(found, number):
            joint = match.group()
            continue
        written = _DASH if match.group() == _JOINING else match.group()
        plain, points = _without_points(written) if kind is TokenKind.WORD else (written, ())
        is_quote = kind is TokenKind.MARK and written in QUOTES
        yield Token(kind, '"' if is_quote else plain, joint or blank, points)
        joint = ""


def _without_points(word: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A word of Hebrew or Arabic in its letters, and its points by the number of letters before them."""
    if not "\u0590" < word[0] < "\u0700":
        return word, ()
    letters, points = "", []
    for part in _points().split(unicodedata.normalize("NFD", word)):
        if part and _points().fullmatch(part):
            points.append((len(letters), part))
        else:
            letters += part
    # A definite noun takes no suffix, so it is the ending `ة` that this letter was written for.
    return _ENDS_DEFINITE.sub(r"\1ة", letters), tuple(points)


def _is_within(found: list[tuple[TokenKind, re.Match[str]]], number: int) -> bool:
    """Whether a hyphen or apostrophe stands directly between two words or numbers."""
    if not 0 < number < len(found) - 1:
        return False
    (before, left), (_, here), (after, right) = found[number - 1 : number + 2]
    is_touching = left.end() == here.start() and here.end() == right.start()
    return (
        is_touching
        and TokenKind.MARK not in (before, after)
        and (before, after) != (TokenKind.NUMBER, TokenKind.NUMBER)
    )
