"""Words that stand nowhere as they are given, where they are set otherwise.

All letters, digits and marks are there, in their order. What may differ is how a typesetter sets them: `commit- tee`
of a scan, `--` for a dash, `. . .` for `...`, and blanks inside of guillemets or before high marks (`« Quoi ? »`).
"""

from __future__ import annotations

import functools
import re
from typing import Final

_LETTER: Final = r"[^\W\d_]"
_BETWEEN_LETTERS: Final = re.compile(f"(?<={_LETTER})(?={_LETTER})")
_SETTING: Final = re.compile(
    rf"(?P<hyphen>(?<={_LETTER})- ?(?={_LETTER}))"
    r"|(?P<dash>-{1,3}(?!-))"
    r"|(?P<dots> ?\.(?: ?\.)+)"
    rf"|(?P<quote> ?(?:\"|(?<!{_LETTER})'|'(?!{_LETTER})) ?)"
    r"|(?P<high> ?[;:!?%])"
)


def loose_pattern(wanted: str, text: str) -> re.Pattern[str] | None:
    """What finds the normalized words in the normalized text; None where it would find nothing else than they."""
    has_line_ends = "- " in text or "- " in wanted
    if not has_line_ends and not _SETTING.search(wanted):
        return None
    return _pattern(wanted, has_line_ends=has_line_ends)


@functools.lru_cache(maxsize=64)
def _pattern(wanted: str, *, has_line_ends: bool) -> re.Pattern[str]:
    built, done = "", 0
    for match in _SETTING.finditer(wanted):
        built += _plain(wanted[done : match.start()], has_line_ends=has_line_ends)
        sign = _sign(match, has_line_ends=has_line_ends)
        is_first, is_last = match.start() == 0, match.end() == len(wanted)
        built += sign.removeprefix(" ?" if is_first else "").removesuffix(" ?" if is_last else "")
        done = match.end()
    return re.compile(built + _plain(wanted[done:], has_line_ends=has_line_ends))


def _plain(words: str, *, has_line_ends: bool) -> str:
    """A hyphen without a space is never taken for nothing: `re-sign` is not `resign`."""
    if not has_line_ends:
        return re.escape(words)
    return "(?:- )?".join(re.escape(part) for part in _BETWEEN_LETTERS.split(words))


def _sign(match: re.Match[str], *, has_line_ends: bool) -> str:
    found = match.group()
    if match["hyphen"]:
        blank = " ?" if has_line_ends else ""
        return f"(?:-{{1,3}}{blank})" + ("?" if found == "- " else "")
    if match["dash"]:
        return "-{1,3}"
    if match["dots"]:
        return r" ?\." * found.count(".")
    sign = re.escape(found.strip())
    return f" ?{sign} ?" if match["quote"] else f" ?{sign}"
