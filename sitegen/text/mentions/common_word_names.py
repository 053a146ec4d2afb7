"""Names that are common words, too: where any word has a capital they are nobody, unless the article told them before.

`It`, an agency, is not meant by `It rained.`, nor by a headline that has capitals throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitegen.core.model import ActorId, Article
from sitegen.text.mentions.adjacent_words import begins_sentence, has_small_words, word_before
from sitegen.text.mentions.manual_mentions import ManualHit
from sitegen.text.mentions.name_context import NameContext
from sitegen.text.mentions.name_index import Candidate, NameIndex, NameMatch
from sitegen.text.mentions.overlaps import longest
from sitegen.text.mentions.resolution import introductions
from sitegen.text.word_lists import is_title

_ROOT: Final = 3
"""Letters that words of one root have in common at least; a word of no more letters is no other's."""


def without_openers(
    context: NameContext, index: NameIndex, pins: list[ManualHit], article: Article, title: str
) -> NameContext:
    """The matches without the names that owe their capital to where they stand.

    They stay of actors whom the article declares, and behind the same word where its capital tells a name; a word out
    of an actor's name, or of its root (`Council`, `Dansk`), stays once the article has named the actor.
    """
    text = context.text
    blind_until = 0 if has_small_words(title) else len(title)
    openers = {
        match
        for match in context.matches
        if match.candidates.full
        and text[match.start : match.end].lower() in index.common
        and _tells_nothing(text, match, blind_until)
    }
    if not openers:
        return context
    sure = [match for match in context.matches if match not in openers]
    known = introductions(replace(context, matches=sure), pins, article)
    told = _NamedBefore(text, sure, pins, known)

    def left(match: NameMatch) -> NameMatch:
        until = len(text) if match.end <= len(title) else match.start
        word = text[match.start : match.end]
        full = tuple(
            one
            for one in match.candidates.full
            if one.actor in article.actors or told.tells(one, word, index.labels[one.actor], until)
        )
        return match._replace(candidates=match.candidates._replace(full=full))

    kept = [left(match) if match in openers else match for match in context.matches]
    return replace(context, matches=[one for one in kept if one.candidates.full or one.candidates.in_part])


class _NamedBefore:
    """Whom an article names by words whose capital tells a name."""

    def __init__(
        self, text: str, sure: Sequence[NameMatch], pins: Sequence[ManualHit], known: Mapping[ActorId, int]
    ) -> None:
        self._known = known
        self._words: dict[tuple[ActorId, str], int] = {}
        for match in longest([match for match in sure if match.candidates.full]):
            for one in match.candidates.full:
                self._words.setdefault((one.actor, text[match.start : match.end].lower()), match.end)
        for pin in pins:
            key = pin.actor, text[pin.start : pin.end].lower()
            self._words[key] = min(pin.end, self._words.get(key, pin.end))

    def tells(self, one: Candidate, word: str, label: str, until: int) -> bool:
        """Whether the word was told before an offset, or is of the name of an actor who was."""
        is_piece = _is_of_name(word.lower(), label.lower())
        first = self._known.get(one.actor) if is_piece else self._words.get((one.actor, word.lower()))
        return first is not None and first <= until


def _is_of_name(word: str, name: str) -> bool:
    """Whether a word is out of a longer name, or begins as one of its words does: `Dansk` is of Danmark."""
    names = name.split() if name != word else []
    return word in names or (len(word) > _ROOT and any(one.startswith(word[:_ROOT]) for one in names))


def _tells_nothing(text: str, match: NameMatch, blind_until: int) -> bool:
    """Whether any word would have a capital there: at a sentence's start, in a line that has capitals throughout.

    A line that is nothing but the name is about it, and behind `Dr.` no sentence begins.
    """
    begin, end = text.rfind("\n", 0, match.start) + 1, text.find("\n", match.end)
    line = text[begin : end if end >= 0 else len(text)]
    word = text[match.start : match.end]
    if line.strip() == word:
        return False
    if match.end <= blind_until:
        return True
    if len(word) > 1 and word.isupper():
        return line.isupper()
    before = word_before(text, match.start)
    return begins_sentence(text, match.start) and not (before and is_title(before[1]))
