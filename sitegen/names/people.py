"""How a person's name is shortened in a text: given names, initials, what goes before and behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitegen.model import Actor, ActorKind
from sitegen.names.beside import is_title


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name that a text may leave out."""

    given: tuple[str, ...] = ()
    """The words before the surname, titles excepted; none where the first word is all, as for Ann of Holt."""
    head: str = ""
    """What stands before a comma, two words or more: `John Clare` of `John Clare, 2nd Earl of Hope`."""


_ARTICLES: Final = frozenset({"The", "A", "Der", "Die", "Das", "Le", "La", "El", "Los", "Les"})
"""Of names such as The Singer, of which the last word alone is no surname."""
NAMELESS: Final = PersonName()


def person_name(actor: Actor) -> PersonName:
    """How the name of this actor can be shortened; nothing is made up where the surname is switched off."""
    if actor.kind is not ActorKind.PERSON:
        return NAMELESS
    head = actor.name.partition(",")[0]
    starts = [head.rfind(one) for one in actor.surnames if one in head]
    before = head[: min(starts)].split() if starts else []
    given = tuple(word for word in before if word[0].isupper() and word not in _ARTICLES and not is_title(word))
    return PersonName(given, head if head != actor.name and " " in head else "")
