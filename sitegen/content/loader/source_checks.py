"""What sources lack of what the archive asks of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitegen.core.model import Actor, Archive, Claim, Note, SourceCheck
from sitegen.core.problems import Problems

_LACKS: Final = {
    SourceCheck.ARCHIVED_URL: (
        "an archived copy",
        "have a copy kept, and write its address: `archived_url: https://…`",
    ),
    SourceCheck.ACCESSED: ("the day on which it was looked at", "write that day: `accessed: 2024-03-02`"),
}


def report_incomplete_sources(archive: Archive, problems: Problems) -> None:
    """Report sources with an address that lack what `source_checks` asks for. Reports: source-incomplete."""
    wanted = archive.site.source_checks
    if not wanted:
        return
    kinds: tuple[Iterable[Actor | Claim | Note], ...] = (archive.actors, archive.claims, archive.notes)
    for source in (one for some in kinds for record in some for one in record.sources if one.url):
        for check in wanted:
            if not getattr(source, check.value):
                what, hint = _LACKS[check]
                message, cause = f'"{source.title}" lacks {what}', f"these sources have no {check.value}"
                problems.add(source.location, "source-incomplete", message, hint, cause=cause)
