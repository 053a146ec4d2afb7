"""Which cards must be folded so that the margin can hold them beside their words.

Browsers lay the margin out; here it is only foreseen, in lines, whether the cards of a block would run on so far below
it that those of the next blocks lose their words. Then a page shows them folded, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sitegen.site.pages.page_records import Card

_TAG = re.compile(r"<[^>]*>")

TEXT_LINE: Final = 62
"""Characters in a line of the article at its full measure."""
STATEMENT_LINE: Final = 36
SMALL_LINE: Final = 44
"""Characters in a card's line, in the text face and in the small one."""
CARD_LINE: Final = 0.72
"""Height of a card's line in lines of the article."""
CARD_FRAME: Final = 2.4
"""Lines of a card's heading and of the space after it."""
OVERHANG: Final = 7.0
"""Lines that cards may run on below their block: the next cards then still stand within sight of their words."""


def dense_blocks(blocks: Sequence[tuple[str, Sequence[Card]]]) -> list[bool]:
    """For each block (HTML, cards) whether its cards are to be folded, by an estimate in lines of the article."""
    folded = []
    text_top = margin_top = 0.0
    for html, cards in blocks:
        text_end = text_top + _text_lines(html)
        cards_top = max(text_top, margin_top)
        cards_end = cards_top + sum(map(_card_lines, cards))
        # A card that begins below its block would push the next one down and leave a hole in the text.
        is_pushed = bool(cards) and cards_top > text_end
        is_dense = is_pushed or (len(cards) > 1 and cards_end > text_end + OVERHANG)
        if cards:
            margin_top = cards_top + len(cards) * CARD_FRAME * CARD_LINE if is_dense else cards_end
        folded.append(is_dense)
        text_top = text_end
    return folded


def _text_lines(html: str) -> float:
    return len(_TAG.sub("", html)) // TEXT_LINE + 2.0


def _card_lines(card: Card) -> float:
    words = len(card.text) + (len(card.verdict.label) if card.verdict else 0)
    words += sum(len(topic.text) + 2 for topic in card.topics)
    lines = len(card.statement) // STATEMENT_LINE + 1 + words // SMALL_LINE + 1
    return CARD_LINE * (lines + CARD_FRAME)
