"""What an author may write: a model for each kind of record, checked by pydantic and exported as JSON Schema."""

from sitegen.content.schema.base import (
    SchemaProblem,
    ValidationContext,
    Written,
    description_at,
    is_list,
    is_markdown,
    is_reader_text,
    is_web_address,
    keys_at,
    parse_record,
    reference_at,
    schema_problems,
)
from sitegen.content.schema.field_descriptions import FieldDescription, describe_fields
from sitegen.content.schema.field_marks import Reference
from sitegen.content.schema.json_schema import json_schemas
from sitegen.content.schema.part_models import WrittenSource
from sitegen.content.schema.quote_models import HasPassages, WrittenPassage, WrittenQuote, WrittenUtterance
from sitegen.content.schema.record_models import (
    KINDS,
    FrontMatter,
    WrittenActor,
    WrittenArticle,
    WrittenClaim,
    WrittenNote,
    WrittenPage,
    WrittenTopic,
)
from sitegen.content.schema.site_settings import DEFAULT_VERDICTS, WrittenSite
from sitegen.content.schema.value_types import id_fault, to_nfc

__all__ = [
    "DEFAULT_VERDICTS",
    "KINDS",
    "FieldDescription",
    "FrontMatter",
    "HasPassages",
    "Reference",
    "SchemaProblem",
    "ValidationContext",
    "Written",
    "WrittenActor",
    "WrittenArticle",
    "WrittenClaim",
    "WrittenNote",
    "WrittenPage",
    "WrittenPassage",
    "WrittenQuote",
    "WrittenSite",
    "WrittenSource",
    "WrittenTopic",
    "WrittenUtterance",
    "describe_fields",
    "description_at",
    "id_fault",
    "is_list",
    "is_markdown",
    "is_reader_text",
    "is_web_address",
    "json_schemas",
    "keys_at",
    "parse_record",
    "reference_at",
    "schema_problems",
    "to_nfc",
]
