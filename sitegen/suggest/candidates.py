"""All articles → the names in them, with every place where each stands.

A name needs a *strong* occurrence: one whose capitals only a name explains. The others (at the beginning of a sentence,
in a headline, a surname alone) count once the name is established.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.suggest import inflection
from sitegen.suggest.article_scan import ArticleScan, NameOccurrence
from sitegen.suggest.capitalized_runs import is_initial
from sitegen.suggest.inflection import FormIndex
from sitegen.suggest.joined_names import separated
from sitegen.suggest.spelling_distance import is_in_capitals, name_key, surname_key
from sitegen.suggest.word_stats import WordStats
from sitegen.text import word_lists

ScannedOccurrence = tuple[int, NameOccurrence]
"""The number of a scan, and a occurrence in it."""


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
    language: str = ""
    """BCP 47: of the first article with a full form."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the form that stands most often, an acronym last; of equals the longest, then by letters.

        Where names have cases, the shortest of equals: endings make them longer.
        """
        longer = 1 if inflection.is_inflecting(self.language) else -1
        form = min(self.forms, key=lambda form: (is_in_capitals(form), -self.forms[form], longer * len(form), form))
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
    usage = WordStats(scans)
    kept = separated(scans, [usage.kept(scan) for scan in scans])
    found: dict[str, RecurringName] = {}
    singles: list[ScannedOccurrence] = []
    acronyms = _acronyms(one for occurrences in kept for one in occurrences)
    for number, occurrences in enumerate(kept):
        for occurrence in _full_names(occurrences):
            name = _add(found, (number, occurrence), name_key(_words_of(occurrence)))
            name.is_of_nouns |= scans[number].is_of_nouns
            name.language = name.language or scans[number].language
        _count_surnames(_ScannedArticle(number, occurrences, scans[number]), found, usage, singles)
    for place in singles:
        word = name_key(_words_of(place[1]))
        name = _add(found, place, acronyms.get(word, word))
        name.language = name.language or scans[place[0]].language
    for full in acronyms.values():
        if full in found:
            found[full].has_acronym = True
    _merge(found, usage)
    established = (name for name in found.values() if name.is_established)
    return [one for one in established if not usage.is_national(one.words, [place for _, place in one.places])]


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
    article: _ScannedArticle, found: Mapping[str, RecurringName], usage: WordStats, singles: list[ScannedOccurrence]
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
        of = owners.get(name_key(occurrence.words[0])) or _owners_of_case(occurrence, owners, scan.language)
        in_headline = occurrence.end <= scan.headline
        before = [full for full, since in of.items() if in_headline or since <= occurrence.start]
        if len(before) == 1 and occurrence.before not in word_lists.INSIDE:
            found[before[0]].short.append((number, occurrence))
            found[before[0]].is_established |= _is_strong(occurrence)
        elif not before and not scan.is_of_nouns:
            singles.append((number, occurrence))


def _owners_of_case(occurrence: NameOccurrence, owners: Mapping[str, dict[str, int]], language: str) -> dict[str, int]:
    """Whose surname this may be in another case."""
    if not inflection.is_inflecting(language):
        return {}
    return next((of for last, of in owners.items() if inflection.are_forms(occurrence.words, (last,), language)), {})


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


def _merge(found: dict[str, RecurringName], usage: WordStats) -> None:
    """Bring forms of one name together, and give what stands once with a word before a known name to that."""
    cases = FormIndex(found[key].words for key in sorted(found) if inflection.is_inflecting(found[key].language))
    for full in sorted(found):
        name = found[full]
        other, is_form = _form_of(name, found) or _other_case(name, cases, found), True
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


def _can_lose_first(words: tuple[str, ...], usage: WordStats) -> bool:
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


def _other_case(name: RecurringName, cases: FormIndex, found: Mapping[str, RecurringName]) -> RecurringName | None:
    """The name of which this is another case: the one that stands more often; of equals the shorter."""
    forms = (found.get(name_key(" ".join(words))) for words in cases.forms(name.words, name.language))
    others = [one for one in forms if one and _rank(one) > _rank(name)]
    return max(others, key=_rank, default=None)


def _rank(name: RecurringName) -> tuple[int, int, str]:
    return name.mentions, -len(name.key), name.key
