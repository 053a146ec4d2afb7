"""Text of a file → plain values that remember file, line and column."""

from sitegen.located.document import MAX_ALIASED_NODES, MAX_DEPTH, Cleaned, Document, Path, Plain, parse
from sitegen.located.front_matter import (
    is_unclosed,
    looks_unreadable,
    may_have_front_matter,
    parse_front_matter,
    split_front_matter,
)
from sitegen.located.text import decode
from sitegen.located.unread import Head, Said, head

__all__ = [
    "MAX_ALIASED_NODES",
    "MAX_DEPTH",
    "Cleaned",
    "Document",
    "Head",
    "Path",
    "Plain",
    "Said",
    "decode",
    "head",
    "is_unclosed",
    "looks_unreadable",
    "may_have_front_matter",
    "parse",
    "parse_front_matter",
    "split_front_matter",
]
