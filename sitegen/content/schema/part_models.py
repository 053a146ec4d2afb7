"""Parts of records as an author writes them: sources, pins, reviews, what is said of a withdrawn record …"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from sitegen.content.schema.base import Written
from sitegen.content.schema.field_marks import ReaderText, TextShorthand, mapping_from_text
from sitegen.content.schema.value_types import (
    ActorRef,
    Count,
    Exact,
    MarkdownText,
    MemberRef,
    ReviewerName,
    SearchedWords,
    VerdictRef,
    Web,
    When,
    Words,
)


class WrittenSource(Written):
    """A work that a record rests on."""

    title: Words = Field(description="Title of the work.")
    url: Web | None = Field(None, description="Where it can be read.")
    publisher: Words | None = Field(None, description="Who published it.")
    date: When | None = Field(None, description="When it was published.")
    accessed: When | None = Field(None, description="When it was looked at.")
    archived_url: Web | None = Field(None, description="Where a copy is kept.")
    quote: Exact | None = Field(None, description="The words that matter.")


class WrittenPin(Written):
    """Words that mean an actor."""

    text: SearchedWords = Field(description="The words in the article.")
    actor: ActorRef = Field(description="The id of the actor they mean.")
    occurrence: Count | None = Field(None, description="Only this one of several, counted from 1.")


class WrittenNotMention(Written):
    """Words that are no mention."""

    text: SearchedWords = Field(description="The words in the article.")
    actor: ActorRef | None = Field(None, description="Only of this actor they are none.")


NotMentionText = Annotated[
    WrittenNotMention, BeforeValidator(mapping_from_text("text")), TextShorthand("text"), ReaderText()
]
"""Words that are no mention, or a mapping."""


class WrittenWithdrawal(Written):
    """What readers are told of a record that was taken back."""

    why: MarkdownText | None = Field(None, description="Why it was taken back; Markdown.")
    date: When | None = Field(None, description="When it was taken back.")
    title: Words | None = Field(None, description="What it was, in words that readers may see. Default: not said.")


WithdrawalText = Annotated[
    WrittenWithdrawal, BeforeValidator(mapping_from_text("why")), TextShorthand("why"), ReaderText()
]
"""Why a record was taken back, or a mapping."""


class WrittenAssignment(Written):
    """Who is to check a record."""

    who: MemberRef = Field(description="The id or name of somebody of the `team` in site.yaml.")
    since: When | None = Field(None, description="Since when it waits for them.")


AssignmentText = Annotated[WrittenAssignment, BeforeValidator(mapping_from_text("who")), TextShorthand("who")]
"""Who is to check a record, or a mapping."""


class WrittenChange(Written):
    """A change of a claim's verdict, or of the words about it."""

    date: When = Field(description="When it changed.")
    was: VerdictRef | None = Field(None, description="The verdict until then. Default: that of the entry before.")
    verdict: VerdictRef | None = Field(None, description="The verdict from then on. Default: it stayed.")
    why: Words = Field(description="What changed it.")


class WrittenReview(Written):
    """What one of several reviewers made of a claim."""

    verdict: VerdictRef | None = Field(None, description="How it holds up: an id of the archive's scale.")
    review: MarkdownText | None = Field(None, description="The reasoning behind the verdict; Markdown.")
    reviewed_by: ReviewerName | None = Field(None, description="Who judged it: best somebody of the `team`.")
    reviewed: When | None = Field(None, description="When it was judged.")
