"""The kinds of records as an author writes them, key by key.

The one declaration of each key: its type says what it may hold, whether it is text for readers, and to what kind of
record it refers. A field is called as that of the record in `core.model` to which it goes (`alias` is the key where
that is another word), and stands where an author would write it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Protocol, Self, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from sitegen.content.schema.base import Written
from sitegen.content.schema.part_models import (
    AssignmentText,
    NotMentionText,
    WithdrawalText,
    WrittenChange,
    WrittenPin,
    WrittenReview,
    WrittenSource,
    WrittenWithdrawal,
)
from sitegen.content.schema.quote_models import (
    ARTICLE_HELP,
    QUOTE_HELP,
    TEXT_OR_TOPICS,
    WHERE_HELP,
    QuoteText,
    WrittenPassage,
    WrittenUtterance,
    check_passages_given_once,
    check_text_or_topics,
)
from sitegen.content.schema.value_types import (
    ActorRef,
    ArticleRef,
    ClaimRef,
    Id,
    Language,
    Many,
    MarkdownText,
    MediaRef,
    Name,
    ReviewerName,
    SearchedWords,
    Sha256,
    TopicRef,
    VerdictRef,
    Web,
    When,
    Words,
    schema_error,
)
from sitegen.content.schema.yes_no import YesNo
from sitegen.core.model import ActorKind, Certainty, Status

_ID = "The record's id: lower-case letters of any script, digits and hyphens. It makes the address, for ever."
_STATUS = "Who sees it. Default: published."
_OPEN_STATUS = "Who sees it. Default: published, unless it is named in drafts alone."
_TOPICS = "Topics, by id or by name."
_WITHDRAWN = (
    "Why it was taken back, with `status: withdrawn`; Markdown, shown at its address in its place. Or a mapping."
)
_SOURCES = "What this rests on."
_ASSIGNED = "Who is to check it, of the `team` in site.yaml; readers are not told."
_EXPLANATION = "The explanation; Markdown. Needed unless `topics` alone are said of words that it quotes."
_FORMERLY = "Old ids, the oldest first: their addresses lead here."


_NOINDEX = "Whether search engines are asked not to list its page. Default: false."


class Match(StrEnum):
    """By what an actor is found in the texts."""

    NAMES = "names"
    PINNED = "pinned"


class _Publishable(Protocol):
    @property
    def status(self) -> Status | None: ...
    @property
    def withdrawn(self) -> WrittenWithdrawal | None: ...


P = TypeVar("P", bound=_Publishable)


def _reason_only_if_withdrawn(record: P) -> P:
    if record.withdrawn is not None and record.status is not Status.WITHDRAWN:
        status = f"its status is {record.status.value}" if record.status else "it has no status"
        message = f"this says why it was withdrawn, but {status}"
        raise schema_error("bad-value", message, "add `status: withdrawn`, or take the reason out", at="withdrawn")
    return record


class FrontMatter(Written):
    """What is known about the article below."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    seed: Name | None = Field(None, description="Path of the seed below seeds/.")
    title: Words | None = Field(None, description="The headline. Default: the seed's own.")
    date: When | None = Field(None, description="When it was published.")
    publisher: Words | None = Field(None, description="Who published it.")
    authors: Many[Words] = Field((), description="Who wrote it.")
    url: Web | None = Field(None, description="Where it was published.")
    archived_url: Web | None = Field(None, description="Where a copy of the publication is kept.")
    rights: Words | None = Field(None, description="Who owns it, and under which licence it stands.")
    language: Language | None = Field(None, description="Its language, such as en. Default: the archive's.")
    topics: Many[TopicRef] = Field((), description=_TOPICS)
    actors: Many[ActorRef] = Field((), description="Ids of those it is about even if no words name them.")
    summary: MarkdownText | None = Field(None, description="A few words about it; Markdown.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    assigned: Many[AssignmentText] = Field((), description=_ASSIGNED)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)
    sha256: Sha256 | None = Field(None, description="SHA-256 of the seed's bytes; another one is an error.")
    mentions: Many[WrittenPin] = Field((), description="Words that mean an actor.")
    not_mentions: Many[NotMentionText] = Field((), description="Words that are never a link.")

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenArticle(FrontMatter):
    """What is known about a seed."""

    seed: Name = Field(description="Path of the seed below seeds/.")


class WrittenRole(Written):
    """What an actor was, and when."""

    title: Words = Field(description="The office or the part played.")
    of: ActorRef | None = Field(None, description="The id of the organization or place.")
    since: When | None = Field(None, alias="from", description="When it began.")
    until: When | None = Field(None, alias="to", description="When it ended.")


class WrittenImage(Written):
    """A picture."""

    file: MediaRef = Field(description="Path below content/media/.")
    alt: Words = Field(description="What the picture shows, for those who do not see it.")
    credit: Words | None = Field(None, description="Who made it.")
    rights: Words | None = Field(None, description="Under which licence it stands.")


class WrittenRelation(Written):
    """How an actor stands to another."""

    actor: ActorRef = Field(description="The id of the other actor.")
    relation: Words = Field(description="What the other is to this one: brother, employer …")


class WrittenActor(Written):
    """A person, an organization or a place."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    status: Status | None = Field(None, description=_OPEN_STATUS)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)
    name: SearchedWords = Field(description="The name as texts have it.")
    kind: ActorKind = Field(ActorKind.PERSON, description="What it is. Default: person.")
    sort_name: Words | None = Field(None, description="The name as an index has it. Default: surname first.")
    aliases: Many[SearchedWords] = Field((), description="Other names that mean the same actor.")
    surname: Many[SearchedWords] = Field(
        (), description="What later mentions use; of two the longer is looked for first; false = never by surname."
    )
    match: Match = Field(Match.NAMES, description="Found by names, or only where an article's `mentions` say so.")
    roles: Many[WrittenRole] = Field((), description="What the actor was, and when.")
    born: When | None = Field(None, description="Date of birth.")
    died: When | None = Field(None, description="Date of death.")
    summary: MarkdownText | None = Field(None, description="Who it is, in a sentence or two; Markdown.")
    body: MarkdownText | None = Field(None, description="More about the actor; Markdown.")
    same_as: Many[Web] = Field((), description="Pages elsewhere about the same actor: Wikidata …")
    image: WrittenImage | None = Field(None, description="A picture of content/media/.")
    topics: Many[TopicRef] = Field((), description=_TOPICS)
    related: Many[WrittenRelation] = Field((), description="Other actors, and what they are to this one.")
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenTopic(Written):
    """A subject of articles, claims and notes."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    name: Words = Field(description="The name as readers see it.")
    summary: MarkdownText | None = Field(None, description="What it is about; Markdown.")
    body: MarkdownText | None = Field(None, description="More about it; Markdown.")
    parent: TopicRef | None = Field(None, description="The topic above it, by id or by name.")
    related: Many[TopicRef] = Field((), description="Topics beside it, by id or by name.")
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)
    status: Status | None = Field(None, description=_OPEN_STATUS)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


_OWN_REVIEW = ("review", "reviewed_by", "reviewed")


class WrittenClaim(Written):
    """A statement, who made it, and how it holds up."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    assigned: Many[AssignmentText] = Field((), description=_ASSIGNED)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)
    claim: Words = Field(description="The statement in your own words, one sentence.")
    speakers: Many[ActorRef] = Field(
        (), alias="speaker", description="Ids of who said it; none = the article itself says it."
    )
    reported_by: Many[ActorRef] = Field((), description="Ids of who reports that it was said.")
    about: Many[ActorRef] = Field((), description="Ids of the actors it is about.")
    article: ArticleRef | None = Field(None, description=ARTICLE_HELP)
    quote: QuoteText | None = Field(None, description=QUOTE_HELP)
    where: Many[WrittenUtterance] = Field((), description=WHERE_HELP)
    date: When | None = Field(None, description="When it was said.")
    topics: Many[TopicRef] = Field((), description=_TOPICS)
    repeats: Many[ClaimRef] = Field((), description="Ids of claims that it repeats.")
    contradicts: Many[ClaimRef] = Field((), description="Ids of claims that it contradicts.")
    supports: Many[ClaimRef] = Field((), description="Ids of claims that it supports.")
    answers: Many[ClaimRef] = Field((), description="Ids of claims that it answers.")
    verdict: VerdictRef | None = Field(None, description="How it holds up: an id of the archive's scale.")
    review: MarkdownText | None = Field(None, description="The reasoning behind the verdict; Markdown.")
    reviewed_by: ReviewerName | None = Field(None, description="Who judged it: best somebody of the `team`.")
    reviewed: When | None = Field(None, description="When it was judged.")
    reviews: Many[WrittenReview] = Field(
        (), description="Several reviews. Shown as the verdict is the claim's own, else that of the newest."
    )
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    history: Many[WrittenChange] = Field((), description="How the verdict changed, and what was corrected.")
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)

    @model_validator(mode="after")
    def _own_review_has_a_verdict(self) -> Self:
        """Of several reviews one is shown: which, must be clear."""
        lone = next((key for key in _OWN_REVIEW if getattr(self, key) is not None), "")
        if lone and self.verdict is None and any(one.verdict for one in self.reviews):
            message = f"`{lone}` belongs to a verdict of the claim's own, and there are only those of its `reviews`"
            hint = "give the claim a `verdict`, or move this into an item of `reviews`"
            raise schema_error("bad-value", message, hint, at=lone)
        return self

    _passages_fit = model_validator(mode="after")(check_passages_given_once)
    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenNote(Written):
    """What a reader needs to know to understand a passage."""

    model_config = ConfigDict(json_schema_extra=TEXT_OR_TOPICS)

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    assigned: Many[AssignmentText] = Field((), description=_ASSIGNED)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)
    title: Words = Field(description="What it explains.")
    article: ArticleRef | None = Field(None, description=ARTICLE_HELP)
    quote: QuoteText | None = Field(None, description=QUOTE_HELP)
    where: Many[WrittenPassage] = Field((), description=WHERE_HELP)
    terms: Many[SearchedWords] = Field((), description="Words whose first occurrence in each article carries the note.")
    topics: Many[TopicRef] = Field((), description=_TOPICS)
    actors: Many[ActorRef] = Field((), description="Ids of the actors it is about.")
    body: Annotated[MarkdownText | None, AfterValidator(check_text_or_topics)] = Field(
        None, validate_default=True, description=_EXPLANATION
    )
    authors: Many[ReviewerName] = Field((), alias="author", description="Who wrote it: best somebody of the `team`.")
    certainty: Certainty | None = Field(None, description="How sure it is.")
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)

    _passages_fit = model_validator(mode="after")(check_passages_given_once)
    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenPage(Written):
    """The front matter of a prose page."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    title: Words = Field(description="The headline, and the entry in the menu.")
    summary: Words | None = Field(None, description="What the page is about, for feeds and search engines.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    withdrawn: WithdrawalText | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)
    is_unlisted: YesNo = Field(default=False, alias="noindex", description=_NOINDEX)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


KINDS: dict[str, type[Written]] = {
    "actor": WrittenActor,
    "article": WrittenArticle,
    "claim": WrittenClaim,
    "note": WrittenNote,
    "topic": WrittenTopic,
    "page": WrittenPage,
}
"""The model of each kind of record."""
