"""The page records: all that a template shows, one type for each kind of page, and no HTML but what authors wrote.

Every `url` is a path from the site's root, percent-encoded (`people/ana-reyes/`), or absolute; templates put `root`
before the former. An unchanged record is an unchanged page.

A `language` is that of words of an article, a BCP 47 tag; empty where it is the archive's, which every page says of
itself (`{{ item.language | lang }}`). Names are in whatever language: templates put them into a `<bdi>`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.core.model import ActorKind, AnnotationKind, Date, Excerpt, Tone
from sitegen.site.anchor_report import AnchorCounts
from sitegen.site.record_markdown import Html


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str
    """Empty = the words lead nowhere (a record that readers do not see)."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of the menu."""

    text: str
    url: str
    is_absolute: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the archive itself."""

    title: str
    description: str
    navigation: tuple[NavLink, ...]
    footer: Html
    publisher: Link | None
    """Its URL is absolute, or empty."""
    preview_digits: int = 0
    """As in `urls.preview_digits`."""
    base_url: str = ""
    """Where the site stands, for what must be absolute; ends in a slash, or is empty: then there are no feeds."""
    logo: MetaImage | None = None
    """Of the publisher."""
    editors: Link | None = None
    """The page for the archive's editors; None in a site without drafts, which has no such page."""


@dataclass(frozen=True, slots=True)
class MetaImage:
    """A picture that stands for a page where it is shared."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class MetaField:
    """A field of an article's citation, as reference managers read it."""

    name: str
    """`citation_title`, `citation_author` …"""
    content: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of a page tells machines, beyond what `Frame` tells everybody."""

    kind: str = "website"
    """`website`, `article` or `profile`, as Open Graph names them."""
    image: MetaImage | None = None
    """None = the publisher's logo, where there is one."""
    feed: str = ""
    """URL of the page's own Atom feed."""
    citation: tuple[MetaField, ...] = ()
    linked_data: str = ""
    """JSON-LD; shown by the filter `ld`."""
    changed: Date | None = None
    """The newest date of what the page holds, for the sitemap."""
    text: str = ""
    """URL of an article's words alone, as plain text."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its contents."""

    url: str
    title: str
    """Plain words, for `<title>` and headings."""
    description: str
    """One or two plain sentences; may be empty."""
    section: str
    """URL of the menu's entry that this page belongs to; empty for none."""
    language: str
    crumbs: tuple[Link, ...] = ()
    """From the top down, without the page itself; empty for pages of the first level."""
    is_draft: bool = False
    is_listed: bool = True
    """Whether search engines may list it: not a stand-in for something that is not there."""
    meta: Meta = Meta()
    title_language: str = ""
    description_language: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in a list that goes over several."""

    number: int
    """From 1."""
    total: int
    previous: str
    """URL; empty on the first page."""
    next: str
    """URL; empty on the last page."""


# --- parts of pages ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A step of the scale, as it is shown beside a claim."""

    id: str
    label: str
    definition: str
    tone: Tone
    shape: str
    """`disc`, `half`, `crossed`, `dotted` or `split`: the sign that stands before the label."""
    rating: str


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """One stretch of a bar of verdicts."""

    verdict: VerdictView | None
    """None = claims without a verdict."""
    count: int
    percent: float
    """Of all claims in the bar, 0 to 100."""
    url: str = ""
    """Of the page of all claims of this verdict; empty where the bar shows only some of them."""


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim in a list."""

    url: str
    statement: str
    speakers: tuple[Link, ...]
    """Empty = the article's own voice."""
    date: Date | None
    verdict: VerdictView | None
    articles: tuple[Link, ...]
    """Those it stands in."""
    is_draft: bool
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The claims that share a verdict."""

    verdict: VerdictView | None
    claims: tuple[ClaimItem, ...]


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A context note in a list."""

    url: str
    title: str
    lead: str
    """Its first words, plain."""
    places: int
    """How many passages it explains."""
    is_draft: bool


@dataclass(frozen=True, slots=True)
class ArticleItem:
    """An article in a list."""

    url: str
    title: str
    date: Date | None
    publisher: str
    lead: str
    """Its summary or first words, plain."""
    counts: tuple[str, ...]
    """What is annotated, in words: `5 claims`, `4 notes`, `6 people`."""
    is_draft: bool
    language: str = ""
    """Of the title."""
    lead_language: str = ""
    """Of the lead: a summary is in the archive's language."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Articles of one year in a list."""

    year: str
    """Empty = undated."""
    articles: tuple[ArticleItem, ...]


@dataclass(frozen=True, slots=True)
class ActorItem:
    """A person, organization or place in a list."""

    url: str
    name: str
    sort_name: str
    one_line: str
    """The latest role, or the first words of the summary; may be empty."""
    initials: str
    mentions: int
    articles: int
    image: str = ""
    """URL of a picture; empty where there is none."""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Entries of an index that begin alike."""

    letter: str
    actors: tuple[ActorItem, ...]
    element_id: str
    """The same on every page that the letter goes over."""


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A topic in a list."""

    url: str
    name: str
    lead: str
    articles: int
    claims: int
    children: tuple[TopicItem, ...]
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor that shares articles with another, or belongs to a topic."""

    name: str
    url: str
    kind: ActorKind
    articles: int
    """How many they share."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of a record."""

    title: str
    url: str
    publisher: str
    date: Date | None
    accessed: Date | None
    archived_url: str
    quote: str


@dataclass(frozen=True, slots=True)
class MentionView:
    """A sentence that names an actor, once or more often."""

    excerpt: Excerpt
    """With the first mention."""
    url: str
    """Of the very words in the article."""
    pieces: tuple[Link, ...] = ()
    """The same sentence with every mention in it, one piece after the other: those that are mentions have a URL."""


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The mentions of an actor in one article."""

    article: Link
    date: Date | None
    publisher: str
    is_continued: bool
    """Whether the article's first mentions stand on the list's page before this."""
    mentions: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True)
class MentionYear:
    """The articles of a year that mention an actor, newest first."""

    year: str
    """Empty = undated."""
    groups: tuple[MentionGroup, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A place that a claim or note speaks about."""

    article: Link
    date: Date | None
    publisher: str
    url: str
    """Of the very words, or of the article as a whole."""
    excerpt: Excerpt | None
    """None = the whole article, or words that were not found."""
    lost: str
    """The words that are not in the article (a build with `--keep-going`); empty otherwise."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something dated."""

    date: Date
    kind: str
    """`article` or `claim`."""
    text: str
    url: str
    by: tuple[str, ...] = ()
    """The publisher of an article, the speakers of a claim."""
    is_draft: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What is of one year, oldest first."""

    year: str
    element_id: str
    articles: int
    claims: int
    """Both of the whole year, also where it goes over several pages of the list."""
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How much there is of one stretch of time."""

    label: str
    """`2017`, `Nov 2017`, `1850s`."""
    articles: int
    claims: int


# --- article ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """A claim or note beside the words it is about."""

    kind: AnnotationKind
    element_id: str
    target_id: str
    """The element of its first words; empty where it speaks of the whole article."""
    number: int
    """As its marker in the text; 0 where it speaks of the whole article."""
    speakers: tuple[Link, ...]
    """Of a claim; empty = the article's own voice."""
    statement: str
    """The claim, or the note's title."""
    verdict: VerdictView | None
    text: str
    """The first words of the reasoning or of the note, plain; may be empty."""
    url: str
    """Of the claim's or note's own page."""
    sources: int
    is_draft: bool
    first: Link | None = None
    """The number of the card of the same record that says all of it, where this one does not."""
    old_elements: tuple[str, ...] = ()
    """What the place was called while the record had other ids; links to these lead to the card."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article with the cards that stand beside it."""

    html: Html
    cards: tuple[Card, ...]
    is_dense: bool
    """More cards than the margin holds beside this block: they are folded on wide screens too."""


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of an article's table of contents."""

    level: int
    element_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line that is made of several."""

    text: str
    is_ours: bool = False
    """Whether the theme's own words, and not somebody's: all others stand apart from what is beside them."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One form in which an article can be cited."""

    form: str
    """Its name, `BibTeX`."""
    text: str
    pieces: tuple[Piece, ...] = ()
    """The same as it reads to people, one after the other; empty for a form that only programs read."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`article.html`"""

    frame: Frame
    headline: Html
    headline_cards: tuple[Card, ...]
    """Of annotations whose words are in the headline."""
    whole_cards: tuple[Card, ...]
    """Of annotations of the article as a whole."""
    blocks: tuple[Block, ...]
    contents: tuple[Contents, ...]
    """Empty where the article has fewer than three headings."""
    date: Date | None
    publisher: str
    authors: tuple[str, ...]
    url: str
    """Where it was published; absolute, may be empty."""
    archived_url: str
    rights: str
    sha256: str
    text_language: str
    """Of the article's own text, also where it is the archive's."""
    summary: Html
    topics: tuple[Link, ...]
    counts: tuple[str, ...]
    """`6 people`, `4 organizations`, `5 claims`, `4 notes`."""
    people: tuple[Companion, ...]
    organizations: tuple[Companion, ...]
    places: tuple[Companion, ...]
    """In all three `articles` counts the mentions in this article; 0 = it is about them without naming them."""
    newer: Link | None
    older: Link | None
    linked_from: tuple[Link, ...]
    """The articles whose own links lead here, newest first."""
    citations: tuple[Citation, ...]


# --- actors, topics, claims, notes ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleView:
    """What an actor was, and when."""

    title: str
    of: Link | None
    years: str
    """`2010–2018`, `since 2017`; may be empty."""
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture of an actor."""

    url: str
    alt: str
    credit: str
    rights: str


@dataclass(frozen=True, slots=True)
class RelatedActor:
    """An actor that an author tied to this one."""

    relation: str
    actor: Link


@dataclass(frozen=True, slots=True)
class ActorPage:
    """`actor.html`"""

    frame: Frame
    kind: ActorKind
    name: str
    one_line: str
    aliases: tuple[str, ...]
    born: Date | None
    died: Date | None
    summary: Html
    body: Html
    image: ImageView | None
    roles: tuple[RoleView, ...]
    """Newest first."""
    mention_count: int
    article_count: int
    years: tuple[MentionYear, ...]
    """The mentions of this page of the list, newest first."""
    about_articles: tuple[ArticleItem, ...]
    """Articles that are about the actor without naming it."""
    shares: tuple[VerdictShare, ...]
    """Of the claims the actor made."""
    claims_made: tuple[VerdictGroup, ...]
    claims_about: tuple[ClaimItem, ...]
    claims_reported: tuple[ClaimItem, ...]
    """What others said, as this actor reported it."""
    notes: tuple[NoteItem, ...]
    companions: tuple[Companion, ...]
    topics: tuple[Link, ...]
    related: tuple[RelatedActor, ...]
    same_as: tuple[str, ...]
    sources: tuple[SourceView, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`topic.html`"""

    frame: Frame
    name: str
    summary: Html
    body: Html
    parent: Link | None
    children: tuple[Link, ...]
    related: tuple[Link, ...]
    article_count: int
    articles: tuple[YearGroup, ...]
    actors: tuple[Companion, ...]
    claims: tuple[ClaimItem, ...]
    shares: tuple[VerdictShare, ...]
    notes: tuple[NoteItem, ...]
    timeline: tuple[TimelineItem, ...]
    """Oldest first; empty where fewer than two things are dated."""
    periods: tuple[PeriodCount, ...]
    """The same in numbers, by month, year or longer, without a gap; empty where all is of one such time."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class RelatedClaims:
    """Claims that stand to this one in one way."""

    label: str
    """`Repeats`, `Repeated by`, `Contradicts` and so on: each tie has words for either end."""
    claims: tuple[ClaimItem, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """A change of verdict."""

    date: Date
    verdict: VerdictView | None
    why: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`claim.html`"""

    frame: Frame
    statement: str
    speakers: tuple[Link, ...]
    reported_by: tuple[Link, ...]
    about: tuple[Link, ...]
    date: Date | None
    verdict: VerdictView | None
    review: Html
    reviewed_by: str
    reviewed: Date | None
    passages: tuple[PassageView, ...]
    sources: tuple[SourceView, ...]
    related: tuple[RelatedClaims, ...]
    history: tuple[HistoryView, ...]
    """Oldest first."""
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotePage:
    """`note.html`"""

    frame: Frame
    title: str
    body: Html
    passages: tuple[PassageView, ...]
    """This page's part of the places it explains."""
    passage_count: int
    sources: tuple[SourceView, ...]
    actors: tuple[Link, ...]
    topics: tuple[Link, ...]
    pager: Pager


# --- the others -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextPage:
    """`page.html`: prose of the archive's own"""

    frame: Frame
    body: Html


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """`articles.html`: all articles, newest first"""

    frame: Frame
    total: int
    years: tuple[YearGroup, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """`actors.html`: all people, organizations or places, A to Z"""

    frame: Frame
    kind: ActorKind
    total: int
    letters: tuple[LetterGroup, ...]
    index: tuple[Link, ...]
    """Every letter of the whole index, leading to where it begins."""
    is_a_to_z: bool
    """Whether the index has letters of the Latin alphabet alone."""
    others: tuple[Link, ...]
    """The indexes of the other kinds that the archive has."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """`topics.html`: all topics as a tree"""

    frame: Frame
    total: int
    topics: tuple[TopicItem, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """`claims.html`: all claims by verdict, or those of one"""

    frame: Frame
    total: int
    """On all pages of this list."""
    shares: tuple[VerdictShare, ...]
    """Of all claims of the archive, each leading to the page of its verdict."""
    verdict: VerdictView | None
    """Of a page of one verdict."""
    is_of_one: bool
    """Whether this is such a page; its verdict is None for the claims without one."""
    claims: tuple[ClaimItem, ...]
    """In the order of the scale."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """`timeline.html`: all dated articles and claims, oldest first"""

    frame: Frame
    total: int
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty on all pages but the first, and where all is of one year."""
    index: tuple[Link, ...]
    """Every year, leading to where it begins."""
    years: tuple[TimelineYear, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class NotesPage:
    """`notes.html`: all context notes by title"""

    frame: Frame
    total: int
    notes: tuple[NoteItem, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class HomePage:
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
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty where all is of one year or undated."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search down."""

    name: str
    """In the index, and in the address of the page."""
    label: str
    whole: str
    """The choice that leaves nothing out."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`search.html`"""

    frame: Frame
    is_indexed: bool
    """False in the preview of a large archive, which makes no index."""
    facets: tuple[Facet, ...]
    sections: tuple[NavLink, ...]
    """The indexes, which lead to everything without a search."""


@dataclass(frozen=True, slots=True)
class Example:
    """A place that a task is about, in its sentence."""

    article: Link
    excerpt: Excerpt
    url: str
    """Of the very words."""
    file: str
    """The article's record."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that an editor may want to mend."""

    what: Link
    """Its URL is that of the place concerned; empty where there is none."""
    facts: tuple[str, ...]
    """What is the matter, in a few words each."""
    links: tuple[Link, ...]
    """The records that have to do with it."""
    file: str = ""
    """The file to edit, with the line where it is known; empty where the examples have theirs."""
    examples: tuple[Example, ...] = ()
    lost: str = ""
    """The words that were not found; empty otherwise."""
    is_draft: bool = False
    language: str = ""
    """Of the lost words."""


@dataclass(frozen=True, slots=True)
class TaskList:
    """What is to be mended in one way."""

    element_id: str
    title: str
    advice: str
    """What to do about it, in a sentence."""
    total: int
    tasks: tuple[Task, ...]
    """At most as many as a page of a list has."""


@dataclass(frozen=True, slots=True)
class EditorsPage:
    """`editors.html`: what an archive's editors may want to mend; only in a build with drafts"""

    frame: Frame
    lists: tuple[TaskList, ...]
    """Those with nothing to mend included."""
    passages: tuple[AnchorCounts, ...]
    """The files in which not all are exact; at most as many as a page of a list has."""
    unsound: int
    """How many such files there are."""
    whole: AnchorCounts
    """Of all files."""
    files: int
    """How many files have passages."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of `data/`."""

    name: str
    url: str
    description: str
    count: int
    """Of its records."""


@dataclass(frozen=True, slots=True)
class DataPage:
    """`data.html`: what can be downloaded"""

    frame: Frame
    files: tuple[DataFile, ...]
    """Those that hold something."""
    package: str
    """URL of the descriptor, which says what each column holds."""


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`404.html`: served at any depth, so its links go by `base_url` or from the host's root"""

    frame: Frame


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """`withdrawn.html`: keeps the address of a record that was taken back"""

    frame: Frame
    kind: str
    """`article`, `claim`, `note` or `page`."""
    reason: Html
    """May be empty."""


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """`redirect.html`: an old address that leads to the new one in one hop"""

    frame: Frame
    target: Link


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
