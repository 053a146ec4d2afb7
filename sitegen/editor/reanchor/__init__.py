"""Lost passages → where their words went, and the YAML changed in place.

Nothing is anchored by this: it proposes a quote that is found, with all that speaks for and against it, and the author
decides. Where a sentence was deleted and one like it stays, or two places are nearly as like, it refuses.
"""

from sitegen.editor.reanchor.archive_quotes import quote_words
from sitegen.editor.reanchor.lost_quotes import LostQuote, RelocationOutcome, find_lost_quotes
from sitegen.editor.reanchor.quote_edit import write_quotes
from sitegen.editor.reanchor.shifted_quotes import ShiftComparison, ShiftedQuote, find_shifted_quotes
from sitegen.text.relocation.best_match import TextIndex
from sitegen.text.relocation.dictionaries import are_installed as have_word_lists
from sitegen.text.relocation.relocate import DEFAULT_RATIO, Relocation, relocate

__all__ = [
    "DEFAULT_RATIO",
    "LostQuote",
    "Relocation",
    "RelocationOutcome",
    "ShiftComparison",
    "ShiftedQuote",
    "TextIndex",
    "find_lost_quotes",
    "find_shifted_quotes",
    "have_word_lists",
    "quote_words",
    "relocate",
    "write_quotes",
]
