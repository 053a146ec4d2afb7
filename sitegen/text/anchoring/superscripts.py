"""Where raised or lowered signs begin and end in a text: the numbers of notes, in texts out of other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.text.prose import MarkupTag, TextRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.text.prose import Prose

_RAISED: Final = ("<sup", "</sup", "<sub>", "<sub ", "</sub", "<rt", "</rt")


def raised_edges(prose: Prose) -> Iterator[int]:
    """The offsets at which superscripts, subscripts and the readings of ruby begin or end."""
    for parts in (prose.headline, *prose.blocks):
        end, is_after = 0, False
        for part in parts:
            if isinstance(part, MarkupTag):
                if part.html.startswith(_RAISED):
                    is_after = True
                    yield end
            elif isinstance(part, TextRun):
                if is_after:
                    yield part.start
                end, is_after = part.end, False
