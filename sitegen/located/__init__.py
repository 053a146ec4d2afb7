"""Text of a file → plain values that remember file, line and column."""

from sitegen.located.document import MAX_ALIASED_NODES, MAX_DEPTH, Cleaned, Document, Path, Plain, parse
from sitegen.located.text import decode, is_unclosed, split_front_matter
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
    "parse",
    "split_front_matter",
]
