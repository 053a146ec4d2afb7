"""Text of a file → plain values that remember file, line and column."""

from sitegen.located.document import MAX_ALIASED_NODES, MAX_DEPTH, Cleaned, Document, Path, Plain, parse
from sitegen.located.text import decode, is_unclosed, split_front_matter

__all__ = [
    "MAX_ALIASED_NODES",
    "MAX_DEPTH",
    "Cleaned",
    "Document",
    "Path",
    "Plain",
    "decode",
    "is_unclosed",
    "parse",
    "split_front_matter",
]
