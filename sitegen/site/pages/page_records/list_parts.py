"""What stands in lists of several kinds of page."""

from __future__ import annotations

from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, Date, Excerpt, Tone
from sitegen.site.pages.page_records.page_frame import Link
from sitegen.site.record_markdown import Html

_NO_HTML: Final = Html("")


class VerdictView(FrozenRecord):
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
    url: str = ""
    """Of its place on the page of the scale; empty where the archive has none."""


class CorrectionView(FrozenRecord):
    """What was taken back: a verdict, words about a claim, or a whole record."""

    kind: str
    """`verdict`, `words` or `withdrawn`."""
    date: Date | None
    record: str
    """What it was: `claim`, `article`, `note`."""
    what: Link
    """The claim with the place of the change on its page, or what its author calls a withdrawn record."""
    before: VerdictView | None
    """Of a verdict: None = not known."""
    verdict: VerdictView | None
    """The one from then on; None of a withdrawn record, or where there is none."""
    why: str = ""
    """Of a verdict or of words: in the author's words, plain; may be empty."""
    reason: Html = _NO_HTML
    """Of a withdrawn record; may be empty."""
    is_draft: bool = False
    is_review: bool = False


class CorrectionYear(FrozenRecord):
    """The corrections of a year, newest first."""

    year: str
    """Empty = undated."""
    corrections: tuple[CorrectionView, ...]


class VerdictShare(FrozenRecord):
    """One stretch of a bar of verdicts."""

    verdict: VerdictView | None
    """None = claims without a verdict."""
    count: int
    """How many claims have it."""
    percent: float
    """Of all claims in the bar, 0 to 100."""
    url: str = ""
    """Of the page of all claims of this verdict; empty where the bar shows only some of them."""


class ClaimItem(FrozenRecord):
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
    is_review: bool = False
    topics: tuple[Link, ...] = ()


class VerdictGroup(FrozenRecord):
    """The claims that share a verdict."""

    verdict: VerdictView | None
    """None = not judged yet."""
    claims: tuple[ClaimItem, ...]


class PassageView(FrozenRecord):
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
    speakers: tuple[Link, ...] = ()
    """Of a claim: who says it here, where its places have speakers of their own."""
    said: Date | None = None
    """When it was said here, where that is told of this place."""


class NoteItem(FrozenRecord):
    """A context note in a list."""

    url: str
    title: str
    lead: str
    """Its first words, plain."""
    places: int
    """How many passages it explains."""
    is_draft: bool
    is_review: bool = False
    topics: tuple[Link, ...] = ()
    """Of a note without a text; empty with one."""
    marked: PassageView | None = None
    """Its first passage, where it has no text."""


class ArticleItem(FrozenRecord):
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
    is_review: bool = False
    language: str = ""
    """Of the title."""
    lead_language: str = ""
    """Of the lead: a summary is in the archive's language."""


class YearGroup(FrozenRecord):
    """Articles of one year in a list."""

    year: str
    """Empty = undated."""
    articles: tuple[ArticleItem, ...]


class ActorItem(FrozenRecord):
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
    is_review: bool = False


class LetterGroup(FrozenRecord):
    """Entries of an index that begin alike."""

    letter: str
    """As the archive's language orders names: `A`, `Ch`, `#`."""
    actors: tuple[ActorItem, ...]
    element_id: str
    """The same on every page that the letter goes over."""


class TopicItem(FrozenRecord):
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
    is_review: bool = False


class Companion(FrozenRecord):
    """An actor that shares articles with another, or belongs to a topic."""

    name: str
    url: str
    kind: ActorKind
    articles: int
    """How many they share."""


class SourceView(FrozenRecord):
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


class TimelineItem(FrozenRecord):
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
    is_review: bool = False
    language: str = ""
    """Of an article's headline."""


class TimelineYear(FrozenRecord):
    """What is of one year, oldest first."""

    year: str
    """For readers: `1961`, `44 BC`."""
    element_id: str
    """For links to the year; the same on every page that it goes over."""
    articles: int
    claims: int
    """Both of the whole year; 0 where it goes over several pages of the list."""
    items: tuple[TimelineItem, ...]
    """Those of this page of the list."""


class PeriodCount(FrozenRecord):
    """How much there is of one stretch of time."""

    label: str
    """`2017`, `Nov 2017`, `1850s`."""
    articles: int
    """How many articles are of it."""
    claims: int
    """How many claims are of it."""
