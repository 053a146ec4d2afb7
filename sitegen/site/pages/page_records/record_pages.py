"""The pages of single actors, topics, claims and notes."""

from __future__ import annotations

from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, Date, Excerpt
from sitegen.site.pages.page_records.list_parts import (
    ArticleItem,
    ClaimItem,
    Companion,
    NoteItem,
    PassageView,
    PeriodCount,
    SourceView,
    TimelineItem,
    VerdictGroup,
    VerdictShare,
    VerdictView,
    YearGroup,
)
from sitegen.site.pages.page_records.page_frame import Frame, Link, NavLink, Pager
from sitegen.site.record_markdown import Html

_NO_HTML: Final = Html("")


class MentionView(FrozenRecord):
    """A sentence that names an actor, once or more often."""

    excerpt: Excerpt
    """With the first mention."""
    url: str
    """Of the very words in the article."""
    pieces: tuple[Link, ...] = ()
    """The same sentence with every mention in it, one piece after the other: those that are mentions have a URL."""


class MentionGroup(FrozenRecord):
    """The mentions of an actor in one article."""

    article: Link
    date: Date | None
    publisher: str
    """Of the article; may be empty."""
    is_continued: bool
    """Whether the article's first mentions stand on the list's page before this."""
    mentions: tuple[MentionView, ...]
    """In the order of the article, one for each sentence."""


class MentionYear(FrozenRecord):
    """The articles of a year that mention an actor, newest first."""

    year: str
    """Empty = undated."""
    groups: tuple[MentionGroup, ...]


class RoleView(FrozenRecord):
    """What an actor was, and when."""

    title: str
    of: Link | None
    """The organization or place."""
    years: str
    """`2010–2018`, `since 2017`; may be empty."""
    since: Date | None = None
    """None = not known."""
    until: Date | None = None
    """None = not ended, or not known."""


class ImageView(FrozenRecord):
    """A picture of an actor."""

    url: str
    alt: str
    credit: str
    """Who made it; may be empty."""
    rights: str
    """May be empty."""


class RelatedActor(FrozenRecord):
    """An actor that an author tied to this one."""

    relation: str
    """How, in the author's words."""
    actor: Link


class ActorPage(FrozenRecord):
    """`actor.html`: an actor with the beginning of each of its lists, or a later page with a part of one of them"""

    frame: Frame
    kind: ActorKind
    name: str
    years: tuple[MentionYear, ...]
    """The mentions of this page, newest first."""
    about_articles: tuple[ArticleItem, ...]
    """Articles that are about the actor without naming it."""
    claims_made: tuple[VerdictGroup, ...]
    """This page's part of them, in the order of the scale, as the other claims."""
    claims_about: tuple[ClaimItem, ...]
    claims_reported: tuple[ClaimItem, ...]
    """What others said, as this actor reported it."""
    notes: tuple[NoteItem, ...]
    """This page's part of them, A to Z."""
    pager: Pager
    one_line: str = ""
    """The role held last, and when it lived; may be empty. Empty on later pages, as all that follows."""
    aliases: tuple[str, ...] = ()
    """Other names."""
    born: Date | None = None
    died: Date | None = None
    summary: Html = _NO_HTML
    body: Html = _NO_HTML
    image: ImageView | None = None
    roles: tuple[RoleView, ...] = ()
    """Newest first."""
    mention_count: int | None = None
    """On all pages; None on later ones, as `article_count`."""
    article_count: int | None = None
    """How many articles name it."""
    shares: tuple[VerdictShare, ...] = ()
    """Of the claims the actor made."""
    companions: tuple[Companion, ...] = ()
    """Who shares most articles with it, the most first."""
    topics: tuple[Link, ...] = ()
    related: tuple[RelatedActor, ...] = ()
    """In the author's order."""
    same_as: tuple[str, ...] = ()
    """Absolute URLs of pages about the same one."""
    sources: tuple[SourceView, ...] = ()


class TopicPage(FrozenRecord):
    """`topic.html`: a topic with the beginning of each of its lists, or a later page with a part of one of them"""

    frame: Frame
    name: str
    articles: tuple[YearGroup, ...]
    """This page's part of them, newest first."""
    claims: tuple[ClaimItem, ...]
    """This page's part of them, in the order of the scale."""
    notes: tuple[NoteItem, ...]
    """This page's part of them, A to Z."""
    pager: Pager
    summary: Html = _NO_HTML
    """Empty on later pages, as all that follows."""
    body: Html = _NO_HTML
    parent: Link | None = None
    children: tuple[Link, ...] = ()
    """The topics below it, A to Z."""
    related: tuple[Link, ...] = ()
    """Topics that its author tied to it, A to Z."""
    article_count: int | None = None
    """On all pages; None on later ones."""
    actors: tuple[Companion, ...] = ()
    """Who is named in most of its articles, the most first."""
    shares: tuple[VerdictShare, ...] = ()
    """Of all its claims."""
    timeline: tuple[TimelineItem, ...] = ()
    """Oldest first; empty where fewer than two things are dated."""
    periods: tuple[PeriodCount, ...] = ()
    """The same in numbers, by month, year or longer, without a gap; empty where all is of one such time."""


class RelatedClaims(FrozenRecord):
    """Claims that stand to this one in one way."""

    label: str
    """`Repeats`, `Repeated by`, `Contradicts` and so on: each tie has words for either end."""
    claims: tuple[ClaimItem, ...]


class HistoryView(FrozenRecord):
    """A change of verdict, or of the words about the claim."""

    date: Date
    verdict: VerdictView | None
    """The one that was given then; None = it stayed as it was."""
    why: str
    """In the author's words; may be empty."""
    before: VerdictView | None = None
    """The one that stood until then, where another one was given; None = none, or it is not known."""
    element_id: str = ""


class ReviewView(FrozenRecord):
    """What another reviewer made of a claim."""

    element_id: str
    verdict: VerdictView | None
    by: NavLink | None
    """Who judged it; its URL may be empty. None = not said."""
    date: Date | None
    review: Html
    """The reasoning; may be empty."""


class ClaimPage(FrozenRecord):
    """`claim.html`"""

    frame: Frame
    statement: str
    speakers: tuple[Link, ...]
    """Empty = the article's own voice."""
    reported_by: tuple[Link, ...]
    """Who passed on what somebody else said."""
    about: tuple[Link, ...]
    """Of whom it speaks."""
    date: Date | None
    """When it was said; None also where each place has its own speakers and dates."""
    verdict: VerdictView | None
    """None = not judged yet."""
    review: Html
    """The reasoning; may be empty."""
    reviewed_by: str
    """Who judged it; may be empty."""
    reviewed: Date | None
    passages: tuple[PassageView, ...]
    """As the author listed them, then those that terms found."""
    sources: tuple[SourceView, ...]
    related: tuple[RelatedClaims, ...]
    """By the ties in the order of `index.RELATIONS`."""
    history: tuple[HistoryView, ...]
    """Oldest first."""
    topics: tuple[Link, ...]
    reviewer: NavLink | None = None
    """The same as `reviewed_by`, with a page about them where there is one."""
    reviews: tuple[ReviewView, ...] = ()
    """Those beside the one that is shown as the verdict, the newest first."""


class NotePage(FrozenRecord):
    """`note.html`: a note, or a later page with places that it explains"""

    frame: Frame
    title: str
    passages: tuple[PassageView, ...]
    """This page's part of the places it explains."""
    pager: Pager
    does_explain: bool = True
    """Whether it has a text; without one it marks its passages with its topics."""
    body: Html = _NO_HTML
    """Empty on later pages, as all that follows."""
    passage_count: int | None = None
    """On all pages; None on later ones."""
    sources: tuple[SourceView, ...] = ()
    actors: tuple[Link, ...] = ()
    """Whom it is about."""
    topics: tuple[Link, ...] = ()
    authors: tuple[NavLink, ...] = ()
    """Who wrote it, each with a page about them where there is one."""
    certainty: str = ""
    """`high`, `medium` or `low`; empty = not said."""
