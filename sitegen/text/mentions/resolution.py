"""Whom the words of a text mean, of all whom they fit: what the article said before decides, and never a guess.

Acronyms that an article makes known itself count from there on: `Food Standards Agency (FSA)`, and `FSA`. Words that
may mean one actor or another, or be a part of a longer word, name nobody, and it is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.core.model import ActorId, Article, MatchRule
from sitegen.core.problems import Location
from sitegen.text.anchoring.quote_problems import pasteable
from sitegen.text.mentions.adjacent_words import follows_preposition
from sitegen.text.mentions.manual_mentions import ManualHit
from sitegen.text.mentions.name_context import NameContext
from sitegen.text.mentions.name_matches import Candidate, NameCandidates, NameMatch, longest
from sitegen.text.mentions.whole_words import stand_whole
from sitegen.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.core.problems import Problems
    from sitegen.text.anchoring import SearchableText
    from sitegen.text.mentions.name_index import NameIndex


_IN_BRACKETS: Final = re.compile(r"\s*\(([^\W\d_a-z][^\W_a-z]{1,9})\)")
_PARTS: Final = re.compile(r"[\s\-–—/.,&’']+")


def with_acronyms(searchable: SearchableText, named: list[NameMatch]) -> list[NameMatch]:
    """The names, and where acronyms stand that follow a whole name in brackets, made of the first letters of its words.

    They count from there to the end of the article. An acronym that is a name of its own in the archive is left to it.
    """
    text = searchable.prose.text
    found: dict[str, NameMatch] = {}
    for match in named:
        given = _IN_BRACKETS.match(text, match.end) if len(match.candidates.full) == 1 else None
        if given and _is_made_of(given[1], text[match.start : match.end]):
            found.setdefault(given[1], match)
    if not found:
        return named
    taken = {(match.start, match.end) for match in named}
    places = [one for acronym, match in found.items() for one in _places(searchable, acronym, match)]
    return sorted(named + [one for one in places if (one.start, one.end) not in taken], key=lambda match: match.end)


def _is_made_of(acronym: str, name: str) -> bool:
    """Whether the letters are first letters of the name's words, in order; small words may be passed over."""
    initials = iter([part[0].upper() for part in _PARTS.split(name) if part])
    return all(letter in initials for letter in acronym)


def _places(searchable: SearchableText, acronym: str, match: NameMatch) -> Iterable[NameMatch]:
    named = NameCandidates((Candidate(match.candidates.full[0].actor, MatchRule.ALIAS),))
    for hit in searchable.hits(acronym):
        start, end = searchable.span_of(hit)
        is_code = any(start < stop and begin < end for begin, stop in searchable.prose.code)
        if start >= match.end and not is_code and stand_whole(searchable, hit.start, hit.end):
            yield NameMatch(start, end, named)


_OF_PLACE: Final = re.compile(r"['’]s\s|\s+\d[\d–-]*\Z")


class Resolution(NamedTuple):
    """Words with the actors whom they fit in this article: one, or several that nothing tells apart."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def introductions(context: NameContext, pins: list[ManualHit], article: Article) -> dict[ActorId, int]:
    """From which offset on each actor is known to the reader: the end of the first words that mean nobody else."""
    first = dict.fromkeys(article.actors, 0)
    for pin in pins:
        first.setdefault(pin.actor, pin.end)
    for match in longest([match for match in context.matches if match.candidates.full and not match.is_doubtful]):
        if len(match.candidates.full) == 1 and not match.candidates.by_surname:
            actor = match.candidates.full[0].actor
            first[actor] = min(match.end, first.get(actor, match.end))
    return first


def resolve(match: NameMatch, known: Mapping[ActorId, int], context: NameContext, headline: int) -> Resolution:
    """The actor whom these words mean, or all whom they fit where nothing tells them apart.

    A part of a name counts only for people whom the reader knows, and a surname not where a stranger bore it before
    all of them: one that came between two of them makes neither surer, but whose name is all of the headline. Of
    several actors those count whom the article named before by words that fit nobody else.
    """
    named = match.candidates
    if len(named.full) == 1 and not named.by_surname:
        return Resolution(match.start, match.end, named.full)
    until = len(context.text) if match.end <= headline else match.start

    def is_introduced(actor: ActorId) -> bool:
        return known.get(actor, until + 1) <= until

    bearers = tuple(one for one in named.by_surname if is_introduced(one.actor))
    own = tuple(one for one in bearers if not context.is_of_other_bearer(one.actor, known[one.actor]))
    if not own or any(one.actor in context.subjects for one in own):
        bearers = own
    candidates = named.full + bearers
    if not candidates:
        candidates = tuple(one for one in named.by_forename if is_introduced(one.actor))
    if len(candidates) > 1 and not _is_mixed(candidates, context.people):
        candidates = tuple(one for one in candidates if is_introduced(one.actor)) or candidates
    return Resolution(match.start, match.end, candidates)


def _is_mixed(candidates: tuple[Candidate, ...], people: Collection[ActorId]) -> bool:
    """Whether the words are one's surname and the whole name of a place: in an article on both either may be meant."""
    is_surname = any(one.how is MatchRule.SURNAME for one in candidates)
    return is_surname and any(one.actor not in people for one in candidates)


def nested_places(
    text: str, matches: list[Resolution], chosen: list[Resolution], places: Collection[ActorId]
) -> list[Resolution]:
    """The places that longer names of others tell: `University of Holt`, `Ash, Holt`, `Holt’s Old Mill`, `Holt 1994`.

    At other places of a name they are seldom meant: `Holt Herald`, `North Holt`.
    """
    starts = [one.start for one in chosen]
    inside = []
    for one in matches:
        if len(one.candidates) != 1 or one.candidates[0].actor not in places:
            continue
        outer = chosen[bisect_right(starts, one.start) - 1]
        is_inside = outer.start <= one.start and one.end <= outer.end and outer[:2] != one[:2]
        is_other = len(outer.candidates) == 1 and one.candidates[0].actor != outer.candidates[0].actor
        if is_inside and is_other and _tells_place(text, one, outer):
            inside.append(one)
    return longest(inside)


def _tells_place(text: str, place: Resolution, outer: Resolution) -> bool:
    """Whether a longer name tells a place: behind a comma, a preposition or small words alone; before ’s or a year."""
    before = text[outer.start : place.start].split()
    if before and place.end == outer.end and all(map(str.islower, before)):
        return True  # central Holt
    is_behind = bool(before) and follows_preposition(text, place.start)
    return is_behind or _OF_PLACE.match(text, place.end, outer.end) is not None


def report_ambiguous(
    searchable: SearchableText, index: NameIndex, article: Article, doubts: Sequence[Resolution], problems: Problems
) -> None:
    """One warning for the same words, however often they come.

    Reports: name-ambiguous.
    """
    by_words: dict[str, list[Resolution]] = {}
    for match in doubts:
        words = normalize(searchable.prose.text[match.start : match.end]).text
        by_words.setdefault(words, []).append(match)
    is_from_seed = article.location.file == searchable.seed_file
    record = "the article's record" if is_from_seed else article.location.file
    for words, matches in by_words.items():
        actors = sorted({one.actor for match in matches for one in match.candidates})
        cause = _cause(index, words, actors)
        where = searchable.on_lines(match.start for match in matches)
        location = Location(searchable.seed_file, searchable.line_at(matches[0].start))
        merge = _merge_hint(words, matches, actors)
        problems.add(
            *(location, "name-ambiguous", f"{cause} {where}", _remedy(record, words, actors) + merge),
            cause=cause,
            remedy=_remedy("each article's record", words, actors) + merge,
        )


def _cause(index: NameIndex, words: str, actors: Sequence[ActorId]) -> str:
    named = " and ".join(f"{index.labels[actor]} ({actor})" for actor in actors)
    if len(actors) > 1:
        return f'"{words}" fits {named}: it names nobody'
    return f'"{words}" may be {named} or a part of a longer word: it names nobody'


def _merge_hint(words: str, matches: Sequence[Resolution], actors: Sequence[ActorId]) -> str:
    """What to do where two actors have one whole name: mostly somebody who has two records."""
    are_names = all(one.how in (MatchRule.NAME, MatchRule.ALIAS) for match in matches for one in match.candidates)
    if " " not in words or len(actors) != 2 or not are_names:
        return ""
    return f"; if both are one, `sitegen merge {actors[0]} {actors[1]}` makes one of them"


def _remedy(record: str, words: str, actors: Sequence[ActorId]) -> str:
    pin = f"mentions: [{{text: {pasteable(words)}, actor: {actors[0]}}}]"
    nobody = "it is nobody" if len(actors) > 1 else "it, or the longer word, is nobody"
    return f"say in {record} who it is, {pin}, or that {nobody}, not_mentions: [{pasteable(words)}]"
