"""Which words of a text are like other words: the one notion of it, for hints and for `reanchor`.

Texts are compared word by word. In scripts without spaces a character as a reader sees it, a grapheme cluster, is the
word. `nearest_passage` finds the passage that is most like some words; `chaining` and `alignment` find where most of
them still stand; `word_diff` describes how a passage differs from them.
"""
