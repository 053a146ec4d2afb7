"""The words of a quote, to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.model import Quote

_BETWEEN: Final = " … "
"""Between the two ends of a long stretch."""


def words_of(quote: Quote) -> str:
    """The words of a quote, on one line; of a long stretch its two ends."""
    ends = [" ".join(part.split()) for part in (quote.exact, quote.until) if part]
    return _BETWEEN.join(ends)
