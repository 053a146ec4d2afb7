"""One article → the capitalised names in it that are no actor's, and what stands around them.

What the whole archive has to tell, such as whether a word is mostly written small, comes later.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Final, NamedTuple

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorId, Article, ArticleId, RawHtml
from sitegen.core.problems import Problems
from sitegen.files import processes
from sitegen.suggest.capitalized_runs import run_pattern, split_names, tail_place
from sitegen.text import mentions, prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions import NameIndex
from sitegen.text.normalize import normalize
from sitegen.text.prose import Prose

_WORD: Final = re.compile(r"[^\W\d_]+")
_BEFORE: Final = re.compile(r"(?:([^\W\d_]+)|[,;)%'’\d])\s+\Z")
_LONGEST_BEFORE: Final = 16
_SMALL_AFTER: Final = re.compile(r"\s[^\W\d_A-Z]+")
_ACRONYM: Final = re.compile(r"[^\W\d_a-z]{2,8}")

BATCH: Final = 50
"""Articles that go to a process at once: large enough that passing them on costs little."""
TITLE_CASE: Final = 0.6
"""Of the longer words of a headline, those with a capital: from this share on capitals tell nothing in it."""
FEWEST_WORDS: Final = 3
"""The number of longer words from which on a share means something."""
CASED: Final = 0.5
"""Of the letters of an article, those of a script with capitals: below this share it has no names to find."""


_Batch = list[tuple[Article, bytes]]


class NameOccurrence(NamedTuple):
    """A name in an article; offsets are code points, half-open."""

    start: int
    end: int
    words: tuple[str, ...]
    is_first: bool
    """Whether its first capital may be that of a sentence."""
    is_headline: bool
    """Whether it stands where capitals tell nothing, or alone."""
    has_title: bool
    before: str
    """The word before it, normalized; empty where it is none."""
    is_attribute: bool
    """Whether a small word follows at once."""
    is_label: bool
    """Whether a colon follows at once: `Image: …`."""
    stands_for: str = ""
    """The longer name that an acronym in brackets stands for."""


class ScanSettings(FrozenRecord):
    """What is the same for every article of an archive."""

    names: NameIndex
    people: Collection[ActorId]
    """The actors that are persons."""
    raw_html: RawHtml
    language: str
    """Of articles that tell none."""


class ArticleScan(FrozenRecord):
    """What one article has to tell."""

    article: ArticleId
    language: str
    """BCP 47."""
    text: str
    headline: int
    """Where the headline ends in the text."""
    units: tuple[tuple[int, int], ...]
    occurrences: tuple[NameOccurrence, ...]
    words: Mapping[str, int]
    """How often each word stands in the text, by its spelling."""
    has_capitals: bool
    is_of_nouns: bool
    """Whether its language begins every noun with a capital."""


def scan_articles(
    setting: ScanSettings,
    seeds: Iterable[tuple[Article, bytes]],
    workers: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> list[ArticleScan]:
    """What each article has to tell, in the order of the articles; with several workers in as many processes.

    `progress` is told how many articles were read, now and then.
    """
    found: list[ArticleScan] = []
    for scans in processes.map_processes(workers, _scanner, setting, _batches(seeds)):
        found += scans
        progress(len(found))
    return found


def _scanner(setting: ScanSettings) -> Callable[[_Batch], list[ArticleScan]]:
    """What reads a batch, made once in each process."""

    def scan(batch: _Batch) -> list[ArticleScan]:
        return [scan_article(setting, article, seed) for article, seed in batch]

    return scan


def _batches(seeds: Iterable[tuple[Article, bytes]]) -> Iterator[_Batch]:
    rest = iter(seeds)
    while batch := list(islice(rest, BATCH)):
        yield batch


def scan_article(setting: ScanSettings, article: Article, seed: bytes) -> ArticleScan:
    """The names in an article that are no actor's.

    Problems are not reported: a build does that.
    """
    file = f"seeds/{article.seed}"
    text = prose.read_seed(seed, file, prose.SeedContext(article.title, article.url, setting.raw_html))
    has_capitals = _has_capitals(text.text)
    language = article.language or setting.language
    return ArticleScan(
        article=article.id,
        language=language,
        text=text.text,
        headline=len(text.title),
        units=text.units,
        occurrences=tuple(_occurrences(setting, article, text, file)) if has_capitals else (),
        words=Counter(_WORD.findall(text.text)),
        has_capitals=has_capitals,
        is_of_nouns=language.casefold().partition("-")[0] == "de",
    )


def _has_capitals(text: str) -> bool:
    if text.isascii():
        return True
    letters = "".join(_WORD.findall(text))
    return sum(c.lower() != c.upper() for c in letters) >= CASED * len(letters)


def _occurrences(setting: ScanSettings, article: Article, text: Prose, file: str) -> Iterator[NameOccurrence]:
    taken = _KnownSpans(setting, article, text, file)
    for start, end in text.units:
        unit = text.text[start:end]
        is_headline = _is_headline(unit)
        last: NameOccurrence | None = None
        for found in _in_unit(unit, start, is_headline=is_headline):
            occurrence = found
            if last and not taken.is_taken(last):
                occurrence = found._replace(stands_for=_stands_for(text.text, last, found))
            last = found
            if not taken.is_taken(found):
                yield occurrence


def _in_unit(unit: str, offset: int, *, is_headline: bool) -> Iterator[NameOccurrence]:
    for run in run_pattern().finditer(unit):
        for piece in split_names(run.group()):
            start, end = run.start() + piece.start, run.start() + piece.end
            before = _BEFORE.search(unit, max(start - _LONGEST_BEFORE, 0), start) if start else None
            yield NameOccurrence(
                start=offset + start,
                end=offset + end,
                words=piece.words,
                is_first=before is None and not piece.has_title,
                is_headline=is_headline or (not start and end == len(unit)),
                has_title=piece.has_title,
                before=(before[1] or "").casefold() if before else "",
                is_attribute=_SMALL_AFTER.match(unit, end) is not None,
                is_label=unit.startswith(":", end),
            )


def _is_headline(unit: str) -> bool:
    """Whether capitals tell nothing in this unit: because all of it is in capitals, or most of its words have one."""
    if len(unit) > 200 and not unit.isupper():
        return False
    words = [word for word in _WORD.findall(unit) if len(word) > 3]
    if len(words) > 1 and sum(word.isupper() for word in words) > len(words) / 2:
        return True
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= FEWEST_WORDS and capitals >= TITLE_CASE * len(words) and unit.rstrip()[-1:] not in (".", ":")


def _stands_for(text: str, name: NameOccurrence, acronym: NameOccurrence) -> str:
    """The words of a name, or of the last of two joined ones, if `acronym` has its initials, in brackets behind it."""
    between = text[name.end : acronym.start]
    letters = "".join(acronym.words).replace(".", "")
    if between not in (" (", " (the ") or not _ACRONYM.fullmatch(letters):
        return ""
    for words in (name.words, name.words[tail_place(name.words) :]):
        capitals = [word[0] for word in words if word[0].isupper()]
        if len(capitals) > 1 and letters in ("".join(capitals), "".join(word[0].upper() for word in words)):
            return " ".join(words)
    return ""


class _KnownSpans:
    """What in an article needs no suggestion: actors' names, code, addresses, and what the author refused."""

    def __init__(self, setting: ScanSettings, article: Article, text: Prose, file: str) -> None:
        searchable = SearchableText(text, file, article.language or setting.language)
        hits = mentions.find_names(searchable, setting.names, article, Problems())
        self._names: Final = [(hit.start, hit.end, hit.actor in setting.people) for hit in hits]
        self._ends: Final = [hit.end for hit in hits]
        self._code: Final = text.code
        self._text: Final = text.text
        self._refused: Final = frozenset(
            normalize(words).text
            for words in (
                *setting.names.ignored_words,
                *(one.text for one in article.not_mentions if one.actor is None),
            )
        )

    def is_taken(self, occurrence: NameOccurrence) -> bool:
        """Whether this name is an actor's, or none that counts.

        `Spokeswoman Ana Reyes` is Ana Reyes; `Ana Reyes Foundation` and `University of Harbour` are something else.
        """
        start, end = occurrence.start, occurrence.end
        place = bisect_right(self._ends, start)
        for begin, stop, is_person in takewhile(lambda one: one[0] < end, self._names[place:]):
            is_all = begin <= start and end <= stop
            if is_all or stop > end or begin < start or (is_person and stop == end):
                return True
        if self._code and any(begin < end and start < stop for begin, stop in self._code):
            return True
        return bool(self._refused) and normalize(self._text[start:end]).text in self._refused
