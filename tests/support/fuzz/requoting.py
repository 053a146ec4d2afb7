"""The law of quotes that are written anew: nothing else in their file is another, and their old words are kept."""

from __future__ import annotations

import copy
from typing import Any, Final

from sitegen.content.yaml_reader import Document, KeyPath
from sitegen.core.model import Quote
from sitegen.core.problems import Location
from sitegen.editor.reanchor.quote_edit import change_quote, value_at
from support.fuzz import words
from support.fuzz.laws import law
from support.fuzz.lots import Lots
from support.fuzz.reading import document_of, paths

FILE: Final = "content/claims/x.yaml"
KEYS: Final = ("exact", "exact", "prefix", "suffix", "history", "where", "id", "claim")
HERE: Final = Location(FILE, 1, 1)


def _words_of(document: Document, path: KeyPath) -> tuple[str, Location] | None:
    """The words of the quote that a path leads to, and where they stand; None for what is no quote."""
    value = value_at(document.value, path)
    if isinstance(value, dict):
        path, value = (*path, "exact"), value.get("exact")
    return (value, document.words_place(path)) if isinstance(value, str) and value.strip() else None


def _without(value: Any, path: KeyPath) -> Any:
    """A value without one of its parts."""
    value = copy.deepcopy(value)
    holder: Any = value_at(value, path[:-1])
    del holder[path[-1]]
    return value


@law("content/claims/*.yaml", bytes(33))
def a_quote_that_is_written_anew_keeps_its_old_words_and_changes_nothing_else(lots: Lots) -> None:
    head = Lots(bytes(lots.number() for _ in range(32)))
    text = lots.text_or(lambda lots: f"quote: {words.value(lots, KEYS)}\n{words.record(lots, KEYS)}")
    document = document_of(text)
    quotes = [path for path in paths(document.value) if path and path[-1] == "quote"] if document else []
    if not document or not quotes:
        return
    path = head.one(quotes)
    found = _words_of(document, path)
    new = " ".join(words.prose(head).split())
    if found is None or not new:
        return
    edited = change_quote(text, FILE, Quote(found[0], found[1]), Quote(new, HERE))
    if edited is None:
        return
    after = document_of(edited)
    assert after is not None
    assert _without(after.value, path) == _without(document.value, path)
    quote = value_at(after.value, path)
    assert isinstance(quote, dict)
    assert str(quote["exact"]).split() == new.split()
    history: Any = quote["history"]
    (*_, last) = history
    said = last if isinstance(last, str) else last["exact"]
    assert said.split() == found[0].split()
