"""The index of articles that are kept elsewhere: what lists show is at hand, the rest is read when asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    ActorId,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Archive,
    Article,
    ArticleBody,
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
    named: tuple[tuple[ActorId, int], ...]
    """Whom it names, and how often, in the order of the text."""
    annotations: tuple[AnnotationId, ...]
    """Of the passages that were found."""
    links_to: tuple[ArticleId, ...]


def outline_of(annotated: AnnotatedArticle) -> ArticleOutline:
    """What is to be at hand of an article."""
    named: dict[ActorId, int] = {}
    for mention in annotated.mentions:
        named[mention.actor] = named.get(mention.actor, 0) + 1
    annotations = tuple(passage.span.annotation for passage in annotated.passages)
    return ArticleOutline(annotated.title, tuple(named.items()), annotations, annotated.links_to)


class StoredAnnotations:
    """Stands for an `AnnotatedArticle`, which is read when more is asked for than its outline has."""

    __slots__ = ("_read", "_whole", "article", "links_to", "title")
    _whole: AnnotatedArticle

    def __init__(self, article: ArticleId, outline: ArticleOutline, read: Callable[[ArticleId], AnnotatedArticle]):
        self.article, self.title, self.links_to, self._read = article, outline.title, outline.links_to, read

    def __getattr__(self, name: str) -> Any:
        if name == "_whole":
            self._whole = self._read(self.article)
            return self._whole
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._whole, name)


def stored_entry(
    article: Article, outline: ArticleOutline, read: Callable[[ArticleId], AnnotatedArticle]
) -> ArticleEntry:
    """An article of which no more than the outline is at hand; `read` gives the rest."""
    return ArticleEntry(article, cast("AnnotatedArticle", StoredAnnotations(article.id, outline, read)))


class StoredSource(IndexSource):
    """As `IndexSource`, of articles of which no more than the outlines are at hand."""

    def __init__(
        self,
        archive: Archive,
        entries: Sequence[ArticleEntry],
        bodies: Mapping[ArticleId, ArticleBody],
        outlines: Mapping[ArticleId, ArticleOutline],
        *,
        drafts: bool,
    ) -> None:
        """`archive` holds nothing that readers do not see; `outlines` of all `entries`."""
        super().__init__(archive, entries, bodies, drafts=drafts)
        self._outlines = outlines

    def named_in(self, entry: ArticleEntry) -> Mapping[ActorId, int]:  # noqa: D102 - as above
        return dict(self._outlines[entry.article.id].named)

    def passages_in(self, entry: ArticleEntry) -> int:  # noqa: D102 - as above
        return len(self._outlines[entry.article.id].annotations)

    def links_of(self, entry: ArticleEntry) -> tuple[ArticleId, ...]:  # noqa: D102 - as above
        return self._outlines[entry.article.id].links_to

    def mentions(self) -> Mapping[ActorId, tuple[ActorMentions, ...]]:  # noqa: D102 - as above
        naming: defaultdict[ActorId, list[ArticleEntry]] = defaultdict(list)
        for entry in self.entries:
            for actor, _ in self._outlines[entry.article.id].named:
                naming[actor].append(entry)
        return RowsOnDemand(naming, lambda actor: tuple(_mentions_of(naming[actor], actor)))

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
        for article, outline in self._outlines.items():
            for one in outline.annotations:
                found[one.kind, one.id].append(article)
        return found


def _mentions_of(entries: Iterable[ArticleEntry], actor: ActorId) -> Iterator[ActorMentions]:
    for entry in entries:
        yield ActorMentions(entry, tuple(one for one in entry.annotated.mentions if one.actor == actor))


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
