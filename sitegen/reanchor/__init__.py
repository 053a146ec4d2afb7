"""Lost passages → where their words went, and the YAML changed in place.

Nothing is anchored by this: it proposes a quote that is found, with all that speaks for and against it, and the author
decides. Where a sentence was deleted and one like it stays, or two places are nearly as like, it refuses.
"""

from sitegen.reanchor.difference import Piece, difference, words_of
from sitegen.reanchor.lost import Answer, Lost, find
from sitegen.reanchor.moves import DEFAULT_RATIO, Move, move
from sitegen.reanchor.places import Ground
from sitegen.reanchor.writing import write

__all__ = [
    "DEFAULT_RATIO",
    "Answer",
    "Ground",
    "Lost",
    "Move",
    "Piece",
    "difference",
    "find",
    "move",
    "words_of",
    "write",
]
