"""Which rows of the index differ after an edit, from the records that changed alone.

Each record says which rows it stands in, and with what: `article_rows` and its like. A row differs where a record came
to it, left it, or stands in it otherwise. What is said of a row may be more than its readers use, never less; a page
that reads a changed row is made again, and where that gives the same page nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    Actor,
    ActorId,
    AnnotatedArticle,
    AnnotationKind,
    Archive,
    Article,
    ArticleId,
    Claim,
    Note,
    ProsePage,
    Status,
    Topic,
)
from sitegen.core.problems import Location
from sitegen.site.index import SiteIndex
from sitegen.site.index.passage_locations import ArticleEntry
from sitegen.site.index.read_log import ReadKey
from sitegen.site.index.verdict_changes import corrections_of, withdrawn_key

R = TypeVar("R", Actor, Topic, Claim, Note, ProsePage, Article)
Rows = dict[ReadKey, object]
"""Each row that a record stands in, with what it puts there."""

_NOWHERE = Location("")


def changed_rows(old: Archive, new: SiteIndex, articles: Mapping[ArticleId, ArticleEntry | None]) -> set[ReadKey]:
    """The rows that differ between an archive as readers saw it and the index of now.

    `articles`: those with another record, text or annotation, as they were; None for one that readers did not see.
    Those that are gone are among them. Records are compared here.
    """
    whole, found = new.whole, set[ReadKey]()
    for name, before in articles.items():
        now = new.articles.get(name)
        found |= _difference(article_rows(before), article_rows(now))
        found |= {ReadKey(table, one) for table, one in _about_whole(new, name)}
    found |= _of_records(old.claims, whole.claims, claim_rows)
    found |= _of_records(old.notes, whole.notes, note_rows)
    found |= _of_records(old.actors, whole.actors, actor_rows)
    found |= _of_records(old.topics, whole.topics, topic_rows)
    found |= _of_records(old.pages, whole.pages, page_rows)
    found |= _of_records(_withdrawn(old.articles), _withdrawn(whole.articles), withdrawn_rows)
    found |= _ranked(old, new)
    found |= set(_related(new, found))
    new.log.take()
    return found


def moved_rows(new: SiteIndex, articles: Mapping[ArticleId, ArticleEntry | None]) -> set[ReadKey]:
    """The rows of the claims and notes whose words stand elsewhere in their articles: that no page shows.

    `articles` as for `changed_rows`.
    """
    found = set[ReadKey]()
    for name, before in articles.items():
        was, now = _places(before), _places(new.articles.get(name))
        found |= {key for key, _ in was ^ now}
    new.log.take()
    return found


def _places(entry: ArticleEntry | None) -> set[tuple[ReadKey, tuple[int, int, int]]]:
    spans = [passage.span for passage in entry.annotated.passages] if entry else []
    named = [(one.annotation, (one.annotation.number, one.start, one.end)) for one in spans]
    return {(ReadKey(_LOCATIONS[annotation.kind], annotation.id), place) for annotation, place in named}


def article_rows(entry: ArticleEntry | None) -> Rows:
    """The rows that an article stands in; none for None. Its words alone are in no row: see `changed_rows`."""
    if entry is None:
        return {}
    article, annotated = _bare(entry.article), entry.annotated
    shown = (article, *shown_elsewhere(annotated))
    named = tuple(dict.fromkeys((*(one.actor for one in annotated.mentions), *article.actors)))
    rows: Rows = {
        ReadKey("articles", article.id): (shown, tuple((one.start, one.end) for one in annotated.mentions)),
        ReadKey("entries", ""): shown,
        ReadKey("listed", article.id): shown,
        ReadKey("links", urls.id_key(article.id)): (annotated.title, article.language),
    }
    brief = (article, annotated.title, annotated.lead, tuple(one.span.annotation for one in annotated.passages))
    counts = Counter(one.actor for one in annotated.mentions)
    rows[ReadKey("annotation_counts", "")] = len(annotated.mentions), len(annotated.passages)
    rows[ReadKey("mention_counts", "")] = counts
    for actor in named:
        rows[ReadKey("mention_counts", actor)] = counts[actor]
        own = tuple((m.element, m.how, m.excerpt, m.is_link) for m in annotated.mentions if m.actor == actor)
        # The page of whom an article is about shows it with all its counts.
        rows[ReadKey("mentions" if own else "about", actor)] = (brief, own) if own else shown
        rows[ReadKey("co_mentions", actor)] = named
    for topic in article.topics:
        rows[ReadKey("topic_entries", topic)] = shown
        rows[ReadKey("topic_actors", topic)] = named
    for other in annotated.links_to:
        rows[ReadKey("linked_from", other)] = brief
    return rows | _passage_rows(article, annotated)


def _passage_rows(article: Article, annotated: AnnotatedArticle) -> Rows:
    """The rows of the claims and notes whose words are in an article, or should be."""
    rows: dict[ReadKey, tuple[object, ...]] = {}
    head = (article, annotated.title)
    found = [(one.span.annotation, (one.words, one.excerpt, one.is_exact)) for one in annotated.passages]
    lost = [(one.anchor.annotation, (one.code,)) for one in annotated.lost]
    for annotation, what in (*found, *lost):
        key = ReadKey(_LOCATIONS[annotation.kind], annotation.id)
        rows[key] = (*rows.get(key, head), annotation.number, *what)
    return {**rows}


_LOCATIONS = {AnnotationKind.CLAIM: "claim_locations", AnnotationKind.NOTE: "note_locations"}


def claim_rows(claim: Claim) -> Rows:
    """The rows that a claim stands in."""
    bare = _bare(claim)
    keys = [ReadKey("claims", claim.id), ReadKey("claims", ""), ReadKey("claim_locations", claim.id)]
    keys += [ReadKey("claims_made", one) for one in claim.speakers]
    keys += [ReadKey("claims_about", one) for one in claim.about]
    keys += [ReadKey("claims_reported", one) for one in claim.reported_by]
    keys += [ReadKey("topic_claims", one) for one in claim.topics]
    keys += [ReadKey("whole_article", one.article) for one in claim.passages if one.quote is None]
    ties = (*claim.repeats, *claim.contradicts, *claim.supports, *claim.answers)
    keys += [ReadKey("related_claims", one) for one in (claim.id, *ties)]
    rows: Rows = dict.fromkeys([*keys, _link(claim)], bare)
    if corrections := corrections_of(claim):
        rows |= dict.fromkeys((ReadKey("corrections", claim.id), ReadKey("corrections", "")), corrections)
    return rows | withdrawn_rows(claim)


def note_rows(note: Note) -> Rows:
    """The rows that a note stands in."""
    bare = _bare(note)
    keys = [ReadKey("notes", note.id), ReadKey("notes", ""), ReadKey("note_locations", note.id)]
    keys += [ReadKey("actor_notes", one) for one in note.actors]
    keys += [ReadKey("topic_notes", one) for one in note.topics]
    keys += [ReadKey("whole_article", one.article) for one in note.passages if one.quote is None]
    return dict.fromkeys([*keys, _link(note)], bare) | withdrawn_rows(note)


def withdrawn_rows(record: Article | Claim | Note) -> Rows:
    """The rows that a record stands in since it was taken back; none for one that was not."""
    if record.status is not Status.WITHDRAWN:
        return {}
    return dict.fromkeys(
        (ReadKey("withdrawn", withdrawn_key(record)), ReadKey("withdrawn", "")), without_places(record)
    )


def page_rows(page: ProsePage) -> Rows:
    """The rows that a prose page stands in."""
    return dict.fromkeys((ReadKey("prose", page.id), _link(page)), _bare(page))


def actor_rows(actor: Actor) -> Rows:
    """The rows that an actor stands in."""
    bare, name = _bare(actor), (actor.name, actor.kind)
    keys = [ReadKey("actors", actor.id), ReadKey("actors", ""), ReadKey("by_name", actor.name)]
    keys += [ReadKey("topic_actors", one) for one in actor.topics]
    shown = (*name, actor.status)
    return dict.fromkeys(keys, bare) | {ReadKey("actor_names", actor.id): name, _link(actor): shown}


def topic_rows(topic: Topic) -> Rows:
    """The rows that a topic stands in."""
    bare = _bare(topic)
    keys = [ReadKey("topics", topic.id), ReadKey("topics", "")]
    keys += [ReadKey("topic_children", topic.parent)] if topic.parent else []
    shown = (topic.name, topic.status)
    return dict.fromkeys(keys, bare) | {ReadKey("topic_names", topic.id): topic.name, _link(topic): shown}


def _withdrawn(articles: Iterable[Article]) -> list[Article]:
    return [one for one in articles if one.status is Status.WITHDRAWN]


def _link(record: Actor | Topic | Claim | Note | ProsePage) -> ReadKey:
    return ReadKey("links", urls.id_key(record.id))


def shown_elsewhere(annotated: AnnotatedArticle) -> tuple[object, ...]:
    """What other pages show of an article: everything but the places in its text; equal where they show the same."""
    return (
        annotated.title,
        annotated.lead,
        tuple((one.element, one.actor, one.how, one.excerpt, one.is_link) for one in annotated.mentions),
        tuple((one.span.annotation, one.words, one.excerpt, one.is_exact) for one in annotated.passages),
        tuple((one.anchor.annotation, one.code) for one in annotated.lost),
        tuple((one.actors, one.why, one.excerpt) for one in annotated.unlinked),
    )


def _of_records(old: Iterable[R], new: Iterable[R], rows: Callable[[R], Rows]) -> set[ReadKey]:
    """The rows that differ by records of one kind, which are known by their ids."""
    before, now = {one.id: one for one in old}, {one.id: one for one in new}
    found = set[ReadKey]()
    for name in {**before, **now}:
        if (was := before.get(name)) != (is_now := now.get(name)):
            found |= _difference(rows(was) if was else {}, rows(is_now) if is_now else {})
    return found


def _difference(before: Rows, now: Rows) -> set[ReadKey]:
    return {key for key in (*before, *now) if key not in before or key not in now or before[key] != now[key]}


def _about_whole(index: SiteIndex, article: ArticleId) -> Iterator[tuple[str, str]]:
    """The rows of the claims and notes that speak of the whole of an article, and so name it among their places."""
    for record in index.whole_article.get(article, ()):
        yield ("claim_locations" if isinstance(record, Claim) else "note_locations"), record.id


def _ranked(old: Archive, new: SiteIndex) -> set[ReadKey]:
    """The rows in which actors stand in the order A to Z, of those whose place in it may be another."""
    before = {actor.id: (actor.name, actor.sort_name) for actor in old.actors}
    moved = [one for one in new.whole.actors if before.get(one.id, ("", "")) != (one.name, one.sort_name)]
    found = {ReadKey("co_mentions", other) for one in moved for other, _ in new.co_mentions.get(one.id, ())}
    articles = (entry for one in moved for entry in _articles_of(new, one.id))
    return found | {ReadKey("topic_actors", topic) for entry in articles for topic in entry.article.topics}


def _articles_of(index: SiteIndex, actor: ActorId) -> Iterator[ArticleEntry]:
    """Those that name an actor or are said to be about it."""
    yield from (one.entry for one in index.mentions.get(actor, ()))
    yield from index.about.get(actor, ())


def _related(index: SiteIndex, changed: Iterable[ReadKey]) -> Iterator[ReadKey]:
    """The rows of the claims that are tied to a changed one from their own end, and show it."""
    for table, row in changed:
        if table == "claims" and row:
            for _, others in index.related_claims.get(row, ()):  # type: ignore[call-overload]
                yield from (ReadKey("related_claims", one.id) for one in others)


def is_reordered(old: Archive, new: Archive) -> bool:
    """Whether records that are in both stand in another order: lists and files that go by it are no rows."""
    pairs: tuple[tuple[tuple[Any, ...], tuple[Any, ...]], ...] = (
        (old.articles, new.articles),
        (old.actors, new.actors),
        (old.topics, new.topics),
        (old.claims, new.claims),
        (old.notes, new.notes),
        (old.pages, new.pages),
    )
    return any(_common(one, other) != _common(other, one) for one, other in pairs)


def _common(records: Iterable[Any], others: Iterable[Any]) -> list[str]:
    known = {one.id for one in others}
    return [one.id for one in records if one.id in known]


def _bare(value: R) -> R:
    """A record without its places in the author's files: where a line was put in above it, it is the same."""
    found: R = without_places(value)
    return found


def without_places(value: Any) -> Any:
    """A value without the places in the author's files that it holds."""
    if isinstance(value, Location):
        return _NOWHERE
    if isinstance(value, FrozenRecord):
        return type(value)(*(without_places(getattr(value, name)) for name in value.__struct_fields__))
    if isinstance(value, tuple):
        parts = [without_places(one) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value
