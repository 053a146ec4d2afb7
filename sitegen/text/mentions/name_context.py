"""What the words beside a match tell: a surname behind given names is a whole name, or a stranger's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from sitegen.content.word_usage import capitalizes_nouns
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorId, MatchRule
from sitegen.text.mentions import name_parts
from sitegen.text.mentions.adjacent_words import (
    CapitalUsage,
    follows_given_name,
    follows_initial,
    follows_known_name,
    has_small_words,
    is_capitalized_by_position,
    is_in_longer_name,
    is_nickname,
    is_of_family,
    listed_end,
    precedes_name,
    start_with_particles,
    whole_name_start,
    word_before,
)
from sitegen.text.mentions.name_index import NameIndex
from sitegen.text.mentions.name_matches import Candidate, NameCandidates, NameMatch, is_inside, longest
from sitegen.text.word_lists import BEFORE_NOUNS, is_title


class NameContext(FrozenRecord):
    """What the words of one article tell about its people."""

    text: str
    people: Collection[ActorId]
    matches: Sequence[NameMatch]
    """Without the words that are a part of a stranger's name."""
    other_bearers: Mapping[ActorId, int]
    """Where first somebody else bears the surname of an actor."""
    subjects: Collection[ActorId] = ()
    """Whose name is all that the headline says."""

    def is_of_other_bearer(self, actor: ActorId, since: int) -> bool:
        """Whether the surname is somebody else's in an article that names this actor from an offset on."""
        return self.other_bearers.get(actor, since) < since


def read_context(
    text: str, index: NameIndex, matches: list[NameMatch], title: str, unseen: Sequence[NameMatch] = ()
) -> NameContext:
    """The matches with what their neighbours tell: a surname behind given names is a whole name, or a stranger's.

    So is a part of a name inside the whole name of somebody unseen. In a headline that has capitals throughout,
    neighbours tell nothing.
    """
    reading = _ContextReader(text, index, title, longest(list(unseen)))
    exact = {(match.start, match.end) for match in matches if match.candidates.full}
    for match in _outside_longer(matches):
        reading.take(match, exact)
    kept = reading.confirmed()
    subjects = {one.actor for match in kept if _is_all_of(title, match) for one in match.candidates.full}
    return NameContext(text, index.people, kept, reading.other_bearers, subjects)


def _is_all_of(title: str, match: NameMatch) -> bool:
    return match.start == 0 < match.end <= len(title) and not title[match.end :].strip(" ,.:")


class _ContextReader:
    """The matches of a text, looked at one after the other with the words beside them."""

    def __init__(self, text: str, index: NameIndex, title: str, strange: Sequence[NameMatch]) -> None:
        self._text, self._index, self._strange = text, index, strange
        self._blind_until = 0 if has_small_words(title) else len(title)
        self._kept: list[NameMatch] = []
        self._doubtful: set[int] = set()
        """Where capitals tell nothing of names of one word."""
        self.other_bearers: dict[ActorId, int] = {}

    def take(self, found: NameMatch, exact: Collection[tuple[int, int]]) -> None:
        """The next match; `exact` are the stretches that are whole names as they stand."""
        text, index = self._text, self._index
        is_blind = found.end <= self._blind_until
        match = _of_its_generation(text, index, found, self.other_bearers)
        match = _of_its_initials(text, index, match, self.other_bearers)
        if not is_blind:
            found = match = _outside_strangers(text, index, match)
            match = _outside_other_names(text, index, match)
        if _is_in_unknown_name(text, index, match):
            if is_blind or _is_in_capitals(text, match):
                self._doubtful.add(match.start)
            else:
                match = _without_full(match, index.people)
        if match.candidates.in_part:
            self._take_part(match, found, exact, is_blind=is_blind)
        elif match.candidates.full:
            self._kept.append(match)

    def _take_part(
        self, match: NameMatch, found: NameMatch, exact: Collection[tuple[int, int]], *, is_blind: bool
    ) -> None:
        """One that may be a part of somebody's name."""
        text, index = self._text, self._index
        match, start = _with_particles(text, index, match)
        bearers = match.candidates.by_surname
        is_family = bool(match.candidates.by_surname) and is_of_family(text, match.start, match.end)
        if is_family or (not is_blind and _goes_on(text, index, match)):
            match = match._replace(candidates=NameCandidates(match.candidates.full))
        is_strange = is_inside(match, self._strange)
        names = () if is_strange else _whole_names(text, index, match)
        whole = [one for one in names if (one.start, one.end) not in exact]
        self._kept += whole
        is_behind_name = follows_given_name(text, start, index.usage)
        if not is_strange and (whole or is_blind):
            self._kept.append(match)
        elif not is_strange and not is_behind_name:
            self._kept.append(_without_forename(text, match, index.usage))
        else:
            self._kept.append(match._replace(candidates=NameCandidates(match.candidates.full)))
        if is_behind_name and not (whole or is_blind or found.candidates.full):
            for one in bearers:
                self.other_bearers.setdefault(one.actor, match.start)

    def confirmed(self) -> list[NameMatch]:
        """What was kept; of `VARRO WINS`, where all words have capitals, whom the article names elsewhere."""
        if not self._doubtful:
            return self._kept
        sure = [
            one.candidates for one in self._kept if one.start not in self._doubtful and not one.candidates.by_surname
        ]
        known = {named.full[0].actor for named in sure if len(named.full) == 1}
        others = {one for one in self._index.people if one not in known}
        left = [_without_full(one, others) if one.start in self._doubtful else one for one in self._kept]
        return [one for one in left if one.candidates.full or one.candidates.in_part]


def _outside_other_names(text: str, index: NameIndex, match: NameMatch) -> NameMatch:
    """The match without whom it names in whole, where these words are a part of a longer name that we do not know."""
    is_piece = match.candidates.is_piece
    if match.candidates.full and is_in_longer_name(text, match.start, match.end, index.usage, is_piece=is_piece):
        return match._replace(candidates=match.candidates._replace(full=()))
    return match


def _of_its_generation(text: str, index: NameIndex, match: NameMatch, other_bearers: dict[ActorId, int]) -> NameMatch:
    """The match without the people who are of another generation than the suffix behind it says: `Tom Holt Jr.`."""
    generation = name_parts.generation_behind(text, match.end)
    if not generation:
        return match
    for one in (*match.candidates.full, *match.candidates.by_surname):
        if index.person(one.actor).generation != generation:
            other_bearers.setdefault(one.actor, match.start)
    if " " not in text[match.start : match.end] and follows_given_name(text, match.start, index.usage):
        return match._replace(candidates=NameCandidates(()))  # A place's name is a surname here: `Bob Holt III`.
    return match._replace(candidates=match.candidates.without(index.people))


def _of_its_initials(text: str, index: NameIndex, match: NameMatch, other_bearers: dict[ActorId, int]) -> NameMatch:
    """The match without the people whose initials are only the last of those that stand here: `W. J. R. Reed`."""
    if not match.candidates.full or not follows_initial(text, match.start):
        return match
    for one in match.candidates.full:
        other_bearers.setdefault(one.actor, match.start)
    return match._replace(candidates=match.candidates.without(index.people))


def _outside_strangers(text: str, index: NameIndex, match: NameMatch) -> NameMatch:
    """The match without places and bodies of one word whose name is a surname here, and people who lend a nickname."""
    if " " in text[match.start : match.end]:
        return match
    if is_nickname(text, match.start, match.end):
        return match._replace(candidates=match.candidates.without(index.people))
    if match.candidates.full and follows_known_name(text, match.start, index.usage):
        own = tuple(one for one in match.candidates.full if one.actor in index.people)
        return match._replace(candidates=match.candidates._replace(full=own))
    return match


def _is_in_unknown_name(text: str, index: NameIndex, match: NameMatch) -> bool:
    """Whether a person's name is one word, and stands in the longer name of somebody: `Edgar Varro`, `Ali Kemal`."""
    word = text[match.start : match.end]
    if " " in word or not word[:1].isupper() or not any(one.actor in index.people for one in match.candidates.full):
        return False
    is_genitive = word.endswith("s") and capitalizes_nouns(text)  # Schuberts Lieder
    if precedes_name(text, match.end, index.usage) and not is_genitive:
        return True
    return follows_given_name(text, match.start, index.usage)


def _goes_on(text: str, index: NameIndex, match: NameMatch) -> bool:
    """Whether a part of a name begins a longer one: `Moss Lane`, but not `the Moss Plan`, which is said of Moss.

    Where a language begins all nouns with a capital, the word behind tells nothing.
    """
    if _is_in_capitals(text, match) or not precedes_name(text, match.end, index.usage) or capitalizes_nouns(text):
        return False
    before = word_before(text, match.start)
    return not (before and (is_title(before[1]) or before[1].casefold() in BEFORE_NOUNS))


def _is_in_capitals(text: str, match: NameMatch) -> bool:
    word = text[match.start : match.end]
    return len(word) > 1 and word.isupper()


def _without_full(match: NameMatch, actors: Collection[ActorId]) -> NameMatch:
    """The match where the words are not the whole name of any of these."""
    full = tuple(one for one in match.candidates.full if one.actor not in actors)
    return match._replace(candidates=match.candidates._replace(full=full))


def _with_particles(text: str, index: NameIndex, match: NameMatch) -> tuple[NameMatch, int]:
    """Whom the surname fits with the small words before it, and where these begin: `Van Hoorn` is Vincent van Hoorn."""
    particles = {one.actor: index.person(one.actor).particles for one in match.candidates.by_surname}
    start = start_with_particles(text, match.start, frozenset().union(*particles.values()))
    before = word_before(text, match.start) if start < match.start else None
    if before is None:
        return match, match.start
    others = {actor for actor, own in particles.items() if before[1].casefold() not in own}
    return match._replace(candidates=match.candidates.without(others)), start


def _outside_longer(matches: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The matches but for parts of names inside whole ones: those are never chosen, and most parts stand there."""
    whole = longest([match for match in matches if match.candidates.full])
    starts = [match.start for match in whole]
    for match in matches:
        place = bisect_right(starts, match.start) - 1
        outer = whole[place] if place >= 0 else match
        if outer.end <= match.start or outer[:2] == match[:2]:
            yield match
        elif match.candidates.full:
            yield match._replace(candidates=NameCandidates(match.candidates.full, is_piece=match.candidates.is_piece))


def _whole_names(text: str, index: NameIndex, match: NameMatch) -> list[NameMatch]:
    """The longer names that end with this surname: middle names left out or added as initials, or a nickname."""
    longer: dict[tuple[int, bool], list[Candidate]] = {}
    for one in match.candidates.by_surname:
        person = index.person(one.actor)
        begun = whole_name_start(text, match.start, person.given, person.particles)
        if begun:
            # Who is called Tom Holt Jr. may be Tom Holt where he is introduced; else that is perhaps his father.
            is_whole = not person.generation or bool(name_parts.split_generation(text[match.start : match.end])[1])
            longer.setdefault((begun[0], begun[1] and is_whole), []).append(one)
    listed = [
        NameMatch(match.start, end, NameCandidates((Candidate(one.actor, MatchRule.NAME),)))
        for one in match.candidates.by_surname
        if (end := listed_end(text, match.start, match.end, index.person(one.actor).given))
    ]
    return listed + [
        NameMatch(start, match.end, NameCandidates(tuple(Candidate(one.actor, MatchRule.NAME) for one in ones)))
        if is_spelled
        else NameMatch(start, match.end, NameCandidates((), tuple(ones)))
        for (start, is_spelled), ones in longer.items()
    ]


def _without_forename(text: str, match: NameMatch, usage: CapitalUsage) -> NameMatch:
    """Without the given-name reading before a capitalised word, or at the start of a sentence."""
    if not match.candidates.by_forename:
        return match
    if precedes_name(text, match.end) or is_capitalized_by_position(text, match.start, match.end, usage):
        return match._replace(candidates=match.candidates._replace(by_forename=()))
    return match
