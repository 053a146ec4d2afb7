"""What the words beside a match tell: a surname behind given names is a whole name, or a stranger's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.content.word_usage import capitalizes_nouns
from sitegen.core.model import ActorId, MatchRule
from sitegen.text.mentions import generations
from sitegen.text.mentions.adjacent_words import (
    CapitalUsage,
    follows_given_name,
    follows_initial,
    follows_known_name,
    has_small_words,
    is_in_longer_name,
    is_nickname,
    is_of_family,
    listed_end,
    owes_capital_to_sentence,
    precedes_name,
    start_with_particles,
    whole_name_start,
    word_before,
)
from sitegen.text.mentions.name_index import Candidate, NameCandidates, NameIndex, NameMatch
from sitegen.text.mentions.overlaps import is_inside, longest
from sitegen.text.mentions.word_lists import DETERMINERS, is_title


@dataclass(frozen=True, slots=True)
class NameContext:
    """What the words of one article tell about its people."""

    text: str
    people: Collection[ActorId]
    matches: Sequence[NameMatch]
    """Without the words that are a part of a stranger's name."""
    strangers: Mapping[ActorId, int]
    """Where first somebody else bears the surname of an actor."""
    subjects: Collection[ActorId] = ()
    """Whose name is all that the headline says."""

    def is_strangers(self, actor: ActorId, since: int) -> bool:
        """Whether the surname is somebody else's in an article that names this actor from an offset on."""
        return self.strangers.get(actor, since) < since


def read_context(
    text: str, lexicon: NameIndex, matches: list[NameMatch], title: str, unseen: Sequence[NameMatch] = ()
) -> NameContext:
    """The matches with what their neighbours tell: a surname behind given names is a whole name, or a stranger's.

    So is a part of a name inside the whole name of somebody unseen. In a headline that has capitals throughout,
    neighbours tell nothing.
    """
    reading = _ContextReader(text, lexicon, title, longest(list(unseen)))
    exact = {(match.start, match.end) for match in matches if match.named.full}
    for match in _outside_longer(matches):
        reading.take(match, exact)
    kept = reading.confirmed()
    subjects = {one.actor for match in kept if _is_all_of(title, match) for one in match.named.full}
    return NameContext(text, lexicon.people, kept, reading.strangers, subjects)


def _is_all_of(title: str, match: NameMatch) -> bool:
    return match.start == 0 < match.end <= len(title) and not title[match.end :].strip(" ,.:")


class _ContextReader:
    """The matches of a text, looked at one after the other with the words beside them."""

    def __init__(self, text: str, lexicon: NameIndex, title: str, strange: Sequence[NameMatch]) -> None:
        self._text, self._lexicon, self._strange = text, lexicon, strange
        self._blind_until = 0 if has_small_words(title) else len(title)
        self._kept: list[NameMatch] = []
        self._doubtful: set[int] = set()
        """Where capitals tell nothing of names of one word."""
        self.strangers: dict[ActorId, int] = {}

    def take(self, found: NameMatch, exact: Collection[tuple[int, int]]) -> None:
        """The next match; `exact` are the stretches that are whole names as they stand."""
        text, lexicon = self._text, self._lexicon
        is_blind = found.end <= self._blind_until
        match = _of_its_generation(text, lexicon, found, self.strangers)
        match = _of_its_initials(text, lexicon, match, self.strangers)
        if not is_blind:
            found = match = _outside_strangers(text, lexicon, match)
            match = _outside_other_names(text, lexicon, match)
        if _is_in_unknown_name(text, lexicon, match):
            if is_blind or _is_in_capitals(text, match):
                self._doubtful.add(match.start)
            else:
                match = _without_full(match, lexicon.people)
        if match.named.in_part:
            self._take_part(match, found, exact, is_blind=is_blind)
        elif match.named.full:
            self._kept.append(match)

    def _take_part(
        self, match: NameMatch, found: NameMatch, exact: Collection[tuple[int, int]], *, is_blind: bool
    ) -> None:
        """One that may be a part of somebody's name."""
        text, lexicon = self._text, self._lexicon
        match, start = _with_particles(text, lexicon, match)
        bearers = match.named.by_surname
        is_family = bool(match.named.by_surname) and is_of_family(text, match.start, match.end)
        if is_family or (not is_blind and _goes_on(text, lexicon, match)):
            match = match._replace(named=NameCandidates(match.named.full))
        is_strange = is_inside(match, self._strange)
        names = () if is_strange else _whole_names(text, lexicon, match)
        whole = [one for one in names if (one.start, one.end) not in exact]
        self._kept += whole
        is_behind_name = follows_given_name(text, start, lexicon.usage)
        if not is_strange and (whole or is_blind):
            self._kept.append(match)
        elif not is_strange and not is_behind_name:
            self._kept.append(_without_forename(text, match, lexicon.usage))
        else:
            self._kept.append(match._replace(named=NameCandidates(match.named.full)))
        if is_behind_name and not (whole or is_blind or found.named.full):
            for one in bearers:
                self.strangers.setdefault(one.actor, match.start)

    def confirmed(self) -> list[NameMatch]:
        """What was kept; of `VARRO WINS`, where all words have capitals, whom the article names elsewhere."""
        if not self._doubtful:
            return self._kept
        sure = [one.named for one in self._kept if one.start not in self._doubtful and not one.named.by_surname]
        known = {named.full[0].actor for named in sure if len(named.full) == 1}
        others = {one for one in self._lexicon.people if one not in known}
        left = [_without_full(one, others) if one.start in self._doubtful else one for one in self._kept]
        return [one for one in left if one.named.full or one.named.in_part]


def _outside_other_names(text: str, lexicon: NameIndex, match: NameMatch) -> NameMatch:
    """The match without whom it names in whole, where these words are a part of a longer name that we do not know."""
    is_piece = match.named.is_piece
    if match.named.full and is_in_longer_name(text, match.start, match.end, lexicon.usage, is_piece=is_piece):
        return match._replace(named=match.named._replace(full=()))
    return match


def _of_its_generation(text: str, lexicon: NameIndex, match: NameMatch, strangers: dict[ActorId, int]) -> NameMatch:
    """The match without the people who are of another generation than the suffix behind it says: `Tom Holt Jr.`."""
    generation = generations.generation_behind(text, match.end)
    if not generation:
        return match
    for one in (*match.named.full, *match.named.by_surname):
        if lexicon.person(one.actor).generation != generation:
            strangers.setdefault(one.actor, match.start)
    if " " not in text[match.start : match.end] and follows_given_name(text, match.start, lexicon.usage):
        return match._replace(named=NameCandidates(()))  # A place's name is a surname here: `Bob Holt III`.
    return match._replace(named=match.named.without(lexicon.people))


def _of_its_initials(text: str, lexicon: NameIndex, match: NameMatch, strangers: dict[ActorId, int]) -> NameMatch:
    """The match without the people whose initials are only the last of those that stand here: `W. J. R. Reed`."""
    if not match.named.full or not follows_initial(text, match.start):
        return match
    for one in match.named.full:
        strangers.setdefault(one.actor, match.start)
    return match._replace(named=match.named.without(lexicon.people))


def _outside_strangers(text: str, lexicon: NameIndex, match: NameMatch) -> NameMatch:
    """The match without places and bodies of one word whose name is a surname here, and people who lend a nickname."""
    if " " in text[match.start : match.end]:
        return match
    if is_nickname(text, match.start, match.end):
        return match._replace(named=match.named.without(lexicon.people))
    if match.named.full and follows_known_name(text, match.start, lexicon.usage):
        own = tuple(one for one in match.named.full if one.actor in lexicon.people)
        return match._replace(named=match.named._replace(full=own))
    return match


def _is_in_unknown_name(text: str, lexicon: NameIndex, match: NameMatch) -> bool:
    """Whether a person's name is one word, and stands in the longer name of somebody: `Edgar Varro`, `Ali Kemal`."""
    word = text[match.start : match.end]
    if " " in word or not word[:1].isupper() or not any(one.actor in lexicon.people for one in match.named.full):
        return False
    is_genitive = word.endswith("s") and capitalizes_nouns(text)  # Schuberts Lieder
    if precedes_name(text, match.end, lexicon.usage) and not is_genitive:
        return True
    return follows_given_name(text, match.start, lexicon.usage)


def _goes_on(text: str, lexicon: NameIndex, match: NameMatch) -> bool:
    """Whether a part of a name begins a longer one: `Moss Lane`, but not `the Moss Plan`, which is said of Moss.

    Where a language begins all nouns with a capital, the word behind tells nothing.
    """
    if _is_in_capitals(text, match) or not precedes_name(text, match.end, lexicon.usage) or capitalizes_nouns(text):
        return False
    before = word_before(text, match.start)
    return not (before and (is_title(before[1]) or before[1].casefold() in DETERMINERS))


def _is_in_capitals(text: str, match: NameMatch) -> bool:
    word = text[match.start : match.end]
    return len(word) > 1 and word.isupper()


def _without_full(match: NameMatch, actors: Collection[ActorId]) -> NameMatch:
    """The match where the words are not the whole name of any of these."""
    full = tuple(one for one in match.named.full if one.actor not in actors)
    return match._replace(named=match.named._replace(full=full))


def _with_particles(text: str, lexicon: NameIndex, match: NameMatch) -> tuple[NameMatch, int]:
    """Whom the surname fits with the small words before it, and where these begin: `Van Hoorn` is Vincent van Hoorn."""
    particles = {one.actor: lexicon.person(one.actor).particles for one in match.named.by_surname}
    start = start_with_particles(text, match.start, frozenset().union(*particles.values()))
    before = word_before(text, match.start) if start < match.start else None
    if before is None:
        return match, match.start
    others = {actor for actor, own in particles.items() if before[1].casefold() not in own}
    return match._replace(named=match.named.without(others)), start


def _outside_longer(matches: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The matches but for parts of names inside whole ones: those are never chosen, and most parts stand there."""
    whole = longest([match for match in matches if match.named.full])
    starts = [match.start for match in whole]
    for match in matches:
        place = bisect_right(starts, match.start) - 1
        outer = whole[place] if place >= 0 else match
        if outer.end <= match.start or outer[:2] == match[:2]:
            yield match
        elif match.named.full:
            yield match._replace(named=NameCandidates(match.named.full, is_piece=match.named.is_piece))


def _whole_names(text: str, lexicon: NameIndex, match: NameMatch) -> list[NameMatch]:
    """The longer names that end with this surname: middle names left out or added as initials, or a nickname."""
    longer: dict[tuple[int, bool], list[Candidate]] = {}
    for one in match.named.by_surname:
        person = lexicon.person(one.actor)
        begun = whole_name_start(text, match.start, person.given, person.particles)
        if begun:
            # Who is called Tom Holt Jr. may be Tom Holt where he is introduced; else that is perhaps his father.
            is_whole = not person.generation or bool(generations.split_generation(text[match.start : match.end])[1])
            longer.setdefault((begun[0], begun[1] and is_whole), []).append(one)
    listed = [
        NameMatch(match.start, end, NameCandidates((Candidate(one.actor, MatchRule.NAME),)))
        for one in match.named.by_surname
        if (end := listed_end(text, match.start, match.end, lexicon.person(one.actor).given))
    ]
    return listed + [
        NameMatch(start, match.end, NameCandidates(tuple(Candidate(one.actor, MatchRule.NAME) for one in ones)))
        if is_spelled
        else NameMatch(start, match.end, NameCandidates((), tuple(ones)))
        for (start, is_spelled), ones in longer.items()
    ]


def _without_forename(text: str, match: NameMatch, usage: CapitalUsage) -> NameMatch:
    """Before another capitalised word a given name is perhaps somebody else's, and at a sentence's start no name."""
    if not match.named.by_forename:
        return match
    if precedes_name(text, match.end) or owes_capital_to_sentence(text, match.start, match.end, usage):
        return match._replace(named=match.named._replace(by_forename=()))
    return match
