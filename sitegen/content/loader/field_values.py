"""The small values that many kinds of records share."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content import schema
from sitegen.content.loader.raw_record import RawRecord
from sitegen.core.model import Markdown, Source


def markdown_of(text: str | None, entry: RawRecord, key: str) -> Markdown | None:
    """The Markdown of a key; None where there is none."""
    return None if text is None else Markdown(text, entry.words_place((key,)))


def sources_of(written: Sequence[schema.WrittenSource]) -> tuple[Source, ...]:
    """The works that a record rests on."""
    return tuple(
        Source(
            title=one.title,
            url=one.url or "",
            publisher=one.publisher or "",
            date=one.date,
            accessed=one.accessed,
            archived_url=one.archived_url or "",
            quote=one.quote or "",
        )
        for one in written
    )
