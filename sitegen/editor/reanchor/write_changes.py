"""The files of an archive with the quotes of moved passages changed in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sitegen.core.problems import Problems
from sitegen.editor.reanchor import save
from sitegen.editor.reanchor.lost_quotes import LostQuote
from sitegen.editor.reanchor.quote_edit import change_quote
from sitegen.files import source_files

_BY_HAND = "change the quote by hand"


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
            edited = change_quote(text, file, one.quote, one.move.quote) if one.move else None
            if edited is None:
                message = "this quote cannot be changed without touching more of the file"
                problems.add(one.quote.location, "quote-not-changed", message, _BY_HAND)
            else:
                text = edited
                done.append(one)
        if done:
            save.replace(root, file, before, text.encode())
    except OSError as error:
        _report_unwritten(error, file, passages, problems)
        return []
    return done


def _report_unwritten(error: OSError, file: str, passages: list[LostQuote], problems: Problems) -> None:
    reason = error.strerror or str(error)
    for one in passages:
        problems.add(one.quote.location, "quote-not-changed", f"{file} is left as it was: {reason}", _BY_HAND)
