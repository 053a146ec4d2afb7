"""The index of articles that are kept elsewhere: what lists show is at hand, the rest is read when asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    ActorId,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Article,
    ArticleId,
)
from sitegen.site.index.passage_locations import ArticleEntry, PassageLocation, PassageLocations
from sitegen.site.index.site_tables import ActorMentions
from sitegen.site.index.table_makers import IndexSource, most_first

K = TypeVar("K", bound=str)
V = TypeVar("V")


class ArticleOutline(FrozenRecord):
    """What lists show of an annotated article, and what it says of other records."""

    title: str
    lead: str
    named: tuple[tuple[ActorId, int], ...]
    """Whom it names, and how often, in the order of the text."""
    annotations: tuple[AnnotationId, ...]
    """Of the passages that were found."""
    links_to: tuple[ArticleId, ...]


def outline_of(annotated: AnnotatedArticle) -> ArticleOutline:
    """What is to be at hand of an article."""
    named = tuple(annotated.named.items())
    return ArticleOutline(annotated.title, annotated.lead, named, annotated.annotations, annotated.links_to)


class StoredAnnotations:
    """Stands for an `AnnotatedArticle`, which is read when more is asked for than its outline has.

    What was read is not kept here: of a large archive that would be most of the memory.
    """

    __slots__ = ("_outline", "_read", "article")

    def __init__(
        self, article: ArticleId, outline: ArticleOutline, read: Callable[[ArticleId], AnnotatedArticle]
    ) -> None:
        self.article, self._outline, self._read = article, outline, read

    def __reduce__(self) -> tuple[object, ...]:
        return StoredAnnotations, (self.article, self._outline, self._read)

    @property
    def title(self) -> str:
        """As of the article; like all that follows without reading it."""
        return self._outline.title

    @property
    def lead(self) -> str:  # noqa: D102 - as above
        return self._outline.lead

    @property
    def links_to(self) -> tuple[ArticleId, ...]:  # noqa: D102 - as above
        return self._outline.links_to

    @property
    def named(self) -> dict[ActorId, int]:  # noqa: D102 - as above
        return dict(self._outline.named)

    @property
    def annotations(self) -> tuple[AnnotationId, ...]:  # noqa: D102 - as above
        return self._outline.annotations

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._read(self.article), name)


def stored_entry(
    article: Article, outline: ArticleOutline, read: Callable[[ArticleId], AnnotatedArticle]
) -> ArticleEntry:
    """An article of which no more than the outline is at hand; `read` gives the rest."""
    return ArticleEntry(article, cast("AnnotatedArticle", StoredAnnotations(article.id, outline, read)))


class StoredSource(IndexSource):
    """As `IndexSource`, with rows that are made when they are asked for: an edit asks for few."""

    def mentions(self) -> Mapping[ActorId, tuple[ActorMentions, ...]]:  # noqa: D102 - as above
        naming: defaultdict[ActorId, list[tuple[ArticleEntry, int]]] = defaultdict(list)
        for entry in self.entries:
            for actor, count in self.named_in(entry).items():
                naming[actor].append((entry, count))
        return RowsOnDemand(
            naming, lambda actor: tuple(ActorMentions(entry, actor, count) for entry, count in naming[actor])
        )

    def co_mentions(self) -> Mapping[ActorId, tuple[tuple[ActorId, int], ...]]:  # noqa: D102 - as above
        shared: defaultdict[ActorId, list[tuple[ActorId, ...]]] = defaultdict(list)
        for actors in self.actors_of.values():
            for actor in actors if len(actors) > 1 else ():
                shared[actor].append(actors)

        def make(actor: ActorId) -> tuple[tuple[ActorId, int], ...]:
            counts = Counter(other for actors in shared[actor] for other in actors if other != actor)
            return most_first(counts, self.order)

        return RowsOnDemand(shared, make)

    def locations(self, kind: AnnotationKind) -> Mapping[Any, tuple[PassageLocation, ...]]:  # noqa: D102 - as above
        records = self.records(kind)

        def make(key: Any) -> tuple[PassageLocation, ...]:
            record = records[key]
            wanted = {passage.article for passage in record.passages}.union(self._with_annotation.get((kind, key), ()))
            entries = sorted(self._places_of[one] for one in wanted if one in self._places_of)
            return PassageLocations([self.entries[place] for place in entries]).of_record(kind, key, record.passages)

        return RowsOnDemand(records, make)

    @cached_property
    def _places_of(self) -> dict[ArticleId, int]:
        return {entry.article.id: place for place, entry in enumerate(self.entries)}

    @cached_property
    def _with_annotation(self) -> Mapping[tuple[AnnotationKind, str], list[ArticleId]]:
        found: defaultdict[tuple[AnnotationKind, str], list[ArticleId]] = defaultdict(list)
        for entry in self.entries:
            for one in entry.annotated.annotations:
                found[one.kind, one.id].append(entry.article.id)
        return found


class RowsOnDemand(Mapping[K, V]):
    """A table whose rows are made when they are asked for."""

    def __init__(self, keys: Mapping[K, object], make: Callable[[K], V]) -> None:
        """`keys` are those of the rows, in their order."""
        self._keys, self._make = keys, make
        self._rows: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._rows:
            if key not in self._keys:
                raise KeyError(key)
            self._rows[key] = self._make(key)
        return self._rows[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __reduce__(self) -> tuple[type[dict[K, V]], tuple[dict[K, V]]]:
        return dict, (dict(self),)
