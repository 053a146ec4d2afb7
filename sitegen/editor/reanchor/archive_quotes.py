"""The quotes of an archive, and their words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.core.model import AnnotationId, AnnotationKind

if TYPE_CHECKING:
    from sitegen.core.model import Archive, ArticleId, Quote

_BETWEEN: Final = " … "
"""Between the two ends of a long stretch."""


@dataclass(frozen=True, slots=True)
class AnnotationQuote:
    """A quote, and whose it is."""

    annotation: AnnotationId
    quote: Quote


def quotes_by_article(archive: Archive) -> dict[ArticleId, list[AnnotationQuote]]:
    """The quotes of all claims and notes, drafts included."""
    found: defaultdict[ArticleId, list[AnnotationQuote]] = defaultdict(list)
    for kind, records in ((AnnotationKind.CLAIM, archive.claims), (AnnotationKind.NOTE, archive.notes)):
        for record in records:
            for number, passage in enumerate(record.passages, 1):
                if passage.quote is not None:
                    found[passage.article].append(AnnotationQuote(AnnotationId(kind, record.id, number), passage.quote))
    return found


def quote_words(quote: Quote) -> str:
    """The words of a quote, on one line; of a long stretch its two ends."""
    ends = [" ".join(part.split()) for part in (quote.exact, quote.until) if part]
    return _BETWEEN.join(ends)
