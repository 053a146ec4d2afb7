"""Plain text → `Prose`: a run of non-blank lines is a paragraph, turns of a transcript are lines, nothing is markup.

A turn is a line that begins with who speaks, or when. People type one turn a line, without blank lines between. Joined
by blanks they would be a paragraph that nobody can read. A single such line may be the second line of a sentence (`the
rule was` / `Rule 5: nobody speaks`), so one alone is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from sitegen.text.prose.html_text import INVISIBLE, are_same_title, title_words
from sitegen.text.prose.prose_builder import ProseBuilder
from sitegen.text.prose.prose_model import MarkupTag, Prose, ProsePart

MAX_TITLE: Final = 200
"""Characters that a first line may have to be a title, as the format says."""

_Line = tuple[int, str]
"""A line's number in the body, from 0, and its words."""


def read_plain_text(body: str, draft: ProseBuilder, title: str, fallback: str) -> Prose:
    """The article in `body`; `title` is the author's, or empty; `fallback` serves where the text gives none."""
    blocks = list(_blocks(body))
    line = -1
    own = _title_in(blocks[0]) if len(blocks) > 1 else ""
    has_other = bool(title) and not (blocks and are_same_title(_words(blocks[0]), title))
    if blocks and not has_other and (title or own):
        if not own:
            draft.taken = _words(blocks[0])
        title, line = title or own, blocks.pop(0)[0][0]
    title = title or fallback
    draft.headline = (draft.say(title, line),)
    if own and has_other:
        draft.end_unit()
        start = draft.next
        first = [_paragraph(blocks.pop(0), draft)]
        draft.mark_seed_title(start)
    else:
        first = []
    return draft.prose(title, [*first, *(_paragraph(block, draft) for block in blocks)])


def _blocks(body: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for number, line in enumerate(body.split("\n")):
        words = line.strip()
        if words.strip(INVISIBLE):
            block.append((number, words))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _title_in(block: list[_Line]) -> str:
    """The title that a first block gives; empty if it gives none."""
    words = _words(block)
    return title_words(words) if len(block) == 1 and len(words) <= MAX_TITLE else ""


def _words(block: list[_Line]) -> str:
    return " ".join(words for _, words in block)


def _paragraph(block: list[_Line], draft: ProseBuilder) -> tuple[ProsePart, ...]:
    draft.end_unit()
    parts: list[ProsePart] = [MarkupTag("<p>")]
    last = len(block) - 1
    begin_turn = split_turns([words for _, words in block])
    for place, (number, words) in enumerate(block):
        if place in begin_turn and place:
            parts += [MarkupTag("<br>"), draft.say("\n")]
        is_joined = place < last and place + 1 not in begin_turn
        parts.append(draft.say(f"{words} " if is_joined else words, number))
    parts.append(MarkupTag("</p>"))
    return tuple(parts)


_TIME: Final = re.compile(
    r"[\[(]\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?=\s|$)"
)
_LABEL: Final = re.compile(r"([^\s:：][^:：]{0,39}?)\s?(?::(?=\s|$)|：)")
_ASIDE: Final = re.compile(r"\s*\([^()]*\)$")
"""Behind a speaker's name: `MOSS (laughs):`."""
_MOST_WORDS: Final = 4
_LEAST: Final = 2
"""Turns in a block."""


def split_turns(lines: Sequence[str]) -> frozenset[int]:
    """Which lines of a block begin a turn; none where there are fewer than two."""
    found = frozenset(place for place, line in enumerate(lines) if _is_turn(line))
    return found if len(found) >= _LEAST else frozenset()


def _is_turn(line: str) -> bool:
    return bool(_TIME.match(line)) or _is_speaker(line)


def _is_speaker(line: str) -> bool:
    """Whether a line begins with a few words and a colon, all of them written as names or signs of speakers are."""
    label = _LABEL.match(line)
    words = _ASIDE.sub("", label[1]).split() if label else []
    return 0 < len(words) <= _MOST_WORDS and words[0][0].isalpha() and all(_is_name(word[0]) for word in words)


def _is_name(first: str) -> bool:
    """Whether a word that begins so may be of a name: with a capital, a digit, or a letter that has no case."""
    return first.isupper() or first.isdigit() or unicodedata.category(first) in ("Lo", "Lt")
