"""Quotes changed in the files of their authors, and nothing else in them; `content.yaml_edit` writes and proves it.

The words that were quoted before stay under the quote's `history`, the oldest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.content.loader.folders import YAML_ENDS
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import Document, KeyPath, YamlValue, parse
from sitegen.core.problems import Problems
from sitegen.files import source_files
from sitegen.files.atomic import clear_unfinished, write_atomic
from sitegen.files.source_rules import CONTENT, resolve_links

if TYPE_CHECKING:
    from sitegen.content.yaml_edit.record_edits import NewValue
    from sitegen.core.model import Quote
    from sitegen.core.problems import Location
    from sitegen.editor.reanchor.lost_quotes import LostQuote

_ORDER: Final = ("exact", "from", "to", "prefix", "suffix", "occurrence", "history")
"""The order in which an author would write the keys of a quote."""
_BY_HAND: Final = "change the quote by hand"


def write_quotes(root: Path, moved: Iterable[LostQuote], problems: Problems) -> list[LostQuote]:
    """Change the quotes of these passages in their files; those that are changed.

    Each file is replaced whole, or left as it was. Reports: quote-not-changed.
    """
    by_file: defaultdict[str, list[LostQuote]] = defaultdict(list)
    for one in moved:
        by_file[one.quote.location.file].append(one)
    done: list[LostQuote] = []
    for file, passages in by_file.items():
        done += _write_file(root, file, passages, problems)
    return done


def _write_file(root: Path, file: str, passages: list[LostQuote], problems: Problems) -> list[LostQuote]:
    done: list[LostQuote] = []
    try:
        before = source_files.read_bytes(root, file)
        text = before.decode()
        # From the last to the first, so that places further up stay right.
        for one in sorted(passages, key=lambda lost: lost.quote.location, reverse=True):
            edited = change_quote(text, file, one.quote, one.relocation.quote) if one.relocation else None
            if edited is None:
                message = "this quote cannot be changed without touching more of the file"
                problems.add(one.quote.location, "quote-not-changed", message, _BY_HAND)
            else:
                text = edited
                done.append(one)
        if done:
            replace_content_file(root, file, before, text.encode())
    except OSError as error:
        _report_unwritten(error, file, passages, problems)
        return []
    return done


def _report_unwritten(error: OSError, file: str, passages: list[LostQuote], problems: Problems) -> None:
    reason = error.strerror or str(error)
    for one in passages:
        problems.add(one.quote.location, "quote-not-changed", f"{file} is left as it was: {reason}", _BY_HAND)


def replace_content_file(root: Path, file: str, before: bytes | None, after: bytes) -> None:
    """Put `after` in place of `before` in a file below `content/`: whole, or not at all. None = it is a new one.

    What writers that were killed had not finished beside it is taken away. Raises OSError, also as FileExistsError if
    the file has other bytes than `before` by now, and as LinkError for a link that is not followed.
    """
    below = resolve_links(str(root), file)
    if not below.startswith(f"{CONTENT}/"):
        raise OSError(f"it is none of the files of {CONTENT}/")
    place = root / (file if before is None else below)  # a link that leads nowhere is in the way of a new file
    clear_unfinished(place.parent, YAML_ENDS)
    write_atomic(place, after, expected=before, sync=True)


def change_quote(text: str, file: str, old: Quote, new: Quote) -> str | None:
    """The text of a file with `new` in place of `old`, which is found by its location and goes to `history`.

    A quote that was words alone becomes a mapping. None if that cannot be done without touching more of the file, or if
    an alias lets the quote stand in several places.
    """
    document = parse(text, file, Problems())
    path = _path_of(document, old.location) if document else None
    if document is None or path is None:
        return None
    value = value_at(document.value, path)
    if isinstance(value, dict):
        changes = _changes(value, new)
        return record_edits.change(text, file, path, changes, _ORDER) if changes else None
    changed = {**_words(new), **_context(new), "history": _on_one_line(value)}
    return record_edits.change(text, file, path[:-1], {str(path[-1]): changed})


def value_at(value: YamlValue, path: KeyPath) -> YamlValue:
    """The part of a value to which a path leads. Raises LookupError or TypeError where it leads to none."""
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def _changes(old: Mapping[str, YamlValue], new: Quote) -> dict[str, NewValue | None]:
    """What changes in a quote that is a mapping: words that are others, what stands beside them, and no count.

    Nothing if a part of it is no text, so that it is no quote.
    """
    before = {name: given for name, given in old.items() if isinstance(given, str) and name != "history"}
    history = _texts(old.get("history"))
    if history is None or any(given for name, given in old.items() if name not in before and name != "history"):
        return {}
    words = {name: given for name, given in _words(new).items() if _on_one_line(old.get(name)) != given}
    gone = dict.fromkeys(("prefix", "suffix", "occurrence"))
    replaced = _on_one_line(before["exact"]) if before.keys() == {"exact"} else before
    return {**gone, **words, **_context(new), "history": [*history, replaced]}


def _texts(history: YamlValue) -> list[str | dict[str, str]] | None:
    """The former quotes of a history; None if something in it is none."""
    listed = history if isinstance(history, list) else [] if history is None else [history]
    found: list[str | dict[str, str]] = []
    for one in listed:
        if isinstance(one, dict):
            found.append({name: given for name, given in one.items() if isinstance(given, str)})
        elif isinstance(one, str):
            found.append(one)
    return found if found == listed else None


def _words(quote: Quote) -> dict[str, str]:
    words = {"exact": quote.exact} if not quote.until else {"from": quote.exact, "to": quote.until}
    return {name: _on_one_line(given) for name, given in words.items()}


def _context(quote: Quote) -> dict[str, str]:
    return {name: given for name, given in (("prefix", quote.prefix), ("suffix", quote.suffix)) if given}


def _on_one_line(words: YamlValue) -> str:
    return " ".join(str(words or "").split())


def _path_of(document: Document, location: Location) -> KeyPath | None:
    """The way to the quote whose words begin at a place; None if there is none, or several by an alias."""
    found = [path for path in _quote_paths(document.value) if _words_place(document, path) == location]
    return found[0] if len(found) == 1 else None


def _quote_paths(value: YamlValue) -> Iterator[KeyPath]:
    records = enumerate(value) if isinstance(value, list) else [(None, value)]
    for number, record in records:
        if not isinstance(record, dict):
            continue
        prefix: KeyPath = () if number is None else (number,)
        if record.get("quote"):
            yield (*prefix, "quote")
        where = record.get("where")
        listed = enumerate(where) if isinstance(where, list) else [(None, where)]
        for place, passage in listed:
            if isinstance(passage, dict) and passage.get("quote"):
                yield (*prefix, "where", *(() if place is None else (place,)), "quote")


def _words_place(document: Document, path: KeyPath) -> Location:
    quote = value_at(document.value, path)
    if isinstance(quote, dict):
        path = (*path, "exact" if quote.get("exact") is not None else "from")
    return document.words_place(path)
