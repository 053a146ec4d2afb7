"""The frozen records: every noun of the product.

What authors write (`Actor`, `Claim`, …) comes first, then what is found in the texts (`Span`, `Passage`, `Mention`).
A later state is a later type; nothing here is `None` until something else has run.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import total_ordering
from typing import Annotated, Final, NamedTuple, NewType, get_args

from msgspec.structs import FieldInfo

from sitegen.core import edtf
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem

ActorId = NewType("ActorId", str)
ArticleId = NewType("ArticleId", str)
ClaimId = NewType("ClaimId", str)
MemberId = NewType("MemberId", str)
NoteId = NewType("NoteId", str)
PageId = NewType("PageId", str)
TopicId = NewType("TopicId", str)
VerdictId = NewType("VerdictId", str)


NEEDED: Final = "needed"
"""Marks the type of a reference that need not be given: one that leads nowhere takes its whole part away."""


def is_needed(field: FieldInfo) -> bool:
    """Whether a part of a record goes with the reference in this field, where that leads nowhere."""
    return field.required or NEEDED in get_args(field.type)


class Status(StrEnum):
    """Whether readers see a record."""

    PUBLISHED = "published"
    DRAFT = "draft"
    REVIEW = "review"
    """Written, and waiting for somebody who checks it; as hidden as a draft."""
    WITHDRAWN = "withdrawn"

    @property
    def is_unfinished(self) -> bool:
        """Whether only a build with drafts shows the record."""
        return self in (Status.DRAFT, Status.REVIEW)


class ActorKind(StrEnum):
    """What an actor is; it also decides the folder of its page."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


class AnnotationKind(StrEnum):
    """What stands off from a text and points at words in it."""

    CLAIM = "claim"
    NOTE = "note"


class ReferenceKind(StrEnum):
    """What a reference leads to: a kind of record, a step of the scale, somebody of the team, a file of media."""

    ACTOR = "actor"
    ARTICLE = "article"
    CLAIM = "claim"
    TOPIC = "topic"
    VERDICT = "verdict"
    MEDIA = "media"
    MEMBER = "member"
    REVIEWER = "reviewer"
    """Somebody of the team or an actor, by name, if there is such a one; if not the name stands for itself."""


class MatchRule(StrEnum):
    """By which rule a mention was found."""

    NAME = "name"
    ALIAS = "alias"
    SURNAME = "surname"
    PINNED = "pinned"


class UnlinkedReason(StrEnum):
    """Why the words of a known name lead nowhere."""

    AMBIGUOUS = "ambiguous"
    """They fit several actors."""
    NOT_INTRODUCED = "not introduced"
    """They are the surname of somebody whom the article does not name in full before."""
    PINNED_ONLY = "pinned only"
    """The actor has `match: pinned`."""
    REFUSED = "refused"
    """The article's `not_mentions` say so."""


class Tone(StrEnum):
    """How a verdict leans: the shape and the colour of its sign."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Certainty(StrEnum):
    """How sure the author of a note is. Source: TEI P5, att.global.responsibility (`cert`)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceCheck(StrEnum):
    """What every source with an address should have, in archives that ask for it."""

    ARCHIVED_URL = "archived_url"
    ACCESSED = "accessed"


class RawHtml(StrEnum):
    """What becomes of HTML in Markdown."""

    ESCAPE = "escape"
    SANITIZE = "sanitize"


class MediaMetadata(StrEnum):
    """What becomes of what pictures tell besides what they show."""

    WARN = "warn"
    STRIP = "strip"
    KEEP = "keep"


class LinkMentions(StrEnum):
    """Which mentions of an actor in an article are links."""

    FIRST = "first"
    ALL = "all"


@total_ordering
class Date(FrozenRecord):
    """A date as exact as the author knew it; sorts by calendar, as it is shown."""

    iso: str
    """As it was typed: EDTF of level 0 or 1. One with a time is `2017-11-16T09:00:00-06:00`, in its own zone."""

    def __lt__(self, other: Date) -> bool:
        """By calendar."""
        return self.key < other.key

    @property
    def key(self) -> edtf.DateSortKey:
        """What it is sorted by; quicker than itself where there are very many."""
        return edtf.sort_key(self.iso)

    @property
    def point(self) -> edtf.DatePoint:
        """Where it stands in time: of an interval the beginning, or its end if the beginning is open or unknown."""
        return edtf.parse(self.iso).point

    @property
    def year(self) -> str:
        """The year that it stands under, as EDTF writes it: `2017`, `196X`, `-0044`."""
        return edtf.year_of(self.iso)

    @property
    def day(self) -> str:
        """The date without the time of day."""
        return self.iso.partition("T")[0]

    @property
    def plain(self) -> str:
        """The same as ISO 8601-1 has it, where that says no more and no less; else empty."""
        return edtf.iso_8601_1(self.iso)


class Markdown(FrozenRecord):
    """Markdown text of a record, in which `[[id]]` links."""

    text: str
    location: Location
    """Where the text begins, for problems with its links."""


class Withdrawal(FrozenRecord):
    """What readers are told of a record that was taken back."""

    why: Markdown | None = None
    date: Date | None = None
    """When it was taken back."""
    title: str = ""
    """By which readers may know what it was; empty = its author does not say."""


class Assignment(FrozenRecord):
    """Who is to check a record."""

    who: MemberId
    since: Date | None = None


class Source(FrozenRecord):
    """A work that a record rests on."""

    title: str
    url: str = ""
    publisher: str = ""
    date: Date | None = None
    accessed: Date | None = None
    archived_url: str = ""
    quote: str = ""
    location: Location = Location("")


class Quote(FrozenRecord):
    """The author's words for a passage."""

    exact: str
    """The words, or where `until` is given the first words of a long stretch."""
    location: Location
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 0
    """Counted from 1 among the hits that prefix and suffix leave; 0 = not given."""
    until: str = ""
    """The last words of a stretch that is given by its two ends; empty otherwise."""


class AnnotationTarget(FrozenRecord):
    """A place an annotation speaks about: words of an article, or the whole of it."""

    article: ArticleId
    location: Location
    quote: Quote | None = None
    """None = the whole article."""
    speakers: tuple[ActorId, ...] = ()
    """Of a claim: who says it here; empty = as in its other places, or the article itself."""
    date: Date | None = None
    """When it was said here."""


class ManualMention(FrozenRecord):
    """An author's decision that these words mean this actor."""

    text: str
    actor: ActorId
    location: Location
    occurrence: int = 0
    """Counted from 1; 0 = every occurrence in the article."""


class NotMention(FrozenRecord):
    """An author's decision that these words are no mention."""

    text: str
    location: Location
    actor: Annotated[ActorId | None, NEEDED] = None
    """None = of anybody."""


class Article(FrozenRecord):
    """What is known about a seed."""

    id: ArticleId
    location: Location
    """The record, or the seed where it has none."""
    seed: str
    """Path below `seeds/`, with forward slashes."""
    title: str = ""
    """As given by the author; empty = the seed tells it."""
    date: Date | None = None
    publisher: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    archived_url: str = ""
    rights: str = ""
    language: str = ""
    topics: tuple[TopicId, ...] = ()
    actors: tuple[ActorId, ...] = ()
    summary: Markdown | None = None
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""
    sha256: str = ""
    """As the author demands it; empty = not demanded."""
    mentions: tuple[ManualMention, ...] = ()
    not_mentions: tuple[NotMention, ...] = ()
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""
    assigned: tuple[Assignment, ...] = ()
    """Who is to check it; readers are not told."""


class Role(FrozenRecord):
    """What an actor was, and when."""

    title: str
    of: ActorId | None = None
    since: Date | None = None
    """The key is `from` in YAML."""
    until: Date | None = None
    """The key is `to` in YAML."""


class Image(FrozenRecord):
    """A picture of an actor."""

    file: str
    """Path below `content/media/`."""
    alt: str
    location: Location
    credit: str = ""
    rights: str = ""


class Relation(FrozenRecord):
    """How an actor stands to another."""

    actor: ActorId
    relation: str


class Actor(FrozenRecord):
    """A person, an organization or a place."""

    id: ActorId
    location: Location
    name: str
    kind: ActorKind = ActorKind.PERSON
    sort_name: str = ""
    """Always given after loading: for a person the surname first, else the name."""
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    """The words that later mentions use, in the author's order; empty = no surname matching."""
    roles: tuple[Role, ...] = ()
    born: Date | None = None
    died: Date | None = None
    summary: Markdown | None = None
    body: Markdown | None = None
    same_as: tuple[str, ...] = ()
    image: Image | None = None
    topics: tuple[TopicId, ...] = ()
    related: tuple[Relation, ...] = ()
    sources: tuple[Source, ...] = ()
    is_pinned_only: bool = False
    """`match: pinned`: only an article's `mentions` name this actor."""
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""
    status: Status | None = None
    """None = not said: readers see it unless only what they do not see names it (`seen`)."""
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""


class TopicSpelling(NamedTuple):
    """How a record names a topic."""

    record: Location
    name: str
    place: Location


class Topic(FrozenRecord):
    """A subject; one that is only named has a name alone."""

    id: TopicId
    name: str
    location: Location
    summary: Markdown | None = None
    body: Markdown | None = None
    parent: TopicId | None = None
    related: tuple[TopicId, ...] = ()
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""
    status: Status | None = None
    """None = not said: readers see it unless only what they do not see names it (`seen`)."""
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""
    spellings: tuple[TopicSpelling, ...] = ()
    """Of a topic that is only named, and not always alike: in the order of the records. The first gives its name."""


class HistoryEntry(FrozenRecord):
    """A change of a claim's verdict, or of the words about it."""

    date: Date
    why: str
    verdict: VerdictId | None = None
    """From then on; None = the verdict stayed as it was."""
    was: VerdictId | None = None
    """Until then; None = that of the entry before."""


class Review(FrozenRecord):
    """What one of several reviewers made of a claim."""

    verdict: VerdictId | None = None
    review: Markdown | None = None
    reviewed_by: str = ""
    reviewed: Date | None = None


class Claim(FrozenRecord):
    """A statement, who made it, and how it holds up."""

    id: ClaimId
    location: Location
    claim: str
    """The statement in the editor's words, one sentence."""
    speakers: tuple[ActorId, ...] = ()
    """All who said it, wherever; empty = the article's own voice."""
    reported_by: tuple[ActorId, ...] = ()
    about: tuple[ActorId, ...] = ()
    passages: tuple[AnnotationTarget, ...] = ()
    date: Date | None = None
    topics: tuple[TopicId, ...] = ()
    verdict: VerdictId | None = None
    review: Markdown | None = None
    reviewed_by: str = ""
    reviewed: Date | None = None
    sources: tuple[Source, ...] = ()
    repeats: tuple[ClaimId, ...] = ()
    contradicts: tuple[ClaimId, ...] = ()
    supports: tuple[ClaimId, ...] = ()
    answers: tuple[ClaimId, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""
    assigned: tuple[Assignment, ...] = ()
    """Who is to check it; readers are not told."""
    reviews: tuple[Review, ...] = ()
    """Those beside the one that is shown as its verdict, the newest first."""

    @property
    def said(self) -> Date | None:
        """When it was said, for the first time where there are several."""
        return self.date or min((one.date for one in self.passages if one.date), default=None)


class Note(FrozenRecord):
    """What a reader needs to know to understand a passage."""

    id: NoteId
    location: Location
    title: str
    body: Markdown | None = None
    """None where its topics alone are said of its passages."""
    passages: tuple[AnnotationTarget, ...] = ()
    terms: tuple[str, ...] = ()
    """Words whose first occurrence in each article carries the note."""
    topics: tuple[TopicId, ...] = ()
    actors: tuple[ActorId, ...] = ()
    sources: tuple[Source, ...] = ()
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""
    assigned: tuple[Assignment, ...] = ()
    """Who is to check it; readers are not told."""
    authors: tuple[str, ...] = ()
    certainty: Certainty | None = None


class ProsePage(FrozenRecord):
    """A page of prose: about, method …"""

    id: PageId
    location: Location
    title: str
    body: Markdown
    summary: str = ""
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    """What is said of it since it was taken back."""
    formerly: tuple[str, ...] = ()
    """Old ids, the oldest first. Its own may stand before them: then feeds call it by that."""
    is_unlisted: bool = False
    """Whether search engines are asked not to list its page."""


class Verdict(FrozenRecord):
    """A step of the archive's scale."""

    id: VerdictId
    label: str
    definition: str
    tone: Tone
    rating: str = ""
    """As the author wrote it, `2` or `2/5`; empty = the step has no number."""


class Publisher(FrozenRecord):
    """Who publishes the archive."""

    name: str
    url: str = ""
    logo: str = ""


class TeamMember(FrozenRecord):
    """Somebody who works on the archive."""

    id: MemberId
    name: str
    kind: ActorKind = ActorKind.PERSON
    role: str = ""
    url: str = ""
    """A page about them, absolute."""
    same_as: tuple[str, ...] = ()


class NavigationItem(FrozenRecord):
    """An entry of the menu."""

    label: str
    url: str
    """A path of this site (`people/`) or an absolute URL."""


class Site(FrozenRecord):
    """The settings of an archive, each with its default."""

    title: str = "Archive"
    description: str = ""
    base_url: str = ""
    """Ends in a slash where given."""
    language: str = "en"
    timezone: str = "UTC"
    publisher: Publisher | None = None
    per_page: int = 50
    link_mentions: LinkMentions = LinkMentions.FIRST
    verdicts: tuple[Verdict, ...] = ()
    """In the order of the scale; never empty after loading."""
    raw_html: RawHtml = RawHtml.ESCAPE
    navigation: tuple[NavigationItem, ...] = ()
    """Empty = the sections that the archive has."""
    footer: Markdown | None = None
    as_of: Date | None = None
    """The day by which `publishDate` and `expiryDate` of seeds are judged; None = they cannot be."""
    media: tuple[str, ...] = ()
    """Patterns of files below `content/media/` that are published though no page names them."""
    media_metadata: MediaMetadata = MediaMetadata.WARN
    is_unlisted: bool = False
    """Whether search engines are asked not to list any page."""
    not_mentions: tuple[NotMention, ...] = ()
    """Words that are nobody in any article."""
    team: tuple[TeamMember, ...] = ()
    source_checks: tuple[SourceCheck, ...] = ()
    """What sources with an address should have; what lacks it is told."""
    accept: tuple[str, ...] = ()
    """Codes of problems whose warnings are notes, sorted."""


class WordUsageEvidence(NamedTuple):
    """The seeds that show the word usage of an archive, so that an edit can be found to change none of it."""

    words: tuple[str, ...] = ()
    """Every word with a capital that stands beside another one or is a whole name, sorted."""
    seeds: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Facts (`content.word_usage`), each with the few seeds that show it, as hashes of their names."""
    often: tuple[str, ...] = ()
    """What more seeds show than are remembered."""
    edits: int = 0
    """How many seeds were edited since all of them were looked at."""


NO_EVIDENCE: Final = WordUsageEvidence()


class WordUsage(FrozenRecord):
    """How the archive writes words with a capital that stand beside another one or are a whole name; each sorted."""

    small: tuple[str, ...] = ()
    """Those that it writes small, too."""
    named: tuple[str, ...] = ()
    """Those that stand before a capital in the middle of a sentence, as a given name does."""
    nouns: tuple[str, ...] = ()
    """Those that stand behind an article in a language that begins every noun with a capital."""
    short: tuple[str, ...] = ()
    """Those of one or two letters that stand anywhere with their capital."""
    evidence: WordUsageEvidence = NO_EVIDENCE


NO_WORD_USAGE: Final = WordUsage()


class Archive(FrozenRecord):
    """All that the author wrote, checked against itself: every reference leads somewhere.

    Tuples are sorted by id. Records of every status are in it.
    """

    site: Site
    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    """Those that are only named included."""
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    pages: tuple[ProsePage, ...] = ()
    media: tuple[str, ...] = ()
    """Paths below `content/media/`."""
    hidden_actors: tuple[Actor, ...] = ()
    """In an archive as readers see it those whom they do not; nobody is in it twice."""
    hidden_topics: tuple[Topic, ...] = ()
    word_usage: WordUsage = NO_WORD_USAGE
    """Of the texts of what is published."""


# --- what is found in the texts -------------------------------------------------------------------------------


class AnnotationId(FrozenRecord, order=True):
    """One passage of one claim or note in one article."""

    kind: AnnotationKind
    id: str
    """Of the claim or note."""
    number: int = 1
    """Which of that record's passages in this article, from 1, as the author listed them."""


class AnchorRequest(FrozenRecord):
    """A passage that the article stage has to find."""

    annotation: AnnotationId
    quote: Quote


class Span(NamedTuple):
    """The words one annotation speaks about, as a stretch of the article's text."""

    start: int
    """First character; code points from 0."""
    end: int
    """One past the last character, so `text[start:end]` are the words."""
    annotation: AnnotationId


class Excerpt(NamedTuple):
    """Words in the sentence they stand in."""

    before: str
    words: str
    after: str


class Passage(NamedTuple):
    """A span with its words in their sentence."""

    span: Span
    words: str
    """As they stand in the text; in the excerpt long ones are cut."""
    excerpt: Excerpt
    is_exact: bool
    """False where typography had to be normalized."""


class UnanchoredQuote(FrozenRecord):
    """A passage that was not found."""

    anchor: AnchorRequest
    code: str
    """Of the problem that was reported: `quote-not-found`, `quote-cuts-word`, `quote-ambiguous` or `quote-empty`."""


class UnlinkedName(FrozenRecord):
    """Words of a known name that lead nowhere, as a half-open stretch of the article's text."""

    start: int
    end: int
    actors: tuple[ActorId, ...]
    """Whom they fit, sorted by id; never empty."""
    why: UnlinkedReason
    excerpt: Excerpt


class TextPart(StrEnum):
    """A part of an article's text in which words are counted by themselves; its value begins their elements."""

    HEADLINE = "headline"
    SEED_TITLE = "title"
    """The block that would give the title if the author gave no other one: it stands below the headline then."""
    BODY = "mention"


class Occurrence(NamedTuple):
    """Words of an article's text, and which of the places where they stand; the article's record has no part in it."""

    words: str
    """Folded for comparing."""
    number: int
    """From 1 in reading order, in its part of the text."""
    part: TextPart
    is_whole: bool
    """Whether no letter, mark or digit stands beside them; then only such places are counted, and else all of them."""


class Mention(NamedTuple):
    """An actor named in an article."""

    element: str
    """Of its words on the article's page; made of these and of the text before them alone."""
    start: int
    end: int
    """Code points into the article's text, half-open."""
    actor: ActorId
    how: MatchRule
    excerpt: Excerpt
    is_link: bool
    """Whether the words lead to the actor's page; the others can only be linked to."""


class AnnotatedBlock(FrozenRecord):
    """A block of the article's body as HTML, with the annotations whose markers stand in it."""

    html: str
    """Links in it are relative to an article page."""
    annotations: tuple[AnnotationId, ...]
    """In the order of their markers: these cards belong beside this block."""


class Heading(FrozenRecord):
    """An entry of an article's table of contents."""

    level: int
    """1 to 6 as in the seed."""
    element_id: str
    text: str


class ArticleBody(FrozenRecord):
    """An article's own words: what its page and its lines in `data/` hold, and no other page does."""

    sha256: str
    """Of the seed's bytes, in hexadecimal."""
    text: str
    """What a reader sees: headline and blocks, joined by blank lines."""
    headline: AnnotatedBlock
    blocks: tuple[AnnotatedBlock, ...]
    headings: tuple[Heading, ...]
    front: str = ""
    """The front matter, between its two lines `---`; else what decides at its head whether the seed is shown."""


class AnnotatedArticle(FrozenRecord):
    """An article with its annotations, without its body: all of it that other pages show."""

    article: ArticleId
    title: str
    lead: str
    """The first words of the body as lists show them, never more than its first paragraph."""
    mentions: tuple[Mention, ...]
    """In reading order."""
    passages: tuple[Passage, ...]
    """In reading order; the first has marker 1."""
    lost: tuple[UnanchoredQuote, ...]
    """In the order in which they were looked for."""
    problems: tuple[Problem, ...]
    unlinked: tuple[UnlinkedName, ...] = ()
    """In reading order; empty unless `Setting.all_names` asks for them."""
    possible_actors: tuple[ActorId, ...] = ()
    """Sorted: every actor whose name or alias stands in the text, whoever may be meant, unseen ones included."""
    ignored_words: tuple[str, ...] = ()
    """The words of the archive's `not_mentions` that stand in the text, in their order."""
    links_to: tuple[ArticleId, ...] = ()
    """Sorted: the articles to which its own links lead, which all are such as readers see."""

    @property
    def named(self) -> dict[ActorId, int]:
        """Whom it names, and how often, in the order of the text."""
        return dict(Counter(mention.actor for mention in self.mentions))

    @property
    def annotations(self) -> tuple[AnnotationId, ...]:
        """Of the passages that were found, in their order."""
        return tuple(passage.span.annotation for passage in self.passages)


class AnchorCounts(FrozenRecord):
    """How many passages of one file, or of all, were found in which way."""

    file: str = ""
    """Path below the archive's root; empty = of all files."""
    exact: int = 0
    folded: int = 0
    """Found only once typography was normalized."""
    ambiguous: int = 0
    """Found in several places, and nothing chooses."""
    lost: int = 0
    """Not found, for any other reason."""

    @property
    def is_sound(self) -> bool:
        """Whether every passage was found as it was quoted."""
        return not (self.folded or self.ambiguous or self.lost)
