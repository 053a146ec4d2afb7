"""The front page, and the pages that lead to all others: lists and the search."""

from __future__ import annotations

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind
from sitegen.site.pages.page_records.list_parts import (
    ActorItem,
    ArticleItem,
    ClaimItem,
    CorrectionYear,
    LetterGroup,
    NoteItem,
    PeriodCount,
    TimelineYear,
    TopicItem,
    VerdictShare,
    VerdictView,
    YearGroup,
)
from sitegen.site.pages.page_records.page_frame import Frame, Link, NavLink, Pager
from sitegen.site.record_markdown import Html


class HomePage(FrozenRecord):
    """`home.html`"""

    frame: Frame
    counts: tuple[Link, ...]
    """`9 articles`, `14 people`, … each leading to its index."""
    articles: tuple[ArticleItem, ...]
    """The newest."""
    people: tuple[ActorItem, ...]
    """Those most present, of every kind."""
    topics: tuple[TopicItem, ...]
    """Without their children."""
    shares: tuple[VerdictShare, ...]
    """Of all claims, each leading to the page of its verdict."""
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty where all is of one year or undated."""


class ArticlesPage(FrozenRecord):
    """`articles.html`: all articles, newest first"""

    frame: Frame
    total: int | None
    """How many articles there are, on all pages of the list; None on all but the first, as every total of a list."""
    years: tuple[YearGroup, ...]
    """This page's part of them."""
    pager: Pager


class ActorsPage(FrozenRecord):
    """`actors.html`: all people, organizations or places, A to Z"""

    frame: Frame
    kind: ActorKind
    total: int | None
    """How many there are of this kind, on all pages of the list."""
    letters: tuple[LetterGroup, ...]
    """This page's part of the index."""
    index: tuple[Link, ...]
    """Every letter of the whole index, leading to where it begins; empty on all pages but the first."""
    is_a_to_z: bool
    """Whether the index has letters of the Latin alphabet alone; told on the first page."""
    others: tuple[Link, ...]
    """The indexes of the other kinds that the archive has; empty on all pages but the first."""
    pager: Pager


class TopicsPage(FrozenRecord):
    """`topics.html`: all topics as a tree"""

    frame: Frame
    total: int | None
    """How many topics there are, on all pages of the list and below others."""
    topics: tuple[TopicItem, ...]
    """This page's part of those that are below no other."""
    pager: Pager


class ClaimsPage(FrozenRecord):
    """`claims.html`: all claims, or those with one verdict, newest first"""

    frame: Frame
    total: int | None
    """On all pages of this list."""
    shares: tuple[VerdictShare, ...]
    """Of all claims of the archive, each leading to the page of its verdict; empty on all pages but the first."""
    verdict: VerdictView | None
    """Of a page of one verdict."""
    is_of_one: bool
    """Whether this is such a page; its verdict is None for the claims without one."""
    claims: tuple[ClaimItem, ...]
    """This page's part of them."""
    pager: Pager


class ScaleStep(FrozenRecord):
    """A step of the scale of verdicts."""

    element_id: str
    verdict: VerdictView
    count: int
    """How many claims have it."""
    url: str
    """Of the list of these; empty where there is none."""


class ScalePage(FrozenRecord):
    """`verdicts.html`: the scale by which claims are judged"""

    frame: Frame
    intro: Html
    """The archive's own words, from the prose page `verdicts`; may be empty."""
    steps: tuple[ScaleStep, ...]
    """In the order of the scale."""


class CorrectionsPage(FrozenRecord):
    """`corrections.html`: what was taken back, newest first"""

    frame: Frame
    total: int | None
    """How many corrections there are, on all pages of the list."""
    intro: Html
    """The archive's own words, from the prose page `corrections`; empty on all pages but the first, or without one."""
    years: tuple[CorrectionYear, ...]
    """This page's part of them."""
    pager: Pager


class TimelinePage(FrozenRecord):
    """`timeline.html`: all dated articles and claims, oldest first"""

    frame: Frame
    total: int | None
    """How much is dated, on all pages of the list."""
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty on all pages but the first, and where all is of one year."""
    index: tuple[Link, ...]
    """Every year, leading to where it begins; empty on all pages but the first."""
    years: tuple[TimelineYear, ...]
    """This page's part."""
    pager: Pager


class NotesPage(FrozenRecord):
    """`notes.html`: all context notes by title"""

    frame: Frame
    total: int | None
    """How many notes there are, on all pages of the list."""
    notes: tuple[NoteItem, ...]
    """This page's part of them."""
    pager: Pager


class Facet(FrozenRecord):
    """One way to narrow a search down."""

    name: str
    """In the index, and in the address of the page."""
    label: str
    """For readers."""
    whole: str
    """The choice that leaves nothing out."""


class SearchPage(FrozenRecord):
    """`search.html`"""

    frame: Frame
    is_indexed: bool
    """False in the preview of a large archive, which makes no index."""
    facets: tuple[Facet, ...]
    sections: tuple[NavLink, ...]
    """The indexes, which lead to everything without a search."""
