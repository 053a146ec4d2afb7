"""The language of a text by its tag."""

from __future__ import annotations

import functools
import re
from typing import Final

from sitegen.text.sentences.germanic import GERMANIC
from sitegen.text.sentences.language_profile import LanguageProfile
from sitegen.text.sentences.other_languages import OTHERS
from sitegen.text.sentences.romance import ROMANCE
from sitegen.text.sentences.slavic import SLAVIC

_ALSO: Final = {
    "no": "nb",
    "nn": "nb",
    "fo": "da",
    "iw": "he",
    "in": "id",
    "sh": "hr",
    "cnr": "sr",
    "fil": "en",
    "gl": "pt",
}
"""Tags of languages that are served by the words of another."""

_ALL: Final = GERMANIC | ROMANCE | SLAVIC | OTHERS
_UNKNOWN: Final = LanguageProfile(
    never=_ALL["en"].never, numbers=_ALL["en"].numbers, either=_ALL["en"].either, ends=_ALL["en"].ends
)


def profile_of(tag: str) -> LanguageProfile:
    """What is known of the language of a BCP 47 tag; of others, abbreviations that many languages share."""
    primary = tag.casefold().partition("-")[0]
    return _ALL.get(_ALSO.get(primary, primary), _UNKNOWN)


@functools.cache
def said_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern of `Language.said`."""
    return re.compile(rf"\s*{pattern}")
