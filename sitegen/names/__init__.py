"""Who is named in a text: names, aliases, surnames of people already introduced, and what the author pinned."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sitegen.anchor.told import pasteable
from sitegen.fold import fold
from sitegen.model import ActorId, Article, How, NoteId
from sitegen.names.lexicon import Candidate, Lexicon, NameMatch, TermMatch, lexicon
from sitegen.names.pins import Pinned, pinned, without_refused
from sitegen.problems import Location

if TYPE_CHECKING:
    from sitegen.anchor import Target
    from sitegen.problems import Problems

__all__ = ["Hit", "Lexicon", "TermHit", "find", "find_terms", "lexicon"]

_Match = TypeVar("_Match", bound=tuple[int, int, object])

_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…。！？:][\"'”’»›)\]]*\s+|\n\n)[\"'“‘„‚«‹(\[¿¡]*\Z")
_BEFORE: Final = 12
"""Characters that can stand between the end of a sentence and the first word of the next."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An actor named by the words of a half-open stretch of the text."""

    start: int
    end: int
    actor: ActorId
    how: How


@dataclass(frozen=True, slots=True)
class TermHit:
    """The first words of an article that are a term of a note."""

    note: NoteId
    start: int
    end: int


def find(target: Target, lexicon: Lexicon, article: Article, problems: Problems) -> list[Hit]:
    """Who is named where, in reading order and disjoint; the longest name wins where several overlap.

    A surname counts only after its person is introduced: by the full name, an alias or a pin earlier in the
    text, for the headline also later, or by the article's `actors`. Words that fit two actors name nobody.
    Reports: name-ambiguous, mention-not-found, mention-overlap, not-mention-not-found.
    """
    known = {*article.actors, *(pin.actor for pin in article.mentions)}
    named = lexicon.names_in(target, known)
    pins = pinned(target, article.mentions, named, problems)
    matches = without_refused(target, named, article.not_mentions, problems)
    if pins:
        matches = [match for match in matches if not _overlaps_any(match, pins)]
    introduced = _introduced(matches, pins, article)
    headline = len(target.prose.title)
    fitting = [_settled(match, introduced, headline) for match in matches]
    chosen = _longest([match for match in fitting if match.candidates])
    _tell_doubts(target, lexicon, article, [match for match in chosen if len(match.candidates) > 1], problems)
    hits = [Hit(match.start, match.end, *match.candidates[0]) for match in chosen if len(match.candidates) == 1]
    hits += [Hit(pin.start, pin.end, pin.actor, How.PINNED) for pin in pins]
    return sorted(hits, key=lambda hit: hit.start)


def find_terms(target: Target, lexicon: Lexicon) -> list[TermHit]:
    """Where each note's terms come first in the text, in reading order; several notes may share words.

    Whole words as for names, never inside a longer term; a capital may begin the term where a sentence begins.
    """
    first: dict[NoteId, TermHit] = {}
    for match in _longest([match for match in lexicon.terms_in(target) if _terms_at(target, match)]):
        for note in _terms_at(target, match):
            first.setdefault(note, TermHit(note, match.start, match.end))
    return list(first.values())


class _Settled(NamedTuple):
    """Words with the actors whom they fit in this article."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def _settled(match: NameMatch, introduced: dict[ActorId, int], headline: int) -> _Settled:
    """The actors whom these words fit: by surname only those introduced before, or at all for the headline."""
    full, by_surname = match.named
    if by_surname:
        in_headline = match.end <= headline
        full += tuple(
            one
            for one in by_surname
            if one.actor in introduced and (in_headline or introduced[one.actor] <= match.start)
        )
    return _Settled(match.start, match.end, full)


def _introduced(matches: list[NameMatch], pins: list[Pinned], article: Article) -> dict[ActorId, int]:
    """From which offset on each actor is known to the reader: the end of the first words that surely name him."""
    introduced = dict.fromkeys(article.actors, 0)
    for pin in pins:
        introduced.setdefault(pin.actor, pin.end)
    for match in _longest([match for match in matches if match.named.full]):
        candidates = _settled(match, introduced, 0).candidates
        if len(candidates) == 1:
            actor = candidates[0].actor
            introduced[actor] = min(match.end, introduced.get(actor, match.end))
    return introduced


def _longest(matches: list[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, then the first; in reading order."""
    matches.sort(key=lambda match: match[0])
    if all(one[1] <= other[0] for one, other in pairwise(matches)):
        return matches
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        place = bisect_left(chosen, match[0], key=lambda match: match[0])
        is_free_before = not place or chosen[place - 1][1] <= match[0]
        if is_free_before and (place == len(chosen) or match[1] <= chosen[place][0]):
            chosen.insert(place, match)
    return chosen


def _overlaps_any(match: NameMatch, pins: list[Pinned]) -> bool:
    return any(match.start < pin.end and pin.start < match.end for pin in pins)


def _tell_doubts(
    target: Target, lexicon: Lexicon, article: Article, doubts: list[_Settled], problems: Problems
) -> None:
    """One warning for the same words, however often they come."""
    by_words: dict[str, list[_Settled]] = {}
    for match in doubts:
        words = fold(target.prose.text[match.start : match.end]).text
        by_words.setdefault(words, []).append(match)
    for words, matches in by_words.items():
        actors = sorted({one.actor for match in matches for one in match.candidates})
        named = " and ".join(f"{lexicon.labels[actor]} ({actor})" for actor in actors)
        lines = list(dict.fromkeys(target.line_at(match.start) for match in matches))
        where = f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
        message = f'"{words}" fits {named}: it names nobody on {where}'
        location = Location(target.seed_file, lines[0])
        problems.add(location, "name-ambiguous", message, _how_to_settle(target, article, words, actors[0]))


def _how_to_settle(target: Target, article: Article, words: str, actor: ActorId) -> str:
    is_from_seed = article.location.file == target.seed_file
    record = "the article's record" if is_from_seed else article.location.file
    pin = f"mentions: [{{text: {pasteable(words)}, actor: {actor}}}]"
    return f"say in {record} who it is, {pin}, or that it is nobody, not_mentions: [{pasteable(words)}]"


def _terms_at(target: Target, match: TermMatch) -> list[NoteId]:
    return [term.note for term in match.notes if not term.is_sentence_start or _begins_sentence(target, match.start)]


def _begins_sentence(target: Target, start: int) -> bool:
    before = target.prose.text[max(start - _BEFORE, 0) : start]
    # So that `^` is the beginning of the text alone.
    return _SENTENCE_START.search(before if start <= _BEFORE else f"x{before}") is not None
