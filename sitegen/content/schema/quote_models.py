"""How a claim or a note says what it is about: an article, and words of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final, Protocol, Self, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from sitegen.content.schema.base import Written
from sitegen.content.schema.field_marks import ReaderText, TextShorthand, mapping_from_text
from sitegen.content.schema.value_types import ActorRef, ArticleRef, Count, Exact, Many, When, schema_error


class WrittenWords(Written):
    """Words of an article: `exact`, or for a long stretch `from` its first words `to` its last."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["exact"]}, {"required": ["from", "to"]}]})

    exact: Exact | None = Field(None, description="The words as a reader sees them.")
    prefix: Exact | None = Field(None, description="What stands directly before the words.")
    suffix: Exact | None = Field(None, description="What stands directly after the words.")
    occurrence: Count | None = Field(None, description="Which of several, counted from 1.")
    from_: Exact | None = Field(None, alias="from", description="The first words of a long stretch.")
    until: Exact | None = Field(None, alias="to", description="The last words of a long stretch.")

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        stretch = (self.from_, self.until)
        if self.exact is not None and any(words is not None for words in stretch):
            raise schema_error("bad-value", "a quote is either `exact` or `from` and `to`", "keep one of the two")
        if self.exact is None and None in stretch:
            missing = "exact" if stretch == (None, None) else "to" if self.until is None else "from"
            hint = "write `exact: …`, or for a long stretch both `from: …` and `to: …`"
            raise schema_error("missing-key", f'the quote has no "{missing}"', hint)
        return self


OldQuoteText = Annotated[
    WrittenWords, BeforeValidator(mapping_from_text("exact")), TextShorthand("exact"), ReaderText()
]
"""A quote as it was: its words, or a mapping."""


class WrittenQuote(WrittenWords):
    """Words of an article, and what was quoted before the article changed."""

    history: Many[OldQuoteText] = Field(
        (), description="What was quoted before, the oldest first; nothing is found by it."
    )


QuoteText = Annotated[WrittenQuote, BeforeValidator(mapping_from_text("exact")), TextShorthand("exact"), ReaderText()]
"""A quote: its words, or a mapping."""


class WrittenPassage(Written):
    """A place in an article."""

    article: ArticleRef = Field(description="The article's id.")
    quote: QuoteText | None = Field(None, description="The words; without them the whole article is meant.")


class WrittenUtterance(WrittenPassage):
    """A place in an article where a claim is made."""

    speakers: Many[ActorRef] = Field(
        (), alias="speaker", description="Ids of who says it here. Default: the speakers of the claim."
    )
    date: When | None = Field(None, description="When it was said here.")


ARTICLE_HELP = "The id of the article it is about."
QUOTE_HELP = "The words it is about, as a reader sees them."
WHERE_HELP = "Several passages, instead of `article` and `quote`."


class HasPassages(Protocol):
    """A record with the keys `article`, `quote` and `where`, by which it says what it is about."""

    @property
    def article(self) -> str | None:
        """The article it is about."""

    @property
    def quote(self) -> WrittenQuote | None:
        """The words it is about; None = the whole article."""

    @property
    def where(self) -> Sequence[WrittenPassage]:
        """Several passages, instead of the two."""


R = TypeVar("R", bound=HasPassages)

_GIVEN: Final[dict[str, Any]] = {"not": {"enum": [None, [], ""]}}
_WITH_QUOTE: Final[dict[str, Any]] = {"type": "object", "required": ["quote"], "properties": {"quote": _GIVEN}}
TEXT_OR_TOPICS: Final[dict[str, Any]] = {
    "anyOf": [
        {"required": ["body"], "properties": {"body": _GIVEN}},
        {
            "required": ["topics"],
            "properties": {"topics": _GIVEN},
            "anyOf": [
                _WITH_QUOTE,
                {
                    "required": ["where"],
                    "properties": {"where": {"anyOf": [_WITH_QUOTE, {"type": "array", "contains": _WITH_QUOTE}]}},
                },
            ],
        },
    ]
}
"""What a note needs, as JSON Schema."""
_NO_TEXT: Final = (
    "add `body: …`, the explanation in Markdown; or, to mark words with a topic alone, give it `topics` and a `quote`"
)


def check_text_or_topics(body: str | None, info: ValidationInfo) -> str | None:
    """The text of a note; refused where there is none, and no topic that could stand alone at words that are quoted.

    What is wrong in itself counts as given: it is reported where it stands. `info` has the fields before this one.
    """
    given = info.data
    places = (given.get("quote", True), *(one.quote for one in given.get("where", ())))
    if body is None and not (given.get("topics", True) and ("where" not in given or any(places))):
        raise schema_error("missing-key", '"body" is missing', _NO_TEXT)
    return body


def check_passages_given_once(record: R) -> R:
    """The record; refused where it gives its passages in both ways, or a quote without an article."""
    if record.where and (record.article is not None or record.quote is not None):
        hint = "move `article` and `quote` into the list below `where`"
        raise schema_error("bad-value", "passages are given twice: by `where` and by `article`", hint, at="where")
    if record.quote is not None and record.article is None:
        hint = "add `article:` with the article's id"
        raise schema_error("missing-key", "there is a quote, but no article in which it stands", hint, at="quote")
    return record
