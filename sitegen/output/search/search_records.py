"""What can be found: one record for each article, actor, topic, claim and note that readers see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from sitegen.core import dates, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorId, ActorKind, Claim, Date, Note, Topic, TopicId
from sitegen.site.index import ArticleEntry, PassageLocation
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import Html
from sitegen.text.prose.html_text import isolate

K = TypeVar("K", ActorId, TopicId)

FACETS: Final = ("kind", "person", "topic", "verdict", "year")
"""By what readers narrow a search down."""


class SearchRecord(FrozenRecord):
    """One thing that can be found."""

    title: str
    url: str
    """Where a result leads: for a claim or note to its first passage in an article."""
    page: str
    """The record's own page; the same where a result leads there."""
    line: str
    """What is shown below the title: date, publisher, speaker, verdict, role."""
    also: str
    """What is searched too, and not shown in an excerpt: authors, speakers, roles."""
    text: tuple[str, ...]
    """The blocks that are searched and that excerpts are cut from."""
    prose: tuple[Html, ...]
    """The same, of what is written in Markdown."""
    facets: tuple[tuple[str, str], ...]
    """Pairs of a name of `FACETS` and a value; a name may have several."""
    language: str = ""
    """Of title and text, BCP 47; empty where it is the archive's."""
    names: tuple[str, ...] = ()
    """Of an actor or topic: who types one of these means it, and finds it before all that tells of it."""
    date: str = ""
    """Sorts as the dates do, as text; empty where there is none."""


def search_records(views: Views) -> Iterator[SearchRecord]:
    """A record for each article, actor, topic, claim and note that readers see, in this order."""
    makers, index = _SearchRecordBuilder(views), views.index
    yield from map(makers.article, index.entries)
    yield from map(makers.actor, index.actors.values())
    yield from map(makers.topic, index.topics.values())
    yield from map(makers.claim, index.claims.values())
    yield from map(makers.note, index.notes.values())


@dataclass(frozen=True)
class _SearchRecordBuilder:
    """Makes each kind of record."""

    views: Views

    @cached_property
    def _actors(self) -> dict[ActorId, str]:
        return _labels({actor.id: actor.name for actor in self.views.index.actors.values()})

    @cached_property
    def _topics(self) -> dict[TopicId, str]:
        return _labels({topic.id: topic.name for topic in self.views.index.topics.values()})

    def article(self, entry: ArticleEntry) -> SearchRecord:
        """An article with its text, the headline excepted."""
        article = entry.article
        text = self.views.index.bodies[article.id].text[len(entry.annotated.title) :]
        return SearchRecord(
            title=entry.annotated.title,
            url=urls.article(article.id),
            page=urls.article(article.id),
            line=self._line(article.publisher, dates.long_date(article.date) if article.date else ""),
            also=", ".join(article.authors),
            text=tuple(filter(None, text.split("\n\n"))),
            prose=(),
            facets=self._facets("Article", self.views.actors_of(entry), article.topics, article.date),
            language=self.views.foreign(article),
            date=sort_text(article.date),
        )

    def actor(self, actor: Actor) -> SearchRecord:
        """A person, organization or place."""
        return SearchRecord(
            title=actor.name,
            url=urls.actor(actor.kind, actor.id),
            page=urls.actor(actor.kind, actor.id),
            line=self.views.one_line(actor, with_life=True),
            also=", ".join(role.title for role in actor.roles),
            text=(", ".join(actor.aliases),),
            prose=(self.views.markdown.html(actor.summary), self.views.markdown.html(actor.body)),
            facets=self._facets(actor.kind.value.capitalize(), (actor.id,), actor.topics, None),
            names=(actor.name, *actor.aliases),
        )

    def topic(self, topic: Topic) -> SearchRecord:
        """A topic."""
        return SearchRecord(
            title=topic.name,
            url=urls.topic(topic.id),
            page=urls.topic(topic.id),
            line="",
            also="",
            text=(),
            prose=(self.views.markdown.html(topic.summary), self.views.markdown.html(topic.body)),
            facets=self._facets("Topic", (), (topic.id,), None),
            names=(topic.name,),
        )

    def claim(self, claim: Claim) -> SearchRecord:
        """A claim with the sentences that it stands in, and what speaks for or against it."""
        own, locations = urls.claim(claim.id), self.views.index.claim_locations[claim.id]
        verdict = self.views.verdict(claim.verdict)
        label = isolate(verdict.label) if verdict else ""
        speakers = ", ".join(self.views.beside(link.text) for link in self.views.actors(claim.speakers))
        date = claim.said or next((location.entry.article.date for location in locations), None)
        facets = self._facets("Claim", (*claim.speakers, *claim.reported_by, *claim.about), claim.topics, date)
        return SearchRecord(
            title=claim.claim,
            url=self._passage(locations, own),
            page=own,
            line=" · ".join(
                filter(None, (speakers, self._line(label, dates.long_date(claim.said) if claim.said else "")))
            ),
            also=speakers,
            text=tuple(_sentences(locations)),
            prose=(self.views.markdown.html(claim.review, top=3),),
            facets=(*facets, ("verdict", label)) if label else facets,
            date=sort_text(date),
        )

    def note(self, note: Note) -> SearchRecord:
        """A context note; one without a text is found by the sentences that it marks."""
        own, locations = urls.note(note.id), self.views.index.note_locations[note.id]
        date = next((location.entry.article.date for location in locations), None)
        return SearchRecord(
            title=note.title,
            url=self._passage(locations, own),
            page=own,
            line="" if note.body else self._line(*(link.text for link in self.views.topics(note.topics))),
            also="",
            text=() if note.body else tuple(_sentences(locations)),
            prose=(self.views.markdown.html(note.body),),
            facets=self._facets("Note", note.actors, note.topics, date),
            date=sort_text(date),
        )

    def _line(self, *parts: str) -> str:
        return " · ".join(self.views.beside(part) for part in parts if part)

    def _passage(self, locations: Sequence[PassageLocation], own: str) -> str:
        """The first place that was found in an article; the record's own page where there is none."""
        found = (self.views.passage(location).url for location in locations if not location.lost)
        return next(found, own)

    def _facets(
        self, kind: str, actors: Iterable[ActorId], topics: Iterable[TopicId], date: Date | None
    ) -> tuple[tuple[str, str], ...]:
        known = self.views.index.actors
        people = dict.fromkeys(actor for actor in actors if known[actor].kind is ActorKind.PERSON)
        seen_topics = dict.fromkeys(topic for topic in topics if topic in self._topics)
        return (
            ("kind", kind),
            *(("person", self._actors[person]) for person in people),
            *(("topic", self._topics[topic]) for topic in seen_topics),
            *((("year", dates.year_heading(date.year)),) if date else ()),
        )


def sort_text(date: Date | None) -> str:
    """A date as digits that sort as it does, as text too; empty for none. Years reach ten thousand million back."""
    if date is None:
        return ""
    key = date.key
    return f"{key.year + 10**10:011}{9 + key.digits}{key.month:02}{key.day:02}"


def _labels(names: Mapping[K, str]) -> dict[K, str]:
    """Labels of the choices of a filter, by id: the name, and the id behind it where several have the name."""
    counts = Counter(names.values())
    return {key: isolate(name) if counts[name] == 1 else f"{isolate(name)} ({key})" for key, name in names.items()}


def _sentences(locations: Sequence[PassageLocation]) -> Iterator[str]:
    """The sentences of a record's passages, each once: what is quoted often is not found sooner."""
    excerpts = dict.fromkeys(passage.excerpt for location in locations if (passage := location.passage))
    return (excerpt.before + excerpt.words + excerpt.after for excerpt in excerpts)
