"""A person's name and its parts: given names, small words, surname, and what tells one generation from another.

The lists are of closed classes. A word that is missing is read as no part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorKind
from sitegen.text.word_lists import is_title


class PersonName(FrozenRecord):
    """The parts of a person's name that a text may leave out."""

    given: tuple[str, ...] = ()
    """The words before the surname, titles excepted; none where the first word is all, as for Ann of Holt."""
    head: str = ""
    """What stands before a comma, two words or more: `John Clare` of `John Clare, 2nd Earl of Hope`."""
    particles: frozenset[str] = frozenset()
    """The words between given names and surname, casefolded: `van` of Vincent van Hoorn, `De` of Robert De Niro."""
    generation: str = ""
    """What tells the person from an elder or a younger one of that name, as `generations` calls it."""


_ARTICLES: Final = frozenset({"The", "A", "Der", "Die", "Das", "Le", "La", "El", "Los", "Les"})
"""Of names such as The Singer, of which the last word alone is no surname."""
_PARTICLES_WORDS: Final = """
al ap av ben bin da das dal de degli dei del della den der des di do dos du el ibn la las le les lo los mac mc san
santa st ten ter van vander vom von y zu zum zur
"""
_PARTICLES: Final = frozenset(_PARTICLES_WORDS.split())
"""Words that belong to a surname even where they have a capital."""
NAMELESS: Final = PersonName()


def bare_surname(surname: str) -> str:
    """A surname without the small words before it: `Torre` of `de la Torre`."""
    words = surname.split()
    while len(words) > 1 and words[0].islower():
        del words[0]
    return " ".join(words)


def person_name(actor: Actor) -> PersonName:
    """How the name of this actor can be shortened; nothing is made up where the surname is switched off."""
    if actor.kind is not ActorKind.PERSON:
        return NAMELESS
    name, generation = split_generation(actor.name)
    head = name.partition(",")[0]
    starts = [head.rfind(one) for one in actor.surnames if one in head]
    before = head[: min(starts)].split() if starts else []
    particles = set()
    while len(before) > 1 and (before[-1].islower() or before[-1].casefold() in _PARTICLES):
        particles.add(before.pop().casefold())
    given = tuple(word for word in before if word[0].isupper() and word not in _ARTICLES and not is_title(word))
    return PersonName(given, head if head != name and " " in head else "", frozenset(particles), generation)


_FORMS: Final = {
    "junior": ("Jr.", "Jr", "jr.", "jr", "JR.", "JR", "Jnr.", "Jnr", "jun.", "Junior", "junior", "Júnior", "júnior"),
    "senior": ("Sr.", "Sr", "sr.", "sr", "SR.", "SR", "Snr.", "Snr", "sen.", "Senior", "senior", "Sênior", "sênior"),
    "2": ("II", "2nd"),
    "3": ("III", "3rd"),
    "4": ("IV", "4th"),
    **{
        str(number): (roman,)
        for number, roman in enumerate(["V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"], 5)
    },
    **{
        word: (word, word.capitalize())
        for word in ["filho", "neto", "bisneto", "sobrinho", "hijo", "padre", "pai", "fils", "père"]
    },
    "younger": (
        *("the Younger", "der Jüngere", "die Jüngere", "d. J.", "d.J.", "le Jeune", "la Jeune", "el Joven", "de Jonge"),
        *("il Giovane", "d. y.", "d.y.", "d. yngre", "den yngre", "młodszy", "ml.", "мл.", "младший"),
    ),
    "elder": (
        *("the Elder", "der Ältere", "die Ältere", "d. Ä.", "d.Ä.", "l'Ancien", "l’Ancien", "el Viejo", "de Oude"),
        *("il Vecchio", "d. ä.", "d.ä.", "d. æ.", "d.æ.", "den äldre", "den ældre", "starszy", "ст.", "старший"),
    ),
}
"""How each of them is written."""
_NAMED: Final = {form: generation for generation, forms in _FORMS.items() for form in forms}
_BRIEF: Final = frozenset({"junior", "senior", "2", "3", "4"})
"""These may stand behind a comma in the middle of a sentence, too, where they are no words: `Holt, Jr. said`."""

_ANY: Final = "|".join(re.escape(form) for form in sorted(_NAMED, key=len, reverse=True))
_BEHIND: Final = re.compile(rf"(,?)[ \t\xa0\u202f]+\(?({_ANY}|{_ANY.upper()})(?!\w)")
_ENDING: Final = re.compile(rf"(,?)\s+({_ANY})")
_OF_SENTENCE: Final = re.compile(r"\)?\s*(?:[,;:.)!?…»”\"–—]|\Z|\n)")
_TITLE: Final = re.compile(r"[ \xa0]+[^\W\d_a-z]")
_ALONE: Final = frozenset({"V", "X"})
"""Letters that are so much else that only a record makes them one."""


def split_generation(name: str) -> tuple[str, str]:
    """A name without what tells its generation, and which that is; empty where nothing does: `Tom Holt`, `junior`."""
    for found in _ENDING.finditer(name):
        if found.end() == len(name) and found.start():
            return name[: found.start()], _NAMED[found[2]]
    return name, ""


def with_generation(name: str, generation: str) -> Iterator[str]:
    """A name without a suffix in each of the ways in which it is written with that of a generation."""
    for form in _FORMS[generation]:
        yield f"{name} {form}"
        if generation in _BRIEF:
            yield f"{name}, {form}"


def generation_behind(text: str, end: int) -> str:
    """Of which generation the person is whose name ends here; empty where the text does not say."""
    if text[end : end + 1] not in {",", " ", "\t", "\xa0", "\u202f"}:
        return ""
    found = _BEHIND.match(text, end)
    if not found or found[2] in _ALONE:
        return ""
    form, generation = found[2], _NAMED.get(found[2]) or _OF_CAPITALS[found[2]]
    if found[1] and not _OF_SENTENCE.match(text, found.end()):
        # `Ada Holt, senior adviser`, `Ada Holt, Sr. Moss`: what follows a comma may begin something else.
        is_title = form in {"Sr.", "Sr"} and _TITLE.match(text, found.end())
        return "" if generation not in _BRIEF or len(form) > 4 or is_title else generation
    return generation


_OF_CAPITALS: Final = {form.upper(): generation for form, generation in _NAMED.items()}
