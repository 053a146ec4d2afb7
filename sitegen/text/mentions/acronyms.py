"""Acronyms that an article makes known itself: `Food Standards Agency (FSA)`, and `FSA` from there on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.core.model import MatchRule
from sitegen.text.mentions.name_index import Candidate, NameCandidates, NameMatch
from sitegen.text.mentions.name_words import stand_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.text.anchoring import SearchableText

_IN_BRACKETS: Final = re.compile(r"\s*\(([^\W\d_a-z][^\W_a-z]{1,9})\)")
_PARTS: Final = re.compile(r"[\s\-–—/.,&’']+")


def with_acronyms(target: SearchableText, named: list[NameMatch]) -> list[NameMatch]:
    """The names, and where acronyms stand that follow a whole name in brackets, made of the first letters of its words.

    They count from there to the end of the article. An acronym that is a name of its own in the archive is left to it.
    """
    text = target.prose.text
    found: dict[str, NameMatch] = {}
    for match in named:
        given = _IN_BRACKETS.match(text, match.end) if len(match.candidates.full) == 1 else None
        if given and _is_made_of(given[1], text[match.start : match.end]):
            found.setdefault(given[1], match)
    if not found:
        return named
    taken = {(match.start, match.end) for match in named}
    places = [one for acronym, match in found.items() for one in _places(target, acronym, match)]
    return sorted(named + [one for one in places if (one.start, one.end) not in taken], key=lambda match: match.end)


def _is_made_of(acronym: str, name: str) -> bool:
    """Whether the letters are first letters of the name's words, in order; small words may be passed over."""
    initials = iter([part[0].upper() for part in _PARTS.split(name) if part])
    return all(letter in initials for letter in acronym)


def _places(target: SearchableText, acronym: str, match: NameMatch) -> Iterable[NameMatch]:
    named = NameCandidates((Candidate(match.candidates.full[0].actor, MatchRule.ALIAS),))
    for hit in target.hits(acronym):
        start, end = target.span_of(hit)
        is_code = any(start < stop and begin < end for begin, stop in target.prose.code)
        if start >= match.end and not is_code and stand_whole(target, hit.start, hit.end):
            yield NameMatch(start, end, named)
