"""How the passages of claims and notes were found, and how much is a draft: for those who look after the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from msgspec.structs import replace

from sitegen.content.visibility import is_name_only
from sitegen.core.model import AnchorCounts, AnchorRequest, AnnotatedArticle, Archive
from sitegen.site import index

__all__ = ["AnchorCounts", "anchor_counts", "article_counts", "draft_count", "merged_counts", "total_counts"]


def anchor_counts(archive: Archive, annotated: Iterable[AnnotatedArticle], *, drafts: bool) -> tuple[AnchorCounts, ...]:
    """How the quotes of each file were found, sorted by file; those in articles that nobody sees are left out."""
    wanted = index.anchors_by_article(archive, drafts=drafts)
    return merged_counts(article_counts(wanted.get(one.article, ()), one) for one in annotated)


def article_counts(quotes: Iterable[AnchorRequest], annotated: AnnotatedArticle) -> tuple[AnchorCounts, ...]:
    """How these quotes of one article were found, which are all that point at it: for each file that they stand in."""
    ways = {passage.span.annotation: "exact" if passage.is_exact else "folded" for passage in annotated.passages}
    for lost in annotated.lost:
        ways[lost.anchor.annotation] = "ambiguous" if lost.code == "quote-ambiguous" else "lost"
    counts: dict[str, Counter[str]] = {}
    for one in quotes:
        counts.setdefault(one.quote.location.file, Counter())[ways[one.annotation]] += 1
    return tuple(AnchorCounts(file, **counts[file]) for file in sorted(counts))


def merged_counts(several: Iterable[tuple[AnchorCounts, ...]]) -> tuple[AnchorCounts, ...]:
    """The counts of several articles as one for each file, sorted by file."""
    by_file: defaultdict[str, list[AnchorCounts]] = defaultdict(list)
    for one in chain.from_iterable(several):
        by_file[one.file].append(one)
    return tuple(replace(total_counts(some), file=file) for file, some in sorted(by_file.items()))


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
