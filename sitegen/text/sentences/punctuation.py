"""The marks that sentences end with, and what may stand around them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

STOPS: Final = (
    ".!?…‼‽⁇⁈⁉։\u061d\u061e؟۔\u0700\u0701\u0702\u07f9\u0837\u0839\u083d\u083e।॥\u1367\u1368᙮᜵᜶\u1809\u1944\u1945\u1aa8-\u1aab"
    "\u1b4e\u1b4f\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c᱾᱿\u2cf9-\u2cfb⸮⸼\u2e53\u2e54\u2e60\u2e61"
    "\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1\uabeb"
    "﹖﹗\u037e"
)
"""Marks that end a sentence where a blank follows: Unicode's `Sentence_Terminal`, as in a pattern's set."""
SOLID: Final = "。！？｡．︒︕︖።\u104b។៕᠃།༎"
"""Marks that end a sentence with or without a blank: of scripts without spaces, and U+1362, U+1803."""
ASTRAL: Final = (
    "\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047\U00011048\U000110be-\U000110c1\U00011141-\U00011143"
    "\U000111c5\U000111c6\U000111cd\U000111de\U000111df\U00011238\U00011239\U0001123b\U0001123c\U000112a9\U000113d4\U000113d5"
    "\U0001144b\U0001144c\U000115c2\U000115c3\U000115c9-\U000115d7\U00011641\U00011642\U0001173c-\U0001173e\U00011944\U00011946"
    "\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8\U00011f43\U00011f44\U00016a6e\U00016a6f"
    "\U00016af5\U00016b37\U00016b38\U00016b44\U00016d6e\U00016d6f\U00016e98\U0001bc9f\U0001da88"
)
"""Those of rare scripts: asked for only where such characters are, for they make the search slower."""
IS_RARE: Final = re.compile("[\U00010a56-\U0001da88]")

QUOTES: Final = "\"'“”„‟‘’‚‛«»‹›"
_SURELY_CLOSING: Final = "\"'”’»›)\\]}」』）］】〉》〕｣﴿"
"""Those that open nothing in a script without blanks."""
_CLOSING: Final = f"{QUOTES})\\]}}」』）］】〉》〕｣﴿"
_OPENING: Final = f"{QUOTES}(\\[{{¿¡「『（［【〈《〔｢"
_FOOTNOTE: Final = (
    r"[ \u00a0\u202f]?[\[［](?:\^?\d{1,3}|[a-z]|(?:note|nb|n\.)\s?\d{1,3}|sic)[\]］]|[⁰¹²³⁴-⁹]+|[*†‡]+(?=\s|\Z)"
)
"""A mark that stands behind a sentence and belongs to it."""


@cache
def end_pattern(*, is_greek: bool, is_solid: bool, is_rare: bool) -> re.Pattern[str]:
    """The places where a sentence may end.

    `is_greek`: a semicolon asks there. `is_solid`: the script has no blanks, so a quotation mark that opens may stand
    directly behind a mark. `is_rare`: the text has characters of scripts beyond the first 65,536.
    """
    stops = STOPS + SOLID + (";" if is_greek else "") + (ASTRAL if is_rare else "")
    closing = _SURELY_CLOSING if is_solid else _CLOSING
    # One set of characters first: that is what the engine skips to fastest.
    return re.compile(
        rf"(?P<mark>[{stops}]+(?:\s[།]+)*)"
        rf"(?P<close>(?<=[{SOLID}])(?:[{_SURELY_CLOSING}]|{_FOOTNOTE})*"
        rf"|(?<![{SOLID}])(?:[{closing}]|[ \u00a0\u202f]{{1,2}}»(?=[\s,.;:!?…)]|\Z)|{_FOOTNOTE})*)"
        rf"(?P<space>\s*)(?=(?P<next>(?P<open>(?:[{_OPENING}]|[—–-]\s?)*)(?P<first>\w)?))"
    )
