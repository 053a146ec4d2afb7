"""What a name seems to be, by plain signs: each says in words what it saw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sitegen.core.model import ActorKind
from sitegen.suggest.candidates import RecurringName
from sitegen.suggest.capitalized_runs import is_initial
from sitegen.suggest.spelling_distance import is_in_capitals
from sitegen.suggest.suggestion_model import GuessedKind
from sitegen.text import word_lists

AS_PLACE: Final = 0.5
"""Of the places of a name, those with `in`, `from`, `to` … before it: a place from this share on, and from two on."""
INSIDE: Final = 0.2
"""The same for `in` and its like alone, before which hardly anything else stands; one is enough."""

UNKNOWN: Final = GuessedKind(ActorKind.PERSON, "")

KindSign = Callable[[RecurringName], GuessedKind | None]


def guess_kind(name: RecurringName, first_names: frozenset[str]) -> GuessedKind:
    """What a name seems to be; `first_names` are words that begin the names of known people, casefolded."""
    for sign in _SIGNS:
        guess = sign(name)
        if guess:
            return guess
    first = name.words[0]
    if len(name.words) > 1 and first.casefold() in first_names:
        return GuessedKind(ActorKind.PERSON, f'"{first}" is the first name of others')
    return UNKNOWN


def _titled(name: RecurringName) -> GuessedKind | None:
    if any(one.has_title for _, one in (*name.places, *name.short)):
        return GuessedKind(ActorKind.PERSON, "a title stands before it")
    royal = name.words[0].casefold() in word_lists.ROYAL and len(name.words) > 1
    telling = _word_in(name.words, word_lists.ORGANIZATION | word_lists.PLACE)
    return GuessedKind(ActorKind.PERSON, f'"{name.words[0]}"') if royal and not telling else None


def _organized(name: RecurringName) -> GuessedKind | None:
    word = _word_in(name.words, word_lists.ORGANIZATION) if len(name.words) > 1 else ""
    if word and not _is_before_of(name.words, word_lists.PLACE):
        return GuessedKind(ActorKind.ORGANIZATION, f'"{word}"')
    company = next((form for form in sorted(name.forms) if _is_company(form)), "")
    if company:
        return GuessedKind(ActorKind.ORGANIZATION, f'also "{company}"')
    if "&" in name.words:
        return GuessedKind(ActorKind.ORGANIZATION, '"&"')
    return GuessedKind(ActorKind.ORGANIZATION, "its acronym stands in brackets") if name.has_acronym else None


def _placed(name: RecurringName) -> GuessedKind | None:
    word = _word_in(name.words, word_lists.PLACE) if len(name.words) > 1 else ""
    if word:
        return GuessedKind(ActorKind.PLACE, f'"{word}"')
    if len(name.words) == 2 and name.words[0].casefold() in word_lists.BEGIN_PLACES and not name.short:
        return GuessedKind(ActorKind.PLACE, f'"{name.words[0]}"')
    before = [one.before for _, one in name.places if one.before in word_lists.PLACE_BEFORE]
    inside = sum(one in word_lists.INSIDE for one in before)
    is_often = len(before) >= 2 and len(before) >= AS_PLACE * len(name.places)
    if (is_often or (inside and inside >= INSIDE * len(name.places))) and not name.short:
        most = max(sorted(set(before)), key=before.count)
        return GuessedKind(ActorKind.PLACE, f'"{most}" stands before it')
    return None


def _with_initials(name: RecurringName) -> GuessedKind | None:
    if len(name.words) > 1 and any(is_initial(word) and len(word) == 2 for word in name.words[:-1]):
        return GuessedKind(ActorKind.PERSON, "it has initials")
    return None


def _by_surname(name: RecurringName) -> GuessedKind | None:
    """An organization or place that is called by its last word alone has an article before it."""
    alone = [one for _, one in name.short if one.before not in word_lists.DETERMINERS]
    if alone and 2 <= len(name.words) <= 4:
        return GuessedKind(ActorKind.PERSON, f'"{alone[0].words[0]}" stands alone later')
    return None


def _acronym(name: RecurringName) -> GuessedKind | None:
    if len(name.words) == 1 and len(name.words[0]) > 2 and is_in_capitals(name.words[0]) and "." not in name.words[0]:
        return GuessedKind(ActorKind.ORGANIZATION, "it is an acronym")
    return None


_SIGNS: Final[tuple[KindSign, ...]] = (_titled, _organized, _placed, _with_initials, _by_surname, _acronym)
"""The plainest first."""


def _word_in(words: Sequence[str], known: frozenset[str]) -> str:
    return next((word for word in words if word.casefold().rstrip(".") in known), "")


def _is_before_of(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether one of these words stands before `of`: Republic of …, Bay of …"""
    plain = [word.casefold() for word in words]
    return "of" in plain and any(word in known for word in plain[: plain.index("of")])


def _is_company(form: str) -> bool:
    return form.rsplit(maxsplit=1)[-1].casefold().rstrip(".") in word_lists.CORPORATE and " " in form
