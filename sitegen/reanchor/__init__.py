"""Lost passages → where their words went, and the YAML changed in place.

Nothing is anchored by this: it proposes a quote that is found, with all that speaks for and against it, and the author
decides. Where a sentence was deleted and one like it stays, or two places are nearly as like, it refuses.
"""

from sitegen.reanchor.lost import Answer, Lost, find
from sitegen.reanchor.moves import DEFAULT_RATIO, Move, move
from sitegen.reanchor.places import Ground
from sitegen.reanchor.quoted import words_of
from sitegen.reanchor.slid import Slid, Slides, find_slid
from sitegen.reanchor.wordlists import are_there as have_word_lists
from sitegen.reanchor.writing import write

__all__ = [
    "DEFAULT_RATIO",
    "Answer",
    "Ground",
    "Lost",
    "Move",
    "Slid",
    "Slides",
    "find",
    "find_slid",
    "have_word_lists",
    "move",
    "words_of",
    "write",
]
