"""How some words differ from others, word by word, in the signs in which each of them is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.characters import is_without_spaces
from sitegen.text.normalize import normalize
from sitegen.text.similarity.tokens import written_pattern

_MOST_TOLD: Final = 3


class DiffPiece(FrozenRecord):
    """Words that are the same, or gone, or new; the ones that are not are empty."""

    same: str = ""
    gone: str = ""
    new: str = ""
    has_blank: bool = False
    """Whether a blank stands behind them."""


class _WrittenWord(NamedTuple):
    """A word with the punctuation that is written onto it."""

    written: str
    has_blank: bool
    """Whether a blank follows."""


class _Change(NamedTuple):
    """Two stretches of words, half-open, one of them gone and the other new; one may be empty."""

    start: int
    end: int
    new_start: int
    new_end: int


def diff_words(before: str, after: str) -> Iterator[DiffPiece]:
    """What became of the words of `before`; differences of typography alone are none."""
    old, new = _words(before), _words(after)
    done = 0
    for change in _changes(old, new):
        yield from _same(new[done : change.new_start])
        gone, come = old[change.start : change.end], new[change.new_start : change.new_end]
        yield DiffPiece(gone=_joined(gone), new=_joined(come), has_blank=(come or gone)[-1].has_blank)
        done = change.new_end
    yield from _same(new[done:])


def describe_differences(passage: str, wanted: str) -> str:
    """How a passage differs from the wanted words, in a sentence: `It has "half" for "halff".`; empty if in nothing."""
    here, there = _words(wanted), _words(passage)
    parts: list[str] = []
    for differing in _changes(here, there):
        change = _with_neighbour(here, there, differing)
        given, found = _joined(here[change.start : change.end]), _joined(there[change.new_start : change.new_end])
        if given and found:
            parts.append(f'"{found}" for "{given}"')
        else:
            parts.append(f'"{found}" as well' if found else f'no "{given}"')
    if not parts:
        return ""
    more = len(parts) - _MOST_TOLD
    rest = f", and {more} more {'difference' if more == 1 else 'differences'}" if more > 0 else ""
    return f"It has {', '.join(parts[:_MOST_TOLD])}{rest}."


def _with_neighbour(here: Sequence[_WrittenWord], there: Sequence[_WrittenWord], change: _Change) -> _Change:
    """In scripts without spaces with the character behind what is more or missing, or the one before it.

    One character alone says little: `"之前" for "前"`, not `"之" as well`.
    """
    start, end, new_start, new_end = change
    words = here[start:end] or there[new_start:new_end]
    if (start < end and new_start < new_end) or not all(is_without_spaces(word.written[0]) for word in words):
        return change
    if end < len(here) and new_end < len(there) and is_without_spaces(here[end].written[0]):
        return _Change(start, end + 1, new_start, new_end + 1)
    if start and new_start and is_without_spaces(here[start - 1].written[0]):
        return _Change(start - 1, end, new_start - 1, new_end)
    return change


def _same(words: Sequence[_WrittenWord]) -> Iterator[DiffPiece]:
    if words:
        yield DiffPiece(same=_joined(words), has_blank=words[-1].has_blank)


def _joined(words: Sequence[_WrittenWord]) -> str:
    return "".join(word.written + " " * word.has_blank for word in words).rstrip()


def _words(line: str) -> list[_WrittenWord]:
    return [_WrittenWord(match[1], bool(match[2])) for match in written_pattern().finditer(line)]


def _changes(old: Sequence[_WrittenWord], new: Sequence[_WrittenWord]) -> Iterator[_Change]:
    """The stretches in which two lists of words differ, neighbours as one."""
    from rapidfuzz.distance import Levenshtein

    keys = [[normalize(word.written).text for word in words] for words in (old, new)]
    change: _Change | None = None
    for step in Levenshtein.opcodes(*keys):
        if step.tag == "equal":
            continue
        if change and change.end == step.src_start and change.new_end == step.dest_start:
            change = _Change(change.start, step.src_end, change.new_start, step.dest_end)
            continue
        if change:
            yield change
        change = _Change(step.src_start, step.src_end, step.dest_start, step.dest_end)
    if change:
        yield change
