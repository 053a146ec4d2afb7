"""Who is named in a text: names, aliases, surnames of people already introduced, and what the author pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorId, Article, MatchRule, NoteId
from sitegen.text.mentions import resolution
from sitegen.text.mentions.adjacent_words import begins_sentence
from sitegen.text.mentions.common_word_names import is_date, without_openers
from sitegen.text.mentions.manual_mentions import (
    ManualHit,
    find_manual,
    outside_ignored_words,
    places_of_ignored_words,
    without_refused,
)
from sitegen.text.mentions.mention_ids import TextParts, count_occurrences
from sitegen.text.mentions.name_context import read_context
from sitegen.text.mentions.name_index import NameIndex, index_names
from sitegen.text.mentions.name_matches import NameMatch, TermMatch, longest
from sitegen.text.mentions.resolution import introductions, nested_places, resolve, with_acronyms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.core.problems import Problems
    from sitegen.text.anchoring import SearchableText

__all__ = [
    "FoundNames",
    "NameHit",
    "NameIndex",
    "TermHit",
    "TextParts",
    "count_occurrences",
    "find_all_names",
    "find_names",
    "find_terms",
    "index_names",
    "possible_actors",
]


class NameHit(FrozenRecord):
    """An actor named by the words of a half-open stretch of the text."""

    start: int
    end: int
    actor: ActorId
    how: MatchRule


class FoundNames(FrozenRecord):
    """Who is named in a text, and whose names stand in it."""

    hits: list[NameHit]
    """In reading order and disjoint."""
    possible_actors: tuple[ActorId, ...]
    """Everyone whose name or alias stands there as whole words, whomever they mean, sorted by id."""
    ignored_words: tuple[str, ...] = ()
    """The words that stand there of those that are nobody in any article."""


class _Matches(NamedTuple):
    """Whole words that may name somebody."""

    seen: list[NameMatch]
    unseen: list[NameMatch]
    """By name or alias one of those whom readers do not see."""


class TermHit(FrozenRecord):
    """The first words of an article that are a term of a note."""

    note: NoteId
    start: int
    end: int


def find_names(searchable: SearchableText, index: NameIndex, article: Article, problems: Problems) -> list[NameHit]:
    """Who is named where, in reading order and disjoint; the longest name wins where several overlap.

    A surname counts only after its person is introduced: by the full name, an alias or a pin earlier in the
    text, for the headline also later, or by the article's `actors`. Words that fit two actors name nobody.
    Reports: name-ambiguous, mention-not-found, mention-overlap, not-mention-not-found.
    """
    return find_all_names(searchable, (index, None), article, problems).hits


def find_all_names(
    searchable: SearchableText, indexes: tuple[NameIndex, NameIndex | None], article: Article, problems: Problems
) -> FoundNames:
    """As `find_names`, with actors that readers do not see: the second index has their names, and is None without any.

    Hidden actors are never linked. Words that `mentions` gives to them, and words inside a longer name of theirs, are
    linked to nobody else; beyond that they count as strangers. Reports as `find_names`.
    """
    index, unseen = indexes
    known = {*article.actors, *(pin.actor for pin in article.mentions)}
    found = index.names_in(searchable, known)
    hidden = [match for match in unseen.names_in(searchable, ()) if match.candidates.full] if unseen else []
    ignored = places_of_ignored_words(searchable, index.ignored_words)
    left = outside_ignored_words(found, [place for place, _ in ignored])
    hits = _hits(searchable, index, article, _Matches(left, hidden), problems)
    return FoundNames(hits, possible_actors((*found, *hidden)), tuple(dict.fromkeys(words for _, words in ignored)))


def possible_actors(matches: Iterable[NameMatch]) -> tuple[ActorId, ...]:
    """Everyone of whom some of the words are the name or an alias, sorted by id."""
    return tuple(sorted({one.actor for match in matches for one in match.candidates.full}))


def _hits(
    searchable: SearchableText, index: NameIndex, article: Article, found: _Matches, problems: Problems
) -> list[NameHit]:
    named = with_acronyms(searchable, found.seen)
    pins = find_manual(searchable, article.mentions, named, problems)
    matches = without_refused(searchable, named, article.not_mentions, problems)
    if pins:
        matches = [match for match in matches if not _overlaps_any(match, pins)]
    matches = [match for match in matches if not is_date(searchable.prose.text, *match[:2], searchable.language)]
    title = searchable.prose.title
    context = without_openers(
        read_context(searchable.prose.text, index, matches, title, found.unseen), index, pins, article, title
    )
    known_from = introductions(context, pins, article)
    headline = len(title)
    fitting = [resolve(match, known_from, context, headline) for match in context.matches]
    chosen = longest([match for match in fitting if match.candidates])
    unsure = {(match.start, match.end) for match in matches if match.is_doubtful}
    clear = [match for match in chosen if len(match.candidates) == 1 and match[:2] not in unsure]
    resolution.report_ambiguous(searchable, index, article, [match for match in chosen if match not in clear], problems)
    hits = [NameHit(match.start, match.end, *match.candidates[0]) for match in clear]
    inner = nested_places(
        searchable.prose.text, [match for match in fitting if match[:2] not in unsure], chosen, index.places
    )
    hits += [NameHit(one.start, one.end, *one.candidates[0]) for one in inner]
    hits += [NameHit(pin.start, pin.end, pin.actor, MatchRule.PINNED) for pin in pins if pin.actor in index.labels]
    return sorted(hits, key=lambda hit: hit.start)


def find_terms(searchable: SearchableText, index: NameIndex) -> list[TermHit]:
    """Where each note's terms come first in the text, in reading order; several notes may share words.

    Whole words as for names, never inside a longer term; a capital may begin the term where a sentence begins.
    """
    first: dict[NoteId, TermHit] = {}
    for match in longest([match for match in index.terms_in(searchable) if _terms_at(searchable, match)]):
        for note in _terms_at(searchable, match):
            first.setdefault(note, TermHit(note, match.start, match.end))
    return list(first.values())


def _overlaps_any(match: NameMatch, pins: list[ManualHit]) -> bool:
    return any(match.start < pin.end and pin.start < match.end for pin in pins)


def _terms_at(searchable: SearchableText, match: TermMatch) -> list[NoteId]:
    return [
        term.note
        for term in match.notes
        if not term.is_sentence_start or begins_sentence(searchable.prose.text, match.start)
    ]
