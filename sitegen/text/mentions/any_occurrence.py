"""Whose names stand in a text in any way: in code, in addresses, in parts, of actors that only pins name, too.

For hiding alone: whom a draft may be about is better not seen than given away, and that is reported. No mention is
made by this, so no care is taken whom the words mean.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final
from urllib.parse import unquote

from sitegen.core.model import Actor, ActorId
from sitegen.text.characters import is_without_spaces
from sitegen.text.mentions.name_parts import person_name
from sitegen.text.normalize import normalize

_WORD: Final = re.compile(r"[^\W_]+")
_ADDRESS: Final = re.compile(r"\S*[/=@]\S*")
"""Words that hang together by signs of addresses: there names are in small letters."""


_JOINING: Final = re.compile("[\u0590-\u06ff\u0750-\u077f\u1100-\u11ff]")
"""Hebrew, Arabic, and Hangul, which is taken apart here: small words and particles are written onto names."""
_LEAST: Final = 3
"""Letters of such a name that is no chance in longer words."""


class AnyOccurrenceFinder:
    """The names of some actors, to be looked for in many texts; can be sent to a process."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], ActorId]]] = defaultdict(list)
        """Names of several words in small letters, by their first."""
        self._words: defaultdict[str, set[ActorId]] = defaultdict(set)
        """Names of one word: `May` is not the month's `may`, so these keep their capitals."""
        self._small: defaultdict[str, set[ActorId]] = defaultdict(set)
        """The same in small letters."""
        self._unspaced: list[tuple[str, ActorId]] = []
        """Names in scripts in which words have no spaces, or other words are written onto them."""
        self._people: defaultdict[str, list[tuple[tuple[str, ...], ActorId]]] = defaultdict(list)
        """Surnames by given names."""
        for actor in actors:
            self._add(actor)

    def _add(self, actor: Actor) -> None:
        person = person_name(actor)
        for name in filter(None, (actor.name, person.head, *actor.aliases)):
            self._add_name(_words(name), actor.id)
        for surname, given in product(map(_words, actor.surnames), person.given):
            word = "".join(_words(given)[:1])
            if len(word) > 1 and surname:
                self._people[word].append((tuple(surname), actor.id))
                self._people[word.upper()].append((tuple(map(str.upper, surname)), actor.id))

    def _add_name(self, words: list[str], actor: ActorId) -> None:
        joined = "".join(words)
        if any(map(is_without_spaces, joined)) or (_JOINING.search(joined) and len(joined) >= _LEAST):
            self._unspaced.append((joined, actor))
        elif len(words) > 1:
            small = [word.casefold() for word in words]
            self._phrases[small[0]].append((tuple(small), actor))
        elif words:
            self._words[words[0]].add(actor)
            self._words[words[0].upper()].add(actor)
            self._small[words[0].casefold()].add(actor)

    def named_in(self, text: str) -> set[ActorId]:
        """Everyone of whom the name, an alias, or the surname and a given name stand in a text as whole words."""
        text = unquote(html.unescape(text))
        words = _words(text)
        found = set(self._of_words(words))
        if any(word[-1] in "sS" for word in words):
            # The s of a genitive.
            found.update(
                self._of_words([word[:-1] if word[-1] in "sS" and len(word) > _LEAST else word for word in words])
            )
        found.update(*(self._small.get(word.casefold(), ()) for word in _words(" ".join(_ADDRESS.findall(text)))))
        if self._unspaced:
            joined = "".join(words)
            found.update(actor for name, actor in self._unspaced if name in joined)
        return found

    def _of_words(self, words: list[str]) -> Iterator[ActorId]:
        there = set(words)
        small = [word.casefold() for word in words]
        line = f" {' '.join(small)} "
        known = set(small)
        for word in known & self._phrases.keys():
            for phrase, actor in self._phrases[word]:
                # To ask for the words first takes a fraction of the time.
                if known.issuperset(phrase) and f" {' '.join(phrase)} " in line:
                    yield actor
        for word in there & self._words.keys():
            yield from self._words[word]
        for word in there & self._people.keys():
            yield from (actor for surname, actor in self._people[word] if there.issuperset(surname))


def _words(text: str) -> list[str]:
    """The words of a text without accents, signs and what is not seen."""
    plain = unicodedata.normalize("NFKD", normalize(text).text).replace("ı", "i")
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain)
