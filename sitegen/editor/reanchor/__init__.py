"""Lost passages → where their words went, and the YAML changed in place.

Nothing is anchored by this: it proposes a quote that is found, with all that speaks for and against it, and the author
decides. Where a sentence was deleted and one like it stays, or two places are nearly as like, it refuses.
"""

from sitegen.editor.reanchor.archive_quotes import words_of
from sitegen.editor.reanchor.lost_quotes import Answer, Lost, find
from sitegen.editor.reanchor.shifted_quotes import Slid, Slides, find_slid
from sitegen.editor.reanchor.write_changes import write
from sitegen.text.relocation.best_match import TextIndex
from sitegen.text.relocation.dictionaries import are_installed as have_word_lists
from sitegen.text.relocation.relocate import DEFAULT_RATIO, Relocation, relocate

__all__ = [
    "DEFAULT_RATIO",
    "Answer",
    "Lost",
    "Relocation",
    "Slid",
    "Slides",
    "TextIndex",
    "find",
    "find_slid",
    "have_word_lists",
    "relocate",
    "words_of",
    "write",
]
