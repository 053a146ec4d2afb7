"""All articles → the names in them, with every place where each stands.

A name needs a *strong* occurrence: one whose capitals only a name explains. The others (at the beginning of a sentence,
in a headline, a surname alone) count once the name is established.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from sitegen.suggest.article_scan import ArticleScan, NameOccurrence
from sitegen.suggest.capitalized_runs import is_initial
from sitegen.suggest.spelling_distance import is_in_capitals, name_key, surname_key
from sitegen.text import word_lists

ScannedOccurrence = tuple[int, NameOccurrence]
"""The number of a scan, and a occurrence in it."""

ATTRIBUTIVE: Final = 0.4
"""Of the places of a word that ends like an adjective of a nation: used as one from this share on."""

NOUN: Final = 0.2
"""Of the places of a capitalised German word, those behind an article: a noun from this share on."""


@dataclass(slots=True, eq=False)
class RecurringName:
    """A name, and where it stands; filled while the articles are gone through."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    """Full forms, by how often they stand; surnames alone are none."""
    places: list[ScannedOccurrence] = field(default_factory=list)
    """Of full forms."""
    short: list[ScannedOccurrence] = field(default_factory=list)
    """Of surnames alone."""
    is_established: bool = False
    has_acronym: bool = False
    """Whether an acronym in brackets stood behind it."""
    is_of_nouns: bool = False
    """Whether it stands in articles whose language begins every noun with a capital."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the form that stands most often, an acronym last; of equals the longest, then by letters."""
        form = min(self.forms, key=lambda form: (is_in_capitals(form), -self.forms[form], -len(form), form))
        return tuple(form.split())

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return len(self.places) + len(self.short)


class _ScannedArticle(NamedTuple):
    number: int
    occurrences: list[NameOccurrence]
    scan: ArticleScan


def collect_names(scans: Sequence[ArticleScan]) -> list[RecurringName]:
    """The established names, in no order; what a shorter name of an article stands for is counted to the longer."""
    usage = _WordStats(scans)
    kept = [usage.kept(scan) for scan in scans]
    found: dict[str, RecurringName] = {}
    singles: list[ScannedOccurrence] = []
    acronyms = _acronyms(one for occurrences in kept for one in occurrences)
    for number, occurrences in enumerate(kept):
        for occurrence in _full_names(occurrences):
            name = _add(found, (number, occurrence), name_key(_words_of(occurrence)))
            name.is_of_nouns |= scans[number].is_of_nouns
        _count_surnames(_ScannedArticle(number, occurrences, scans[number]), found, usage, singles)
    for place in singles:
        word = name_key(_words_of(place[1]))
        _add(found, place, acronyms.get(word, word))
    for full in acronyms.values():
        if full in found:
            found[full].has_acronym = True
    _merge(found, usage)
    established = (name for name in found.values() if name.is_established)
    return [name for name in established if not usage.is_national(name)]


def _words_of(occurrence: NameOccurrence) -> str:
    return " ".join(occurrence.words)


def _add(found: dict[str, RecurringName], place: ScannedOccurrence, into: str) -> RecurringName:
    name = found.get(into)
    if name is None:
        name = found[into] = RecurringName(into)
    name.places.append(place)
    occurrence = place[1]
    name.is_established |= _is_strong(occurrence)
    name.forms[_words_of(occurrence)] += 1
    return name


def _is_strong(occurrence: NameOccurrence) -> bool:
    """Whether only a name explains these capitals."""
    if occurrence.is_headline or (occurrence.is_label and len(occurrence.words) == 1):
        return False
    return not occurrence.is_first or len(occurrence.words) > 1 or is_in_capitals(occurrence.words[0])


def _full_names(occurrences: list[NameOccurrence]) -> Iterator[NameOccurrence]:
    """The names of several words; initials alone are none."""
    for occurrence in occurrences:
        if len(occurrence.words) > 1 and not all(map(is_initial, occurrence.words)):
            yield occurrence


def _count_surnames(
    article: _ScannedArticle, found: Mapping[str, RecurringName], usage: _WordStats, singles: list[ScannedOccurrence]
) -> None:
    """A surname alone is the person's whose full name stands before it; in the headline, of one who comes later.

    What is nobody's surname goes to `singles`.
    """
    number, occurrences, scan = article
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    for occurrence in occurrences:
        last = "" if usage.is_adjective(occurrence.words[0]) else _short_form(occurrence.words)
        full = name_key(_words_of(occurrence))
        if last and full in found:
            owners[last].setdefault(full, occurrence.end)
    for occurrence in occurrences:
        if len(occurrence.words) > 1:
            continue
        of = owners.get(name_key(occurrence.words[0]), {})
        in_headline = occurrence.end <= scan.headline
        before = [full for full, since in of.items() if in_headline or since <= occurrence.start]
        if len(before) == 1 and occurrence.before not in word_lists.INSIDE:
            found[before[0]].short.append((number, occurrence))
            found[before[0]].is_established |= _is_strong(occurrence)
        elif not before and not scan.is_of_nouns:
            singles.append((number, occurrence))


def _short_form(words: tuple[str, ...]) -> str:
    """The key of the last word, if that alone can mean the whole: not of the University of Copenhagen."""
    small = {word for word in words if word.islower()}
    is_organized = any(word.casefold() in word_lists.ORGANIZATION for word in words[:-1])
    return "" if is_organized or not small <= word_lists.NAME_PARTICLES else surname_key(words)


def _acronyms(occurrences: Iterable[NameOccurrence]) -> dict[str, str]:
    """The acronyms that stand for one name alone: their keys, and those of the names."""
    meant: dict[str, set[str]] = defaultdict(set)
    for occurrence in occurrences:
        if occurrence.stands_for:
            meant[name_key(_words_of(occurrence))].add(name_key(occurrence.stands_for))
    return {acronym: next(iter(full)) for acronym, full in meant.items() if len(full) == 1}


def _merge(found: dict[str, RecurringName], usage: _WordStats) -> None:
    """Bring forms of one name together, and give what stands once with a word before a known name to that."""
    for full in sorted(found):
        name = found[full]
        other, is_form = _form_of(name, found), True
        if other is None and len(name.places) == 1 and _can_lose_first(name.words, usage):
            other, is_form = found.get(name_key(" ".join(name.words[1:]))), False
        if other is None or other.mentions < name.mentions:
            continue
        other.places += name.places
        other.short += name.short
        other.is_established |= name.is_established
        if is_form:
            other.forms.update(name.forms)
        del found[full]


def _can_lose_first(words: tuple[str, ...], usage: _WordStats) -> bool:
    """Whether the rest may be the name: of `Spokeswoman Ana Reyes`, of `American Motors`, not of `Ana Reyes`."""
    if len(words) < 2 or words[1].islower():
        return False
    return len(words) > 2 or usage.is_adjective(words[0])


def _form_of(name: RecurringName, found: Mapping[str, RecurringName]) -> RecurringName | None:
    """The name of which this is a form: `Ana M. Reyes`, `Ana Mary Reyes` in the same article, German `Ana Holts`."""
    words = name.words
    if len(words) == 3 and is_initial(words[1]):
        return found.get(name_key(f"{words[0]} {words[2]}"))
    if len(words) == 3 and not words[1].islower():
        other = found.get(name_key(f"{words[0]} {words[2]}"))
        here = {number for number, _ in name.places}
        return other if other and here & {number for number, _ in other.places} else None
    if len(words) > 1 and name.key.endswith("s"):
        other = found.get(name.key[:-1])
        return other if other and len(other.words) == len(words) and name.is_of_nouns else None
    return None


class _WordStats:
    """How the archive writes its words: small, or with a capital where nothing but a name explains it."""

    def __init__(self, scans: Sequence[ArticleScan]) -> None:
        self._words: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._single: Counter[str] = Counter()
        self._determined: Counter[str] = Counter()
        self._attribute: Counter[str] = Counter()
        for scan in scans:
            self._words.update(scan.words)
            strong = [one for one in scan.occurrences if not (one.is_first or one.is_headline)]
            self._first.update(one.words[0] for one in strong)
            self._single.update(one.words[0] for one in strong if len(one.words) == 1)
            self._attribute.update(one.words[0] for one in strong if len(one.words) == 1 and one.is_attribute)
            self._determined.update(one.words[0] for one in strong if one.before in word_lists.DETERMINERS)

    def kept(self, scan: ArticleScan) -> list[NameOccurrence]:
        """The occurrences of an article that are names."""
        surnames = {surname_key(one.words) for one in scan.occurrences}
        judged = (one for one in (self._judged(one, surnames) for one in scan.occurrences) if one)
        return [one for one in judged if not scan.is_of_nouns or self._is_like_person(one)]

    def _is_like_person(self, occurrence: NameOccurrence) -> bool:
        """Whether this looks like a person's full name, or a surname, where every noun has a capital."""
        words = occurrence.words
        large = [word for word in words if not word.islower()]
        if len(large) == 1:
            return True  # it counts only where it is the surname of somebody
        is_short = len(large) <= 3 and word_lists.NAME_PARTICLES.issuperset(word for word in words if word.islower())
        if not is_short or occurrence.before in word_lists.DETERMINERS or any(map(is_in_capitals, large)):
            return False
        return not any(self._is_noun(word) for word in large)

    def _is_noun(self, word: str) -> bool:
        """Whether a word is written small, too, or with an article before it."""
        return self._small(word) > 0 or self._determined[word] > NOUN * self._first[word]

    def _judged(self, occurrence: NameOccurrence, surnames: Collection[str]) -> NameOccurrence | None:
        """The occurrence as a name: without a first word that is none; None where nothing is left of it.

        `surnames` are those of the article: what begins a sentence and is nowhere small may be one of them.
        """
        first = occurrence.words[0]
        if is_in_capitals(first):
            plain = first.replace(".", "").casefold()
            return None if len(occurrence.words) == 1 and plain in word_lists.INITIALISMS else occurrence
        if len(occurrence.words) == 1:
            is_known = self._is_name(first, self._single) or (name_key(first) in surnames and not self._small(first))
            is_name = len(first) > 1 and is_known and "." not in first[1:]
            return occurrence if is_name or (occurrence.has_title and len(first) > 2) else None
        if not occurrence.is_first or self._is_name(first, self._first) or not self._small(first):
            return occurrence
        return self._judged(_without_first(occurrence), surnames)

    def _is_name(self, word: str, counts: Counter[str]) -> bool:
        return counts[word] > self._small(word)

    def _small(self, word: str) -> int:
        return self._words[word.casefold()]

    def is_adjective(self, word: str) -> bool:
        """Whether a word looks like an adjective of a nation, and is used as one."""
        plain = word.casefold()
        is_like = plain in word_lists.NATIONAL or plain.endswith(word_lists.NATIONAL_ENDINGS)
        return is_like and self._attribute[word] > ATTRIBUTIVE * self._single[word]

    def is_national(self, name: RecurringName) -> bool:
        """Whether this is an adjective or the people of a nation, not somebody."""
        words = name.words
        last = words[-1].casefold()
        plain = last.removesuffix("s")
        rest = {word.casefold() for word in words[:-1]}
        if len(words) > 1:
            return (plain in word_lists.NATIONAL or plain.endswith(word_lists.NATIONAL_ENDINGS)) and (
                rest <= word_lists.COMPASS | word_lists.NATIONAL
            )
        if plain in word_lists.NATIONAL or last in word_lists.NATIONAL:
            return True
        if plain != last and plain.endswith(word_lists.NATIONAL_ENDINGS):
            return True
        if not plain.endswith(word_lists.NATIONAL_ENDINGS) or any(one.has_title for _, one in name.places):
            return False
        used = sum(one.is_attribute or one.before in word_lists.DETERMINERS for _, one in name.places)
        return used >= ATTRIBUTIVE * len(name.places)


def _without_first(occurrence: NameOccurrence) -> NameOccurrence:
    """Without the first word and the small words behind it."""
    words, dropped = occurrence.words, 1
    while dropped < len(words) - 1 and words[dropped].islower():
        dropped += 1
    gone = sum(len(word) + 1 for word in words[:dropped])
    return occurrence._replace(start=occurrence.start + gone, words=words[dropped:], is_first=False, before="")
