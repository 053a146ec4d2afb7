"""The tables of the index: what page makers see of the archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    Archive,
    Article,
    ArticleBody,
    ArticleId,
    Claim,
    ClaimId,
    Mention,
    Note,
    NoteId,
    PageId,
    ProsePage,
    Site,
    Topic,
    TopicId,
)
from sitegen.site.index.passage_locations import ArticleEntry, PassageLocation
from sitegen.site.index.read_log import ReadLog
from sitegen.site.index.verdict_changes import VerdictChange


class ActorName(NamedTuple):
    """What links show of an actor, and where they lead."""

    id: ActorId
    name: str
    kind: ActorKind


class ActorMentions(FrozenRecord):
    """All mentions of an actor in one article."""

    entry: ArticleEntry
    actor: ActorId
    count: int
    """How many there are."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """In the order of the text."""
        return tuple(one for one in self.entry.annotated.mentions if one.actor == self.actor)


class MentionCounts(NamedTuple):
    """How often an actor is named: all that lists of actors show of it."""

    articles: int
    mentions: int


NOT_NAMED: Final = MentionCounts(0, 0)


class AnnotationCounts(NamedTuple):
    """How much stands in an article."""

    mentions: int
    passages: int
    """Of claims and notes, as far as they were found."""


class SiteIndex(FrozenRecord):
    """The archive as readers go through it. Mappings hold no empty lists; look up with `.get(key, ())`.

    Whatever is read here while a page is made is noted in `log`: so it is known which pages a change concerns.
    """

    site: Site
    """The settings, on which every page depends."""
    log: ReadLog
    whole: Archive
    """As readers see it, for what makes no page."""
    in_order: tuple[ArticleEntry, ...]
    """As `entries`, for what makes no page."""
    articles: Mapping[ArticleId, ArticleEntry]
    """Those that readers see."""
    bodies: Mapping[ArticleId, ArticleBody]
    """The articles' own words."""
    actors: Mapping[ActorId, Actor]
    topics: Mapping[TopicId, Topic]
    """Like `claims` and `notes` those that readers see."""
    claims: Mapping[ClaimId, Claim]
    notes: Mapping[NoteId, Note]
    mentions: Mapping[ActorId, tuple[ActorMentions, ...]]
    """Newest article first."""
    mention_counts: Mapping[ActorId, MentionCounts]
    """Of those who are named."""
    annotation_counts: Mapping[ArticleId, AnnotationCounts]
    about: Mapping[ActorId, tuple[ArticleEntry, ...]]
    """Articles that are said to be about an actor but do not name it."""
    co_mentions: Mapping[ActorId, tuple[tuple[ActorId, int], ...]]
    """Who shares articles with an actor, and how many; the most first."""
    topic_entries: Mapping[TopicId, tuple[ArticleEntry, ...]]
    """The articles of a topic, newest first."""
    topic_actors: Mapping[TopicId, tuple[tuple[ActorId, int], ...]]
    """Who stands in a topic's articles, and in how many; the most first."""
    topic_claims: Mapping[TopicId, tuple[Claim, ...]]
    """The claims of a topic, in the archive's order, as all claims and notes below."""
    topic_notes: Mapping[TopicId, tuple[Note, ...]]
    topic_children: Mapping[TopicId, tuple[Topic, ...]]
    """The topics right below one."""
    claims_made: Mapping[ActorId, tuple[Claim, ...]]
    """By speaker."""
    claims_about: Mapping[ActorId, tuple[Claim, ...]]
    """By whom they speak of."""
    claims_reported: Mapping[ActorId, tuple[Claim, ...]]
    """By who passed on what somebody else said."""
    actor_notes: Mapping[ActorId, tuple[Note, ...]]
    claim_locations: Mapping[ClaimId, tuple[PassageLocation, ...]]
    """Of every claim, also of one that stands nowhere: then an empty tuple."""
    note_locations: Mapping[NoteId, tuple[PassageLocation, ...]]
    """Of every note, as of claims."""
    whole_article: Mapping[ArticleId, tuple[Claim | Note, ...]]
    """Annotations of an article as a whole."""
    actor_names: Mapping[ActorId, ActorName]
    """What links to an actor show of it: more pages read this than anything else, and it seldom changes."""
    topic_names: Mapping[TopicId, str]
    """The same of topics."""
    by_name: Mapping[str, Actor]
    """Each actor by its name."""
    linked_from: Mapping[ArticleId, tuple[ArticleEntry, ...]]
    """The other articles whose own links lead to an article, newest first."""
    related_claims: Mapping[ClaimId, tuple[tuple[str, tuple[Claim, ...]], ...]]
    """The claims tied to a claim from either end, under the words for that end."""
    corrections: Mapping[ClaimId, tuple[VerdictChange, ...]]
    """The changes of verdicts and words of each claim that has any, oldest first."""
    withdrawn: Mapping[str, Article | Claim | Note]
    """What was taken back, by kind and id (`withdrawn_key`), as readers are told of it."""
    prose: Mapping[PageId, ProsePage]
    """The archive's own prose, as far as readers see it."""

    @property
    def archive(self) -> Archive:
        """The archive as readers see it: a page that asks for it is made again after every change."""
        self.log.note("archive")
        return self.whole

    @property
    def entries(self) -> tuple[ArticleEntry, ...]:
        """All articles, newest first; the undated last."""
        self.log.note("entries")
        return self.in_order
