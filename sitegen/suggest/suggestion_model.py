"""What is suggested: names that could become actors, and actors that may be one."""

from __future__ import annotations

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorId, ActorKind, ArticleId, Excerpt


class NameExample(FrozenRecord):
    """A name in a sentence of an article."""

    article: ArticleId
    excerpt: Excerpt


class GuessedKind(FrozenRecord):
    """What a name seems to be."""

    kind: ActorKind
    sign: str
    """What tells it, in words; empty = nothing does, and `kind` is the default."""


class Suggestion(FrozenRecord):
    """A name that recurs and belongs to no actor."""

    id: ActorId
    """As a record would have it; no actor and no other suggestion has it."""
    name: str
    guess: GuessedKind
    aliases: tuple[str, ...]
    """Other forms that are clearly of it, sorted."""
    mentions: int
    articles: tuple[ArticleId, ...]
    """Sorted."""
    examples: tuple[NameExample, ...]
    """Of different articles where there are several."""


class DuplicateActors(FrozenRecord):
    """Actors that may be one and the same."""

    actors: tuple[Actor, ...]
    """Two or more, sorted by id."""
    reason: str


class ActorSuggestions(FrozenRecord):
    """All that there is to look at."""

    names: tuple[Suggestion, ...]
    """In the most articles first."""
    duplicates: tuple[DuplicateActors, ...]
    """The surest first."""
    articles: int
    """How many were read."""
    without_capitals: tuple[ArticleId, ...]
    """Articles in a script that has no capitals: nothing in them tells a name from other words."""
    of_nouns: tuple[ArticleId, ...]
    """Articles in a language that begins every noun with a capital: only what looks like a full name counts there."""
