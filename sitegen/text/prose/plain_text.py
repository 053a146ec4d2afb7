"""Plain text → `Prose`: a run of non-blank lines is a paragraph, turns of a transcript are lines, nothing is markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.text.prose.html_text import INVISIBLE, say_the_same, title_words
from sitegen.text.prose.prose_builder import Draft
from sitegen.text.prose.prose_model import Part, Prose, Tag
from sitegen.text.prose.speaker_turns import turns

MAX_TITLE: Final = 200
"""Characters that a first line may have to be a title, as the format says."""

_Line = tuple[int, str]
"""A line's number in the body, from 0, and its words."""


def read(body: str, draft: Draft, title: str, fallback: str) -> Prose:
    """The article in `body`; `title` is the author's, or empty; `fallback` serves where the text gives none."""
    blocks = list(_blocks(body))
    line = -1
    own = _title_in(blocks[0]) if len(blocks) > 1 else ""
    has_other = bool(title) and not (blocks and say_the_same(_words(blocks[0]), title))
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


def _paragraph(block: list[_Line], draft: Draft) -> tuple[Part, ...]:
    draft.end_unit()
    parts: list[Part] = [Tag("<p>")]
    last = len(block) - 1
    begin_turn = turns([words for _, words in block])
    for place, (number, words) in enumerate(block):
        if place in begin_turn and place:
            parts += [Tag("<br>"), draft.say("\n")]
        is_joined = place < last and place + 1 not in begin_turn
        parts.append(draft.say(f"{words} " if is_joined else words, number))
    parts.append(Tag("</p>"))
    return tuple(parts)
