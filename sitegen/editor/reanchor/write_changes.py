"""The files of an archive with the quotes of moved passages changed in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sitegen.content.loader.folders import YAML_ENDS
from sitegen.core.problems import Problems
from sitegen.editor.reanchor.lost_quotes import LostQuote
from sitegen.editor.reanchor.quote_edit import change_quote
from sitegen.files import source_files
from sitegen.files.atomic import clear_unfinished, write_atomic
from sitegen.files.source_rules import CONTENT, resolve_links

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
