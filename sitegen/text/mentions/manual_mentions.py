"""What the author of an article's record decided about its words: `mentions` and `not_mentions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.core.model import ActorId, ManualMention, NotMention
from sitegen.text.anchoring.quote_problems import pasteable, quote_not_found, shorten
from sitegen.text.mentions.name_boundaries import may_stand_alone
from sitegen.text.mentions.name_matches import NameMatch
from sitegen.text.mentions.whole_words import stand_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.core.problems import Problems
    from sitegen.text.anchoring import SearchableText


class ManualHit(NamedTuple):
    """Words that mean an actor because the author says so."""

    start: int
    end: int
    actor: ActorId
    pin: ManualMention


def find_manual(
    searchable: SearchableText, pins: Sequence[ManualMention], names: Sequence[NameMatch], problems: Problems
) -> list[ManualHit]:
    """Where the pins are, in reading order and disjoint: of two that overlap the longer, then the first given.

    Reports: mention-not-found, mention-overlap.
    """
    full = [match for match in names if match.candidates.full]
    found = [
        ManualHit(start, end, pin.actor, pin)
        for pin in pins
        for start, end in _outside_names(searchable, _places(searchable, pin, problems), pin, full)
    ]
    kept: list[ManualHit] = []
    clashes: dict[tuple[ManualMention, ManualMention], ManualHit] = {}
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        other = next((other for other in kept if one.start < other.end and other.start < one.end), None)
        if other is None:
            kept.append(one)
        elif other.actor != one.actor:
            clashes.setdefault((one.pin, other.pin), one)
    for (_, winner), loser in clashes.items():
        _report_overlap(searchable, loser, winner, problems)
    return sorted(kept, key=lambda one: one.start)


def without_refused(
    searchable: SearchableText, matches: list[NameMatch], refused: Sequence[NotMention], problems: Problems
) -> list[NameMatch]:
    """The matches that the author does not refuse: those words, and what stands inside them, are left alone.

    Reports: not-mention-not-found.
    """
    for refusal in refused:
        hits = searchable.hits(refusal.text)
        if not hits:
            lost = quote_not_found(searchable, refusal.text)
            problems.add(refusal.location, "not-mention-not-found", lost.message, lost.hint)
        places = [searchable.span_of(hit) for hit in hits]
        matches = [
            left for match in matches for left in _left(match, refusal.actor, is_refused=_is_inside(match, places))
        ]
    return matches


def places_of_ignored_words(
    searchable: SearchableText, ignored_words: Sequence[str]
) -> list[tuple[tuple[int, int], str]]:
    """Where the words stand, as whole words, that are nobody in any article, and which they are."""
    return [
        (searchable.span_of(hit), words)
        for words in ignored_words
        for hit in searchable.hits(words)
        if stand_whole(searchable, hit.start, hit.end, is_name=False)
    ]


def outside_ignored_words(matches: list[NameMatch], places: Sequence[tuple[int, int]]) -> list[NameMatch]:
    """The matches that are no part of these words."""
    return [match for match in matches if not _is_inside(match, list(places))] if places else matches


def manual_places(searchable: SearchableText, words: str) -> list[tuple[int, int]]:
    """Where a pin of these words can be, in reading order: what `occurrence` counts."""
    return [place for place in _all_places(searchable, words) if not _is_in_code(searchable, place)]


def _all_places(searchable: SearchableText, words: str) -> list[tuple[int, int]]:
    hits = searchable.hits(words)
    # Whole words are not demanded, but `Crane` does not mean a part of `Cranes` where it also stands alone.
    whole = [hit for hit in hits if stand_whole(searchable, hit.start, hit.end)]
    return list(dict.fromkeys(searchable.span_of(hit) for hit in whole or hits))


def _places(searchable: SearchableText, pin: ManualMention, problems: Problems) -> list[tuple[int, int]]:
    outside = manual_places(searchable, pin.text)
    if not outside and not _all_places(searchable, pin.text):
        lost = quote_not_found(searchable, pin.text)
        problems.add(pin.location, "mention-not-found", lost.message, lost.hint)
    elif len(outside) < max(pin.occurrence, 1):
        often = "once" if len(outside) == 1 else f"{len(outside)} times"
        message = f'{searchable.seed_file} has the words "{shorten(pin.text)}" {often} outside code and URLs'
        hint = f"there is no occurrence {pin.occurrence}" if pin.occurrence else "code and URLs name nobody"
        problems.add(pin.location, "mention-not-found", message, hint)
    return outside[pin.occurrence - 1 : pin.occurrence] if pin.occurrence else outside


def _outside_names(
    searchable: SearchableText, places: list[tuple[int, int]], pin: ManualMention, full: list[NameMatch]
) -> list[tuple[int, int]]:
    """The places that are no part of a longer name or word, unless there are no others, or one was chosen by number.

    `Reyes` for Ana Reyes leaves Luis Reyes his name, and her hers.
    """
    if pin.occurrence:
        return places
    outside = [place for place in places if not any(_is_part(place, match) for match in full)]
    outside = [place for place in outside if may_stand_alone(searchable, *place)] or outside
    return outside or places


def _is_part(place: tuple[int, int], match: NameMatch) -> bool:
    is_within = match.start <= place[0] and place[1] <= match.end
    return is_within and match.end - match.start > place[1] - place[0]


def _report_overlap(searchable: SearchableText, loser: ManualHit, winner: ManualMention, problems: Problems) -> None:
    cause = f"{pasteable(loser.pin.text)} ({loser.actor}) overlaps {pasteable(winner.text)} ({winner.actor})"
    message = f"{cause} {searchable.on_lines([loser.start])} of {searchable.seed_file}"
    hint = f"there it means {winner.actor}; give an occurrence to the one, or longer words to the other"
    problems.add(loser.pin.location, "mention-overlap", message, hint, cause=cause)


def _left(match: NameMatch, actor: ActorId | None, *, is_refused: bool) -> list[NameMatch]:
    if not is_refused:
        return [match]
    if actor is None:
        return []
    left = match.candidates.without({actor})
    return [match._replace(candidates=left)] if left.full or left.in_part else []


def _is_inside(match: NameMatch, places: list[tuple[int, int]]) -> bool:
    return any(start <= match.start and match.end <= end for start, end in places)


def _is_in_code(searchable: SearchableText, place: tuple[int, int]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in searchable.prose.code)
