"""What an author may write: a model for each kind of record, checked by pydantic and exported as JSON Schema."""

from sitegen.content.schema.base import Mistake, Setting, Written, describe, is_words, keys_at, mistakes, read
from sitegen.content.schema.json_schema import json_schemas
from sitegen.content.schema.record_models import (
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
from sitegen.content.schema.site_settings import WrittenSite
from sitegen.content.schema.value_types import composed, fault_of_id
from sitegen.content.schema.verdict_scale import DEFAULT_VERDICTS

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
