"""What an editor could add or join: names that recur and are no actor's, and actors that may be one.

By plain rules: capitals, what stands around them, and how the archive itself writes the words. Nothing is learned, and
nothing is written: an editor looks at each suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sitegen.core import collation, urls
from sitegen.core.model import Actor, ActorId, ActorKind, Archive, Article, Status
from sitegen.suggest import candidates, classify
from sitegen.suggest.article_scan import ArticleScan, ScanSettings, scan_articles
from sitegen.suggest.candidates import RecurringName, ScannedOccurrence
from sitegen.suggest.duplicates import find_duplicates
from sitegen.suggest.inflection import FormIndex
from sitegen.suggest.spelling_distance import name_key
from sitegen.suggest.suggestion_model import ActorSuggestions, DuplicateActors, GuessedKind, NameExample, Suggestion
from sitegen.text import mentions
from sitegen.text.sentences import SentenceFinder

__all__ = [
    "POOL_FROM",
    "ActorSuggestions",
    "DuplicateActors",
    "GuessedKind",
    "NameExample",
    "Suggestion",
    "read_articles",
    "suggest",
]

RECURS: Final = 2
"""Mentions of a name that recurs."""
POOL_FROM: Final = 1500
"""Articles from which starting processes costs less than they save."""
EXAMPLES: Final = 2
"""Sentences that show a name."""


def read_articles(archive: Archive) -> tuple[Article, ...]:
    """The articles in which names are looked for: all but the withdrawn, since drafts are to become pages, too."""
    return tuple(one for one in archive.articles if one.status is not Status.WITHDRAWN)


def suggest(
    archive: Archive,
    seeds: Iterable[tuple[Article, bytes]],
    *,
    least: int = RECURS,
    workers: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> ActorSuggestions:
    """Names that are mentioned at least so often and belong to no actor, and actors that may be one.

    `seeds` are the articles to read, with the bytes of their seeds; each is asked for once.
    `workers` are processes. `progress` is told how many articles were read, now and then.
    """
    people = frozenset(actor.id for actor in archive.actors if actor.kind is ActorKind.PERSON)
    site = archive.site
    setting = ScanSettings(
        mentions.index_names(archive.actors, (), archive.word_usage, tuple(one.text for one in site.not_mentions)),
        people,
        site.raw_html,
        site.language,
    )
    found = scan_articles(setting, seeds, workers, progress)
    return ActorSuggestions(
        names=tuple(_suggestions(archive, found, least)),
        duplicates=find_duplicates(archive.actors),
        articles=len(found),
        without_capitals=tuple(one.article for one in found if not one.has_capitals),
        of_nouns=tuple(one.article for one in found if one.has_capitals and one.is_of_nouns),
    )


def _suggestions(archive: Archive, scans: Sequence[ArticleScan], least: int) -> Iterator[Suggestion]:
    known = _known(archive.actors)
    cases = FormIndex([words.split() for words in _called(archive.actors)])
    found = [
        name
        for name in candidates.collect_names(scans)
        if name.mentions >= least
        and known.isdisjoint({name.key, *map(name_key, name.forms)})
        and not any(cases.forms(name.words, name.language))
    ]
    sort_key = collation.collation_for(archive.site.language).sort_key
    found.sort(key=lambda name: (-len(_numbers(name)), -name.mentions, sort_key(" ".join(name.words))))
    first_names = _first_names(archive.actors, found)
    taken = {urls.id_key(actor.id) for actor in archive.actors}
    for name in found:
        yield _suggestion(name, classify.guess_kind(name, first_names), scans, taken)


def _known(actors: Iterable[Actor]) -> set[str]:
    """The keys of all that actors are called, surnames included: a surname that is not linked has its reason."""
    return {name_key(words) for words in _called(actors)}


def _called(actors: Iterable[Actor]) -> Iterator[str]:
    return (words for actor in actors for words in (actor.name, *actor.aliases, *actor.surnames) if words)


def _first_names(actors: Iterable[Actor], found: Sequence[RecurringName]) -> frozenset[str]:
    """Words with which the names of persons begin: of actors, and of suggestions that are surely persons."""
    persons = [actor.name.split() for actor in actors if actor.kind is ActorKind.PERSON]
    for name in found:
        guess = classify.guess_kind(name, frozenset())
        if guess.sign and guess.kind is ActorKind.PERSON:
            persons.append(list(name.words))
    return frozenset(words[0].casefold() for words in persons if len(words) > 1 and len(words[0]) > 2)


def _suggestion(name: RecurringName, guess: GuessedKind, scans: Sequence[ArticleScan], taken: set[str]) -> Suggestion:
    words = " ".join(name.words)
    return Suggestion(
        id=_new_id(words, taken),
        name=words,
        guess=guess,
        aliases=tuple(sorted(form for form in name.forms if form != words and not _is_found_anyway(form, words))),
        mentions=name.mentions,
        articles=tuple(sorted(scans[number].article for number in _numbers(name))),
        examples=tuple(_examples(name, scans)),
    )


def _is_found_anyway(form: str, words: str) -> bool:
    """Whether a build finds this form by the name alone."""
    return form == words.upper()


def _numbers(name: RecurringName) -> set[int]:
    return {number for number, _ in (*name.places, *name.short)}


def _new_id(words: str, taken: set[str]) -> ActorId:
    """The slug of the words; with a number behind it where an actor has that id."""
    base = identifier = urls.slug_or_hash(words)
    count = 1
    while urls.id_key(identifier) in taken:
        count += 1
        identifier = f"{base}-{count}"
    taken.add(urls.id_key(identifier))
    return ActorId(identifier)


def _examples(name: RecurringName, scans: Sequence[ArticleScan]) -> Iterator[NameExample]:
    """Sentences that show a name: of the articles that have it most often, and where it stands within a sentence."""
    often = Counter(number for number, _ in name.places)
    ranked = sorted(
        name.places, key=lambda one: (one[1].is_headline, one[1].is_first, -often[one[0]], one[0], one[1].start)
    )
    shown: dict[int, ScannedOccurrence] = {}
    for place in ranked:
        shown.setdefault(place[0], place)
    for number, occurrence in list(shown.values())[:EXAMPLES]:
        text = scans[number]
        sentences = SentenceFinder(text.text, text.units, text.language)
        yield NameExample(text.article, sentences.excerpt(occurrence.start, occurrence.end))
