"""Text of a file → plain values that remember file, line and column."""

from sitegen.content.yaml_reader.decoding import decode
from sitegen.content.yaml_reader.document import Document, KeyPath, YamlValue
from sitegen.content.yaml_reader.foreign_metadata import MetadataEntry, VisibilityMetadata, visibility_metadata
from sitegen.content.yaml_reader.front_matter import (
    front_matter_span,
    is_unclosed,
    looks_unreadable,
    may_have_front_matter,
    parse_front_matter,
    split_front_matter,
)
from sitegen.content.yaml_reader.parser import MAX_ALIASED_NODES, MAX_DEPTH, CleanedText, parse

__all__ = [
    "MAX_ALIASED_NODES",
    "MAX_DEPTH",
    "CleanedText",
    "Document",
    "KeyPath",
    "MetadataEntry",
    "VisibilityMetadata",
    "YamlValue",
    "decode",
    "front_matter_span",
    "is_unclosed",
    "looks_unreadable",
    "may_have_front_matter",
    "parse",
    "parse_front_matter",
    "split_front_matter",
    "visibility_metadata",
]
