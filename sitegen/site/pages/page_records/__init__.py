"""The page records: all that a template shows, one type for each kind of page, and no HTML but what authors wrote.

Every `url` is a path from the site's root, percent-encoded (`people/ana-reyes/`), or absolute; templates put `root`
before the former. An unchanged record is an unchanged page.

A `language` is that of words of an article, a BCP 47 tag; empty where it is the archive's, which every page says of
itself (`{{ item.language | lang }}`). Names are in whatever language: templates put them into a `<bdi>`.

Everywhere a `frame` is what stands around the page, and an `element_id` is the id of an element. A `date` is None, and
a `publisher` is empty, where none is known. `is_draft` says that only a build with `--drafts` shows it; with
`is_review` it is finished, and waits for somebody who checks it.
"""

from __future__ import annotations

from sitegen.site.pages.page_records.article_record import ArticlePage, Block, Card, Citation, Contents, Piece
from sitegen.site.pages.page_records.index_pages import (
    ActorsPage,
    ArticlesPage,
    ClaimsPage,
    CorrectionsPage,
    Facet,
    HomePage,
    NotesPage,
    ScalePage,
    ScaleStep,
    SearchPage,
    TimelinePage,
    TopicsPage,
)
from sitegen.site.pages.page_records.list_parts import (
    ActorItem,
    ArticleItem,
    ClaimItem,
    Companion,
    CorrectionView,
    CorrectionYear,
    LetterGroup,
    NoteItem,
    PassageView,
    PeriodCount,
    SourceView,
    TimelineItem,
    TimelineYear,
    TopicItem,
    VerdictGroup,
    VerdictShare,
    VerdictView,
    YearGroup,
)
from sitegen.site.pages.page_records.page_frame import (
    Frame,
    Link,
    Meta,
    MetaField,
    MetaImage,
    NavLink,
    Pager,
    PagerSection,
    SiteView,
)
from sitegen.site.pages.page_records.record_pages import (
    ActorPage,
    ClaimPage,
    HistoryView,
    ImageView,
    MentionGroup,
    MentionView,
    MentionYear,
    NotePage,
    RelatedActor,
    RelatedClaims,
    ReviewView,
    RoleView,
    TopicPage,
)
from sitegen.site.pages.page_records.special_pages import (
    DataFile,
    DataPage,
    EditorsPage,
    Example,
    NotFoundPage,
    RedirectPage,
    Task,
    TaskList,
    TextPage,
    WithdrawnPage,
)

__all__ = [
    "ActorItem",
    "ActorPage",
    "ActorsPage",
    "ArticleItem",
    "ArticlePage",
    "ArticlesPage",
    "Block",
    "Card",
    "Citation",
    "ClaimItem",
    "ClaimPage",
    "ClaimsPage",
    "Companion",
    "Contents",
    "CorrectionView",
    "CorrectionYear",
    "CorrectionsPage",
    "DataFile",
    "DataPage",
    "EditorsPage",
    "Example",
    "Facet",
    "Frame",
    "HistoryView",
    "HomePage",
    "ImageView",
    "LetterGroup",
    "Link",
    "MentionGroup",
    "MentionView",
    "MentionYear",
    "Meta",
    "MetaField",
    "MetaImage",
    "NavLink",
    "NotFoundPage",
    "NoteItem",
    "NotePage",
    "NotesPage",
    "Page",
    "Pager",
    "PagerSection",
    "PassageView",
    "PeriodCount",
    "Piece",
    "RedirectPage",
    "RelatedActor",
    "RelatedClaims",
    "ReviewView",
    "RoleView",
    "ScalePage",
    "ScaleStep",
    "SearchPage",
    "SiteView",
    "SourceView",
    "Task",
    "TaskList",
    "TextPage",
    "TimelineItem",
    "TimelinePage",
    "TimelineYear",
    "TopicItem",
    "TopicPage",
    "TopicsPage",
    "VerdictGroup",
    "VerdictShare",
    "VerdictView",
    "WithdrawnPage",
    "YearGroup",
]

Page = (
    ArticlePage
    | ActorPage
    | TopicPage
    | ClaimPage
    | NotePage
    | TextPage
    | ArticlesPage
    | ActorsPage
    | TopicsPage
    | ClaimsPage
    | ScalePage
    | CorrectionsPage
    | TimelinePage
    | NotesPage
    | HomePage
    | SearchPage
    | EditorsPage
    | DataPage
    | NotFoundPage
    | WithdrawnPage
    | RedirectPage
)
