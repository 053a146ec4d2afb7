"""Whether numbers are the same digits, their thousands parted in another way."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.text.relocation.normalized_words import Token


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
