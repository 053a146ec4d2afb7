"""Quotes, and what they are looked for in."""

import re

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.text.anchoring import SearchableText, anchor_quote
from sitegen.text.prose import Prose

HERE = Location("content/claims/case.yaml", 3, 8)


def prose(text: str) -> Prose:
    """A text whose every line is a line of the seed."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    lines = tuple((start, number) for number, start in enumerate(starts, start=1))
    return Prose("", text, (), (), ((0, len(text)),), (), (), lines, (), ())


def find(text: str, quote: Quote, problems: Problems | None = None) -> tuple[int, int] | None:
    """The span of a quote in a text, in code points."""
    searchable = SearchableText(prose(text), "seeds/case.txt")
    return anchor_quote(searchable, quote, Problems() if problems is None else problems)


def quote(exact: str, prefix: str = "", suffix: str = "", occurrence: int = 0) -> Quote:
    return Quote(exact, HERE, prefix, suffix, occurrence)
