"""Whose name some words are not there, by what their script has before and behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sitegen.text.characters.scripts import is_without_spaces
from sitegen.text.mentions.given_names import is_beside_one
from sitegen.text.mentions.name_boundaries import OF_PEOPLE, NameRole, Wholeness, wholeness
from sitegen.text.mentions.proclitics import follows_article, is_ancestor, is_short_part

if TYPE_CHECKING:
    from sitegen.core.model import ActorId
    from sitegen.text.anchoring import SearchableText

_FIRST: Final = "\u05d0"
"""Scripts that have such rules begin here, with Hebrew."""


def is_asked(text: str, start: int) -> bool:
    """Whether the script of what begins here, or stands before it, has such rules."""
    return text[start] >= _FIRST or text[start - 1 : start] >= _FIRST


def misfits(
    target: SearchableText, start: int, end: int, roles: Mapping[ActorId, NameRole]
) -> tuple[set[ActorId], bool]:
    """Of whom a stretch of the text is no name, of all whom it fits, and whether it is in doubt for the others."""
    text = target.prose.text
    out = {actor for actor, role in roles.items() if role in OF_PEOPLE and _is_no_persons(text, start, end, role)}
    if not (is_without_spaces(text[start]) or is_without_spaces(text[end - 1])):
        return out, False
    place = target.normalized.indexes_of(start, end)
    stands = {role: wholeness(target.normalized.text, *place, role) for role in {*roles.values()}}
    out.update(actor for actor, role in roles.items() if stands[role] is Wholeness.PART)
    return out, Wholeness.DOUBTFUL in stands.values()


def _is_no_persons(text: str, start: int, end: int, role: NameRole) -> bool:
    """Behind the Arabic or Hebrew article, or `son of`, or beside another name, a person's name is another one.

    Short parts of names are other words, where small words are written onto them.
    """
    if follows_article(text, start) or is_ancestor(text, start):
        return True
    if role is NameRole.PART_OF_PERSON:
        return is_short_part(text, start, end)
    return " " not in text[start:end] and is_beside_one(text, start, end)
