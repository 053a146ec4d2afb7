"""What has to be known of a language to tell where its sentences end."""

from __future__ import annotations

import msgspec

from sitegen.core.frozen_record import FrozenRecord


def word_set(text: str = "") -> frozenset[str]:
    """The words between blanks; a hyphen behind a full stop does not count: `J.-P.`"""
    return frozenset(text.replace(".-", ".").split())


class LanguageProfile(FrozenRecord):
    """The words of one language that a full stop stands behind; all casefolded, without their last full stop.

    `z. B.` is `z.b` here: blanks between letters with full stops do not count.
    """

    never: frozenset[str] = msgspec.field(default_factory=word_set)
    """Abbreviations that something always follows: titles, `cf`, `approx`."""
    numbers: frozenset[str] = msgspec.field(default_factory=word_set)
    """Abbreviations only where a number follows: `no`, `p`, months."""
    either: frozenset[str] = msgspec.field(default_factory=word_set)
    """Abbreviations that may end a sentence: they do before an opener, not before what may be a name."""
    endings: tuple[str, ...] = ()
    """Endings of such, in compounds: `Bahnhofstr.`"""
    units: frozenset[str] = msgspec.field(default_factory=word_set)
    """What is counted, behind a number, where a sentence ends before a capital: `1905 г.`, `300 kr.`"""
    ends: frozenset[str] = msgspec.field(default_factory=word_set)
    """Letters with full stops that end a sentence before a capital, as any other word does: `p.m`."""
    openers: frozenset[str] = msgspec.field(default_factory=word_set)
    """Words that begin sentences and no names: pronouns, conjunctions, adverbs, articles."""
    labels: frozenset[str] = msgspec.field(default_factory=word_set)
    """What a number or a letter stands behind to name it: `vitamin C`, `room 12`."""
    months: frozenset[str] = msgspec.field(default_factory=word_set)
    """Behind the number of a day; only where ordinals are written with a full stop."""
    ordinals: bool = False
    """Whether a number with a full stop may be an ordinal."""
    capital_nouns: bool = False
    """Whether every noun begins with a capital."""
    said: str = ""
    """A pattern of what goes on with the sentence that words in quotation marks began: `I said`."""


def profile(  # noqa: PLR0913 (one for each field, as words in a row)
    *,
    never: str = "",
    numbers: str = "",
    either: str = "",
    endings: str = "",
    units: str = "",
    ends: str = "",
    openers: str = "",
    labels: str = "",
    months: str = "",
    ordinals: bool = False,
    capital_nouns: bool = False,
    said: str = "",
) -> LanguageProfile:
    """A language out of words with blanks between them."""
    return LanguageProfile(
        word_set(never),
        word_set(numbers),
        word_set(either),
        tuple(endings.split()),
        word_set(units),
        word_set(ends),
        word_set(openers),
        word_set(labels),
        word_set(months),
        ordinals,
        capital_nouns,
        said,
    )
