"""The passage that an author may have meant, for hints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MOST_DIFFERENCES: Final = 3
_MOST_CHANGES: Final = 12
_MOST_COMPARED: Final = 2 * 10**8
"""Characters of the text times those of the words: comparing as many takes up to two seconds."""
_WORD: Final = re.compile(r"\S+")
_EDGE: Final = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Near:
    """A passage like the wanted words: a half-open stretch of the searched text, and how it differs."""

    start: int
    end: int
    difference: str
    """A sentence."""


def nearest(text: str, wanted: str) -> Near | None:
    """The passage of `text` most like `wanted`, in whole words; None if none is like enough to help.

    Both are folded already. Words that differ only in capital letters come first. Of very many words in a very long
    text the first are compared.
    """
    most = max(_MOST_COMPARED // max(len(text), 1), 1)
    near = _nearest(text, wanted[:most].rstrip())
    if near is None or len(wanted) <= most:
        return near
    return Near(near.start, near.end, f"Only the first {most} characters were compared.")


def _nearest(text: str, wanted: str) -> Near | None:
    same = re.search(re.escape(wanted), text, re.IGNORECASE)
    if same:
        return Near(same.start(), same.end(), "Only capital letters differ.")
    # Imported late: a sound archive never gets here.
    from rapidfuzz import fuzz

    cutoff = _least_likeness(len(wanted))
    alignment = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=cutoff)
    # A text shorter than the words is aligned inside them, and then says little about them.
    if alignment is None or len(text) < len(wanted) * cutoff / 100:
        return None
    start, end = _best_words(text, wanted, alignment.dest_start, alignment.dest_end)
    if fuzz.ratio(text[start:end], wanted) < cutoff:
        return None
    return Near(start, end, _difference(text[start:end], wanted))


def _least_likeness(length: int) -> float:
    """Below this likeness (0 to 100) a passage would mislead more than it helps.

    From quotes looked for in texts of other authors: few words are often by chance 65 to 70 alike, many words
    never more than 52.
    """
    return max(72 - length / 4, 55)


def _best_words(text: str, wanted: str, start: int, end: int) -> tuple[int, int]:
    """The alignment in whole words, a word more or less at either end wherever that makes it more alike."""
    from rapidfuzz import fuzz

    margin = len(wanted) + 40
    low = max(start - margin, 0)
    words = [match.span() for match in _WORD.finditer(text, low, min(end + margin, len(text)))]
    first = next((n for n, (_, word_end) in enumerate(words) if word_end > start), 0)
    last = next((n for n, (_, word_end) in enumerate(words) if word_end >= end), len(words) - 1)

    def likeness(first: int, last: int) -> float:
        return fuzz.ratio(text[words[first][0] : words[last][1]], wanted)

    best = likeness(first, last)
    for _ in range(_MOST_CHANGES):
        tries = [(first + 1, last), (first, last - 1), (first - 1, last), (first, last + 1)]
        scored = [(likeness(a, b), (a, b)) for a, b in tries if 0 <= a <= b < len(words)]
        if not scored or max(scored)[0] <= best:
            break
        best, (first, last) = max(scored)
    return _without_edges(text, wanted, words[first][0], words[last][1])


def _without_edges(text: str, wanted: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the quotation marks and full stops around it, if the wanted words have none."""
    words = text[start:end]
    head = _EDGE.match(words)
    if head and head.end() < len(words) and wanted[0].isalnum():
        start += head.end()
    trailing = len(words) - len(words.rstrip(".,;:!?\"')]}»›"))
    if trailing < end - start and wanted[-1].isalnum():
        end -= trailing
    return start, end


def _difference(passage: str, wanted: str) -> str:
    """How the passage differs from the wanted words, word by word: `It has "half" for "halff".`"""
    there, here = passage.split(), wanted.split()
    told: list[str] = []
    for here_start, here_end, there_start, there_end in _changes(here, there):
        given, found = " ".join(here[here_start:here_end]), " ".join(there[there_start:there_end])
        if given and found:
            told.append(f'"{found}" for "{given}"')
        else:
            told.append(f'"{found}" as well' if found else f'no "{given}"')
    if not told:
        return ""
    more = len(told) - _MOST_DIFFERENCES
    rest = f", and {more} more {'difference' if more == 1 else 'differences'}" if more > 0 else ""
    return f"It has {', '.join(told[:_MOST_DIFFERENCES])}{rest}."


def _changes(here: list[str], there: list[str]) -> list[tuple[int, int, int, int]]:
    """The stretches in which two lists of words differ, neighbours as one."""
    from rapidfuzz.distance import Levenshtein

    changes: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(here, there):
        start, end, other_start, other_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            continue
        if changes and changes[-1][1] == start and changes[-1][3] == other_start:
            changes[-1] = (changes[-1][0], end, changes[-1][2], other_end)
        else:
            changes.append((start, end, other_start, other_end))
    return changes
