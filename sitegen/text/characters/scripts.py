"""Scripts that put no blanks between their words."""

from __future__ import annotations

import re
from typing import Final

WITHOUT_SPACES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u197f\u19e0-\u19ff"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9fe\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Thai, Lao, Myanmar, Khmer, Tai Le; Han and kana: the inside of a class of a regular expression."""
_WITHOUT_SPACES: Final = re.compile(f"[{WITHOUT_SPACES}]")


def is_without_spaces(character: str) -> bool:
    """Whether this is of a script that puts no spaces between words."""
    return character > "\u0dff" and _WITHOUT_SPACES.match(character) is not None
