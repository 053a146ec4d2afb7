"""Where a sentence ends, by plain rules and the words of its language.

What follows a mark decides first, then what stands before it (`full_stop`). In doubt nothing is cut: more is shown
then, and never half a date or half a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from sitegen.text.sentences import unspaced_scripts
from sitegen.text.sentences.full_stop import FullStop
from sitegen.text.sentences.language_profile import LanguageProfile
from sitegen.text.sentences.punctuation import IS_RARE, QUOTES, SOLID, end_pattern
from sitegen.text.sentences.sentence_rules import profile_of, said_pattern

_LONGEST_BRACKET: Final = 250
_BRACKETS: Final = (("(", ")"), ("（", "）"))
_DOTS: Final = frozenset(("…", "...", "..", "……"))
_QUOTED_STOP_ENDS: Final = frozenset(("", "en"))
"""Languages that put a comma, never a full stop, before a closing mark where the sentence goes on."""
_CLIPPED: Final = re.compile(r"[’'][stnkm]\s+[^\W\d_]")
"""Dutch and Afrikaans sentences may begin so: `’s Avonds`."""
_VOWEL: Final = re.compile("[^bcdfghjklmnpqrstvwxzßçñ]", re.IGNORECASE)
_LAST_WORD: Final = re.compile(r"([\w’']+)\s*\Z")


@dataclass(frozen=True, slots=True)
class SentenceSplitter:
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
        found = [start]
        # In Thai it stands behind abbreviations alone; in Armenian it is what a colon is elsewhere.
        is_no_stop = self.tag == "th" or (self.tag == "hy" and text.find("\u0589", start, end) >= 0)
        for match in self._pattern(text, start, end).finditer(text, start, end):
            if match.end() == end or (is_no_stop and match["mark"] == "."):
                continue
            if self._is_end(text, found[-1], match):
                found.append(match.end())
        if self.tag == "th":
            found = unspaced_scripts.thai_starts(text, found, end)
        return found

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
        """Whether no abbreviation, initial or number stands before a full stop, as nearly always: told at once."""
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
