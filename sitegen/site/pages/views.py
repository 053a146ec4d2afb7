"""The parts that several kinds of page share: links, list items, verdicts, passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sitegen.core import collation, dates, language_tags, urls
from sitegen.core.collation import Collation
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    AnnotationKind,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    Note,
    NoteId,
    Source,
    Topic,
    TopicId,
    VerdictId,
)
from sitegen.site.index import NOT_NAMED, ArticleEntry, PassageLocation, SiteIndex
from sitegen.site.pages import introductions
from sitegen.site.pages.page_records import (
    ActorItem,
    ArticleItem,
    ClaimItem,
    Companion,
    Link,
    NavLink,
    NoteItem,
    PassageView,
    SourceView,
    VerdictGroup,
    VerdictShare,
    VerdictView,
)
from sitegen.site.pages.pagination import SharedWork
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.verdict_views import verdict_view
from sitegen.site.pages.wording import counted, last_held
from sitegen.site.record_markdown import RecordMarkdown
from sitegen.site.reviewers import reviewer_called
from sitegen.text.prose.html_text import isolate_beside

ONE_LINE: Final = 110
"""Characters of a summary that stand for a role in an index."""
MOST_COMPANIONS: Final = 24
"""Who else is shown beside an actor or topic: about what a screen's height of a side column holds."""


@dataclass(frozen=True)
class Views:
    """Makes the parts of page records that several kinds of page share, of one archive."""

    index: SiteIndex
    markdown: RecordMarkdown

    @cached_property
    def verdicts(self) -> dict[VerdictId, VerdictView]:
        """The steps of the scale by their ids, in its order."""
        is_explained = introductions.page_link(self.index, urls.SCALE) is not None
        return {verdict.id: verdict_view(verdict, is_explained=is_explained) for verdict in self.index.site.verdicts}

    def record(self, kind: AnnotationKind, record_id: str) -> Claim | Note:
        """The claim or note of an annotation."""
        is_claim = kind is AnnotationKind.CLAIM
        return self.index.claims[ClaimId(record_id)] if is_claim else self.index.notes[NoteId(record_id)]

    @cached_property
    def titles(self) -> dict[ArticleId, str]:
        """The headline of each article that readers see."""
        return {entry.article.id: entry.annotated.title for entry in self.index.entries}

    @cached_property
    def shared(self) -> SharedWork:
        """What the pages of a list share."""
        return SharedWork(self.index.log)

    @property
    def collation(self) -> Collation:
        """How names are ordered in the archive's language."""
        return collation.collation_for(self.index.site.language)

    def notes_by_title(self, notes: Iterable[Note]) -> list[Note]:
        """Notes A to Z, by title."""
        return sorted(notes, key=lambda note: (self.collation.sort_key(note.title), note.id))

    def topics_by_name(self, topics: Iterable[Topic]) -> list[Topic]:
        """Topics A to Z, by name."""
        return sorted(topics, key=lambda topic: (self.collation.sort_key(topic.name), topic.id))

    # --- links

    def actor(self, actor_id: ActorId) -> Link:
        """An actor's name, leading to its page."""
        actor = self.index.actor_names[actor_id]
        return Link(actor.name, urls.actor(actor.kind, actor.id))

    def actors(self, actor_ids: Iterable[ActorId]) -> tuple[Link, ...]:
        """Several actors' names."""
        return tuple(map(self.actor, actor_ids))

    def topic(self, topic_id: TopicId) -> Link:
        """A topic's name, leading to its page."""
        return Link(self.index.topic_names[topic_id], urls.topic(topic_id))

    def topics(self, topic_ids: Iterable[TopicId]) -> tuple[Link, ...]:
        """Several topics' names."""
        return tuple(map(self.topic, topic_ids))

    def article(self, entry: ArticleEntry) -> Link:
        """An article's headline, leading to its page."""
        return Link(entry.annotated.title, urls.article(entry.article.id), self.foreign(entry.article))

    def foreign(self, article: Article) -> str:
        """The language of an article, BCP 47; empty where it is the archive's."""
        return language_tags.language_if_other(article.language, self.index.site.language)

    def companions(self, counts: Iterable[tuple[ActorId, int]]) -> tuple[Companion, ...]:
        """These actors, each with its count."""
        return tuple(self._companion(actor_id, count) for actor_id, count in counts)

    def _companion(self, actor_id: ActorId, count: int) -> Companion:
        actor = self.index.actor_names[actor_id]
        return Companion(actor.name, urls.actor(actor.kind, actor.id), actor.kind, count)

    def reviewer(self, name: str) -> NavLink | None:
        """Who judges a claim or wrote a note, by name or id; None without one."""
        who = reviewer_called(self.index, name)
        return NavLink(who.name, who.url, urls.is_web(who.url)) if who else None

    # --- list items

    def claim_item(self, claim: Claim) -> ClaimItem:
        """A claim as lists show it."""
        entries = {location.entry.article.id: location.entry for location in self.index.claim_locations[claim.id]}
        return ClaimItem(
            url=urls.claim(claim.id),
            statement=claim.claim,
            speakers=self.actors(claim.speakers),
            date=claim.said,
            verdict=self.verdict(claim.verdict),
            articles=tuple(map(self.article, entries.values())),
            is_draft=is_draft(claim),
            is_review=is_review(claim),
            topics=self.topics(claim.topics),
        )

    def claim_items(self, claims: Iterable[Claim]) -> tuple[ClaimItem, ...]:
        """Claims as lists show them, in the order given."""
        return tuple(map(self.claim_item, claims))

    def note_item(self, note: Note) -> NoteItem:
        """A note as lists show it."""
        return NoteItem(
            url=urls.note(note.id),
            title=note.title,
            lead=self.markdown.lead(note.body),
            places=len(self.index.note_locations[note.id]),
            is_draft=is_draft(note),
            is_review=is_review(note),
            topics=self.tags(note),
            marked=None if note.body else self._first_marked(note),
        )

    def tags(self, note: Note) -> tuple[Link, ...]:
        """The topics of a note that says nothing else; of any other none."""
        return () if note.body else self.topics(note.topics)

    def note_lead(self, note: Note) -> str:
        """The first words of a note, plain; the names of its topics where it has no text."""
        return self.markdown.lead(note.body) or ", ".join(link.text for link in self.tags(note))

    def _first_marked(self, note: Note) -> PassageView | None:
        found = (one for one in self.index.note_locations[note.id] if one.is_found)
        return next(map(self.passage, found), None)

    def article_item(self, entry: ArticleEntry) -> ArticleItem:
        """An article as lists show it."""
        return ArticleItem(
            url=urls.article(entry.article.id),
            title=entry.annotated.title,
            date=entry.article.date,
            publisher=entry.article.publisher,
            lead=self.lead(entry),
            counts=self.counts(entry),
            is_draft=is_draft(entry.article),
            is_review=is_review(entry.article),
            language=self.foreign(entry.article),
            lead_language=self.lead_language(entry.article),
        )

    def lead_language(self, article: Article) -> str:
        """As `foreign`, of `lead`: a summary is in the archive's language, like all that records say themselves."""
        return "" if article.summary else self.foreign(article)

    def lead(self, entry: ArticleEntry) -> str:
        """The first words of an article's summary, else of its body; plain, at most `LEAD_LENGTH` characters."""
        if entry.article.summary:
            return self.markdown.lead(entry.article.summary)
        return entry.annotated.lead

    def counts(self, entry: ArticleEntry) -> tuple[str, ...]:
        """What an article has, in words: `2 people`, `1 place`, `5 claims`; nothing of which there is none."""
        actors = self.actors_of(entry)
        by_kind = Counter(self.index.actor_names[actor].kind for actor in actors)
        annotated = Counter(kind for kind, _ in self._annotated(entry))
        wanted = [(by_kind[kind], kind.value) for kind in ActorKind]
        wanted += [(annotated[kind], kind.value) for kind in AnnotationKind]
        return tuple(counted(count, noun) for count, noun in wanted if count)

    def actors_of(self, entry: ArticleEntry) -> Counter[ActorId]:
        """How often each actor is named in an article; 0 for those it is about without naming them."""
        named = Counter(entry.annotated.named)
        for actor in entry.article.actors:
            named[actor] += 0
        return named

    def _annotated(self, entry: ArticleEntry) -> set[tuple[AnnotationKind, str]]:
        """Each claim and note of an article once, however many passages it has there."""
        found = ((one.kind, one.id) for one in entry.annotated.annotations)
        whole = (
            (annotation_kind(record), str(record.id)) for record in self.index.whole_article.get(entry.article.id, ())
        )
        return {*found, *whole}

    def actor_item(self, actor: Actor) -> ActorItem:
        """An actor as indexes show it."""
        counts = self.index.mention_counts.get(actor.id, NOT_NAMED)
        return ActorItem(
            url=urls.actor(actor.kind, actor.id),
            name=actor.name,
            sort_name=actor.sort_name,
            one_line=self.one_line(actor, with_life=False) or self.markdown.lead(actor.summary, ONE_LINE),
            initials=collation.initials(actor.name),
            mentions=counts.mentions,
            articles=counts.articles,
            image=urls.file_url(f"media/{actor.image.file}") if actor.image else "",
            is_draft=is_draft(actor),
            is_review=is_review(actor),
        )

    def one_line(self, actor: Actor, *, with_life: bool) -> str:
        """Who an actor is, in a line: the role held last, and when it lived."""
        parts = [self._role(actor)] if actor.roles else []
        if with_life and (actor.born or actor.died):
            parts.append(dates.life_dates(actor.born, actor.died))
        return " · ".join(parts)

    def _role(self, actor: Actor) -> str:
        role = max(actor.roles, key=last_held)
        of = self.index.actor_names[role.of].name if role.of else ""
        words = [role.title, of if of not in role.title else ""]
        return ", ".join(filter(None, (*map(self.beside, words), dates.date_range(role.since, role.until))))

    def beside(self, words: str) -> str:
        """Words for a line of plain text, isolated where they run against the archive's language (UAX 9)."""
        return isolate_beside(words, self.index.site.language)

    # --- verdicts

    def verdict(self, verdict_id: VerdictId | None) -> VerdictView | None:
        """A verdict as it is shown; None where a claim has none."""
        return self.verdicts[verdict_id] if verdict_id else None

    def shares(self, claims: Sequence[Claim]) -> tuple[VerdictShare, ...]:
        """How the verdicts on these claims are spread, in the order of the scale."""
        counts = Counter(claim.verdict for claim in claims)
        return tuple(
            VerdictShare(self.verdict(verdict), counts[verdict], round(100 * counts[verdict] / len(claims), 2))
            for verdict in (*self.verdicts, None)
            if counts[verdict]
        )

    def claims_by_verdict(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims in the order of the scale, in each step newest first."""
        rank = {verdict: place for place, verdict in enumerate((*self.verdicts, None))}
        return sorted(newest_claims(claims), key=lambda claim: rank[claim.verdict])

    def verdict_groups(self, claims: Iterable[Claim]) -> tuple[VerdictGroup, ...]:
        """Claims in the order of `claims_by_verdict` under their verdicts."""
        groups: dict[VerdictId | None, list[Claim]] = {}
        for claim in claims:
            groups.setdefault(claim.verdict, []).append(claim)
        return tuple(VerdictGroup(self.verdict(key), self.claim_items(some)) for key, some in groups.items())

    # --- places and sources

    def passage(self, location: PassageLocation) -> PassageView:
        """A passage of a claim or note with its sentence, as lists show it."""
        article = self.article(location.entry)
        element = "" if location.lost else urls.annotation_element(location.annotation)
        return PassageView(
            article=article,
            date=location.entry.article.date,
            publisher=location.entry.article.publisher,
            url=urls.with_fragment(article.url, element) if element else article.url,
            excerpt=passage.excerpt if (passage := location.passage) else None,
            lost=location.lost,
            speakers=self.actors(location.target.speakers) if location.target else (),
            said=location.target.date if location.target else None,
        )

    def sources(self, sources: Iterable[Source]) -> tuple[SourceView, ...]:
        """The sources of a record."""
        return tuple(
            SourceView(s.title, s.url, s.publisher, s.date, s.accessed, s.archived_url, s.quote) for s in sources
        )


def annotation_kind(record: Claim | Note) -> AnnotationKind:
    """Whether this is a claim or a note."""
    return AnnotationKind.CLAIM if isinstance(record, Claim) else AnnotationKind.NOTE


def newest_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Claims newest first, the undated last."""
    by_id = sorted(claims, key=lambda claim: claim.id)
    return sorted(by_id, key=lambda claim: dates.date_order(claim.said), reverse=True)
