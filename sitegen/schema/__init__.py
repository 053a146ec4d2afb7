"""What an author may write: a model for each kind of record, checked by pydantic and exported as JSON Schema."""

from sitegen.schema.export import json_schemas
from sitegen.schema.record import Mistake, Setting, Written, describe, is_words, keys_at, mistakes, read
from sitegen.schema.records import (
    FrontMatter,
    WrittenActor,
    WrittenArticle,
    WrittenClaim,
    WrittenNote,
    WrittenPage,
    WrittenPassages,
    WrittenQuote,
    WrittenSource,
    WrittenTopic,
)
from sitegen.schema.scale import DEFAULT_VERDICTS
from sitegen.schema.settings import WrittenSite
from sitegen.schema.values import composed, fault_of_id

__all__ = [
    "DEFAULT_VERDICTS",
    "FrontMatter",
    "Mistake",
    "Setting",
    "Written",
    "WrittenActor",
    "WrittenArticle",
    "WrittenClaim",
    "WrittenNote",
    "WrittenPage",
    "WrittenPassages",
    "WrittenQuote",
    "WrittenSite",
    "WrittenSource",
    "WrittenTopic",
    "composed",
    "describe",
    "fault_of_id",
    "is_words",
    "json_schemas",
    "keys_at",
    "mistakes",
    "read",
]
