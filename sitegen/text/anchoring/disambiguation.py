"""What has to stand beside words so that they are in one place only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.text.similarity.tokens import written_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.text.anchoring.searchable_text import NormalizedSpan, SearchableText

_MOST_CONTEXT: Final = 8
"""Words of a proposed prefix; where so many do not help, counting does."""
_FAR: Final = 200
"""Characters around a hit that are looked at for them."""


def words_at(text: SearchableText, hit: NormalizedSpan) -> str:
    """The words of a hit as they stand in the text, on one line."""
    start, end = text.span_of(hit)
    return " ".join(text.prose.text[start:end].split())


def shortest_prefix(text: SearchableText, hit: NormalizedSpan, hits: Sequence[NormalizedSpan]) -> str:
    """The fewest words before a hit that are before no other; empty if there are none."""
    before = _words(text.normalized.text[max(hit.start - _FAR, 0) : hit.start])
    for count in range(1, min(len(before), _MOST_CONTEXT) + 1):
        prefix = "".join(before[-count:]).strip()
        if not any(text.fits(other, prefix, "") for other in hits if other is not hit):
            return prefix
    return ""


def shortest_suffix(text: SearchableText, hit: NormalizedSpan, hits: Sequence[NormalizedSpan]) -> str:
    """The fewest words after a hit that are after no other; empty if there are none."""
    after = _words(text.normalized.text[hit.end : hit.end + _FAR])
    for count in range(1, min(len(after), _MOST_CONTEXT) + 1):
        suffix = "".join(after[:count]).strip()
        if not any(text.fits(other, "", suffix) for other in hits if other is not hit):
            return suffix
    return ""


def _words(stretch: str) -> list[str]:
    """The words with the blanks behind them; in scripts without spaces one character is one."""
    return [match.group() for match in written_pattern().finditer(stretch)]


def disambiguate(text: SearchableText, hit: NormalizedSpan, prefix: str, suffix: str) -> tuple[str, str]:
    """The shortest prefix and suffix that make the hit unique; given ones are kept while they match."""
    prefix = prefix if text.fits(hit, prefix, "") else ""
    suffix = suffix if text.fits(hit, "", suffix) else ""
    others = [one for one in text.whole_hits(words_at(text, hit)) if text.fits(one, prefix, suffix)]
    others = [one for one in others if text.span_of(one) != text.span_of(hit)]
    if not others:
        return prefix, suffix
    if not prefix and (found := shortest_prefix(text, hit, others)):
        return found, suffix
    return prefix, shortest_suffix(text, hit, others) or suffix


def prefix_for(text: SearchableText, hit: NormalizedSpan, prefix: str) -> str:
    """The prefix for words at which a stretch begins: the one given where it fits, or what makes them one place."""
    return disambiguate(text, hit, prefix, "")[0]


def suffix_for(text: SearchableText, hit: NormalizedSpan, suffix: str) -> str:
    """The suffix for words at which a stretch ends."""
    if suffix and text.fits(hit, "", suffix):
        return suffix
    others = [one for one in text.whole_hits(words_at(text, hit)) if text.span_of(one) != text.span_of(hit)]
    return shortest_suffix(text, hit, others) if others else ""
