"""Where the passages of records were found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    ActorId,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    AnnotationTarget,
    Article,
    ArticleId,
    Claim,
    Passage,
)


class ArticleEntry(FrozenRecord):
    """An article that readers see."""

    article: Article
    annotated: AnnotatedArticle


class PassageLocation(FrozenRecord):
    """Where an annotation stands, or should: words of an article, the article as a whole, or nowhere."""

    entry: ArticleEntry
    is_found: bool
    """Whether it stands at words; False = the whole article, or a quote that was not found."""
    annotation: AnnotationId
    """Its id on the article's page."""
    lost: str
    """The quote that was not found; empty otherwise."""
    target: AnnotationTarget | None = None
    """As its author listed it; None where a term found it."""

    @property
    def passage(self) -> Passage | None:
        """The words; None where it is not found."""
        found = reversed(self.entry.annotated.passages) if self.is_found else ()
        return next((one for one in found if one.span.annotation == self.annotation), None)


def numbered_passages(passages: Iterable[AnnotationTarget]) -> Iterator[tuple[AnnotationTarget, int]]:
    """Each passage with its number among its record's quotes in the same article, from 1; 0 = the whole article."""
    seen: Counter[ArticleId] = Counter()
    for passage in passages:
        if passage.quote is None:
            yield passage, 0
        else:
            seen[passage.article] += 1
            yield passage, seen[passage.article]


def whole_annotation(entry: ArticleEntry, kind: AnnotationKind, record_id: str) -> AnnotationId:
    """The id of an annotation of the article as a whole: number 1 of its record; 0 where a quote of it has that."""
    first = AnnotationId(kind, record_id)
    return replace(first, number=0) if first in entry.annotated.annotations else first


def speakers_at(claim: Claim, article: ArticleId, number: int) -> tuple[ActorId, ...]:
    """Who makes a claim in an article, by the number of the passage as in its `AnnotationId`."""
    here = [(place, at) for place, at in numbered_passages(claim.passages) if place.article == article]
    found = next((place for place, at in here if at == number), None) or next(
        (place for place, at in here if not at), None
    )
    return (found.speakers if found else ()) or claim.speakers


class PassageLocations:
    """Looks up where the passages of records were found."""

    def __init__(self, entries: Iterable[ArticleEntry]) -> None:
        self._entries = {entry.article.id: entry for entry in entries}
        self._found = dict.fromkeys(
            (article, annotation)
            for article, entry in self._entries.items()
            for annotation in entry.annotated.annotations
        )
        self._by_term: defaultdict[tuple[AnnotationKind, str], list[tuple[ArticleId, AnnotationId]]]
        self._by_term = defaultdict(list)
        for article, annotation in self._found:
            self._by_term[annotation.kind, annotation.id].append((article, annotation))

    def of_record(
        self, kind: AnnotationKind, record_id: str, passages: tuple[AnnotationTarget, ...]
    ) -> tuple[PassageLocation, ...]:
        """The locations of one record: as its author listed them, then those that its terms found, newest first."""
        locations = [
            self._locate(self._entries[passage.article], AnnotationId(kind, record_id, number), passage)
            for passage, number in numbered_passages(passages)
            if passage.article in self._entries
        ]
        locations += [
            PassageLocation(self._entries[article], is_found=True, annotation=annotation, lost="")
            for article, annotation in self._by_term.get((kind, record_id), ())
        ]
        # What was found for a listed passage is there twice, and so may be the whole of an article.
        once: dict[tuple[ArticleId, AnnotationId, str], PassageLocation] = {}
        for location in locations:
            once.setdefault((location.entry.article.id, location.annotation, location.lost), location)
        return tuple(once.values())

    def _locate(self, entry: ArticleEntry, annotation: AnnotationId, passage: AnnotationTarget) -> PassageLocation:
        if passage.quote is None:
            whole = whole_annotation(entry, annotation.kind, annotation.id)
            return PassageLocation(entry, is_found=False, annotation=whole, lost="", target=passage)
        is_found = (entry.article.id, annotation) in self._found
        lost = "" if is_found else passage.quote.exact
        return PassageLocation(entry, is_found=is_found, annotation=annotation, lost=lost, target=passage)
