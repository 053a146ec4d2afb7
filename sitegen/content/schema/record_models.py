"""The kinds of records as an author writes them, key by key."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Protocol, Self, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from sitegen.content.schema.base import Written
from sitegen.content.schema.short_forms import TextShorthand, mapping_from_text
from sitegen.content.schema.value_types import (
    Count,
    Exact,
    Id,
    Language,
    Many,
    Name,
    Prose,
    ReaderText,
    Sha256,
    Web,
    When,
    Words,
    schema_error,
)
from sitegen.core.model import ActorKind, Status

_ID = "The record's id: lower-case letters of any script, digits and hyphens. It makes the address, for ever."
_STATUS = "Who sees it. Default: published."
_OPEN_STATUS = "Who sees it. Default: published, unless it is named in drafts alone."
_TOPICS = "Topics, by id or by name."
_WITHDRAWN = "Why it was taken back, with `status: withdrawn`; Markdown, shown at its address in its place."
_FORMERLY = "Old ids, the oldest first: their addresses lead here."


class Match(StrEnum):
    """By what an actor is found in the texts."""

    NAMES = "names"
    PINNED = "pinned"


class WrittenSource(Written):
    """A work that a record rests on."""

    title: Words = Field(description="Title of the work.")
    url: Web | None = Field(None, description="Where it can be read.")
    publisher: Words | None = Field(None, description="Who published it.")
    date: When | None = Field(None, description="When it was published.")
    accessed: When | None = Field(None, description="When it was looked at.")
    archived_url: Web | None = Field(None, description="Where a copy is kept.")
    quote: Exact | None = Field(None, description="The words that matter.")


_SOURCES = "What this rests on."


class WrittenWords(Written):
    """Words of an article: `exact`, or for a long stretch `from` its first words `to` its last."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["exact"]}, {"required": ["from", "to"]}]})

    exact: Exact | None = Field(None, description="The words as a reader sees them.")
    prefix: Exact | None = Field(None, description="What stands directly before the words.")
    suffix: Exact | None = Field(None, description="What stands directly after the words.")
    occurrence: Count | None = Field(None, description="Which of several, counted from 1.")
    from_: Exact | None = Field(None, alias="from", description="The first words of a long stretch.")
    to: Exact | None = Field(None, description="The last words of a long stretch.")

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        stretch = (self.from_, self.to)
        if self.exact is not None and any(words is not None for words in stretch):
            raise schema_error("bad-value", "a quote is either `exact` or `from` and `to`", "keep one of the two")
        if self.exact is None and None in stretch:
            missing = "exact" if stretch == (None, None) else "to" if self.to is None else "from"
            hint = "write `exact: …`, or for a long stretch both `from: …` and `to: …`"
            raise schema_error("missing-key", f'the quote has no "{missing}"', hint)
        return self


OldQuoteText = Annotated[WrittenWords, BeforeValidator(mapping_from_text("exact")), TextShorthand(), ReaderText()]
"""A quote as it was: its words, or a mapping."""


class WrittenQuote(WrittenWords):
    """Words of an article, and what was quoted before the article changed."""

    history: Many[OldQuoteText] = Field(
        (), description="What was quoted before, the oldest first; nothing is found by it."
    )


QuoteText = Annotated[WrittenQuote, BeforeValidator(mapping_from_text("exact")), TextShorthand(), ReaderText()]
"""A quote: its words, or a mapping."""


class WrittenPassage(Written):
    """A place in an article."""

    article: Name = Field(description="The article's id.")
    quote: QuoteText | None = Field(None, description="The words; without them the whole article is meant.")


class WrittenPassages(Written):
    """The keys by which a claim or a note says what it is about."""

    article: Name | None = Field(None, description="The id of the article it is about.")
    quote: QuoteText | None = Field(None, description="The words it is about, as a reader sees them.")
    where: Many[WrittenPassage] = Field((), description="Several passages, instead of `article` and `quote`.")

    @model_validator(mode="after")
    def _is_here_or_there(self) -> Self:
        if self.where and (self.article is not None or self.quote is not None):
            hint = "move `article` and `quote` into the list below `where`"
            raise schema_error("bad-value", "passages are given twice: by `where` and by `article`", hint, at="where")
        if self.quote is not None and self.article is None:
            hint = "add `article:` with the article's id"
            raise schema_error("missing-key", "there is a quote, but no article in which it stands", hint, at="quote")
        return self


class WrittenPin(Written):
    """Words that mean an actor."""

    text: Words = Field(description="The words in the article.")
    actor: Name = Field(description="The id of the actor they mean.")
    occurrence: Count | None = Field(None, description="Only this one of several, counted from 1.")


class WrittenNotMention(Written):
    """Words that are no mention."""

    text: Words = Field(description="The words in the article.")
    actor: Name | None = Field(None, description="Only of this actor they are none.")


NotMentionText = Annotated[WrittenNotMention, BeforeValidator(mapping_from_text("text")), TextShorthand(), ReaderText()]
"""Words that are no mention, or a mapping."""


class _Publishable(Protocol):
    @property
    def status(self) -> Status | None: ...
    @property
    def withdrawn(self) -> str | None: ...


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
    topics: Many[Name] = Field((), description=_TOPICS)
    actors: Many[Name] = Field((), description="Ids of those it is about even if no words name them.")
    summary: Prose | None = Field(None, description="A few words about it; Markdown.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)
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
    of: Name | None = Field(None, description="The id of the organization or place.")
    from_: When | None = Field(None, alias="from", description="When it began.")
    to: When | None = Field(None, description="When it ended.")


class WrittenImage(Written):
    """A picture."""

    file: Name = Field(description="Path below content/media/.")
    alt: Words = Field(description="What the picture shows, for those who do not see it.")
    credit: Words | None = Field(None, description="Who made it.")
    rights: Words | None = Field(None, description="Under which licence it stands.")


class WrittenRelation(Written):
    """How an actor stands to another."""

    actor: Name = Field(description="The id of the other actor.")
    relation: Words = Field(description="What the other is to this one: brother, employer …")


class WrittenActor(Written):
    """A person, an organization or a place."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    name: Words = Field(description="The name as texts have it.")
    kind: ActorKind = Field(ActorKind.PERSON, description="What it is. Default: person.")
    sort_name: Words | None = Field(None, description="The name as an index has it. Default: surname first.")
    aliases: Many[Words] = Field((), description="Other names that mean the same actor.")
    surname: Many[Words] = Field(
        (), description="What later mentions use; of two the longer is looked for first; false = never by surname."
    )
    roles: Many[WrittenRole] = Field((), description="What the actor was, and when.")
    born: When | None = Field(None, description="Date of birth.")
    died: When | None = Field(None, description="Date of death.")
    summary: Prose | None = Field(None, description="Who it is, in a sentence or two; Markdown.")
    body: Prose | None = Field(None, description="More about the actor; Markdown.")
    same_as: Many[Web] = Field((), description="Pages elsewhere about the same actor: Wikidata …")
    image: WrittenImage | None = Field(None, description="A picture of content/media/.")
    topics: Many[Name] = Field((), description=_TOPICS)
    related: Many[WrittenRelation] = Field((), description="Other actors, and what they are to this one.")
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    match: Match = Field(Match.NAMES, description="Found by names, or only where an article's `mentions` say so.")
    formerly: Many[Id] = Field((), description=_FORMERLY)
    status: Status | None = Field(None, description=_OPEN_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenTopic(Written):
    """A subject of articles, claims and notes."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    name: Words = Field(description="The name as readers see it.")
    summary: Prose | None = Field(None, description="What it is about; Markdown.")
    body: Prose | None = Field(None, description="More about it; Markdown.")
    parent: Name | None = Field(None, description="The topic above it, by id or by name.")
    related: Many[Name] = Field((), description="Topics beside it, by id or by name.")
    formerly: Many[Id] = Field((), description=_FORMERLY)
    status: Status | None = Field(None, description=_OPEN_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenChange(Written):
    """A change of a claim's verdict."""

    date: When = Field(description="When the verdict changed.")
    verdict: Name | None = Field(None, description="The verdict from then on.")
    why: Words = Field(description="What changed it.")


class WrittenClaim(WrittenPassages):
    """A statement, who made it, and how it holds up."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    claim: Words = Field(description="The statement in your own words, one sentence.")
    speaker: Many[Name] = Field((), description="Ids of who said it; none = the article itself says it.")
    reported_by: Many[Name] = Field((), description="Ids of who reports that it was said.")
    about: Many[Name] = Field((), description="Ids of the actors it is about.")
    date: When | None = Field(None, description="When it was said.")
    topics: Many[Name] = Field((), description=_TOPICS)
    verdict: Name | None = Field(None, description="How it holds up: an id of the archive's scale.")
    review: Prose | None = Field(None, description="The reasoning behind the verdict; Markdown.")
    reviewed_by: Words | None = Field(None, description="Who judged it.")
    reviewed: When | None = Field(None, description="When it was judged.")
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    repeats: Many[Name] = Field((), description="Ids of claims that it repeats.")
    contradicts: Many[Name] = Field((), description="Ids of claims that it contradicts.")
    supports: Many[Name] = Field((), description="Ids of claims that it supports.")
    answers: Many[Name] = Field((), description="Ids of claims that it answers.")
    history: Many[WrittenChange] = Field((), description="How the verdict changed.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenNote(WrittenPassages):
    """What a reader needs to know to understand a passage."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    title: Words = Field(description="What it explains.")
    body: Prose = Field(description="The explanation; Markdown.")
    terms: Many[Words] = Field((), description="Words whose first occurrence in each article carries the note.")
    topics: Many[Name] = Field((), description=_TOPICS)
    actors: Many[Name] = Field((), description="Ids of the actors it is about.")
    sources: Many[WrittenSource] = Field((), description=_SOURCES)
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)

    _reason_fits = model_validator(mode="after")(_reason_only_if_withdrawn)


class WrittenPage(Written):
    """The front matter of a prose page."""

    id: Id | None = Field(None, description=f"{_ID} Default: the name of the file.")
    title: Words = Field(description="The headline, and the entry in the menu.")
    summary: Words | None = Field(None, description="What the page is about, for feeds and search engines.")
    status: Status = Field(Status.PUBLISHED, description=_STATUS)
    withdrawn: Prose | None = Field(None, description=_WITHDRAWN)
    formerly: Many[Id] = Field((), description=_FORMERLY)

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
