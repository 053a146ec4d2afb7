"""How the passages of claims and notes were found, and how much is a draft: for those who look after the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitegen.content.visibility import is_name_only
from sitegen.core.model import AnchorCounts, AnnotatedArticle, Archive
from sitegen.site import index

__all__ = ["AnchorCounts", "anchor_counts", "draft_count", "total_counts"]


def anchor_counts(archive: Archive, annotated: Iterable[AnnotatedArticle], *, drafts: bool) -> tuple[AnchorCounts, ...]:
    """How the quotes of each file were found, sorted by file; those in articles that nobody sees are left out."""
    wanted = index.anchors_by_article(archive, drafts=drafts)
    counts: dict[str, Counter[str]] = {}
    for one in annotated:
        ways = {passage.span.annotation: "exact" if passage.is_exact else "folded" for passage in one.passages}
        for lost in one.lost:
            ways[lost.anchor.annotation] = "ambiguous" if lost.code == "quote-ambiguous" else "lost"
        for anchor in wanted.get(one.article, ()):
            counts.setdefault(anchor.quote.location.file, Counter())[ways[anchor.annotation]] += 1
    return tuple(AnchorCounts(file, **counts[file]) for file in sorted(counts))


def total_counts(files: Iterable[AnchorCounts]) -> AnchorCounts:
    """The sums over all files, under no file's name."""
    listed = list(files)
    return AnchorCounts(
        exact=sum(one.exact for one in listed),
        folded=sum(one.folded for one in listed),
        ambiguous=sum(one.ambiguous for one in listed),
        lost=sum(one.lost for one in listed),
    )


def draft_count(archive: Archive) -> int:
    """How many records are drafts; topics that are only named in others do not count."""
    records = (
        *(archive.articles, archive.claims, archive.notes, archive.pages, archive.actors),
        [one for one in archive.topics if not is_name_only(one)],
    )
    return sum(one.status is not None and one.status.is_unfinished for kind in records for one in kind)
