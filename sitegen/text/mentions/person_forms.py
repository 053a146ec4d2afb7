"""How a person's name is shortened in a text: given names, initials, what goes before and behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitegen.core.model import Actor, ActorKind
from sitegen.text.mentions import generations
from sitegen.text.word_lists import is_title


@dataclass(frozen=True, slots=True)
class PersonName:
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
    name, generation = generations.split_generation(actor.name)
    head = name.partition(",")[0]
    starts = [head.rfind(one) for one in actor.surnames if one in head]
    before = head[: min(starts)].split() if starts else []
    particles = set()
    while len(before) > 1 and (before[-1].islower() or before[-1].casefold() in _PARTICLES):
        particles.add(before.pop().casefold())
    given = tuple(word for word in before if word[0].isupper() and word not in _ARTICLES and not is_title(word))
    return PersonName(given, head if head != name and " " in head else "", frozenset(particles), generation)
