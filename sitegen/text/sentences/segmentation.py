"""Where a sentence ends, by plain rules and the words of its language.

What follows a mark decides first, then what stands before it (`full_stop`). In doubt nothing is cut: more is shown
then, and never half a date or half a name.
Source: the marks are those of Unicode's property Sentence_Terminal (Unicode Standard Annex 29); docs/decisions/0016 has
the rules.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.sentences import unspaced_scripts
from sitegen.text.sentences.full_stop import FullStop
from sitegen.text.sentences.germanic import GERMANIC
from sitegen.text.sentences.language_profile import LanguageProfile
from sitegen.text.sentences.other_languages import OTHERS
from sitegen.text.sentences.romance import ROMANCE
from sitegen.text.sentences.slavic import SLAVIC

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
    """`LanguageProfile.said` compiled, with the blanks before it."""
    return re.compile(rf"\s*{pattern}")


_LONGEST_BRACKET: Final = 250
_BRACKETS: Final = (("(", ")"), ("（", "）"))
_DOTS: Final = frozenset(("…", "...", "..", "……"))
_QUOTED_STOP_ENDS: Final = frozenset(("", "en"))
"""Languages that put a comma, never a full stop, before a closing mark where the sentence goes on."""
_CLIPPED: Final = re.compile(r"[’'][stnkm]\s+[^\W\d_]")
"""Dutch and Afrikaans sentences may begin so: `’s Avonds`."""
_VOWEL: Final = re.compile("[^bcdfghjklmnpqrstvwxzßçñ]", re.IGNORECASE)
_LAST_WORD: Final = re.compile(r"([\w’']+)\s*\Z")


class SentenceSplitter(FrozenRecord):
    """Finds the sentences of texts in one language."""

    tag: str
    """Its primary subtag in small letters."""
    language: LanguageProfile
    known: frozenset[str]
    """All words of which the language knows something that stand before a full stop."""

    @classmethod
    @cache
    def of(cls, tag: str) -> SentenceSplitter:
        """The rules of a BCP 47 tag."""
        known = profile_of(tag)
        return cls(
            tag.casefold().partition("-")[0],
            known,
            known.never | known.numbers | known.either | known.units | known.ends,
        )

    def starts(self, text: str, start: int, end: int) -> list[int]:
        """Where the sentences of a stretch of `text` begin, its own start first."""
        return [start, *self.further_starts(text, start, end)]

    def further_starts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where the sentences behind the first one begin; no more is looked at than is asked for."""
        if self.tag == "th":
            yield from unspaced_scripts.thai_starts(text, [start, *self._starts_behind_marks(text, start, end)], end)[
                1:
            ]
        else:
            yield from self._starts_behind_marks(text, start, end)

    def _starts_behind_marks(self, text: str, start: int, end: int) -> Iterator[int]:
        # In Thai it stands behind abbreviations alone; in Armenian it is what a colon is elsewhere.
        is_no_stop = self.tag == "th" or (self.tag == "hy" and text.find("\u0589", start, end) >= 0)
        for match in self._pattern(text, start, end).finditer(text, start, end):
            if match.end() == end or (is_no_stop and match["mark"] == "."):
                continue
            if self._is_end(text, start, match):
                start = match.end()
                yield start

    def _pattern(self, text: str, start: int, end: int) -> re.Pattern[str]:
        is_rare = not text.isascii() and IS_RARE.search(text, start, end) is not None
        return end_pattern(is_greek=self.tag == "el", is_solid=self.tag in unspaced_scripts.TAGS, is_rare=is_rare)

    def _is_end(self, text: str, start: int, match: re.Match[str]) -> bool:
        mark = match["mark"]
        if mark[-1] in SOLID:
            return self._is_solid_end(text, match) and not _is_inside(text, start, match)
        if self.tag in unspaced_scripts.TAGS and mark[0] == "…":
            return unspaced_scripts.ends_with_dots(text, match)
        if not match["space"] or not match["next"] or self._is_small(text, match) or _is_inside(text, start, match):
            return False
        return self._is_full_stop(text, start, match) if mark == "." else not self._goes_on(text, start, match)

    def _is_full_stop(self, text: str, start: int, match: re.Match[str]) -> bool:
        if any(one in QUOTES for one in match["close"]):
            return self.tag in _QUOTED_STOP_ENDS or not self._goes_on(text, start, match)
        if self._is_plain_word(text, start, match.start()):
            return True
        return FullStop(self.tag, self.language, text, start, match).is_end()

    def _is_plain_word(self, text: str, start: int, place: int) -> bool:
        """Whether no abbreviation, initial or number stands before a full stop: the most frequent case."""
        word = text[max(text.rfind(" ", start, place) + 1, start, place - 40) : place]
        if len(word) < 3 or not word.isalpha() or word.isupper() or not "a" <= word[-1] <= "\u1fff":
            return False
        return (
            word.casefold() not in self.known
            and (not self.language.endings or not word.endswith(self.language.endings))
            and _VOWEL.search(word) is not None
        )

    def _is_small(self, text: str, match: re.Match[str]) -> bool:
        """Whether a small letter follows, of a script with capitals; Georgian writes all in small ones."""
        first = match["first"]
        if first is None or not first.islower() or "\u10d0" <= first <= "\u10ff":
            return False
        apostrophe = match.end() + len(match["open"]) - 1
        clipped = _CLIPPED.match(text, apostrophe) if match["open"] and self.tag in ("nl", "af") else None
        return clipped is None or clipped.group()[-1].islower()

    def _is_solid_end(self, text: str, match: re.Match[str]) -> bool:
        if match["mark"] == "．" and text[match.start() - 1 : match.start()].isdigit():
            return False
        if self._is_small(text, match) and not match["space"]:
            return False
        return not unspaced_scripts.goes_on(self.tag, text, match)

    def _goes_on(self, text: str, start: int, match: re.Match[str]) -> bool:
        """Whether what follows a question, a shout, dots or a quotation still belongs to the sentence."""
        is_quoted = any(mark in QUOTES for mark in match["close"])
        if is_quoted and self.language.said and said_pattern(self.language.said).match(text, match.end()):
            return True
        first = match["first"]
        if match["mark"] not in _DOTS or first is None or first.lower() != first.upper():
            return False
        # No capital can tell: a sentence is cut short before a pause, and does not end with `but`.
        before = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
        is_pause = text[match.start() - 1 : match.start()].isspace()
        return is_pause or (before is not None and before[1] in self.language.openers)


def _is_inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether this mark stands in brackets that go on behind it, or fills them: `(!)`."""
    place = match.start()
    if place > start and text[place - 1] in "([（［":
        return True
    lowest = max(start, place - _LONGEST_BRACKET)
    for opening, closing in _BRACKETS:
        opened = text.rfind(opening, lowest, place)
        if opened >= 0 and text.find(closing, opened, place) < 0 and closing not in match["close"]:
            return text.find(closing, place, place + _LONGEST_BRACKET) >= 0
    return False
