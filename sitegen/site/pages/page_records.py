"""The page records: all that a template shows, one type for each kind of page, and no HTML but what authors wrote.

Every `url` is a path from the site's root, percent-encoded (`people/ana-reyes/`), or absolute; templates put `root`
before the former. An unchanged record is an unchanged page.

A `language` is that of words of an article, a BCP 47 tag; empty where it is the archive's, which every page says of
itself (`{{ item.language | lang }}`). Names are in whatever language: templates put them into a `<bdi>`.

Everywhere a `frame` is what stands around the page, and an `element_id` is the id of an element. A `date` is None, and
a `publisher` is empty, where none is known. `is_draft` says that only a build with `--drafts` shows it.
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
    """From the site's root, or absolute."""
    is_absolute: bool
    """Whether `url` is absolute, and `root` is not to be put before it."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the archive itself."""

    title: str
    description: str
    """A plain sentence; may be empty."""
    navigation: tuple[NavLink, ...]
    """The menu, in its order."""
    footer: Html
    """What stands below every page; may be empty."""
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
    """What is to be seen on it; may be empty."""


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
    """Of an article; empty on all other pages."""
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
    """Of the page itself; empty for the front page."""
    title: str
    """Plain words, for `<title>` and headings."""
    description: str
    """One or two plain sentences; may be empty."""
    section: str
    """URL of the menu's entry that this page belongs to; empty for none."""
    language: str
    """Of the page: the archive's."""
    crumbs: tuple[Link, ...] = ()
    """From the top down, without the page itself; empty for pages of the first level."""
    is_draft: bool = False
    is_listed: bool = True
    """Whether search engines may list it: not a stand-in for something that is not there."""
    meta: Meta = Meta()
    """What it tells machines."""
    title_language: str = ""
    """Of `title`."""
    description_language: str = ""
    """Of `description`."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in a list that goes over several."""

    number: int
    """From 1."""
    total: int
    """How many pages the list goes over, at least 1."""
    previous: str
    """URL; empty on the first page."""
    next: str
    """URL; empty on the last page."""


# --- parts of pages ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A step of the scale, as it is shown beside a claim."""

    id: str
    """By which the archive's scale names it."""
    label: str
    definition: str
    """What it says of a claim; may be empty."""
    tone: Tone
    """By which the theme colours it."""
    shape: str
    """`disc`, `half`, `crossed`, `dotted` or `split`: the sign that stands before the label."""
    rating: str
    """Its number as the author wrote it, `2` or `2/5`; may be empty."""


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """One stretch of a bar of verdicts."""

    verdict: VerdictView | None
    """None = claims without a verdict."""
    count: int
    """How many claims have it."""
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
    """When it was said."""
    verdict: VerdictView | None
    """None = not judged yet."""
    articles: tuple[Link, ...]
    """Those it stands in."""
    is_draft: bool
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The claims that share a verdict."""

    verdict: VerdictView | None
    """None = not judged yet."""
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
    """When it was published."""
    publisher: str
    """May be empty."""
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
    """By which lists are ordered: `Reyes, Ana`."""
    one_line: str
    """The latest role, or the first words of the summary; may be empty."""
    initials: str
    """At most two letters, for where there is no picture."""
    mentions: int
    """How often articles name it."""
    articles: int
    """How many articles name it."""
    image: str = ""
    """URL of a picture; empty where there is none."""
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Entries of an index that begin alike."""

    letter: str
    """As the archive's language orders names: `A`, `Ch`, `#`."""
    actors: tuple[ActorItem, ...]
    element_id: str
    """The same on every page that the letter goes over."""


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A topic in a list."""

    url: str
    name: str
    lead: str
    """The first words of its summary, plain; may be empty."""
    articles: int
    """How many articles it has."""
    claims: int
    """How many claims it has."""
    children: tuple[TopicItem, ...]
    """The topics below it, A to Z; empty where a list shows none."""
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
    """Absolute; may be empty."""
    publisher: str
    """May be empty."""
    date: Date | None
    accessed: Date | None
    """When it was read."""
    archived_url: str
    """Of a copy, absolute; may be empty."""
    quote: str
    """Its words that matter; may be empty."""


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
    """Of the article; may be empty."""
    is_continued: bool
    """Whether the article's first mentions stand on the list's page before this."""
    mentions: tuple[MentionView, ...]
    """In the order of the article, one for each sentence."""


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
    """Of the article."""
    publisher: str
    """Of the article; may be empty."""
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
    """The headline of an article, the statement of a claim."""
    url: str
    by: tuple[str, ...] = ()
    """The publisher of an article, the speakers of a claim."""
    is_draft: bool = False
    language: str = ""
    """Of an article's headline."""


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What is of one year, oldest first."""

    year: str
    """For readers: `1961`, `44 BC`."""
    element_id: str
    """For links to the year; the same on every page that it goes over."""
    articles: int
    claims: int
    """Both of the whole year, also where it goes over several pages of the list."""
    items: tuple[TimelineItem, ...]
    """Those of this page of the list."""


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How much there is of one stretch of time."""

    label: str
    """`2017`, `Nov 2017`, `1850s`."""
    articles: int
    """How many articles are of it."""
    claims: int
    """How many claims are of it."""


# --- article ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """A claim or note beside the words it is about."""

    kind: AnnotationKind
    element_id: str
    """Of its contents, for links to it."""
    target_id: str
    """The element of its first words; empty where it speaks of the whole article."""
    number: int
    """As its marker in the text; 0 where it speaks of the whole article."""
    speakers: tuple[Link, ...]
    """Of a claim; empty = the article's own voice."""
    statement: str
    """The claim, or the note's title."""
    verdict: VerdictView | None
    """Of a claim; None = not judged, or a note."""
    text: str
    """The first words of the reasoning or of the note, plain; may be empty."""
    url: str
    """Of the claim's or note's own page."""
    sources: int
    """How many the record has."""
    is_draft: bool
    first: Link | None = None
    """The number of the card of the same record that says all of it, where this one does not."""
    old_elements: tuple[str, ...] = ()
    """What the place was called while the record had other ids; links to these lead to the card."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article with the cards that stand beside it."""

    html: Html
    """One element of the article, with the marks of passages and names in it."""
    cards: tuple[Card, ...]
    """In the order of their markers."""
    is_dense: bool
    """More cards than the margin holds beside this block: they are folded on wide screens too."""


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of an article's table of contents."""

    level: int
    """Of the heading, 2 to 6."""
    element_id: str
    """Of the heading."""
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
    """All of it; may go over several lines."""
    pieces: tuple[Piece, ...] = ()
    """The same as it reads to people, one after the other; empty for a form that only programs read."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`article.html`"""

    frame: Frame
    headline: Html
    """With the marks of passages and names in it."""
    headline_cards: tuple[Card, ...]
    """Of annotations whose words are in the headline."""
    whole_cards: tuple[Card, ...]
    """Of annotations of the article as a whole."""
    blocks: tuple[Block, ...]
    """The body, in its order."""
    contents: tuple[Contents, ...]
    """Empty where the article has fewer than three headings."""
    date: Date | None
    publisher: str
    authors: tuple[str, ...]
    url: str
    """Where it was published; absolute, may be empty."""
    archived_url: str
    """Of a copy, absolute; may be empty."""
    rights: str
    """Who holds them, in the author's words; may be empty."""
    sha256: str
    """Of the seed's bytes, in hexadecimal."""
    text_language: str
    """Of the article's own text, also where it is the archive's."""
    summary: Html
    """May be empty."""
    topics: tuple[Link, ...]
    counts: tuple[str, ...]
    """`6 people`, `4 organizations`, `5 claims`, `4 notes`."""
    people: tuple[Companion, ...]
    organizations: tuple[Companion, ...]
    places: tuple[Companion, ...]
    """In all three `articles` counts the mentions in this article; 0 = it is about them without naming them."""
    newer: Link | None
    """The next article in the list of all; None on the newest."""
    older: Link | None
    """The one after it; None on the oldest."""
    linked_from: tuple[Link, ...]
    """The articles whose own links lead here, newest first."""
    citations: tuple[Citation, ...]
    """The one in words first."""


# --- actors, topics, claims, notes ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleView:
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


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture of an actor."""

    url: str
    alt: str
    credit: str
    """Who made it; may be empty."""
    rights: str
    """May be empty."""


@dataclass(frozen=True, slots=True)
class RelatedActor:
    """An actor that an author tied to this one."""

    relation: str
    """How, in the author's words."""
    actor: Link


@dataclass(frozen=True, slots=True)
class ActorPage:
    """`actor.html`"""

    frame: Frame
    kind: ActorKind
    name: str
    one_line: str
    """The role held last, and when it lived; may be empty."""
    aliases: tuple[str, ...]
    """Other names."""
    born: Date | None
    died: Date | None
    summary: Html
    """Empty from the second page of the list on, as `body` and `image`."""
    body: Html
    image: ImageView | None
    roles: tuple[RoleView, ...]
    """Newest first."""
    mention_count: int
    """On all pages of the list."""
    article_count: int
    """How many articles name it."""
    years: tuple[MentionYear, ...]
    """The mentions of this page of the list, newest first."""
    about_articles: tuple[ArticleItem, ...]
    """Articles that are about the actor without naming it."""
    shares: tuple[VerdictShare, ...]
    """Of the claims the actor made."""
    claims_made: tuple[VerdictGroup, ...]
    """This page's part of them, in the order of the scale."""
    claims_about: tuple[ClaimItem, ...]
    """This page's part of them, in the order of the scale."""
    claims_reported: tuple[ClaimItem, ...]
    """What others said, as this actor reported it."""
    notes: tuple[NoteItem, ...]
    """This page's part of them, A to Z."""
    companions: tuple[Companion, ...]
    """Who shares most articles with it, the most first."""
    topics: tuple[Link, ...]
    related: tuple[RelatedActor, ...]
    """In the author's order."""
    same_as: tuple[str, ...]
    """Absolute URLs of pages about the same one."""
    sources: tuple[SourceView, ...]
    """Empty from the second page of the list on."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`topic.html`"""

    frame: Frame
    name: str
    summary: Html
    """Empty from the second page of the list on, as `body`."""
    body: Html
    parent: Link | None
    children: tuple[Link, ...]
    """The topics below it, A to Z."""
    related: tuple[Link, ...]
    """Topics that its author tied to it, A to Z."""
    article_count: int
    """On all pages of the list."""
    articles: tuple[YearGroup, ...]
    """This page's part of them, newest first."""
    actors: tuple[Companion, ...]
    """Who is named in most of its articles, the most first."""
    claims: tuple[ClaimItem, ...]
    """This page's part of them, in the order of the scale."""
    shares: tuple[VerdictShare, ...]
    """Of all its claims."""
    notes: tuple[NoteItem, ...]
    """This page's part of them, A to Z."""
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
    """The one that was given then; None = none was left."""
    why: str
    """In the author's words; may be empty."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
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
    """When it was said."""
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


@dataclass(frozen=True, slots=True)
class NotePage:
    """`note.html`"""

    frame: Frame
    title: str
    body: Html
    """Empty from the second page of the list on."""
    passages: tuple[PassageView, ...]
    """This page's part of the places it explains."""
    passage_count: int
    """On all pages of the list."""
    sources: tuple[SourceView, ...]
    actors: tuple[Link, ...]
    """Whom it is about."""
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
    """How many articles there are, on all pages of the list."""
    years: tuple[YearGroup, ...]
    """This page's part of them."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """`actors.html`: all people, organizations or places, A to Z"""

    frame: Frame
    kind: ActorKind
    total: int
    """How many there are of this kind, on all pages of the list."""
    letters: tuple[LetterGroup, ...]
    """This page's part of the index."""
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
    """How many topics there are, on all pages of the list and below others."""
    topics: tuple[TopicItem, ...]
    """This page's part of those that are below no other."""
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
    """How much is dated, on all pages of the list."""
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty on all pages but the first, and where all is of one year."""
    index: tuple[Link, ...]
    """Every year, leading to where it begins."""
    years: tuple[TimelineYear, ...]
    """This page's part."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class NotesPage:
    """`notes.html`: all context notes by title"""

    frame: Frame
    total: int
    """How many notes there are, on all pages of the list."""
    notes: tuple[NoteItem, ...]
    """This page's part of them."""
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
    """Of all claims, each leading to the page of its verdict."""
    periods: tuple[PeriodCount, ...]
    """By year or longer, without a gap; empty where all is of one year or undated."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search down."""

    name: str
    """In the index, and in the address of the page."""
    label: str
    """For readers."""
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
    """The first places of what is in several."""
    lost: str = ""
    """The words that were not found; empty otherwise."""
    is_draft: bool = False
    language: str = ""
    """Of the lost words."""


@dataclass(frozen=True, slots=True)
class TaskList:
    """What is to be mended in one way."""

    element_id: str
    """For links to the list."""
    title: str
    advice: str
    """What to do about it, in a sentence."""
    total: int
    """How many there are, also where not all are listed."""
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
    """Without folder: `claims.jsonl`."""
    url: str
    description: str
    """What is in it, in a sentence."""
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
    """The page as it is called now."""


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
