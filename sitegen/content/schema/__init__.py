"""What an author may write: a model for each kind of record, checked by pydantic and exported as JSON Schema."""

from sitegen.content.schema.base import (
    SchemaProblem,
    ValidationContext,
    Written,
    description_at,
    is_reader_text,
    keys_at,
    parse_record,
    schema_problems,
)
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
from sitegen.content.schema.value_types import id_fault, to_nfc
from sitegen.content.schema.verdict_scale import DEFAULT_VERDICTS

__all__ = [
    "DEFAULT_VERDICTS",
    "FrontMatter",
    "SchemaProblem",
    "ValidationContext",
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
    "description_at",
    "id_fault",
    "is_reader_text",
    "json_schemas",
    "keys_at",
    "parse_record",
    "schema_problems",
    "to_nfc",
]
