"""The parts of an author's name, for programs that sort names and shorten them.

A name is taken apart where it says itself which part is which (`Reyes, Ana`), where an actor's record does
(`sort_name`), or where it looks as a person's does in the languages that put the family name last. All else stays
whole: a newsroom cut into a first and a last name would be a person who does not exist.
Source: CSL 1.0.2, names (family, given, non-dropping-particle, suffix).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sitegen.core.model import Actor, ActorKind

_SUFFIX: Final = re.compile(r"(?:[JS]n?r\.?|I{2,3}|IV|Ph\.?D\.?|M\.?D\.?|Esq\.?)")
_ORGANIZED_WORDS: Final = """
    agency agence agencia agentur archive associated association board bureau bulletin business centre center
    chronicle club collective college commission committee company conference congress correspondent
    correspondents council court courier daily department desk dienst editor editorial editors foundation
    gazette government group herald inc institute journal league letter library limited ltd magazine ministry
    museum network news newspaper newsroom office party post press presse project radio redacción redaction
    redaktion redazione reporter reporters review service services society staff study team telegraph
    television times today tribune union university weekly
"""
_ORGANIZED: Final = frozenset(_ORGANIZED_WORDS.split())
"""Words in the names of newsrooms and offices; a record of kind `organization` says it of all others."""
_FAMILY_FIRST: Final = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages in which the family name stands first."""
_MOST_WORDS: Final = 5
_JOINING_WORDS: Final = "and at by e et for from in of on the to und with y"
_JOINING: Final = frozenset(_JOINING_WORDS.split())
"""Small words that stand in no person's name."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
"""A word or initials."""
_ELIDED: Final = re.compile(r"[dlDL]['’](?=\w)")


class AuthorName(NamedTuple):
    """A name in its parts, or whole as `literal`; the others are empty then."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """`van` in `Ludwig van Beethoven`: before the family name, and no part of it where names are ordered."""
    suffix: str = ""
    """`Jr.`, behind the given name in lists."""
    literal: str = ""
    """The whole name, where its parts are not known."""


def split_author_name(name: str, actor: Actor | None, language: str) -> AuthorName:
    """An author's name in its parts, of a text in `language` (BCP 47); `literal` where the parts are not sure.

    `actor` is the record of that name, if there is one. Source: CSL 1.0.2, names.
    """
    if actor and actor.kind is not ActorKind.PERSON:
        return AuthorName(literal=name)
    sortable = actor.sort_name if actor and "," in actor.sort_name else name
    may_be_two = sortable == name and all(len(part.split()) > 1 for part in name.split(","))
    found = (None if may_be_two and "," in name else _family_first(sortable)) or (
        _given_first(name) if language.partition("-")[0] not in _FAMILY_FIRST else None
    )
    return found or AuthorName(literal=name)


def _family_first(name: str) -> AuthorName | None:
    """Of `Family, Given` or `Family, Given, Suffix`; None for all else, `Ana Reyes, Jr.` too."""
    family, given, suffix, *more = [*(part.strip() for part in name.split(",")), "", ""][: max(3, name.count(",") + 1)]
    if more or not family or not given or _SUFFIX.fullmatch(given) or (suffix and not _SUFFIX.fullmatch(suffix)):
        return None
    before, names = _without_leading_particles(family.split())
    names_before, after = _without_trailing_particles(given.split())
    if not names or not names_before or (before and after):
        return None
    return AuthorName(" ".join(names), " ".join(names_before), " ".join(before or after), suffix)


def _given_first(name: str) -> AuthorName | None:
    """Of `Given particle Family Suffix`; None where that is not what it looks like."""
    words, suffix = name.replace(",", " ").split(), ""
    if len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    has_comma = "," in name and not (suffix and name.count(",") == 1 and name.partition(",")[2].strip() == suffix)
    if has_comma or not 2 <= len(words) <= _MOST_WORDS or not all(map(_is_of_person, words)):
        return None
    given, particle = _without_trailing_particles(words[:-1])
    is_mixed = any(map(_is_particle, given)) or not given
    return (
        None
        if is_mixed or _is_particle(words[-1])
        else AuthorName(words[-1], " ".join(given), " ".join(particle), suffix)
    )


def _without_trailing_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """The words up to the last that is no particle, and the particles behind it."""
    count = len(words)
    while count and _is_particle(words[count - 1]):
        count -= 1
    return words[:count], words[count:]


def _without_leading_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """The particles before the first other word, and all from it on."""
    rest, before = _without_trailing_particles(words[::-1])
    return before[::-1], rest[::-1]


def _is_particle(word: str) -> bool:
    return not _ELIDED.sub("", word)[:1].isupper()


def _is_of_person(word: str) -> bool:
    """Whether a word can stand in a person's name; capitals alone are those of an agency, or of somebody who shouts."""
    is_shouted = len(word) > 1 and "." not in word and word.isupper()
    is_known = word.casefold() in _ORGANIZED or word in _JOINING
    return bool(_WORD.fullmatch(word)) and not is_shouted and not is_known
