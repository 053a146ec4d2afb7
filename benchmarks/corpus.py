"""Invented articles, the same each time: what `speed.py` lets sitegen and its peers build.

The words mean nothing; what counts is their number and what is in them. An article has about 350 words, a few of them
emphasized or linked. Its people, organizations and places are named in full first, people by their surnames later. Two
claims quote a sentence each and a note quotes four words, and each quote stands in one place of its article only. Every
second claim has a verdict.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Generic, TypeAlias, TypeVar

SEED: Final = 1729
FIRST_DAY: Final = datetime.date(2016, 1, 1)
DAYS: Final = 3000
TOPICS: Final = 36
VOCABULARY: Final = 2500

SYLLABLES: Final = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
ENDINGS: Final = ("", "", "n", "r", "l", "st", "nd")
SURNAMES: Final = ("berg", "holm", "sen", "ley", "dorf", "wick", "quist", "worth")
PLACES: Final = ("mouth", "ford", "stead", "haven", "bridge")
BODIES: Final = ("Council", "Institute", "Bank", "Union", "Museum", "Ministry", "Company", "Court")
VERDICTS: Final = ("supported", "disputed", "opinion", "unverified")
SAYING: Final = ("said", "wrote", "told the inquiry", "repeated", "denied", "conceded")

T = TypeVar("T")
Lots: TypeAlias = random.Random


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that articles name."""

    id: str
    name: str
    kind: str
    short: str
    """What stands for it where it was named before."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an article, and who said it."""

    id: str
    quote: str
    speaker: Actor
    verdict: str = ""
    """A step of the scale that is built in; empty = nobody has judged it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be known about a few words of an article."""

    id: str
    quote: str
    body: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with all that is said about it."""

    id: str
    title: str
    date: datetime.date
    paragraphs: tuple[str, ...]
    """In Markdown."""
    actors: tuple[Actor, ...]
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]

    def with_sentence(self, sentence: str) -> Article:
        """The same article with one more sentence at its end."""
        return replace(self, paragraphs=(*self.paragraphs[:-1], f"{self.paragraphs[-1]} {sentence}"))


class Pool(Generic[T]):
    """Things of which the earlier are drawn more often, as words and names are in real texts."""

    def __init__(self, things: Sequence[T], slope: float) -> None:
        self.things = things
        self.weights = list(accumulate((rank + 1) ** -slope for rank in range(len(things))))

    def draw(self, lots: Lots) -> T:
        """One of them."""
        return lots.choices(self.things, cum_weights=self.weights)[0]

    def several(self, lots: Lots, count: int, key: Callable[[T], str]) -> list[T]:
        """So many that differ in their key."""
        found: dict[str, T] = {}
        while len(found) < count:
            thing = self.draw(lots)
            found.setdefault(key(thing), thing)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class World:
    """What all articles of a corpus draw from."""

    words: Pool[str]
    people: Pool[Actor]
    organizations: Pool[Actor]
    places: Pool[Actor]
    topics: Pool[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; a plain one has no markup, so that its words can be quoted as they stand."""

    text: str
    is_plain: bool


def invented(lots: Lots, least: int, most: int) -> str:
    """A word that nobody has heard before."""
    return "".join(lots.choices(SYLLABLES, k=lots.randint(least, most))) + lots.choice(ENDINGS)


def different(count: int, make: Callable[[], T], key: Callable[[T], str]) -> list[T]:
    """So many things with different keys."""
    found: dict[str, T] = {}
    while len(found) < count:
        thing = make()
        found.setdefault(key(thing), thing)
    return list(found.values())


def actor(kind: str, name: str, short: str) -> Actor:
    """An actor whose id is its name."""
    return Actor(name.lower().replace(" ", "-"), name, kind, short)


def world(lots: Lots, articles: int) -> World:
    """Words, names and topics; more people in a larger archive, and some of one surname."""

    def person() -> Actor:
        surname = lots.choice(surnames)
        return actor("person", f"{lots.choice(given)} {surname}", surname)

    def organization() -> Actor:
        name = f"{invented(lots, 2, 3).capitalize()} {lots.choice(BODIES)}"
        return actor("organization", name, name)

    def place() -> Actor:
        name = invented(lots, 2, 2).capitalize() + lots.choice(PLACES)
        return actor("place", name, name)

    words = different(VOCABULARY, lambda: invented(lots, 1, 3), str)
    people = max(24, articles // 8)
    given = different(120, lambda: invented(lots, 2, 2).capitalize(), str)
    surnames = different(people * 4 // 5, lambda: invented(lots, 1, 3).capitalize() + lots.choice(SURNAMES), str)
    few = max(8, articles // 40)
    return World(
        Pool(words, 0.9),
        Pool(different(people, person, lambda one: one.id), 0.7),
        Pool(different(few, organization, lambda one: one.id), 0.7),
        Pool(different(few, place, lambda one: one.id), 0.7),
        Pool(different(TOPICS, lambda: invented(lots, 3, 3), str), 0.5),
    )


def clause(lots: Lots, words: Pool[str]) -> list[str]:
    """Six to ten words in a row that looks like language."""
    some = [words.draw(lots) for _ in range(lots.randint(4, 7))]
    some.insert(0, lots.choice(("the", "a", "every", "this")))
    some.insert(-1, lots.choice(("of", "in", "for", "near", "without")))
    return some


def marked(lots: Lots, words: list[str]) -> list[str]:
    """The same words, one of them emphasized or linked."""
    place = lots.randrange(1, len(words))
    how = lots.choice(("*{}*", "**{}**", "[{}](https://example.org/{})"))
    return [*words[:place], how.format(words[place], words[place]), *words[place + 1 :]]


def sentence(lots: Lots, words: Pool[str], name: str = "") -> Sentence:
    """A sentence, about somebody if a name is given."""
    some = clause(lots, words)
    if lots.random() < 0.7:
        some += [lots.choice(("and", "because", "while", "although")), *clause(lots, words)]
    is_plain = bool(name) or lots.random() < 0.75
    said = " ".join(some if is_plain else marked(lots, some))
    if name and lots.random() < 0.5:
        return Sentence(f"{name} {lots.choice(SAYING)} that {said}.", is_plain)
    first = said[0].upper() + said[1:]
    return Sentence(f"{first}, {name} {lots.choice(SAYING)}." if name else f"{first}.", is_plain)


def story(lots: Lots, words: Pool[str], actors: Sequence[Actor]) -> Iterator[Sentence]:
    """The sentences of an article: each second one brings in an actor, as long as there are new ones."""
    new, known = list(actors), list[Actor]()
    for number in range(lots.randint(20, 28)):
        if new and number % 2 == 0:
            known.append(new.pop(0))
            yield sentence(lots, words, known[-1].name)
        elif lots.random() < 0.3:
            yield sentence(lots, words, lots.choice(known).short)
        else:
            yield sentence(lots, words)


def some_words(lots: Lots, quotes: Sequence[str], text: str) -> str:
    """Four words in a row of one of the sentences, its last one excepted, which stand in the text once."""
    while True:
        words = lots.choice(quotes).split()[:-1]
        start = lots.randrange(len(words) - 3)
        found = " ".join(words[start : start + 4])
        if text.count(found) == 1 and "," not in found:
            return found


def article(lots: Lots, given: World, number: int, date: datetime.date) -> Article:
    """One article."""
    actors = [
        *given.people.several(lots, lots.randint(2, 5), lambda one: one.short),
        *given.organizations.several(lots, lots.randint(1, 2), lambda one: one.id),
        *given.places.several(lots, lots.randint(1, 2), lambda one: one.id),
    ]
    lots.shuffle(actors)
    told = list(story(lots, given.words, actors))
    paragraphs = [" ".join(one.text for one in told[start : start + 3]) for start in range(0, len(told), 3)]
    text = "\n\n".join(paragraphs)
    quotes = [one.text for one in told if one.is_plain and text.count(one.text) == 1]
    identifier, judged = f"a{number:06}", VERDICTS[number % len(VERDICTS)]
    return Article(
        identifier,
        " ".join(given.words.draw(lots) for _ in range(5)).capitalize(),
        date,
        tuple(paragraphs),
        tuple(actors),
        tuple(given.topics.several(lots, lots.randint(1, 3), str)),
        tuple(
            Claim(f"{identifier}-claim-{place}", quote, lots.choice(actors), verdict)
            for place, (quote, verdict) in enumerate(zip(lots.sample(quotes, 2), ("", judged), strict=True), 1)
        ),
        (Note(f"{identifier}-note", some_words(lots, quotes, text), sentence(lots, given.words).text),),
    )


def corpus(count: int) -> list[Article]:
    """So many articles, in the order of their dates."""
    lots = random.Random(SEED)
    given = world(lots, count)
    return [
        article(lots, given, number, FIRST_DAY + datetime.timedelta(days=number * DAYS // count))
        for number in range(count)
    ]
